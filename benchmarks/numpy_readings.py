"""What is read off a run of the NumPy oracle (model.md 6)."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np

from benchmarks.numpy_terms import ROUNDING, Table, commission_rate

Reading = dict[str, float | int | None]


def ratio(part: float, whole: float) -> float | None:
    """`part / whole`, undefined where there is no whole."""
    return float(part / whole) if whole > 0 else None


def exits(terms: SimpleNamespace, state: SimpleNamespace) -> Reading:
    """Who was forced out at least once, and how long after joining (model.md 6)."""
    days = np.array([np.where(c.exit_day < 0, terms.days, c.exit_day) for c in state.campaigns])
    first = days.min(axis=0)
    left = first < terms.days
    delay = first - np.arange(terms.days)[:, None]
    leavers = terms.members.sum(where=left)
    return {
        "exit_share": ratio(leavers, terms.members.sum()),
        "exit_delay_days": ratio((terms.members * delay).sum(where=left), leavers),
    }


def recovery(terms: SimpleNamespace, state: SimpleNamespace) -> Reading:
    """What all members spent and got back; upline income is left out (model.md 6)."""
    referral = terms.document["referral"]
    by_member = referral["basis"] == "release" and referral["funded_by"] == "member"
    own_part = 1 - commission_rate(referral) if by_member else 1.0
    spent = terms.members * np.cumsum(terms.profile.spend, axis=0)[::-1]
    received = state.redeemed + own_part * (
        terms.members * np.cumsum(terms.profile.released, axis=0)[::-1]
    )
    holdings = sum(
        (1 - c.terms["sell_fee"]) * c.price(terms.days - 1) * c.held for c in state.campaigns
    )
    return {
        "recovered_multiple": ratio(received.sum(), spent.sum()),
        "recovered_multiple_with_holdings": ratio(received.sum() + holdings, spent.sum()),
    }


def funding(terms: SimpleNamespace, cash: np.ndarray, without_adverts: np.ndarray) -> Reading:
    """Low points of operating cash and the advert price that would avoid them (model.md 6)."""
    negative = np.flatnonzero(cash < 0)
    views = np.cumsum(terms.flows.views)
    short = without_adverts < 0
    breakeven: float | None = None
    if not np.any(short & (views == 0)):
        breakeven = float(np.max(-without_adverts[short] / views[short], initial=0.0))
    return {
        "lowest_cash": float(cash.min()),
        "lowest_cash_day": int(cash.argmin()),
        "first_negative_day": int(negative[0]) if negative.size else None,
        "peak_funding": max(0.0, -float(cash.min())),
        "breakeven_revenue_per_view": breakeven,
    }


def pools(terms: SimpleNamespace, state: SimpleNamespace) -> Reading:
    """What stands behind the caps of those who still hold points (model.md 6)."""
    started = [c for c in state.campaigns if c.start < terms.days]
    promised = sum(c.terms["cap_multiple"] * c.base.sum(where=c.points > 0) for c in started)
    return {
        "pool_coverage": ratio(sum(c.pool for c in started), promised),
        "trapped_pool": float(sum(c.pool for c in started if c.held == 0)),
    }


def by_platform(referral: Table) -> float:
    """Commission that the platform owes per yuan of ad points still to be released (model.md 6)."""
    owed = referral["basis"] == "release" and referral["funded_by"] == "platform"
    return commission_rate(referral) if owed else 0.0


def promises(terms: SimpleNamespace, daily: dict[str, np.ndarray]) -> Reading:
    """What is owed at the end beyond the cash, to all and to who still watches (model.md 6)."""
    with_uplines = 1 + by_platform(terms.document["referral"])
    unreleased, behind = terms.flows.unreleased[-1], terms.flows.left_behind[-1]
    besides = daily["wallet_balance"][-1] - max(0.0, daily["operating_cash"][-1])
    return {
        "unfunded_promise": float(unreleased * with_uplines + besides),
        "unfunded_promise_to_watchers": float((unreleased - behind) * with_uplines + besides),
        "ad_points_left_behind": float(behind),
    }


def payouts(
    terms: SimpleNamespace, state: SimpleNamespace, daily: dict[str, np.ndarray]
) -> Reading:
    """The three payout ratios over the whole run (model.md 6)."""
    flows, sales = terms.flows, terms.flows.sales.sum()
    in_cash = terms.document["team"]["paid_in"] == "cash"
    agents, bonus = flows.agent_payouts.sum(), flows.team_bonus.sum()
    granted = terms.baskets["enrolment"].ad_points * flows.first_orders.sum()
    granted += terms.baskets["repurchase"].ad_points * flows.reorders.sum()
    granted *= 1 + by_platform(terms.document["referral"])
    caps = sum(
        c.terms["cap_multiple"]
        * (1 - c.terms["sell_fee"] if c.terms["cap_measure"] == "gross" else 1.0)
        * c.accrued_base
        for c in state.campaigns
    )
    cash = daily["withdrawals"].sum() + agents + (bonus if in_cash else 0.0)
    still_owed = daily["wallet_balance"][-1] + flows.unreleased[-1]
    return {
        "payout_ratio_cash": ratio(cash, sales),
        "payout_ratio_accrual": ratio(cash + still_owed, sales),
        "payout_ratio_promised": ratio(granted + caps + agents + bonus, sales),
    }


def agent_payback(terms: SimpleNamespace) -> Reading:
    """First day by which a territory signed on day 0 has earned its fee, per tier (model.md 6)."""
    days: Reading = {}
    for name, tier in terms.document.get("agents", {}).items():
        base = terms.flows.bases[tier["basis"]]
        paid = np.cumsum(tier["rate"] / tier["territories"] * base)
        reached = np.flatnonzero(paid >= tier["fee"] * (1 - ROUNDING))
        days[f"agent_payback_day.{name}"] = int(reached[0]) if reached.size else None
    return days


def summary(
    terms: SimpleNamespace,
    state: SimpleNamespace,
    daily: dict[str, np.ndarray],
    without_adverts: np.ndarray,
) -> Reading:
    """All readings under the names of `summary.json` but one, None where undefined.

    `recovered_share` is a share of people, which no average over groups gives.
    """
    totals: Reading = {
        "members": math.fsum(terms.flows.joins),
        "sales": math.fsum(terms.flows.sales),
    }
    return (
        totals
        | exits(terms, state)
        | recovery(terms, state)
        | funding(terms, daily["operating_cash"], without_adverts)
        | promises(terms, daily)
        | pools(terms, state)
        | payouts(terms, state, daily)
        | agent_payback(terms)
    )
