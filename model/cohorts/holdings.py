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

from model.compiled import bare, inlined, merged
from model.laws.day import Side
from model.laws.redemption import reaches_cap

BLOCK = 24
"""Days for which credit may be pending (measured: 16–48 are alike)."""

SLACK = 1.0 + 1e-9
"""The bound is a maximum of quotients, the holdings are sums: room for their rounding."""


class Holdings(NamedTuple):
    """State per member of a group: points and cap base (campaign, segment, join_day).

    redeemed in yuan per member (segment, join_day); exit_day −1 = never; the next four
    (campaign, segment): groups that joined up to `paid_to` wait for the pending credit, `bound` is
    at least the largest points ÷ base; `leaving` (segment, join_day) marks who is forced out today;
    `exits` (event; campaign, segment, join day, day) as far as there is room, `exit_count` of all;
    `exit_paid` (event): yuan a point of those that a clipped cap cut, infinite of others; `rounds`
    (segment, join_day) marks who held points when a round ended.
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
    exit_paid: np.ndarray
    rounds: np.ndarray


class Members(NamedTuple):
    """Who holds: group sizes (segment, join_day), spending profiles (segment, tenure) and the same
    with tenure running backward, decay 2^(−d/half-life) for d < BLOCK days, who reorders, and
    whether what these spend fades by that factor a day."""

    people: np.ndarray
    spend: np.ndarray
    backward: np.ndarray
    decay: np.ndarray
    reorders: np.ndarray
    fades: bool


class Holders(NamedTuple):
    """Cohort groups in a day's order: what they hold, who they are; by campaign: cap multiples,
    days from joining for which points are locked, most that a forced exit pays per yuan of base."""

    held: Holdings
    members: Members
    cap_multiple: np.ndarray
    lock_days: np.ndarray
    most_paid: np.ndarray


@merged
def credit(
    holders: Holders, campaign: int, day: int, first: tuple[float, float],
    repeat: tuple[float, float],
) -> None:
    """Add the day's points and cap base; `first` and `repeat` are (points, base) per yuan spent."""
    held, members = holders.held, holders.members
    for segment in range(members.people.shape[0]):
        spent = members.spend[segment, 0]
        held.points[campaign, segment, day] += spent * first[0]
        held.base[campaign, segment, day] += spent * first[1]
        raise_bound(held, campaign, segment, first)
        if members.reorders[segment] and not members.fades:
            raise_bound(held, campaign, segment, repeat)
            credit_at_once(held, members, campaign, segment, day, -1, repeat)
        elif members.reorders[segment]:
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
    credit_at_once(held, members, campaign, segment, day, paid_to, per_yuan)


@inlined
def credit_at_once(
    held: Holdings, members: Members, campaign: int, segment: int, day: int, paid_to: int,
    per_yuan: tuple[float, float],
) -> None:
    """Repeat orders of the day by groups that joined after the day `paid_to`."""
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
        if members.reorders[segment] and members.fades:
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


@merged
def leaving(holders: Holders, campaign: int, day: int, net_price: float, sold: float) -> float:
    """Mark every group that reaches the cap at this price; points of the newly marked."""
    cap_multiple = holders.cap_multiple[campaign]
    if not may_reach_cap(holders.held.bound, campaign, net_price, cap_multiple):
        return 0.0
    if sold == 0.0:
        tighten_bounds(
            holders.held, holders.members, campaign, day, net_price, cap_multiple
        )
    return float(mark_leaving(
        holders.held, holders.members, campaign, day - holders.lock_days[campaign], net_price,
        cap_multiple,
    ))


@bare
def mark_leaving(
    held: Holdings, members: Members, campaign: int, until: int, net_price: float,
    cap_multiple: float,
) -> float:
    """`leaving`, of the segments whose bound leaves room, of groups that joined up to `until`."""
    newly = 0.0
    for segment in range(members.people.shape[0]):
        if held.bound[campaign, segment] * net_price * SLACK < cap_multiple:
            continue
        points, base = held.points[campaign, segment], held.base[campaign, segment]
        for joined in range(until + 1):
            if (
                reaches_cap(points[joined], net_price, cap_multiple, base[joined])
                and not held.leaving[segment, joined]
                and members.people[segment, joined] > 0.0
            ):
                held.leaving[segment, joined] = True
                newly += members.people[segment, joined] * points[joined]
    return newly


