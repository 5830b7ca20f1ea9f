"""Purchase limits: what an account is served, what of it earns points, and the second accounts of
those who get round it (controls.md section 1). Arrays over tenure have index u, days since joining.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from model.bounds import FOR_EVER, TIE
from model.compiled import bare, kernel
from model.laws.demand import ORDERS, SPEND, WATCHED, add_convolution
from model.laws.inputs import Inputs, stacked

ON = ("orders", "spend", "earning")
ON_ORDERS, ON_SPEND, ON_EARNING = range(len(ON))

SERVED = ("earning", "refused", "evaded")
EARNING, REFUSED, EVADED = range(len(SERVED))


class Limits(NamedTuple):
    """What each row limits (row,), how much and for how many days (scenario, row); the part of
    people who open second accounts that no check stops (scenario,)."""

    on: np.ndarray
    limit: np.ndarray
    window: np.ndarray
    evading: np.ndarray


def limits_of(
    rows: tuple[str, ...], value: Callable[[str, object], object], count: int
) -> Limits:
    """The limits of a batch; value(dotted name, absent): a number, an array (scenario,), a choice.
    """
    shape = (count, len(rows))
    found = Limits(
        on=np.array([ON.index(str(value(f"limits.{row}.on", ""))) for row in rows], dtype=np.int64),
        limit=np.empty(shape), window=np.empty(shape), evading=np.empty(count),
    )
    for r, row in enumerate(rows):
        found.limit[:, r] = value(f"limits.{row}.limit", 0.0)
        found.window[:, r] = value(f"limits.{row}.window_days", FOR_EVER)
    share, stopped = (
        np.asarray(value(f"identity.{field}", 0.0), float)
        for field in ("evading_share", "detection")
    )
    found.evading[:] = share * (1.0 - stopped)
    return found


@bare
def first_earning(
    on: np.ndarray, limit: np.ndarray, used: np.ndarray, block: np.ndarray, yuan: float
) -> float:
    """A single account's first order, which is always made: yuan of it that earn points. Each row
    (row,) begins to count: `used` so far in which `block` of tenure."""
    earning = yuan
    for r in range(on.size):
        if on[r] == ON_EARNING:
            earning = min(earning, limit[r])
    for r in range(on.size):
        block[r] = 0.0
        used[r] = 1.0 if on[r] == ON_ORDERS else earning if on[r] == ON_EARNING else yuan
    return float(earning)


@bare
def served_order(
    on: np.ndarray, limit: np.ndarray, window: np.ndarray, used: np.ndarray, block: np.ndarray,
    tenure: int, orders: float, yuan: float,
) -> tuple[float, float]:
    """Of what a single account wishes at a tenure, `orders` alike of `yuan` together, how many are
    made and how many yuan of them earn; an order is made as a whole or not at all, and earns on
    the part below a limit of earning. Blocks of tenure that are over are forgotten."""
    made, one = orders, yuan / orders
    for r in range(on.size):
        current = math.floor(tenure / window[r])
        if current != block[r]:
            block[r], used[r] = current, 0.0
        if on[r] == ON_EARNING:
            continue
        unit = one if on[r] == ON_SPEND else 1.0
        left = max(0.0, limit[r] - used[r]) / TIE
        if made * unit > left:
            made = min(made, np.floor(left / unit))
    earning = made * one
    for r in range(on.size):
        if on[r] == ON_EARNING:
            earning = min(earning, max(0.0, limit[r] - used[r]))
    return made, earning


@bare
def count_served(
    on: np.ndarray, used: np.ndarray, made: float, yuan: float, earning: float
) -> None:
    """Count orders that a single account was served."""
    for r in range(on.size):
        used[r] += made if on[r] == ON_ORDERS else earning if on[r] == ON_EARNING else yuan


@bare
def part_left(
    on: np.ndarray, limit: np.ndarray, used: np.ndarray, demand: tuple[float, float, float],
    earning: bool,
) -> float:
    """Part of a day's demand that every row of a kind leaves room for; `demand` of orders, of
    spending, of spending that could earn."""
    part = 1.0
    for r in range(on.size):
        if (on[r] == ON_EARNING) == earning and demand[on[r]] > 0.0:
            part = min(part, max(0.0, limit[r] - used[r]) / demand[on[r]])
    return part


@bare
def serve(
    on: np.ndarray, limit: np.ndarray, window: np.ndarray, evading: float, used: np.ndarray,
    spend: np.ndarray, orders: np.ndarray, split: np.ndarray,
) -> None:
    """From an account's demand (tenure), yuan and orders, to what it is served, in place; `split`
    (SERVED, tenure): what earns points, what is refused, what goes to second accounts."""
    kept = 1.0 - evading
    for u in range(spend.size):
        for r in range(on.size):
            if u % window[r] == 0:
                used[r] = 0.0
        wanted = spend[u]
        part = part_left(on, limit, used, (orders[u], wanted, 0.0), False)
        served, count = part * wanted, part * orders[u]
        earning = served * part_left(on, limit, used, (0.0, 0.0, served), True)
        for r in range(on.size):
            used[r] += count if on[r] == ON_ORDERS else served if on[r] == ON_SPEND else earning
        split[EARNING, u], split[REFUSED, u], split[EVADED, u] = earning, 0.0, 0.0
        if u > 0:
            own = earning + kept * (served - earning)
            split[REFUSED, u] = kept * (wanted - served)
            split[EVADED, u] = evading * (wanted - earning)
            spend[u], orders[u] = own, count * own / served if served > 0.0 else 0.0


def limit_orders(
    inputs: Inputs, joins: np.ndarray, profiles: np.ndarray, daily: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Profiles and daily flows of orders, cut in place to what limits let through: earning (segment
    tenure), refused sales (day) and second accounts (segment, day), each with a leading axis
    scenario."""
    count, segments, _, days = profiles.shape
    earning, refused = profiles[:, :, SPEND].copy(), np.zeros((count, days))
    second = np.zeros((count, segments, days))
    if inputs.scenario.rows("limits"):
        terms = limits_of(
            inputs.scenario.rows("limits"),
            lambda name, absent: inputs.flat.get(name, absent), count,
        )
        price = stacked(inputs, inputs.baskets["enrolment"].price)[:, 0]
        fill_limited(
            limits=terms, joins=joins, share=inputs.segments.share, price=price,
            profiles=profiles, daily=daily, earning=earning, refused=refused, second=second,
        )
    return earning, refused, second


