"""Names and values as CSV, however a spreadsheet saved it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from model import ScenarioError
from model.terms.problems import problem
from scenarios.uploads.figures import POINT
from scenarios.uploads.lists import ROWS_LIMIT, Row, Rows, header_of, is_name, listed

TEXT_LIMIT = 4_000_000
"""Bytes of a text file; ten years of joins day by day, with their labels, take one million."""
HEADING_ROWS = 1_000
"""Rows of a table in front of its list."""

OPEN_QUOTE = (
    "{field}: the quote that opens in line {value} is not closed, or text stands behind its end"
)
NO_LIST = "{field}: a table without a row that heads its columns “{name}” and “{value}”"

_DELIMITERS = (",", ";", "\t", "|")
_TOLD = re.compile(
    r'\ufeff?"?sep=(?P<delimiter>[^"\r\n]|\\t)"?[ \t,;]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_TOML_LINE = re.compile(r"""\s*(#|\[|[\w."'-]+\s*=)""")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_QUOTE = "'"


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that could be gets a quote in front."""
    return _QUOTE + text if _suspect(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return text[1:] if text.startswith(_QUOTE) and _suspect(text) else text


def _suspect(text: str) -> bool:
    """Whether it begins like a formula, behind blanks or quotes that were there before."""
    return text.lstrip("' \u00a0").startswith(_FORMULA)


def in_table(text: str, name: str, place: str = "") -> tuple[Rows, str | None] | None:
    """The names and values of a table, and the mark of decimals that its form speaks for; None for
    a text without any. Raises ScenarioError for a list that cannot be read.
    """
    told = _TOLD.match(text)
    if told:
        delimiter = "\t" if told["delimiter"] == "\\t" else told["delimiter"]
        return _list(text[told.end():], name, place, delimiter, 1)
    refused: ScenarioError | None = None
    for delimiter in _DELIMITERS:
        try:
            found = _list(text, name, place, delimiter, 0)
        except ScenarioError as error:
            is_quote = error.problems[0].template == OPEN_QUOTE
            counts = _is_headed(text, delimiter) if is_quote else delimiter in text
            refused = refused or (error if counts else None)
            continue
        if found is not None:
            return found
    if refused is not None:
        raise refused
    return None


def _is_headed(text: str, delimiter: str) -> bool:
    """Whether a text that breaks off at a quote means to be a table with that delimiter."""
    lines = [line.replace('"', "").split(delimiter) for line in text[:10_000].splitlines()]
    return is_table(text) or any(header_of("", line) is not None for line in lines)


def is_table(text: str) -> bool:
    """Whether a text means to be a table: most of its lines have the same mark between cells."""
    lines = [line for line in text[:10_000].splitlines() if line.strip()][:20]
    if not lines or _TOLD.match(text):
        return bool(lines)
    if sum(_TOML_LINE.match(line) is not None for line in lines) * 2 > len(lines):
        return False
    return any(sum(mark in line for line in lines) * 3 >= len(lines) * 2 for mark in _DELIMITERS)


def _list(
    text: str, name: str, place: str, delimiter: str, before: int
) -> tuple[Rows, str | None] | None:
    found = listed(name, place or name, _rows(text, name, delimiter, before))
    return None if found is None else (found, POINT if delimiter == "," else None)


def _rows(text: str, name: str, delimiter: str, before: int) -> Iterator[Row]:
    """Lines of a table, by the number of the line that they begin in. Raises ScenarioError."""
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for _ in range(ROWS_LIMIT + HEADING_ROWS):
        number = table.line_num + 1 + before
        try:
            line = next(table, None)
        except csv.Error as error:
            raise ScenarioError([problem(OPEN_QUOTE, name, number)]) from error
        if line is None:
            return
        if any(map(_swallows, line)):
            raise ScenarioError([problem(OPEN_QUOTE, name, number)])
        yield number, [unguarded(cell) for cell in line]


def _swallows(cell: str) -> bool:
    """Whether a cell of several lines holds rows of the list: its quote closes too late."""
    behind = re.split(r"[\r\n]+", cell)[1:] if "\n" in cell or "\r" in cell else ()
    parts = (part for line in behind for part in re.split(r"[,;|\t]", line))
    return any(is_name(part.strip(" \"'")) for part in parts)
