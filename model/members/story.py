"""One member's own days, drawn again from its key and replayed against the run's prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from model.laws.redemption import reaches_cap
from model.members import draws, limited, orders, stakes, tasks
from model.members.accounts import BLOCK_DAYS
from model.members.orders import Events
from model.members.run import MemberRun


@dataclass(frozen=True)
class Story:
    """One member, day by day (day,), yuan a day or at its close.

    `ordered`, `task` (part of the day's task that is done), `released` (before its uplines' part,
    if it pays them), `redeemed`; `ad_points` and, per campaign (campaign, day), `points` at the
    close and their value at the closing price; `exits`: (campaign, day, forced) of each time it
    sold all; `uplines`: numbers of those above it, the sponsor first; `opened`: days on which it
    opened second accounts. All its accounts together; a task counts if any of them did it.
    """

    member: int
    joined: int
    segment: str
    opened: tuple[int, ...]
    ordered: np.ndarray
    task: np.ndarray
    released: np.ndarray
    redeemed: np.ndarray
    ad_points: np.ndarray
    points: np.ndarray
    value: np.ndarray
    exits: tuple[tuple[str, int, bool], ...]
    uplines: tuple[int, ...]

    @property
    def balance(self) -> np.ndarray:
        """Received so far less spent so far (day,), income as an upline left out."""
        return np.asarray(np.cumsum(self.released + self.redeemed - self.ordered))


def story(run: MemberRun, member: int) -> Story:
    """The days of one simulated member. IndexError for a number that nobody has."""
    if not 0 <= member < run.members.count:
        raise IndexError(f"member {member}: permitted is 0 ≤ n < {run.members.count}")
    account, ordered = int(run.people.persons[member]), np.zeros(run.days)
    orders_made = _orders(run, account)
    np.add.at(ordered, orders_made.day, orders_made.yuan)
    lives = [_life(run, number, _those_of(orders_made, number))
             for number in _accounts(run, account)]
    points = sum_of(lives, "points")
    return Story(
        member=member,
        joined=int(run.members.joined[member]),
        segment=run.run.segment_ids[run.members.segment[member]],
        opened=tuple(int(run.people.joined[number]) for number in _accounts(run, account)[1:]),
        ordered=ordered,
        task=np.max([life.task for life in lives], axis=0),
        released=sum_of(lives, "released"),
        redeemed=sum_of(lives, "redeemed"),
        ad_points=sum_of(lives, "ad_points"),
        points=points,
        value=points * run.run.campaigns["price"][0],
        exits=tuple(sorted((each for life in lives for each in life.exits),
                           key=lambda each: each[1])),
        uplines=_uplines(run, member),
    )


class Life(NamedTuple):
    """What one account did and got, as in `Story`."""

    task: np.ndarray
    released: np.ndarray
    ad_points: np.ndarray
    points: np.ndarray
    redeemed: np.ndarray
    exits: tuple[tuple[str, int, bool], ...]


def _life(run: MemberRun, account: int, events: Events) -> Life:
    task, released, ad_points = _tasks(run, account, events)
    points, redeemed, exits = _points(run, account, events)
    return Life(task=task, released=released, ad_points=ad_points, points=points,
                redeemed=redeemed, exits=exits)


def sum_of(lives: list[Life], name: str) -> np.ndarray:
    """A part of all lives together."""
    return np.asarray(np.sum([getattr(life, name) for life in lives], axis=0))


def _accounts(run: MemberRun, account: int) -> list[int]:
    """Numbers of all accounts of a person, by the number of its first."""
    found = [account]
    while run.following[found[-1]] >= 0:
        found.append(int(run.following[found[-1]]))
    return found


def _those_of(events: Events, account: int) -> Events:
    return Events(*(values[events.member == account] for values in events))


def _uplines(run: MemberRun, member: int) -> tuple[int, ...]:
    above: list[int] = []
    sponsor = int(run.members.sponsor[member])
    while sponsor >= 0:
        above.append(sponsor)
        sponsor = int(run.members.sponsor[sponsor])
    return tuple(above)


def _orders(run: MemberRun, account: int) -> Events:
    """All orders of a person, in the order of days."""
    buyers, terms, people = orders.no_buyers(run.accounts.count), run.terms, run.people
    orders.enter(run.seed, terms, people, buyers, account)
    acting, events = np.array([account], dtype=np.int32), orders.room(4 * run.days)
    done = used = 0
    shopping = limited.no_shopping(run.following, terms.limited.on.size)
    while True:
        if terms.limited.on.size:
            done, used = limited.take_orders(
                run.seed, terms, people, buyers, shopping, acting=acting, first=0,
                days=(0, run.days), used=used, events=events, refused=np.zeros(run.days),
            )
        else:
            done, used = orders.take_orders(
                run.seed, terms, people, buyers, acting, first=0, days=(0, run.days), used=used,
                events=events,
            )
        if done:
            return Events(*(array[:used] for array in events))
        events = orders.with_room(events, used)


def _tasks(
    run: MemberRun, account: int, events: Events
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Tasks done, ad points released, and those held at each close."""
    terms, key = run.terms, np.uint64(draws.key_of(run.seed, int(run.people.drawn[account])))
    watchers = tasks.no_watchers(run.accounts.count, terms.by_grant)
    joined, segment = int(run.accounts.joined[account]), int(run.accounts.segment[account])
    watchers.until[account] = run.accounts.watched_until[account] - joined
    grants = tasks.grants_room(events.day.size)
    task, gone, behind, released = np.zeros((4, run.days))
    event = 0
    for start in range(joined // BLOCK_DAYS * BLOCK_DAYS, run.days, BLOCK_DAYS):
        days = (start, min(start + BLOCK_DAYS, run.days))
        paid, span = np.zeros(draws.LANES), (event, int(np.searchsorted(events.day, days[1])))
        done = np.uint32(tasks.tasks_done(
            terms, watchers, key, segment, account, joined=joined, days=days,
            block=start // BLOCK_DAYS,
        ))
        if terms.forfeited:
            event = tasks.release_daily(
                terms, watchers, grants, account, joined, done=done, days=days, events=events,
                span=span, paid=paid, watched=task, gone=gone, newly_behind=behind,
            )
        else:
            event = tasks.release_on_tasks(
                terms, watchers, grants, account, done=done, day=start, events=events, span=span,
                paid=paid, watched=task,
            )
        event = tasks.credit_until(
            terms, watchers, grants, account, day=days[1], events=events, event=event,
            stop=span[1],
        )
        released[days[0] : days[1]] = paid[: days[1] - days[0]]
    left = gone if terms.forfeited else released
    granted = np.zeros(run.days)
    np.add.at(granted, events.day, terms.ad_points[events.kind] * events.earning)
    return task, released, np.cumsum(granted - left)


def _points(
    run: MemberRun, account: int, events: Events
) -> tuple[np.ndarray, np.ndarray, tuple[tuple[str, int, bool], ...]]:
    """Points at each close (campaign, day), yuan redeemed (day,), and when it sold all."""
    notes, campaigns = run.book.notes, run.run.inputs.campaigns
    points, redeemed = np.zeros((notes.shape[1], run.days)), np.zeros(run.days)
    exits: list[tuple[str, int, bool]] = []
    target = run.scenario["members.target_multiple"]
    for c, row in enumerate(run.run.campaign_ids):
        cap = multiple = float(campaigns.cap_multiple[0, c])
        if run.accounts.impatient[account] and target is not None:
            multiple = min(cap, float(target))  # type: ignore[arg-type]
        credited, base_of = _credits(run, c, events)
        held = base = 0.0
        locked = int(run.accounts.joined[account]) + int(campaigns.lock_days[0, c])
        for day in range(run.days):
            held, base = held + credited[day], base + base_of[day]
            sold, most = notes[stakes.PART_SOLD, c, day] * (day >= locked), np.inf
            tested = notes[stakes.TESTED, c, day]
            if day >= locked and reaches_cap(held, tested, multiple, base):
                sold, most, base = 1.0, _most_paid(run, c, base), 0.0
                exits.append((row, day, multiple >= cap))
            redeemed[day] += min(held * sold * notes[stakes.PER_POINT, c, day], most)
            held *= 1.0 - sold
            if notes[stakes.ROUND_ENDS, c, day]:
                redeemed[day] += held * notes[stakes.AT_END, c, day]
                held = base = 0.0
            points[c, day] = held
    return points, redeemed, tuple(exits)


def _most_paid(run: MemberRun, c: int, base: float) -> float:
    """What a forced exit pays at most, infinite unless the cap is clipped."""
    most = float(run.run.inputs.campaigns.most_paid[0, c])
    return most * base if most < np.inf else most


def _credits(run: MemberRun, c: int, events: Events) -> tuple[np.ndarray, np.ndarray]:
    """Points and cap base that an account's orders bring it in one campaign, (day,) each."""
    notes, found = run.book.notes[:, c], np.zeros((2, run.days))
    for which in range(2):
        per_yuan = np.where(events.kind == orders.FIRST, notes[which, events.day],
                            notes[2 + which, events.day])
        np.add.at(found[which], events.day, per_yuan * events.earning)
    return found[0], found[1]
