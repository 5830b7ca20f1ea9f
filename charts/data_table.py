"""A result over the plane of two levers."""

import numpy as np

from analysis.table import Table
from charts import style
from charts.figure import Figure, Trace
from charts.scales import Scale
from wording import Words

MISSED, MET = (style.SHORTFALL, "#F8E3D3"), (style.PRICE, "#D9E8F6")
"""Far from the target and near to it."""
NUDGE = 1e-6  # parts of the scale: what lies on the target counts as met
LINE = "#20262E"  # dark in both themes: it runs over the pale middle of the colours


def plane(
    found: Table, here: tuple[float, float], target: float, more: bool, across: Scale, up: Scale,
    result: Scale, words: Words,
) -> Figure:
    """A cell for each pair of values, coloured by how far the result is from the target; the
    target as a line, the present values as a ring. `more` is better, or else less.
    """
    figure = style.blank(520)
    if not np.isfinite(found.values).any():
        figure.note(words("Undefined for every combination."))
        return figure
    cells = {"x": across.shown(found.x), "y": up.shown(found.y), "z": result.shown(found.values)}
    figure.add(_cells(cells, found, float(result.shown(target)), more, across, up, result))
    figure.add(_contour(cells, float(result.shown(target)), words))
    figure.add({
        "type": "scatter", "mode": "markers", "name": words("You are here"),
        "x": across.shown(here[:1]), "y": up.shown(here[1:]), "hoverinfo": "skip",
        "marker": {"symbol": "circle-open", "size": 16, "color": LINE, "line": {"width": 3}},
    })
    figure.layout |= {"hovermode": "closest"}
    figure.x_axis(**across.axis(found.x), range=_ends(cells["x"]))
    figure.y_axis(**up.axis(found.y), range=_ends(cells["y"]))
    return figure


def _ends(at: np.ndarray) -> list[float]:
    """From edge to edge of the outer cells."""
    half = 0.5 * float(at[1] - at[0])
    return [float(at[0]) - half, float(at[-1]) + half]


def _cells(
    cells: Trace, found: Table, target: float, more: bool, across: Scale, up: Scale, result: Scale
) -> Trace:
    """Orange misses the target, blue meets it, both stronger the further away."""
    low, high = float(np.nanmin(cells["z"])), float(np.nanmax(cells["z"]))
    ticks = result.axis([found.values])
    return {
        "type": "heatmap", **cells, "name": result.title, "showlegend": False,
        "colorscale": _colours(low, high, target, more), "zmin": low, "zmax": high,
        "text": _texts(found, across, up, result), "hovertemplate": "%{text}<extra></extra>",
        "colorbar": {"thickness": 12, "tickvals": ticks["tickvals"],
                     "ticktext": ticks["ticktext"], "outlinewidth": 0},
    }


def _colours(low: float, high: float, target: float, more: bool) -> list[list[float | str]]:
    """A scale from `low` to `high` that jumps at the target, which itself is met."""
    below, above = (MISSED, MET) if more else (MET, MISSED)
    edge = 0.5 if low == high else (target - low) / (high - low) - NUDGE * (1 if more else -1)
    if edge <= 0.0:
        return [[0, above[1]], [1, above[0]]]
    if edge >= 1.0:
        return [[0, below[0]], [1, below[1]]]
    return [[0, below[0]], [edge, below[1]], [edge, above[1]], [1, above[0]]]


def _texts(found: Table, across: Scale, up: Scale, result: Scale) -> list[list[str]]:
    columns = [across.written(x) for x in found.x]
    return [
        [f"{column}<br>{row}<br>{result.written(value)}"
         for column, value in zip(columns, values, strict=True)]
        for row, values in zip(map(up.written, found.y), found.values, strict=True)
    ]


def _contour(cells: Trace, target: float, words: Words) -> Trace:
    return {
        "type": "contour", **cells, "showscale": False, "hoverinfo": "skip",
        "contours": {"start": target, "end": target, "size": 1, "coloring": "none"},
        "line": {"color": LINE, "width": 2}, "showlegend": False,
    }
