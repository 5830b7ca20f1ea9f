"""Which of the best terms to recommend, and which of their changes are worth making."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from analysis.advice import GIFT, TOLD, advise, left_out, results_of
from analysis.gifts import is_corner
from analysis.question import Aim, Point, Question
from model import Scenario

TRIFLE = 0.01
"""A change is left out if without it every limit is met and no aim loses more than this part of
what the front spans."""


def costs(results: Sequence[Mapping[str, float]], aims: Sequence[Aim]) -> np.ndarray:
    """What is minimised, (terms, aim)."""
    return np.column_stack([
        aim.cost(np.array([each[aim.result] for each in results])) for aim in aims
    ])


def knee(front: Sequence[Point], aims: Sequence[Aim]) -> int:
    """The place of the point nearest to the best of all aims at once, each aim measured from 0
    (best on the front) to 1 (worst): the fewest give-aways. Of equal ones the better in the first
    aim."""
    cost = costs([point.results for point in front], aims)
    best, span = cost.min(axis=0), np.ptp(cost, axis=0)
    away = (cost - best) / np.where(span > 0.0, span, 1.0)
    distance = np.round(np.hypot.reduce(away, axis=1), 9)
    return int(np.lexsort((cost[:, 0], distance))[0])


def tidied(
    scenario: Scenario, question: Question, front: Sequence[Point], place: int
) -> Scenario:
    """The terms of a point of the front without changes that buy nothing, those of least effect
    left out first."""
    terms = scenario.replace(front[place].values)
    allowed = _allowed(scenario, question, front, place)
    least_gift = 0.0 if question.allow_no_gift else results_of(scenario, ())[GIFT]
    changes = advise(scenario, terms, (*TOLD, *question.results)).changes
    order = [name for change in reversed(changes) for name in change.names]
    for name in order:
        without = left_out(scenario, terms, [name])
        if without is None:
            continue
        results = results_of(without, question.results)
        is_enough = (costs([results], question.aims)[0] <= allowed).all()
        is_given = not is_corner(np.array(results[GIFT]), least_gift)
        if is_enough and is_given and question.is_met(results):
            terms = without
    return terms


def _allowed(
    scenario: Scenario, question: Question, front: Sequence[Point], place: int
) -> np.ndarray:
    """How much each aim may cost at most, (aim,); where the front is one point, it is measured
    against the terms as they stand."""
    cost = costs([point.results for point in front], question.aims)
    now = costs([results_of(scenario, question.results)], question.aims)
    span = np.ptp(cost, axis=0)
    known = np.where(np.isfinite(now[0]), abs(now[0] - cost[place]), abs(cost[place]))
    return np.asarray(cost[place] + TRIFLE * np.where(span > 0.0, span, known))
