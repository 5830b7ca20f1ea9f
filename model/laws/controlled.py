"""Demand under purchase limits, and ad points under gates, cuts, waits and a payout limit: the
daily flows of a scenario that has such controls (controls.md sections 1 and 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from model.bounds import FOR_EVER
from model.compiled import bare, kernel
from model.laws import calendar
from model.laws.calendar import Rule
from model.laws.demand import (
    BALANCE,
    LEFT,
    LEFT_BEHIND,
    RELEASED,
    SPEND,
    add_convolution,
    part_gone,
)
from model.laws.inputs import Inputs, event_factor, tall
from model.laws.limits import limit_orders
from model.laws.uplines import added_rates

CLOSED = ("deferred", "queued", "lapsed")
OWN, SECOND = 0, 1


class Releases(NamedTuple):
    """When ad points release and how far they are paid. Each (scenario,): days of wait and until
    a grant lapses, days of a gate's period, its growth, part of sales that there is for payouts
    (infinite: no limit); (scenario, day): what cuts leave, what the gate measures; what the gate
    does (`calendar.OPEN`: there is none); whether what a limit leaves unpaid lapses; own and second
    accounts (scenario, 2): cost of a point with its commissions, yuan."""

    lag: np.ndarray
    expiry: np.ndarray
    period: np.ndarray
    min_growth: np.ndarray
    limit: np.ndarray
    cuts: np.ndarray
    measure: np.ndarray
    while_closed: int
    lapses: bool
    costs: np.ndarray


class Rows(NamedTuple):
    """Rows of accounts (scenario, row, …): people by join day, ad points granted by tenure, yuan
    that earn points by tenure; half-lives of buying and of watching, chance to finish a task; ad
    points of a day's repeat orders of who never stops buying (NaN: by tenure as `granted` says)."""

    people: np.ndarray
    granted: np.ndarray
    earning: np.ndarray
    buying: np.ndarray
    watching: np.ndarray
    completion: np.ndarray
    steady: np.ndarray


class Found(NamedTuple):
    """Daily sums (scenario, own or second, RESTS + 1, day), points paid (scenario, own or second,
    day), arrears in yuan, lapsed points, arrears in points (scenario, 3, day); state of the gate,
    factor on what leaves a ledger, part of claims that is paid (scenario, day); what a member of
    each group is paid by the end, before commissions (scenario, row, join day)."""

    ledgers: np.ndarray
    paid: np.ndarray
    settled: np.ndarray
    gate: np.ndarray
    factor: np.ndarray
    part: np.ndarray
    by_end: np.ndarray


@dataclass(frozen=True)
class Controlled:
    """What a scenario with such controls has beside `Flows`. Rows are segments, then the second
    accounts of each, where there are any.

    people (scenario, row, day), earning (scenario, row, tenure) yuan; `limited`: whether there are
    purchase limits, so that later orders do not fade by equal factors; earning_first,
    earning_repeat, refused, second_sales (scenario, day) yuan; `second` joins of second accounts;
    second_granted: ad points that they are granted over the run (scenario,); `lapses`: whether what
    a payout limit leaves unpaid does.
    """

    people: np.ndarray
    earning: np.ndarray
    earning_first: np.ndarray
    earning_repeat: np.ndarray
    limited: bool
    refused: np.ndarray
    second: np.ndarray
    second_sales: np.ndarray
    second_granted: np.ndarray
    lapses: bool
    found: Found

    @property
    def second_paid(self) -> np.ndarray:
        """Ad points paid to second accounts (scenario, day)."""
        return np.asarray(self.found.paid[:, SECOND])

    @property
    def arrears_points(self) -> np.ndarray:
        """Ad points due and not paid, without commissions, at each close (scenario, day)."""
        return np.asarray(self.found.settled[:, 2])

    def ledger(self, which: int) -> np.ndarray:
        """A sum over all accounts, (scenario, day)."""
        return np.asarray(self.found.ledgers[:, :, which].sum(axis=1))

    def of_second(self, which: int) -> np.ndarray:
        """Of second accounts alone, (scenario, day)."""
        return np.asarray(self.found.ledgers[:, SECOND, which])


