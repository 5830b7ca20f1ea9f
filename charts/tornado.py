"""Which lever moves a result how far: a tornado of changes, and parts of the variance."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.sobol import Index
from analysis.tornado import Bar
from charts import style
from charts.figure import Figure, Trace
from wording import Words

ROW_HEIGHT = 40
ROOM = 0.16
"""Part of the bars' span that is left on either side for the labels at their ends."""


INK = "#10161C"
"""Reads on the grey of a bar in both themes."""


@dataclass(frozen=True)
class Row:
    """A lever by its name, and both ends of its range in words."""

    label: str
    low: str
    high: str
    bar: Bar


@dataclass(frozen=True)
class Result:
    """How a result is written: its name, a value of it, a change of it, the word for undefined."""

    title: str
    value: Callable[[float], str]
    change: Callable[[float], str]


def tornado_bars(rows: Sequence[Row], result: Result, words: Words) -> Figure:
    """Two bars a lever: the change of the result at either end of the lever's range."""
    figure = style.blank(96 + ROW_HEIGHT * len(rows))
    if not rows:
        figure.note(words("Nothing moves this result."))
        return figure
    if not math.isfinite(rows[0].bar.base):
        figure.note(words("Undefined as things stand, so that no change of it can be drawn: see "
                          "the table."))
        return figure
    longest = max((abs(x) for row in rows for x in _changes(row.bar)), default=0.0) or 1.0
    for name, end, colour in (
        (words("At the low end"), 0, style.LOW_END), (words("At the high end"), 1, style.HIGH_END),
    ):
        figure.add(_ends(rows, end, name, colour, result))
        figure.add(_undefined(rows, end, longest, result))
    _axes(figure, rows, longest, result, words)
    return figure


def _changes(bar: Bar) -> list[float]:
    return [x - bar.base for x in (bar.at_low, bar.at_high) if math.isfinite(x)]


def _at(row: Row, end: int) -> tuple[float, str]:
    """The result at an end of the lever, and that end in words."""
    return (row.bar.at_high, row.high) if end else (row.bar.at_low, row.low)


def _ends(rows: Sequence[Row], end: int, name: str, colour: str, result: Result) -> Trace:
    """One bar a lever as long as the change of the result, labelled with the lever's end."""
    known = [row for row in rows if math.isfinite(_at(row, end)[0])]
    found = [_at(row, end) for row in known]
    return style.bars(
        name, [value - row.bar.base for row, (value, _) in zip(known, found, strict=True)],
        [row.label for row in known],
        [f"{text}: {result.value(value)}" for value, text in found], colour, orientation="h",
        text=[text for _, text in found], textposition="outside", cliponaxis=False,
        offsetgroup=str(end), hovertemplate="%{customdata}<extra></extra>",
    )


def _undefined(rows: Sequence[Row], end: int, longest: float, result: Result) -> Trace:
    """Where a lever's end leaves the result undefined: a hatched bar to the rim, with its word."""
    known = [row for row in rows if not math.isfinite(_at(row, end)[0])]
    texts = [f"{_at(row, end)[1]}: {result.value(math.nan)}" for row in known]
    bars = style.bars(
        "", [longest] * len(known), [row.label for row in known], texts, style.BASELINE,
        orientation="h", text=texts, textposition="inside", insidetextanchor="end",
        constraintext="none", insidetextfont={"size": 11, "color": INK}, offsetgroup=str(end),
        showlegend=False, hovertemplate="%{customdata}<extra></extra>",
    )
    bars["marker"]["pattern"] = {"shape": "/", "fillmode": "overlay", "solidity": 0.2,
                                 "fgcolor": "rgba(255, 255, 255, 0.35)"}
    return bars


def _axes(
    figure: Figure, rows: Sequence[Row], longest: float, result: Result, words: Words
) -> None:
    """Changes along the bottom; at zero stands the value as things are."""
    base = rows[0].bar.base
    reached = [0.0, *(x for row in rows for x in _changes(row.bar))]
    if any(not math.isfinite(x) for row in rows for x in (row.bar.at_low, row.bar.at_high)):
        reached.append(longest)
    room = ROOM * (max(reached) - min(reached) or 1.0)
    ends = (min(reached) - room, max(reached) + room)
    ticks = [tick for tick in style.linear_ticks(*ends, 4) if ends[0] <= tick <= ends[1]]
    figure.layout |= {"barmode": "group", "hovermode": "closest", "bargap": 0.3}
    figure.y_axis(categoryorder="array", categoryarray=[row.label for row in rows][::-1],
                  title={"text": ""})
    figure.x_axis(
        title={"text": words("Change of “{result}”", result=result.title)}, showgrid=True,
        zeroline=True, range=list(ends), tickvals=ticks,
        ticktext=style.told_apart(ticks, lambda tick: result.change(base + tick) if tick
                                  else result.value(base), words),
    )


def variance_parts(labels: Sequence[str], indices: Sequence[Index], words: Words) -> Figure:
    """Sobol indices with their 95 % intervals: alone, and together with the other levers."""
    figure = style.blank(96 + ROW_HEIGHT * len(indices))
    parts = (
        (words("Alone"), [(i.first, i.first_error) for i in indices], style.HOLDINGS),
        (words("Together with the others"), [(i.total, i.total_error) for i in indices],
         style.PRICE),
    )
    for name, found, colour in parts:
        values, errors = zip(*found, strict=True)
        texts = [f"{words.percent(v, digits=0)} ± {words.percent(e, digits=0)}" for v, e in found]
        figure.add(style.bars(name, list(values), list(labels), texts, colour, orientation="h",
                              error_x={"type": "data", "array": list(errors), "thickness": 1}))
    shares = [0.0, 0.25, 0.5, 0.75, 1.0]
    figure.layout |= {"barmode": "group", "hovermode": "y unified", "bargap": 0.3}
    figure.y_axis(categoryorder="array", categoryarray=list(labels)[::-1], title={"text": ""})
    figure.x_axis(title={"text": words("Part of the variance of the result")}, showgrid=True,
                  tickvals=shares, ticktext=[words.percent(s, digits=0) for s in shares])
    return figure
