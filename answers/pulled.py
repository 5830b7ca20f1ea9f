"""Each control against the same scenario without it: what it moves from whom to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from answers.results import computed
from answers.shelves import once
from model import Scenario
from model.readings.reading import Sums
from model.terms.gates import closed_gate
from model.terms.parameters import pattern
from scenarios.controls import CONTROLS, put, without_any

READINGS = ("first_negative_day", "lowest_cash", "recovered_multiple", "unfunded_promise",
            "exit_share")
OF_CONTROLS = ("peak_arrears", "unrewarded_share")
"""Readings that only scenarios with controls have; of others they are 0."""
RECEIVED, LAST_CASH = "received", "last_cash"


@dataclass(frozen=True)
class Pulled:
    """A control `on` in the scenario or not: figures of the scenario without and with it, and of
    all controls together (`name` empty). Yuan that members received, operating cash at the end.
    """

    name: str
    on: bool
    before: Mapping[str, float]
    after: Mapping[str, float]

    def moved(self, figure: str) -> float:
        """By how much it changes a figure."""
        return self.after[figure] - self.before[figure]


@once(256)
def figures(scenario: Scenario) -> Mapping[str, float]:
    """What is told of one run: nothing that takes as long as the run."""
    found = computed(scenario, ())
    of_controls = {name: found.summary.get(name, 0.0) for name in OF_CONTROLS}
    received = float(np.sum(Sums(found.run).total.received))
    return {name: found.summary[name] for name in READINGS} | of_controls | {
        RECEIVED: received, LAST_CASH: float(found.run.daily["operating_cash"][0, -1])}


def pulled(scenario: Scenario) -> list[Pulled]:
    """Every control that the scenario has or could have, in their order: as it stands there, else
    as it is ready-made."""
    found = []
    for name, control in CONTROLS.items():
        on = control.is_on(scenario)
        before = control.without(scenario) if on else scenario
        after = scenario if on else put(scenario, name)
        if after is not None and after != before and _takes_part(after, control.field):
            found.append(Pulled(name, on, figures(before), figures(after)))
    return found


def together(scenario: Scenario) -> Pulled:
    """All controls that the scenario has, against none."""
    return Pulled("", scenario.has_controls, figures(without_any(scenario)), figures(scenario))


def _takes_part(scenario: Scenario, field: str) -> bool:
    """Whether nothing else in a scenario switches the control off."""
    names = [name for name in scenario.possible_names if pattern(name) == field]
    return not names or any(not closed_gate(scenario, name) for name in names)
