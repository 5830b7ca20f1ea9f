"""Several scenarios in one figure: paths over time, and a result's way from one to another."""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import NotRequired, TypedDict

import numpy as np

from charts import style
from charts.figure import Figure
from model import Run
from wording import Words
from wording.names import row_name

ROW_HEIGHT = 34
DASHES = ("solid", "dot", "dash", "dashdot")
"""Scenarios beyond the number of colours begin again with another dash."""
NEAR = 0.25
"""A way that moves by less than this part of its height is drawn without the zero."""


class _Stroke(TypedDict):
    """How a scenario's lines are drawn."""

    color: str
    dash: str
    width: NotRequired[float]


Path = tuple[str, np.ndarray, np.ndarray]
"""What a line shows beyond its scenario (empty if nothing), its days and its values."""


def price_paths(runs: Mapping[str, Run], baseline: str, words: Words) -> Figure:
    """Closing price of a point in each scenario's campaigns, from their start on."""
    return _paths(runs, baseline, lambda run: _prices(run, words), words,
                  words("Price of a point (yuan)"), words.number, log=True)


def cash_paths(runs: Mapping[str, Run], baseline: str, words: Words) -> Figure:
    """Operating cash of each scenario at the day's close."""
    figure = daily_paths(runs, baseline, "operating_cash", words("Operating cash (yuan)"), words)
    figure.level(0.0, style.BASELINE)
    return figure


def daily_paths(
    runs: Mapping[str, Run], baseline: str, series: str, title: str, words: Words
) -> Figure:
    """A daily series in yuan of each scenario."""
    return _paths(runs, baseline, lambda run: [_path("", run.daily[series][0])], words, title,
                  words.money)


def pool_paths(runs: Mapping[str, Run], baseline: str, words: Words) -> Figure:
    """Yuan in all pools of each scenario together."""
    return _paths(runs, baseline, lambda run: [_path("", run.campaigns["pool"][0].sum(axis=0))],
                  words, words("In all pools (yuan)"), words.money)


def _path(name: str, values: np.ndarray, start: int = 0) -> Path:
    days = start + style.thin(values.size - start)
    return name, days, values[days]


def _prices(run: Run, words: Words) -> list[Path]:
    """One line a campaign, named if there are several."""
    several = len(run.campaign_ids) > 1
    starts = [int(run.scenario.number(f"campaigns.{campaign}.start_day"))
              for campaign in run.campaign_ids]
    return [
        _path(row_name(words, "campaigns", campaign) if several else "",
              run.campaigns["price"][0, place], min(starts[place], run.days - 1))
        for place, campaign in enumerate(run.campaign_ids)
    ]


def _paths(
    runs: Mapping[str, Run], baseline: str, read: Callable[[Run], list[Path]], words: Words,
    title: str, text: Callable[[float], str], log: bool = False,
) -> Figure:
    """Lines of all scenarios, one colour a scenario; the baseline lies behind, dashed and grey."""
    figure, drawn = style.blank(), []
    for label in sorted(runs, key=lambda label: label != baseline):
        stroke = _stroke(label, list(runs), baseline)
        for place, (name, x, y) in enumerate(read(runs[label])):
            texts = [f"{name} {text(v)}".strip() for v in y]
            figure.add(style.line(label, x, y, texts, stroke["color"], line=stroke,
                                  legendgroup=label, showlegend=place == 0))
            drawn.append(y)
    days = max((run.days for run in runs.values()), default=1)
    style.day_axis(figure, days, words)
    ticks = style.plain(words) if log else text
    style.value_axis(figure, np.concatenate(drawn or [np.zeros(1)]), title, ticks, log)
    return figure


def _stroke(label: str, labels: Sequence[str], baseline: str) -> _Stroke:
    if label == baseline:
        return {"color": style.BASELINE, "dash": "dash", "width": 2}
    turn, place = divmod([each for each in labels if each != baseline].index(label),
                         len(style.CAMPAIGNS))
    return {"color": style.CAMPAIGNS[place], "dash": DASHES[turn % len(DASHES)]}


def waterfall(
    start: tuple[str, float], steps: Sequence[tuple[str, float]], end: tuple[str, float],
    value: Callable[[float], str], change: Callable[[float], str], title: str, words: Words,
) -> Figure:
    """From one scenario's result down (or up) to another's: one step a parameter."""
    figure = style.blank(96 + ROW_HEIGHT * (len(steps) + 2))
    if not np.isfinite([start[1], end[1]]).all():
        figure.note(words("Undefined in one of the two, so that there is no difference to split."))
        return figure
    labels = [start[0], *(label for label, _ in steps), end[0]]
    texts = [value(start[1]), *(change(step) for _, step in steps), value(end[1])]
    figure.add({
        "type": "waterfall", "orientation": "h", "name": title, "y": labels,
        "x": [start[1], *(step for _, step in steps), end[1]],
        "measure": ["absolute", *("relative" for _ in steps), "total"],
        "text": texts, "textposition": "outside", "cliponaxis": False, "customdata": texts,
        "hovertemplate": "%{customdata}<extra></extra>", "width": 0.6,
        "increasing": {"marker": {"color": style.HIGH_END}},
        "decreasing": {"marker": {"color": style.LOW_END}},
        "totals": {"marker": {"color": style.GOODS}},
        "connector": {"line": {"color": style.BASELINE, "width": 1}},
    })
    _waterfall_axes(figure, labels, [start[1], *(step for _, step in steps)], value, title,
                    words)
    return figure


def _waterfall_axes(
    figure: Figure, labels: list[str], steps: Sequence[float], value: Callable[[float], str],
    title: str, words: Words,
) -> None:
    """From the lowest to the highest point of the way; room for the labels at both ends."""
    way = list(accumulate(steps))
    span = max(way) - min(way)
    if 0.0 < span < NEAR * max(map(abs, way)):
        levels, title = way, words("{title}; the axis does not begin at zero", title=title)
    else:
        levels = [0.0, *way]
    span = (max(levels) - min(levels)) or 1.0
    ends = (min(levels) - 0.2 * span, max(levels) + 0.2 * span)
    ticks = [tick for tick in style.linear_ticks(*ends) if ends[0] <= tick <= ends[1]]
    figure.layout |= {"hovermode": "closest"}
    figure.y_axis(categoryorder="array", categoryarray=labels[::-1], title={"text": ""})
    figure.x_axis(title={"text": title}, showgrid=True, zeroline=True, range=list(ends),
                  tickvals=ticks, ticktext=style.told_apart(ticks, value, words))
