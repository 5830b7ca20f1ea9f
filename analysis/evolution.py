"""How a search for terms looks: NSGA-II of pymoo, then steps from the best that it found.

NSGA-II takes a whole generation at once (one batch of the model), puts meeting the limits before
being good, and gives the front of two aims directly; SciPy's optimisers know one aim only.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np

from analysis.batches import Progress, go_on
from analysis.tried import Tried

HUGE = 1e30
"""Stands for an undefined cost: the optimiser compares, and infinity less infinity is nothing."""


EVOLVED = 0.6
"""Part of the evaluations that NSGA-II has; with the rest its front is followed step by step."""

FARTHEST = 4
"""Steps by which a lever is moved at most at a time."""


def look(tried: Tried, progress: Progress | None) -> None:
    """Try as many sets of terms as the question has evaluations. Raises Cancelled."""
    total = tried.question.evaluations
    go_on(progress, 0, total)
    done = 0
    for count in chain(_evolve(tried, EVOLVED * total), _follow(tried)):
        done = min(done + count, total)
        go_on(progress, done, total)
        if done >= total:
            return


def _evolve(tried: Tried, evaluations: float) -> Iterator[int]:
    """Let NSGA-II ask for generations of terms, of which the first holds the terms as they stand;
    their sizes."""
    # Loading pymoo takes half a second, which only those who search should wait.
    from pymoo.algorithms.moo.nsga2 import NSGA2
    from pymoo.core.evaluator import Evaluator
    from pymoo.core.problem import Problem
    from pymoo.core.termination import NoTermination
    from pymoo.problems.static import StaticProblem

    question, (low, high) = tried.question, tried.ends
    space = Problem(
        n_var=low.size, n_obj=len(question.aims), n_ieq_constr=1 + len(question.limits),
        xl=low, xu=high,
    )
    size = min(question.population, question.evaluations)
    optimiser = NSGA2(pop_size=size, sampling=_first(tried, size))
    optimiser.setup(space, termination=NoTermination(), seed=question.seed)
    while evaluations > 0:
        asked = optimiser.ask()
        points = np.clip(np.asarray(asked.get("X"), float), low, high)
        cost, missed = tried.run(points)
        asked.set("X", points)
        undefined = ~np.isfinite(cost).all(axis=1)
        static = StaticProblem(
            space, F=np.where(np.isfinite(cost), cost, HUGE),
            G=np.column_stack([undefined.astype(float), np.minimum(missed, HUGE)]),
        )
        Evaluator().eval(static, asked)
        optimiser.tell(infills=asked)
        evaluations -= len(points)
        yield len(points)


def _follow(tried: Tried) -> Iterator[int]:
    """From the best terms so far, one lever or two moved by a few steps, without end; how many
    are tried at a time."""
    draw, size = np.random.default_rng(tried.question.seed), tried.question.population
    (low, high), steps = tried.ends, np.array([axis.step for axis in tried.axes])
    while True:
        front = tried.front()
        points = front[draw.integers(len(front), size=size)]
        for _ in range(2):
            which = draw.integers(low.size, size=size)
            far = draw.integers(-FARTHEST, FARTHEST + 1, size=size)
            points[np.arange(size), which] += far * steps[which]
        tried.run(np.clip(points, low, high))
        yield size


def _first(tried: Tried, size: int) -> np.ndarray:
    """The first generation (run, lever): the terms as they stand, then drawn evenly."""
    low, high = tried.ends
    drawn = np.random.default_rng(tried.question.seed).uniform(low, high, (size, low.size))
    drawn[0] = np.clip(tried.present, low, high)
    return drawn
