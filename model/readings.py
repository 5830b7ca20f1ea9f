"""What is read off a run (model.md section 6): plain functions of its arrays.

Undefined readings are NaN. Members are weighted by their number; "at the end" is the last close.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from model import payouts, people
from model.compiled import kernel
from model.run import MONTH_DAYS as MONTH_DAYS
from model.run import Run
from model.totals import Totals, totals
from model.treasury import operating_cash

FAULT = 1e-9
"""A run whose accounts do not add up to this part of its turnover is faulty."""


def summary(run: Run, shares: bool = True) -> dict[str, np.ndarray]:
    """Every reading of `summary.json` in its order, name → (scenario,).

    `shares`: with `recovered_share`, which takes as long as a run.
    """
    total = totals(run)
    return {
        "members": total.members,
        "sales": _sales(run),
        "exit_share": ratio(total.forced_out, total.members),
        "exit_delay_days": ratio(total.waited, total.forced_out),
        **({"recovered_share": people.recovered_share(run)} if shares else {}),
        "recovered_multiple": ratio(total.received, total.spent),
        "recovered_multiple_with_holdings": ratio(total.received + total.holdings, total.spent),
        **_cash(run),
        **_unfunded(run),
        "ad_points_left_behind": run.daily["ad_points_left_behind"][:, -1],
        "pool_coverage": _coverage(run, total),
        "trapped_pool": _trapped(run, total),
        **_payout_ratios(run),
        **{
            f"agent_payback_day.{tier}": days
            for tier, days in payouts.agent_payback_days(run.inputs, run.members).items()
        },
    }


def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """above / below, NaN where below is zero."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(below != 0, np.asarray(above / below), np.nan)


def _sales(run: Run) -> np.ndarray:
    return np.asarray((run.daily["first_orders"] + run.daily["reorders"]).sum(axis=1))


def first_exit_day(run: Run) -> np.ndarray:
    """Day of each group's first forced exit, NaN = never (scenario, join_day, segment)."""
    days = run.groups.exit_day
    first = np.where(days < 0, np.iinfo(np.int32).max, days).min(axis=1)
    return np.where(first < np.iinfo(np.int32).max, first, np.nan)


def _cash(run: Run) -> dict[str, np.ndarray]:
    cash = run.daily["operating_cash"]
    below = cash < 0
    lowest = cash.min(axis=1)
    first = np.where(below.any(axis=1), below.argmax(axis=1).astype(float), np.nan)
    return {
        "lowest_cash": lowest,
        "lowest_cash_day": cash.argmin(axis=1).astype(float),
        "first_negative_day": first,
        "peak_funding": np.maximum(0.0, -lowest),
        "breakeven_revenue_per_view": breakeven_revenue_per_view(run),
    }


def breakeven_revenue_per_view(run: Run) -> np.ndarray:
    """Smallest constant revenue per view (yuan) with which operating cash is never negative.

    Cash is linear in it. 0 if none is needed, NaN if cash is negative before any view counts.
    """
    without = operating_cash(run.inputs, {**run.flows, "ad_revenue": np.zeros((1, 1))})
    need = np.zeros(run.inputs.count)
    fill_breakeven(without, np.ascontiguousarray(run.daily["paid_views"]), need)
    return need


@kernel
def fill_breakeven(without: np.ndarray, views: np.ndarray, need: np.ndarray) -> None:
    """Raise `need` (scenario,) from 0 to what every day asks for; `without`: cash without views."""
    for i in range(need.size):
        seen = 0.0
        for day in range(without.shape[1]):
            seen += views[i, day]
            if without[i, day] < 0.0:
                asked = -without[i, day] / seen if seen > 0.0 else np.nan
                if np.isnan(asked):
                    need[i] = np.nan
                    break
                need[i] = max(need[i], asked)


def promised_commission_rate(run: Run) -> np.ndarray:
    """Commissions per released ad point that the platform adds on top, (scenario,)."""
    flat = run.inputs.flat
    if flat["referral.basis"] == "order" or flat["referral.funded_by"] == "member":
        return np.zeros(1)
    sponsored = np.asarray(flat["referral.sponsored_share"], float)
    direct, indirect = (np.asarray(flat[f"referral.{x}"], float) for x in ("direct", "indirect"))
    return np.atleast_1d(direct * sponsored + indirect * sponsored**2)


