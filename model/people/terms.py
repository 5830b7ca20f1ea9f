"""What makes a segment's people differ, and what a yuan that they spend earns."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from model import payouts
from model.compiled import kernel
from model.demand import FULLY_RELEASED, fill_halving, part_paid, share_leaving
from model.inputs import stacked
from model.people.points import rate_nodes
from model.run import Run


class Terms(NamedTuple):
    """Numbers of a scenario; with a leading axis (scenario, …), of several.

    By segment: `order_rate` a day; mean `buying_life` and `watching_life` in days; `price` of a
    first and of a repeat order (segment, 2); `paid`, what reaches a member per ad point that leaves
    its ledger; and by tenure in days (segment, day): `gone`, part of a grant that has left the
    ledger of one who watches on that long after it was made; `watching`, part of members who watch
    that long; `once`, chance that no repeat order counts up to then.

    Per yuan of first and of repeat orders (2,): `ad_points`, `gift`. `rate` (node,): ln of a
    member's own factor on the order rate; `sigma` of the logarithm of an order's size.
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


def terms_of(run: Run) -> Terms:
    """The numbers of every scenario of a run."""
    inputs, segments = run.inputs, run.inputs.segments
    enrol, repeat = (inputs.baskets[role] for role in ("enrolment", "repurchase"))
    rate_spread = inputs.column("members.order_rate_spread")
    shape = (*segments.share.shape, run.days)
    prices = np.repeat(stacked(inputs, enrol.price, repeat.price)[:, None], shape[1], axis=1)
    prices[:, :, 1] *= segments.reorder_scale
    terms = Terms(
        segments.order_rate, segments.retention_half_life / math.log(2.0),
        segments.attention_half_life / math.log(2.0), prices,
        np.empty(shape[:2]), np.empty(shape), np.empty(shape), np.empty(shape),
        stacked(inputs, enrol.ad_points, repeat.ad_points),
        stacked(inputs, enrol.gift, repeat.gift),
        np.stack([rate_nodes(float(spread)) for spread in rate_spread]),
        np.sqrt(np.log1p(inputs.column("members.order_size_spread") ** 2)),
    )
    held_back = np.full(inputs.count, payouts.commissions(inputs, run.members)[1][:, 0])
    fill_tables(
        terms, segments.attention_half_life, segments.task_completion,
        inputs.column("ad_points.release_rate"), held_back, rate_spread**2,
        (inputs.flat["ad_points.rule"] == "grant",
         inputs.flat["ad_points.missed_day"] == "forfeited"),
    )
    return terms


@kernel
def fill_tables(
    terms: Terms, attention: np.ndarray, completion: np.ndarray, release_rate: np.ndarray,
    held_back: np.ndarray, variance: np.ndarray, rules: tuple[bool, bool],
) -> None:
    """`paid` and what depends on tenure. attention: half-lives in days; held_back: part of releases
    that goes to uplines; variance of the own factor on order rates; rules: as in `model.demand`."""
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
