"""The optimiser of a search for terms: NSGA-II of pymoo.

It takes a whole generation at once (one batch of the model), puts meeting the limits before being
good, and gives the front of two aims directly; SciPy's optimisers know one aim only.
"""

from __future__ import annotations

import numpy as np

from analysis.batches import Progress, go_on
from analysis.tried import Tried

HUGE = 1e30
"""Stands for an undefined cost: the optimiser compares, and infinity less infinity is nothing."""


def evolve(tried: Tried, progress: Progress | None) -> None:
    """Let NSGA-II ask for generations of terms until the evaluations are used up; the terms as
    they stand are in the first. Raises Cancelled."""
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
    done = 0
    go_on(progress, done, question.evaluations)
    while done < question.evaluations:
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
        done = min(done + len(points), question.evaluations)
        go_on(progress, done, question.evaluations)


def _first(tried: Tried, size: int) -> np.ndarray:
    """The first generation (run, lever): the terms as they stand, then drawn evenly."""
    low, high = tried.ends
    drawn = np.random.default_rng(tried.question.seed).uniform(low, high, (size, low.size))
    drawn[0] = np.clip(tried.present, low, high)
    return drawn
