"""The workbook behind a native chart: what opens with "Edit data"."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from reports.pptx.texts import clean

NAME = "Sheet1"
# The same for every deck: a chart's workbook has no date of its own.
CREATED = datetime(2000, 1, 1)


@dataclass(frozen=True)
class Column:
    """A column with its header. `values` are numbers, None where there is none, or texts;
    `formulas` compute them from other columns.
    """

    index: int
    header: str
    values: Sequence[Any]
    formulas: Sequence[str] = ()

    @property
    def name_ref(self) -> str:
        return f"{NAME}!${xl_col_to_name(self.index)}$1"

    @property
    def ref(self) -> str:
        letter = xl_col_to_name(self.index)
        return f"{NAME}!${letter}$2:${letter}${len(self.values) + 1}"


@dataclass
class Sheet:
    """Columns in the order in which they were added; equal ones stand once."""

    columns: list[Column] = field(default_factory=list)

    def column(
        self, header: str, values: Sequence[Any], formulas: Sequence[str] = ()
    ) -> Column:
        """A column of the sheet, made if there is none like it."""
        header = clean(header)
        for known in self.columns:
            if known.header == header and list(known.values) == list(values):
                return known
        made = Column(len(self.columns), header, values, formulas)
        self.columns.append(made)
        return made

    def bytes(self) -> bytes:
        """The workbook. Texts are texts, whatever they begin with."""
        made = io.BytesIO()
        with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
            book.set_properties({"created": CREATED})
            sheet = book.add_worksheet(NAME)
            for column in self.columns:
                sheet.write_string(0, column.index, column.header)
                for row, value in enumerate(column.values, start=1):
                    if column.formulas and value is not None:
                        sheet.write_formula(row, column.index, column.formulas[row - 1], None,
                                            value)
                    elif isinstance(value, str):
                        sheet.write_string(row, column.index, value)
                    elif value is not None:
                        sheet.write_number(row, column.index, value)
        return made.getvalue()
