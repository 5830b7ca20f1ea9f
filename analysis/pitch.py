"""The sentences of the pitch that are put to the test, and how each is measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from analysis import promises
from analysis.batches import evaluate_with
from analysis.promises import Figures
from analysis.texts import Style, mark
from model import Run, Scenario

Vary = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Promise:
    """A sentence of the pitch, how it is measured, and the levers that might make it hold.

    `finding` is a template; `styles` says how its figures are shown. `read` measures it on a run;
    where it takes a second run to compare with, `compared` does both. `levers` are fields, or for
    one role of products `products.<role>.field`; `takes_later_sales` says that how many times the
    later sales would have to be is of interest.
    """

    name: str
    source: str
    statement: str
    finding: str
    styles: Mapping[str, Style]
    levers: tuple[str, ...]
    read: Callable[[Run], Figures] | None = None
    compared: Callable[[Scenario, Vary], Figures] | None = None
    takes_later_sales: bool = False

    def measure(self, scenario: Scenario, vary: Vary) -> Figures:
        """Its figures in each varied run, name → (run,)."""
        if self.compared is not None:
            return self.compared(scenario, vary)
        assert self.read is not None, self.name
        return dict(evaluate_with(scenario, vary, self.read).results)


def _commissions_on_releases(scenario: Scenario, vary: Vary) -> Figures:
    """Lowest operating cash with commissions on releases against that with them on orders."""
    cash = {
        basis: evaluate_with(
            scenario.replace({"referral.basis": basis}), vary, promises.cash
        ).results
        for basis in ("release", "order")
    }
    lowest, last = (
        {basis: figures[which] for basis, figures in cash.items()} for which in ("lowest", "last")
    )
    even = lowest["release"] == lowest["order"]
    better = np.where(even, last["release"] > last["order"], lowest["release"] > lowest["order"])
    kept = np.where(np.isnan(lowest["release"]), np.nan, better.astype(float))
    return {"kept": kept, "release": lowest["release"], "order": lowest["order"]}


_WITHDRAWN = {"wallet.spend_rate": 0.0, "wallet.withdraw_share": 1.0}


def _spending_from_balance(scenario: Scenario, vary: Vary) -> Figures:
    """Cash at the end less what wallets are owed, against all of it being withdrawn at once."""
    own = evaluate_with(scenario, vary, promises.cash).results
    rest = {name: values for name, values in vary.items() if name not in _WITHDRAWN}
    other = evaluate_with(scenario.replace(_WITHDRAWN), rest, promises.cash).results
    saved = own["last_less_owed"] - other["last_less_owed"]
    untested = np.isnan(saved) | (own["wallet_sales"] <= 0)
    return {"kept": np.where(untested, np.nan, (saved > 0).astype(float)), "saved": saved,
            "spent": own["wallet_sales"]}


PROMISES = (
    Promise(
        "orders_lift_price", "S-24", mark("Every order lifts the price."),
        mark("It rises on {kept} of the days with orders; on the worst of them by {worst}."),
        {"kept": "percent", "worst": "percent"},
        ("products.*.gift_share", "campaigns.*.closing_boost"),
        read=promises.orders_lift,
    ),
    Promise(
        "sales_lift_price", "S-22", mark("Every sale lifts the price."),
        mark("It rises on {kept} of the days with sales; selling a tenth of all points adds "
             "{rise}."),
        {"kept": "percent", "rise": "percent"},
        ("campaigns.*.sell_fee", "campaigns.*.fee_to_platform"),
        read=promises.sales_lift,
    ),
    Promise(
        "exits_gain", "S-3", mark("Members leave at the cap with a gain."),
        mark("Of those who had a year or more, {out} are bought out and {kept} get more for their "
             "points than they had spent by then."),
        {"out": "percent", "kept": "percent"},
        ("campaigns.*.cap_multiple", "campaigns.*.sell_fee", "products.*.gift_share"),
        read=promises.exits_gain,
    ),
    Promise(
        "exits_after_stop", "S-15",
        mark("After gifting has stopped, everybody leaves with a gain."),
        mark("Of those who joined before, {out} are bought out and {kept} get more than they had "
             "spent by then; sales after the stop are {later_sales} those before it."),
        {"out": "percent", "kept": "percent", "later_sales": "multiple"},
        ("campaigns.*.issue_days", "campaigns.*.cap_multiple"),
        read=promises.exits_after_stop, takes_later_sales=True,
    ),
    Promise(
        "purchase_free", "S-1",
        mark("Ad points make the purchase free and leave a gain."),
        mark("Of those who had a year or more, {kept} are paid more than all their spending; all "
             "together {per_yuan} per yuan spent."),
        {"kept": "percent", "per_yuan": "money"},
        ("products.*.ad_point_rate", "ad_points.release_rate"),
        read=promises.purchase_free,
    ),
    Promise(
        "releases_protect_cash", "S-13",
        mark("Commissions on releases instead of orders protect cash."),
        mark("Cash falls to {release} at its lowest with commissions on releases, to {order} with "
             "commissions on orders."),
        {"release": "money", "order": "money"},
        ("products.*.ad_point_rate", "referral.direct"),
        compared=_commissions_on_releases,
    ),
    Promise(
        "rotation_spares_late", "S-16",
        mark("With rotation no late entrant has a loss."),
        mark("Of those who joined in the last third of a finished campaign and had a year or more, "
             "{kept} got back what they spent; all together {per_yuan} per yuan."),
        {"kept": "percent", "per_yuan": "money"},
        ("rotation.tail_share", "products.*.ad_point_rate"),
        read=promises.late_entrants,
    ),
    Promise(
        "agents_earn_fee", "S-11", mark("Agents earn back their fee."),
        mark("In {earned} of {tiers} tiers a territory earns its fee within the time simulated."),
        {"earned": "number", "tiers": "number"},
        ("agents.*.rate", "growth.market_size", "growth.daily_joins"),
        read=promises.agents_earn,
    ),
    Promise(
        "balance_saves_cash", "S-6", mark("Spending from the balance saves cash."),
        mark("Against withdrawing everything it changes cash less debts at the end by {saved}, "
             "for {spent} spent from balances."),
        {"saved": "money", "spent": "money"},
        ("products.wallet.unit_cost", "wallet.withdrawal_fee"),
        compared=_spending_from_balance,
    ),
    Promise(
        "pool_lasts", "S-3", mark("The pool cannot run dry and pays what the cap promises."),
        mark("At the end it holds {coverage} of what the caps promise; on {empty} days it stood "
             "empty."),
        {"coverage": "percent", "empty": "number"},
        ("campaigns.*.cap_multiple", "campaigns.*.voluntary_sale_rate"),
        read=promises.pool_lasts,
    ),
)
"""The promises in the order in which the source makes them to a member, then to others."""


def kept_at_once(scenario: Scenario, vary: Vary) -> dict[str, np.ndarray]:
    """Promise → the part to which it is kept in each varied run, (run,), in as few runs as can be:
    one for all that is read off a run, two for each that is compared."""

    def read(run: Run) -> Figures:
        return {each.name: each.read(run)["kept"] for each in PROMISES if each.read is not None}

    found = dict(evaluate_with(scenario, vary, read).results)
    found |= {
        each.name: each.compared(scenario, vary)["kept"]
        for each in PROMISES if each.compared is not None
    }
    return {each.name: found[each.name] for each in PROMISES}
