"""Members who have everything back, counted to the accuracy that a share needs.

Who never reorders is counted exactly, day by day. Join days and order histories of the others are
looked at point by point, and at twice as many as long as the mean is not sure enough.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from model.compiled import bare, kernel
from model.people.chances import (
    FINE,
    Room,
    chance_of_history,
    chance_of_one_order,
    may_recover,
)
from model.people.limited import (
    Wishes,
    chance_of_limited,
    chance_of_one_limited,
)
from model.people.market import Market
from model.people.points import Points
from model.people.terms import Place, Terms

PARTS = 8
"""A cell's points are so many lattices; how far their means lie apart tells how sure all are."""


class Accuracy(NamedTuple):
    """Points that are looked at in any case; then as many as it takes until the standard error is
    at most this part of who recovered and that part of all."""

    points: int
    relative: float
    absolute: float


class Cells(NamedTuple):
    """Join days and histories of a block of join days, by segment.

    `sure`: members who never reorder and have everything back; `means` (segment, PARTS) of those
    who reorder and have, from `used` points. `weights` (segment, join_day): members per unit of the
    density with which join days are looked at, `running` (segment, join_day + 1): its sum so far.
    """

    sure: np.ndarray
    means: np.ndarray
    used: np.ndarray
    weights: np.ndarray
    running: np.ndarray


@bare
def place_of(segment: int, joined: int, days: int, until: int) -> Place:
    """A group seen to the end of the run, or `until` days after joining (−1: to the end)."""
    return Place(segment, joined, until if until >= 0 else days - 1 - joined)


@bare
def count_single_orders(
    terms: Terms, market: Market, members: np.ndarray, segment: int, span: tuple[int, int],
    until: int, cells: Cells,
) -> None:
    """Members who never reorder and have everything back, of those who joined on the days `span`.

    `weights` hold that chance day by day, −1 where nobody can have everything back.
    """
    chances, total = cells.weights[segment], 0.0
    for joined in range(span[0], span[1]):
        chances[joined] = -1.0
        place = place_of(segment, joined, members.shape[1], until)
        if members[segment, joined] > 0.0 and may_recover(terms, market, place):
            if terms.limited.on.size:
                chances[joined] = chance_of_one_limited(terms, market, place)
            else:
                chances[joined] = chance_of_one_order(terms, market, place)
            never = members[segment, joined] * terms.once[segment, place.seen]
            total += never * chances[joined]
    cells.sure[segment] = total


@bare
def spread_density(
    members: np.ndarray, segment: int, span: tuple[int, int], cells: Cells
) -> None:
    """Look at join days by their members, and as often by those of them who would have everything
    back if they did not reorder: where a market pays early joiners alone, few days matter."""
    weights, running = cells.weights[segment], cells.running[segment]
    count, likely = 0.0, 0.0
    for joined in range(span[0], span[1]):
        if weights[joined] >= 0.0:
            count += members[segment, joined]
            likely += members[segment, joined] * weights[joined]
    running[span[0]] = 0.0
    for joined in range(span[0], span[1]):
        density = 0.0
        if weights[joined] >= 0.0:
            again = weights[joined] / likely if likely > 0.0 else 1.0 / count
            weights[joined] = 2.0 / (1.0 / count + again)
            density = members[segment, joined] / weights[joined]
        running[joined + 1] = running[joined] + density


@bare
def join_day(running: np.ndarray, span: tuple[int, int], uniform: float) -> int:
    """The day in which this part of the density is reached."""
    low, high = span
    while high - low > 1:
        middle = (low + high) // 2
        if running[middle] <= uniform * running[span[1]]:
            low = middle
        else:
            high = middle
    return low


