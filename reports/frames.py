"""Numbers of a report as plain columns, for the formats that others calculate with: XLSX and CSV.

A column is called as in the files of the command line; its label is in the reader's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wording import Words

STYLES = ("text", "any", "whole", "number", "points", "money", "price", "percent", "multiple")
"""What a column holds: words, words or numbers, whole numbers, numbers, points, yuan, yuan per
point, a share of one, how many times as much."""

DATE = "date"
"""The column that stands beside days and months of scenarios with a calendar."""


@dataclass(frozen=True)
class Column:
    """Values (row,) of one kind, None (or NaN) where undefined; `help` says what they mean."""

    name: str
    label: str
    style: str
    values: Sequence[Any] | np.ndarray
    help: str = ""


@dataclass(frozen=True)
class Frame:
    """Columns of equal length; `key` names the table in every language."""

    key: str
    title: str
    columns: tuple[Column, ...]
    help: str = ""

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self.columns[0].values) if self.columns else 0

    def column(self, name: str) -> Column:
        """The column of that name. KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]

    def numbers(self) -> dict[str, np.ndarray]:
        """Its columns of numbers by name, (row,) each."""
        return {column.name: np.asarray(column.values, float) for column in self.columns
                if column.style != "text"}

    def at(self, name: str) -> int:
        """Where the column of that name stands. KeyError where there is none."""
        return {column.name: place for place, column in enumerate(self.columns)}[name]


def framed(
    key: str, title: str, labels: Sequence[tuple[str, str, str]],
    rows: Sequence[tuple[object, ...]],
) -> Frame:
    """A frame from its rows; `labels` are name, label and style of each column."""
    columns: Sequence[tuple[object, ...]] = list(zip(*rows, strict=True)) or [()] * len(labels)
    return Frame(key, title, tuple(
        Column(name, label, style, values)
        for (name, label, style), values in zip(labels, columns, strict=True)
    ))


def dates(days: np.ndarray, words: Words) -> list[Column]:
    """A column with the dates of days (row,), where the scenario has a calendar."""
    if words.day_zero is None:
        return []
    return [Column(DATE, words("Date"), "text", [words.dated(day) for day in days.tolist()])]


def unit(style: str, words: Words) -> str:
    """The unit of a style, empty where the label says it all."""
    return {
        "points": words("points"), "money": words("CNY"), "price": words("CNY per point"),
        "percent": words("share"), "multiple": words("times"),
    }.get(style, "")
