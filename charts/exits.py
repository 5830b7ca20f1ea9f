"""Who was forced out when, who got their money back, and what it would still take."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from charts import style
from charts.figure import Column, Figure, Texts, Trace
from charts.months import join_month_axis, month_axis, months
from model import Run, readings
from model.readings import exits
from wording import Words
from wording.names import row_name

SYMBOLS = ("circle", "diamond", "square", "triangle-up", "cross", "x")
DOTS = 150  # a segment: more of them only cover each other
BEYOND_SENSE = 1e15
"""No pool grows so many times: such a factor is told, not drawn."""


def exit_days(run: Run, baseline: Run, words: Words) -> Figure:
    """Day of the first forced exit against day of joining, per segment, from each campaign.

    The axis ends where the last join day of anybody forced out lies.
    """
    figure = style.blank()
    last = _last_join_day(run)
    if math.isnan(last):
        figure.note(_why_nobody(run, words))
        return figure
    joined, left = _first_exits(baseline, last)
    texts = [_wait(words, *pair) for pair in zip(joined, left, strict=True)]
    figure.add(_dots(words("Baseline"), joined, left, texts, style.BASELINE, "circle-open"))
    for index, segment in enumerate(run.segment_ids):
        figure.add(_segment_dots(run, index, segment, words))
    _exit_axes(figure, run.days, last, words)
    return figure


def _last_join_day(run: Run) -> float:
    return float(exits.last_join_day_forced_out(run)[0])


def _why_nobody(run: Run, words: Words) -> str:
    if not run.groups.members.any():
        return words("Nobody joins, so nobody is forced out.")
    days = words.number(run.days, digits=0)
    return words("Nobody is forced out at the cap price within {days} days.", days=days)


def _first_exits(run: Run, last: float) -> tuple[np.ndarray, np.ndarray]:
    """Join days and first exit days of all groups that joined up to `last`, some if too many."""
    first = readings.first_exit_day(run)[0, : int(last) + 1]
    joined = np.nonzero(~np.isnan(first) & (run.groups.members[0, : int(last) + 1] > 0))
    some = slice(None, None, 1 + joined[0].size // DOTS)
    return joined[0][some], first[joined][some]


def _segment_dots(run: Run, index: int, segment: str, words: Words) -> Trace:
    """One segment's exits from every campaign; the hover names the campaign if there are many."""
    out = (run.groups.exit_day[0, :, :, index] >= 0) & (run.groups.members[0, :, index] > 0)
    campaign, joined = np.nonzero(out)
    some = slice(None, None, 1 + joined.size // DOTS)
    campaign, joined = campaign[some], joined[some]
    left = run.groups.exit_day[0, campaign, joined, index]
    names = [row_name(words, "campaigns", name) for name in run.campaign_ids]
    texts = [
        _wait(words, *pair) + (f" · {names[c]}" if len(names) > 1 else "")
        for c, *pair in zip(campaign, joined, left, strict=True)
    ]
    return _dots(row_name(words, "segments", segment), joined, left, texts, _hue(index),
                 SYMBOLS[index % len(SYMBOLS)])


def _hue(index: int) -> str:
    return style.SEGMENTS[index % len(style.SEGMENTS)]


def _wait(words: Words, joined: float, left: float) -> str:
    return words.with_date(
        words.plural("day {day}, after {count} day", "day {day}, after {count} days",
                     count=int(left - joined), day=int(left)), left)


def _dots(name: str, x: Column, y: Column, texts: Sequence[str], colour: str,
          symbol: str) -> Trace:
    return style.line(name, x, y, texts, colour) | {
        "mode": "markers", "marker": {"color": colour, "symbol": symbol, "size": 7},
    }


def _exit_axes(figure: Figure, days: int, last: float, words: Words) -> None:
    style.value_axis(figure, np.array([0.0, days]), words("Forced out on day (since the start)"),
                     lambda day: words.number(day, digits=0))
    figure.y_axis(range=[0, 1.03 * days])
    wanted = 5 if words.day_zero is None else 3
    ticks = [tick for tick in style.linear_ticks(0.0, max(last, 5.0), wanted) if tick == int(tick)]
    style.dated(figure, 1, words)
    margin = 0.03 * max(last, 5.0)
    figure.x_axis(
        title={"text": words.since(words("Day of joining (since the start)"))},
        tickvals=ticks,
        ticktext=[words.number(tick, digits=0) + style.below(words, tick) for tick in ticks],
        unifiedhovertitle={"text": words("Joined on day {day}", day="%{x}")},
        range=[-margin, max(last, 5.0) + margin],
    )


def shares_by_month(run: Run, baseline: Run, words: Words) -> Figure:
    """By join month: part of the members forced out, and part that got back what they spent."""
    figure = style.blank()
    found = readings.by_join_month(run)
    numbers = months(found["members"].shape[1])
    drawn = []
    for share, name, colour in (
        ("exit_share", words("Forced out at the cap price"), style.FORCED_OUT),
        ("recovered_share", words("Got back what they spent"), style.RECEIVED),
    ):
        if np.isnan(found[share]).all() and (found["members"] > 0).any():
            continue  # under purchase limits it is not known person by person
        values = np.nan_to_num(found[share][0])
        texts = Texts(words.percent, values)
        figure.add(style.bars(name, numbers, values, texts, colour))
        drawn.append(values)
    past = np.nan_to_num(readings.by_join_month(baseline)["exit_share"][0])
    figure.add(_before(words("Baseline: forced out"), past, Texts(words.percent, past)))
    join_month_axis(figure, numbers.size, words)
    values = np.concatenate([*drawn, past])
    style.value_axis(figure, values, words("Members of that month (%)"), _percent(words))
    return figure


def _before(name: str, values: np.ndarray, texts: Sequence[str]) -> Trace:
    """The baseline of upright bars: a grey tick across each month."""
    trace = style.ticks(name, months(values.size), values, texts)
    return trace | {"marker": trace["marker"] | {"symbol": "line-ew", "size": 9}}


def _percent(words: Words) -> Callable[[float], str]:
    """Writes a tick as a percentage with a decimal only where it has one."""
    return lambda v: words.percent(v, digits=0 if round(100 * v, 6).is_integer() else 1)


def waits(run: Run, baseline: Run, words: Words) -> Figure:
    """Members forced out by the 30-day months that they waited for it, stacked by segment."""
    figure = style.blank()
    out = exits.forced_out_by_wait(run)[0]
    if not out.any():
        figure.note(_why_nobody(run, words))
        return figure
    past = exits.forced_out_by_wait(baseline)[0].sum(axis=1)
    longest = 1 + max(np.flatnonzero(of).max(initial=0) for of in (out.sum(axis=1), past))
    for index, segment in enumerate(run.segment_ids):
        values = out[:longest, index]
        if not values.any():
            continue
        texts = [words.number(v, digits=1) for v in values]
        name = row_name(words, "segments", segment)
        figure.add(style.bars(name, months(values.size), values, texts, _hue(index)))
    past = past[:longest]
    figure.add(_before(words("Baseline"), past, [words.number(v, digits=1) for v in past]))
    figure.layout |= {"barmode": "stack"}
    figure.layout["legend"] |= {"traceorder": "normal"}
    month_axis(figure, int(longest), words, since=True)
    figure.x_axis(title={"text": words("Month after joining (30 days each)")})
    stacked = np.concatenate([out.sum(axis=1), past])
    style.value_axis(figure, stacked, words("Forced out (members)"), style.plain(words))
    return figure


def pool_growth(run: Run, baseline: Run, words: Words) -> Figure:
    """How many times the pool must still grow for a buyer of each day, and how far it then grew.

    Needed is the rule of thumb: orders alone, nobody selling. The second line ends at 1 with the
    horizon, after which nothing is simulated.
    """
    figure = style.blank()
    needed, grew = exits.pool_growth_needed(run)[0], exits.pool_growth_to_come(run)[0]
    if not _sensible(needed[style.thin(needed.size)]).any():  # else nothing would be drawn
        figure.note(_why_no_growth(run, needed, words))
        return figure
    past = exits.pool_growth_needed(baseline)[0]
    lines = [
        _multiples(style.baseline_line, words("Baseline"), past, words),
        _multiples(style.line, words("Growth needed for that day's buyer"), needed, words,
                   style.RULE),
        _multiples(style.line, words("Growth that followed"), grew, words, style.POOL),
    ]
    figure.add(*lines)
    style.day_axis(figure, run.days, words)
    values = np.concatenate([trace["y"] for trace in lines])
    style.value_axis(figure, values, words("Multiple of that day's pool (log scale)"),
                     lambda v: words.multiple(v, digits=0), log=True)
    return figure


def _sensible(values: np.ndarray) -> np.ndarray:
    return np.asarray(values <= BEYOND_SENSE)


def _multiples(
    draw: Callable[..., Trace], name: str, values: np.ndarray, words: Words, *colour: str
) -> Trace:
    keep = style.thin(values.size)
    shown = np.where(_sensible(values[keep]), values[keep], np.nan)
    trace: Trace = draw(name, keep, shown, [_times(words, v) for v in shown], *colour)
    return trace


def _times(words: Words, value: float) -> str:
    return words.multiple(value, digits=1 if value < 10 else 0)


def _why_no_growth(run: Run, needed: np.ndarray, words: Words) -> str:
    if np.isnan(needed).all():
        return words("No points are gifted, so nobody waits for the cap.")
    return words("Gifts take all that orders bring in:<br>orders alone never lift the price "
                 "to the cap.")
