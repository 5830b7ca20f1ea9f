"""Levers: one numeric parameter, or a field of several rows moved together, and how far it goes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.batches import permitted
from analysis.rounding import multiple
from model import Scenario, ScenarioError
from model.terms.gates import closed_gate
from model.terms.names import unknown_name
from model.terms.parameters import Parameter, declared, pattern
from model.terms.problems import NOT_NUMERIC, problem

PLAUSIBLE_PART, PLAUSIBLE_FACTOR = 0.25, 3.0
"""A plausible range reaches this part of the slider's width to either side of the value, and from
a third of it to three times as much."""

OPEN_END = 1e-9
"""How near to a limit that is not itself permitted a value may come."""

OFFERED_MULTIPLES = 0.0, 4.0
PRINTED_MULTIPLES = 0.25, 2.0
"""Multiples of what they are by which rows that differ move together: on offer, and as terms."""

NARROWINGS = 14
"""Halvings of the way from a permitted to a refused value: to a ten-thousandth of it."""

MULTIPLE_STEP = 0.01
"""Step of a lever whose value is a multiple."""

NO_ROOM = "{field} = {value}: the lever's range needs two different ends, {permitted}"


@dataclass(frozen=True)
class Lever:
    """Dotted names that move together.

    With `bases`, the lever's value is a multiple of these; without, each name takes the value.
    """

    name: str
    names: tuple[str, ...]
    bases: tuple[float, ...] = ()

    @property
    def parameter(self) -> Parameter:
        """The declaration that the names share."""
        return declared(self.names[0])

    @property
    def is_whole(self) -> bool:
        """Whether only whole values are permitted."""
        return self.parameter.kind == "whole" and not self.bases

    @property
    def step(self) -> float:
        """What its values are told in: the declared step, hundredths of a multiple."""
        return MULTIPLE_STEP if self.bases else float(self.parameter.step)

    def on_step(self, values: np.ndarray) -> np.ndarray:
        """The nearest whole steps, without the dust of rounding: what a client could print."""
        return multiple(np.rint(np.atleast_1d(values) / self.step), self.step)

    def vary(self, values: np.ndarray) -> dict[str, np.ndarray]:
        """Each name's values (run,) for values (run,) of the lever."""
        if not self.bases:
            return dict.fromkeys(self.names, values)
        return {
            name: settled(declared(name), values * base)
            for name, base in zip(self.names, self.bases, strict=True)
        }

    def changes(self, value: float) -> dict[str, object]:
        """The same for one value, to be put into a scenario."""
        moved = self.vary(np.array([float(value)]))
        return {name: float(values[0]) for name, values in moved.items()}

    def current(self, scenario: Scenario) -> float:
        """Where the lever stands; an absent optional value stands at its slider's end."""
        return 1.0 if self.bases else value_of(scenario, self.names[0])


def lever(scenario: Scenario, text: str) -> Lever:
    """The lever of a dotted name, or of a field of every row (`campaigns.*.cap_multiple`) in which
    it takes part.

    Rows whose values differ are moved in proportion. Raises ScenarioError for an unknown or
    non-numeric field.
    """
    names = [name for name in scenario.possible_names if text in (name, pattern(name))]
    names = [name for name in names if not closed_gate(scenario, name)] or names
    if not names:
        raise ScenarioError([unknown_name(text, scenario.flat)])
    if declared(text).kind not in ("number", "whole"):
        raise ScenarioError([problem(NOT_NUMERIC, text, scenario.flat.get(names[0]))])
    return joint(scenario, text, tuple(names))


def joint(scenario: Scenario, name: str, names: tuple[str, ...]) -> Lever:
    """Several names as one lever: at one value if they share it now, else in proportion."""
    values = tuple(value_of(scenario, each) for each in names)
    return Lever(name, names, values if len(set(values)) > 1 else ())


NONE_IS_LOW = frozenset({"release_gate.min_growth"})
"""Optional parameters that do the less, the lower they are: a gate that asks for little growth."""


def value_of(scenario: Scenario, name: str) -> float:
    """A numeric value; for an absent optional one the end of its slider that is most like none."""
    value = scenario[name]
    end = 0 if pattern(name) in NONE_IS_LOW else 1
    return float(value if value is not None else slider(declared(name))[end])  # type: ignore[arg-type]


def slider(parameter: Parameter) -> tuple[float, float]:
    """What a slider offers; where none is declared, all that is permitted."""
    if parameter.slider is not None:
        return parameter.slider
    if parameter.low is None or parameter.high is None:
        raise ValueError(f"{parameter.field}: neither a slider nor a bounded range is declared")
    return parameter.low, parameter.high


