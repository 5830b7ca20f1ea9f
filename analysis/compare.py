"""In what scenarios differ, in which results, and which parameter brings how much of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from analysis.batches import SLOW, check_results, evaluate, heard
from model import Scenario, ScenarioError
from model.terms.checks import Value
from model.terms.names import all_row_ids
from model.terms.parameters import ROW_TABLES, declared


@dataclass(frozen=True)
class Difference:
    """A parameter that is not the same everywhere: its value by scenario, None where absent."""

    name: str
    values: Mapping[str, Value | None]
    source: str


@dataclass(frozen=True)
class RowDifference:
    """A row, named `table.id`, that not all scenarios have: by scenario whether it is there."""

    name: str
    present: Mapping[str, bool]


@dataclass(frozen=True)
class Part:
    """What switching some parameters, usually one, does to the result: mean of both orders."""

    names: tuple[str, ...]
    change: float

    @property
    def label(self) -> str:
        """The name, the row if it is switched whole, or all names."""
        row = _row(self.names[0])
        whole = row and all(name.startswith(row) for name in self.names) and len(self.names) > 1
        return row.removesuffix(".") if whole else " + ".join(self.names)


@dataclass(frozen=True)
class Decomposition:
    """The way of a result from one scenario to another; parts and `interaction` add up to it."""

    result: str
    start: float
    end: float
    parts: tuple[Part, ...]

    @property
    def interaction(self) -> float:
        """What no parameter brings alone."""
        return self.end - self.start - sum(part.change for part in self.parts)


def parameter_differences(scenarios: Mapping[str, Scenario]) -> list[Difference]:
    """Parameters in which any two of the scenarios differ, each with its source."""
    names = dict.fromkeys(name for scenario in scenarios.values() for name in scenario.flat)
    found = []
    for name in names:
        values = {label: scenario.flat.get(name) for label, scenario in scenarios.items()}
        if len(set(values.values())) > 1:
            found.append(Difference(name, values, declared(name).source))
    return found


def row_differences(scenarios: Mapping[str, Scenario]) -> list[RowDifference]:
    """Rows that some of the scenarios have and others lack, table by table."""
    found = []
    for table in ROW_TABLES:
        rows = dict.fromkeys(row for each in scenarios.values() for row in each.rows(table))
        for row in rows:
            present = {label: row in each.rows(table) for label, each in scenarios.items()}
            if not all(present.values()):
                found.append(RowDifference(f"{table}.{row}", present))
    return found


def headlines(
    scenarios: Mapping[str, Scenario], results: Sequence[str] = ()
) -> dict[str, dict[str, float]]:
    """Every reading of each scenario, label → result → value; NaN where undefined."""
    wanted = (*SLOW, *results)
    return {label: _readings(scenario, wanted) for label, scenario in scenarios.items()}


def changes(
    found: Mapping[str, Mapping[str, float]], baseline: str
) -> dict[str, dict[str, float]]:
    """Each scenario's results less those of `baseline`, NaN where one of them is undefined."""
    base = found[baseline]
    return {
        label: {name: value - base.get(name, np.nan) for name, value in values.items()}
        for label, values in found.items()
    }


def decompose(first: Scenario, second: Scenario, result: str) -> Decomposition:
    """Which changed parameter brings how much of the result's way from `first` to `second`.

    Each is switched alone, once in `first` and once back in `second`; its part is the mean of
    both. Rows that only one scenario has are switched whole, and parameters that are refused
    without one another together. Raises ScenarioError for a result that neither has.
    """
    check_results(first, [result])

    def value(scenario: Scenario) -> float:
        return _readings(scenario, [result]).get(result, np.nan)

    start, end = value(first), value(second)
    parts = []
    for unit in separable(first, second):
        there = value(switched(first, second, unit)) - start
        back = end - value(switched(second, first, unit))
        parts.append(Part(unit, 0.5 * (there + back)))
    parts.sort(key=lambda part: -abs(part.change))
    return Decomposition(result, start, end, tuple(parts))


def switched(scenario: Scenario, other: Scenario, names: Sequence[str]) -> Scenario:
    """`scenario` with some names as `other` has them. Raises ScenarioError if that is refused,
    Cancelled.
    """
    heard(0, 0)
    flat = dict(scenario.flat)
    for name in names:
        if name in other.flat:
            flat[name] = other.flat[name]
        else:
            flat.pop(name, None)
    return Scenario.from_values(Scenario(MappingProxyType(flat)).values)


def _readings(scenario: Scenario, results: Sequence[str]) -> dict[str, float]:
    found = evaluate(scenario, {}, results).results
    return {name: float(values[0]) for name, values in found.items()}


def _units(first: Scenario, second: Scenario) -> list[tuple[str, ...]]:
    """What can be switched: single names, and rows that only one of the two has."""
    whole: dict[str, list[str]] = {}
    for name in first.differences(second):
        whole.setdefault(_lone_row(first, second, name) or name, []).append(name)
    return [tuple(names) for names in whole.values()]


def _lone_row(first: Scenario, second: Scenario, name: str) -> str:
    """`campaigns.second` of a name if only one scenario has that row, else nothing."""
    row = _row(name)
    owners = [any(other.startswith(row) for other in s.flat) for s in (first, second)]
    return "" if all(owners) else row


def _row(name: str) -> str:
    """`campaigns.second.` of a name in a table of rows, else nothing."""
    return name.rpartition(".")[0] + "." if any(all_row_ids([name]).values()) else ""


def separable(first: Scenario, second: Scenario) -> list[tuple[str, ...]]:
    """Units each of which may be switched alone; those that may not are put together."""
    units = _units(first, second)
    refused = [unit for unit in units if not _may_switch(first, second, unit)]
    if not refused:
        return units
    together = tuple(name for unit in refused for name in unit)
    if not _may_switch(first, second, together):
        return [tuple(name for unit in units for name in unit)]
    return [unit for unit in units if unit not in refused] + [together]


def _may_switch(first: Scenario, second: Scenario, names: Sequence[str]) -> bool:
    try:
        switched(first, second, names)
        switched(second, first, names)
    except ScenarioError:
        return False
    return True
