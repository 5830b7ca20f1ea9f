"""What is paid out of sales, in its three meanings, and when an agent's fee has come back."""

from __future__ import annotations

import numpy as np

from model.cohorts.run import MONTH_DAYS, Run
from model.laws import payouts
from model.readings.of_promises import (
    granted_to_second,
    owed_by_controls,
    points_granted,
    with_commissions,
)
from model.readings.reading import NEVER, Reading, Sums, ratio
from model.terms.rows import has_controls


def _in_cash(sums: Sums) -> np.ndarray:
    """Yuan withdrawn, paid to agents, and paid to teams in cash."""
    paid = (sums.run.daily["withdrawals"], sums.run.daily["agent_payouts"],
            sums.run.cash["team_bonus_cash"])
    withdrawn, agents, teams = (series.sum(axis=1) for series in paid)
    return np.asarray(withdrawn + agents + teams)


def _accrued(sums: Sums) -> np.ndarray:
    """And what members may still claim at the end."""
    daily, modes = sums.run.daily, sums.run.modes
    claims = daily["wallet_balance"][:, -1] + daily["unreleased_ad_points"][:, -1]
    if has_controls(sums.run.scenario):
        claims = claims + owed_by_controls(sums.run)
    return np.asarray(_in_cash(sums) + (claims + modes.owed if modes.ids else claims))


def _promised(sums: Sums) -> np.ndarray:
    """Yuan that the terms promise, whatever is paid of it."""
    run = sums.run
    agents, teams = (run.daily[name].sum(axis=1) for name in ("agent_payouts", "team_bonus"))
    granted = with_commissions(run, points_granted(run).sum(axis=1), granted_to_second(run))
    promised = granted + _promised_at_cap(run) + agents + teams
    return np.asarray(promised + run.modes.promised if run.modes.ids else promised)


def _taken_in(sums: Sums) -> np.ndarray:
    """Yuan of all orders, and of deposits in modes."""
    modes = sums.run.modes
    return np.asarray(sums.sales + modes.deposits.sum(axis=1) if modes.ids else sums.sales)


def _promised_at_cap(run: Run) -> np.ndarray:
    """Σ campaigns cap_multiple·(1 − sell_fee if the cap is gross)·cap base accrued, yuan."""
    campaigns = run.inputs.campaigns
    paid = campaigns.net_part / campaigns.measured_part
    return np.asarray((campaigns.cap_multiple * paid * run.accrued).sum(axis=1))


def payout_ratio_by_month(run: Run) -> np.ndarray:
    """Cash payout ratio of each 30-day block, (scenario, month)."""
    starts = np.arange(0, run.days, MONTH_DAYS)
    paid = run.daily["withdrawals"] + run.daily["agent_payouts"] + run.cash["team_bonus_cash"]
    sales = run.daily["first_orders"] + run.daily["reorders"]
    if run.modes.ids:
        sales = sales + run.modes.deposits
    return ratio(
        np.add.reduceat(paid, starts, axis=1), np.add.reduceat(sales, starts, axis=1)
    )


# A rise of a payout ratio (拨比) is good for who is paid and bad for who pays.
READINGS = (
    Reading(
        name="payout_ratio_cash", label="Payout ratio: cash",
        help="What members withdrew, what agents were paid and team bonuses paid in cash, divided "
             "by all orders of members and what they put into modes. What is owed but not yet paid "
             "is left out, so this ratio looks best while promises pile up.",
        style="percent", goal=1.0, read=lambda sums: ratio(_in_cash(sums), _taken_in(sums))),
    Reading(
        name="payout_ratio_accrual", label="Payout ratio: accrual",
        help="The cash ratio, and on top what members may still claim on the last day: balances in "
             "wallets, vouchers, ad points not yet released or in arrears, and what modes owe. "
             "What points would bring at the cap is left out.",
        style="percent", goal=1.0, read=lambda sums: ratio(_accrued(sums), _taken_in(sums))),
    Reading(
        name="payout_ratio_promised", label="Payout ratio: promised",
        help="What the terms promise: all ad points granted, with the commissions due on them, a "
             "buy-out at the cap for every purchase, agents, team bonuses in any form, and what "
             "modes promise. Above 100% more is promised than members pay.",
        style="percent", goal=1.0, read=lambda sums: ratio(_promised(sums), _taken_in(sums))),
    Reading(
        name="agent_payback_day.*", label="Agent's payback day",
        help="The day by which a territory signed on day 0 has been paid its fee.",
        style="day", better=-1, whose="agents", each="agents", absent=NEVER,
        read=lambda sums: payouts.agent_payback_days(sums.run.inputs, sums.run.demand)),
)
