"""CSV and TSV of any size, as programs and spreadsheets write them, read in batches."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow

from fit.names import candidates
from fit.refusals import Refused
from fit.table import COLUMNS_LIMIT, Table, bounded, header_at, no_header
from model.progress import Progress, go_on

BYTES_LIMIT = 200_000_000
ROWS_LIMIT = 2_000_000
DELIMITERS = (",", ";", "\t")

_HEAD = 1 << 18
"""Bytes in which the header and the usual number of cells are looked for."""
_BLOCK = 1 << 22
_SAMPLE = 2000
_DATED = re.compile(r"\d{4}")
_RAGGED_LIMIT = 100_000


@dataclass
class _Ragged:
    """Rows with more or fewer cells than most: their place in the file and their text."""

    places: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def take(self, row: arrow.InvalidRow) -> str:
        """Told by the reader of each; too many of them make no table."""
        if len(self.texts) >= _RAGGED_LIMIT:
            return "error"
        self.places.append(row.number or 0)
        self.texts.append(row.text)
        return "skip"

    def first(self, odd: bool) -> int | None:
        """The first of these rows with quotation marks, or an odd number of them, if any."""
        return next((place for place, text in zip(self.places, self.texts, strict=True)
                     for marks in [text.count('"')] if marks % 2 or (marks and not odd)), None)


@dataclass(frozen=True)
class _Form:
    """How a text is written: where its header ends, how many cells most rows have, and whether
    there are none."""

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_row: int
    lines: int
    cells: int
    empty: bool


def read_text(name: str, content: bytes, progress: Progress | None = None) -> Table:
    """The table in a text. Raises Refused, Cancelled."""
    bounded(name, len(content), BYTES_LIMIT, "bytes")
    encoding = encoding_of(content)
    if encoding is None:
        raise Refused("not_text", name)
    form = _form(name, content, encoding)
    if form.empty:
        return Table(form.header, form.header_row, (pa.array([], pa.string()),) * len(form.header),
                     0)
    swallowed = None
    for quote in ('"', False):
        ragged = _Ragged()
        try:
            table = _table(name, form, _batches(content, form, quote, ragged, progress), ragged)
        except (pa.ArrowInvalid, UnicodeError):
            continue  # a quote that is never closed: read again as if quotes meant nothing
        if quote:
            swallowed = _swallowed(table, form) or ragged.first(odd=True)
        else:
            quoted = ragged.first(odd=False)  # their delimiters may be those of a cell
            swallowed = quoted and (swallowed or quoted)
        if not swallowed:
            return table
    if swallowed:
        raise Refused("open_quote", name, swallowed)
    # what Arrow says may hold a row of the file, so it is not passed on
    raise Refused("not_text", name) from None


def _swallowed(table: Table, form: _Form) -> int | None:
    """The record, from 1, with a quote that is closed too late, if any: a cell of it holds rows."""
    time = candidates(form.header)["time"][0]
    for place, column in enumerate(table.columns):
        broken = pc.match_substring(column, "\n").to_numpy(False)
        at = np.flatnonzero(broken)
        texts = column.take(pa.array(at)).to_pylist()
        for record, text in zip(at.tolist(), texts, strict=True):
            if _holds_rows(text, place, time, form):
                return int(table.header_row + record + 1)
    return None


def _holds_rows(text: str, place: int, time: int, form: _Form) -> bool:
    """Whether a cell goes on beyond its row: one of its lines has as many cells as a row, or its
    first line the rest of one and its last line the beginning; and a date where the time stands."""
    lines = [line.split(form.delimiter) for line in text.split("\n")]
    rows = [line for line in lines[1:] if len(line) == form.cells]
    if len(lines[0]) == form.cells - place and len(lines[-1]) == place + 1 > 1:
        rows.append([*lines[-1][:-1], *lines[0]])
    return any(_DATED.search(row[time]) for row in rows if time < len(row))


def encoding_of(content: bytes) -> str | None:
    """UTF-8, UTF-16 with its mark or without, or Chinese; None for what is no text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16" if _decodes(content, "utf-16") else None
    start = content[:1000]
    if b"\0" in start:
        odd, even = start[1::2].count(0), start[0::2].count(0)
        guess = "utf-16-le" if odd > even else "utf-16-be"
        return guess if _decodes(content, guess) else None
    return next((each for each in ("utf-8", "gb18030") if _decodes(content, each)), None)


