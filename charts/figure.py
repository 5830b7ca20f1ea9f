"""A figure as Plotly draws it: traces and a layout in plain dictionaries.

Building the same as `plotly.graph_objects` takes ten times as long, for it checks every value;
the tests check them instead.
"""

import base64
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias, overload

import numpy as np

Trace = dict[str, Any]
Column: TypeAlias = np.ndarray | Sequence[Any]
"""One coordinate of a trace's points: numbers or names."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_AXES = ("xaxis", "yaxis")
_HOVER = ("customdata", "hovertemplate")
_MARKUP = re.compile(r"<(?!br>|/?extra>)")

CARD = Path(__file__).with_name("card.js")
"""The script that draws a figure between its legend and the titles of its axes."""


class Texts(Sequence[str]):
    """What `write` makes of values, once it is read: while figures move nobody reads hovers."""

    def __init__(self, write: Callable[[Any], str], values: Iterable[Any]) -> None:
        self._write, self._values = write, values

    @cached_property
    def _texts(self) -> list[str]:
        return [self._write(value) for value in self._values]

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        return self._texts[index]

    def __len__(self) -> int:
        return len(self._texts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._texts == list(other)

    __hash__ = None  # type: ignore[assignment]


@dataclass
class Figure:
    """Traces (arrays stay NumPy arrays) and layout, in Plotly's own names."""

    layout: dict[str, Any]
    data: list[Trace] = field(default_factory=list)

    def add(self, *traces: Trace) -> None:
        """Lay traces over those that are there."""
        self.data += traces

    def x_axis(self, **options: Any) -> None:
        """Set options of the axis along the bottom."""
        self.layout["xaxis"] |= options

    def y_axis(self, **options: Any) -> None:
        """Set options of the upright axis."""
        self.layout["yaxis"] |= options

    def level(self, y: float, colour: str) -> None:
        """A thin line across the figure at height `y`."""
        self.layout.setdefault("shapes", []).append({
            "type": "line", "xref": "x domain", "yref": "y", "x0": 0, "x1": 1, "y0": y, "y1": y,
            "line": {"color": colour, "width": 1},
        })

    def note(self, text: str) -> None:
        """Say in an empty figure why it is empty."""
        self.x_axis(visible=False)
        self.y_axis(visible=False)
        self.layout["annotations"] = [{
            "text": text, "showarrow": False, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper",
        }]

    def csv(self) -> bytes:
        """The named traces, one row a point with all its digits, gaps empty; Excel's mark in front.
        """
        text = io.StringIO()
        writer = csv.writer(text)

        def write(cells: Sequence[Any]) -> None:
            writer.writerow([_harmless(each) for each in cells])

        flows = any(trace["type"] == "sankey" for trace in self.data)
        titles = [self.layout[axis].get("title", {}).get("text", "") for axis in _AXES]
        write(["", *(reversed(titles) if flows else titles)])
        for trace in self.data:
            if trace.get("name"):
                for point in _points(trace):
                    write([trace["name"], *("" if value != value else value for value in point)])
        return text.getvalue().encode("utf-8-sig")

    def drawn(self, hover: bool = True) -> dict[str, Any]:
        """What a browser gets: arrays packed as Plotly's typed arrays, all their digits kept;
        without `hover` no texts of points.
        """
        traces = self.data if hover else [
            {name: part for name, part in trace.items() if name not in _HOVER}
            for trace in self.data]
        return {"data": [_packed(trace) for trace in traces], "layout": _packed(self.layout)}


def _harmless(cell: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell


def _points(trace: Trace) -> Iterator[tuple[Any, ...]]:
    """x and y of every point; of a plane of values x, y and z; of flows from where to where how
    much.
    """
    if trace["type"] == "sankey":
        yield from _flows(trace["node"]["label"], trace["link"])
        return
    x, y = _plain(trace["x"]), _plain(trace["y"])
    if "z" not in trace:
        yield from zip(x, y, strict=True)
        return
    for up, row in zip(y, _plain(trace["z"]), strict=True):
        yield from ((at, up, z) for at, z in zip(x, row, strict=True))


def _flows(names: Sequence[str], link: dict[str, Any]) -> Iterator[tuple[str, str, float]]:
    """The names of both ends and the value of every flow."""
    ends = (_plain(link[name]) for name in ("source", "target", "value"))
    yield from ((names[source], names[target], value)
                for source, target, value in zip(*ends, strict=True))


def _plain(values: Column) -> Sequence[Any]:
    plain: Sequence[Any] = values.tolist() if isinstance(values, np.ndarray) else values
    return plain


def _packed(value: Any) -> Any:
    if isinstance(value, str):
        return _inert(value)
    if isinstance(value, list | tuple | Texts):
        return [_packed(each) for each in value]
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, dict):
        return {key: _packed(below) for key, below in value.items()}
    return value


def _inert(text: str) -> str:
    """`text` without what Plotly takes for markup, links among it, but for breaks of our own.

    Titles and ids are what people typed.
    """
    return _MARKUP.sub("&lt;", text) if "<" in text else text


def _array(values: np.ndarray) -> Any:
    """Numbers as base64 of their bytes; anything else as it is."""
    if values.dtype.kind not in "fiu":
        return _packed(values.tolist())
    if values.dtype.kind != "f":
        values = values.astype(np.int32)
    packed: dict[str, Any] = {
        "dtype": values.dtype.str[1:],
        "bdata": base64.b64encode(np.ascontiguousarray(values).tobytes()).decode(),
    }
    if values.ndim > 1:
        packed["shape"] = ", ".join(map(str, values.shape))
    return packed
