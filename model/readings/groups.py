"""Readings of groups of members: by segment, by month of joining, by both (model.md section 6)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from model import people
from model.cohorts.run import MONTH_DAYS, Run
from model.readings.reading import Reading, ratio

OF_GROUPS: dict[str, Reading] = {each.name: each for each in (
    Reading(name="members", label="Members", help="", style="number"),
    Reading(name="spent", label="Spent", style="money",
            help="All orders paid by these members, and what they put into modes."),
    Reading(name="received", label="Got back in cash", style="money",
            help="Sales of points, released ad points and payments of modes together."),
    Reading(name="redeemed", label="From sales of points", help="", style="money"),
    Reading(name="released", label="From released ad points", help="", style="money"),
    Reading(name="holdings", label="Points held, less the sell fee",
            help="At the closing price of the last day.", style="money"),
    Reading(name="recovered_multiple", label="Cash per yuan spent", help="", style="multiple"),
    Reading(name="recovered_multiple_with_holdings", label="With points held", help="",
            style="multiple"),
    Reading(name="recovered_share", label="Break even",
            help="Members who got back what they spent, of these members.", style="percent"),
    Reading(name="exit_share", label="Forced out at the cap", help="", style="percent"),
)}
"""Of groups of members, by name, in the order of columns; yuan are totals of the group."""


def first_exit_day(run: Run) -> np.ndarray:
    """Day of each group's first forced exit, NaN = never (scenario, join_day, segment)."""
    days = run.groups.exit_day
    first = np.where(days < 0, np.iinfo(np.int32).max, days).min(axis=1)
    return np.where(first < np.iinfo(np.int32).max, first, np.nan)


def by_segment(run: Run) -> dict[str, np.ndarray]:
    """Member readings per segment, name → (scenario, segment)."""
    return _member_readings(run, lambda array: array.sum(axis=1), people.by_segment(run))


def by_join_month(run: Run) -> dict[str, np.ndarray]:
    """Member readings per 30-day block of join days, name → (scenario, month); totals in yuan."""
    starts = np.arange(0, run.days, MONTH_DAYS)
    return _member_readings(
        run, lambda array: np.add.reduceat(array.sum(axis=2), starts, axis=1),
        people.by_join_month(run),
    )


def by_join_month_and_segment(run: Run) -> dict[str, np.ndarray]:
    """Member readings per 30-day block of join days and segment, name → (scenario, month, segment).
    """
    starts = np.arange(0, run.days, MONTH_DAYS)
    return _member_readings(
        run, lambda array: np.add.reduceat(array, starts, axis=1),
        people.by_join_month_and_segment(run),
    )


def _member_readings(
    run: Run, add: Callable[[np.ndarray], np.ndarray], recovered_share: np.ndarray
) -> dict[str, np.ndarray]:
    """Readings of the members that `add` puts together from (scenario, join_day, segment); yuan of
    second accounts by the day on which they were opened."""
    groups = run.groups
    accounts = [groups] if run.second is None else [groups, run.second]
    members = add(groups.members)
    amounts = {
        name: add(sum(each.members * getattr(each, name) for each in accounts))
        for name in ("spent", "received", "redeemed", "released", "holdings")
    }
    out = ~np.isnan(first_exit_day(run))
    return {
        "members": members,
        **amounts,
        "recovered_multiple": ratio(amounts["received"], amounts["spent"]),
        "recovered_multiple_with_holdings": ratio(
            amounts["received"] + amounts["holdings"], amounts["spent"]
        ),
        "recovered_share": recovered_share,
        "exit_share": ratio(add(np.where(out, groups.members, 0.0)), members),
    }