def is_controlled(inputs: Inputs) -> bool:
    """Whether a scenario has any control that strikes orders or releases."""
    flat, events = inputs.flat, inputs.scenario.rows("events")
    return bool(
        inputs.scenario.rows("limits")
        or np.any(np.asarray(flat["ad_points.lag_days"]) != 1)
        or "payout_limit.share_of_sales" in flat or "release_gate.min_growth" in flat
        or ("ad_points.expiry_days" in flat and flat["ad_points.rule"] == "grant")
        or any(flat[f"events.{row}.kind"] == "release_cut" for row in events)
    )


def control(
    inputs: Inputs, joins: np.ndarray, profiles: np.ndarray, daily: np.ndarray
) -> Controlled:
    """All that controls change of demand and releases; profiles and daily flows of `laws.flows`
    are changed in place."""
    enrol, repeat = inputs.baskets["enrolment"], inputs.baskets["repurchase"]
    earning, refused, second = limit_orders(inputs, joins, profiles, daily)
    rows = accounts_of(inputs, joins, earning, second)
    second_joins = second.sum(axis=1)
    first_orders = (joins + second_joins) * tall(enrol.price)
    repeats = daily[:, SPEND]
    measure = {
        "sales": first_orders + repeats,
        "contribution": tall(enrol.contribution) * first_orders
        + tall(repeat.contribution) * repeats,
    }
    releases = releases_of(inputs, 1.0 + added_rates(inputs), measure)
    found = run_ledgers(inputs, releases, rows, measure["sales"])
    ledgers = found.ledgers.sum(axis=1)
    daily[:, RELEASED] = found.paid.sum(axis=1)
    daily[:, LEFT] = ledgers[:, calendar.LEFT] + ledgers[:, calendar.EXPIRED]
    daily[:, BALANCE] = ledgers[:, calendar.UNRELEASED]
    daily[:, LEFT_BEHIND] = ledgers[:, calendar.LEFT_BEHIND]
    limited, again = bool(inputs.scenario.rows("limits")), np.ascontiguousarray(repeats)
    if limited:
        first_orders, again = earning_sales(joins, second, inputs.segments.share, earning)
    return Controlled(
        people=rows.people, earning=rows.earning, earning_first=first_orders,
        earning_repeat=again, limited=limited,
        refused=refused, second=second_joins, second_sales=second_joins * tall(enrol.price),
        second_granted=(second * earning[:, :, :1]).sum(axis=(1, 2)) * enrol.ad_points,
        lapses=releases.lapses, found=found,
    )


