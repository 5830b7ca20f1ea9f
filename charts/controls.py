"""Controls: what each moves between members and operator, cash with and without, what was paid."""

from collections.abc import Mapping, Sequence

import numpy as np

from charts import style
from charts.figure import Figure, Texts
from charts.months import month_axis, months
from model import Run
from model.cohorts.run import MONTH_DAYS
from model.terms.rows import has_controls
from wording import Words

AROUND, ROW_HEIGHT = 100, 46
"""Pixels: legend and axis, and each row of two bars."""


def moves(
    names: Sequence[str], moved: Mapping[str, Sequence[float]], words: Words
) -> Figure:
    """By control: change of what members received in all, and of operating cash at the end."""
    figure = style.blank(AROUND + ROW_HEIGHT * max(2, len(names)))
    kinds = {"received": (words("Members receive"), style.RECEIVED),
             "last_cash": (words("Operating cash at the end"), style.CASH)}
    drawn = np.concatenate([np.array(moved[kind], float) for kind in kinds])
    for kind, (label, colour) in kinds.items():
        values = np.array(moved[kind], float)
        figure.add(style.bars(label, values, list(names), Texts(words.money, values), colour,
                              orientation="h"))
    figure.layout |= {"barmode": "group", "bargap": 0.3, "hovermode": "closest"}
    figure.layout["legend"] |= {"traceorder": "normal"}
    ticks = style.linear_ticks(min(0.0, float(drawn.min())), max(0.0, float(drawn.max())), 4)
    figure.x_axis(title={"text": words("Change by the control (yuan)")}, showgrid=True,
                  tickvals=ticks, ticktext=[words.money(tick) for tick in ticks])
    figure.y_axis(categoryorder="array", categoryarray=list(names)[::-1], title={"text": ""},
                  showgrid=False, range=[-0.5, len(names) - 0.5])
    return figure


def cash(run: Run, without: Run, baseline: Run, words: Words) -> Figure:
    """Operating cash of the scenario and of the same without any control; the baseline behind."""
    figure = style.blank()
    lines = {"then": baseline, "without": without, "now": run}
    path = {name: (style.thin(each.days), each.daily["operating_cash"][0])
            for name, each in lines.items()}
    drawn = {name: (keep, values[keep]) for name, (keep, values) in path.items()}
    figure.add(style.baseline_line(words("Baseline"), *drawn["then"],
                                   Texts(words.money, drawn["then"][1])))
    if has_controls(run.scenario):
        figure.add(style.line(words("Without any control"), *drawn["without"],
                              Texts(words.money, drawn["without"][1]), style.SHORTFALL))
    figure.add(style.line(words("This scenario"), *drawn["now"],
                          Texts(words.money, drawn["now"][1]), style.CASH))
    style.day_axis(figure, run.days, words)
    style.value_axis(figure, np.concatenate([values for _, values in drawn.values()]),
                     words("Operating cash (yuan)"), words.money)
    figure.level(0.0, style.BASELINE)
    return figure


def held_back(run: Run, without: Run, words: Words) -> Figure:
    """Ad points paid, and lapsed, by month; what stays owed as arrears; what would be paid without
    controls, dashed."""
    figure = style.blank()
    if not has_controls(run.scenario):
        figure.note(words("No control holds anything back."))
        return figure
    starts = np.arange(0, run.days, MONTH_DAYS)
    numbers = months(starts.size)
    parts = {which: np.add.reduceat(run.daily[which][0], starts)
             for which in ("released", "lapsed_points")}
    for which, label, colour in (
        ("released", words("Ad points paid"), style.RECEIVED),
        ("lapsed_points", words("Lapsed"), style.FORFEITED),
    ):
        figure.add(style.bars(label, numbers, parts[which], Texts(words.money, parts[which]),
                              colour))
    ends = np.minimum(starts + MONTH_DAYS, run.days) - 1
    arrears = run.daily["arrears"][0, ends]
    figure.add(style.halo(numbers, arrears), style.line(
        words("In arrears at the month's end"), numbers, arrears, Texts(words.money, arrears),
        style.SHORTFALL))
    free = np.add.reduceat(without.daily["released"][0], starts)
    figure.add(style.baseline_line(words("Paid without any control"), numbers, free,
                                   Texts(words.money, free)))
    figure.layout |= {"barmode": "stack", "bargap": 0.18}
    figure.layout["legend"] |= {"traceorder": "normal"}
    month_axis(figure, numbers.size, words)
    style.value_axis(figure, np.concatenate([sum(parts.values(), np.zeros(1)), arrears, free]),
                     words("Ad points (yuan a month)"), words.money)
    return figure
