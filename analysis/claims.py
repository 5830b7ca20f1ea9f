"""Each sentence of the pitch as a test: verdict, figure, and under which terms it would hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis import promises
from analysis.batches import Progress, evaluate_with, go_on
from analysis.conditions import Condition, Tried, condition
from analysis.later_sales import Needed, needed_later_sales
from analysis.levers import Lever, joint
from analysis.promises import Figures
from analysis.source_claims import PROMISES, Promise, Vary, measured_at_once
from analysis.texts import Figure, Sentence, Style, mark
from model import Scenario
from model.terms.gates import closed_gate
from model.terms.parameters import pattern

Verdict = Literal["holds", "but", "in_part", "fails", "untested"]

HALF = 0.5
"""What is kept to less than this part is not kept."""


@dataclass(frozen=True)
class Claim:
    """A promise tested on a scenario.

    `kept` is the part to which it is kept (NaN: nothing to test it by); `later_sales` is what the
    promise of exits after gifting has stopped would take.
    """

    promise: Promise
    verdict: Verdict
    kept: float
    figures: Mapping[str, float]
    conditions: tuple[Condition, ...]
    later_sales: Needed | None = None

    @property
    def judged(self) -> Sentence:
        """The verdict, with the part to which the promise is kept where that is a share."""
        if self.verdict != "untested" and (self.promise.counted or 0.0 < self.kept < 1.0):
            return Sentence(SHARES[self.verdict], {"kept": (self.kept, "percent")})
        return Sentence(VERDICTS[self.verdict])

    @property
    def findings(self) -> tuple[Sentence, ...]:
        """What was found in figures, of what the part kept is a share, and what it hides."""
        if self.verdict == "untested":
            return (Sentence(UNTESTED),)
        styles = self.promise.styles
        figures = {name: (self.figures[name], styles[name]) for name in styles}
        told = [Sentence(self.promise.finding, figures)]
        if self.promise.counted:
            told.append(Sentence(self.promise.counted))
        if self.verdict == "but":
            told.append(Sentence(BUT, {"lowest": (self.figures["lowest"], "money")}))
        return tuple(told)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Under which terms it would hold, one sentence a lever."""
        told = [condition_sentence(each, self.verdict == "holds") for each in self.conditions]
        if self.later_sales is not None:
            told.insert(0, self.later_sales.sentence)
        return tuple(told)


UNTESTED = mark("Nothing in this scenario tests it.")
BUT = mark("But operating cash falls to {lowest}: the rest must come from outside.")
VERDICTS: Mapping[Verdict, str] = {
    "holds": mark("kept"), "but": mark("true, but"), "in_part": mark("kept for some"),
    "fails": mark("not kept"), "untested": mark("not tested"),
}
SHARES: Mapping[Verdict, str] = {
    "holds": mark("kept ({kept})"), "but": mark("true, but ({kept})"),
    "in_part": mark("kept for some ({kept})"), "fails": mark("not kept ({kept})"),
}
EDGES = ("at_least", "at_most", "between")
_HOLDS_WHILE = {
    "at_least": mark("It holds as long as “{lever}” is at least {inside}."),
    "at_most": mark("It holds as long as “{lever}” is at most {inside}."),
    "between": mark("It holds as long as “{lever}” stays from {inside} to {far}."),
    "only": mark("It holds as long as “{lever}” stays at {inside}."),
}
_WOULD_HOLD = {
    "at_least": mark("It would hold with “{lever}” at {inside} or more."),
    "at_most": mark("It would hold with “{lever}” at {inside} or less."),
    "between": mark("It would hold with “{lever}” from {inside} to {far}."),
    "only": mark("It would hold with “{lever}” at exactly {inside}: values next to it fail."),
}
_ALWAYS = mark("It holds for every “{lever}” from {low} to {high}.")
_NEVER = mark(
    "No “{lever}” from {low} to {high} makes it hold; {inside} comes nearest, with {kept}."
)
_NEVER_PAID = mark("No “{lever}” from {low} to {high} makes it hold while keeping operating cash "
                   "above zero; at {inside} it is true, but cash falls to {lowest}.")
_NOT_AT_ALL = mark("No “{lever}” from {low} to {high} makes it hold, not even in part.")


def condition_sentence(found: Condition, holds_now: bool) -> Sentence:
    """A condition in words."""
    style = _style(found.lever)
    figures: dict[str, Figure] = {"lever": (found.lever.name, "name")}
    if found.way in EDGES:
        ends = sorted((found.inside, found.far_inside)) if found.way == "between" else (
            found.inside, found.inside
        )
        figures |= {"inside": (ends[0], style), "far": (ends[1], style)}
        way = "only" if found.inside == found.far_inside else found.way
        return Sentence((_HOLDS_WHILE if holds_now else _WOULD_HOLD)[way], figures)
    figures |= {"low": (found.low, style), "high": (found.high, style)}
    if found.way == "always":
        return Sentence(_ALWAYS, figures)
    if found.kept == 0.0:
        return Sentence(_NOT_AT_ALL, figures)
    figures |= {"inside": (found.inside, style), "kept": (found.kept, "percent"),
                "lowest": (found.lowest, "money")}
    return Sentence(_NEVER if np.isnan(found.lowest) else _NEVER_PAID, figures)


