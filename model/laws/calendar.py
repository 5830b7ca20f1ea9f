"""Ledgers of ad points by the calendar: gates, cuts, waits, lapses and a payout limit strike all
groups on the same day, so daily sums run forward, and what a member of a group is paid by the end
follows from what a yuan in a ledger brings, one sum backward (controls.md section 2).

A row is a segment, or the second accounts of one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.bounds import TIE
from model.compiled import bare, inlined
from model.laws.demand import FULLY_RELEASED, grant_leaving, part_gone, part_paid, share_leaving

OPEN, DEFERRED, QUEUED, LAPSED = range(4)
"""What a gate does with a day's releases: none of it, or what it does while it is closed."""

LEDGER = ("due", "left", "unreleased", "left_behind", "expired")
DUE, LEFT, UNRELEASED, LEFT_BEHIND, EXPIRED = range(len(LEDGER))

RESTS = len(LEDGER)
"""Room beside them: what is held from a day on forever, each grant by itself."""


class Rule(NamedTuple):
    """How a row's ledger releases: part of it a day to who watches on, chance to finish a task,
    half-life of watching, days until a grant releases, and until it lapses; per grant, missed days
    forfeited."""

    rate: float
    completion: float
    half_life: float
    lag: int
    expiry: int
    by_grant: bool
    forfeited: bool


@bare
def fill_gate(
    measure: np.ndarray, period: int, min_growth: float, while_closed: int, gate: np.ndarray
) -> None:
    """OPEN on days (day,) of the first two periods and of those before which the measure has grown
    enough, else `while_closed`."""
    before, last, current = 0.0, 0.0, 0.0
    for day in range(measure.size):
        number = day // period
        if day % period == 0 and number > 0:
            before, last, current = last, current, 0.0
        current += measure[day]
        grown = last > 0.0 and last >= (1.0 + min_growth) * before * TIE
        gate[day] = OPEN if number < 2 or grown else while_closed


@inlined
def share_of(rule: Rule, factor: float) -> float:
    """Part that leaves a ledger on a day of this calendar factor."""
    return float(share_leaving(rule.rate, rule.completion, rule.forfeited) * factor)


@bare
def run_balance(
    rule: Rule, factor: np.ndarray, watchers: np.ndarray, others: np.ndarray, flows: np.ndarray
) -> None:
    """Rule `balance`: what a row releases, holds and leaves behind, added to `flows` (LEDGER, day).

    watchers, others (day): ad points granted to who still watches, to who has stopped.
    """
    watching, stops = 2.0 ** (-1.0 / rule.half_life), part_gone(1.0, rule.half_life)
    wait = float(rule.lag - 1)
    stays, leaves = 2.0 ** (-wait / rule.half_life), part_gone(wait, rule.half_life)
    paid = part_paid(rule.completion, rule.forfeited)
    held, stopped, waits, idle = 0.0, 0.0, 0.0, 0.0
    for day in range(factor.size):
        share = share_of(rule, factor[day])
        opening, left = watching * held, stopped + stops * held
        flows[DUE, day] += share * paid * opening
        flows[LEFT, day] += share * (opening + left) if rule.forfeited else share * opening
        held = (1.0 - share) * opening
        stopped = (1.0 - share) * left if rule.forfeited else left
        idle += stops * waits + others[day]
        waits = watching * waits + watchers[day]
        ready = day - rule.lag + 1
        if ready >= 0:
            joins, joins_stopped = stays * watchers[ready], others[ready] + leaves * watchers[ready]
            held, stopped = held + joins, stopped + joins_stopped
            waits, idle = max(0.0, waits - joins), max(0.0, idle - joins_stopped)
        flows[UNRELEASED, day] += held + stopped + waits + idle
        flows[LEFT_BEHIND, day] += stopped + idle


@bare
def fill_worth_of_balance(
    rule: Rule, factor: np.ndarray, pays: np.ndarray, worth: np.ndarray
) -> None:
    """What a yuan granted on each day (day,) to who watches then brings by the end, if what is due
    on a day brings `pays` (day,)."""
    days = factor.size
    watching, paid = 2.0 ** (-1.0 / rule.half_life), part_paid(rule.completion, rule.forfeited)
    held = 0.0
    for day in range(days - 1, -1, -1):
        worth[day] = held
        share = share_of(rule, factor[day])
        held = watching * (share * paid * pays[day] + (1.0 - share) * held)
    stays = 2.0 ** (-float(rule.lag - 1) / rule.half_life)
    for day in range(days):
        ready = day + rule.lag - 1
        worth[day] = stays * worth[ready] if ready < days else 0.0


