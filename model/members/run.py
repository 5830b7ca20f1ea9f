"""What a simulation of single members holds; arrays (member,) in the order of joining."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

import numpy as np

from model.cohorts.run import Groups, Run
from model.members.accounts import Daily
from model.members.population import Population
from model.members.stakes import Book
from model.members.terms import Terms
from model.terms.scenario import Scenario


@dataclass(frozen=True)
class Members:
    """Every simulated member at the end, or every account; yuan unless said otherwise.

    `joined`: day; `segment`; `sponsor`: number of the member that brought it, −1 for none; `owner`:
    number of the account with which its person joined, its own but for second accounts; `accounts`:
    how many it has; `depth`: uplines up to the top of the tree; `orders`: how many; `spent`;
    `gross_released`: before, and `released`: after commissions that the member funds; `redeemed`;
    `commissions` as an upline; `bonus` as a leader, in whatever form; `level` reached, 0 for none;
    `referrals`: direct ones;
    `team_volume`: own and all orders below by the last assessment; `ad_points` still held;
    `watched_until`: last day on which it would watch; `impatient`; `sold_early`: sold at its own
    target; `rounds`: held points when a round ended.
    `points`, `base` and `exit_day` (first forced exit, −1 = never) have the axes (campaign,
    member); `holdings`: points at the closing price less the sell fee.
    """

    joined: np.ndarray
    segment: np.ndarray
    sponsor: np.ndarray
    owner: np.ndarray
    accounts: np.ndarray
    depth: np.ndarray
    orders: np.ndarray
    spent: np.ndarray
    gross_released: np.ndarray
    released: np.ndarray
    redeemed: np.ndarray
    commissions: np.ndarray
    bonus: np.ndarray
    level: np.ndarray
    referrals: np.ndarray
    team_volume: np.ndarray
    ad_points: np.ndarray
    watched_until: np.ndarray
    impatient: np.ndarray
    sold_early: np.ndarray
    rounds: np.ndarray
    points: np.ndarray
    base: np.ndarray
    exit_day: np.ndarray
    holdings: np.ndarray

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self.joined.size)

    @property
    def is_second(self) -> np.ndarray:
        """Whether it is somebody's second account, (member,)."""
        return np.asarray(self.owner != np.arange(self.count, dtype=self.owner.dtype))

    def some(self, which: np.ndarray) -> Members:
        """Those of a mask or of numbers alone; numbers of sponsors and owners stay as they are."""
        return Members(**{each.name: getattr(self, each.name)[..., which] for each in fields(self)})


ROWS = 1 << 20
"""Members whose sums are taken at a time: room for them, not for everybody."""

MEANT = ("joined", "segment", "depth", "impatient", "referrals", "team_volume")
ANY = ("sold_early", "rounds")
MOST = ("level", "watched_until")
"""What a person with several accounts has from its first, from any, the most of any; the rest adds
up."""


def of_people(accounts: Members) -> Members:
    """Single accounts put together by person: each adds up what its accounts spent, got and hold,
    and was forced out when the first of them was."""
    if not accounts.is_second.any():
        return accounts
    persons = np.flatnonzero(~accounts.is_second)
    number = np.full(accounts.count, -1, dtype=np.int32)
    number[persons] = np.arange(persons.size)
    who = number[accounts.owner]
    found = {name: getattr(accounts, name)[persons] for name in MEANT}
    sponsor = accounts.sponsor[persons]
    found["sponsor"] = np.where(sponsor >= 0, number[sponsor], -1).astype(np.int32)
    found["owner"] = np.arange(persons.size, dtype=np.int32)
    never = np.iinfo(np.int32).max
    first = np.full((accounts.exit_day.shape[0], persons.size), never, dtype=np.int32)
    for earliest, days in zip(first, accounts.exit_day, strict=True):
        np.minimum.at(earliest, who, np.where(days < 0, never, days))
    found["exit_day"] = np.where(first == never, -1, first)
    for name in (*ANY, *MOST):
        values = getattr(accounts, name)
        found[name] = values[persons].copy()
        np.maximum.at(found[name], who, values)
    for each in fields(accounts):
        if each.name not in found:
            values = getattr(accounts, each.name)
            added = np.zeros((*values.shape[:-1], persons.size), dtype=values.dtype)
            for total, part in zip(np.atleast_2d(added), np.atleast_2d(values), strict=True):
                np.add.at(total, who, part)
            found[each.name] = added
    return Members(**found)


