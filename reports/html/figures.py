"""Figures as a report draws them: long names beside lying bars run over several lines."""

from __future__ import annotations

import textwrap
from typing import Any

from charts.figure import Figure

LINE, WIDE_LINE = 30, 15
"""Letters of a line; those of Chinese are twice as wide."""


def drawn(figure: Figure) -> dict[str, Any]:
    """What the report's script draws."""
    found = figure.drawn()
    names = dict.fromkeys(
        name for trace in figure.data for name in trace["y"] if isinstance(name, str))
    if not any(len(name) > LINE or not name.isascii() for name in names):
        return found
    labels = {"tickmode": "array", "tickvals": list(names), "ticktext": list(map(_lines, names))}
    layout = found["layout"]
    return found | {"layout": layout | {"yaxis": layout["yaxis"] | labels}}


def _lines(name: str) -> str:
    width = LINE if name.isascii() else WIDE_LINE
    return "<br>".join(textwrap.wrap(name, width))
