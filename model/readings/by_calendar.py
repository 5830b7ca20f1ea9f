"""Payback of first orders where a gate, cuts or a payout limit strike all releases on the same day
(controls.md section 2): it depends on the day of joining, and is known as far as the run goes.
"""

from __future__ import annotations

import numpy as np

from model.bounds import TIE
from model.cohorts.run import Run
from model.laws import payouts
from model.people.releases import Calendar, fill_paid, fill_until, needed_until
from model.people.terms import calendar_of
from model.terms.controls import CUT


def goes_by_calendar(run: Run) -> bool:
    """Whether what a grant pays depends on the day on which it was made."""
    flat = run.inputs.flat
    cuts = any(flat[f"events.{row}.kind"] == CUT for row in run.scenario.rows("events"))
    return bool(cuts or "release_gate.min_growth" in flat or "payout_limit.share_of_sales" in flat)


def paid_while_watching(run: Run, completion: np.ndarray) -> np.ndarray:
    """Part of a first order's price paid by its own ad points to who joins on the first day and
    watches on; completion (scenario, row) of ad tasks; (scenario, row, u), u up to the last day."""
    calendar, found = calendar_of(run, completion), np.empty((*completion.shape, run.days))
    for i, j in np.ndindex(completion.shape):
        fill_paid(_one(calendar, i), j, found[i, j])
    return np.asarray(found * _per_yuan(run, completion)[:, :, None])


def paid_on_average(run: Run, age: int) -> np.ndarray:
    """The same `age` days after joining, on average over a segment's members, those who stopped
    watching included; (scenario, segment)."""
    segments = run.inputs.segments
    completion, half_life = segments.task_completion, segments.attention_half_life
    calendar, until = calendar_of(run, completion), np.empty(age + 1)
    found = np.empty(completion.shape)
    for i, j in np.ndindex(completion.shape):
        fill_until(_one(calendar, i), j, until)
        watching = 2.0 ** (-np.arange(age + 1) / half_life[i, j])
        found[i, j] = until @ np.append(watching[:-1] - watching[1:], watching[-1])
    return np.asarray(found * _per_yuan(run, completion))


def watched_until(run: Run) -> np.ndarray:
    """How many days after joining a member must watch to have its first order paid back by the end
    of the run, infinite where nobody has; (scenario, join_day, segment)."""
    segments = run.inputs.segments
    calendar = calendar_of(run, segments.task_completion)
    per_yuan = _per_yuan(run, segments.task_completion)
    found = np.empty((*per_yuan.shape, run.days))
    for i, j in np.ndindex(per_yuan.shape):
        part = TIE / per_yuan[i, j] if per_yuan[i, j] > 0.0 else np.inf
        needed_until(_one(calendar, i), j, part, found[i, j])
    return found.swapaxes(1, 2)


def _per_yuan(run: Run, completion: np.ndarray) -> np.ndarray:
    """Yuan that all ad points of a yuan of first orders pay at last, net of commissions that the
    member funds, (scenario, row)."""
    inputs = run.inputs
    paid = completion if inputs.flat["ad_points.missed_day"] == "forfeited" else 1.0
    points = np.broadcast_to(inputs.baskets["enrolment"].ad_points, inputs.count)[:, None]
    held_back = payouts.commissions(inputs, run.demand)[1]
    return np.broadcast_to(points * (1.0 - held_back) * paid, completion.shape)


def _one(calendar: Calendar, i: int) -> Calendar:
    return Calendar(*(values[i] for values in calendar))
