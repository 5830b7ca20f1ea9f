"""Sums over all cohort groups, in one pass: what readings of members are ratios of."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.cohorts.run import Groups
from model.compiled import kernel


class Cells(NamedTuple):
    """What is added up, (scenario, segment, join_day): members, and yuan per member; then with the
    campaign before the segment. See `run.Groups`."""

    members: np.ndarray
    spent: np.ndarray
    received: np.ndarray
    holdings: np.ndarray
    points: np.ndarray
    base: np.ndarray
    exit_day: np.ndarray


class Totals(NamedTuple):
    """Sums over members, each (scenario,): how many, yuan, how many were forced out, and the days
    that these had waited; then (scenario, campaign): points, and cap base of those who hold any."""

    members: np.ndarray
    spent: np.ndarray
    received: np.ndarray
    holdings: np.ndarray
    forced_out: np.ndarray
    waited: np.ndarray
    points: np.ndarray
    base: np.ndarray


def totals(groups: Groups) -> Totals:
    """The sums of every scenario of a run."""
    cells = Cells(*(
        np.ascontiguousarray(getattr(groups, name).swapaxes(-1, -2)) for name in Cells._fields
    ))
    campaigns = cells.points.shape[:2]
    found = Totals(*np.zeros((6, campaigns[0])), *np.zeros((2, *campaigns)))
    add_people(cells, found)
    add_points(cells, found)
    return found


@kernel
def add_people(cells: Cells, totals: Totals) -> None:
    """Add up everything but points; who was forced out by several campaigns left at the first."""
    count, segments, days = cells.members.shape
    for i in range(count):
        people, spent, received, holdings, out, waited = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        for j in range(segments):
            for k in range(days):
                members = cells.members[i, j, k]
                people += members
                spent += members * cells.spent[i, j, k]
                received += members * cells.received[i, j, k]
                holdings += members * cells.holdings[i, j, k]
                first = days
                for c in range(cells.exit_day.shape[1]):
                    if 0 <= cells.exit_day[i, c, j, k] < first:
                        first = cells.exit_day[i, c, j, k]
                if first < days:
                    out += members
                    waited += members * (first - k)
        totals.members[i], totals.spent[i], totals.received[i] = people, spent, received
        totals.holdings[i], totals.forced_out[i], totals.waited[i] = holdings, out, waited


@kernel
def add_points(cells: Cells, totals: Totals) -> None:
    """Add up points, and the cap base of those who hold any."""
    count, campaigns, segments, days = cells.points.shape
    for i in range(count):
        for c in range(campaigns):
            points, base = 0.0, 0.0
            for j in range(segments):
                for k in range(days):
                    members, held = cells.members[i, j, k], cells.points[i, c, j, k]
                    points += members * held
                    base += members * cells.base[i, c, j, k] if held > 0.0 else 0.0
            totals.points[i, c], totals.base[i, c] = points, base
