"""Workbooks: a list of names and values, and the document in a report's own sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from openpyxl import load_workbook

from model import ScenarioError
from model.terms.problems import problem
from scenarios.uploads.lists import Cells, Row, Rows, header_of, is_name, listed

COLUMNS_LIMIT = 1_000
SHEETS_LIMIT = 100
FIRST_ROWS = 300
"""Rows from the top of a sheet that are looked at first; where none has a list, all are."""
LINES_LIMIT = 100_000

NOT_A_WORKBOOK = "{field}: damaged, it cannot be opened as XLSX"
TWO_LISTS = "{field}: two lists that differ, in {value}; which one counts cannot be known"
UNCOMPUTED = (
    "{field}: a formula whose value was never computed; open the file in a spreadsheet, save it"
)
SHEET = "“{}”"

_FIRST_LINE = "format = "


def in_workbook(name: str, content: bytes) -> tuple[Rows | None, bytes | None]:
    """The list of names and values, and the first document, of a workbook; None where there is
    none. Raises ScenarioError.
    """
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            sheets = book.worksheets[:SHEETS_LIMIT]
            toml = _document(sheets)
            found = _lists(name, sheets, FIRST_ROWS) or _lists(name, sheets, LINES_LIMIT)
        finally:
            book.close()
        if not found:
            return None, toml
        rows = _only(name, found)
        if any(value is None for _, value in rows):
            _refuse_formulas(content, next(iter(found)))
        return rows, toml
    except ScenarioError:
        raise
    except Exception as error:  # a broken workbook raises anything, from KeyError to ParseError
        raise ScenarioError([problem(NOT_A_WORKBOOK, name)]) from error


def _rows(sheet: Any) -> Iterator[Row]:
    """A sheet's rows, bounded whatever size it claims to have."""
    sheet.reset_dimensions()
    cells = sheet.iter_rows(max_row=LINES_LIMIT, max_col=COLUMNS_LIMIT, values_only=True)
    return enumerate(cells, start=1)


def _lists(name: str, sheets: list[Any], within: int) -> dict[str, Rows]:
    """The lists of a workbook by sheet: those of which something stands in its first rows."""
    found: dict[str, Rows] = {}
    for sheet in sheets:
        rows = _rows(sheet)
        first = list(islice(rows, within)) if within == FIRST_ROWS else []
        if first and not any(_is_of_a_list(name, cells) for _, cells in first):
            continue
        told = listed(name, SHEET.format(sheet.title), chain(first, rows))
        if told is not None:
            found[sheet.title] = told
    return found


def _is_of_a_list(name: str, cells: Cells) -> bool:
    return header_of(name, cells) is not None or any(map(is_name, cells))


def _only(name: str, found: dict[str, Rows]) -> Rows:
    """The rows of a list that stands once, or alike wherever it stands. Raises ScenarioError."""
    first, *others = found.values()
    if any(other != first for other in others):
        raise ScenarioError([problem(TWO_LISTS, name, ", ".join(map(SHEET.format, found)))])
    return first


def _refuse_formulas(content: bytes, title: str) -> None:
    """Raise ScenarioError where values are missing because nobody computed them."""
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        formulas = listed("", title, _rows(book[title])) or []
    finally:
        book.close()
    computed = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        values = listed("", title, _rows(computed[title])) or []
    finally:
        computed.close()
    raised = [problem(UNCOMPUTED, called) for (called, formula), (_, value)
              in zip(formulas, values, strict=True) if value is None and formula is not None]
    if raised:
        raise ScenarioError(raised)


def _document(sheets: list[Any]) -> bytes | None:
    """The document in the first sheet that begins with one; a line that is too long for a cell goes
    on in the next.
    """
    for sheet in sheets:
        rows = (cells for _, cells in _rows(sheet))
        for line in islice(rows, FIRST_ROWS):
            if line and str(line[0] or "").startswith(_FIRST_LINE):
                lines = ("".join(str(cell) for cell in cells if cell is not None)
                         for cells in chain([line], rows))
                return "\n".join(lines).encode()
    return None
