"""A series of numbers as people paste it: what can be read in two ways is never guessed.

Lines, tabs, semicolons, commas with a blank beside them and Chinese commas separate numbers. A
comma or a blank between digits may also stand between thousands or before decimals: it separates
only where it cannot.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

_SEPARATORS = re.compile(
    r"[\n\r\t\v\f;；、]+|,(?=\s|$)|(?<=\s),|(?<![０-９])，|，(?![０-９])", re.MULTILINE)
_NARROW = "\u00a0\u202f\u2009\u2007"
"""Blanks that keep digits together: they stand between thousands only."""
_THOUSANDS = re.compile(rf"[+-]?\d{{1,3}}(?:(['{_NARROW}])\d{{3}})(?:\1\d{{3}})*(?:\.\d+)?")
_EITHER = re.compile(r"(?<![\d.,])\d{1,3}[, ]\d{3}(?!\d)")
"""Two numbers, or one with its thousands marked."""
_POINTED = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
"""One with three decimals, or with its thousands marked by points."""

Entry = float | str


def read(text: str) -> tuple[Entry, ...]:
    """The numbers of a text; what is none, or could be several, stays text, to be refused."""
    cells = [cell.strip(" ,") for cell in _SEPARATORS.split(text)]
    entries = [entry for cell in cells if cell.strip() for entry in _entries(_folded(cell))]
    return tuple(map(_settled, entries)) if _pointed_alike(entries) else tuple(
        entry if isinstance(entry, str) and _POINTED.fullmatch(entry) else _settled(entry)
        for entry in entries)


def is_open(entry: object) -> bool:
    """Whether an entry was refused because it can be read in two ways."""
    return isinstance(entry, str) and any(sign.isdigit() for sign in entry) and not re.search(
        r"[^\d.,' \s+%-]", entry)


def shown(entries: Sequence[Any]) -> str:
    """The text of entries from which `read` gives them again."""
    between = "\n" if any(isinstance(entry, str) for entry in entries) else ", "
    return between.join(map(token, entries))


def token(entry: Any) -> str:
    """An entry with all its digits; what is no number stays as it was typed."""
    if not isinstance(entry, float):
        return str(entry)
    text = repr(entry).removesuffix(".0")
    return text + "0" if _POINTED.fullmatch(text) else text


def _folded(cell: str) -> str:
    """A cell with half-width digits, its blanks as they are."""
    return "".join(sign if sign in _NARROW else unicodedata.normalize("NFKC", sign)
                   for sign in cell).replace("\u2212", "-").replace("\u2019", "'").strip()


def _entries(cell: str) -> list[str]:
    """A cell as one number, or as several where commas or blanks can only separate."""
    if _THOUSANDS.fullmatch(cell):
        return [re.sub(rf"['{_NARROW}]", "", cell) + ("" if "." in cell else ".0")]
    plain = re.sub(rf"[{_NARROW}\s]+", " ", cell)
    if _EITHER.search(plain) or any(part.count(",") == 1 for part in plain.split(" ")):
        return [plain]
    return [part for part in re.split(r"[, ]+", plain) if part]


def _pointed_alike(entries: Sequence[str]) -> bool:
    """Whether points stand before decimals: some number can be read in that way only."""
    pointed = [entry for entry in entries if "." in entry]
    return any(not _POINTED.fullmatch(entry) and entry.count(".") == 1 for entry in pointed)


def _settled(entry: str) -> Entry:
    """A number from a text that is a plain one."""
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", entry):
        return entry
    return float(entry)
