"""Who joins, and what a member then spends, watches and releases (model.md sections 2 and 4).

Arrays over tenure have index u = days since joining. Everything here is per scenario.
"""

from __future__ import annotations

import math

import numpy as np

from model.compiled import inlined, kernel

BASS, CONSTANT, EXPONENTIAL, SERIES = range(4)
PROFILES = ("spend", "orders", "watched", "released", "left", "balance", "left_behind")
SPEND, ORDERS, WATCHED, RELEASED, LEFT, BALANCE, LEFT_BEHIND = range(len(PROFILES))
CURVES = ("bass", "constant", "exponential", "series")

NEGLIGIBLE = 1e-290
"""Halving goes on below what a double holds exactly; such a rest only slows the processor."""

STRIDE = 32
"""Days between exact powers of a half: a power costs ten products."""

FULLY_RELEASED = 1.0 - 1e-12
"""A grant whose daily shares add up to 1 but for rounding is released."""


@kernel
def fill_bass(joins: np.ndarray, market_size: float, innovation: float, imitation: float) -> None:
    """n = max(0, (p + q·N/M)(M − N)), members per day."""
    joined = 0.0
    for day in range(joins.size):
        if market_size > 0.0:
            rate = innovation + imitation * joined / market_size
            joins[day] = max(0.0, rate * (market_size - joined))
        else:
            joins[day] = 0.0
        joined += joins[day]


@kernel
def fill_exponential(joins: np.ndarray, daily_joins: float, rate: float, peak: float) -> None:
    """n = min(peak, n₀(1 + rate)^t), members per day."""
    for day in range(joins.size):
        grown = daily_joins * (1.0 + rate) ** day if daily_joins > 0.0 else 0.0
        joins[day] = min(peak, grown)


@kernel
def fill_halving(profile: np.ndarray, half_life: float) -> None:
    """2^(−u/half_life), exactly 0 once negligible; as a product of whole and part strides."""
    part = 2.0 ** (-np.arange(STRIDE) / half_life)
    for start in range(0, profile.size, STRIDE):
        whole = 2.0 ** (-start / half_life)
        for u in range(start, min(start + STRIDE, profile.size)):
            left = whole * part[u - start]
            profile[u] = left if left >= NEGLIGIBLE else 0.0


@inlined
def part_gone(days: float, half_life: float) -> float:
    """1 − 2^(−days/half_life), of which a difference would leave no digits for long half-lives."""
    return -math.expm1(-math.log(2.0) * days / half_life)


@inlined
def share_leaving(release_rate: float, watched: float, forfeited: bool) -> float:
    """v(u): part of what is held, or of a grant, that leaves the ledger on a day."""
    return release_rate if forfeited else release_rate * watched


@inlined
def part_paid(watched: float, forfeited: bool) -> float:
    """Part of what leaves the ledger that is paid: all of it where a missed day only defers."""
    return watched if forfeited else 1.0


@inlined
def grant_leaving(gone: float, share: float) -> float:
    """Part of a grant that leaves today, `gone` of it having left before: all the rest at last."""
    return 1.0 - gone if gone + share >= FULLY_RELEASED else share


@kernel
def fill_grant_release(
    left: np.ndarray, held: np.ndarray, granted: np.ndarray, daily_share: float
) -> None:
    """Rule `grant`, for one who watches on: a grant of day g has by day u lost the part
    min(1, v(u − g)). `held` is at the end of the day."""
    left[:] = 0.0
    held[:] = 0.0
    for g in range(granted.size):
        if granted[g] == 0.0:
            continue
        gone = 0.0
        held[g] += granted[g]
        for u in range(g + 1, granted.size):
            left[u] += granted[g] * grant_leaving(gone, daily_share)
            gone = daily_share * (u - g)
            if gone >= FULLY_RELEASED:
                break
            held[u] += granted[g] * (1.0 - gone)