def earning_sales(
    joins: np.ndarray, second: np.ndarray, share: np.ndarray, earning: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Yuan of first and of later orders that earn points, each (scenario, day)."""
    again = np.zeros(joins.shape)
    fill_again(joins, share, earning, again)
    opened = joins[:, None] * share[:, :, None] + second
    return np.asarray((opened * earning[:, :, :1]).sum(axis=1)), again


@kernel
def fill_again(
    joins: np.ndarray, share: np.ndarray, earning: np.ndarray, again: np.ndarray
) -> None:
    """Later orders that earn points, added to `again` (scenario, day)."""
    one = np.empty(joins.shape[1])
    for i in range(joins.shape[0]):
        for j in range(share.shape[1]):
            one[:] = earning[i, j]
            one[0] = 0.0
            add_convolution(again[i], share[i, j] * joins[i], one)


def accounts_of(
    inputs: Inputs, joins: np.ndarray, earning: np.ndarray, second: np.ndarray
) -> Rows:
    """Every row of accounts; those of second ones only where there are any."""
    segments, limited = inputs.segments, bool(inputs.scenario.rows("limits"))
    enrol, repeat = (tall(inputs.baskets[role].ad_points)[:, :, None]
                     for role in ("enrolment", "repurchase"))
    rates = np.broadcast_to(repeat, earning.shape).copy()
    rates[:, :, :1] = enrol
    steady = np.full(segments.share.shape, np.nan)
    if not limited:
        price = tall(inputs.baskets["repurchase"].price) * segments.reorder_scale
        steady = repeat[:, :, 0] * segments.order_rate * price
    own = Rows(
        people=joins[:, None] * segments.share[:, :, None], granted=rates * earning,
        earning=earning, buying=segments.retention_half_life,
        watching=segments.attention_half_life, completion=segments.task_completion, steady=steady,
    )
    if not second.any():
        return own
    once = np.zeros_like(earning)
    once[:, :, 0] = earning[:, :, 0]
    others = own._replace(
        people=second, granted=rates * once, earning=once, steady=np.zeros_like(steady)
    )
    return Rows(*(np.concatenate(pair, axis=1) for pair in zip(own, others, strict=True)))


def releases_of(inputs: Inputs, costs: np.ndarray, measure: dict[str, np.ndarray]) -> Releases:
    """The terms of releases; costs as in `Releases`; measure (scenario, day) by choice."""
    flat = inputs.flat

    def number(name: str, absent: float) -> np.ndarray:
        return np.full(inputs.count, np.asarray(flat.get(name, absent), float))

    gated = "release_gate.min_growth" in flat
    closed = 1 + CLOSED.index(str(flat["release_gate.while_closed"]))
    return Releases(
        lag=number("ad_points.lag_days", 1).astype(np.int64),
        expiry=number("ad_points.expiry_days", FOR_EVER).astype(np.int64),
        period=number("release_gate.period_days", 30).astype(np.int64),
        min_growth=number("release_gate.min_growth", 0.0),
        limit=number("payout_limit.share_of_sales", np.inf),
        cuts=event_factor(inputs, "release_cut"),
        measure=np.ascontiguousarray(measure[str(flat["release_gate.measure"])]),
        while_closed=closed if gated else calendar.OPEN,
        lapses=flat["payout_limit.unpaid"] == "lapsed" and "payout_limit.share_of_sales" in flat,
        costs=costs,
    )


def run_ledgers(
    inputs: Inputs, releases: Releases, rows: Rows, sales: np.ndarray
) -> Found:
    """Every ledger of every scenario; sales (scenario, day): what payouts are limited by."""
    count, days = sales.shape
    found = Found(
        ledgers=np.zeros((count, 2, calendar.RESTS + 1, days)), paid=np.zeros((count, 2, days)),
        settled=np.zeros((count, 3, days)), gate=np.zeros((count, days), dtype=np.int64),
        factor=np.ones((count, days)), part=np.ones((count, days)),
        by_end=np.zeros(rows.people.shape),
    )
    flat = inputs.flat
    fill_ledgers(
        releases=releases, rows=rows, sales=np.ascontiguousarray(sales),
        rate=inputs.column("ad_points.release_rate"), segments=inputs.segments.share.shape[1],
        by_grant=flat["ad_points.rule"] == "grant",
        forfeited=flat["ad_points.missed_day"] == "forfeited", found=found,
    )
    return found


@kernel
def fill_ledgers(
    releases: Releases, rows: Rows, sales: np.ndarray, rate: np.ndarray, segments: int,
    by_grant: bool, forfeited: bool, found: Found,
) -> None:
    """`run_ledgers` into `found`; the first rows are segments, the others second accounts."""
    count, days = sales.shape
    watchers, others, owed = np.zeros(days), np.zeros(days), np.zeros(2)
    pays, worth = np.zeros(days), np.zeros(days)
    for i in range(count):
        factor, part = found.factor[i], found.part[i]
        calendar.fill_gate(
            releases.measure[i], releases.period[i], releases.min_growth[i],
            releases.while_closed, found.gate[i],
        )
        for day in range(days):
            closed = found.gate[i, day] == calendar.DEFERRED
            factor[day] = 0.0 if closed else releases.cuts[i, day]
        for r in range(rows.people.shape[1]):
            rule = Rule(
                rate[i], rows.completion[i, r], rows.watching[i, r], releases.lag[i],
                releases.expiry[i], by_grant, forfeited,
            )
            fill_grants(rows, i, r, watchers, others)
            flows = found.ledgers[i, OWN if r < segments else SECOND]
            if by_grant:
                flows[calendar.RESTS] = 0.0
                calendar.run_grants(rule, factor, watchers, others, flows)
            else:
                calendar.run_balance(rule, factor, watchers, others, flows)
        room = np.full(days, np.inf)
        if releases.limit[i] < np.inf:
            room = releases.limit[i] * sales[i]
        calendar.settle(
            found.ledgers[i, :, calendar.DUE], found.gate[i], room, releases.costs[i],
            releases.lapses, owed, found.paid[i], part, found.settled[i],
        )
        found.settled[i, 1] += found.ledgers[i, OWN, calendar.EXPIRED]
        found.settled[i, 1] += found.ledgers[i, SECOND, calendar.EXPIRED]
        calendar.fill_pays(found.gate[i], part, releases.lapses, pays)
        for r in range(rows.people.shape[1]):
            rule = Rule(
                rate[i], rows.completion[i, r], rows.watching[i, r], releases.lag[i],
                releases.expiry[i], by_grant, forfeited,
            )
            if by_grant:
                calendar.fill_worth_of_grants(rule, factor, pays, worth)
            else:
                calendar.fill_worth_of_balance(rule, factor, pays, worth)
            add_up(rows, i, r, worth, found.by_end[i, r])


@bare
def fill_grants(
    rows: Rows, i: int, r: int, watchers: np.ndarray, others: np.ndarray
) -> None:
    """Ad points granted each day to members of a row who watch, and to who has stopped."""
    people, granted, life = rows.people[i, r], rows.granted[i, r], rows.watching[i, r]
    watchers[:], others[:] = 0.0, 0.0
    if np.isnan(rows.steady[i, r]):
        for u in range(people.size):
            if granted[u] > 0.0:
                watch, gone = granted[u] * 2.0 ** (-u / life), part_gone(float(u), life)
                for k in range(people.size - u):
                    watchers[k + u] += people[k] * watch
                    others[k + u] += people[k] * (granted[u] * gone)
        return
    buying, stays = 2.0 ** (-1.0 / rows.buying[i, r]), 2.0 ** (-1.0 / life)
    stops, steady = part_gone(1.0, life), rows.steady[i, r]
    both, only, joined = 0.0, 0.0, 0.0
    for day in range(people.size):
        only = buying * (only + stops * (both + joined))
        both = buying * stays * (both + joined)
        joined = people[day]
        watchers[day] = granted[0] * joined + steady * both
        others[day] = steady * only


@bare
def add_up(
    rows: Rows, i: int, r: int, worth: np.ndarray, by_end: np.ndarray
) -> None:
    """What a member of a row who joined on each day is paid by the end, by what each day's grants
    to who watches then bring (`worth`)."""
    granted, life = rows.granted[i, r], rows.watching[i, r]
    days = granted.size
    if np.isnan(rows.steady[i, r]):
        for u in range(days):
            points = granted[u] * 2.0 ** (-u / life)
            if points > 0.0:
                for k in range(days - u):
                    by_end[k] += points * worth[k + u]
        return
    fades = 2.0 ** (-1.0 / rows.buying[i, r]) * 2.0 ** (-1.0 / life)
    repeats = 0.0
    for k in range(days - 1, -1, -1):
        by_end[k] = granted[0] * worth[k] + repeats
        repeats = fades * (rows.steady[i, r] * worth[k] + repeats)
