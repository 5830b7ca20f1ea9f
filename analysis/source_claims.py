"""The sentences of the pitch that are put to the test, and how each is measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis import promises
from analysis.batches import evaluate_with
from analysis.promises import Figures
from analysis.texts import Style, mark
from model import Run, Scenario
from model.terms.rows import without_row

Vary = Mapping[str, np.ndarray]
About = Literal["members", "operator", "price"]
"""Whose money a promise is about: the members', that of the operator and its agents, or none, being
arithmetic of the price."""

WHOLLY = 1.0 - 1e-12
"""What holds on every occasion is kept to more than this part."""

FOR_PEOPLE = 0.99
"""A promise to people is kept if it is kept to more than this part of them."""


@dataclass(frozen=True)
class Promise:
    """A sentence of the pitch, how it is measured, and the levers that might make it hold.

    `finding` is a template; `styles` says how its figures are shown. `read` measures it on a run;
    where it takes a second run to compare with, `compared` does both; `beside` adds figures that
    decide nothing. `levers` are fields, or for one role of products `products.<role>.field`.
    `counted` says of what the part kept is a share, if it is one of people. What is `from_cash` is
    paid by the operator: while operating cash falls below zero (figure `lowest`) it is true at
    best, and not kept. `takes_later_sales` says that how many times the later sales would have to
    be is of interest.
    """

    name: str
    source: str
    about: About
    statement: str
    finding: str
    styles: Mapping[str, Style]
    levers: tuple[str, ...]
    read: Callable[[Run], Figures] | None = None
    compared: Callable[[Scenario, Vary], Figures] | None = None
    beside: Callable[[Run], Figures] | None = None
    counted: str = ""
    from_cash: bool = False
    takes_later_sales: bool = False

    @property
    def enough(self) -> float:
        """The promise is kept if it is kept to more than this part."""
        return FOR_PEOPLE if self.counted else WHOLLY

    def measure(self, scenario: Scenario, vary: Vary) -> Figures:
        """The figures that decide it in each varied run, name → (run,)."""
        if self.compared is not None:
            return self.compared(scenario, vary)
        assert self.read is not None, self.name
        return dict(evaluate_with(scenario, vary, self.read).results)

    def figures(self, scenario: Scenario) -> dict[str, float]:
        """Every figure of one run."""
        found = self.measure(scenario, {})
        if self.beside is not None:
            found |= evaluate_with(scenario, {}, self.beside).results
        return {name: float(values[0]) for name, values in found.items()}


def _commissions_on_releases(scenario: Scenario, vary: Vary) -> Figures:
    """Lowest operating cash with commissions on releases against that with them on orders, paid by
    the platform both times. NaN where one of both pays none."""
    runs = {
        basis: evaluate_with(
            scenario.replace({"referral.basis": basis, "referral.funded_by": "platform"}), vary,
            promises.cash,
        ).results
        for basis in ("release", "order")
    }
    release, order = runs["release"], runs["order"]
    even = release["lowest"] == order["lowest"]
    better = np.where(even, release["last"] > order["last"], release["lowest"] > order["lowest"])
    tested = (release["commissions"] > 0) & (order["commissions"] > 0)
    return {"kept": np.where(tested, better.astype(float), np.nan), "lowest": release["lowest"],
            "order": order["lowest"]}


_WITHDRAWN = {"wallet.spend_rate": 0.0, "wallet.withdraw_share": 1.0}


def _spending_from_balance(scenario: Scenario, vary: Vary) -> Figures:
    """Cash at the end less what wallets are owed, against all of it being withdrawn at once."""
    own = evaluate_with(scenario, vary, promises.cash).results
    rest = {name: values for name, values in vary.items() if name not in _WITHDRAWN}
    other = evaluate_with(scenario.replace(_WITHDRAWN), rest, promises.cash).results
    saved = own["last_less_owed"] - other["last_less_owed"]
    untested = np.isnan(saved) | (own["wallet_sales"] <= 0)
    return {"kept": np.where(untested, np.nan, (saved > 0).astype(float)), "saved": saved,
            "spent": own["wallet_sales"], "lowest": own["lowest"]}


def _limits(scenario: Scenario, vary: Vary) -> Figures:
    """What members get back per yuan with purchase limits and without. NaN where there are none."""
    nothing = next((np.full(len(values), np.nan) for values in vary.values()), np.full(1, np.nan))
    rows = scenario.rows("limits")
    if not rows:
        return dict.fromkeys(("kept", "per_yuan", "free", "refused", "unrewarded"), nothing)
    own = evaluate_with(scenario, vary, promises.back_per_yuan).results
    free = scenario
    for row in rows:
        free = without_row(free, "limits", row)
    rest = {name: values for name, values in vary.items() if not name.startswith("limits.")}
    other = evaluate_with(free, rest, promises.back_per_yuan).results["per_yuan"]
    untested = np.isnan(own["per_yuan"]) | np.isnan(other)
    better = (own["per_yuan"] > other).astype(float)
    return {"kept": np.where(untested, np.nan, better), "free": other + 0.0 * own["per_yuan"],
            **own}


OF_GROUPS = mark("Counted in whole groups: members of one kind who joined on the same day leave "
                 "together.")
OF_WATCHERS = mark("Judged for a member who does what it asks, watching every day without a miss; "
                   "the share is of all who had a year or more.")
OF_MONEY = mark("Counted by the money that entered.")
OF_PEOPLE = mark("Counted person by person, each with orders of their own.")

PROMISES = (
    Promise(
        name="exits_gain",
        source="S-3",
        about="members",
        statement=mark("Members leave at the cap with a gain."),
        finding=mark(
            "Of those who had a year or more, {out} are bought out and {kept} get more for their "
            "points than they had spent by then."
        ),
        styles={"out": "percent", "kept": "percent"},
        levers=("campaigns.*.cap_multiple", "campaigns.*.sell_fee", "products.*.gift_share"),
        read=promises.exits_gain,
        counted=OF_GROUPS,
    ),
    Promise(
        name="exits_after_stop",
        source="S-15",
        about="members",
        statement=mark("After gifting has stopped, everybody leaves with a gain."),
        finding=mark(
            "Of those who joined before, {out} are bought out and {kept} get more than they had "
            "spent by then; sales after the stop are {later_sales} those before it."
        ),
        styles={"out": "percent", "kept": "percent", "later_sales": "multiple"},
        levers=("campaigns.*.issue_days", "campaigns.*.cap_multiple"),
        read=promises.exits_after_stop,
        counted=OF_GROUPS,
        takes_later_sales=True,
    ),
    Promise(
        name="purchase_free",
        source="S-1",
        about="members",
        statement=mark("Ad points make the purchase free and leave a gain."),
        finding=mark(
            "A member who watches every day for a year without a miss has {per_yuan} back per "
            "yuan of the first order. {did} of members do so; {people} of those who had a year or "
            "more got all their spending back from ad points."
        ),
        styles={"per_yuan": "money", "did": "percent", "people": "percent"},
        levers=(
            "products.enrolment.ad_point_rate",
            "ad_points.release_rate",
            "ad_points.revenue_per_view",
        ),
        read=promises.purchase_free,
        beside=promises.watched_on,
        counted=OF_WATCHERS,
        from_cash=True,
    ),
    Promise(
        name="rotation_spares_late",
        source="S-16",
        about="members",
        statement=mark("With rotation no late entrant has a loss."),
        finding=mark(
            "Of those who joined in the last third of a finished campaign or mode and had a year "
            "or more, {kept} got back what they spent; all together {per_yuan} per yuan."
        ),
        styles={"kept": "percent", "per_yuan": "money"},
        levers=("rotation.tail_share", "products.*.ad_point_rate"),
        read=promises.late_entrants,
        counted=OF_PEOPLE,
        from_cash=True,
    ),
    Promise(
        name="modes_pay_back",
        source="S-17",
        about="members",
        statement=mark("The other modes of the rotation give back what is put into them."),
        finding=mark(
            "Of {entered} that entered modes, {kept} got back at least itself. They paid {paid} "
            "per yuan that entered, {added} of it added by the operator."
        ),
        styles={"entered": "money", "kept": "percent", "paid": "money", "added": "money"},
        levers=("modes.*.funding_share", "modes.*.payout_multiple", "modes.*.yield_rate"),
        read=promises.modes_pay_back,
        counted=OF_MONEY,
        from_cash=True,
    ),
    Promise(
        name="limits_help_members",
        source="S-18",
        about="members",
        statement=mark("Limits on what one person may order leave members better off."),
        finding=mark(
            "With them members get back {per_yuan} per yuan spent, without {free}; {refused} of "
            "what they wanted is refused and {unrewarded} of sales earn nothing."
        ),
        styles={
            "per_yuan": "money",
            "free": "money",
            "refused": "percent",
            "unrewarded": "percent",
        },
        levers=("limits.*.limit",),
        compared=_limits,
    ),
    Promise(
        name="pool_lasts",
        source="S-3",
        about="members",
        statement=mark("The pool cannot run dry and pays what the cap promises."),
        finding=mark(
            "At the end it holds {coverage} of what the caps promise; on {empty} days it stood "
            "empty."
        ),
        styles={"coverage": "percent", "empty": "number"},
        levers=("campaigns.*.cap_multiple", "campaigns.*.voluntary_sale_rate"),
        read=promises.pool_lasts,
    ),
    Promise(
        name="agents_earn_fee",
        source="S-11",
        about="operator",
        statement=mark("Agents earn back their fee."),
        finding=mark(
            "In {earned} of {tiers} tiers a territory earns its fee within the time simulated."
        ),
        styles={"earned": "number", "tiers": "number"},
        levers=("agents.*.rate", "growth.market_size", "growth.daily_joins"),
        read=promises.agents_earn,
        from_cash=True,
    ),
    Promise(
        name="releases_protect_cash",
        source="S-13",
        about="operator",
        statement=mark("Commissions on releases instead of orders protect cash."),
        finding=mark(
            "Paid by the platform either way, commissions take cash down to {lowest} at its "
            "lowest if they are on releases, to {order} if on orders."
        ),
        styles={"lowest": "money", "order": "money"},
        levers=("products.*.ad_point_rate", "referral.direct", "ad_points.revenue_per_view"),
        compared=_commissions_on_releases,
        from_cash=True,
    ),
    Promise(
        name="balance_saves_cash",
        source="S-6",
        about="operator",
        statement=mark("Spending from the balance saves cash."),
        finding=mark(
            "Against withdrawing everything it changes cash less debts at the end by {saved}, "
            "for {spent} spent from balances."
        ),
        styles={"saved": "money", "spent": "money"},
        levers=("products.wallet.unit_cost", "wallet.withdrawal_fee", "ad_points.revenue_per_view"),
        compared=_spending_from_balance,
        from_cash=True,
    ),
    Promise(
        name="orders_lift_price",
        source="S-24",
        about="price",
        statement=mark("Every order lifts the price."),
        finding=mark(
            "It rises on {kept} of the days with orders; on the worst of them by {worst}."
        ),
        styles={"kept": "percent", "worst": "percent"},
        levers=("products.*.gift_share", "campaigns.*.closing_boost"),
        read=promises.orders_lift,
    ),
    Promise(
        name="sales_lift_price",
        source="S-22",
        about="price",
        statement=mark("Every sale lifts the price."),
        finding=mark(
            "It rises on {kept} of the days with sales; selling a tenth of all points adds {rise}."
        ),
        styles={"kept": "percent", "rise": "percent"},
        levers=("campaigns.*.sell_fee", "campaigns.*.fee_to_platform"),
        read=promises.sales_lift,
    ),
)
"""The promises: those about members' money first, arithmetic of the price last."""


def measured_at_once(scenario: Scenario, vary: Vary) -> dict[str, Figures]:
    """Promise → the figures that decide it in each varied run, (run,), in as few runs as can be:
    one for all that is read off a run, two for each that is compared."""

    def read(run: Run) -> Figures:
        return {
            f"{each.name}.{name}": values
            for each in PROMISES if each.read is not None
            for name, values in each.read(run).items() if name in DECIDING
        }

    together = evaluate_with(scenario, vary, read).results
    return {
        each.name: each.compared(scenario, vary) if each.compared is not None else {
            name: together[f"{each.name}.{name}"]
            for name in DECIDING if f"{each.name}.{name}" in together
        }
        for each in PROMISES
    }


DECIDING = ("kept", "lowest")
"""The figures of which a verdict is made."""
