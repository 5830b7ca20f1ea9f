"""A file as a table of texts: which row heads it, and its columns below. Never kept anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from fit import cells
from fit.cells import Coded
from fit.names import is_header
from fit.refusals import Refused

HEADER_WITHIN = 30
"""Rows from the top among which the header stands."""
COLUMNS_LIMIT = 300


@dataclass(frozen=True)
class Table:
    """`header`: names of columns as they stand there; `header_row` counts from 1; `columns`: a
    text for each row below it, blank where there is none."""

    header: tuple[str, ...]
    header_row: int
    columns: tuple[pa.Array, ...]
    rows: int
    _read: dict[tuple[str, int], Coded] = field(default_factory=dict, repr=False)

    def coded(self, place: int) -> Coded:
        """A column as numbers and distinct texts, once."""
        if ("coded", place) not in self._read:
            self._read["coded", place] = cells.coded(self.columns[place])
        return self._read["coded", place]

    def ids(self, place: int) -> Coded:
        """The same as ids of somebody or something."""
        if ("ids", place) not in self._read:
            self._read["ids", place] = cells.ids(self.coded(place))
        return self._read["ids", place]


def header_at(rows: Iterable[Sequence[str]]) -> int | None:
    """The place, from 0, of the first of the top rows that heads an export."""
    for place, row in zip(range(HEADER_WITHIN), rows, strict=False):
        if is_header(row[:COLUMNS_LIMIT]):
            return place
    return None


def no_header(name: str) -> Refused:
    """Nothing names a time and an amount."""
    return Refused("no_header", name, permitted=HEADER_WITHIN)


def bounded(name: str, count: int, limit: int, unit: str) -> None:
    """Raises Refused where there is more of something than is read."""
    if count > limit:
        raise Refused("too_large", name, f"{count} {unit}", permitted=f"n ≤ {limit} {unit}")
