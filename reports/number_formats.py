"""Number formats of an office program that write values as the screen does: ¥100 M, 5,000万, 25%.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from wording.formats import plain

_TEXT = re.compile(r"([−-]?)([^\d−-]*)([\d,]*\.?\d+)(.*)", re.DOTALL)
_SCALES = (0.01, 1.0, 1e3, 1e4, 1e6, 1e8, 1e9, 1e12)
_CLOSE = 0.51  # of the last digit: a text rounds


class _Written(NamedTuple):
    """A value as it is written: what stands before and after its digits, what one stands for."""

    value: float
    before: str
    after: str
    scale: float
    decimals: int


def number_format(
    values: Sequence[float], texts: Sequence[str], language: str, log: bool = False,
) -> str | None:
    """A format code by which `values` read like `texts` of a language, in one unit and with as many
    decimals as any of them needs; on a `log` axis with a unit for each decade. None where the texts
    do not follow from the values in proportion.
    """
    if texts and not any(character.isdigit() for text in texts for character in text):
        return quoted(texts[0])
    pairs = zip(values, texts, strict=True)
    told = [_parsed(value, plain(text, language)) for value, text in pairs]
    known = [each for each in told if each is not None]
    if not known or len(known) < len(told):
        return None
    if log:
        return _by_decade(known)
    largest = max(known, key=lambda each: abs(each.value))
    zero = next((text for value, text in zip(values, texts, strict=True) if value == 0), None)
    positive = _section(largest, _decimals(known, largest.scale), [e.value for e in known])
    nothing = quoted(zero) if zero is not None else positive
    return f"{positive};{quoted('−')}{positive};{nothing}"


def _parsed(value: float, text: str) -> _Written | None:
    found = _TEXT.fullmatch(text)
    if found is None:
        return None
    _sign, before, digits, after = found.groups()
    shown = float(digits.replace(",", ""))
    decimals, percent = len(digits.partition(".")[2]), after.lstrip().startswith("%")
    for scale in _SCALES:
        if scale == 0.01 and not percent:
            continue
        if abs(abs(value) - shown * scale) <= _CLOSE * scale * 10.0**-decimals:
            return _Written(value, before, after, 0.01 if percent else scale, decimals)
    return None


def _decimals(known: Sequence[_Written], scale: float) -> int:
    """As many as the values written in this unit have, or the others need in it."""
    return max(
        each.decimals if each.scale == scale or each.value == 0 else
        next(d for d in (0, 1, 2, 3, 4) if d == 4 or math.isclose(
            round(each.value / scale, d), each.value / scale, rel_tol=1e-9))
        for each in known
    )


def _section(like: _Written, decimals: int, values: Sequence[float]) -> str:
    """One section of a format code. Office divides by thousands only: for tens of thousands the
    point stands between digits of the number itself.
    """
    whole = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    commas = {1e3: ",", 1e6: ",,", 1e9: ",,,", 1e12: ",,,,"}
    before, after = quoted(like.before), quoted(like.after)
    if like.scale == 0.01:
        gap, _, rest = like.after.partition("%")
        return f"{before}{whole}{quoted(gap)}%{quoted(rest)}"
    if like.scale == 1e4 and all(value % 1e6 == 0 for value in values):
        return f"{before}#,##0,,{quoted('00' + like.after)}"
    if like.scale in (1e4, 1e8):
        return f"{before}0\\.0{'0,' if like.scale == 1e8 else ''},{after}"
    return f"{before}{whole}{commas.get(like.scale, '')}{after}"


def _by_decade(known: Sequence[_Written]) -> str:
    """Up to two larger units above a size each, the rest in plain digits."""
    units = {each.scale: each for each in sorted(known, key=lambda each: each.scale)}
    large = [units[scale] for scale in sorted(units, reverse=True) if scale > 1.0][:2]
    sections = [f"[>={like.scale:.0f}]{_section(like, 0, [])}" for like in large]
    small = next((each for each in known if each.scale <= 1.0), known[0])
    if small.scale == 0.01:
        return f"{quoted(small.before)}General%"
    unit = quoted(small.after) if small.scale == 1.0 else ""
    return ";".join([*sections, f"{quoted(small.before)}General{unit}"])


def quoted(text: str) -> str:
    """Literal text of a format code."""
    return f'"{text.replace(chr(34), "”")}"' if text else ""