@kernel
def fill_limited(
    limits: Limits, joins: np.ndarray, share: np.ndarray, price: np.ndarray, profiles: np.ndarray,
    daily: np.ndarray, earning: np.ndarray, refused: np.ndarray, second: np.ndarray,
) -> None:
    """`limit_orders` into its arrays; price of an enrolment basket (scenario,)."""
    days = joins.shape[1]
    split = np.empty((len(SERVED), days))
    used, one = np.empty(limits.on.size), np.empty(days)
    for i in range(joins.shape[0]):
        daily[i, SPEND], daily[i, ORDERS] = 0.0, 0.0
        for j in range(share.shape[1]):
            serve_segment(limits, i, used, profiles[i, j], split)
            earning[i, j] = split[EARNING]
            people = share[i, j] * joins[i]
            for which in (SPEND, ORDERS):
                one[:] = profiles[i, j, which]
                one[0] = 0.0
                add_convolution(daily[i, which], people, one)
            add_convolution(refused[i], people, split[REFUSED])
            add_convolution(second[i, j], people, split[EVADED] / price[i])
            add_convolution(daily[i, WATCHED], second[i, j], profiles[i, j, WATCHED])


@bare
def serve_segment(
    terms: Limits, i: int, used: np.ndarray, profiles: np.ndarray, split: np.ndarray
) -> None:
    """`serve` of one segment of scenario `i`."""
    serve(
        terms.on, terms.limit[i], terms.window[i], terms.evading[i], used, profiles[SPEND],
        profiles[ORDERS], split,
    )
