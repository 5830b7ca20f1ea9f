"""Numbers as text: separators from Babel, large ones in each language's own units.

Every function takes a finite float and a language of `catalogue.LANGUAGES`. A negative number
carries the real minus sign, and a number that rounds to zero carries none.
"""

import math
from functools import cache, lru_cache

from babel.numbers import get_decimal_symbol, get_group_symbol

from wording.catalogue import locale

MINUS = "\N{MINUS SIGN}"
LARGEST_IN_WORDS = 1e16

# Babel knows these units too, but writes 999,999 as "1000K", "M" for million without the space
# that Chinese does not want, and "B" for what yuan reports call bn.
UNITS = {
    "en": ((1e12, " tn"), (1e9, " bn"), (1e6, " M"), (1e3, " k")),
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
}
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@lru_cache(maxsize=16_384)  # the texts of a baseline are the same at every move of a lever
def fixed(value: float, language: str, digits: int) -> str:
    """`value` grouped and with exactly `digits` decimals: 1,234.50."""
    if abs(value) >= LARGEST_IN_WORDS:
        return _power_of_ten(value, language)
    return _signed(value, _grouped(abs(float(value)), digits, language))


@lru_cache(maxsize=16_384)
def compact(value: float, language: str, digits: int) -> str:
    """`value` with three significant digits and a unit: 1.23 M, 123万; small ones without.

    `digits` is the largest number of decimals. Zeros at the end are dropped after a unit and
    from whole numbers: 1.2 M, 5, but 1.50.
    """
    size = abs(float(value))
    if size >= LARGEST_IN_WORDS:
        return _power_of_ten(value, language)
    for unit, name in UNITS[language]:
        # What rounds up to the unit is written in the unit: 999,950 is 1 M, not 1,000 k.
        if _three_digits(size, digits) >= unit:
            scaled = size / unit
            text = _grouped(scaled, _decimals(scaled, digits), language)
            return _signed(value, _without_zeros(text, language)) + name
    decimals = _decimals(size, digits)
    whole = round(size, decimals).is_integer()
    return _signed(value, _grouped(size, 0 if whole else decimals, language))


def _three_digits(size: float, digits: int) -> float:
    """`size` rounded to three significant digits, but to no more than `digits` decimals."""
    return round(size, min(digits, _most_decimals(size)))


def _most_decimals(size: float) -> int:
    return 2 - math.floor(math.log10(size)) if size > 0 else 2


def _decimals(size: float, digits: int) -> int:
    """Decimals that three significant digits need: 2 below ten, 1 below a hundred, else none."""
    return max(0, min(digits, 2, _most_decimals(size)))


def _grouped(size: float, digits: int, language: str) -> str:
    """A size that is not negative. Babel's own formatter takes twenty times as long, and every
    point of every figure carries such a text.
    """
    text = f"{round(size, digits):,.{digits}f}"
    return text.translate(_separators(language))


@cache
def _separators(language: str) -> dict[int, str]:
    known = locale(language)
    return str.maketrans({",": get_group_symbol(known), ".": get_decimal_symbol(known)})


def _without_zeros(text: str, language: str) -> str:
    """Decimals that are zero dropped from the end."""
    point = _separators(language)[ord(".")]
    return text.rstrip("0").removesuffix(point) if point in text else text


def _signed(value: float, text: str) -> str:
    return MINUS + text if value < 0 and any(digit in text for digit in "123456789") else text


def _power_of_ten(value: float, language: str) -> str:
    mantissa, exponent = f"{abs(value):.2e}".split("e")
    power = str(int(exponent)).translate(_SUPERSCRIPT)
    sign = MINUS if value < 0 else ""
    return f"{sign}{fixed(float(mantissa), language, 2)} × 10{power}"