@bare
def look_further(
    terms: Terms, market: Market, segment: int, span: tuple[int, int], until: int, points: Points,
    room: Room, wishes: Wishes, fewest: int, cells: Cells,
) -> None:
    """Look at the first points of a cell, or at as many again as it has seen."""
    used = cells.used[segment]
    fresh = used if used else fewest
    means, size = cells.means[segment], fresh // PARTS
    if used:
        for part in range(PARTS // 2):
            means[part] = 0.5 * (means[2 * part] + means[2 * part + 1])
        size *= 2
    buys = math.exp(-1.0 / terms.buying_life[segment])
    running, days = cells.running[segment], market.active.size
    for part in range(PARTS // 2 if used else 0, PARTS):
        total = 0.0
        for p in range(part * size, (part + 1) * size):
            joined = join_day(running, span, points.joined[p])
            place = place_of(segment, joined, days, until)
            if place.seen > 0:
                if terms.limited.on.size:
                    chance = chance_of_limited(terms, market, place, points, p, wishes)
                else:
                    chance = chance_of_history(terms, market, place, points, p, room)
                total += cells.weights[segment, joined] * chance
        means[part] = total * buys / size
    cells.used[segment] = used + fresh


@bare
def error_of(means: np.ndarray) -> float:
    """Standard error of the mean of the parts, were they independent (they do better)."""
    mean, squares = 0.0, 0.0
    for part in range(PARTS):
        mean += means[part] / PARTS
    for part in range(PARTS):
        squares += (means[part] - mean) ** 2
    return math.sqrt(squares / (PARTS * (PARTS - 1)))


@bare
def least_sure(
    members: float, unit: tuple[int, int], accuracy: Accuracy, most: int, cells: Cells
) -> int:
    """The segment of a unit (from, to) that needs more points; −1 if the unit is sure enough."""
    recovered, variance, worst, segment = 0.0, 0.0, 0.0, -1
    for j in range(unit[0], unit[1]):
        recovered += cells.sure[j]
        if cells.used[j]:
            error = error_of(cells.means[j])
            variance += error * error
            recovered += cells.means[j].mean()
            if error > worst and cells.used[j] < most:
                worst, segment = error, j
    allowed = accuracy.relative * recovered + accuracy.absolute * members
    return segment if variance > allowed * allowed else -1


@bare
def count_unit(
    terms: Terms, market: Market, members: np.ndarray, unit: tuple[int, int],
    span: tuple[int, int], until: int, accuracy: Accuracy, points: Points, room: Room,
    wishes: Wishes, cells: Cells,
) -> None:
    """Look at the segments of a unit (from, to) until their sum is sure enough."""
    people = 0.0
    for segment in range(unit[0], unit[1]):
        people += members[segment, span[0] : span[1]].sum()
        cells.used[segment], cells.means[segment] = 0, 0.0
        count_single_orders(terms, market, members, segment, span, until, cells)
        spread_density(members, segment, span, cells)
        if cells.running[segment, span[1]] > 0.0 and terms.order_rate[segment] > 0.0:
            look_further(
                terms, market, segment, span, until, points, room, wishes, accuracy.points, cells
            )
    while True:
        segment = least_sure(people, unit, accuracy, points.joined.size, cells)
        if segment < 0:
            break
        look_further(
            terms, market, segment, span, until, points, room, wishes, accuracy.points, cells
        )


@kernel
def count_recovered(
    terms: Terms, market: Market, members: np.ndarray, starts: np.ndarray, until: int,
    together: bool, accuracy: Accuracy, points: Points, wishes: Wishes, recovered: np.ndarray,
) -> None:
    """Members who have everything back, (block, segment).

    members (segment, join_day): none where too young to be seen `until` days after joining (−1: to
    the end of the run); starts (block + 1): first join days of the blocks, and their end; together:
    the sum over segments is to be accurate, not each of them.
    """
    rows, days = members.shape
    room = Room(np.empty(FINE, dtype=np.int64), np.empty(FINE))
    cells = Cells(
        np.zeros(rows), np.zeros((rows, PARTS)), np.zeros(rows, dtype=np.int64),
        np.zeros((rows, days)), np.zeros((rows, days + 1)),
    )
    for block in range(starts.size - 1):
        span = (starts[block], starts[block + 1])
        for first in range(0, rows, rows if together else 1):
            unit = (first, rows if together else first + 1)
            count_unit(
                terms, market, members, unit, span, until, accuracy, points, room, wishes, cells
            )
        for segment in range(rows):
            recovered[block, segment] = cells.sure[segment] + cells.means[segment].mean()
