"""Modes: when each is open, what it owes, who of its entrants came out whole, who funds whom."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from charts import style
from charts.figure import Figure, Texts, Trace
from charts.months import month_axis, months
from model import Run
from model.modes.book import ENTERED, OWED, POT
from model.readings import rotation
from model.readings.rotation import Stage
from wording import Words
from wording.names import row_name

HUES = (style.MODES, *style.CAMPAIGNS[:1], *style.CAMPAIGNS[3:])
ROW_HEIGHT = 44
AROUND = 110
"""Pixels of a time line beside its rows: legend and axis."""
THICK, THIN = {"width": 18}, {"width": 7}


def _hue(mode: int) -> str:
    return HUES[mode % len(HUES)]


def _none(figure: Figure, run: Run, words: Words) -> bool:
    """Say that there is no mode, where there is none."""
    if not run.modes.ids:
        figure.note(words("There is no mode besides the pools."))
    return not run.modes.ids


def time_line(run: Run, _baseline: Run, words: Words) -> Figure:
    """Pools and modes from opening to closing, and on until nothing is left of what they owe."""
    stages = rotation.stages(run)
    figure = style.blank(AROUND + ROW_HEIGHT * max(2, len(stages)))
    names = _rows(stages, words)
    still = Texts(lambda each: _at_close(each, words), stages)
    open_pools, open_modes = (
        [(name, each) for name, each in zip(names, stages, strict=True) if each.table == table]
        for table in ("campaigns", "modes"))
    figure.add(*_spans(words("Closed: what is owed is carried"), names, stages, still,
                       style.LEFT_BEHIND, lambda each: (each.closes, each.done), THIN))
    for label, colour, rows in (
        (words("Pool gifts points"), style.POOL, open_pools),
        (words("Mode is open"), style.MODES, open_modes),
    ):
        texts = Texts(lambda each: _span(each.opens, each.closes, words),
                      [each for _, each in rows])
        figure.add(*_spans(label, [name for name, _ in rows], [each for _, each in rows], texts,
                           colour, lambda each: (each.opens, each.closes), THICK))
    for label, day, symbol in (
        (words("Pot cannot pay from here on"), "short", "x"),
        (words("Stopped"), "stopped", "square"),
    ):
        figure.add(*_marks(label, names, stages, day, symbol, words))
    style.day_axis(figure, run.days, words)
    figure.layout["hovermode"] = "closest"
    figure.y_axis(categoryorder="array", categoryarray=names[::-1], title={"text": ""},
                  showgrid=False, range=[-0.6, len(names) - 0.4])
    return figure


def _rows(stages: Sequence[Stage], words: Words) -> list[str]:
    """Names of rows, each another: an axis of names puts equal ones together."""
    names = [row_name(words, each.table, each.row) for each in stages]
    return [name if names.count(name) == 1 else f"{name} ({each.row})"
            for name, each in zip(names, stages, strict=True)]


def _spans(
    label: str, names: Sequence[str], stages: Sequence[Stage], texts: Sequence[str], colour: str,
    ends: Callable[[Stage], tuple[int, int]], thick: dict[str, int],
) -> list[Trace]:
    """Strokes of one kind, each a trace from end to end in a row of its own."""
    traces: list[Trace] = []
    for name, stage, text in zip(names, stages, texts, strict=True):
        first, last = ends(stage)
        if last > first:
            traces.append(style.line(
                label, np.array([float(first), float(last)]), [name] * 2, [text] * 2, colour,
                line=thick, legendgroup=label, showlegend=not traces))
    return traces


def _span(first: int, last: int, words: Words) -> str:
    text = words("day {first} to day {last}", first=first, last=last - 1)
    return text if words.day_zero is None else words(
        "{text} ({first} to {last})", text=text, first=words.dated(first),
        last=words.dated(last - 1))


def _at_close(stage: Stage, words: Words) -> str:
    return words("still owed {owed} when it closed, {held} held",
                 owed=words.money(stage.owed), held=words.money(stage.held))


def _marks(
    label: str, names: Sequence[str], stages: Sequence[Stage], field: str, symbol: str,
    words: Words,
) -> list[Trace]:
    """Marks on the days of `field`, where they came."""
    at = [(name, getattr(stage, field)) for name, stage in zip(names, stages, strict=True)]
    at = [(name, day) for name, day in at if not math.isnan(day)]
    if not at:
        return []
    days = np.array([day for _, day in at])
    return [style.line(label, days, [name for name, _ in at], Texts(words.day, days),
                       style.SHORTFALL) | {
        "mode": "markers", "marker": {"color": style.SHORTFALL, "symbol": symbol, "size": 11}}]


def owed_by_mode(run: Run, baseline: Run, words: Words) -> Figure:
    """What each mode owes at the close of each day, stacked, and what all pots hold."""
    figure, keep = style.blank(), style.thin(run.days)
    if _none(figure, run, words):
        return figure
    owed, pots = (run.modes.daily(which)[0] for which in (OWED, POT))
    for m, row in enumerate(run.modes.ids):
        if owed[m].any():
            values = owed[m, keep]
            texts = Texts(words.money, values)
            figure.add(style.line(row_name(words, "modes", row), keep, values, texts, _hue(m),
                                  line={"width": 0.5}, stackgroup="all"))
    before, past = style.thin(baseline.days), baseline.modes.daily(OWED)[0].sum(axis=0)
    figure.add(style.baseline_line(words("Baseline: owed"), before, past[before],
                                   Texts(words.money, past[before])))
    held = pots.sum(axis=0)[keep]
    figure.add(style.halo(keep, held), style.line(
        words("In all pots"), keep, held, Texts(words.money, held), style.CASH))
    style.day_axis(figure, run.days, words)
    drawn = np.concatenate([owed.sum(axis=0)[keep], held, past])
    style.value_axis(figure, drawn, words("Owed by modes, and in their pots (yuan)"), words.money)
    return figure


def whole_by_entry_day(run: Run, _baseline: Run, words: Words) -> Figure:
    """Part of each day's money that got back at least itself by the end, a line a mode."""
    figure = style.blank()
    if _none(figure, run, words):
        return figure
    whole, entered = run.modes.lots.whole[0], run.modes.daily(ENTERED)[0]
    for m, row in enumerate(run.modes.ids):
        days = np.flatnonzero(entered[m] > 0.0)
        days = days[style.thin(days.size)]
        values = whole[m, days]
        if days.size:
            figure.add(style.line(row_name(words, "modes", row), days, values,
                                  Texts(words.percent, values), _hue(m)))
    style.day_axis(figure, run.days, words)
    figure.x_axis(title={"text": words.since(words("Day of entry (a month is 30 days)"))},
                  unifiedhovertitle={"text": words("Entered on day {day}", day="%{x}")})
    style.value_axis(figure, np.array([0.0, 1.0]), words("Got back at least itself (%)"),
                     lambda v: words.percent(v, digits=0))
    figure.y_axis(range=[-0.03, 1.05])
    return figure


