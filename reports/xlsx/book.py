"""A workbook in the house's look. Text is always written as text: it never becomes a formula."""

from __future__ import annotations

import io
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

from model import MODEL_VERSION, ScenarioError
from model.terms.problems import problem
from reports.content import Report
from scenarios.documents import fingerprint

"""Fonts that every office suite has or stands in for."""
INK, PRIMARY, PALE, BORDER = "#1B2733", "#1D6FB8", "#EFF3F7", "#D5DDE6"
MUTED = "#5B6875"

NUMBER_FORMATS: Mapping[str, str] = {
    "text": "@", "any": "General", "whole": "#,##0", "number": "#,##0.0", "points": "#,##0.00",
    "money": "#,##0.00", "price": "#,##0.0000", "percent": "0.0%", "multiple": "0.00",
}
PAPER_A4 = 9
HEAD_HEIGHT = 32
CELL_LIMIT = 32_000
"""Letters of a cell: a spreadsheet takes 32,767."""

FORMULA_LIMIT = 8_192
"""Letters of a formula."""
TOO_LONG = (
    "{field}: so many campaigns, members or agents make formulas of {value} letters; permitted is "
    "{permitted}"
)

LOOKS: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "title": {"font_size": 20, "bold": True},
    "heading": {"font_size": 13, "bold": True, "font_color": PRIMARY},
    "strong": {"bold": True, "text_wrap": True},
    "note": {"font_color": MUTED, "italic": True, "text_wrap": True},
    "aside": {"font_color": MUTED, "italic": True},
    "head": {"bold": True, "bg_color": PALE, "bottom": 2, "bottom_color": PRIMARY,
             "text_wrap": True, "valign": "vcenter"},
    "head_right": {"bold": True, "bg_color": PALE, "bottom": 2, "bottom_color": PRIMARY,
                   "text_wrap": True, "valign": "vcenter", "align": "right"},
    "code_right": {"font_color": MUTED, "bg_color": PALE, "font_size": 8, "align": "right"},
    "code": {"font_color": MUTED, "bg_color": PALE, "font_size": 8},
    "entry": {"bg_color": "#FFF9E5", "border": 1, "border_color": BORDER},
    "wrapped": {"text_wrap": True},
    "name": {"font_color": MUTED, "font_size": 8, "bottom": 1, "bottom_color": BORDER,
             "align": "left", "indent": 1},
    "line_text": {"bottom": 1, "bottom_color": BORDER, "align": "left", "indent": 1},
    "line_told": {"bottom": 1, "bottom_color": BORDER, "align": "left", "indent": 1,
                  "text_wrap": True},
    "line": {"bottom": 1, "bottom_color": BORDER},
    "line_wrapped": {"bottom": 1, "bottom_color": BORDER, "text_wrap": True},
    "line_strong": {"bottom": 1, "bottom_color": BORDER, "bold": True, "text_wrap": True},
    "line_verdict": {"bottom": 1, "bottom_color": BORDER, "bold": True, "align": "center"},
    "printed": {"bottom": 1, "bottom_color": BORDER, "align": "right"},
    "fine": {"bg_color": "#D9F0E8", "font_color": "#00583F", "bold": True},
    "wrong": {"bg_color": "#F8E3D3", "font_color": "#8A3B00", "bold": True},
}
"""How a cell looks, besides its number format."""


class Cells(Worksheet):  # type: ignore[misc]
    """A worksheet for formulas of old functions only: looking for names that came with later
    Excels costs more than everything else together. A cell's attributes are its place, look and
    kind, which hold nothing to escape; looking for that costs a quarter of the rest.
    """

    def _write_formula(
        self, row: int, col: int, formula: str, cell_format: Format | None = None,
        value: object = 0,
    ) -> int:
        if self._check_dimensions(row, col):
            return -1
        self.table[row][col] = CellFormulaTuple(formula.removeprefix("="), cell_format, value)
        return 0

    def _xml_number_element(
        self, number: float, attributes: Sequence[tuple[str, object]] = ()
    ) -> None:
        self.fh.write(f"<c{_attributes(attributes)}><v>{number:.16G}</v></c>")

    def _xml_formula_element(
        self, formula: str, result: object, attributes: Sequence[tuple[str, object]] = ()
    ) -> None:
        shown = escape(result) if isinstance(result, str) else result
        self.fh.write(f"<c{_attributes(attributes)}><f>{escape(formula)}</f><v>{shown}</v></c>")


def _attributes(attributes: Sequence[tuple[str, object]]) -> str:
    return "".join([f' {name}="{value}"' for name, value in attributes])


@dataclass
class Terms:
    """Cells of the sheet: name → (address, value); and ranges of whole columns of campaigns."""

    cells: dict[str, tuple[str, float]] = field(default_factory=dict)
    ranges: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """The address of a term for formulas."""
        return self.cells[name][0]

    def value(self, name: str) -> float:
        return self.cells[name][1]


