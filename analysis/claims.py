"""Each sentence of the pitch as a test: verdict, figure, and under which terms it would hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.batches import Progress, evaluate, go_on
from analysis.conditions import KEPT, Condition, condition
from analysis.later_sales import Needed, needed_later_sales
from analysis.levers import Lever, joint
from analysis.pitch import PROMISES, Promise, Vary, kept_at_once
from analysis.texts import Figure, Sentence, Style, mark
from model import Scenario
from model.gates import closed_gate
from model.parameters import pattern

Verdict = Literal["holds", "in_part", "fails", "untested"]


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
    def finding(self) -> Sentence:
        """What was found, in figures."""
        if self.verdict == "untested":
            return Sentence(UNTESTED)
        styles = self.promise.styles
        return Sentence(
            self.promise.finding, {name: (self.figures[name], styles[name]) for name in styles}
        )

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Under which terms it would hold, one sentence a lever."""
        told = [told_condition(each, self.verdict == "holds") for each in self.conditions]
        if self.later_sales is not None:
            told.insert(0, self.later_sales.sentence)
        return tuple(told)


UNTESTED = mark("Nothing in this scenario puts it to the test.")
VERDICTS: Mapping[Verdict, str] = {
    "holds": mark("holds"), "in_part": mark("holds in part"), "fails": mark("fails"),
    "untested": mark("not tested"),
}
EDGES = ("at_least", "at_most", "between")
_HOLDS_WHILE = {
    "at_least": mark("It holds as long as “{lever}” is at least {inside}."),
    "at_most": mark("It holds as long as “{lever}” is at most {inside}."),
    "above": mark("It holds as long as “{lever}” is above {outside}."),
    "below": mark("It holds as long as “{lever}” is below {outside}."),
    "between": mark("It holds as long as “{lever}” stays from {inside} to {far}."),
}
_WOULD_HOLD = {
    "at_least": mark("It would hold with “{lever}” at {inside} or more."),
    "at_most": mark("It would hold with “{lever}” at {inside} or less."),
    "above": mark("It would hold with “{lever}” above {outside}."),
    "below": mark("It would hold with “{lever}” below {outside}."),
    "between": mark("It would hold with “{lever}” from {inside} to {far}."),
}
_ALWAYS = mark("It holds for every “{lever}” from {low} to {high}.")
_NEVER = mark(
    "No “{lever}” from {low} to {high} makes it hold; {inside} comes nearest, with {kept}."
)
_NOT_AT_ALL = mark("No “{lever}” from {low} to {high} makes it hold, not even in part.")


def told_condition(found: Condition, holds_now: bool) -> Sentence:
    """A condition in words."""
    style = _style(found.lever)
    figures: dict[str, Figure] = {"lever": (found.lever.name, "name")}
    if found.way in EDGES:
        ends = sorted((found.inside, found.far_inside)) if found.way == "between" else (
            found.inside, found.inside
        )
        figures |= {"inside": (ends[0], style), "far": (ends[1], style)}
        figures |= {"outside": (found.outside, style)}
        return Sentence((_HOLDS_WHILE if holds_now else _WOULD_HOLD)[_edge(found)], figures)
    figures |= {"low": (found.low, style), "high": (found.high, style)}
    if found.way == "always":
        return Sentence(_ALWAYS, figures)
    if found.kept == 0.0:
        return Sentence(_NOT_AT_ALL, figures)
    nearest: dict[str, Figure] = {
        "inside": (found.inside, style), "kept": (found.kept, "percent")
    }
    return Sentence(_NEVER, figures | nearest)


def _edge(found: Condition) -> str:
    """How the edge is told: where only the very end of the range fails, as that end left out."""
    if found.way == "between":
        return "between"
    if found.way == "at_least":
        return "above" if found.outside == found.low else "at_least"
    return "below" if found.outside == found.high else "at_most"


def _style(lever: Lever) -> Style:
    """How a lever's values are shown; multiples of differing rows as multiples."""
    if lever.bases:
        return "multiple"
    styles: dict[str, Style] = {"percent": "percent", "money": "money"}
    return styles.get(lever.parameter.display, "number")


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
    """Promise → whether it holds wholly in each varied run, (run,); False where untested."""
    return {name: part >= KEPT for name, part in kept_at_once(scenario, vary).items()}


def _tested(scenario: Scenario, promise: Promise, with_conditions: bool) -> Claim:
    figures = {name: float(v[0]) for name, v in promise.measure(scenario, {}).items()}
    part = figures["kept"]
    found: list[Condition] = []
    needed = None
    if with_conditions:
        tried = [_condition(scenario, promise, each) for each in _levers(scenario, promise)]
        found = [each for each in tried if each is not None]
        if promise.takes_later_sales and not np.isnan(part):
            needed = needed_later_sales(scenario)
    if np.isnan(part):
        found = [each for each in found if each.way in EDGES]
    return Claim(promise, _verdict(part), part, figures, tuple(found), needed)


def _verdict(part: float) -> Verdict:
    if np.isnan(part):
        return "untested"
    if part >= KEPT:
        return "holds"
    return "in_part" if part > 0.0 else "fails"


def _condition(scenario: Scenario, promise: Promise, lever: Lever) -> Condition | None:
    return condition(
        scenario, lever, lambda at: promise.measure(scenario, lever.vary(at))["kept"]
    )


def cash_at(scenario: Scenario, found: Condition) -> float:
    """Lowest operating cash where a condition is just met: what keeping the promise costs."""
    vary = found.lever.vary(np.array([found.inside]))
    return float(evaluate(scenario, vary).results["lowest_cash"][0])


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