def settled(parameter: Parameter, values: np.ndarray) -> np.ndarray:
    """Values rounded if they must be whole and kept within the permitted range."""
    low = -np.inf if parameter.low is None else parameter.low
    high = np.inf if parameter.high is None else parameter.high
    room = (OPEN_END * parameter.above_low, OPEN_END * parameter.below_high)
    inside = np.clip(np.asarray(values, float), low + room[0], high - room[1])
    return np.asarray(np.round(inside)) if parameter.kind == "whole" else inside


def numeric_names(scenario: Scenario) -> tuple[str, ...]:
    """Every dotted name that can be varied, absent optional ones included; none of those which
    only the simulation of single members uses, as the cohort model answers the questions."""
    return tuple(
        name for name in scenario.possible_names
        if declared(name).kind in ("number", "whole") and not declared(name).individual
    )


def offered(scenario: Scenario, moved: Lever) -> tuple[float, float]:
    """From end to end of the slider, widened to where the lever stands; multiples go to four."""
    if moved.bases:
        return OFFERED_MULTIPLES
    low, high = slider(moved.parameter)
    now = moved.current(scenario)
    return min(low, now), max(high, now)


def printable(scenario: Scenario, moved: Lever, every: bool = False) -> tuple[float, float]:
    """Between what a client would print the lever as a term, widened to where it stands and drawn
    in to what is permitted beside the other terms; `every`: what a slider offers, drawn in."""
    if moved.bases:
        return OFFERED_MULTIPLES if every else PRINTED_MULTIPLES
    parameter, now = moved.parameter, moved.current(scenario)
    low, high = slider(parameter) if every else parameter.printed or slider(parameter)
    ends = settled(parameter, np.array([min(low, now), max(high, now)]))
    if len(moved.names) > 1:
        return float(ends[0]), float(ends[1])
    low, high = (drawn_in(scenario, moved.names[0], float(end)) for end in ends)
    return low, high


def plausible(scenario: Scenario, name: str) -> tuple[float, float]:
    """The range over which a parameter is compared with others, within what is permitted.

    A quarter of the slider's width to either side of the value, but no more than threefold and
    within the slider; an end that the model refuses beside the other values is drawn in. Both ends
    are the same where nothing else is permitted.
    """
    parameter, now = declared(name), value_of(scenario, name)
    low, high = slider(parameter)
    reach = PLAUSIBLE_PART * (high - low)
    down = min(reach, abs(now) * (1.0 - 1.0 / PLAUSIBLE_FACTOR)) if now else reach
    up = min(reach, abs(now) * (PLAUSIBLE_FACTOR - 1.0)) if now else reach
    ends = (max(min(low, now), now - down), min(max(high, now), now + up))
    moved = settled(parameter, np.array([float(f"{end:.12g}") for end in ends]))
    if permitted(scenario, {name: moved}).all():
        return float(moved[0]), float(moved[1])
    return drawn_in(scenario, name, float(moved[0])), drawn_in(scenario, name, float(moved[1]))


def drawn_in(scenario: Scenario, name: str, end: float) -> float:
    """About the value nearest to `end` that is permitted, on the way from the present one."""
    parameter, now = declared(name), value_of(scenario, name)
    if permitted(scenario, {name: np.array([end])})[0]:
        return end
    good, bad = now, end
    for _ in range(NARROWINGS):
        middle = float(settled(parameter, np.array([0.5 * (good + bad)]))[0])
        if permitted(scenario, {name: np.array([middle])})[0]:
            good = middle
        else:
            bad = middle
    plain = float(f"{good:.3g}")
    on_the_way = (plain - now) * (end - plain) >= 0.0
    return plain if on_the_way and permitted(scenario, {name: np.array([plain])})[0] else good


def checked_range(
    scenario: Scenario, moved: Lever, low: float | None, high: float | None
) -> tuple[float, float]:
    """The asked-for range, else the offered one. Raises ScenarioError for an empty one."""
    ends = offered(scenario, moved)
    low, high = ends[0] if low is None else low, ends[1] if high is None else high
    wanted = settled(moved.parameter, np.array([low, high])) if not moved.bases else (low, high)
    if not (np.isfinite(low) and np.isfinite(high) and wanted[0] < wanted[1]):
        details = {"permitted": moved.parameter.permitted}
        raise ScenarioError([problem(NO_ROOM, moved.name, f"{low:g} … {high:g}", **details)])
    return float(wanted[0]), float(wanted[1])


def spaced(moved: Lever, low: float, high: float, count: int) -> np.ndarray:
    """`count` values from end to end, whole ones each once."""
    values = np.linspace(low, high, count)
    return np.unique(np.round(values)) if moved.is_whole else values
