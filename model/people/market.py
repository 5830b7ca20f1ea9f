"""What the pools of a run bring to whoever holds their points (model.md sections 5 and 6).

A yuan of gift credited on day t is worth the day's points, sold by everybody in the same parts on
the same days until its holder's group is forced out: one backward sum per campaign.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from model.compiled import bare, kernel
from model.run import Run


class Market(NamedTuple):
    """One scenario's pools. `active` (day): campaign that mints, −1 for none; `points` (day): its
    points per yuan of gift; `best` (day + 1): most yuan that a yuan of gift can bring from then on.

    By campaign: `paid` (day), yuan per point sold; `worth` (day + 1), yuan that a point held before
    the day's sales brings by the end to who is never forced out; `kept` (day + 1), ln of the part
    of points kept since the last day on which all were sold, and `emptied`, how many such days
    there were. `exit_day` (event): forced exits, those of a group from `exits_from`
    (campaign, segment, join_day) on.
    """

    active: np.ndarray
    points: np.ndarray
    best: np.ndarray
    paid: np.ndarray
    worth: np.ndarray
    kept: np.ndarray
    emptied: np.ndarray
    exit_day: np.ndarray
    exits_from: np.ndarray


MOST_PER_POINT = 1e300
"""Yuan: beyond it no double holds what a point brings."""


def market_of(run: Run, scenario: int) -> Market:
    """The pools of one scenario of a run."""
    series = {name: values[scenario] for name, values in run.campaigns.items()}
    campaigns, days = series["minted"].shape
    minting = series["minting"] > 0.0
    active = np.where(minting.any(axis=0), minting.argmax(axis=0), -1)
    minted, gift = series["minted"].sum(axis=0), _gift(run, scenario)
    points = np.divide(minted, gift, out=np.zeros(days), where=gift > 0.0)
    burned = series["points_burned"]
    with np.errstate(over="ignore"):  # of points that hardly exist any more
        paid = np.divide(series["redeemed"], burned, out=np.zeros_like(burned), where=burned > 0.0)
    paid = np.minimum(paid, MOST_PER_POINT)
    longer = (campaigns, days + 1)
    market = Market(
        active, points, np.zeros(days + 1), paid, np.zeros(longer), np.zeros(longer),
        np.zeros(longer, dtype=np.int64), *_exits(run, scenario),
    )
    fill_worth(series["part_sold"], market)
    return market


def closed_market(run: Run) -> Market:
    """Pools that bring nothing to anybody."""
    shape, none = (0, run.days), np.zeros(0, dtype=np.int64)
    return Market(
        np.full(run.days, -1), np.zeros(run.days), np.zeros(run.days + 1), np.zeros(shape),
        np.zeros(shape), np.zeros(shape), np.zeros(shape, dtype=np.int64), none,
        np.zeros(1, dtype=np.int64),
    )


def _gift(run: Run, scenario: int) -> np.ndarray:
    """Gift value of the day's orders, unboosted, yuan (day,)."""
    first, repeat = (
        np.broadcast_to(run.inputs.baskets[role].gift, run.inputs.count)[scenario]
        for role in ("enrolment", "repurchase")
    )
    sales = run.daily["first_orders"][scenario], run.daily["reorders"][scenario]
    return np.asarray(first * sales[0] + repeat * sales[1])


def _exits(run: Run, scenario: int) -> tuple[np.ndarray, np.ndarray]:
    """Days of forced exits by group, and where each group's begin."""
    groups = (len(run.campaign_ids), len(run.segment_ids), run.days)
    exits = run.exits[scenario]
    exit_day = np.empty(len(exits), dtype=np.int64)
    begin = np.zeros(math.prod(groups) + 1, dtype=np.int64)
    sort_exits(exits, groups, exit_day, begin)
    return exit_day, begin


@kernel
def sort_exits(
    exits: np.ndarray, groups: tuple[int, int, int], exit_day: np.ndarray, begin: np.ndarray
) -> None:
    """Events (campaign, segment, join day, day) in the order of days, put together by group."""
    for e in range(exits.shape[0]):
        begin[(exits[e, 0] * groups[1] + exits[e, 1]) * groups[2] + exits[e, 2] + 1] += 1
    for group in range(1, begin.size):
        begin[group] += begin[group - 1]
    free = begin.copy()
    for e in range(exits.shape[0]):
        group = (exits[e, 0] * groups[1] + exits[e, 1]) * groups[2] + exits[e, 2]
        exit_day[free[group]] = exits[e, 3]
        free[group] += 1


@kernel
def fill_worth(part_sold: np.ndarray, market: Market) -> None:
    """The sums that look forward and back; `part_sold` (campaign, day) of who is not forced out."""
    campaigns, days = part_sold.shape
    highest = np.zeros(campaigns)
    for c in range(campaigns):
        for day in range(days):
            part = part_sold[c, day]
            empties = part >= 1.0
            more = 0.0 if empties else math.log1p(-part)
            market.kept[c, day + 1] = market.kept[c, day] + more
            market.emptied[c, day + 1] = market.emptied[c, day] + int(empties)
    for day in range(days - 1, -1, -1):
        for c in range(campaigns):
            part, paid = part_sold[c, day], market.paid[c, day]
            market.worth[c, day] = part * paid + (1.0 - part) * market.worth[c, day + 1]
            highest[c] = max(highest[c], paid)
        c = market.active[day]
        brings = market.points[day] * highest[c] if c >= 0 else 0.0
        market.best[day] = max(market.best[day + 1], brings)


@bare
def next_exit(market: Market, group: int, day: int) -> int:
    """Day on which a group is next forced out, from `day` on; −1 if never again."""
    low, high = market.exits_from[group], market.exits_from[group + 1]
    end = high
    while low < high:
        middle = (low + high) // 2
        if market.exit_day[middle] < day:
            low = middle + 1
        else:
            high = middle
    return market.exit_day[low] if low < end else -1


@bare
def brought(market: Market, segment: int, segments: int, joined: int, day: int, stop: int) -> float:
    """Yuan that a yuan of gift credited to a group on `day` brings before the day `stop`."""
    if market.best[day] <= 0.0 or market.active[day] < 0:
        return 0.0
    c, days = market.active[day], market.active.size
    out = next_exit(market, (c * segments + segment) * days + joined, day)
    at_exit = 0.0
    if 0 <= out < stop:
        stop, at_exit = out, market.paid[c, out]
    worth = market.worth[c, day]
    if market.emptied[c, stop] == market.emptied[c, day]:
        part_left = math.exp(market.kept[c, stop] - market.kept[c, day])
        worth += part_left * (at_exit - market.worth[c, stop])
    return float(max(0.0, worth) * market.points[day])