def _unfunded(run: Run) -> dict[str, np.ndarray]:
    """Yuan still owed at the end (ad points with commissions, wallet) beyond the cash at hand; to
    watchers without the ad points of those who stopped watching, which nobody will claim."""
    names = ("unreleased_ad_points", "ad_points_left_behind", "wallet_balance", "operating_cash")
    unreleased, left, wallet, cash = (run.daily[name][:, -1] for name in names)
    due = 1.0 + promised_commission_rate(run)
    promise = unreleased * due + wallet - np.maximum(0.0, cash)
    return {"unfunded_promise": promise, "unfunded_promise_to_watchers": promise - left * due}


def _started(run: Run) -> np.ndarray:
    return np.asarray(run.inputs.campaigns.start_day < run.days)


def pool_coverage(run: Run) -> np.ndarray:
    """Pools at the end over what the cap promises to all who hold points."""
    return _coverage(run, totals(run))


def _coverage(run: Run, total: Totals) -> np.ndarray:
    promised = (run.inputs.campaigns.cap_multiple * total.base).sum(axis=1)
    pools = np.where(_started(run), run.campaigns["pool"][:, :, -1], 0.0)
    return ratio(pools.sum(axis=1), promised)


def _trapped(run: Run, total: Totals) -> np.ndarray:
    """Yuan in started campaigns in which no member holds points at the end."""
    pools = run.campaigns["pool"][:, :, -1]
    empty = total.points <= 0
    return np.asarray(np.where(empty & _started(run), pools, 0.0).sum(axis=1))


def _payout_ratios(run: Run) -> dict[str, np.ndarray]:
    paid = ("withdrawals", "agent_payouts", "team_bonus")
    total = {name: run.daily[name].sum(axis=1) for name in paid}
    in_cash = run.flows["team_bonus_cash"].sum(axis=1)
    cash = total["withdrawals"] + total["agent_payouts"] + in_cash
    closing = run.daily["wallet_balance"][:, -1] + run.daily["unreleased_ad_points"][:, -1]
    promised = points_granted(run).sum(axis=1) * (1.0 + promised_commission_rate(run))
    promised = promised + _promised_at_cap(run) + total["agent_payouts"] + total["team_bonus"]
    sales = _sales(run)
    return {
        "payout_ratio_cash": ratio(cash, sales),
        "payout_ratio_accrual": ratio(cash + closing, sales),
        "payout_ratio_promised": ratio(promised, sales),
    }


def points_granted(run: Run) -> np.ndarray:
    """Ad points granted a day, (scenario, day)."""
    enrol, repeat = (run.inputs.baskets[role].ad_points for role in ("enrolment", "repurchase"))
    return np.asarray(
        np.reshape(enrol, (-1, 1)) * run.daily["first_orders"]
        + np.reshape(repeat, (-1, 1)) * run.daily["reorders"]
    )


def _promised_at_cap(run: Run) -> np.ndarray:
    """Σ campaigns cap_multiple·(1 − sell_fee if the cap is gross)·cap base accrued, yuan."""
    campaigns = run.inputs.campaigns
    kept = np.where(campaigns.net, 1.0, 1.0 - campaigns.sell_fee)
    return np.asarray((campaigns.cap_multiple * kept * run.accrued).sum(axis=1))


def by_segment(run: Run) -> dict[str, np.ndarray]:
    """Member readings per segment, name → (scenario, segment)."""
    return _member_readings(run, lambda array: array.sum(axis=1), people.by_segment(run))


def by_join_month(run: Run) -> dict[str, np.ndarray]:
    """Member readings per 30-day block of join days, name → (scenario, month); totals in yuan."""
    starts = np.arange(0, run.days, MONTH_DAYS)
    return _member_readings(
        run, lambda array: np.add.reduceat(array.sum(axis=2), starts, axis=1),
        people.by_join_month(run),
    )


def by_join_month_and_segment(run: Run) -> dict[str, np.ndarray]:
    """Member readings per 30-day block of join days and segment, name → (scenario, month, segment).
    """
    starts = np.arange(0, run.days, MONTH_DAYS)
    return _member_readings(
        run, lambda array: np.add.reduceat(array, starts, axis=1),
        people.by_join_month_and_segment(run),
    )


