"""Workbooks: a list of names and values, and the document in a report's own sheet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from openpyxl import load_workbook

from model import ScenarioError
from model.problems import problem
from scenarios.uploads.rows import ROWS_LIMIT, Rows, header_of, listed

COLUMNS_LIMIT = 60
SHEETS_LIMIT = 60
HEADER_WITHIN = 30
"""Rows from the top among which a list's header stands, or a document begins."""
LINES_LIMIT = 100_000

NOT_A_WORKBOOK = "{field}: damaged, it cannot be opened as XLSX"

_FIRST_LINE = "format = "

Cells = Sequence[object]


def in_workbook(name: str, content: bytes) -> tuple[Rows | None, bytes | None]:
    """The first list of names and values, and the first document, of a workbook; None where there
    is none. Raises ScenarioError.
    """
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return _found(name, [_cells(sheet) for sheet in book.worksheets[:SHEETS_LIMIT]])
        finally:
            book.close()
    except ScenarioError:
        raise
    except Exception as error:  # a broken workbook raises anything, from KeyError to ParseError
        raise ScenarioError([problem(NOT_A_WORKBOOK, name)]) from error


def _cells(sheet) -> Iterator[Cells]:  # type: ignore[no-untyped-def]
    """A sheet's rows, bounded whatever size it claims to have."""
    sheet.reset_dimensions()
    return sheet.iter_rows(max_row=LINES_LIMIT, max_col=COLUMNS_LIMIT, values_only=True)  # type: ignore[no-any-return]


def _found(name: str, sheets: Iterable[Iterator[Cells]]) -> tuple[Rows | None, bytes | None]:
    rows: Rows | None = None
    toml: bytes | None = None
    for cells in sheets:
        if rows is not None and toml is not None:
            break
        for line in islice(cells, HEADER_WITHIN):
            header = header_of(line)
            if rows is None and header is not None:
                rows = listed(name, header, islice(cells, ROWS_LIMIT + 1))
                break
            if toml is None and line and str(line[0] or "").startswith(_FIRST_LINE):
                toml = _text([line, *cells])
                break
    return rows, toml


def _text(lines: Iterable[Cells]) -> bytes:
    """The lines of a document; one that is too long for a cell goes on in the next."""
    joined = ("".join(str(cell) for cell in line if cell is not None) for line in lines)
    return "\n".join(joined).encode()
