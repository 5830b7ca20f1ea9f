"""Names and values as CSV, however a spreadsheet saved it."""

from __future__ import annotations

import codecs
import csv
import io

from model import ScenarioError
from model.problems import problem
from scenarios.uploads.rows import ROWS_LIMIT, Rows, header_of, listed

TEXT_LIMIT = 4_000_000
"""Bytes of a text file; ten years of joins day by day, with their labels, take one million."""

NOT_A_TABLE = "{field}: not a table of comma-separated values: {value}"

_DELIMITERS = (",", ";", "\t")
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


def as_text(content: bytes) -> str | None:
    """A text as spreadsheets save it: UTF-8, UTF-16 with its mark, or Chinese; else None."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def in_table(text: str, name: str) -> Rows | None:
    """The names and values of a table whose first line heads such columns; None for other texts.

    Raises ScenarioError.
    """
    first = next(filter(str.strip, text.splitlines()), "")
    for delimiter in _DELIMITERS:
        if header_of(next(csv.reader([first], delimiter=delimiter), [])) is None:
            continue
        try:
            table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            lines = [[unguarded(cell) for cell in line] for line, _ in zip(
                table, range(ROWS_LIMIT + 2), strict=False) if any(line)]
        except csv.Error as error:
            raise ScenarioError([problem(NOT_A_TABLE, name, str(error))]) from error
        header = header_of(lines[0])
        return None if header is None else listed(name, header, lines[1:])
    return None
