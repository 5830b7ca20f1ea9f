"""How far a setting can be moved before the model refuses it: the nearest permitted value.

What is permitted the model says (`Parameter.permits`, `cross_problems`); here it is only asked,
again and again, between a permitted value and the one that was wanted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from model import Scenario
from model.terms import problems as wrong
from model.terms.checks import cross_problems
from model.terms.parameters import Parameter, declared

HALVINGS = 60
"""A billionth of a billionth of the way is left then."""
DIGITS, SHORT = 12, 5
NICE = 1e-9
"""A limit that is this close to a round number, as a part of the way, is that number."""


@dataclass(frozen=True)
class Bound:
    """The nearest permitted `value` to one that is refused; `most` where that was too much. `law`:
    the refusal's template.
    """

    name: str
    wanted: float
    value: float
    most: bool
    law: str


def bound(scenario: Scenario, names: Sequence[str], wanted: object) -> Bound | None:
    """How far `names` may be moved together towards `wanted`, all else as in `scenario`; None where
    `wanted` is permitted or no number, or where they have none now.
    """
    parameter, now = declared(names[0]), scenario[names[0]]
    if parameter.kind not in ("number", "whole") or not _is_number(wanted) or now is None:
        return None
    goal, start = float(wanted), scenario.number(names[0])  # type: ignore[arg-type]
    law = _law(scenario, names, goal) if math.isfinite(goal) else ""
    if not law:
        return None

    def fits(value: float) -> bool:
        return not _law(scenario, names, value)

    value = start if not fits(start) else _nearest(parameter, start, goal, fits)
    return Bound(names[0], goal, value, goal > start, law)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _law(scenario: Scenario, names: Sequence[str], value: float) -> str:
    """The template by which a value is refused; empty where it is permitted."""
    parameter = declared(names[0])
    if parameter.kind == "whole" and value != int(value):
        return wrong.NOT_WHOLE
    if not parameter.permits(value):
        return wrong.OUT_OF_RANGE
    if bound_together(scenario).isdisjoint(names):
        return ""
    flat: dict[str, Any] = {**scenario.flat, **dict.fromkeys(names, value)}
    found = cross_problems(flat)
    return found[0].template if found else ""


class _Noted(dict[str, Any]):
    """Values that note which of them are read."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return super().__getitem__(name)


@lru_cache(maxsize=64)
def bound_together(scenario: Scenario) -> frozenset[str]:
    """Dotted names whose values the laws that look at several fields read. No other name can break
    one; to try all laws takes milliseconds where there are hundreds of rows.
    """
    noted = _Noted(scenario.flat)
    cross_problems(noted)
    return frozenset(noted.read)


def _nearest(
    parameter: Parameter, start: float, goal: float, fits: Callable[[float], bool]
) -> float:
    """The permitted value next to `goal`, seen from `start`: the limit where that is a round
    number, else the last step before it, else `start`.
    """
    if parameter.kind == "whole":
        goal = math.floor(goal) if goal > start else math.ceil(goal)
    good, bad = start, goal
    for _ in range(HALVINGS):
        middle = (good + bad) / 2
        if parameter.kind == "whole":
            middle = math.trunc(middle - start) + start
        if middle in (good, bad):
            break
        good, bad = (middle, bad) if fits(middle) else (good, middle)
    scale = NICE * max(abs(start), abs(goal))
    return next((each for each in _rounded(parameter, good, goal > start, scale)
                 if min(start, goal) <= each <= max(start, goal) and fits(each)), start)


def _rounded(parameter: Parameter, limit: float, upwards: bool, scale: float) -> list[float]:
    if parameter.kind == "whole":
        return [limit]
    short = [round(limit, digits) for digits in range(SHORT)]
    found = [each for each in short if abs(each - limit) <= scale]
    steps = (math.floor if upwards else math.ceil)(limit / parameter.step)
    return [*found, round(steps * parameter.step, DIGITS)]


@lru_cache(maxsize=512)
def reach(
    scenario: Scenario, names: tuple[str, ...], low: float, high: float
) -> tuple[float, float]:
    """What of the way from `low` to `high` is permitted for `names`, all else as it is."""
    ends = [bound(scenario, names, end) for end in (low, high)]
    below, above = (end if found is None else found.value
                    for end, found in zip((low, high), ends, strict=True))
    return (below, above) if below < above else (low, high)


CROSS = frozenset({wrong.NEGATIVE_CONTRIBUTION, wrong.ONE_SIDED_POOL, wrong.BOOST_TOO_HIGH,
                   wrong.NO_WEIGHT, wrong.TOO_MANY_WINNERS, wrong.FIRST_ORDER_TOO_LARGE,
                   wrong.TOO_MANY_VOUCHERS, wrong.LOW_CEILING})