@kernel
def fill_grant_ledgers(
    profiles: np.ndarray, granted: np.ndarray, watching: np.ndarray, half_life: float,
    rates: tuple[float, float], forfeited: bool,
) -> None:
    """Rule `grant`: from the ledger of one who watches on to the mean of all (RELEASED on).

    granted, watching (tenure): ad points, and the part of members who still watch, of which half
    have stopped after `half_life` days; rates: task completion, release rate.
    """
    left, held = np.empty(granted.size), np.empty(granted.size)
    daily_share = share_leaving(rates[1], rates[0], forfeited)
    fill_grant_release(left, held, granted, daily_share)
    stopped, opening = 0.0, 0.0  # held by those who stopped; by watchers the evening before
    stops = part_gone(1.0, half_life)
    for u in range(granted.size):
        gone = part_gone(float(u), half_life)
        leaves = left[u] if forfeited else watching[u] * left[u]
        profiles[LEFT, u] = leaves
        profiles[RELEASED, u] = watching[u] * left[u] * part_paid(rates[0], forfeited)
        if forfeited:
            stopped = gone * held[u]
        else:
            stopped += stops * opening + gone * granted[u]
        profiles[LEFT_BEHIND, u] = stopped
        profiles[BALANCE, u] = watching[u] * held[u] + stopped
        opening = watching[u] * held[u]


@kernel
def add_balance_ledgers(
    flows: np.ndarray, joins: np.ndarray, share: float, half_lives: tuple[float, float],
    grants: tuple[float, float], rates: tuple[float, float], forfeited: bool,
) -> None:
    """Rule `balance`: what all join days together release, hold and leave behind (RELEASED on).

    Everything fades by equal factors a day, so today's sums are yesterday's, one day older.
    half_lives: retention, attention (days); grants: ad points of a first order, of a day's repeat
    orders while nobody has stopped buying; rates: task completion, release rate.
    """
    buying, watching = 2.0 ** (-1.0 / half_lives[0]), 2.0 ** (-1.0 / half_lives[1])
    stops = part_gone(1.0, half_lives[1])
    daily_share = share_leaving(rates[1], rates[0], forfeited)
    paid = daily_share * part_paid(rates[0], forfeited)
    lost = daily_share if forfeited else 0.0  # of what those hold who stopped
    held, stopped = 0.0, 0.0  # ad points of who watches, of who stopped watching
    both, only = 0.0, 0.0  # members who buy and watch, who buy but stopped watching
    joined = 0.0
    for day in range(joins.size):
        only = buying * (only + stops * (both + joined))
        both = buying * watching * (both + joined)
        released = paid * watching * held
        leaves = daily_share * (held + stopped) if forfeited else released
        stopped = (1.0 - lost) * (stopped + stops * held) + grants[1] * only
        joined = share * joins[day]
        held = (1.0 - daily_share) * watching * held + grants[1] * both + grants[0] * joined
        flows[RELEASED, day] += released
        flows[LEFT, day] += leaves
        flows[BALANCE, day] += held + stopped
        flows[LEFT_BEHIND, day] += stopped


@kernel
def add_convolution(flow: np.ndarray, joins: np.ndarray, profile: np.ndarray) -> None:
    """flow[t] += Σ_k joins[k]·profile[t − k]: what all join days together do on day t."""
    days = flow.size
    for k in range(days):
        if joins[k] != 0.0:
            joined = joins[k]
            for u in range(days - k):
                flow[k + u] += joined * profile[u]


@kernel
def fill_tenure(
    half_lives: tuple[float, float], rates: tuple[float, float, float], first: tuple[float, float],
    repeat: tuple[float, float], rules: tuple[bool, bool], profiles: np.ndarray,
) -> None:
    """Tenure profiles of one segment into `profiles` (PROFILES, day), means over its members.

    half_lives: retention, attention (days); rates: orders a day of a member who still buys, task
    completion, release rate; first and repeat: yuan of an order, ad points per yuan of it;
    rules: counted per grant, missed days forfeited.
    """
    order_rate, completion, release_rate = rates
    spend, orders, watched = profiles[SPEND], profiles[ORDERS], profiles[WATCHED]
    fill_halving(orders, half_lives[0])
    fill_halving(watched, half_lives[1])
    orders *= order_rate
    spend[:] = orders * repeat[0]
    orders[0], spend[0] = 1.0, first[0]
    by_grant, forfeited = rules
    ledger = (completion, release_rate)
    if by_grant:
        granted = spend * repeat[1]
        granted[0] = spend[0] * first[1]
        fill_grant_ledgers(profiles, granted, watched, half_lives[1], ledger, forfeited)
    else:
        grants = (first[0] * first[1], order_rate * repeat[0] * repeat[1])
        profiles[RELEASED:] = 0.0
        one = np.zeros(spend.size)
        one[0] = 1.0
        add_balance_ledgers(profiles, one, 1.0, half_lives, grants, ledger, forfeited)
    watched *= completion
    watched[0] = 0.0


