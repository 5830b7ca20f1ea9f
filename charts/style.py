"""One look for all figures: what has which colour, the axes, the hover, and ordinary lines.

Text and grid colours are left to the page's theme, so that figures read well on light and dark.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from charts.figure import Column, Figure, Trace
from model.cohorts.run import MONTH_DAYS
from wording import Words

# Okabe-Ito hues, told apart with any colour vision; one colour means one thing everywhere.
PRICE = "#2F7EC7"
POOL = "#14919B"
RECEIVED = "#009E73"
HOLDINGS = "#74C0E8"
SHORTFALL = "#D55E00"
CASH = "#8A63C4"
MONEY_IN = RECEIVED
MONEY_OUT = "#E69F00"
ISSUANCE = PRICE
BURNING = "#E69F00"
PAUSE = "#CC79A7"
RULE = "#B07A3C"
ORDERS = "#5CBF93"
WITHDRAWN = MONEY_OUT
ADVERTS = "#B0479B"
AGENTS = "#8A8D3B"
TEAM = "#5C7FB8"
GOODS = "#6B7F93"
RUNNING_COSTS = "#946A54"
REFERRAL = {"release": "#C8536B", "order": "#6D6AB8"}
FORCED_OUT = BURNING
UNRELEASED = "#5B7BE5"
LEFT_BEHIND = "#B9B3C6"
FORFEITED = "#A98467"
WALLET = "#9CC94B"
MODES = "#C79A2B"
BASELINE = "#8C95A1"
HALO = "rgba(255, 255, 255, 0.6)"
LOW_END = "#5E9BD1"
HIGH_END = "#D0873C"
CAMPAIGNS = (
    PRICE, "#CC79A7", "#E69F00", "#8A63C4", "#14919B", "#D55E00", "#74C0E8", "#8A8D3B",
)
SEGMENTS = ("#9A9A2E", "#C46B4B", "#7B6CD9", "#3FA796", "#D27BA8", "#6F8F4E")

HEIGHT = 320
STEP_DAYS = 7  # one point a week: a line of three years keeps its shape and a fifth of its bytes


def thin(count: int) -> np.ndarray:
    """Indices of every seventh day of `count` days, the last one always among them."""
    weekly = np.arange(0, count, STEP_DAYS)
    return weekly if count == 0 or weekly[-1] == count - 1 else np.append(weekly, count - 1)


def blank(height: int = HEIGHT) -> Figure:
    """An empty figure in the house style: legend above, room for labels, unified hover."""
    return Figure({
        "height": height,
        "margin": {"l": 8, "r": 16, "t": 34, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"size": 13},
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "xanchor": "left", "yanchor": "bottom",
                   "title": {"text": ""}},
        "hovermode": "x unified",
        "dragmode": "zoom",
        "uirevision": "kept",
        "xaxis": {"automargin": True, "showgrid": False, "zeroline": False},
        "yaxis": {"automargin": True, "zeroline": False},
    })


def line(
    name: str, x: Column, y: Column, texts: Sequence[str], colour: str, **options: Any
) -> Trace:
    """A solid line whose hover shows `texts`, the values written in the reader's habit."""
    stroke = {"color": colour, "width": 2.5} | options.pop("line", {})
    return {
        "type": "scatter", "x": x, "y": y, "name": name, "mode": "lines", "line": stroke,
        "customdata": texts, "hovertemplate": "%{customdata}", **options,
    }


def baseline_line(name: str, x: Column, y: Column, texts: Sequence[str]) -> Trace:
    """The baseline: always dashed, always grey, always named."""
    return line(name, x, y, texts, BASELINE, line={"dash": "dash", "width": 2})


def without_baseline(figure: Figure) -> Figure:
    """The figure less its dashed baselines and their halos, where these only repeat what is there.
    """
    kept: list[Trace] = []
    for trace in figure.data:
        line = trace.get("line", {})
        if (line.get("color"), line.get("dash")) != (BASELINE, "dash"):
            kept.append(trace)
        elif kept and kept[-1].get("line", {}).get("color") == HALO:
            kept.pop()
    return Figure(figure.layout, kept)


def halo(x: Column, y: Column) -> Trace:
    """A pale band to lay under a line that crosses coloured areas."""
    return {
        "type": "scatter", "x": x, "y": y, "mode": "lines", "hoverinfo": "skip",
        "line": {"color": HALO, "width": 4.5}, "showlegend": False,
    }