def funding_by_month(run: Run, _baseline: Run, words: Words) -> Figure:
    """By month of entry what lots received by the end, less what was put into the pot on their
    days: above zero others paid for them, below they paid for others."""
    figure = style.blank()
    if _none(figure, run, words):
        return figure
    found = rotation.by_entry_month(run)
    net = (found["received"] - found["put_in"])[0]
    numbers = months(net.shape[1])
    for m, row in enumerate(run.modes.ids):
        if np.abs(net[m]).max() > 0.0:
            figure.add(style.bars(row_name(words, "modes", row), numbers, net[m],
                                  Texts(words.money, net[m]), _hue(m)))
    figure.layout |= {"barmode": "relative", "bargap": 0.18}
    figure.layout["legend"] |= {"traceorder": "normal"}
    month_axis(figure, numbers.size, words)
    figure.x_axis(title={"text": words.since(words("Month of entry (30 days each)"))},
                  unifiedhovertitle={"text": words("Entered in month {month}", month="%{x}")})
    ends = np.concatenate([np.maximum(net, 0.0).sum(axis=0), np.minimum(net, 0.0).sum(axis=0)])
    style.value_axis(figure, ends, words("Received less put in (yuan)"), words.money)
    figure.level(0.0, style.BASELINE)
    return figure