@bare
def run_grants(
    rule: Rule, factor: np.ndarray, watchers: np.ndarray, others: np.ndarray, flows: np.ndarray
) -> None:
    """Rule `grant`: each grant by itself, else as `run_balance`."""
    days, rests = factor.size, 0.0
    for made in range(days):
        if watchers[made] > 0.0 or others[made] > 0.0:
            run_grant(rule, factor, made, (watchers[made], others[made]), flows)
    for day in range(days):  # `run_grant` leaves there what is held from a day on for ever
        rests += flows[RESTS, day]
        flows[UNRELEASED, day] += rests
        flows[LEFT_BEHIND, day] += rests


@bare
def run_grant(
    rule: Rule, factor: np.ndarray, made: int, points: tuple[float, float], flows: np.ndarray
) -> None:
    """One day's grants from the day they are made on; (ad points of who watches, of others)."""
    watching, stops = 2.0 ** (-1.0 / rule.half_life), part_gone(1.0, rule.half_life)
    paid = part_paid(rule.completion, rule.forfeited)
    held, stopped, gone, alive = points[0], points[1], 0.0, points[0]
    for day in range(made, factor.size):
        if day > made:
            stopped += stops * held
            held, alive = watching * held, watching * alive
        if day >= made + rule.lag and gone < 1.0:
            part = grant_leaving(gone, share_of(rule, factor[day]))
            flows[DUE, day] += paid * alive * part
            leaves = alive * part
            if rule.forfeited:
                from_stopped = stopped * part / (1.0 - gone)
                leaves, stopped = leaves + from_stopped, stopped - from_stopped
            flows[LEFT, day] += leaves
            gone = 1.0 if gone + part >= FULLY_RELEASED else gone + part
            held = alive * (1.0 - gone)
            if gone >= 1.0 and rule.forfeited:
                stopped = 0.0
        if day == made + rule.expiry:
            flows[EXPIRED, day] += held + stopped
            return
        if gone >= 1.0 and rule.expiry >= factor.size:
            flows[RESTS, day] += stopped
            return
        flows[UNRELEASED, day] += held + stopped
        flows[LEFT_BEHIND, day] += stopped


@bare
def fill_worth_of_grants(
    rule: Rule, factor: np.ndarray, pays: np.ndarray, worth: np.ndarray
) -> None:
    """`fill_worth_of_balance`, each grant by itself."""
    days = factor.size
    watching, paid = 2.0 ** (-1.0 / rule.half_life), part_paid(rule.completion, rule.forfeited)
    for made in range(days):
        gone, total = 0.0, 0.0
        alive = 2.0 ** (-float(rule.lag) / rule.half_life)
        for day in range(made + rule.lag, min(days, made + rule.expiry + 1)):
            part = grant_leaving(gone, share_of(rule, factor[day]))
            total += alive * part * paid * pays[day]
            gone += part
            alive *= watching
            if gone >= FULLY_RELEASED:
                break
        worth[made] = total


@bare
def settle(
    due: np.ndarray, gate: np.ndarray, room: np.ndarray, costs: np.ndarray, lapses: bool,
    owed: np.ndarray, paid: np.ndarray, part: np.ndarray, found: np.ndarray,
) -> None:
    """Pay a day's claims, what is due and arrears, all in the same `part` (day,).

    due and paid (own or second accounts, day) in ad points, each of which costs `costs` (2,) yuan
    with its commissions; room (day): yuan that there are for claims, infinite without a limit;
    lapses: whether what is then not paid lapses; owed (2,): room. `found`: arrears in
    yuan, lapsed points, arrears in points (3, day).
    """
    owed[:] = 0.0
    for day in range(gate.size):
        claims = (owed[0] + due[0, day], owed[1] + due[1, day])
        asked = claims[0] * costs[0] + claims[1] * costs[1]
        is_open = gate[day] < QUEUED
        part[day] = 0.0
        if is_open:
            part[day] = 1.0 if asked <= room[day] else room[day] / asked
        for kind in range(2):
            paid[kind, day] = part[day] * claims[kind]
            rest = (1.0 - part[day]) * claims[kind]
            if is_open and lapses:
                found[1, day] += rest
                rest = 0.0
            elif gate[day] == LAPSED:
                found[1, day] += due[kind, day]
                rest = owed[kind]
            owed[kind] = rest
            found[0, day] += rest * costs[kind]
            found[2, day] += rest


@bare
def fill_pays(gate: np.ndarray, part: np.ndarray, lapses: bool, pays: np.ndarray) -> None:
    """What a yuan due on each day (day,) brings by the end."""
    arrears = 0.0
    for day in range(gate.size - 1, -1, -1):
        if gate[day] < QUEUED:
            arrears = part[day] + (1.0 - part[day]) * (0.0 if lapses else arrears)
            pays[day] = arrears
        else:
            pays[day] = 0.0 if gate[day] == LAPSED else arrears
