"""Find terms that hold: several levers, limits on results, one or two results to make best.

Every set of terms is rounded to what a client could print before it is run, and what is found is
run once more by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from analysis.advice import Advice, advise
from analysis.batches import Progress, check_results
from analysis.evolution import look
from analysis.levers import checked_range, lever
from analysis.question import Limit, Point, Question, comparable
from analysis.recommend import knee, tidied
from analysis.tried import Axis, Tried, best
from model import Scenario, ScenarioError
from model.terms.problems import problem

NO_AIM = "{field}: one or two are needed, there are {value}"
NO_LIMIT = "{field} = {value}: at_least or at_most with a finite number is needed"
NO_LEVER = "{field}: at least one is needed, there is none"


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
    limit stood, those that bind first; how many runs were made.

    `chosen` is the point of the front that is recommended, `advice` what comes of it, without
    changes that buy nothing; where there is no front, of the nearest miss (None: nothing could be
    run).
    """

    front: tuple[Point, ...]
    nearest: Point | None
    limits: tuple[Standing, ...]
    runs: int
    chosen: int = 0
    advice: Advice | None = None


def search(scenario: Scenario, question: Question, progress: Progress | None = None) -> Found:
    """Look for terms that meet every limit and are best in the aims.

    Every set of terms that is found was run by itself with the values as they are printed. Raises
    ScenarioError for unknown names, results and empty ranges, Cancelled.
    """
    levers = _checked(scenario, question)
    tried = Tried(scenario, levers, question)
    look(tried, progress)
    return _advised(scenario, question, _found(tried))


def _advised(scenario: Scenario, question: Question, found: Found) -> Found:
    """What was found, with the point that is recommended and what comes of it."""
    if not found.front:
        if found.nearest is None:
            return found
        terms = scenario.replace(found.nearest.values)
        return replace(found, advice=advise(scenario, terms, question.results))
    place = knee(found.front, question.aims)
    terms = tidied(scenario, question, found.front, place)
    return replace(found, chosen=place, advice=advise(scenario, terms, question.results))


def _checked(scenario: Scenario, question: Question) -> list[Axis]:
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
        Axis.of(each, *checked_range(scenario, each, *pair))
        for each, pair in zip(chosen, ends, strict=True)
    ]


def _found(tried: Tried) -> Found:
    """The best of what was tried; what does not hold when it is run by itself is no find."""
    cost, missed = tried.judged(np.arange(len(tried.values)))
    good = tried.good()
    points: dict[int, Point] = {}
    while True:
        rows = np.flatnonzero(good)
        front = rows[best(cost[rows])].tolist()
        points |= {row: tried.alone(row) for row in front if row not in points}
        failed = [row for row in front if not tried.question.is_met(points[row].results)]
        if not failed:
            break
        good[failed] = False
    nearest = None
    if not front and missed.size and tried.permitted.any():
        nearest = tried.alone(tried.nearest())
    return Found(tuple(points[row] for row in front), nearest, _standings(tried, missed),
                 len(tried.values))


def _standings(tried: Tried, missed: np.ndarray) -> tuple[Standing, ...]:
    """Each limit's standing, those that bind first."""
    found = []
    for i, limit in enumerate(tried.question.limits):
        beside = (np.delete(missed, i, axis=1) == 0.0).all(axis=1)
        values = comparable(limit.result, tried.results[limit.result])
        values = np.where(tried.permitted, values, np.nan)
        met = int((missed[:, i] == 0.0).sum())
        best = _extreme(limit, values), _extreme(limit, values[beside])
        found.append(Standing(limit, met, *best))
    return tuple(sorted(found, key=lambda standing: (not standing.binds, standing.met)))


def _extreme(limit: Limit, values: np.ndarray) -> float:
    known = values[~np.isnan(values)]
    if not known.size:
        return float("nan")
    return float(known.max() if limit.bound == "at_least" else known.min())
