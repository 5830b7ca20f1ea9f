"""Numbers as text, as a language marks them, large ones in its own units.

Every function takes a finite float and the code of a language. A negative number
carries the real minus sign, and a number that rounds to zero carries none.
"""

import math
from functools import cache, lru_cache

from wording.languages import LANGUAGES

MINUS = "\N{MINUS SIGN}"
LARGEST_IN_WORDS = 1e16
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
    unit, name = _unit(size, language, digits)
    scaled = size / unit
    decimals = _decimals(scaled, digits)
    if name:
        text = _grouped(scaled, decimals, language)
        return _signed(value, _without_zeros(text, language)) + name
    whole = round(size, decimals).is_integer()
    return _signed(value, _grouped(size, 0 if whole else decimals, language))


def rounded(value: float, language: str, digits: int) -> float:
    """`value` as far as `compact` tells it."""
    size = abs(float(value))
    if not size < LARGEST_IN_WORDS:
        return value
    unit, _ = _unit(size, language, digits)
    return math.copysign(round(size / unit, _decimals(size / unit, digits)) * unit, value)


def _unit(size: float, language: str, digits: int) -> tuple[float, str]:
    """The unit in which a size is written, and its name; 1 and none for small ones."""
    # What rounds up to the unit is written in the unit: 999,950 is 1 M, not 1,000 k.
    three = _three_digits(size, digits)
    return next((each for each in LANGUAGES[language].units if three >= each[0]), (1.0, ""))


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
    return str.maketrans(dict(zip(",.", LANGUAGES[language].marks, strict=True)))


@cache
def _plainly(language: str) -> dict[int, str]:
    return str.maketrans(dict(zip(LANGUAGES[language].marks, ",.", strict=True)))


def plain(text: str, language: str) -> str:
    """A text with the marks of its numbers as in 1,234.50: `fixed` undone for who reads it back."""
    return text.translate(_plainly(language))


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