def _style(lever: Lever) -> Style:
    """How a lever's values are shown: with every decimal, multiples of differing rows as such."""
    if lever.bases:
        return "multiple"
    styles: dict[str, Style] = {"percent": "exact percent", "money": "exact money"}
    return styles.get(lever.parameter.display, "exact")


def examine(
    scenario: Scenario, conditions: bool = True, progress: Progress | None = None
) -> list[Claim]:
    """Every promise tested on a scenario; without `conditions` only verdicts and figures."""
    claims = []
    go_on(progress, 0, len(PROMISES))
    for done, promise in enumerate(PROMISES, start=1):
        claims.append(_tested(scenario, promise, conditions))
        go_on(progress, done, len(PROMISES))
    return claims


def kept(scenario: Scenario, vary: Vary) -> dict[str, np.ndarray]:
    """Promise → whether its verdict is that it is kept in each varied run, (run,); False where
    untested."""
    measured = measured_at_once(scenario, vary)
    return {each.name: _holds(each, measured[each.name]) for each in PROMISES}


def _true(promise: Promise, figures: Figures) -> np.ndarray:
    return np.asarray(figures["kept"] > promise.enough)


def _paid(promise: Promise, figures: Figures) -> np.ndarray:
    """Whether operating cash, if the promise is paid from it, never falls below zero."""
    return np.asarray((figures["lowest"] >= 0.0) if promise.from_cash else True)


def _holds(promise: Promise, figures: Figures) -> np.ndarray:
    return np.asarray(_true(promise, figures) & _paid(promise, figures))


def _tested(scenario: Scenario, promise: Promise, with_conditions: bool) -> Claim:
    figures = promise.figures(scenario)
    part = figures["kept"]
    found: list[Condition] = []
    needed = None
    if with_conditions:
        tried = [_condition(scenario, promise, each) for each in _levers(scenario, promise)]
        found = [each for each in tried if each is not None]
        if promise.takes_later_sales and not np.isnan(part):
            needed = needed_later_sales(scenario, promise.enough)
    if np.isnan(part):
        found = [each for each in found if each.way in EDGES]
    return Claim(
        promise=promise,
        verdict=verdict_of(promise, figures),
        kept=part,
        figures=figures,
        conditions=tuple(found),
        later_sales=needed,
    )


def verdict_of(promise: Promise, figures: Mapping[str, float]) -> Verdict:
    one = {name: np.array(value) for name, value in figures.items()}
    part = figures["kept"]
    if np.isnan(part):
        return "untested"
    if _true(promise, one):
        return "holds" if _paid(promise, one) else "but"
    return "in_part" if part >= HALF else "fails"


def _condition(scenario: Scenario, promise: Promise, lever: Lever) -> Condition | None:
    def measure(at: np.ndarray) -> Tried:
        figures = promise.measure(scenario, lever.vary(at))
        true = _true(promise, figures)
        lowest = np.where(true, figures["lowest"], np.nan) if promise.from_cash else (
            np.full(at.size, np.nan))
        return Tried(at, figures["kept"], _holds(promise, figures), lowest)

    return condition(scenario, lever, measure)


def cash_at(scenario: Scenario, found: Condition) -> float:
    """Lowest operating cash where a condition is just met: what keeping the promise costs."""
    vary = found.lever.vary(np.array([found.inside]))
    return float(evaluate_with(scenario, vary, promises.cash).results["lowest"][0])


def _levers(scenario: Scenario, promise: Promise) -> list[Lever]:
    """The promise's levers that this scenario has and that nothing switches off."""
    found = []
    for field in promise.levers:
        names = tuple(
            name for name in _names(scenario, field) if not closed_gate(scenario, name)
        )
        if names:
            found.append(joint(scenario, field, names))
    return found


def _names(scenario: Scenario, field: str) -> list[str]:
    """Dotted names of a field in every row, or in the products of one role."""
    table, role, last = field.split(".")[0], field.split(".")[1], field.rpartition(".")[2]
    if table == "products" and role != "*":
        rows = [
            row for row in scenario.rows("products") if scenario[f"products.{row}.role"] == role
        ]
        return [f"products.{row}.{last}" for row in rows]
    return [name for name in scenario.possible_names if pattern(name) == field]

