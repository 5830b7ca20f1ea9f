"""What the pitch promises, each as a figure of a run: the part to which it is kept.

Every function gives arrays (scenario,) by name. `kept` is 1 where the promise is kept to everybody
or on every occasion, 0 where to nobody or on none, NaN where the run has nothing to test it by.
"""

from __future__ import annotations

import numpy as np

from model import Run, people, readings
from model.demand import SPEND
from model.readings import ratio
from model.redemption import TIE, fee_kept, price_after_sale

Figures = dict[str, np.ndarray]

RISE = 1e-12
"""A relative change of the price beyond rounding."""

NEGLIGIBLE = 1e-9
"""Sales of a day below this part of all are too few to tell a rise from rounding."""

SAMPLE_SALE = 0.1
"""The part of all points whose sale shows what a sale does."""

YEAR = 365
"""Who joined less than a year before the end had too little time for what takes a year."""

LATE_PART = 1.0 / 3.0
"""Who joins in this last part of a campaign's gifting is a late entrant."""


def _rise_of_sale(sell_fee: float, fee_to_platform: float) -> float:
    """By how much of itself the price rises when the part SAMPLE_SALE of all points is sold."""
    kept = fee_kept(sell_fee, fee_to_platform)
    return float(price_after_sale(1.0, 1.0, 1.0 - SAMPLE_SALE, kept)) - 1.0


def orders_lift(run: Run) -> Figures:
    """Days with orders on which the price rises before anybody sells, of all; the worst day."""
    change = readings.price_drivers(run)["issuance"]
    sales = run.members.sales
    ordering = sales > NEGLIGIBLE * sales.sum(axis=1, keepdims=True)
    ordered = (run.campaigns["minting"] > 0) & ordering[:, None, :]
    worst = np.where(ordered, change, np.inf).min(axis=(1, 2))
    return {"kept": _share(ordered & (change > RISE), ordered), "worst": np.expm1(worst)}


def sales_lift(run: Run) -> Figures:
    """Days with sales on which they raise the price; what selling a tenth of all points does."""
    terms = run.inputs.campaigns
    law = np.vectorize(_rise_of_sale, otypes=[float])(terms.sell_fee, terms.fee_to_platform)
    sold = run.campaigns["points_burned"] > 0
    lifted = sold & (readings.price_drivers(run)["burning"] > RISE)
    by_law = (law > RISE).mean(axis=1)
    kept = np.where(sold.any(axis=(1, 2)), _share(lifted, sold), by_law)
    return {"kept": kept, "rise": law.min(axis=1)}


def exits_gain(run: Run) -> Figures:
    """Members bought out by force who got more for points than they had spent by then, of all who
    joined a year or more before the end; what the bought out got per yuan spent by then."""
    first = readings.first_exit_day(run)
    out = ~np.isnan(first)
    spent = _spent_by(run, np.where(out, first, run.days - 1.0))
    return _bought_out(run, out, spent, _early(run))


def exits_after_stop(run: Run) -> Figures:
    """The same of members who joined before gifting stopped for good, against their spending up
    to then; sales after the stop per yuan of sales before it. NaN if it never stops."""
    terms = run.inputs.campaigns
    stop = np.where(terms.start_day < run.days, terms.end_day, 0).max(axis=1)
    stops = (stop > 0) & (stop < run.days)
    before = np.arange(run.days) < stop[:, None]
    last = np.minimum(stop, run.days)[:, None, None] - 1.0 + np.zeros(run.groups.members.shape)
    out = ~np.isnan(readings.first_exit_day(run))
    found = _bought_out(run, out, _spent_by(run, last), before)
    sales = run.members.sales
    gifted = np.where(before, sales, 0.0).sum(axis=1)
    later = ratio(np.where(before, 0.0, sales).sum(axis=1), gifted)
    return {name: np.where(stops, values, np.nan) for name, values in found.items()} | {
        "later_sales": np.where(stops, later, np.nan), "stop": np.where(stops, stop, np.nan),
    }


def purchase_free(run: Run) -> Figures:
    """Members whose released ad points alone exceed all they spent, of all who joined a year or
    more before the end; what was released to these per yuan they spent."""
    groups, everyone = run.groups, (1, 2)
    members = np.where(_early(run)[:, :, None], groups.members, 0.0)
    gains = np.where(groups.released * TIE > groups.spent, members, 0.0)
    released = (members * groups.released).sum(axis=everyone)
    spent = (members * groups.spent).sum(axis=everyone)
    return {"kept": ratio(gains.sum(axis=everyone), members.sum(axis=everyone)),
            "per_yuan": ratio(released, spent)}


