"""Points and cap bases of every cohort group, credited late but exactly.

A campaign's day credits every group that ever joined: 1.8 million updates for three years. But what
repeat orders bring to all groups that joined up to day f differs only by the factor
2^(−1/half-life) a day, so their credit is kept as one pending sum a segment and paid out when
someone needs to look: every BLOCK days, or when a bound on points ÷ base says that a forced exit is
possible. Sums of positive terms only, so nothing is lost to cancellation.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.compiled import bare, inlined
from model.redemption import reaches_cap

BLOCK = 24
"""Days for which credit may be pending (measured: 16–48 are alike)."""

SLACK = 1.0 + 1e-9
"""The bound is a maximum of quotients, the holdings are sums: room for their rounding."""


class Holdings(NamedTuple):
    """State per member of a group: points and cap base (campaign, segment, join_day).

    redeemed in yuan per member (segment, join_day); exit_day −1 = never; the next four
    (campaign, segment): groups that joined up to `paid_to` wait for the pending credit, `bound` is
    at least the largest points ÷ base; `leaving` (segment, join_day) marks who is forced out today;
    `exits` (event; campaign, segment, join day, day) as far as there is room, `exit_count` of all.
    """

    points: np.ndarray
    base: np.ndarray
    redeemed: np.ndarray
    exit_day: np.ndarray
    paid_to: np.ndarray
    pending_points: np.ndarray
    pending_base: np.ndarray
    bound: np.ndarray
    leaving: np.ndarray
    exits: np.ndarray
    exit_count: np.ndarray


class Members(NamedTuple):
    """Who holds: group sizes (segment, join_day), spending profiles (segment, tenure) and the same
    with tenure running backward, decay 2^(−d/half-life) for d < BLOCK days, who reorders."""

    people: np.ndarray
    spend: np.ndarray
    backward: np.ndarray
    decay: np.ndarray
    reorders: np.ndarray


@inlined
def credit(
    held: Holdings, members: Members, campaign: int, day: int, first: tuple[float, float],
    repeat: tuple[float, float],
) -> None:
    """Add the day's points and cap base; `first` and `repeat` are (points, base) per yuan spent."""
    for segment in range(members.people.shape[0]):
        spent = members.spend[segment, 0]
        held.points[campaign, segment, day] += spent * first[0]
        held.base[campaign, segment, day] += spent * first[1]
        raise_bound(held, campaign, segment, first)
        if members.reorders[segment]:
            if day - held.paid_to[campaign, segment] > BLOCK:
                pay_out(held, members, campaign, segment, day - 1)
            raise_bound(held, campaign, segment, repeat)
            credit_repeats(held, members, campaign, segment, day, repeat)


@inlined
def raise_bound(
    held: Holdings, campaign: int, segment: int, per_yuan: tuple[float, float]
) -> None:
    """No holding's points ÷ base exceeds the largest ratio at which anything was credited to it."""
    if per_yuan[0] > 0.0:
        ratio = per_yuan[0] / per_yuan[1]
        held.bound[campaign, segment] = max(held.bound[campaign, segment], ratio)


@inlined
def credit_repeats(
    held: Holdings, members: Members, campaign: int, segment: int, day: int,
    per_yuan: tuple[float, float],
) -> None:
    """Repeat orders of the day: pending for groups up to `paid_to`, at once for younger ones."""
    paid_to = held.paid_to[campaign, segment]
    decay = members.decay[segment, day - paid_to - 1]
    held.pending_points[campaign, segment] += per_yuan[0] * decay
    held.pending_base[campaign, segment] += per_yuan[1] * decay
    turn = members.backward.shape[1] - 1 - day
    for joined in range(paid_to + 1, day):
        spent = members.backward[segment, turn + joined]
        held.points[campaign, segment, joined] += spent * per_yuan[0]
        held.base[campaign, segment, joined] += spent * per_yuan[1]


@bare
def pay_out(held: Holdings, members: Members, campaign: int, segment: int, day: int) -> None:
    """Credit what is pending through `day`, after which every group up to `day` waits anew."""
    paid_to = held.paid_to[campaign, segment]
    more_points = held.pending_points[campaign, segment]
    more_base = held.pending_base[campaign, segment]
    if more_base > 0.0:
        points, base = held.points[campaign, segment], held.base[campaign, segment]
        spent = members.backward[segment, members.backward.shape[1] - 2 - paid_to :]
        for joined in range(paid_to + 1):
            points[joined] += spent[joined] * more_points
            base[joined] += spent[joined] * more_base
    held.pending_points[campaign, segment] = 0.0
    held.pending_base[campaign, segment] = 0.0
    held.paid_to[campaign, segment] = day