def faded(colour: str, opacity: float) -> str:
    """A colour with the background shining through."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"


def fan(name: str, x: Column, percentiles: np.ndarray, colour: str, inner: str) -> list[Trace]:
    """Bands of draws to lay under a line: `percentiles` (5 ascending, point) make an outer one
    called `name` and one called `inner`.
    """
    traces: list[Trace] = []
    for low, high, opacity, label in ((0, 4, 0.14, name), (1, 3, 0.2, inner)):
        edge = {"type": "scatter", "x": x, "mode": "lines", "line": {"width": 0},
                "hoverinfo": "skip"}
        traces.append({**edge, "y": percentiles[low], "showlegend": False})
        traces.append({**edge, "y": percentiles[high], "name": label, "fill": "tonexty",
                       "fillcolor": faded(colour, opacity)})
    return traces


def bars(
    name: str, x: Column, y: Column, texts: Sequence[str], colour: str, **options: Any
) -> Trace:
    """Bars whose hover shows `texts`."""
    return {
        "type": "bar", "x": x, "y": y, "name": name, "customdata": texts,
        "hovertemplate": "%{customdata}", "marker": {"color": colour, "line": {"width": 0}},
        **options,
    }


def ticks(name: str, x: Column, y: Column, texts: Sequence[str]) -> Trace:
    """The baseline of lying bars: a grey tick across each."""
    return {
        "type": "scatter", "x": x, "y": y, "name": name, "mode": "markers",
        "customdata": texts, "hovertemplate": "%{customdata}",
        "marker": {"symbol": "line-ns", "size": 18, "line": {"color": BASELINE, "width": 3}},
    }


def plain(words: Words) -> Callable[[float], str]:
    """Writes a tick as a plain number with the decimals that it needs."""
    return lambda v: words.number(v, digits=next(d for d in (0, 1, 2, 4) if round(v, d) == v
                                                 or d == 4))


def day_axis(figure: Figure, days: int, words: Words) -> None:
    """Days along the bottom, ticked at whole months of 30 days and labelled with both, and with
    the date where the scenario has a calendar: a phone is wide enough for four of them.
    """
    months = max(1, math.ceil(days / 30))
    most = 4.0 if words.day_zero is None else 3.1
    every = next((step for step in (1, 2, 3, 6, 12, 24) if months / step <= most), 36)
    ticks = list(range(0, days, 30 * every))
    dated(figure, 1, words)
    figure.x_axis(
        title={"text": words.since(words("Day since the start (a month is 30 days)"))},
        tickvals=ticks,
        ticktext=[words("{day}<br>month {month}", day=t, month=t // 30 + 1) + below(words, t)
                  for t in ticks],
        unifiedhovertitle={"text": words("Day {day}", day="%{x}")},
        range=[0, max(1, days - 1)], tickangle=0,
    )


def dated(figure: Figure, step: int, words: Words) -> None:
    """Have `card.js` tell dates while the pointer is over it: x counts days, or months from 1 of
    `step` days."""
    if words.day_zero is not None:
        figure.layout["meta"] = {"day_zero": words.dated(0), "step": step}


def below(words: Words, day: float) -> str:
    """The date of a day as a line below its number, where the scenario has a calendar."""
    found = words.dated(day)
    return f"<br>{found}" if found else ""


def month_ticks(months: Sequence[int], words: Words) -> list[str]:
    """Months counted from 1, above the date on which each begins."""
    return [f"{month}{below(words, MONTH_DAYS * (month - 1))}" for month in months]


def value_axis(
    figure: Figure, values: np.ndarray, title: str, text: Callable[[float], str],
    log: bool = False,
) -> None:
    """The upright axis over `values`, with its unit in `title` and ticks written by `text`."""
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    ticks = log_ticks(low, high) if log else linear_ticks(min(low, 0.0), max(high, 0.0))
    figure.y_axis(
        title={"text": title}, type="log" if log else "linear",
        tickvals=ticks, ticktext=[text(tick) for tick in ticks],
    )


def linear_ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round tick values (1, 2, 2.5 or 5 times a power of ten) that cover `low` … `high`."""
    span = high - low
    if span <= 0:
        return [low]
    rough = span / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [float(f"{i * step:.10g}") for i in range(first, last + 1)]


def told_apart(ticks: Sequence[float], text: Callable[[float], str], words: Words) -> list[str]:
    """Tick labels by `text`; plain numbers with more decimals where those would read the same."""
    texts = [text(tick) for tick in ticks]
    if len(set(texts)) == len(texts):
        return texts
    return [words.number(tick, digits=5) for tick in ticks]


def log_ticks(low: float, high: float) -> list[float]:
    """1, 2 and 5 times powers of ten around `low` … `high`; over many decades some powers alone."""
    low = max(low, 1e-12)
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(max(high, low))) + 1)
    marks = (1,) if len(decades) > 5 else (1, 2, 5)
    ticks = [m * 10.0**d for d in decades[:: math.ceil(len(decades) / 9)] for m in marks]
    return [t for t in ticks if low / 2.5 <= t <= high * 2.5]
