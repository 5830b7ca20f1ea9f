"""Figures as a report draws them: long names beside lying bars run over several lines."""

from __future__ import annotations

import textwrap
from typing import Any

from charts.figure import Figure

LINE, WIDE_LINE = 34, 17
"""Letters of a line, Latin and wide ones."""

LINE_PX, GAP_PX = 16, 8
"""Height of a line, and between two names."""


def drawn(figure: Figure, hover: bool = True) -> dict[str, Any]:
    """What the report's script draws; without `hover` no texts of points."""
    found = figure.drawn(hover)
    names = list(dict.fromkeys(
        name for trace in found["data"] if isinstance(trace["y"], list) for name in trace["y"]
        if isinstance(name, str)))
    if not names:
        return found
    lines = [_lines(name) for name in names]
    labels = {"tickmode": "array", "tickvals": names, "ticktext": list(map("<br>".join, lines))}
    row = max(map(len, lines)) * LINE_PX + GAP_PX
    layout = found["layout"]
    taller = {"yaxis": layout["yaxis"] | labels, "height": max(layout["height"], row * len(names))}
    return found | {"layout": layout | taller}


def _lines(name: str) -> list[str]:
    return textwrap.wrap(name, LINE if name.isascii() else WIDE_LINE) or [name]
