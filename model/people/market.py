"""What the pools of a run bring to whoever holds their points (model.md sections 5 and 6).

A yuan of gift credited on day t is worth the day's points, sold by everybody in the same parts on
the same days until its holder's group is forced out: one backward sum per campaign.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from model.bounds import TIE
from model.cohorts.run import Run
from model.compiled import bare, kernel


class Market(NamedTuple):
    """One scenario's pools. `active` (day): campaign that mints, −1 for none; `points` (day): its
    points per yuan of gift; `best` (day + 1): most yuan that a yuan of gift can bring from then on.

    Of first and of later orders (2, day): `outside`, the part that does not go through modes, and
    `modes` (2, day, close), yuan that a yuan of them brings from modes by a day's close, or by the
    end, less what is put into modes beside it; both without any day where there are no modes.
    `best_of_modes` (day + 1): the most that it can be from then on.

    By campaign: `paid` (day), yuan per point sold; `worth` (day + 1), yuan that a point held before
    the day's sales brings by the end to who is never forced out; `kept` (day + 1), ln of the part
    of points kept since the last day on which all were sold, and `emptied`, how many such days
    there were; `lock` (campaign): days from joining on which nothing is sold; `ends` (day + 1): the
    next day on which a round ends, a day beyond the run if none does, and `at_end` (day), yuan per
    point then. `exit_day` (event): forced exits, those of a group from `exits_from` (campaign,
    row, join_day) on, and `exit_paid` (event): yuan per point at most. `rows`: segments, and the
    second accounts of each where there are purchase limits.
    """

    active: np.ndarray
    points: np.ndarray
    best: np.ndarray
    outside: np.ndarray
    modes: np.ndarray
    best_of_modes: np.ndarray
    paid: np.ndarray
    worth: np.ndarray
    kept: np.ndarray
    emptied: np.ndarray
    lock: np.ndarray
    ends: np.ndarray
    at_end: np.ndarray
    exit_day: np.ndarray
    exits_from: np.ndarray
    exit_paid: np.ndarray
    rows: int


MOST_PER_POINT = 1e300
"""Yuan: beyond it no double holds what a point brings."""


def market_of(run: Run, scenario: int, until: int | None = None) -> Market:
    """The pools and modes of one scenario of a run; `until`: whether members are looked at so many
    days after joining, not at the end."""
    series = {name: values[scenario] for name, values in run.campaigns.items()}
    campaigns, days = series["minted"].shape
    minting = series["minting"] > 0.0
    active = np.where(minting.any(axis=0), minting.argmax(axis=0), -1)
    minted, gift = series["minted"].sum(axis=0), _gift(run, scenario)
    points = np.divide(minted, gift, out=np.zeros(days), where=gift > 0.0)
    paid = np.minimum(series["per_point"], MOST_PER_POINT)
    longer = (campaigns, days + 1)
    rows = len(run.segment_ids) * (2 if run.scenario.rows("limits") else 1)
    exit_day, exits_from, exit_paid = _exits(run, scenario, rows)
    market = Market(
        active=active,
        points=points,
        best=np.zeros(days + 1),
        paid=paid,
        worth=np.zeros(longer),
        kept=np.zeros(longer),
        emptied=np.zeros(longer, dtype=np.int64),
        lock=np.ascontiguousarray(run.inputs.campaigns.lock_days[scenario]),
        ends=_ends(series["round_ends"] > 0.0),
        at_end=np.ascontiguousarray(series["paid_at_end"]),
        exit_day=exit_day,
        exits_from=exits_from,
        exit_paid=exit_paid,
        rows=rows,
        **_beside_pools(run, scenario, until),
    )
    fill_worth(series["part_sold"], market)
    return market


def closed_market(run: Run) -> Market:
    """Pools that bring nothing to anybody."""
    shape, none = (0, run.days), np.zeros(0, dtype=np.int64)
    return Market(
        active=np.full(run.days, -1),
        points=np.zeros(run.days),
        best=np.zeros(run.days + 1),
        paid=np.zeros(shape),
        worth=np.zeros(shape),
        kept=np.zeros(shape),
        emptied=np.zeros(shape, dtype=np.int64),
        lock=none,
        ends=np.zeros(shape, dtype=np.int64),
        at_end=np.zeros(shape),
        exit_day=none,
        exits_from=np.zeros(1, dtype=np.int64),
        exit_paid=np.zeros(0),
        rows=0,
        **_no_modes(run.days),
    )


def _no_modes(days: int) -> dict[str, np.ndarray]:
    return {
        "outside": np.zeros((2, 0)), "modes": np.zeros((2, 0, 0)),
        "best_of_modes": np.zeros(days + 1),
    }


def _beside_pools(run: Run, scenario: int, until: int | None) -> dict[str, np.ndarray]:
    """`outside`, `modes` and `best_of_modes` of one scenario."""
    if not run.modes.ids:
        return _no_modes(run.days)
    per_yuan = run.modes.per_yuan
    gets = per_yuan.gets[scenario][:, :, None] if until is None else run.modes.gets_by_day(scenario)
    brings = gets - TIE * per_yuan.puts[scenario][:, :, None]
    highest = np.maximum(0.0, brings.max(axis=(0, 2)))[::-1]
    best = np.append(np.maximum.accumulate(highest)[::-1], 0.0)
    return {"outside": run.modes.outside[scenario], "modes": brings, "best_of_modes": best}


def _gift(run: Run, scenario: int) -> np.ndarray:
    """Gift value of the day's orders that earn points, unboosted, outside modes, yuan (day,)."""
    first, repeat = (
        np.broadcast_to(run.inputs.baskets[role].gift, run.inputs.count)[scenario]
        for role in ("enrolment", "repurchase")
    )
    sales = run.daily["first_orders"][scenario], run.daily["reorders"][scenario]
    if run.demand.controlled is not None:
        earning = run.demand.controlled
        sales = earning.earning_first[scenario], earning.earning_repeat[scenario]
    if run.modes.ids:
        sales = tuple(run.modes.outside[scenario] * sales)
    return np.asarray(first * sales[0] + repeat * sales[1])


