"""Sets of terms tried in a search: rounded to what a client could print, run once, judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.advice import GIFT, results_of
from analysis.batches import evaluate
from analysis.gifts import gift_rate, is_corner
from analysis.levers import Lever
from analysis.question import Point, Question
from analysis.rounding import on_step, printed_step, row_step
from model import Scenario
from model.terms.parameters import declared

ENDS = ("low", "high")


@dataclass(frozen=True)
class Axis:
    """A lever between two ends, with the steps in which it and its rows are printed."""

    lever: Lever
    low: float
    high: float
    steps: Mapping[str, float]

    @classmethod
    def of(cls, moved: Lever, low: float, high: float) -> Axis:
        """The axis of a lever."""
        if moved.bases:
            steps = {name: row_step(declared(name), base)
                     for name, base in zip(moved.names, moved.bases, strict=True)}
        else:
            steps = dict.fromkeys(moved.names, printed_step(moved.parameter, low, high))
        return cls(moved, low, high, steps)

    @property
    def step(self) -> float:
        """The step of the lever itself."""
        return self.lever.step if self.lever.bases else next(iter(self.steps.values()))

    def printed(self, values: np.ndarray) -> Mapping[str, np.ndarray]:
        """Each name's values (run,) as they are printed, for values (run,) of the lever."""
        ends = (-np.inf, np.inf) if self.lever.bases else (self.low, self.high)
        return {
            name: on_step(declared(name), moved, self.steps[name], "nearest", *ends)
            for name, moved in self.lever.vary(values).items()
        }


class Tried:
    """Every set of terms tried so far, once, with its results: the answer is read off all of
    them."""

    def __init__(self, scenario: Scenario, axes: list[Axis], question: Question) -> None:
        self.scenario, self.axes, self.question = scenario, axes, question
        self.names = [name for axis in axes for name in axis.lever.names]
        self.points = np.empty((0, len(axes)))
        self.values = np.empty((0, len(self.names)))
        self.places: dict[bytes, int] = {}
        self.permitted = np.empty(0, dtype=bool)
        self.results = {name: np.empty(0) for name in question.results}
        self.gift = 0.0 if question.allow_no_gift else results_of(scenario, ())[GIFT]
        self.scale = np.ones(len(question.limits))
        self.ends = tuple(np.array([getattr(axis, end) for axis in axes]) for end in ENDS)
        self.present = np.array([axis.lever.current(scenario) for axis in axes])

    def run(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Costs (run, aim) and violations (run, limit), in parts of the largest of the first
        generation, of points (run, lever), which become what is printed; none is run twice."""
        columns: dict[str, np.ndarray] = {}
        for i, axis in enumerate(self.axes):
            columns |= axis.printed(points[:, i])
            if not axis.lever.bases:
                points[:, i] = columns[axis.lever.names[0]]
        rows = np.column_stack([columns[name] for name in self.names])
        is_first = not len(self.values)
        once = np.unique(rows, axis=0, return_index=True)[1]
        fresh = [i for i in once.tolist() if rows[i].tobytes() not in self.places]
        self._add(rows[fresh], points[fresh])
        if is_first:
            self.scale = _largest(self.judged(np.arange(len(self.values)))[1])
        cost, missed = self.judged(np.array([self.places[row.tobytes()] for row in rows]))
        return cost, missed / self.scale

    def _add(self, rows: np.ndarray, points: np.ndarray) -> None:
        """Run sets of terms (run, name) that were not run before, of points (run, lever)."""
        if not len(rows):
            return
        vary = dict(zip(self.names, rows.T, strict=True))
        batch = evaluate(self.scenario, vary, self.question.results,
                         more=lambda run: {GIFT: gift_rate(run)})
        corner = is_corner(batch.results[GIFT], self.gift)
        for place, row in enumerate(rows, start=len(self.values)):
            self.places[row.tobytes()] = place
        self.points = np.vstack([self.points, points])
        self.values = np.vstack([self.values, rows])
        self.permitted = np.append(self.permitted, batch.permitted & ~corner)
        for name in self.results:
            self.results[name] = np.append(self.results[name], batch.results[name])

    def judged(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Costs and violations; what is refused or a corner costs and misses infinitely much."""
        results = {name: column[places] for name, column in self.results.items()}
        cost = [aim.cost(results[aim.result]) for aim in self.question.aims]
        missed = [limit.violation(results[limit.result]) for limit in self.question.limits]
        refused = ~self.permitted[places][:, None]
        return (
            np.where(refused, np.inf, np.column_stack(cost)),
            np.where(refused, np.inf, np.reshape(np.transpose(missed), (places.size, len(missed)))),
        )

    def good(self) -> np.ndarray:
        """Which of all sets of terms meet every limit, with aims that are defined (tried,)."""
        cost, missed = self.judged(np.arange(len(self.values)))
        return np.asarray((missed == 0.0).all(axis=1) & np.isfinite(cost).all(axis=1))

    def nearest(self) -> int:
        """The place of the set of terms that misses its worst limit least."""
        missed = self.judged(np.arange(len(self.values)))[1] / self.scale
        return int(missed.max(axis=1, initial=0.0).argmin())

    def front(self) -> np.ndarray:
        """Points (best, lever) of the best so far, or of the nearest miss."""
        rows = np.flatnonzero(self.good())
        if not rows.size:
            return self.points[[self.nearest()]]
        return np.asarray(self.points[rows[best(self.judged(rows)[0])]])

    def alone(self, row: int) -> Point:
        """A set of terms run by itself."""
        values = {name: float(value)
                  for name, value in zip(self.names, self.values[row], strict=True)}
        results = results_of(self.scenario.replace(values), self.question.results)
        return Point(values, {name: results[name] for name in self.question.results})


def _largest(missed: np.ndarray) -> np.ndarray:
    """The largest finite violation of each limit, of (run, limit); 1 where all met it."""
    known = np.where(np.isfinite(missed), missed, 0.0).max(axis=0, initial=0.0)
    return np.where(known > 0.0, known, 1.0)


def best(cost: np.ndarray) -> np.ndarray:
    """Rows (run, aim) that no other is better than in all aims, equal ones once, in order."""
    if not len(cost):
        return np.empty(0, dtype=int)
    order = np.lexsort(cost.T[::-1])
    if cost.shape[1] == 1:
        return order[:1]
    second = cost[order, 1]
    before = np.concatenate([[np.inf], np.minimum.accumulate(second)[:-1]])
    return np.asarray(order[second < before])