@dataclass(frozen=True)
class MemberRun:
    """One scenario, member by member.

    `run` has the daily series of the whole scenario as a cohort run has them (its groups are the
    means of the simulated accounts); `members`: people, each with all its accounts; `accounts`: the
    same where nobody has a second one; `weight`: members of the scenario for each simulated one;
    `levels`: ids of the team levels from the lowest rate up, level n of a member being the n-th;
    `daily` and `book`: sums over the simulated members; `terms` and `people`: what they were
    drawn from, accounts; `following`: the account that each one's owner opened next (account,).
    """

    run: Run
    members: Members
    accounts: Members
    seed: int
    weight: float
    levels: tuple[str, ...]
    daily: Daily
    book: Book
    terms: Terms
    people: Population
    following: np.ndarray

    @property
    def scenario(self) -> Scenario:
        """What was simulated."""
        return self.run.scenario

    @property
    def days(self) -> int:
        """Horizon in days."""
        return self.run.days

    @property
    def bonus_in_cash(self) -> bool:
        """Whether leaders are paid in money; else in contribution points."""
        return bool(self.scenario["team.paid_in"] == "cash")

    @property
    def contribution_points(self) -> np.ndarray:
        """Contribution points that leaders hold at their stated price, (member,)."""
        if self.bonus_in_cash:
            return np.zeros(self.members.count)
        return np.asarray(self.members.bonus / float(self.scenario["team.equity_price"]))  # type: ignore[arg-type]


READ = (
    "joined", "depth", "spent", "released", "redeemed", "commissions", "bonus", "level",
    "referrals", "sold_early", "points", "base", "exit_day", "holdings",
)
"""What the readings of `spread.summary` are taken from."""


def for_readings(run: MemberRun) -> MemberRun:
    """A run that holds nothing else of its members, with room for many more of them."""
    def read(members: Members) -> Members:
        return Members(**{
            each.name: getattr(members, each.name) if each.name in READ
            else getattr(members, each.name)[..., :0].copy() for each in fields(members)
        })

    members = read(run.members)
    accounts = members if run.accounts is run.members else read(run.accounts)
    people = Population(*(array[:0].copy() for array in run.people))
    return replace(run, members=members, accounts=accounts, people=people,
                   following=run.following[:0].copy())


def grouped(run_days: int, segments: int, members: Members, weight: float) -> Groups:
    """Means of the members by join day and segment, as cohort groups; exits: the first of any."""
    shape = (1, run_days, segments)

    def rows() -> Iterator[tuple[slice, np.ndarray]]:
        """A part of the members after the other, and their places among the groups."""
        for start in range(0, members.count, ROWS):
            part = slice(start, start + ROWS)
            yield part, members.joined[part].astype(np.int64) * segments + members.segment[part]

    def total(values: np.ndarray) -> np.ndarray:
        summed = np.zeros(run_days * segments)
        for part, place in rows():
            np.add.at(summed, place, values[part].astype(float, copy=False))
        return summed.reshape(shape)

    def first_exits(days: np.ndarray) -> np.ndarray:
        never = np.iinfo(np.int32).max
        first = np.full(run_days * segments, never, dtype=np.int32)
        for part, place in rows():
            left = days[part] >= 0
            np.minimum.at(first, place[left], days[part][left])
        return np.where(first == never, -1, first).reshape(shape)

    count = total(np.broadcast_to(1.0, members.count))

    def mean(values: np.ndarray) -> np.ndarray:
        return np.asarray(total(values) / np.maximum(1.0, count))

    redeemed, released = mean(members.redeemed), mean(members.released)
    return Groups(
        members=count * weight,
        spent=mean(members.spent),
        received=redeemed + released,
        redeemed=redeemed,
        released=released,
        holdings=mean(members.holdings),
        points=np.stack([mean(row) for row in members.points], axis=1),
        base=np.stack([mean(row) for row in members.base], axis=1),
        exit_day=np.stack([first_exits(row) for row in members.exit_day], axis=1),
        from_modes=np.zeros_like(released),
        rounds=mean(members.rounds),
    )
