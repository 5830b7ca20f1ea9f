"""Whether the accounts of a run add up: pools, points, wallets, ad points, cash, modes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from model.cohorts.run import Run
from model.laws.calendar import EXPIRED
from model.laws.series import INCOME, OUTGO
from model.modes.book import FROM_POT, FUNDED, LAPSED, OWED, PAID, POT, TO_PLATFORM
from model.modes.run import Modes
from model.readings.of_promises import points_granted
from model.terms.rows import has_controls

FAULT = 1e-9
"""A run whose accounts do not add up to this part of its turnover is faulty."""

TOO_DEAR = 1e290
"""Yuan a point from which on points are so few that no double holds their digits."""


def conservation_faults(run: Run) -> dict[str, np.ndarray]:
    """Largest daily error of pool, points, wallet, ad points, operating cash, of vouchers and of ad
    points due, and of modes' pots and promises, as parts of turnover (scenario,).

    Above FAULT the run is faulty. Turnover is contributions plus redemptions so far (for points:
    minted plus burned; for ad points: granted; for pots: put in plus taken out; for promises: made
    plus paid plus lapsed).
    """
    series, daily = run.campaigns, run.daily
    campaigns = run.inputs.campaigns
    income = daily["released"] - _held_back(run) + daily["commissions"] + daily["redeemed"]
    by_vouchers = np.zeros((1, 1))
    if run.modes.ids:
        income = income + run.modes.paid
    of_controls = {}
    if has_controls(run.scenario):
        of_controls = _of_controls(run, income)
        number = run.inputs.number
        income = income * (1.0 - number("wallet.voucher_share"))
        by_vouchers = daily["vouchers_spent"] / number("wallet.voucher_price_share")
    return {
        "pool": _fault(series["pool"], campaigns.initial_pool[:, :, None],
                       series["contribution"], series["outflow"]),
        "points": np.where(_dearest(run) < TOO_DEAR, _fault(
            series["points"], campaigns.initial_points[:, :, None], series["minted"],
            series["points_burned"]), np.nan),
        "wallet": _fault(daily["wallet_balance"], np.zeros((1, 1)), income + by_vouchers,
                         daily["wallet_orders"] + daily["withdrawals"]),
        "ad_points": _fault(daily["unreleased_ad_points"], np.zeros((1, 1)), points_granted(run),
                            daily["points_left_ledger"]),
        "cash": _fault(daily["operating_cash"], run.inputs.number("platform.initial_cash"),
                       _flows(run, INCOME), _flows(run, OUTGO)),
        **of_controls,
        **(_of_modes(run.modes) if run.modes.ids else {}),
    }


def _dearest(run: Run) -> np.ndarray:
    """The highest price of any point, yuan (scenario,)."""
    prices = run.campaigns["price"]
    return np.asarray(prices.reshape(prices.shape[0], -1).max(axis=1))


def _of_controls(run: Run, income: np.ndarray) -> dict[str, np.ndarray]:
    """Vouchers, and ad points that are due; `income` of members, yuan (scenario, day)."""
    daily, none, controlled = run.daily, np.zeros((1, 1)), run.demand.controlled
    into = run.inputs.number("wallet.voucher_share") * income
    found = {"vouchers": _fault(daily["voucher_balance"], none, into,
                                daily["vouchers_spent"] + daily["vouchers_lapsed"])}
    if controlled is not None:
        expired = controlled.ledger(EXPIRED)
        found["claims"] = _fault(controlled.found.settled[:, 2], none, daily["due"],
                                 daily["released"] + daily["lapsed_points"] - expired)
    return found


def _of_modes(modes: Modes) -> dict[str, np.ndarray]:
    none = np.zeros((1, 1, 1))
    return {
        "pots": _fault(modes.daily(POT), none, modes.daily(FUNDED),
                       modes.daily(FROM_POT) + modes.daily(TO_PLATFORM)),
        "owed": _fault(modes.daily(OWED), none, modes.created,
                       modes.daily(PAID) + modes.daily(LAPSED)),
        "teams": modes.chain_imbalance,
    }


def _held_back(run: Run) -> np.ndarray:
    """Commissions that members fund from their releases, (scenario, day)."""
    flat = run.inputs.flat
    by_member = flat["referral.basis"] == "release" and flat["referral.funded_by"] == "member"
    return np.asarray(run.daily["commissions"] * float(by_member))


def _flows(run: Run, names: Iterable[str]) -> np.ndarray:
    """What came into operating cash or left it, yuan (scenario, day)."""
    every = {**run.daily, **run.cash}
    return np.asarray(sum(every[name] for name in names if name in every))


def _fault(
    stock: np.ndarray, opening: np.ndarray, gained: np.ndarray, lost: np.ndarray
) -> np.ndarray:
    with np.errstate(invalid="ignore", over="ignore"):  # what no double holds is a fault: NaN
        into, out = np.cumsum(gained, axis=-1), np.cumsum(lost, axis=-1)
        error = np.abs(stock - (opening + into - out))
        turnover = np.abs(opening) + into + out
        where_nothing_moved = np.where(error <= 0.0, 0.0, np.inf)
        part = np.divide(error, turnover, out=where_nothing_moved, where=~(turnover <= 0))
    return np.asarray(part.reshape(part.shape[0], -1).max(axis=1))


def faults(run: Run) -> Mapping[str, float]:
    """Accounts that do not add up in some scenario: name → largest error; empty if all is well."""
    found = {name: float(np.max(error)) for name, error in conservation_faults(run).items()}
    return {name: error for name, error in found.items() if not error <= FAULT}
