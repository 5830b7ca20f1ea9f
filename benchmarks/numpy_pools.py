"""Pools, points, issue and redemption over NumPy cohorts (model.md 5.3-5.6).

Cohort arrays are `(join_day, segment)` and hold totals of a group, not amounts per member, so
that groups without members weigh nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np

from benchmarks.numpy_terms import ROUNDING

# Coefficients of y**-(2i+1) in the Stirling series of ln(gamma(y)), and where it is exact enough.
STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156)
STIRLING_FROM = 16.0
EMPTIED_BELOW = 1e-9  # of the points: fewer than these do not stay behind (model.md 5.5)


def stirling_step(y: float, gift: float) -> float:
    """Difference of the Stirling series between `y + gift` and `y`, without cancellation."""
    step = math.log1p(gift / y)
    return sum(
        factor * y ** -(2 * term + 1) * math.expm1(-(2 * term + 1) * step)
        for term, factor in enumerate(STIRLING)
    )


def log_issue_ratio(x: float, orders: float, gift: float) -> float:
    """Logarithm of gamma(x+orders+gift) gamma(x) / (gamma(x+gift) gamma(x+orders)) (model.md 5.4).

    `x` is shifted upward by recurrence; then every term of the second difference of Stirling's
    formula has a `log1p` or `expm1` of its own, good to about 1e-15.
    """
    total = 0.0
    while x < STIRLING_FROM:
        total += math.log1p(orders / (x + orders + gift) * gift / x)
        x += 1.0
    total += (x - 0.5) * math.log1p(-(orders / (x + orders)) * (gift / (x + gift)))
    total += orders * math.log1p(gift / (x + orders)) + gift * math.log1p(orders / (x + gift))
    return total + stirling_step(x + orders, gift) - stirling_step(x, gift)


class Campaign:
    """One campaign's terms, pool and cohorts; `days` and `segments` size the cohort arrays."""

    def __init__(self, name: str, terms: Mapping[str, Any], days: int, segments: int) -> None:
        self.name, self.terms = name, terms
        self.pool = float(terms["initial_pool"])
        self.platform_points = float(terms["initial_points"])
        self.start = terms["start_day"]
        self.end = self.start + terms.get("issue_days", math.inf)
        self.kept = terms["sell_fee"] * (1 - terms["fee_to_platform"])
        self.net = 1 - terms["sell_fee"] if terms["cap_measure"] == "net" else 1.0
        self.points = np.zeros((days, segments))
        self.base = np.zeros((days, segments))
        self.exit_day = np.full((days, segments), -1)
        self.held = 0.0
        self.accrued_base = 0.0

    @property
    def outstanding(self) -> float:
        """All points, the platform's included."""
        return self.held + self.platform_points

    def price(self, day: int) -> float:
        """Price at the end of what has happened so far on `day` (model.md 5.6)."""
        if day < self.start or self.outstanding == 0:
            return float(self.terms["issue_price"])
        return self.pool / self.outstanding

    def boost(self, day: int) -> float:
        """`closing_boost` on the last `closing_days`, else 1 (model.md 5.4)."""
        closing = day >= self.end - self.terms["closing_days"]
        return float(self.terms["closing_boost"]) if closing else 1.0


def active_and_finished(
    campaigns: list[Campaign], day: int
) -> tuple[Campaign | None, list[Campaign]]:
    """The open campaign that started last, and the others in which members hold points (5.3)."""
    started = [campaign for campaign in campaigns if campaign.start <= day]
    candidates = [campaign for campaign in started if day < campaign.end]
    active = max(reversed(candidates), key=lambda campaign: campaign.start, default=None)
    return active, [c for c in started if c is not active and c.held > 0]


def points_minted(campaign: Campaign, day: int, amount: float, gift: float, orders: float) -> float:
    """Points for a contribution of `amount` yuan, `gift` yuan of points per yuan (model.md 5.4)."""
    if amount == 0 or gift == 0:
        return 0.0
    opening = campaign.outstanding
    if campaign.terms["pricing"] == "day":
        return gift * amount / campaign.price(day)
    orders = max(1.0, orders)
    order = amount / orders
    if opening > 0:
        return opening * math.expm1(log_issue_ratio(campaign.pool / order, orders, gift))
    first = gift * order / campaign.terms["issue_price"]
    rest = log_issue_ratio(campaign.pool / order + 1.0, orders - 1.0, gift)
    return first * math.exp(rest)