def _ends(ends: np.ndarray) -> np.ndarray:
    """From whether a round ends on each day to the next such day, (campaign, day + 1)."""
    days = ends.shape[1]
    found = np.full((ends.shape[0], days + 1), days, dtype=np.int64)
    for day in range(days - 1, -1, -1) if ends.any() else ():
        found[:, day] = np.where(ends[:, day], day, found[:, day + 1])
    return found


def _exits(run: Run, scenario: int, rows: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Days of forced exits by group, where each group's begin, and what each pays a point at most.
    """
    groups = (len(run.campaign_ids), rows, run.days)
    exits, most = run.exits[scenario], run.exit_paid[scenario]
    if rows > len(run.segment_ids):
        exits, most = _with_second(run, scenario, exits, most)
    exit_day, exit_paid = np.empty(len(exits), dtype=np.int64), np.empty(len(exits))
    begin = np.zeros(math.prod(groups) + 1, dtype=np.int64)
    sort_exits(exits, most, groups, exit_day, begin, exit_paid=exit_paid)
    return exit_day, begin, exit_paid


def _with_second(
    run: Run, scenario: int, exits: np.ndarray, most: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Exits beside those of second accounts. People open some on days on which the groups, who buy
    on average, open none: these leave with who joined that day."""
    found, paid = [exits], [most]
    alone = np.ones(len(exits), dtype=bool)
    if run.second is not None:
        found.append(run.second_exits[scenario])
        paid.append(run.second_exit_paid[scenario])
        alone = run.second.members[scenario][exits[:, 2], exits[:, 1]] <= 0.0
    found.append(exits[alone] + np.array([0, len(run.segment_ids), 0, 0], dtype=exits.dtype))
    return np.concatenate(found), np.concatenate([*paid, most[alone]])


@kernel
def sort_exits(
    exits: np.ndarray, most: np.ndarray, groups: tuple[int, int, int], exit_day: np.ndarray,
    begin: np.ndarray, exit_paid: np.ndarray,
) -> None:
    """Events (campaign, segment, join day, day) in the order of days, put together by group."""
    for e in range(exits.shape[0]):
        begin[(exits[e, 0] * groups[1] + exits[e, 1]) * groups[2] + exits[e, 2] + 1] += 1
    for group in range(1, begin.size):
        begin[group] += begin[group - 1]
    free = begin.copy()
    for e in range(exits.shape[0]):
        group = (exits[e, 0] * groups[1] + exits[e, 1]) * groups[2] + exits[e, 2]
        exit_day[free[group]], exit_paid[free[group]] = exits[e, 3], most[e]
        free[group] += 1


@kernel
def fill_worth(part_sold: np.ndarray, market: Market) -> None:
    """The sums that look forward and back; `part_sold` (campaign, day) of who is not forced out."""
    campaigns, days = part_sold.shape
    highest = np.zeros(campaigns)
    for c in range(campaigns):
        for day in range(days):
            part = part_sold[c, day]
            empties = part >= 1.0 or market.ends[c, day] == day
            more = 0.0 if empties else math.log1p(-part)
            market.kept[c, day + 1] = market.kept[c, day] + more
            market.emptied[c, day + 1] = market.emptied[c, day] + int(empties)
    for day in range(days - 1, -1, -1):
        for c in range(campaigns):
            part, paid = part_sold[c, day], market.paid[c, day]
            later = market.worth[c, day + 1]
            if market.ends[c, day] == day:
                later = market.at_end[c, day]
                highest[c] = max(highest[c], later)
            market.worth[c, day] = part * paid + (1.0 - part) * later
            highest[c] = max(highest[c], paid)
        c = market.active[day]
        brings = market.points[day] * highest[c] if c >= 0 else 0.0
        market.best[day] = max(market.best[day + 1], brings)


@bare
def next_exit(market: Market, group: int, day: int) -> int:
    """The event of a group that is next forced out, from `day` on; −1 if never again."""
    low, high = market.exits_from[group], market.exits_from[group + 1]
    end = high
    while low < high:
        middle = (low + high) // 2
        if market.exit_day[middle] < day:
            low = middle + 1
        else:
            high = middle
    return low if low < end else -1


@bare
def brought_by_modes(market: Market, which: int, day: int, stop: int) -> float:
    """Yuan that a yuan of a first (0) or a later order (1) of `day` brings from modes before the
    day `stop`, less what is put into modes beside it."""
    if market.modes.shape[1] == 0:
        return 0.0
    return float(market.modes[which, day, min(stop, market.modes.shape[2]) - 1])


@bare
def brought(market: Market, row: int, joined: int, day: int, stop: int) -> float:
    """Yuan that a yuan of gift credited to a group on `day` brings before the day `stop`."""
    if market.best[day] <= 0.0 or market.active[day] < 0:
        return 0.0
    c, days = market.active[day], market.active.size
    event = next_exit(market, (c * market.rows + row) * days + joined, day)
    ordered, at_exit = day, 0.0
    if event >= 0 and market.exit_day[event] < stop:
        stop = market.exit_day[event]
        at_exit = min(market.paid[c, stop], market.exit_paid[event])
    if day < joined + market.lock[c]:
        ends, day = market.ends[c, day], joined + market.lock[c]
        if ends < min(day, stop):
            return float(market.at_end[c, ends] * market.points[ordered])
        if day >= stop:
            return float(at_exit * market.points[ordered])
    worth = market.worth[c, day]
    if market.emptied[c, stop] == market.emptied[c, day]:
        part_left = math.exp(market.kept[c, stop] - market.kept[c, day])
        worth += part_left * (at_exit - market.worth[c, stop])
    return float(max(0.0, worth) * market.points[ordered])
