"""Two sets of terms side by side: what differs, by effect, and what comes of it for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.batches import evaluate
from analysis.effects import effects
from analysis.gifts import gift_rate
from model import Run, Scenario, ScenarioError
from model.readings.of_promises import promised_commission_rate
from model.terms.gates import closed_gate
from model.terms.parameters import pattern

SIDES = ("members", "agents", "operator")
TOLD = ("recovered_share", "recovered_multiple", "lowest_cash", "peak_funding", "unfunded_promise")
"""Results that every comparison of terms tells."""

GIFT = "gift_rate"


@dataclass(frozen=True)
class Change:
    """Dotted names that go from one value to another (None: absent). `name` is the one name, or
    the field where all of its rows move alike. `effect` as `analysis.effects` has it."""

    name: str
    names: tuple[str, ...]
    before: object
    after: object
    effect: float

    @property
    def settings(self) -> dict[str, object]:
        """Its names with the value that they go to."""
        return dict.fromkeys(self.names, self.after)


@dataclass(frozen=True)
class Advice:
    """Changes, those of most effect first; results of the terms `now` and `then` by name."""

    changes: tuple[Change, ...]
    now: Mapping[str, float]
    then: Mapping[str, float]

    @property
    def settings(self) -> dict[str, object]:
        """What is to be set."""
        return {name: value for change in self.changes for name, value in change.settings.items()}

    def gain(self, side: str) -> float:
        """By how many yuan a side is better off."""
        return self.then[net(side)] - self.now[net(side)]


def net(side: str) -> str:
    """The name of a side's net result among the results of terms."""
    return f"{side}_net"


def net_results(run: Run) -> dict[str, np.ndarray]:
    """What each side has at the end, yuan (scenario,).

    Members: all money received (as uplines and leaders too) less what they spent; agents:
    commissions and goods at cost less fees; operator: cash, without what it began with, less what
    it owes. Goods that members got and points that they hold are left out.
    """
    groups, daily, flows = run.groups, run.daily, run.cash
    total = {name: values.sum(axis=1) for name, values in {**daily, **flows}.items()}
    kept = (groups.members * (groups.received - groups.spent)).sum(axis=(1, 2))
    owed = daily["unreleased_ad_points"][:, -1] * (1.0 + promised_commission_rate(run))
    start = run.inputs.number("platform.initial_cash")[:, 0]
    cash = daily["operating_cash"][:, -1] - start
    return {
        net("members"): kept + total["commissions"] + total["team_bonus_cash"],
        net("agents"): total["agent_payouts"] + total["agent_goods"] - total["agent_fees"],
        net("operator"): cash - owed - daily["wallet_balance"][:, -1],
    }


def results_of(scenario: Scenario, results: Sequence[str]) -> dict[str, float]:
    """Results of one set of terms by name: those asked for, those always told, gift and sides."""
    asked = [*TOLD, *(name for name in results if name not in TOLD)]
    found = evaluate(scenario, {}, asked, more=lambda run: {
        GIFT: gift_rate(run), **net_results(run)}).results
    return {name: float(found[name][0]) for name in (*asked, GIFT, *map(net, SIDES))}


def advise(now: Scenario, then: Scenario, results: Sequence[str] = TOLD) -> Advice:
    """What changes from one set of terms to the other, and what comes of it. Rows that only one
    of them has are no change of a value, and left out."""
    sizes = effects(now, then)
    found = [
        Change(names[0] if len(names) == 1 else pattern(names[0]), names, now[names[0]],
               then[names[0]], max(sizes.get(name, 0.0) for name in names))
        for names in differences(now, then)
    ]
    order = sorted(found, key=lambda each: -each.effect)
    return Advice(tuple(order), results_of(now, results), results_of(then, results))


def differences(now: Scenario, then: Scenario) -> list[tuple[str, ...]]:
    """Names whose values differ: together where all rows of a field that take part move alike."""
    moved = {name: pair for name, pair in now.differences(then).items()
             if name in now.possible_names and name in then.possible_names}
    fields: dict[str, list[str]] = {}
    for name in moved:
        fields.setdefault(pattern(name), []).append(name)
    found: list[tuple[str, ...]] = []
    for field, names in fields.items():
        rows = [name for name in then.possible_names
                if pattern(name) == field and not closed_gate(then, name)]
        alike = len({moved[name] for name in names}) == 1 and set(rows) <= set(names)
        found += [tuple(names)] if alike else [(name,) for name in names]
    return found


def left_out(now: Scenario, then: Scenario, names: Sequence[str]) -> Scenario | None:
    """The terms `then` with some names as they stand `now`; None where the model refuses that."""
    try:
        return then.replace({name: now[name] for name in names})
    except ScenarioError:
        return None