def mint(campaign: Campaign, day: int, amount: float, bought: SimpleNamespace) -> float:
    """Pay `amount` into the active pool and credit its points to the cohorts (model.md 5.4).

    `bought` has the day's `contribution`, `gift_value` and `orders`, and per cohort the yuan of
    `spend` and of `gift`. Returns the points minted.
    """
    boost = campaign.boost(day)
    gift = boost * bought.gift_value / bought.contribution if bought.contribution > 0 else 0.0
    minted = points_minted(campaign, day, amount, gift, bought.orders)
    campaign.pool += amount
    if minted > 0:
        campaign.points[: day + 1] += bought.gift * (minted / bought.gift_value)
        campaign.held = float(campaign.points[: day + 1].sum())
    if campaign.terms["cap_base"] == "spend":
        campaign.base[: day + 1] += bought.spend
        campaign.accrued_base += bought.sales
    else:
        campaign.base[: day + 1] += boost * bought.gift
        campaign.accrued_base += boost * bought.gift_value
    return minted


def forced_exits(campaign: Campaign, points: np.ndarray, base: np.ndarray) -> np.ndarray | None:
    """The smallest set of groups closed under the cap, as a mask, or None (model.md 5.5)."""
    price = campaign.pool / campaign.outstanding
    cap = base * (campaign.terms["cap_multiple"] * (1 - ROUNDING) / campaign.net)
    leaving = points * price > cap  # strictly, so that a group with neither points nor base stays
    leavers = np.count_nonzero(leaving)
    if leavers == 0:
        return None
    while True:
        left = points.sum(where=~leaving) + campaign.platform_points
        if left == 0:
            return leaving
        lifted = price * (left / campaign.outstanding) ** -campaign.kept
        leaving = points * lifted > cap
        if np.count_nonzero(leaving) == leavers:
            return leaving
        leavers = np.count_nonzero(leaving)


def settle(campaign: Campaign, sold: float, left: float) -> float:
    """Take out of the pool what a batch of sales takes, and return it in yuan (model.md 5.5).

    The pool is scaled by what stays: subtracting loses its digits when it drains.
    """
    if left == 0:
        paid_out, campaign.pool = campaign.pool, 0.0
        return paid_out
    whole = sold + left
    log_left = math.log1p(-sold / whole) if sold < left else math.log(left / whole)
    paid_out = -campaign.pool * math.expm1((1 - campaign.kept) * log_left)
    campaign.pool *= math.exp((1 - campaign.kept) * log_left)
    return paid_out


def redeem(campaign: Campaign, day: int, run_size: float, redeemed: np.ndarray) -> SimpleNamespace:
    """All sales of one campaign on one day; adds to `redeemed` in yuan per group (model.md 5.5).

    Returns what members get (`redeemed`), the platform's part of the fee and the points burned.
    """
    if campaign.held == 0:
        return SimpleNamespace(redeemed=0.0, fee=0.0, burned=0.0)
    points, base = campaign.points[: day + 1], campaign.base[: day + 1]
    leaving = forced_exits(campaign, points, base)
    rate = max(campaign.terms["voluntary_sale_rate"], run_size)
    if leaving is None and rate == 0:
        return SimpleNamespace(redeemed=0.0, fee=0.0, burned=0.0)
    staying = campaign.held if leaving is None else float(points.sum(where=~leaving))
    forced = 0.0 if leaving is None else float(points.sum(where=leaving))
    kept_points = (1 - rate) * staying
    if campaign.platform_points == 0 and kept_points < EMPTIED_BELOW * (forced + staying):
        rate, kept_points = 1.0, 0.0
    burned = forced + rate * staying
    paid_out = settle(campaign, burned, kept_points + campaign.platform_points)
    to_members = paid_out * (1 - campaign.terms["sell_fee"]) / (1 - campaign.kept)
    selling = rate * points if leaving is None else np.where(leaving, points, rate * points)
    redeemed[: day + 1] += selling * (to_members / burned)
    points *= 1 - rate
    if leaving is not None:
        leave(campaign, day, leaving)
    campaign.held = kept_points
    fee = paid_out * campaign.terms["sell_fee"] * campaign.terms["fee_to_platform"]
    return SimpleNamespace(redeemed=to_members, fee=fee / (1 - campaign.kept), burned=burned)


def leave(campaign: Campaign, day: int, leaving: np.ndarray) -> None:
    """Reset the groups forced out today; their first exit day is kept (model.md 5.5)."""
    campaign.points[: day + 1][leaving] = 0.0
    campaign.base[: day + 1][leaving] = 0.0
    exit_day = campaign.exit_day[: day + 1]
    exit_day[leaving & (exit_day < 0)] = day
