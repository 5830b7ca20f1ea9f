"""Find terms that hold: several levers, limits on results, one or two results to make best.

NSGA-II of pymoo, because it takes a whole generation at once (one batch of the model), puts
meeting the limits before being good, and gives the front of two aims directly; SciPy's optimisers
know one aim only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.batches import Progress, check_results, evaluate, go_on
from analysis.levers import Lever, checked_range, lever
from model import Scenario, ScenarioError
from model.parameters import DAYS_LIMIT
from model.problems import problem

EVALUATIONS = 2400
POPULATION = 60

NO_AIM = "{field}: one or two are needed, there are {value}"
NO_LIMIT = "{field} = {value}: at_least or at_most with a finite number is needed"
NO_LEVER = "{field}: at least one is needed, there is none"

LATE = ("first_negative_day", "agent_payback_day")
"""Results that are undefined because the day never comes: later than any day."""


def comparable(result: str, values: np.ndarray) -> np.ndarray:
    """Values (run,) of a result to be compared: a day that never comes is later than any."""
    never = DAYS_LIMIT if result.partition(".")[0] in LATE else np.nan
    return np.where(np.isnan(values), never, values)


@dataclass(frozen=True)
class Limit:
    """What a result must reach (`at_least`) or not exceed (`at_most`)."""

    result: str
    bound: Literal["at_least", "at_most"]
    value: float

    def violation(self, values: np.ndarray) -> np.ndarray:
        """How far values (run,) miss it, in parts of the limit where that is above 1; 0 if met."""
        known = comparable(self.result, values)
        short = self.value - known if self.bound == "at_least" else known - self.value
        missed = np.maximum(0.0, short) / max(1.0, abs(self.value))
        return np.where(np.isnan(missed), np.inf, missed)


@dataclass(frozen=True)
class Aim:
    """A result to make as large or as small as possible."""

    result: str
    goal: Literal["max", "min"]

    def cost(self, values: np.ndarray) -> np.ndarray:
        """What is minimised, (run,); infinite where the result is undefined."""
        known = comparable(self.result, values)
        cost = -known if self.goal == "max" else known
        return np.where(np.isnan(cost), np.inf, cost)


@dataclass(frozen=True)
class Question:
    """Levers with the ends of their ranges, limits, aims, and how long to look for."""

    levers: Mapping[str, tuple[float, float]]
    limits: Sequence[Limit]
    aims: Sequence[Aim]
    evaluations: int = EVALUATIONS
    population: int = POPULATION
    seed: int = 1

    @property
    def results(self) -> list[str]:
        """Every result that is asked about, once."""
        asked = [limit.result for limit in self.limits] + [aim.result for aim in self.aims]
        return list(dict.fromkeys(asked))


@dataclass(frozen=True)
class Point:
    """Values of the levers, and of the results asked about."""

    values: Mapping[str, float]
    results: Mapping[str, float]


@dataclass(frozen=True)
class Standing:
    """How one limit stood in the way: how many runs met it, the best value of its result at all,
    and in the runs that met all other limits (NaN: there was none)."""

    limit: Limit
    met: int
    best: float
    best_beside_others: float

    @property
    def binds(self) -> bool:
        """Whether some run met all limits but this one, and none met this one too."""
        beside = np.array([self.best_beside_others])
        return bool(np.isfinite(beside[0]) and self.limit.violation(beside)[0] > 0.0)


@dataclass(frozen=True)
class Found:
    """The front, or where it is empty (no terms tried meet the limits) the nearest miss; how each
    limit stood, those that bind first; how many runs were made."""

    front: tuple[Point, ...]
    nearest: Point | None
    limits: tuple[Standing, ...]
    runs: int


def search(scenario: Scenario, question: Question, progress: Progress | None = None) -> Found:
    """Look for terms that meet every limit and are best in the aims.

    Raises ScenarioError for unknown names, results and empty ranges, Cancelled.
    """
    levers = _checked(scenario, question)
    tried = _Tried(scenario, levers, question)
    _evolve(tried, question, progress)
    return tried.found()


def _checked(scenario: Scenario, question: Question) -> list[tuple[Lever, float, float]]:
    check_results(scenario, question.results)
    if not question.levers:
        raise ScenarioError([problem(NO_LEVER, "levers")])
    if len(question.aims) not in (1, 2):
        raise ScenarioError([problem(NO_AIM, "aims", len(question.aims))])
    for limit in question.limits:
        if limit.bound not in ("at_least", "at_most") or not np.isfinite(limit.value):
            raise ScenarioError([problem(NO_LIMIT, limit.result, limit.value)])
    chosen = [lever(scenario, name) for name in question.levers]
    ends = question.levers.values()
    return [
        (each, *checked_range(scenario, each, *pair))
        for each, pair in zip(chosen, ends, strict=True)
    ]


class _Tried:
    """Every point tried so far with its results: the answer is read off all of them."""

    def __init__(
        self, scenario: Scenario, levers: list[tuple[Lever, float, float]], question: Question
    ) -> None:
        self.scenario, self.levers, self.question = scenario, levers, question
        self.points = np.empty((0, len(levers)))
        self.permitted = np.empty(0, dtype=bool)
        self.results = {name: np.empty(0) for name in question.results}

    def run(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Costs (run, aim) and violations (run, limit) of points (run, lever)."""
        values: dict[str, np.ndarray] = {}
        for i, (each, _, _) in enumerate(self.levers):
            if each.is_whole:
                points[:, i] = np.round(points[:, i])
            values |= each.vary(points[:, i])
        batch = evaluate(self.scenario, values, self.question.results)
        here = {name: batch.results[name] for name in self.results}
        self.points = np.vstack([self.points, points])
        self.permitted = np.append(self.permitted, batch.permitted)
        for name, found in here.items():
            self.results[name] = np.append(self.results[name], found)
        return self._judged(here, batch.permitted)

    def _judged(
        self, results: Mapping[str, np.ndarray], permitted: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Costs and violations; what is refused costs and misses infinitely much."""
        cost = [aim.cost(results[aim.result]) for aim in self.question.aims]
        missed = [limit.violation(results[limit.result]) for limit in self.question.limits]
        shape = (permitted.size, len(missed))
        refused = ~permitted[:, None]
        return (
            np.where(refused, np.inf, np.column_stack(cost)),
            np.where(refused, np.inf, np.reshape(np.transpose(missed), shape)),
        )

    def found(self) -> Found:
        """The best of what was tried."""
        cost, missed = self._judged(self.results, self.permitted)
        good = np.flatnonzero((missed == 0.0).all(axis=1) & np.isfinite(cost).all(axis=1))
        front = [self._point(row) for row in good[_best(cost[good])].tolist()]
        nearest = None
        if not front and missed.size and self.permitted.any():
            nearest = self._point(int(missed.max(axis=1).argmin()))
        return Found(tuple(front), nearest, self._standings(missed), len(self.points))

    def _point(self, row: int) -> Point:
        values: dict[str, float] = {}
        for (each, _, _), value in zip(self.levers, self.points[row], strict=True):
            values |= {name: float(moved) for name, moved in each.changes(value).items()}  # type: ignore[arg-type]
        return Point(values, {name: float(column[row]) for name, column in self.results.items()})

    def _standings(self, missed: np.ndarray) -> tuple[Standing, ...]:
        """Each limit's standing, those that bind first."""
        found = []
        for i, limit in enumerate(self.question.limits):
            beside = (np.delete(missed, i, axis=1) == 0.0).all(axis=1)
            values = comparable(limit.result, self.results[limit.result])
            values = np.where(self.permitted, values, np.nan)
            met = int((missed[:, i] == 0.0).sum())
            best = _extreme(limit, values), _extreme(limit, values[beside])
            found.append(Standing(limit, met, *best))
        return tuple(sorted(found, key=lambda standing: (not standing.binds, standing.met)))


def _extreme(limit: Limit, values: np.ndarray) -> float:
    known = values[~np.isnan(values)]
    if not known.size:
        return float("nan")
    return float(known.max() if limit.bound == "at_least" else known.min())


def _best(cost: np.ndarray) -> np.ndarray:
    """Rows (run, aim) that no other is better than in all aims, equal ones once, in order."""
    if not len(cost):
        return np.empty(0, dtype=int)
    order = np.lexsort(cost.T[::-1])
    if cost.shape[1] == 1:
        return order[:1]
    second = cost[order, 1]
    before = np.concatenate([[np.inf], np.minimum.accumulate(second)[:-1]])
    return np.asarray(order[second < before])


def _evolve(tried: _Tried, question: Question, progress: Progress | None) -> None:
    """Let NSGA-II ask for generations of points until the evaluations are used up."""
    # Loading pymoo takes half a second, which only those who search should wait.
    from pymoo.algorithms.moo.nsga2 import NSGA2
    from pymoo.core.evaluator import Evaluator
    from pymoo.core.problem import Problem
    from pymoo.core.termination import NoTermination
    from pymoo.problems.static import StaticProblem

    low, high = (np.array([entry[end] for entry in tried.levers]) for end in (1, 2))
    space = Problem(
        n_var=low.size, n_obj=len(question.aims), n_ieq_constr=1 + len(question.limits),
        xl=low, xu=high,
    )
    optimiser = NSGA2(pop_size=min(question.population, question.evaluations))
    optimiser.setup(space, termination=NoTermination(), seed=question.seed)
    go_on(progress, 0, question.evaluations)
    while len(tried.points) < question.evaluations:
        asked = optimiser.ask()
        points = np.clip(np.asarray(asked.get("X"), float), low, high)
        cost, missed = tried.run(points)
        undefined = ~np.isfinite(cost).all(axis=1)
        static = StaticProblem(
            space, F=np.where(np.isfinite(cost), cost, HUGE),
            G=np.column_stack([undefined.astype(float), np.minimum(missed, HUGE)]),
        )
        Evaluator().eval(static, asked)
        optimiser.tell(infills=asked)
        go_on(progress, min(len(tried.points), question.evaluations), question.evaluations)


HUGE = 1e30
"""Stands for an undefined cost: the optimiser compares, and infinity less infinity is nothing."""
