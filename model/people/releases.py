"""What an ad point brings its own holder by when: by the age of its grant, or, under gates, cuts,
waits and a payout limit, by the calendar (controls.md section 2).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.compiled import bare, kernel
from model.laws.calendar import LAPSED, QUEUED
from model.laws.demand import FULLY_RELEASED

ANEW = 1e-6
"""Once no more of a grant is kept, sums that follow it would lose their digits: it counts anew."""

NOTHING = 1e-9
"""Of arrears less than this part is nothing: a share of people is known to a fiftieth."""

LAG, EXPIRY, BY_GRANT = range(3)


class Calendar(NamedTuple):
    """Numbers of a scenario, days being those of the run; with a leading axis (scenario, …), of
    several; without any days where releases follow the age of a grant alone.

    By segment (segment, day + 1): `kept`, part of a grant kept from a day on which counting began
    anew to this one, or, each grant by itself, all shares so far; `anew`, the next day on which
    counting begins anew, and `carried`, what was kept when it did; `brings` and `later`: sums so
    far of what leaves a ledger, times `pays` (2, day): what a point due on a day is paid in the
    long run, and the part of that which is still open at a day's close where `unpaid` (day + 1) of
    all arrears since the day `since` (day + 1) is. `rule`: LAG, EXPIRY in days, BY_GRANT.
    """

    kept: np.ndarray
    brings: np.ndarray
    later: np.ndarray
    anew: np.ndarray
    carried: np.ndarray
    pays: np.ndarray
    unpaid: np.ndarray
    since: np.ndarray
    rule: np.ndarray


def no_calendar(count: int, segments: int) -> Calendar:
    """Of scenarios whose releases follow the age of a grant alone."""
    none, whole = np.zeros((count, segments, 0)), np.zeros((count, 0), dtype=np.int64)
    return Calendar(
        kept=none, brings=none, later=none, anew=none.astype(np.int64), carried=none,
        pays=np.zeros((count, 2, 0)), unpaid=np.zeros((count, 0)), since=whole,
        rule=np.zeros((count, 3), dtype=np.int64),
    )


def empty_calendar(count: int, segments: int, days: int) -> Calendar:
    """Room for one."""
    shape, longer = (count, segments, days + 1), (count, days + 1)
    return Calendar(
        kept=np.ones(shape), brings=np.zeros(shape), later=np.zeros(shape),
        anew=np.full(shape, days + 1, dtype=np.int64), carried=np.ones(shape),
        pays=np.zeros((count, 2, days)),
        unpaid=np.ones(longer), since=np.zeros(longer, dtype=np.int64),
        rule=np.zeros((count, 3), dtype=np.int64),
    )


@kernel
def fill_calendar(
    share: np.ndarray, factor: np.ndarray, gate: np.ndarray, part: np.ndarray, lapses: bool,
    calendar: Calendar,
) -> None:
    """share (scenario, segment): part of a ledger that leaves on a usual day; factor, gate and part
    (scenario, day): as in `laws.controlled`."""
    for i in range(share.shape[0]):
        fill_pays(
            gate[i], part[i], lapses, calendar.pays[i], calendar.unpaid[i], calendar.since[i]
        )
        for j in range(share.shape[1]):
            fill_sums(
                share[i, j], factor[i], calendar.pays[i], calendar.rule[i, BY_GRANT] == 1,
                calendar.kept[i, j], calendar.brings[i, j], calendar.later[i, j],
                calendar.anew[i, j], calendar.carried[i, j], calendar.since[i],
            )


@bare
def fill_pays(
    gate: np.ndarray, part: np.ndarray, lapses: bool, pays: np.ndarray, unpaid: np.ndarray,
    since: np.ndarray,
) -> None:
    """What a point due on each day is paid in the long run, and how much of that is yet to come."""
    for day in range(gate.size):
        if unpaid[day] * (1.0 - part[day]) < NOTHING:
            unpaid[day + 1], since[day + 1] = 1.0, day + 1
        else:
            unpaid[day + 1], since[day + 1] = unpaid[day] * (1.0 - part[day]), since[day]
    coming = 0.0
    for day in range(gate.size - 1, -1, -1):
        if gate[day] < QUEUED:
            coming = part[day]
        if gate[day] == LAPSED:
            pays[0, day], pays[1, day] = 0.0, 0.0
        elif lapses:
            pays[0, day], pays[1, day] = coming, 0.0
        else:
            pays[0, day], pays[1, day] = 1.0, 1.0 / unpaid[day]


@bare
def fill_sums(
    share: float, factor: np.ndarray, pays: np.ndarray, by_grant: bool, kept: np.ndarray,
    brings: np.ndarray, later: np.ndarray, anew: np.ndarray, carried: np.ndarray,
    since: np.ndarray,
) -> None:
    """The sums of one segment."""
    if by_grant:
        kept[0] = 0.0
    for day in range(factor.size):
        leaves = share * factor[day]
        now = leaves if by_grant else leaves * kept[day]
        brings[day + 1] = brings[day] + now * pays[0, day]
        later[day + 1] = later[day] + now * pays[1, day]
        if since[day + 1] == day + 1:
            later[day + 1] = 0.0
        if by_grant:
            kept[day + 1] = kept[day] + leaves
        else:
            rest = kept[day] * (1.0 - leaves)
            kept[day + 1], carried[day + 1] = rest if rest >= ANEW else 1.0, rest
            anew[day] = day + 1 if rest < ANEW else -1
    following = factor.size + 1
    for day in range(factor.size, -1, -1):
        if not by_grant and day < factor.size and anew[day] >= 0:
            following = anew[day]
        anew[day] = following


@bare
def part_brought(
    calendar: Calendar, segment: int, made: int, until: int, seen: int
) -> float:
    """Part of a grant of the day `made` that has left the ledger of one who watches through the day
    `until` and is paid by the close of the day `seen`."""
    start = made + calendar.rule[LAG]
    stop = until + 1
    if calendar.rule[BY_GRANT] == 1:
        stop = min(stop, made + calendar.rule[EXPIRY] + 1)
    if start >= stop:
        return 0.0
    kept = calendar.kept[segment]
    if calendar.rule[BY_GRANT] == 0:
        return float(of_balance(calendar, segment, start, stop, seen))
    if kept[stop] - kept[start] < FULLY_RELEASED:
        return float(summed(calendar, segment, start, stop, seen))
    low, high = start, stop
    while high - low > 1:
        middle = (low + high) // 2
        if kept[middle] - kept[start] < FULLY_RELEASED:
            low = middle
        else:
            high = middle
    last = calendar.pays[0, low]
    if low >= calendar.since[seen + 1]:
        last -= calendar.pays[1, low] * calendar.unpaid[seen + 1]
    rest = 1.0 - (kept[low] - kept[start])
    return float(summed(calendar, segment, start, low, seen) + rest * last)


@kernel
def fill_paid(calendar: Calendar, segment: int, paid: np.ndarray) -> None:
    """Part of a grant of the first day paid by each day (day,) to who watches on."""
    for day in range(paid.size):
        paid[day] = part_brought(calendar, segment, 0, day, day)


@kernel
def fill_until(calendar: Calendar, segment: int, paid: np.ndarray) -> None:
    """Part of a grant of the first day paid by the last of some days (day,) to who watches through
    each of them."""
    for day in range(paid.size):
        paid[day] = part_brought(calendar, segment, 0, day, paid.size - 1)


@kernel
def needed_until(calendar: Calendar, segment: int, part: float, needed: np.ndarray) -> None:
    """How many days after each day (day,) who watches has that part of a grant of the day by the
    end of the run; infinite where nobody has."""
    last = needed.size - 1
    for made in range(needed.size):
        if part_brought(calendar, segment, made, last, last) < part:
            needed[made] = np.inf
            continue
        low, high = made, last
        while high - low > 1:
            middle = (low + high) // 2
            if part_brought(calendar, segment, made, middle, last) < part:
                low = middle
            else:
                high = middle
        needed[made] = high - made


@bare
def of_balance(calendar: Calendar, segment: int, start: int, stop: int, seen: int) -> float:
    """Of a part of the balance that releases from the day `start` on."""
    weight, total = 1.0 / calendar.kept[segment, start], 0.0
    while start < stop and weight > NOTHING:
        end = min(stop, calendar.anew[segment, start])
        total += weight * summed(calendar, segment, start, end, seen)
        weight *= calendar.carried[segment, end]
        start = end
    return total


@bare
def summed(calendar: Calendar, segment: int, start: int, stop: int, seen: int) -> float:
    """What leaves from the day `start` on and before the day `stop`, as far as it is paid."""
    brings, later = calendar.brings[segment], calendar.later[segment]
    since = min(stop, max(start, calendar.since[seen + 1]))
    still_open = calendar.unpaid[seen + 1] * (later[stop] - later[since])
    return float(brings[stop] - brings[start] - still_open)
