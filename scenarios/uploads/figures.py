"""Numbers as spreadsheets show them and people write them: marks for thousands and decimals, per
cent, full-width digits, 万 and 亿, yuan.

A number that can be read in two ways counts only where its table shows which way it is meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

POINT, COMMA = ".", ","
"""Marks of decimals; the other one, blanks and apostrophes stand between thousands."""

_EXPONENT = r"(?P<power>[eE][+-]?\d{1,4})?"
_FORMS = {
    mark: re.compile(
        rf"(?P<whole>\d*|[1-9]\d{{0,2}}(?:{between}\d{{3}})+)(?:\{mark}(?P<part>\d*))?{_EXPONENT}")
    for mark, between in ((POINT, r"[, ']"), (COMMA, r"[. ']"))
}
_BETWEEN = re.compile(r"[^\d]")
_POWERS = {"%": -2, "万": 4, "萬": 4, "亿": 8, "億": 8}
"""What a sign behind a number multiplies it with, as a power of ten."""


def plain(text: str) -> str:
    """A text with half-width digits and signs, and blanks of one kind."""
    folded = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("\u2019", "'")
    return folded.strip()


def readings(text: str) -> dict[str, float]:
    """The number in a text, by the mark of decimals that it may be written with; empty for none."""
    body = plain(text).removesuffix("元").strip()
    times = _POWERS.get(body[-1:], 0)
    body = body[:-1].strip() if times else body
    sign = "-" if body.startswith("-") else ""
    body = body.removeprefix("-").removeprefix("+").removeprefix("¥").strip()
    found = {}
    for mark, form in _FORMS.items():
        match = form.fullmatch(body)
        if match is None or not (match["whole"] or match["part"]):
            continue
        power = int((match["power"] or "e0")[1:]) + times
        whole = _BETWEEN.sub("", match["whole"]) or "0"
        found[mark] = float(f"{sign}{whole}.{match['part'] or '0'}e{power}")
    return found


def decimal_mark(texts: Iterable[str], first: str | None) -> str | None:
    """The mark of decimals that a table is written with: what those of its numbers say that can be
    read in one way only; `first` where none says it, None where they contradict each other.
    """
    shown = {next(iter(found)) for found in map(readings, texts) if len(found) == 1}
    return first if not shown else shown.pop() if len(shown) == 1 else None


def number(text: str, mark: str | None, is_whole: bool = False) -> float | tuple[float, ...] | None:
    """The number in a text of a table with that mark of decimals; None for a text that is none, all
    that it could be where that stays open. A whole number has no decimals.
    """
    found = readings(text)
    values = tuple(dict.fromkeys(found.values()))
    if len(values) < 2:
        return values[0] if values else None
    if is_whole:
        return max(values, key=abs)
    return values if mark is None else found[mark]
