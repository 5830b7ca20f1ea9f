"""What makes a segment's people differ, and what a yuan that they spend earns."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from model.bounds import FOR_EVER
from model.cohorts.run import Run
from model.compiled import bare, kernel
from model.laws import payouts
from model.laws.demand import FULLY_RELEASED, fill_halving, part_paid, share_leaving
from model.laws.inputs import stacked
from model.laws.limits import limits_of
from model.laws.uplines import mean_rates, members_fund
from model.people.points import rate_nodes
from model.people.releases import (
    BY_GRANT,
    EXPIRY,
    LAG,
    Calendar,
    empty_calendar,
    fill_calendar,
    no_calendar,
    part_brought,
)


class Place(NamedTuple):
    """A group's segment and join day, and how many days after joining it is seen."""

    segment: int
    joined: int
    seen: int


class Limited(NamedTuple):
    """Purchase limits: what each row limits (row,), how much and for how many days (row,); part of
    people who evade them, and of their second accounts that a check stops; what reaches an owner
    per ad point of such an account (segment,). With a leading axis of several scenarios each."""

    on: np.ndarray
    limit: np.ndarray
    window: np.ndarray
    evading: np.ndarray
    caught: np.ndarray
    paid: np.ndarray


class Terms(NamedTuple):
    """Numbers of a scenario; with a leading axis (scenario, …), of several.

    By segment: `order_rate` a day; mean `buying_life` and `watching_life` in days; `price` of a
    first and of a repeat order (segment, 2); `paid`, what reaches a member per ad point that leaves
    its ledger; and by tenure in days (segment, day): `gone`, part of a grant that has left the
    ledger of one who watches on that long after it was made; `watching`, part of members who watch
    that long; `once`, chance that no repeat order counts up to then.

    Per yuan of first and of repeat orders (2,): `ad_points`, `gift`. `rate` (node,): ln of a
    member's own factor on the order rate; `sigma` of the logarithm of an order's size. `calendar`:
    releases that do not follow the age of a grant alone, which `gone` then does not tell.
    `limited`: purchase limits.
    """

    order_rate: np.ndarray
    buying_life: np.ndarray
    watching_life: np.ndarray
    price: np.ndarray
    paid: np.ndarray
    gone: np.ndarray
    watching: np.ndarray
    once: np.ndarray
    ad_points: np.ndarray
    gift: np.ndarray
    rate: np.ndarray
    sigma: np.ndarray
    calendar: Calendar
    limited: Limited


def terms_of(run: Run) -> Terms:
    """The numbers of every scenario of a run."""
    inputs, segments = run.inputs, run.inputs.segments
    enrol, repeat = (inputs.baskets[role] for role in ("enrolment", "repurchase"))
    rate_spread = inputs.column("members.order_rate_spread")
    shape = (*segments.share.shape, run.days)
    prices = np.repeat(stacked(inputs, enrol.price, repeat.price)[:, None], shape[1], axis=1)
    prices[:, :, 1] *= segments.reorder_scale
    terms = Terms(
        order_rate=segments.order_rate,
        buying_life=segments.retention_half_life / math.log(2.0),
        watching_life=segments.attention_half_life / math.log(2.0),
        price=prices,
        paid=np.empty(shape[:2]),
        gone=np.empty(shape),
        watching=np.empty(shape),
        once=np.empty(shape),
        ad_points=stacked(inputs, enrol.ad_points, repeat.ad_points),
        gift=stacked(inputs, enrol.gift, repeat.gift),
        rate=np.stack([rate_nodes(float(spread)) for spread in rate_spread]),
        sigma=np.sqrt(np.log1p(inputs.column("members.order_size_spread") ** 2)),
        calendar=calendar_of(run, segments.task_completion),
        limited=_limited(run),
    )
    fill_tables(
        terms,
        attention=segments.attention_half_life,
        completion=segments.task_completion,
        release_rate=inputs.column("ad_points.release_rate"),
        held_back=np.full(inputs.count, payouts.commissions(inputs, run.demand)[1][:, 0]),
        variance=rate_spread**2,
        rules=(inputs.flat["ad_points.rule"] == "grant",
               inputs.flat["ad_points.missed_day"] == "forfeited"),
    )
    return terms


def of_scenario(terms: Terms, i: int) -> Terms:
    """The numbers of one scenario of several."""
    calendar = Calendar(*(values[i] for values in terms.calendar))
    limited = Limited(*(values[i] for values in terms.limited))
    return Terms(*(values[i] for values in terms[:-2]), calendar, limited)  # type: ignore[call-arg]


