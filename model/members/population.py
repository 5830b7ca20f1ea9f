"""Who the simulated members are: join day, segment, sponsor, place in the referral tree.

Members are numbered by their day of joining, so that a sponsor's number is below that of whom it
brought and everybody of one day lies side by side. A second account that somebody opens is one
member more, which joins on that day.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.compiled import bare
from model.laws.inputs import Inputs
from model.members import draws

OF_SECOND = 40
"""Bits of a person's number: those above count its second accounts."""


class Population(NamedTuple):
    """`start` (day + 1,): the number of the first member who joined on or after a day.

    Per member: `joined`, the day; `segment`; `sponsor`, −1 without; `depth` in the tree, 0 without
    a sponsor; `above`: how many of two uplines it has; `impatient`: sells at the target multiple;
    `owner`: the number of the account with which its person joined, its own but for second
    accounts; `drawn`: the number that its draws are keyed by.
    """

    start: np.ndarray
    joined: np.ndarray
    segment: np.ndarray
    sponsor: np.ndarray
    depth: np.ndarray
    above: np.ndarray
    impatient: np.ndarray
    owner: np.ndarray
    drawn: np.ndarray

    @property
    def persons(self) -> np.ndarray:
        """Numbers of those who are nobody's second account."""
        return np.flatnonzero(self.owner == np.arange(self.owner.size))


def starts(joins: np.ndarray, members: int) -> np.ndarray:
    """Numbers (day + 1,) at which the join days begin when `members` share `joins` (day,).

    Rounded running totals: every day is off by less than one member and the sum is right.
    """
    total = joins.sum()
    if total <= 0.0:
        return np.zeros(joins.size + 1, dtype=np.int64)
    running = np.concatenate([[0.0], np.cumsum(joins)])
    return np.asarray(np.floor(running / running[-1] * members + 0.5), dtype=np.int64)


def population(inputs: Inputs, joins: np.ndarray, members: int, seed: int) -> Population:
    """Draw `members` people for the daily joins (day,) of the growth curve."""
    start = starts(joins, members)
    count = int(start[-1])
    people = Population(
        start=start,
        joined=np.repeat(np.arange(joins.size, dtype=np.int32), np.diff(start)),
        segment=np.empty(count, dtype=np.uint16),
        sponsor=np.empty(count, dtype=np.int32),
        depth=np.empty(count, dtype=np.uint16),
        above=np.empty(count, dtype=np.uint8),
        impatient=np.empty(count, dtype=np.bool_),
        owner=np.arange(count, dtype=np.int32),
        drawn=np.arange(count, dtype=np.int64),
    )
    fill(
        seed=seed,
        shares=np.cumsum(inputs.segments.share[0]),
        sponsored=float(inputs.column("referral.sponsored_share")[0]),
        concentration=float(inputs.column("members.sponsor_concentration")[0]),
        impatient=float(inputs.column("members.impatient_share")[0]),
        people=people,
    )
    return people


@bare
def fill(
    seed: int, shares: np.ndarray, sponsored: float, concentration: float, impatient: float,
    people: Population,
) -> None:
    """Draw segment, sponsor and patience of everybody; `shares` (segment,) are cumulated."""
    for day in range(people.start.size - 1):
        before = people.start[day]
        for member in range(before, people.start[day + 1]):
            key = draws.key_of(seed, member)
            drawn = draws.uniform(key, draws.SEGMENT, 0)
            segment = 0
            while segment < shares.size - 1 and drawn >= shares[segment]:
                segment += 1
            people.segment[member] = segment
            people.impatient[member] = draws.uniform(key, draws.IMPATIENCE, 0) < impatient
            sponsor = -1
            if before > 0 and draws.uniform(key, draws.SPONSOR, 0) < sponsored:
                sponsor = drawn_sponsor(key, before, concentration, people.sponsor)
            people.sponsor[member] = sponsor
            people.depth[member] = people.depth[sponsor] + 1 if sponsor >= 0 else 0
            people.above[member] = min(people.depth[member], 2)


@bare
def drawn_sponsor(
    key: np.uint64, before: int, concentration: float, sponsors: np.ndarray
) -> int:
    """Anybody who joined before today, or, in half as many cases as `concentration` says, whoever
    brought that one.

    So a member with k referrals is chosen in proportion to (1 − c/2) + k·c/2: by pure chance at
    c = 0, by preferential attachment, 1 + k, at c = 1 (Krapivsky and Redner 2001, redirection).
    """
    chosen = int(draws.uniform(key, draws.SPONSOR, 1) * before)
    redirected = draws.uniform(key, draws.SPONSOR, 2) < 0.5 * concentration
    if redirected and sponsors[chosen] >= 0:
        chosen = sponsors[chosen]
    return chosen


def with_accounts(
    people: Population, owners: np.ndarray, opened: np.ndarray
) -> tuple[Population, np.ndarray]:
    """The people and their second accounts, and the account that each one's owner opens next, −1
    for none (member,). `owners`: numbers of people, one for each account that they open, those of
    a person side by side in the order of opening; `opened`: the days.

    A second account is like its owner, who is its sponsor; its draws are its own.
    """
    count, days = people.joined.size, people.start.size - 1
    like = np.concatenate([np.arange(count), owners])
    joined = np.concatenate([people.joined, opened]).astype(np.int32)
    is_second = np.arange(like.size) >= count
    order = np.argsort(2 * joined.astype(np.int64) + is_second, kind="stable")
    place = np.empty(order.size, dtype=np.int32)
    place[order] = np.arange(order.size, dtype=np.int32)
    sponsor = np.where(people.sponsor >= 0, place[people.sponsor], -1)
    depth = people.depth[like] + is_second
    is_first = np.diff(owners, prepend=-1) != 0
    numbers = np.arange(owners.size)
    serial = 1 + numbers - np.maximum.accumulate(np.where(is_first, numbers, 0))
    before = np.where(is_first, place[owners], place[np.maximum(0, count + numbers - 1)])
    following = np.full(order.size, -1, dtype=np.int32)
    following[before] = place[count:]
    drawn = like.astype(np.int64)
    drawn[count:] += serial.astype(np.int64) << OF_SECOND
    found = Population(
        start=np.searchsorted(joined[order], np.arange(days + 1)),
        joined=joined[order],
        segment=people.segment[like][order],
        sponsor=np.concatenate([sponsor, place[owners]]).astype(np.int32)[order],
        depth=depth.astype(np.uint16)[order],
        above=np.minimum(depth, 2).astype(np.uint8)[order],
        impatient=people.impatient[like][order],
        owner=place[like][order],
        drawn=drawn[order],
    )
    return found, following
