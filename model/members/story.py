"""One member's own days, drawn again from its key and replayed against the run's prices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.laws.redemption import reaches_cap
from model.members import draws, orders, stakes, tasks
from model.members.accounts import BLOCK_DAYS
from model.members.orders import Events
from model.members.run import MemberRun


@dataclass(frozen=True)
class Story:
    """One member, day by day (day,), yuan a day or at its close.

    `ordered`, `task` (part of the day's task that is done), `released` (before its uplines' part,
    if it pays them), `redeemed`; `ad_points` and, per campaign (campaign, day), `points` at the
    close and their value at the closing price; `exits`: (campaign, day, forced) of each time it
    sold all; `uplines`: numbers of those above it, the sponsor first.
    """

    member: int
    joined: int
    segment: str
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
    events = _orders(run, member)
    ordered = np.zeros(run.days)
    np.add.at(ordered, events.day, events.yuan)
    task, released, ad_points = _tasks(run, member, events)
    points, redeemed, exits = _points(run, member, events)
    return Story(
        member=member,
        joined=int(run.members.joined[member]),
        segment=run.run.segment_ids[run.members.segment[member]],
        ordered=ordered,
        task=task,
        released=released,
        redeemed=redeemed,
        ad_points=ad_points,
        points=points,
        value=points * run.run.campaigns["price"][0],
        exits=exits,
        uplines=_uplines(run, member),
    )


def _uplines(run: MemberRun, member: int) -> tuple[int, ...]:
    above: list[int] = []
    sponsor = int(run.members.sponsor[member])
    while sponsor >= 0:
        above.append(sponsor)
        sponsor = int(run.members.sponsor[sponsor])
    return tuple(above)


def _orders(run: MemberRun, member: int) -> Events:
    buyers = orders.no_buyers(run.members.count)
    orders.enter(run.seed, run.terms, run.people, buyers, member)
    acting, events = np.array([member], dtype=np.int32), orders.room(4 * run.days)
    while True:
        buyer = orders.Buyers(*(array.copy() for array in buyers))
        done, used = orders.take_orders(
            run.seed, run.terms, run.people, buyer, acting,
            first=0, days=(0, run.days), used=0, events=events,
        )
        if done:
            return Events(*(array[:used] for array in events))
        events = orders.with_room(events, 0)


def _tasks(
    run: MemberRun, member: int, events: Events
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Tasks done, ad points released, and those held at each close."""
    terms, key = run.terms, np.uint64(draws.key_of(run.seed, member))
    watchers = tasks.no_watchers(run.members.count, terms.by_grant)
    joined, segment = int(run.members.joined[member]), int(run.members.segment[member])
    watchers.until[member] = run.members.watched_until[member] - joined
    grants = tasks.grants_room(events.day.size)
    task, gone, behind, released = np.zeros((4, run.days))
    event = 0
    for start in range(joined // BLOCK_DAYS * BLOCK_DAYS, run.days, BLOCK_DAYS):
        days = (start, min(start + BLOCK_DAYS, run.days))
        paid, span = np.zeros(draws.LANES), (event, int(np.searchsorted(events.day, days[1])))
        done = np.uint32(tasks.tasks_done(
            terms, watchers, key, segment, member, joined=joined, days=days,
            block=start // BLOCK_DAYS,
        ))
        if terms.forfeited:
            event = tasks.release_daily(
                terms, watchers, grants, member, joined, done=done, days=days, events=events,
                span=span, paid=paid, watched=task, gone=gone, newly_behind=behind,
            )
        else:
            event = tasks.release_on_tasks(
                terms, watchers, grants, member, joined, done=done, day=start, events=events,
                span=span, paid=paid, watched=task,
            )
        event = tasks.credit_until(
            terms, watchers, grants, member, joined, day=days[1], events=events, event=event,
            stop=span[1],
        )
        released[days[0] : days[1]] = paid[: days[1] - days[0]]
    left = gone if terms.forfeited else released
    granted = np.zeros(run.days)
    rates = np.where(events.day == joined, *terms.ad_points)
    np.add.at(granted, events.day, rates * events.yuan)
    return task, released, np.cumsum(granted - left)


def _points(
    run: MemberRun, member: int, events: Events
) -> tuple[np.ndarray, np.ndarray, tuple[tuple[str, int, bool], ...]]:
    """Points at each close (campaign, day), yuan redeemed (day,), and when it sold all."""
    notes, campaigns = run.book.notes, run.run.inputs.campaigns
    points, redeemed = np.zeros((notes.shape[1], run.days)), np.zeros(run.days)
    exits: list[tuple[str, int, bool]] = []
    target = run.scenario["members.target_multiple"]
    for c, row in enumerate(run.run.campaign_ids):
        cap = multiple = float(campaigns.cap_multiple[0, c])
        if run.members.impatient[member] and target is not None:
            multiple = min(cap, float(target))  # type: ignore[arg-type]
        credited, base_of = _credits(run, c, events, int(run.members.joined[member]))
        held = base = 0.0
        locked = int(run.members.joined[member]) + int(campaigns.lock_days[0, c])
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


def _credits(
    run: MemberRun, c: int, events: Events, joined: int
) -> tuple[np.ndarray, np.ndarray]:
    """Points and cap base that a member's orders bring it in one campaign, (day,) each."""
    notes, found = run.book.notes[:, c], np.zeros((2, run.days))
    first = events.day == joined
    for which in range(2):
        per_yuan = np.where(first, notes[which, events.day], notes[2 + which, events.day])
        np.add.at(found[which], events.day, per_yuan * events.yuan)
    return found[0], found[1]