def _limited(run: Run) -> Limited:
    """Purchase limits, and what second accounts are paid of their ad points."""
    inputs = run.inputs
    rows = limits_of(
        inputs.scenario.rows("limits"),
        lambda name, absent: inputs.flat.get(name, absent), inputs.count,
    )
    completion = inputs.segments.task_completion
    paid = completion if inputs.flat["ad_points.missed_day"] == "forfeited" else 1.0
    held_back = mean_rates(inputs)[1] if members_fund(inputs) else 0.0
    return Limited(
        on=np.repeat(rows.on[None], inputs.count, axis=0), limit=rows.limit, window=rows.window,
        evading=inputs.column("identity.evading_share"), caught=inputs.column("identity.detection"),
        paid=np.broadcast_to((1.0 - held_back) * paid, completion.shape).copy(),
    )


def calendar_of(run: Run, completion: np.ndarray) -> Calendar:
    """What gates, cuts, waits and a payout limit do to what a point brings to members who finish
    ad tasks so often (scenario, row)."""
    inputs, controlled = run.inputs, run.demand.controlled
    count, segments = completion.shape
    if controlled is None:
        return no_calendar(count, segments)
    flat, found = inputs.flat, controlled.found
    calendar = empty_calendar(count, segments, run.days)
    calendar.rule[:, LAG] = flat["ad_points.lag_days"]
    calendar.rule[:, EXPIRY] = flat.get("ad_points.expiry_days", FOR_EVER)
    calendar.rule[:, BY_GRANT] = flat["ad_points.rule"] == "grant"
    rate = inputs.number("ad_points.release_rate")
    forfeited = flat["ad_points.missed_day"] == "forfeited"
    share = rate * (1.0 if forfeited else completion)
    fill_calendar(
        share=np.broadcast_to(share, (count, segments)).copy(), factor=found.factor,
        gate=found.gate, part=found.part, lapses=controlled.lapses, calendar=calendar,
    )
    return calendar


@bare
def released_part(terms: Terms, place: Place, made: int, until: int) -> float:
    """Part of a grant made `made` days after joining that has been released to who watches until
    `until` days after it, as far as it is paid while the group is seen."""
    if terms.calendar.kept.shape[1] == 0:
        return float(terms.gone[place.segment, until - made])
    joined = place.joined
    return float(part_brought(
        terms.calendar, place.segment, joined + made, joined + until, joined + place.seen
    ))


@kernel
def fill_tables(
    terms: Terms, attention: np.ndarray, completion: np.ndarray, release_rate: np.ndarray,
    held_back: np.ndarray, variance: np.ndarray, rules: tuple[bool, bool],
) -> None:
    """`paid` and what depends on tenure. attention: half-lives in days; held_back: part of releases
    that goes to uplines; variance of the own factor on order rates; rules: as in `laws.demand`."""
    by_grant, forfeited = rules
    for i in range(completion.shape[0]):
        for j in range(completion.shape[1]):
            left = share_leaving(release_rate[i], completion[i, j], forfeited)
            terms.paid[i, j] = part_paid(completion[i, j], forfeited) * (1.0 - held_back[i])
            fill_gone(terms.gone[i, j], left, by_grant)
            fill_halving(terms.watching[i, j], attention[i, j])
            fill_once(
                terms.once[i, j], terms.order_rate[i, j], terms.buying_life[i, j], variance[i]
            )


@kernel
def fill_gone(gone: np.ndarray, daily_share: float, by_grant: bool) -> None:
    """1 − (1 − v)^d, or min(1, v·d) where each grant is released by itself (model.md section 4)."""
    kept = 1.0
    for d in range(gone.size):
        part = daily_share * d if by_grant else 1.0 - kept
        gone[d] = part if part < FULLY_RELEASED else 1.0
        kept *= 1.0 - daily_share


@kernel
def fill_once(once: np.ndarray, rate: float, buying_life: float, variance: float) -> None:
    """Σ_b P(buying life of b whole days)·E e^(−G·rate·b), all from d days on taken as d.

    E e^(−G·x) = (1 + variance·x)^(−1/variance) for a gamma factor G of mean 1.
    """
    once[:] = 1.0
    if rate <= 0.0:
        return
    kept, so_far, buys = 1.0, 0.0, math.exp(-1.0 / buying_life)
    for d in range(once.size):
        x = rate * d
        none = math.exp(-math.log1p(variance * x) / variance) if variance > 0.0 else math.exp(-x)
        once[d] = so_far + kept * none
        so_far += kept * (1.0 - buys) * none
        kept *= buys
