"""What can be wrong with a scenario, in words that name field, value and permitted range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

UNKNOWN = "{field}: there is no such field; the nearest known one is {nearest}"
OTHER_KIND = (
    "{field} = {value}: {row} is of the kind {kind}, which has no such field; only {permitted} has"
)
TOO_MANY_WINNERS = "{field} = {value}: some of a group must lose; permitted is {permitted}"
NOT_A_TABLE = "{field} = {value}: a table of fields is needed here"
BAD_ROW_ID = "{field}: an id has 1–40 letters, digits, _ or -"
NOT_A_NUMBER = "{field} = {value}: a finite number is needed, {permitted}"
NOT_WHOLE = "{field} = {value}: a whole number is needed, {permitted}"
NOT_A_CHOICE = "{field} = {value}: permitted is {permitted}; the nearest is {nearest}"
OUT_OF_RANGE = "{field} = {value}: permitted is {permitted}"
NEGATIVE_CONTRIBUTION = (
    "{field} = {value}: price less unit cost, platform margin and commission reserve leaves "
    "a contribution of {contribution}; permitted is a price of at least {permitted}"
)
ONE_SIDED_POOL = (
    "{field} = {value}: initial_pool and initial_points are both zero or both positive; "
    "permitted is {permitted}"
)
BOOST_TOO_HIGH = (
    "{field} = {value}: times the largest gift share it makes {product}; permitted is {permitted}"
)
FIRST_ORDER_TOO_LARGE = (
    "{field} = {value}: a first order of {order} must fit; permitted is {permitted}"
)
TOO_MANY_VOUCHERS = (
    "{field} = {value}: with the part that lapses it makes {total}; permitted is {permitted}"
)
LOW_CEILING = (
    "{field} = {value}: a round ends above the issue price and the floor; permitted is {permitted}"
)
NO_ROW = "{field}: at least one is needed, there is none"
NO_WEIGHT = "{field} = {value}: the weights need a positive sum"
NOT_NUMERIC = "{field} = {value}: only a numeric field can be varied"
UNEQUAL_LENGTHS = "{field}: {value} values, permitted is {permitted}, as many as the others have"


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field. `template` is English and a translation key."""

    field: str
    value: object
    template: str
    details: Mapping[str, object]

    def __str__(self) -> str:
        return self.template.format(**self.details)


def problem(template: str, field: str, value: object = None, **details: object) -> Problem:
    """A Problem whose details hold the field, its value and whatever else the template names."""
    if isinstance(value, float):
        value = f"{value:.10g}"
    return Problem(field, value, template, {"field": field, "value": value} | details)


class ScenarioError(ValueError):
    """One or more values are refused; `problems` says which and what is permitted."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[list[Problem]]]:
        return type(self), (self.problems,)
