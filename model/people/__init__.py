"""Shares of people who have received at least what they spent (model.md section 6).

Inside a group people differ: in how often and until when they order, in the sizes of their orders,
in how long they watch. Only the market is the same for all: `market` finds what a yuan of gift
credited on a day brings, one backward sum per campaign. `terms` holds the laws of one member,
`points` the coordinates at which histories of repeat orders are looked at, `chances` the chance
that a history ends with everything back, `cells` adds up members.

- Who never reorders has everything back or not whatever its order's size: exact, day by day.
- Of a history with repeat orders the first order's size z is integrated in closed form: releases by
  the day on which watching ends are linear in it, so everything is back from some z on. Watching
  lives are taken from strata of their law, watching on to the end in closed form.
- Under purchase limits a history's orders are served one after another (`limited`): of its first
  order a few sizes are tried, and the watching life is what is integrated in closed form.
- Histories and join days are quasi-random; their number grows until the mean is sure enough. Where
  sizes do not differ, the watching life is what is integrated in closed form.

Nothing depends on chance, on other scenarios of a batch or on the number of threads.
"""

from __future__ import annotations

from typing import Literal
from weakref import WeakKeyDictionary

import numpy as np

from model.cohorts.run import MONTH_DAYS, Run
from model.people.cells import Accuracy, count_recovered
from model.people.limited import room_for_wishes
from model.people.market import closed_market, market_of
from model.people.points import all_points
from model.people.terms import of_scenario, terms_of

WHOLE = Accuracy(512, 0.005, 0.000125)
"""A quarter of the contract's 2 % + 0.0005, for a share of all members or of those of a month."""

PART = Accuracy(2048, 0.005, 0.000125)
"""As sure, from more points, for the shares of segments: of many the least sure one counts."""


_BY_MONTH: WeakKeyDictionary[Run, np.ndarray] = WeakKeyDictionary()
"""Several figures of a page show it, and of a baseline every move of a lever: it takes 15 ms."""


def recovered_share(run: Run) -> np.ndarray:
    """Members who have received at least what they spent by the end, of all (scenario,)."""
    return share(run)


def recovered_within(run: Run, days: int) -> np.ndarray:
    """`recovered_share` `days` after joining, of members who were seen that long (scenario,)."""
    return share(run, until=days)


def share(
    run: Run, *, joined: np.ndarray | None = None,
    of: Literal["received", "released"] = "received", until: int | None = None,
) -> np.ndarray:
    """Share of members who have received at least what they spent, (scenario,); NaN for nobody.

    joined: join days that count (scenario, join_day), all if None; of: redemptions and releases,
    or releases alone; until: days after joining, of those who were seen that long, else by the end.
    """
    members = _members(run, until)
    if joined is not None:
        members = np.where(joined[:, None], members, 0.0)
    recovered = _recovered(run, members, np.array([0, run.days]), of=of, until=until)
    return _ratio(recovered.sum(axis=(1, 2)), members.sum(axis=(1, 2)))


def by_segment(run: Run) -> np.ndarray:
    """`recovered_share` per segment, (scenario, segment)."""
    members = _members(run, None)
    recovered = _recovered(run, members, np.array([0, run.days]), together=False)
    return _ratio(recovered[:, 0], members.sum(axis=2))


def by_join_month_and_segment(run: Run) -> np.ndarray:
    """`recovered_share` per 30-day block of join days and segment, (scenario, month, segment)."""
    return _ratio(*_monthly(run, together=False))


def by_join_month(run: Run) -> np.ndarray:
    """`recovered_share` per 30-day block of join days, (scenario, month); kept with the run."""
    if run not in _BY_MONTH:
        recovered, members = _monthly(run, together=True)
        _BY_MONTH[run] = _ratio(recovered.sum(axis=2), members.sum(axis=2))
    return _BY_MONTH[run]


def _monthly(run: Run, *, together: bool) -> tuple[np.ndarray, np.ndarray]:
    members, starts = _members(run, None), np.arange(0, run.days, MONTH_DAYS)
    recovered = _recovered(run, members, np.append(starts, run.days), together=together)
    return recovered, np.add.reduceat(members, starts, axis=2).swapaxes(1, 2)


def _members(run: Run, until: int | None) -> np.ndarray:
    """Members who are seen that long, (scenario, segment, join_day)."""
    members = run.groups.members.swapaxes(1, 2).copy()
    if until is not None:
        members[:, :, max(0, run.days - until) :] = 0.0
    return members


def _recovered(
    run: Run, members: np.ndarray, starts: np.ndarray, *, of: str = "received",
    until: int | None = None, together: bool = True,
) -> np.ndarray:
    """Members who have everything back, (scenario, block, segment)."""
    recovered = np.zeros((run.inputs.count, starts.size - 1, members.shape[1]))
    terms, closed = terms_of(run), closed_market(run)
    for i in range(run.inputs.count):
        market = market_of(run, i, until) if of == "received" else closed
        count_recovered(
            terms=of_scenario(terms, i),
            market=market,
            members=members[i],
            starts=starts,
            until=-1 if until is None else until,
            together=together,
            accuracy=WHOLE if together else PART,
            points=all_points(),
            wishes=room_for_wishes(len(run.scenario.rows("limits"))),
            recovered=recovered[i],
        )
    return recovered


def _ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """A share; where all have everything back, histories that are looked at in points may add up
    to a hair more than all."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0.0, np.minimum(1.0, above / below), np.nan)