class Book:
    """The workbook of one report, its sheets by key; `by_day` says whether accounts are added up
    day by day or each in one formula; `rows` is the row (from 0) of a parameter, `columns` what
    the check day by day holds, by key: letters of the column and values (day,); `labels` those of
    headline numbers by name; `verdict` stands at `verdict_cell` of the summary.
    """

    def __init__(self, report: Report, by_day: bool = True) -> None:
        self.report, self.words, self.by_day = report, report.words, by_day
        self._file = io.BytesIO()
        self._font = report.words.habits.font
        self.workbook = Workbook(self._file, {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False, "nan_inf_to_errors": True,
        })
        self.workbook.formats[0].set_font_name(self._font)
        self.workbook.formats[0].set_font_size(10)
        self.workbook.set_size(2400, 1500)
        self.workbook.set_properties({
            "title": report.title, "company": "", "author": "Backstop",
            "subject": report.words("Report"),
            "created": datetime.combine(report.request.day, time()),
            "comments": f"{fingerprint(report.request.shared.scenario)} · {MODEL_VERSION}",
        })
        self._formats: dict[tuple[str, str], Format] = {}
        self.sheets: dict[str, Sheet] = {}
        self.rows: dict[str, int] = {}
        self.columns: dict[str, tuple[str, np.ndarray]] = {}
        self.terms = Terms()
        self.labels: dict[str, str] = {}
        self.verdict = ""
        self.verdict_cell = (0, 0)

    def add(self, key: str, title: str) -> None:
        """A sheet at the end of the tabs."""
        self.sheets[key] = Sheet(self, self.workbook.add_worksheet(title, Cells))

    def format(self, look: str, number: str = "") -> Format:
        """The format of a look and a number format, made once."""
        found = self._formats.get((look, number))
        if found is None:
            properties = {"font_name": self._font, "font_size": 10, "font_color": INK,
                          "valign": "top", **LOOKS[look]}
            if number:
                properties["num_format"] = number
            found = self._formats[look, number] = self.workbook.add_format(properties)
        return found

    def font(self, size: int, bold: bool = False) -> dict[str, object]:
        """The font of a chart's texts."""
        return {"name": self._font, "size": size, "bold": bold, "color": INK}

    def finished(self) -> bytes:
        """The file."""
        self.workbook.get_worksheet_by_name(self.sheets["summary"].title).activate()
        self.workbook.close()
        return self._file.getvalue()


class Sheet:
    """One sheet, filled from the top; `row` is the first empty row, `starts` where the rows of a
    frame begin, `named` where headline numbers stand.
    """

    def __init__(self, book: Book, worksheet: Worksheet) -> None:
        self.book, self.cells = book, worksheet
        self.title = str(worksheet.get_name())
        self.row = 0
        self.starts: dict[str, int] = {}
        self.named: dict[str, int] = {}
        self._page()

    def on_one_page(self) -> None:
        """Print everything on one page, upright."""
        self.cells.set_portrait()
        self.cells.fit_to_pages(1, 1)

    def _page(self) -> None:
        """Landscape A4, one page wide, with a footer that says what this is."""
        report = self.book.report
        self.cells.hide_gridlines(2)
        self.cells.set_landscape()
        self.cells.set_paper(PAPER_A4)
        self.cells.fit_to_pages(1, 0)
        self.cells.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        name = report.title[:60].replace("&", "&&")
        mark = f"{fingerprint(report.request.shared.scenario)} · {MODEL_VERSION}"
        self.cells.set_footer(f"&L&8 {name}&C&8 {mark}&R&8 &A · &P / &N")

    @property
    def name(self) -> str:
        """The sheet's name as formulas need it."""
        return str(quote_sheetname(self.title))

    def widths(self, *widths: float) -> None:
        """Widths of the first columns, in digits."""
        for column, width in enumerate(widths):
            self.cells.set_column(column, column, width)

    def put(
        self, row: int, column: int, value: object, look: str = "plain", number: str = ""
    ) -> None:
        """A number as number, anything else as text; nothing for None and NaN."""
        shape = self.book.format(look, number)
        if isinstance(value, int | float) and not isinstance(value, bool):
            if math.isnan(value):
                self.cells.write_blank(row, column, None, shape)
            else:
                self.cells.write_number(row, column, value, shape)
        elif value is None or value == "":
            self.cells.write_blank(row, column, None, shape)
        else:
            self.cells.write_string(row, column, str(value)[:CELL_LIMIT], shape)

    def formula(
        self, row: int, column: int, formula: str, value: object, look: str = "plain",
        number: str = "",
    ) -> None:
        """A formula, with what it gives for readers that do not calculate. Raises ScenarioError
        where it names more rows than a formula holds.
        """
        if len(formula) > FORMULA_LIMIT:
            raise ScenarioError([problem(TOO_LONG, "XLSX", len(formula),
                                         permitted=f"n ≤ {FORMULA_LIMIT}")])
        if isinstance(value, float) and not math.isfinite(value):
            value = "#NUM!"
        self.cells.write_formula(row, column, formula, self.book.format(look, number), value)

    def say(self, text: str, look: str = "wrapped", across: int = 8, width: float = 120) -> None:
        """A line of text over `across` columns, as high as it needs to be at `width` digits."""
        shape = self.book.format(look)
        text = text[:CELL_LIMIT]
        if across > 1:
            self.cells.merge_range(self.row, 0, self.row, across - 1, "", shape)
        self.cells.write_string(self.row, 0, text, shape)
        if look in ("wrapped", "strong", "note"):
            self.cells.set_row(self.row, min(400.0, 14.5 * lines_of(text, width)))
        elif look in ("title", "heading"):
            self.cells.set_row(self.row, 30 if look == "title" else 22)
        self.row += 1

    def head(self, labels: Sequence[str], numbers: Collection[int] = ()) -> None:
        """The head of a table; `numbers` are the columns whose cells stand to the right."""
        for column, label in enumerate(labels):
            self.put(self.row, column, label, "head_right" if column in numbers else "head")
        self.cells.set_row(self.row, HEAD_HEIGHT)
        self.row += 1


def width_of(text: str) -> int:
    """The width of a text in digits; a Chinese letter is two wide."""
    return sum(2 if letter > "\u2e7f" else 1 for letter in text)


def lines_of(text: str, width: float) -> int:
    """Lines that a text takes in a column of `width` digits."""
    return max(1, sum(math.ceil(max(1, width_of(part)) / width) for part in text.splitlines()))