@kernel
def add_halving_flows(
    flows: np.ndarray, joins: np.ndarray, share: float, half_lives: tuple[float, float],
    first_day: tuple[float, float, float],
) -> None:
    """Repeat spend, orders and tasks of a segment: their profiles halve, so today's sum over all
    join days is yesterday's, one day older. `first_day` holds the profiles' factors of 2^(−u/h)."""
    buying, watching = 0.0, 0.0
    kept, attentive = 2.0 ** (-1.0 / half_lives[0]), 2.0 ** (-1.0 / half_lives[1])
    for day in range(1, joins.size):
        buying = (buying + joins[day - 1]) * kept
        watching = (watching + joins[day - 1]) * attentive
        flows[SPEND, day] += share * first_day[0] * buying
        flows[ORDERS, day] += share * first_day[1] * buying
        flows[WATCHED, day] += share * first_day[2] * watching


@kernel
def add_grant_ledgers(
    flows: np.ndarray, joins: np.ndarray, shares: np.ndarray, profiles: np.ndarray, forfeited: bool
) -> None:
    """Rule `grant`: released, left, unreleased and left-behind ad points of all segments.

    What leaves is what is released unless missed days are forfeited. joins (day), shares (segment),
    profiles (segment, PROFILES, day), flows (PROFILES, day).
    """
    for which in range(RELEASED, len(PROFILES)):
        if which == LEFT and not forfeited:
            flows[LEFT] = flows[RELEASED]
            continue
        mean = np.zeros(joins.size)
        for segment in range(shares.size):
            mean += shares[segment] * profiles[segment, which]
        add_convolution(flows[which], joins, mean)


@kernel
def fill_batch(
    joins: np.ndarray, share: np.ndarray, half_lives: np.ndarray, rates: np.ndarray,
    baskets: np.ndarray, by_grant: bool, forfeited: bool, profiles: np.ndarray, flows: np.ndarray,
) -> None:
    """Tenure profiles and daily flows for every scenario of a batch.

    joins (scenario, day), share (scenario, segment), half_lives and rates (scenario, segment, 2 and
    4: order rate, completion, release rate, reorder scale), baskets (scenario, 4: price and ad
    points of enrolment, of repurchase), profiles (scenario, segment, PROFILES, day), flows
    (scenario, PROFILES, day).
    """
    flows[:] = 0.0
    for i in range(joins.shape[0]):
        enrol, repeat = (baskets[i, 0], baskets[i, 1]), (baskets[i, 2], baskets[i, 3])
        for j in range(share.shape[1]):
            order = (repeat[0] * rates[i, j, 3], repeat[1])
            lives = (half_lives[i, j, 0], half_lives[i, j, 1])
            fill_tenure(
                lives,
                (rates[i, j, 0], rates[i, j, 1], rates[i, j, 2]),
                enrol, order, (by_grant, forfeited), profiles[i, j],
            )
            factors = (rates[i, j, 0] * order[0], rates[i, j, 0], rates[i, j, 1])
            add_halving_flows(flows[i], joins[i], share[i, j], lives, factors)
            if not by_grant:
                grants = (enrol[0] * enrol[1], rates[i, j, 0] * order[0] * order[1])
                ledger = (rates[i, j, 1], rates[i, j, 2])
                add_balance_ledgers(
                    flows[i], joins[i], share[i, j], lives, grants, ledger, forfeited
                )
        if by_grant:
            add_grant_ledgers(flows[i], joins[i], share[i], profiles[i], forfeited)
