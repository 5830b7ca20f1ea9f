"""Every daily series once: what it is called, in which unit, what kind of number it is, where it
stands in the account of operating cash.

`daily.csv`, the tables of reports, the statement and what a figure calls a flow derive from
`SERIES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["number", "money", "points", "price"]
Kind = Literal["flow", "stock", "price"]
Side = Literal["in", "out", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One declared series (scenario, day) of a run; texts are English, `wording` translates them.

    unit: members, orders or views (number), yuan (money), points, yuan per point (price); kind:
    flows are of the day, stocks and prices stand at its close; side: what it does to operating
    cash; each: the table that has one of them for each row (`price.second`; the first
    campaign's stand without its id).
    needs: what a scenario must have for a run to have it.
    file: `daily` for daily.csv, `report` for the daily tables of reports alone, or none of them,
    where `columns` say the same; booked: what the account of operating cash calls it, if not so.
    """

    name: str
    label: str
    unit: Unit = "money"
    kind: Kind = "flow"
    side: Side = ""
    each: str = ""
    needs: Literal["", "controls"] = ""
    file: Literal["daily", "report", ""] = "daily"
    columns: tuple[str, ...] = ()
    booked: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is to be translated."""
        return (self.label, self.booked) if self.booked else (self.label,)


_DAILY = (
    Series(name="joins", label="Members who join", unit="number"),
    Series(name="first_orders", label="First orders"),
    Series(name="reorders", label="Repeat orders"),
    Series(name="wallet_orders", label="Orders paid from wallets"),
    Series(name="contribution", label="Contributions to pools", side="out",
           booked="Into backstop pools"),
    Series(name="price", label="Price of a point", unit="price", kind="price", each="campaigns"),
    Series(name="pool", label="In the pool", kind="stock", each="campaigns"),
    Series(name="points", label="Points outstanding", unit="points", kind="stock",
           each="campaigns"),
    Series(name="minted", label="Points minted", unit="points"),
    Series(name="redeemed", label="Paid to sellers of points"),
    Series(name="points_burned", label="Points sold and burned", unit="points"),
    Series(name="released", label="Ad points released"),
    Series(name="commissions", label="Commissions"),
    Series(name="team_bonus", label="Team bonus"),
    Series(name="agent_payouts", label="Paid to agents", side="out"),
    Series(name="agent_fees", label="Joining fees of agents", side="in"),
    Series(name="ad_revenue", label="Advert income", side="in"),
    Series(name="withdrawals", label="Withdrawals"),
    Series(name="wallet_balance", label="Wallet balances", kind="stock"),
    Series(name="unreleased_ad_points", label="Unreleased ad points", unit="points", kind="stock"),
    Series(name="ad_points_left_behind", label="Ad points left behind", unit="points",
           kind="stock"),
    Series(name="operating_cash", label="Operating cash", kind="stock"),
    Series(name="second_accounts", label="Second accounts opened", unit="number", needs="controls"),
    Series(name="refused_sales", label="Sales refused by limits", needs="controls"),
    Series(name="unrewarded_sales", label="Sales that earn no points", needs="controls"),
    Series(name="due", label="Ad points due", needs="controls"),
    Series(name="arrears", label="Arrears of releases", kind="stock", needs="controls"),
    Series(name="lapsed_points", label="Ad points lapsed", unit="points", needs="controls"),
    Series(name="voucher_balance", label="Vouchers held", kind="stock", needs="controls"),
    Series(name="vouchers_spent", label="Vouchers spent", needs="controls"),
    Series(name="vouchers_lapsed", label="Vouchers lapsed", needs="controls"),
    Series(name="entered", label="Entered the mode", each="modes"),
    Series(name="funded", label="Put into the pot", each="modes"),
    Series(name="paid", label="Paid to members", each="modes"),
    Series(name="shortfall", label="Of it added by the operator", each="modes"),
    Series(name="to_platform", label="From the pot to the operator", each="modes"),
    Series(name="lapsed", label="Lapsed", each="modes"),
    Series(name="pot", label="In the pot", kind="stock", each="modes"),
    Series(name="owed", label="Owed by the mode", kind="stock", each="modes"),
)

_REPORTED = (
    Series(name="outflow", label="Leaves the pool", file="report"),
    Series(name="ad_points_granted", label="Ad points granted", unit="points", file="report"),
    Series(name="points_left_ledger", label="Ad points released or forfeited", unit="points",
           file="report"),
    Series(name="orders", label="Number of orders", unit="number", file="report"),
    Series(name="paid_views", label="Paid views of adverts", unit="number", file="report"),
    Series(name="pool_fee_income", label="Platform's part of sell fees", side="in", file="report"),
    Series(name="goods_cost", label="Goods", side="out", file="report"),
    Series(name="initial_pools", label="Reserves put into new pools", side="out", file="report"),
    Series(name="withdrawals_paid", label="Withdrawn by members", side="out", file="report"),
    Series(name="team_bonus_cash", label="Team bonus in cash", side="out", file="report"),
    Series(name="agent_goods", label="Goods given to agents", side="out", file="report"),
    Series(name="payment_fees", label="Payment fees", side="out", file="report"),
    Series(name="fixed_cost", label="Fixed costs", side="out", file="report"),
    Series(name="cost_of_sales", label="Cost of selling", side="out", file="report"),
    Series(name="mode_payouts_received", label="From pots of modes, owed to members", side="in",
           file="report"),
    Series(name="mode_income", label="Fees and rests of pots", side="in", file="report"),
    Series(name="mode_funding", label="Put into pots of modes", side="out", file="report"),
    Series(name="voucher_top_ups", label="Money added to vouchers", side="in", file="report",
           needs="controls"),
    Series(name="round_end_income", label="For own points as rounds end", side="in", file="report",
           needs="controls"),
)

_BOOKED = (
    Series(name="sales_received", label="Orders paid by members", side="in", file="",
           columns=("first_orders", "reorders")),
    Series(name="redemptions_received", label="From pools, owed to sellers", side="in", file="",
           columns=("redeemed",)),
)

SERIES: dict[str, Series] = {each.name: each for each in (*_DAILY, *_REPORTED, *_BOOKED)}
"""By name, in the order of the columns of daily files."""

DAILY = tuple(each.name for each in SERIES.values()
              if each.file == "daily" and each.each != "modes" and not each.needs)
OF_CONTROLS = tuple(each.name for each in SERIES.values() if each.file == "daily" and each.needs)
OF_CAMPAIGNS = tuple(each.name for each in SERIES.values() if each.each == "campaigns")
"""Columns of daily.csv; those of later campaigns come last."""

REPORTED = tuple(each.name for each in SERIES.values() if each.file == "report")
"""Columns that daily tables of reports have besides."""

INCOME = tuple(each.name for each in SERIES.values() if each.side == "in")
OUTGO = tuple(each.name for each in SERIES.values() if each.side == "out")
"""Flows of operating cash."""

FLOWS_OF_CAMPAIGNS = ("contribution", "minted", "points_burned", "outflow", "redeemed")
"""What a pool's account is added up from, in its order; without a campaign's id behind, the sum."""