def _decodes(content: bytes, encoding: str) -> bool:
    """Whether all of it is such text, a piece at a time; a binary file has NULs."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for at in range(0, len(content), _BLOCK):
            last = at + _BLOCK >= len(content)
            if "\0" in decoder.decode(content[at : at + _BLOCK], last):
                return False
    except UnicodeDecodeError:
        return False
    return True


def _form(name: str, content: bytes, encoding: str) -> _Form:
    decoder = codecs.getincrementaldecoder(encoding)()
    whole = len(content) <= _HEAD
    head = decoder.decode(content[:_HEAD], whole).removeprefix("\ufeff")
    if not whole:
        head = head[: head.rfind("\n") + 1] or head
    for delimiter in DELIMITERS:
        place = header_at(_cells(head, delimiter))
        if place is not None:
            break
    else:
        raise no_header(name)
    rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    header = next(islice(rows, place, None))
    lines = rows.line_num
    below = [len(cells) for cells in islice(_safe(rows), _SAMPLE)]
    counts = [count for count in below if count > 1]
    usual = max(set(counts), key=counts.count) if counts else len(header)
    return _Form(
        encoding=encoding,
        delimiter=delimiter,
        header=tuple(header[:COLUMNS_LIMIT]),
        header_row=place + 1,
        lines=lines,
        cells=usual,
        empty=whole and not below,
    )


def _cells(text: str, delimiter: str) -> Iterator[list[str]]:
    return _safe(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _safe(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows up to one that cannot be read."""
    try:
        yield from rows
    except csv.Error:
        return


def _batches(
    content: bytes, form: _Form, quote: str | bool, ragged: _Ragged, progress: Progress | None
) -> Iterator[pa.RecordBatch]:
    names = [str(place) for place in range(form.cells)]
    source = _Counted(content)
    reader = arrow.open_csv(
        pa.PythonFile(source, "r"),
        arrow.ReadOptions(use_threads=False, block_size=_BLOCK, skip_rows=form.lines,
                          column_names=names, encoding=form.encoding),
        arrow.ParseOptions(delimiter=form.delimiter, quote_char=quote, newlines_in_values=True,
                           ignore_empty_lines=False, invalid_row_handler=ragged.take),
        arrow.ConvertOptions(column_types={name: pa.string() for name in names},
                             null_values=[], strings_can_be_null=False),
    )
    for batch in reader:
        go_on(progress, source.tell(), len(content))
        yield batch


class _Counted(io.BytesIO):
    """The file's bytes; where reading them has come to is how far all is."""


def _table(
    name: str, form: _Form, batches: Iterator[pa.RecordBatch], ragged: _Ragged
) -> Table:
    kept: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        rows += batch.num_rows
        bounded(name, rows, ROWS_LIMIT, "rows")
        kept.append(batch)
    width = max(form.cells, len(form.header))
    columns = [
        pa.concat_arrays([batch.column(place) for batch in kept]) if kept and place < form.cells
        else pa.array([""] * rows, pa.string()) for place in range(width)
    ]
    if ragged.texts:
        columns = _with_ragged(columns, rows, form, ragged)
        rows += len(ragged.texts)
    header = form.header + ("",) * (width - len(form.header))
    return Table(header, form.header_row, tuple(columns), rows)


def _with_ragged(
    columns: list[pa.Array], rows: int, form: _Form, ragged: _Ragged
) -> list[pa.Array]:
    """The rows of another length put in their places, cut or filled up with blanks."""
    width = len(columns)
    cells = [next(csv.reader([text], delimiter=form.delimiter), []) for text in ragged.texts]
    filled = [(each + [""] * width)[:width] for each in cells]
    first = form.header_row + 1  # the reader counts rows from 1 and the skipped lines too
    places = np.array(ragged.places) - first
    order = np.argsort(_places(places, rows), kind="stable")
    more = zip(*filled, strict=True)
    return [pa.concat_arrays([column, pa.array(list(extra), pa.string())]).take(pa.array(order))
            for column, extra in zip(columns, more, strict=True)]


def _places(ragged: np.ndarray, rows: int) -> np.ndarray:
    """Places of the regular rows, then of the ragged ones; after all others where not known."""
    total = rows + ragged.size
    known = np.where((ragged >= 0) & (ragged < total), ragged, total)
    free = np.setdiff1d(np.arange(total), known[known < total])
    return np.concatenate((free[:rows], known))