def late_entrants(run: Run) -> Figures:
    """Late entrants of campaigns that ended who got back all they spent, of all such who joined a
    year or more before the end; what these got back per yuan. NaN without a second campaign."""
    terms = run.inputs.campaigns
    minting = run.campaigns["minting"] > 0
    passed = minting.cumsum(axis=2) > (1.0 - LATE_PART) * minting.sum(axis=2, keepdims=True)
    ended = (terms.end_day <= run.days)[:, :, None]
    late = (minting & passed & ended).any(axis=1) & _early(run)
    rotates = (terms.start_day < run.days).sum(axis=1) > 1
    groups = run.groups
    chosen = np.where(late[:, :, None], groups.members, 0.0)
    per_yuan = ratio((chosen * groups.received).sum(axis=(1, 2)),
                     (chosen * groups.spent).sum(axis=(1, 2)))
    kept = people.share(run, joined=late)
    return {"kept": np.where(rotates, kept, np.nan),
            "per_yuan": np.where(rotates, per_yuan, np.nan)}


def agents_earn(run: Run) -> Figures:
    """Agent tiers of which a territory has earned its fee by the end, of all; their number."""
    summary = readings.summary(run, shares=False)
    days = [value for name, value in summary.items() if name.startswith("agent_payback_day.")]
    if not days:
        nothing = np.full(run.inputs.count, np.nan)
        return {"kept": nothing, "earned": nothing, "tiers": nothing}
    earned = (~np.isnan(np.stack(days))).sum(axis=0).astype(float)
    return {"kept": earned / len(days), "earned": earned,
            "tiers": np.full(run.inputs.count, float(len(days)))}


def pool_lasts(run: Run) -> Figures:
    """What pools cover of what caps promise at the end, at most all; 0 where a pool that had been
    filled ran empty; days on which one was empty."""
    pool, points = run.campaigns["pool"], run.campaigns["points"]
    filled = np.maximum.accumulate(pool, axis=2) > 0
    empty = (filled & (pool <= 0)).any(axis=1).sum(axis=1)
    coverage = readings.pool_coverage(run)
    nothing_promised = np.isnan(coverage) & (points.max(axis=(1, 2)) > 0)
    kept = np.where(nothing_promised, 1.0, np.minimum(1.0, coverage))
    return {"kept": np.where(empty > 0, 0.0, kept), "coverage": coverage,
            "empty": empty.astype(float)}


def cash(run: Run) -> Figures:
    """Operating cash: lowest, at the end, at the end less what wallets are owed; wallet sales."""
    series, owed = run.daily["operating_cash"], run.daily["wallet_balance"][:, -1]
    return {"lowest": series.min(axis=1), "last": series[:, -1], "last_less_owed":
            series[:, -1] - owed, "wallet_sales": run.daily["wallet_orders"].sum(axis=1)}


def _bought_out(run: Run, out: np.ndarray, spent: np.ndarray, joined: np.ndarray) -> Figures:
    """Of the members of some join days (scenario, join_day) those out with more than `spent`."""
    groups, everyone = run.groups, (1, 2)
    chosen = np.where(joined[:, :, None], groups.members, 0.0)
    gains = out & (groups.redeemed * TIE > spent)
    left = np.where(out, chosen, 0.0)
    return {
        "kept": ratio(np.where(gains, chosen, 0.0).sum(axis=everyone), chosen.sum(axis=everyone)),
        "out": ratio(left.sum(axis=everyone), chosen.sum(axis=everyone)),
        "per_yuan": ratio((left * groups.redeemed).sum(axis=everyone),
                          (left * spent).sum(axis=everyone)),
    }


def _spent_by(run: Run, day: np.ndarray) -> np.ndarray:
    """Spending of a member up to the close of `day`, all (scenario, join_day, segment)."""
    spent = np.cumsum(run.members.profiles[:, :, SPEND], axis=2).swapaxes(1, 2)
    tenure = np.maximum(0, day.astype(int) - np.arange(run.days)[:, None])
    return np.take_along_axis(spent, tenure, axis=1)


def _early(run: Run) -> np.ndarray:
    """Join days a year or more before the end, (scenario, join_day)."""
    early = np.arange(run.days) < run.days - YEAR
    return np.broadcast_to(early, run.groups.members.shape[:2])


def _share(hits: np.ndarray, cases: np.ndarray) -> np.ndarray:
    """Hits per case, both (scenario, campaign, day)."""
    return ratio(hits.sum(axis=(1, 2)).astype(float), cases.sum(axis=(1, 2)).astype(float))
