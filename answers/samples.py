"""Simulated members, shared by all sessions and kept as long as memory for them is left.

A run of a million members takes 150 MB; what a page shows of it besides single stories is a few
hundred kB.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

import numpy as np

from analysis import member_spread
from analysis.member_spread import CohortSpread, MemberSpread
from analysis.members import STEP_MEMBERS, Step, steps
from answers.results import results
from answers.shelves import once
from model import Scenario, readings
from model.members import MemberRun, simulate_members, spread
from model.progress import Progress

SIZES = (10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
FIRST_SIZE = 20_000
SEED_LIMIT = 2**53 - 1
"""The largest number that a browser passes on without rounding it."""

KEPT_MEMBERS = 2_200_000
"""Of all runs that are kept; the last one is kept whatever its size."""
RUN_COSTS = 20_000
"""Members whose memory a run's daily series take."""

AT_ONCE = 20_000
AT_ONCE_ORDERS = 400_000
LEAST = 1_000
"""What may be simulated with each move of a lever: members, their orders; and how many are
simulated in any case."""


@dataclass(frozen=True)
class Question:
    """What is simulated."""

    scenario: Scenario
    members: int
    seed: int


@dataclass(frozen=True, eq=False)
class Sample:
    """Simulated members with their spread; `order`: numbers of members from the lowest net result
    up, (member,); `faults`: accounts that do not add up, by name.
    """

    asked: Question
    run: MemberRun
    spread: MemberSpread
    order: np.ndarray
    faults: Mapping[str, float]

    @property
    def count(self) -> int:
        """How many were simulated."""
        return self.run.members.count

    def at(self, percentile: float) -> int:
        """The number of the member at a percentile (0 … 100) of net results."""
        return int(self.order[round(percentile / 100.0 * (self.count - 1))])

    def percentile(self, member: int) -> float:
        """Where a member stands among all by net result, 0 … 100."""
        return 100.0 * int(np.flatnonzero(self.order == member)[0]) / max(1, self.count - 1)


class Shelf:
    """Samples by question, the least used given up first."""

    def __init__(self, room: int) -> None:
        self.room = room
        self._kept: OrderedDict[Question, Sample] = OrderedDict()
        self._lock = Lock()

    def kept(self, asked: Question) -> Sample | None:
        """The sample if it is still there."""
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
            return self._kept.get(asked)

    def of(self, asked: Question, progress: Progress | None = None) -> Sample:
        """The sample, simulated where it is not there. Raises as `simulate_members` does."""
        found = self.kept(asked)
        return self._put(_simulated(asked, progress)) if found is None else found

    def _put(self, sample: Sample) -> Sample:
        with self._lock:
            self._kept[sample.asked] = sample
            while self._taken() > self.room and len(self._kept) > 1:
                self._kept.popitem(last=False)
        return sample

    def _taken(self) -> int:
        return sum(sample.count + RUN_COSTS for sample in self._kept.values())


def _simulated(asked: Question, progress: Progress | None) -> Sample:
    run = simulate_members(asked.scenario, asked.members, asked.seed, progress)
    order = np.argsort(spread.net_result(run), kind="stable").astype(np.int32)
    return Sample(asked, run, member_spread.of_members(run), order,
                  readings.faults(run.run))


SHELF = Shelf(KEPT_MEMBERS)


def at_once(scenario: Scenario) -> int:
    """How many members can be simulated while the reader waits for a lever."""
    flows = results(scenario).run.demand
    joined = max(1.0, float(flows.joins.sum()))
    each = 1.0 + float(flows.orders.sum()) / joined
    return max(LEAST, min(AT_ONCE, int(AT_ONCE_ORDERS / each)))


@once(64)
def cohorts(scenario: Scenario, edges: tuple[float, ...]) -> CohortSpread:
    """The cohort model's spread, its bars between the edges given."""
    return member_spread.of_cohorts(results(scenario).run, np.array(edges))


def compared(scenario: Scenario, seed: int, progress: Progress | None = None) -> list[Step]:
    """From the cohort model to single members, step by step."""
    return steps(scenario, STEP_MEMBERS, seed, progress)
