"""The scenario and its baseline as formulas point to them: days, months, parameters and terms.

The baseline's parameters are no cells of the workbook: they stand in formulas as numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from model import Run, readings
from reports.frames import Frame
from reports.xlsx.book import Book
from reports.xlsx.lists import FIRST_DAY
from reports.xlsx.terms import parameter


@dataclass(frozen=True)
class Ranges:
    """The cells of a frame's columns by name, and what stands in them."""

    sheet: str
    frame: Frame
    first: int

    @staticmethod
    def of_months(book: Book, frame: Frame) -> Ranges:
        """A frame of the sheet of gains and losses."""
        sheet = book.sheets["members"]
        return Ranges(sheet.name, frame, sheet.starts[frame.key])

    def __getitem__(self, name: str) -> str:
        column = self._column(name)
        return f"{self.sheet}!${column}${self.first + 1}:${column}${self.first + self.frame.count}"

    def shifted(self, name: str) -> tuple[str, str]:
        """All rows but the first, and all but the last: a day and the one before it."""
        column, last = self._column(name), self.first + self.frame.count
        return (f"{self.sheet}!${column}${self.first + 2}:${column}${last}",
                f"{self.sheet}!${column}${self.first + 1}:${column}${last - 1}")

    def cell(self, name: str) -> str:
        """The cell of the first row."""
        return f"{self.sheet}!${self._column(name)}${self.first + 1}"

    def last(self, name: str) -> str:
        """The cell of the last row."""
        return f"{self.sheet}!${self._column(name)}${self.first + self.frame.count}"

    def values(self, name: str) -> np.ndarray:
        """What stands in a column (row,); 0 where it is undefined, as formulas take it."""
        return np.asarray(np.nan_to_num(np.array(self.frame.column(name).values, float), nan=0.0,
                             posinf=np.inf, neginf=-np.inf))

    def sum(self, name: str) -> float:
        return float(self.values(name).sum())

    def end(self, name: str) -> float:
        """What stands in the last row."""
        return float(self.values(name)[-1])

    def _column(self, name: str) -> str:
        return str(xl_col_to_name(self.frame.at(name)))


@dataclass(frozen=True)
class Side:
    """A run and its days; `book` where its parameters are cells, None where they are numbers."""

    run: Run
    days: Ranges
    book: Book | None

    @staticmethod
    def now(book: Book, frames: Mapping[str, Frame]) -> Side:
        """The scenario."""
        days = Ranges(book.sheets["daily"].name, frames["daily"], FIRST_DAY)
        return Side(book.report.now.run, days, book)

    @staticmethod
    def then(book: Book, frames: Mapping[str, Frame]) -> Side:
        """Its baseline."""
        days = Ranges(book.sheets["baseline_daily"].name, frames["baseline_daily"], FIRST_DAY)
        return Side(book.report.then.run, days, None)

    def parameter(self, name: str) -> tuple[str, float]:
        """A parameter in a formula, and its value."""
        value = float(self.run.scenario.number(name))
        return (parameter(self.book, name) if self.book else repr(value)), value

    def parameter_cell(self, name: str) -> str:
        """The cell of a parameter that is a choice."""
        assert self.book is not None
        return parameter(self.book, name)

    def term(self, name: str) -> tuple[str, float]:
        """A term in a formula, and its value; of the baseline, `rates.promised` alone."""
        if self.book:
            return self.book.terms[name], self.book.terms.value(name)
        value = float(readings.promised_commission_rate(self.run)[0])
        return repr(value), value
