"""A figure as series for the charts of an office program: what Plotly calls traces, told apart by
how they are drawn.

Values and points are the figure's own; what carries no number of its own is left out: halos under
lines, and a shade under a line that is drawn anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Literal

import numpy as np

from charts.figure import Figure, Trace

Kind = Literal["lines", "areas", "columns", "bars", "note"]
"""Lines over numbers; areas with lines over whole days; upright bars with lines over months; lying
bars by name; nothing but a sentence.
"""

Mark = Literal["line", "dots", "bar", "area", "band", "shade", "span"]
"""A band lies between `low` and `y`, a shade between zero and `y`, a span is a bar from `low` to
`y`; areas are stacked.
"""

Bars = Literal["stacked", "beside", "overlaid"]

GREY = "#6B7F93"
_RGBA = re.compile(r"rgba\((\d+), (\d+), (\d+), ([\d.]+)\)")


@dataclass(frozen=True)
class Axis:
    """`ticks` with their `texts` on the screen; `low` and `high` are the ends, where given."""

    title: str
    log: bool
    ticks: tuple[float, ...]
    texts: tuple[str, ...]
    low: float | None = None
    high: float | None = None

    @property
    def step(self) -> float | None:
        """The distance of ticks that stand at equal distances."""
        steps = [after - before for before, after in pairwise(self.ticks)]
        if self.log or not steps or max(steps) - min(steps) > 1e-6 * max(steps):
            return None
        return steps[0]


@dataclass(frozen=True)
class Series:
    """Points under one name. `x` are numbers (point,) or names of bars; `texts` are the values as
    the screen writes them; `opacity` is the area's.
    """

    name: str
    mark: Mark
    x: Sequence[Any] | np.ndarray
    y: np.ndarray
    colour: str
    low: np.ndarray | None = None
    width: float = 2.5
    dash: str = "solid"
    symbol: str = ""
    opacity: float = 1.0
    texts: tuple[str, ...] = ()
    legend: bool = True


@dataclass(frozen=True)
class Plot:
    """A figure's series and axes. `stacked` bars lie on one another, `beside` are side by side,
    else they cover each other; `levels` are thin lines across; `note` says something in the figure.
    """

    kind: Kind
    series: tuple[Series, ...]
    x: Axis
    y: Axis
    bars: Bars = "beside"
    levels: tuple[float, ...] = ()
    note: str = ""
    names: tuple[str, ...] = field(default=())
    """Of lying bars, from the top."""

    def of(self, *marks: Mark) -> list[Series]:
        """Its series that are drawn so."""
        return [series for series in self.series if series.mark in marks]


def plot(figure: Figure) -> Plot:
    """The series of a figure. ValueError for what is no series (planes of values)."""
    kind = _kind(figure.data)
    note = " ".join(str(each["text"]) for each in figure.layout.get("annotations", ()))
    x, y = (_axis(figure.layout[name]) for name in ("xaxis", "yaxis"))
    if kind == "note":
        return Plot("note", (), x, y, note=note)
    lying = kind == "bars"
    series = tuple(_series(figure.data, lying))
    if any(each.mark in ("band", "area") for each in series):
        # Areas of one chart are all stacked, so a shade beside them is told, not drawn.
        note = " ".join([note, *(each.name for each in series if each.mark == "shade")]).strip()
        series = tuple(each for each in series if each.mark != "shade")
    levels = tuple(
        float(shape["y0"]) for shape in figure.layout.get("shapes", ())
        if shape["type"] == "line" and shape["y0"] == shape["y1"]
    )
    mode: dict[str, Bars] = {"stack": "stacked", "relative": "stacked", "overlay": "overlaid"}
    names = figure.layout["yaxis"].get("categoryarray", ())[::-1] if lying else ()
    return Plot(
        kind=kind,
        series=series,
        x=x,
        y=y,
        bars=mode.get(figure.layout.get("barmode", ""), "beside"),
        levels=levels,
        note=note,
        names=tuple(names),
    )


def _kind(traces: Sequence[Trace]) -> Kind:
    foreign = {trace["type"] for trace in traces} - {"scatter", "bar"}
    if foreign:
        raise ValueError(f"no series: {', '.join(sorted(foreign))}")
    if not any(_known(trace) for trace in traces):
        return "note"
    bars = [trace for trace in traces if trace["type"] == "bar"]
    if bars:
        return "bars" if bars[0].get("orientation") == "h" else "columns"
    if any(len(trace["y"]) and isinstance(trace["y"][0], str) for trace in traces):
        return "bars"  # strokes in rows that have names
    return "areas" if any("fill" in t or "stackgroup" in t for t in traces) else "lines"


def _known(trace: Trace) -> bool:
    """Whether a trace has a point to draw, or is a row of names."""
    if len(trace["x"]) == 0 or trace.get("mode") == "text":
        return False
    y = trace["y"]
    return isinstance(y[0], str) or bool(np.isfinite(np.asarray(y, float)).any())


def _axis(options: Mapping[str, Any]) -> Axis:
    ticks = tuple(float(tick) for tick in options.get("tickvals", ()))
    texts = tuple(options.get("ticktext", ())) or tuple(f"{tick:g}" for tick in ticks)
    low, high = options.get("range", (None, None))
    return Axis(
        title=options.get("title", {}).get("text", ""),
        log=options.get("type") == "log",
        ticks=ticks,
        texts=tuple(text.split("<br>")[0] for text in texts),
        low=low,
        high=high,
    )


def _series(traces: Sequence[Trace], lying: bool) -> Iterator[Series]:
    """Every trace with points of its own; the lower edge of a band goes with its upper one."""
    below: Trace | None = None
    for trace, after in zip(traces, [*traces[1:], {}], strict=True):
        if after.get("fill") == "tonexty":
            below = trace
        elif trace.get("name"):
            found = _span(trace) if lying and trace["type"] == "scatter" else None
            yield found or _one(trace, below, lying)
            below = None


def _span(trace: Trace) -> Series | None:
    """A line from one value to another in one row of lying bars."""
    if trace.get("mode") != "lines":
        return None
    low, high = trace["x"]
    return Series(trace["name"], "span", trace["y"][:1], np.array([float(high)]),
                  trace["line"]["color"], low=np.array([float(low)]),
                  texts=tuple(trace["customdata"][:1]), legend=trace.get("showlegend", True))


def joined(spans: Sequence[Series]) -> list[Series]:
    """Lines of one name and colour in rows of their own as one series: a legend names it once."""
    found: list[Series] = []
    for span in spans:
        alike = [at for at, each in enumerate(found) if (each.name, each.colour) == (
            span.name, span.colour) and not {*each.x} & {*span.x}]
        if alike:
            found[alike[0]] = _both(found[alike[0]], span)
        else:
            found.append(span)
    return found


def _both(one: Series, other: Series) -> Series:
    assert one.low is not None
    assert other.low is not None
    return replace(
        one, x=[*one.x, *other.x], y=np.append(one.y, other.y), low=np.append(one.low, other.low),
        texts=one.texts + other.texts, legend=one.legend or other.legend)


def _one(trace: Trace, below: Trace | None, lying: bool) -> Series:
    line, marker = trace.get("line", {}), trace.get("marker", {})
    x, y = (trace["y"], trace["x"]) if lying else (trace["x"], trace["y"])
    mark = _mark(trace)
    colour, opacity = _colour(trace["fillcolor"]) if mark in ("band", "shade") else (
        marker.get("color") or marker.get("line", {}).get("color") or line.get("color", GREY), 1.0)
    return Series(
        trace["name"], mark, x if lying else np.asarray(x, float), np.asarray(y, float), colour,
        low=np.asarray(below["y"], float) if below and mark == "band" else None,
        width=line.get("width", 2.5), dash=line.get("dash", "solid"),
        symbol=marker.get("symbol", ""), opacity=opacity,
        texts=tuple(trace.get("customdata", ())), legend=trace.get("showlegend", True),
    )


def _mark(trace: Trace) -> Mark:
    if trace["type"] == "bar":
        return "bar"
    if "stackgroup" in trace:
        return "area"
    fills: dict[str | None, Mark] = {"tonexty": "band", "tozeroy": "shade"}
    return fills.get(trace.get("fill")) or ("dots" if trace["mode"] == "markers" else "line")


def _colour(rgba: str) -> tuple[str, float]:
    """Hue and opacity of a see-through colour."""
    found = _RGBA.fullmatch(rgba)
    assert found is not None, rgba
    red, green, blue = (int(part) for part in found.groups()[:3])
    return f"#{red:02X}{green:02X}{blue:02X}", float(found[4])

