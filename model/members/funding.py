"""Who funds whom: from which join quarter's orders the money came that each quarter got.

A pool is taken as well mixed: what is paid out comes from all that was paid in, in proportion. So
is the operator's account, into which go advert income, agents' fees and what orders leave after
goods, contribution and costs of sales; what it lacks comes from outside. Commissions on orders, and
those that members fund, come from the downline itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.laws import payouts
from model.members.accounts import QUARTER_DAYS
from model.members.run import MemberRun

OTHERS = ("wallet", "adverts", "agents", "operator", "outside")
"""Sources beside the join quarters: orders paid from wallets, advert income, agents' fees, what the
operator put in at the start, and what is lacking (loans, or unpaid bills)."""

WALLET, ADVERTS, AGENTS, OPERATOR, OUTSIDE = range(len(OTHERS))


@dataclass(frozen=True)
class Funding:
    """Yuan of the whole scenario, (source, payee): payees are join quarters, sources the same
    quarters and then OTHERS. `pool`: redemptions; `account`: releases and commissions."""

    pool: np.ndarray
    account: np.ndarray

    @property
    def total(self) -> np.ndarray:
        """Both together."""
        return np.asarray(self.pool + self.account)

    @property
    def quarters(self) -> int:
        """How many join quarters (90 days) there are."""
        return int(self.pool.shape[1])

    @property
    def balance(self) -> np.ndarray:
        """Yuan that each quarter got from others less what others got from it, (quarter,)."""
        total = self.total
        return np.asarray(total.sum(axis=0) - total[: self.quarters].sum(axis=1))


class _Mixture:
    """An account whose yuan are told apart by source, (source,)."""

    def __init__(self, sources: int) -> None:
        self.parts = np.zeros(sources)

    def pay(self, amount: float, outside: int | None = None) -> np.ndarray:
        """Take `amount` from all parts alike; what is lacking comes from `outside`, if given."""
        total = self.parts.sum()
        part = min(1.0, amount / total) if total > 0.0 else 0.0
        paid = part * self.parts
        self.parts = (1.0 - part) * self.parts
        if outside is not None:
            paid[outside] += max(0.0, amount - paid.sum())
        return paid


def funding(run: MemberRun) -> Funding:
    """Follow the money of one run."""
    repeat = _repeat_sales(run)
    return Funding(_through_pools(run, repeat), _through_account(run, repeat))


def _repeat_sales(run: MemberRun) -> np.ndarray:
    """Yuan of repeat orders by join quarter, (quarter, day), of the whole scenario."""
    sales = run.daily.sales_by.sum(axis=1)
    days = np.arange(run.days)
    sales[days // QUARTER_DAYS, days] -= run.daily.first_orders
    return np.asarray(run.weight * np.maximum(0.0, sales))


def _per_order(run: MemberRun, repeat: np.ndarray, first: float, again: float) -> np.ndarray:
    """What orders bring per yuan of first and of repeat ones, by join quarter (quarter, day)."""
    brought = again * repeat
    days = np.arange(run.days)
    brought[days // QUARTER_DAYS, days] += first * run.run.daily["first_orders"][0]
    return brought


def _through_pools(run: MemberRun, repeat: np.ndarray) -> np.ndarray:
    inputs, series = run.run.inputs, run.run.campaigns
    enrol, again, wallet = (
        float(inputs.baskets[role].contribution)
        for role in ("enrolment", "repurchase", "wallet")
    )
    brought = _per_order(run, repeat, enrol, again)
    quarters = brought.shape[0]
    sources = np.vstack([brought, np.zeros((len(OTHERS), run.days))])
    sources[quarters + WALLET] = wallet * run.run.daily["wallet_orders"][0]
    share = sources / np.maximum(sources.sum(axis=0), np.finfo(float).tiny)
    got = run.weight * run.book.redeemed_by
    found = np.zeros((quarters + len(OTHERS), quarters))
    for c in range(got.shape[0]):
        pool = _Mixture(quarters + len(OTHERS))
        pool.parts[quarters + OPERATOR] = inputs.campaigns.initial_pool[0, c]
        for day in range(run.days):
            pool.parts = pool.parts + share[:, day] * series["contribution"][0, c, day]
            outflow, paid = series["outflow"][0, c, day], got[c, :, day]
            if outflow > 0.0 and paid.sum() > 0.0:
                part = pool.pay(outflow)
                found += np.outer(part / part.sum(), paid)
    return found


def _through_account(run: MemberRun, repeat: np.ndarray) -> np.ndarray:
    inputs, daily = run.run.inputs, run.run.daily
    margins = [
        1.0 - float(basket.cost) - float(basket.contribution)
        - float(inputs.column("platform.payment_fee")[0])
        - float(inputs.column("platform.cost_share_of_sales")[0])
        for basket in (inputs.baskets["enrolment"], inputs.baskets["repurchase"])
    ]
    brought = np.maximum(0.0, _per_order(run, repeat, margins[0], margins[1]))
    quarters = brought.shape[0]
    gains = np.vstack([brought, np.zeros((len(OTHERS), run.days))])
    gains[quarters + ADVERTS] = daily["ad_revenue"][0]
    gains[quarters + AGENTS] = daily["agent_fees"][0]
    costs = sum(run.run.cash[name][0] for name in (
        "initial_pools", "fixed_cost", "agent_goods", "agent_payouts", "team_bonus_cash"))
    account = _Mixture(quarters + len(OTHERS))
    start = float(inputs.column("platform.initial_cash")[0])
    account.parts[quarters + OPERATOR] = max(0.0, start)
    released, direct = _dues(run)
    found = np.zeros((quarters + len(OTHERS), quarters))
    found[:quarters] += direct
    for day in range(run.days):
        account.parts = account.parts + gains[:, day]
        due = released[:, day]
        if due.sum() > 0.0:
            part = account.pay(float(due.sum()), quarters + OUTSIDE)
            found += np.outer(part / part.sum(), due)
        account.pay(float(costs[day]))
    return found


def _dues(run: MemberRun) -> tuple[np.ndarray, np.ndarray]:
    """What the account pays to each quarter (quarter, day), and what quarters pay one another in
    commissions (quarter of the downline, quarter of the upline)."""
    released = run.weight * run.daily.released_by.sum(axis=1)
    between = _commissions_between(run)
    on_orders = run.scenario["referral.basis"] == "order"
    if payouts.members_fund(run.run.inputs):
        kept = 1.0 - between.sum(axis=1) / np.maximum(released.sum(axis=1), 1e-300)
        return np.asarray(released * kept[:, None]), between
    if on_orders:
        return released, between
    uplines = between / np.maximum(released.sum(axis=1), 1e-300)[:, None]
    return np.asarray(released + uplines.T @ released), np.zeros_like(between)


def _commissions_between(run: MemberRun) -> np.ndarray:
    """Commissions of the whole run, yuan (quarter of the downline, quarter of the upline)."""
    members, inputs = run.accounts, run.run.inputs
    quarter = members.joined // QUARTER_DAYS
    quarters = -(-run.days // QUARTER_DAYS)
    on_orders = run.scenario["referral.basis"] == "order"
    basis = members.spent if on_orders else members.gross_released
    found = np.zeros((quarters, quarters))
    upline = members.sponsor
    for rate in payouts.commission_rates(inputs):
        below = np.flatnonzero(upline >= 0)
        pair = quarter[below] * quarters + quarter[upline[below]]
        due = float(rate[0, 0]) * basis[below]
        found += np.bincount(pair, weights=due, minlength=quarters**2).reshape(found.shape)
        upline = np.where(upline >= 0, members.sponsor[upline], -1)
    return np.asarray(run.weight * found)