@bare
def pay_out_all(held: Holdings, members: Members, campaign: int, day: int) -> None:
    """`pay_out` for every segment that reorders."""
    for segment in range(members.people.shape[0]):
        if members.reorders[segment]:
            pay_out(held, members, campaign, segment, day)


@inlined
def may_reach_cap(bound: np.ndarray, campaign: int, net_price: float, cap_multiple: float) -> bool:
    """Whether the bounds leave room for a forced exit at this price."""
    for segment in range(bound.shape[1]):
        if bound[campaign, segment] * net_price * SLACK >= cap_multiple:
            return True
    return False


@bare
def tighten_bounds(
    held: Holdings, members: Members, campaign: int, day: int, net_price: float, cap_multiple: float
) -> None:
    """Replace each bound that leaves room by the exact maximum of points ÷ base."""
    pay_out_all(held, members, campaign, day)
    for segment in range(members.people.shape[0]):
        if held.bound[campaign, segment] * net_price * SLACK >= cap_multiple:
            points, base = held.points[campaign, segment], held.base[campaign, segment]
            highest = 0.0
            for joined in range(day + 1):
                is_higher = points[joined] > highest * base[joined]
                if is_higher and members.people[segment, joined] > 0.0:
                    highest = points[joined] / base[joined] if base[joined] > 0.0 else np.inf
            held.bound[campaign, segment] = highest


@bare
def mark_leaving(
    held: Holdings, members: Members, campaign: int, day: int, net_price: float, cap_multiple: float
) -> float:
    """Mark every group that reaches the cap at this price; points of the newly marked."""
    newly = 0.0
    for segment in range(members.people.shape[0]):
        if held.bound[campaign, segment] * net_price * SLACK < cap_multiple:
            continue
        points, base = held.points[campaign, segment], held.base[campaign, segment]
        for joined in range(day + 1):
            if (
                reaches_cap(points[joined], net_price, cap_multiple, base[joined])
                and not held.leaving[segment, joined]
                and members.people[segment, joined] > 0.0
            ):
                held.leaving[segment, joined] = True
                newly += members.people[segment, joined] * points[joined]
    return newly


@bare
def points_of_stayers(held: Holdings, members: Members, campaign: int, day: int) -> float:
    """Points of all groups that are not marked: added up, so a draining pool keeps digits."""
    total = 0.0
    for segment in range(members.people.shape[0]):
        for joined in range(day + 1):
            if not held.leaving[segment, joined]:
                total += members.people[segment, joined] * held.points[campaign, segment, joined]
    return total


@bare
def note_exit(held: Holdings, campaign: int, segment: int, joined: int, day: int) -> None:
    """Count a forced exit and, while there is room, write it down."""
    number = held.exit_count[0]
    held.exit_count[0] = number + 1
    if number < held.exits.shape[0]:
        held.exits[number, 0], held.exits[number, 1] = campaign, segment
        held.exits[number, 2], held.exits[number, 3] = joined, day


@bare
def pay_leavers(held: Holdings, campaign: int, day: int, per_point: float) -> None:
    """Forced exits: all points redeemed, points and base start again from zero."""
    for segment in range(held.leaving.shape[0]):
        for joined in range(day + 1):
            if held.leaving[segment, joined]:
                held.leaving[segment, joined] = False
                note_exit(held, campaign, segment, joined, day)
                points = held.points[campaign, segment, joined]
                held.redeemed[segment, joined] += points * per_point
                held.points[campaign, segment, joined] = 0.0
                held.base[campaign, segment, joined] = 0.0
                if held.exit_day[campaign, segment, joined] < 0:
                    held.exit_day[campaign, segment, joined] = day


@bare
def pay_sellers(
    held: Holdings, members: Members, campaign: int, day: int, part: float, per_point: float
) -> None:
    """Voluntary sales: every group sells `part` of its points."""
    pay_out_all(held, members, campaign, day)
    for segment in range(held.leaving.shape[0]):
        points, redeemed = held.points[campaign, segment], held.redeemed[segment]
        for joined in range(day + 1):
            redeemed[joined] += points[joined] * part * per_point
            points[joined] *= 1.0 - part
        held.bound[campaign, segment] *= 1.0 - part