@bare
def stayers(holders: Holders, campaign: int, day: int) -> float:
    """Points of all groups that are not marked."""
    held, members = holders.held, holders.members
    total = 0.0
    for segment in range(members.people.shape[0]):
        for joined in range(day + 1):
            if not held.leaving[segment, joined]:
                total += members.people[segment, joined] * held.points[campaign, segment, joined]
    return total


@bare
def locked(holders: Holders, campaign: int, day: int) -> float:
    """Points of groups that joined too lately to sell any."""
    held, members = holders.held, holders.members
    pay_out_all(held, members, campaign, day)
    total, first = 0.0, max(0, day - holders.lock_days[campaign] + 1)
    for segment in range(members.people.shape[0]):
        for joined in range(first, day + 1):
            total += members.people[segment, joined] * held.points[campaign, segment, joined]
    return total


@bare
def pay(
    holders: Holders, campaign: int, day: int, forced: float, part: float, per_point: float
) -> float:
    """Pay who is forced out for all points, everybody else for the `part` that is sold; what is
    above the most that the cap pays, yuan."""
    back, lock = 0.0, holders.lock_days[campaign]
    if forced > 0.0:
        back = pay_leavers(
            holders.held, holders.members, campaign, day, per_point, holders.most_paid[campaign]
        )
    if part > 0.0:
        pay_sellers(
            holders.held, holders.members, campaign, (day, day - lock), part, per_point
        )
    return back


@bare
def note_exit(
    held: Holdings, campaign: int, segment: int, joined: int, day: int, most: float
) -> None:
    """Count a forced exit and, while there is room, write it down."""
    number = held.exit_count[0]
    held.exit_count[0] = number + 1
    if number < held.exits.shape[0]:
        held.exits[number, 0], held.exits[number, 1] = campaign, segment
        held.exits[number, 2], held.exits[number, 3] = joined, day
        held.exit_paid[number] = most


@bare
def pay_leavers(
    held: Holdings, members: Members, campaign: int, day: int, per_point: float, most: float
) -> float:
    """Forced exits: all points redeemed, points and base start again from zero. What is not paid
    because it is more than `most` times the base, yuan."""
    back = 0.0
    for segment in range(held.leaving.shape[0]):
        for joined in range(day + 1):
            if held.leaving[segment, joined]:
                held.leaving[segment, joined] = False
                points, clipped = held.points[campaign, segment, joined], np.inf
                amount, cap = points * per_point, most * held.base[campaign, segment, joined]
                if amount > cap:
                    back += members.people[segment, joined] * (amount - cap)
                    amount, clipped = cap, cap / points
                note_exit(held, campaign, segment, joined, day, clipped)
                held.redeemed[segment, joined] += amount
                held.points[campaign, segment, joined] = 0.0
                held.base[campaign, segment, joined] = 0.0
                if held.exit_day[campaign, segment, joined] < 0:
                    held.exit_day[campaign, segment, joined] = day
    return back


@bare
def pay_sellers(
    held: Holdings, members: Members, campaign: int, days: tuple[int, int], part: float,
    per_point: float,
) -> None:
    """Voluntary sales: every group sells `part` of its points; days: today, and that up to which
    groups joined whose points are not locked."""
    day, until = days
    pay_out_all(held, members, campaign, day)
    for segment in range(held.leaving.shape[0]):
        points, redeemed = held.points[campaign, segment], held.redeemed[segment]
        for joined in range(until + 1):
            redeemed[joined] += points[joined] * part * per_point
            points[joined] *= 1.0 - part
        if until == day:
            held.bound[campaign, segment] *= 1.0 - part


@bare
def end_round(holders: Holders, campaign: int, day: int, per_point: float) -> None:
    """All points are paid, and all start again from zero."""
    held = holders.held
    pay_out_all(held, holders.members, campaign, day)
    for segment in range(held.leaving.shape[0]):
        for joined in range(day + 1):
            points = held.points[campaign, segment, joined]
            if points > 0.0:
                held.redeemed[segment, joined] += points * per_point
                held.rounds[segment, joined] = True
            held.points[campaign, segment, joined] = 0.0
            held.base[campaign, segment, joined] = 0.0
        held.bound[campaign, segment] = 0.0


SIDE = Side(
    credit=credit, leaving=leaving, stayers=stayers, locked=locked, pay=pay, end_round=end_round
)
