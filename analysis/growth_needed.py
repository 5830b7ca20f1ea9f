"""How fast sales must grow for what a scheme promises to be paid out of later sales: closed forms.

`multiple` is m/a: what is promised of a sale over what the operator keeps of it. Rates are per day,
or per period where periods are counted. All are 0 where no more is promised than kept.
"""

from __future__ import annotations

import math
from collections.abc import Callable

LEAST, LARGEST, HALVINGS = 1e-13, 50.0, 100


def of_balance(rate: float, multiple: float) -> float:
    """Promised `multiple`, a part `rate` of the balance released a day: ρ·(m/a − 1)."""
    return max(0.0, rate * (multiple - 1.0))


def of_straight_line(days: float, multiple: float) -> float:
    """Released evenly over `days`: r of (1 − e^(−rD))/(rD) = a/m."""
    return _root(lambda r: -math.expm1(-r * days) / (r * days) - 1.0 / multiple, multiple)


def of_periods(count: int, multiple: float) -> float:
    """Released in `count` equal parts: g a period of (1 − (1+g)^(−n))/g = n·a/m."""
    return _root(lambda g: -math.expm1(-count * math.log1p(g)) / g - count / multiple, multiple)


def of_lump(days: float, multiple: float) -> float:
    """Released at once after `days`: ln(m/a)/D."""
    return max(0.0, math.log(multiple) / days)


def unreleased_share(growth: float, rate: float) -> float:
    """Part of all ad points granted that a balance rule still owes in the long run: r/(r + ρ)."""
    return growth / (growth + rate)


def payable_multiple(count: int, growth: float) -> float:
    """The m/a that `count` equal parts can pay at a growth a period: n·g/(1 − (1+g)^(−n))."""
    return count * growth / -math.expm1(-count * math.log1p(growth))


def _root(off: Callable[[float], float], multiple: float) -> float:
    """Where a falling function passes zero, by halving; 0 where no growth is needed."""
    if multiple <= 1.0:
        return 0.0
    low, high = LEAST, LARGEST
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if off(middle) > 0.0 else (low, middle)
    return 0.5 * (low + high)