def _member_readings(
    run: Run, add: Callable[[np.ndarray], np.ndarray], recovered_share: np.ndarray
) -> dict[str, np.ndarray]:
    """Readings of the members that `add` puts together from (scenario, join_day, segment)."""
    groups = run.groups
    members = add(groups.members)
    amounts = {
        name: add(groups.members * getattr(groups, name))
        for name in ("spent", "received", "redeemed", "released", "holdings")
    }
    out = ~np.isnan(first_exit_day(run))
    return {
        "members": members,
        **amounts,
        "recovered_multiple": ratio(amounts["received"], amounts["spent"]),
        "recovered_multiple_with_holdings": ratio(
            amounts["received"] + amounts["holdings"], amounts["spent"]
        ),
        "recovered_share": recovered_share,
        "exit_share": ratio(add(np.where(out, groups.members, 0.0)), members),
    }


def payout_ratio_by_month(run: Run) -> np.ndarray:
    """Cash payout ratio of each 30-day block, (scenario, month)."""
    starts = np.arange(0, run.days, MONTH_DAYS)
    paid = run.daily["withdrawals"] + run.daily["agent_payouts"] + run.flows["team_bonus_cash"]
    sales = run.daily["first_orders"] + run.daily["reorders"]
    return ratio(
        np.add.reduceat(paid, starts, axis=1), np.add.reduceat(sales, starts, axis=1)
    )


def price_drivers(run: Run) -> dict[str, np.ndarray]:
    """Daily change of ln(price) by cause, (scenario, campaign, day); they add up to the price.

    `issuance`: orders that mint; `pause`: inflow without minting; `burning`: sales and their fee,
    including the return to the issue price when the last point is sold.
    """
    price, before = run.campaigns["price"], run.campaigns["price_before_sales"]
    issue = run.inputs.campaigns.issue_price[:, :, None]
    opening = np.concatenate([issue, price[:, :, :-1]], axis=2)
    inflow = _log_ratio(before, opening)
    minting = run.campaigns["minting"] > 0
    return {
        "issuance": np.where(minting, inflow, 0.0),
        "pause": np.where(minting, 0.0, inflow),
        "burning": _log_ratio(price, before),
    }


def _log_ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    defined = (above > 0) & (below > 0)
    quotient = np.divide(above, below, out=np.ones_like(above), where=defined)
    return np.asarray(np.log(quotient))


def conservation_faults(run: Run) -> dict[str, np.ndarray]:
    """Largest daily error of pool, points, wallet and ad points, as parts of turnover (scenario,).

    Above FAULT the run is faulty. Turnover is contributions plus redemptions so far (for points:
    minted plus burned; for ad points: granted).
    """
    series, daily = run.campaigns, run.daily
    campaigns = run.inputs.campaigns
    income = daily["released"] - _held_back(run) + daily["commissions"] + daily["redeemed"]
    spent = daily["wallet_orders"]
    return {
        "pool": _fault(series["pool"], campaigns.initial_pool[:, :, None],
                       series["contribution"], series["outflow"]),
        "points": _fault(series["points"], campaigns.initial_points[:, :, None],
                         series["minted"], series["points_burned"]),
        "wallet": _fault(daily["wallet_balance"], np.zeros((1, 1)), income,
                         spent + daily["withdrawals"]),
        "ad_points": _fault(daily["unreleased_ad_points"], np.zeros((1, 1)), points_granted(run),
                            daily["points_left_ledger"]),
    }


def _held_back(run: Run) -> np.ndarray:
    """Commissions that members fund from their releases, (scenario, day)."""
    flat = run.inputs.flat
    by_member = flat["referral.basis"] == "release" and flat["referral.funded_by"] == "member"
    return np.asarray(run.daily["commissions"] * float(by_member))


def _fault(
    stock: np.ndarray, opening: np.ndarray, gained: np.ndarray, lost: np.ndarray
) -> np.ndarray:
    with np.errstate(invalid="ignore", over="ignore"):  # what no double holds is a fault: NaN
        into, out = np.cumsum(gained, axis=-1), np.cumsum(lost, axis=-1)
        error = np.abs(stock - (opening + into - out))
        turnover = opening + into + out
        part = np.divide(error, turnover, out=np.zeros_like(error), where=~(turnover <= 0))
    return np.asarray(part.reshape(part.shape[0], -1).max(axis=1))


def faults(run: Run) -> Mapping[str, float]:
    """Accounts that do not add up in some scenario: name → largest error; empty if all is well."""
    found = {name: float(np.max(error)) for name, error in conservation_faults(run).items()}
    return {name: error for name, error in found.items() if not error <= FAULT}
