"""XLSX: the longest sheet that has a header. The zip is bounded before anything in it is read."""

from __future__ import annotations

import io
import math
import re
import zipfile
from datetime import date, datetime, time, timedelta

import pyarrow as pa
from python_calamine import CalamineWorkbook

from fit.refusals import Refused
from fit.table import COLUMNS_LIMIT, HEADER_WITHIN, Table, bounded, header_at, no_header
from model.progress import Progress, go_on
from scenarios.uploads.archive import opened

BYTES_LIMIT = 80_000_000
UNPACKED_LIMIT = 900_000_000
"""Bytes of 300,000 rows of 30 cells, packed and unpacked."""
ROWS_LIMIT = 300_000
CELLS_LIMIT = 30_000_000
"""Of the rectangle around a sheet's filled cells: that much is set aside for it."""
SHEETS_LIMIT = 60
EXACT_LIMIT = 1e15
"""From here on a sheet's number has lost digits: it is written as rounded."""

NEAR_ROWS, NEAR_COLUMNS = 400_000, 26
_FAR_ROW = re.compile(rb"\sr\s*=\s*[\"'][A-Z]{1,3}([4-9]\d{5}|\d{7})[\"'][^>]*[^/]>")
_FAR_COLUMN = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{2,3})\d{1,7}[\"'][^>]*[^/]>")
_CHUNK = 1 << 22
_LONGEST_TAG = 400


def read_sheets(name: str, content: bytes, progress: Progress | None = None) -> Table:
    """The table in a workbook. Raises ScenarioError and Refused, Cancelled."""
    with opened(name, content, BYTES_LIMIT, UNPACKED_LIMIT) as archive:
        if "[Content_Types].xml" not in archive.namelist():
            raise Refused("not_text", name)
        _check_sizes(name, archive)
    go_on(progress, 1, 4)
    header_row, lines = _longest(name, content)
    go_on(progress, 3, 4)
    header = tuple(_text(cell).strip() for cell in lines[0][:COLUMNS_LIMIT])
    cells = zip(*lines[1:], strict=True) if len(lines) > 1 else ((),) * len(header)
    columns = tuple(
        pa.array([cell if type(cell) is str else _text(cell) for cell in column], pa.string())
        for column, _ in zip(cells, header, strict=False)
    )
    go_on(progress, 4, 4)
    return Table(header, header_row, columns, len(lines) - 1)


def _longest(name: str, content: bytes) -> tuple[int, list[list[object]]]:
    """The header's row, from 1, and the header with all rows below."""
    best: tuple[int, list[list[object]]] | None = None
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for number in range(min(SHEETS_LIMIT, len(book.sheet_names))):
                rows = book.get_sheet_by_index(number).to_python(skip_empty_area=False)
                top = [[_text(cell) for cell in row] for row in rows[:HEADER_WITHIN]]
                place = header_at(top)
                if place is not None and (best is None or len(rows) - place > len(best[1])):
                    best = place + 1, [list(row) for row in rows[place:]]
    except Exception as error:
        raise Refused("not_text", name) from error
    except BaseException as error:  # what panics in Rust is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise Refused("not_text", name) from None
    if best is None:
        raise no_header(name)
    bounded(name, len(best[1]) - 1, ROWS_LIMIT, "rows")
    return best


def _check_sizes(name: str, archive: zipfile.ZipFile) -> None:
    """A sheet's last cell may lie anywhere: nothing is set aside for a far one. Raises Refused."""
    for entry in archive.namelist():
        if not re.fullmatch(r"(?i)xl/worksheets/[^/]+\.xml", entry):
            continue
        rows, columns, kept = NEAR_ROWS, NEAR_COLUMNS, b""
        with archive.open(entry) as file:
            while chunk := file.read(_CHUNK):
                text = kept + chunk
                rows = max([rows, *map(int, set(_FAR_ROW.findall(text)))])
                columns = max([columns, *map(_column, set(_FAR_COLUMN.findall(text)))])
                kept = text[text.rfind(b"<") :][-_LONGEST_TAG:]
        bounded(name, rows * columns, CELLS_LIMIT, "cells")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _text(cell: object) -> str:
    """A cell as a text file would hold it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool) or cell is None:
        return "" if cell is None else str(cell)
    if isinstance(cell, int | float):
        return _number(float(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else ""


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    if abs(value) >= EXACT_LIMIT:
        return f"{value:.6E}"
    return str(int(value)) if value.is_integer() else repr(value)


