"""What the declaration of a parameter holds, and short ways to write one."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["number", "whole", "choice", "series"]
Display = Literal["percent", "money", "days", "plain"]

MONEY_LIMIT = 1e12
PEOPLE_LIMIT = 1e10
DAYS_LIMIT = 36500


class When(NamedTuple):
    """What must hold for a parameter to take part: that `field` has one of the `values`, or none
    of them (`given` false). The row of a field with `*` is the parameter's own."""

    field: str
    values: tuple[object, ...]
    given: bool

    def holds(self, value: object) -> bool:
        """Whether the parameter takes part while the field has this value."""
        return (value in self.values) == self.given


def given(field: str, *values: object) -> When:
    """Takes part while the field has one of these values."""
    return When(field, values, True)


def unless(field: str, *values: object) -> When:
    """Takes part while the field has none of these values."""
    return When(field, values, False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One declared field. `low` and `high` are permitted values, `slider` what a slider offers,
    `printed` between what a client would print it as a term (None: what a slider offers).

    `lever`: whether the operator decides it; if not, it is an assumption about people, markets or
    costs, which nobody sets by decree. `individual`: whether only the simulation of single members
    uses it, for in cohorts all are alike. `when`: what must hold for it to take part.
    """

    field: str
    label: str
    unit: str
    kind: Kind
    default: float | int | str | tuple[float, ...] | None
    source: str
    low: float | None = None
    high: float | None = None
    above_low: bool = False
    below_high: bool = False
    step: float = 0.01
    slider: tuple[float, float] | None = None
    printed: tuple[float, float] | None = None
    choices: Mapping[str, str] = dataclasses.field(default_factory=dict)
    display: Display = "plain"
    optional: bool = False
    lever: bool = True
    individual: bool = False
    when: tuple[When, ...] = ()

    @property
    def kinds(self) -> tuple[object, ...]:
        """The kinds of rows that have this field; empty where all of its table do."""
        own = self.field.partition(".*.")[0] + ".*.kind"
        return next((each.values for each in self.when if each.field == own and each.given), ())

    @property
    def permitted(self) -> str:
        """The permitted range in signs that need no translation: `0 ≤ x < 1`, `bass | constant`."""
        if self.kind == "choice":
            return " | ".join(self.choices)
        lower = "" if self.low is None else f"{self.low:g} {'<' if self.above_low else '≤'} "
        upper = "" if self.high is None else f" {'<' if self.below_high else '≤'} {self.high:g}"
        return f"{lower}{'n' if self.kind == 'whole' else 'x'}{upper}"

    def permits(self, number: float) -> bool:
        """Whether a finite number lies in the permitted range."""
        if self.low is not None and (number < self.low or (self.above_low and number == self.low)):
            return False
        return self.high is None or number < self.high or (
            number == self.high and not self.below_high
        )


UNITS: Mapping[str, str] = {
    "": "",
    "yuan": "CNY",
    "yuan_per_point": "CNY per point",
    "yuan_per_view": "CNY per view",
    "yuan_per_day": "CNY per day",
    "days": "days",
    "members": "members",
    "members_per_day": "members per day",
    "per_day": "per day",
    "points": "points",
    "points_per_yuan": "ad points per CNY",
    "views": "views per task",
    "share": "share",
    "weight": "weight",
    "multiple": "×",
    "territories": "territories",
    "sales": "sales",
    "orders": "orders",
    "stages": "stages",
    "limit": "orders or CNY",
}


def declare(
    name: str, label: str, unit: str, default: float | str | None, source: str, **more: object
) -> Parameter:
    kind = more.pop("kind", "number")
    return Parameter(
        name, label, UNITS[unit], kind=kind, default=default, source=source,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def share(
    name: str, label: str, default: float | None, source: str, unit: str = "share", **more: object
) -> Parameter:
    """A part of something: permitted 0–1, shown in per cent."""
    options: dict[str, object] = {"low": 0.0, "high": 1.0, "display": "percent"} | more
    return declare(name, label, unit, default, source, **options)


def money(
    name: str, label: str, default: float | None, source: str, unit: str = "yuan", **more: object
) -> Parameter:
    options: dict[str, object] = {"low": 0.0, "high": MONEY_LIMIT, "display": "money", "step": 10.0}
    return declare(name, label, unit, default, source, **(options | more))


def days(
    name: str, label: str, default: float | None, source: str, **more: object
) -> Parameter:
    options: dict[str, object] = {
        "kind": "whole", "low": 0, "high": DAYS_LIMIT, "display": "days", "step": 1,
    }
    return declare(name, label, "days", default, source, **(options | more))


def half_life(
    name: str, label: str, default: float, source: str, **more: object
) -> Parameter:
    return declare(
        name, label, "days", default, source, low=0.0, above_low=True,
        display="days", step=1.0, slider=(1.0, 1080.0), **more,
    )


def people(
    name: str, label: str, unit: str, default: float, source: str, **more: object
) -> Parameter:
    options: dict[str, object] = {"low": 0.0, "high": PEOPLE_LIMIT, "step": 1.0} | more
    return declare(name, label, unit, default, source, **options)


def weight(name: str, label: str, default: float, source: str) -> Parameter:
    return declare(
        name, label, "weight", default, source, low=0.0, slider=(0.0, 1.0)
    )


def choice(
    name: str, label: str, default: str, source: str,
    choices: Mapping[str, str], **more: object,
) -> Parameter:
    return declare(name, label, "", default, source, kind="choice", choices=choices, **more)


def of_the_world(*parameters: Parameter) -> tuple[Parameter, ...]:
    """Assumptions all: nobody decides them."""
    return tuple(dataclasses.replace(each, lever=False) for each in parameters)


def of_single_members(*parameters: Parameter) -> tuple[Parameter, ...]:
    """Used by the simulation of single members only."""
    return tuple(dataclasses.replace(each, individual=True) for each in parameters)
