"""Which accounts the check adds up again, and from what (model.md section 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from charts.names import row_name
from model import Run
from reports.daily import OF_CAMPAIGN
from reports.frames import Frame
from wording import Words


@dataclass(frozen=True)
class Account:
    """A stock that is its opening value, plus all gains, less all losses so far.

    `opening` is the parameter that holds the opening value, empty for zero.
    """

    key: str
    label: str
    how: str
    stock: str
    gains: tuple[str, ...]
    losses: tuple[str, ...]
    opening: str = ""


@dataclass(frozen=True)
class Price:
    """The price of a campaign's points: pool by points, or its issue price without points."""

    key: str
    label: str
    how: str
    campaign: str
    price: str
    pool: str
    points: str


@dataclass(frozen=True)
class Sum:
    """Amounts of a day that two sets of columns split in different ways."""

    key: str
    label: str
    how: str
    left: tuple[str, ...]
    right: tuple[str, ...]


Checked = Account | Price | Sum


def checked(run: Run, words: Words) -> list[Checked]:
    """Every account of a run, pools first."""
    found: list[Checked] = []
    for place, campaign in enumerate(run.campaign_ids):
        found += _campaign(campaign, f".{campaign}" if place else "", words)
    return [*found, *_sums(run.campaign_ids, words), *_accounts(run, words)]


def _campaign(campaign: str, suffix: str, words: Words) -> list[Checked]:
    """Pool, points and price; the first campaign's columns bear no id."""
    name = row_name(words, campaign)
    pool, points, price = f"pool{suffix}", f"points{suffix}", f"price{suffix}"
    return [
        Account(f"pool.{campaign}", words("Pool · {campaign}", campaign=name),
                words("opening value + contributions − what left the pool"), pool,
                (f"contribution.{campaign}",), (f"outflow.{campaign}",),
                f"campaigns.{campaign}.initial_pool"),
        Account(f"points.{campaign}", words("Points · {campaign}", campaign=name),
                words("opening value + points minted − points sold and burned"), points,
                (f"minted.{campaign}",), (f"points_burned.{campaign}",),
                f"campaigns.{campaign}.initial_points"),
        Price(f"price.{campaign}", words("Price · {campaign}", campaign=name),
              words("pool ÷ points; the issue price while there are no points"),
              campaign, price, pool, points),
    ]


def _sums(campaigns: tuple[str, ...], words: Words) -> list[Checked]:
    """Totals over campaigns, and who gets what leaves the pools."""
    labels = {
        "contribution": words("Contributions of all campaigns"),
        "minted": words("Points minted by all campaigns"),
        "points_burned": words("Points burned by all campaigns"),
        "redeemed": words("Paid to sellers by all campaigns"),
    }
    totals: list[Checked] = [
        Sum(f"total.{name}", labels[name], words("the sum of the campaigns’ columns"),
            (name,), tuple(f"{name}.{campaign}" for campaign in campaigns))
        for name in OF_CAMPAIGN if name in labels
    ]
    return [*totals, Sum(
        "sales_of_points", words("Who gets what leaves the pools"),
        words("paid to sellers + the platform’s part of the sell fee"),
        tuple(f"outflow.{campaign}" for campaign in campaigns), ("redeemed", "pool_fee_income"))]


def _accounts(run: Run, words: Words) -> list[Checked]:
    """Wallets, ad points and operating cash."""
    return [
        Account("wallet", words("Wallets of members"),
                words("income of members − orders paid from wallets − withdrawals"),
                "wallet_balance", income(run), ("wallet_orders", "withdrawals")),
        Account("ad_points", words("Ad points not yet released"),
                words("granted − released or forfeited"), "unreleased_ad_points",
                ("ad_points_granted",), ("points_left_ledger",)),
        Account("operating_cash", words("Operating cash"),
                words("opening cash + all income − all outgo"), "operating_cash",
                ("first_orders", "reorders", "redeemed", "pool_fee_income", "ad_revenue",
                 "agent_fees"),
                ("goods_cost", "contribution", "initial_pools", "withdrawals_paid", "agent_payouts",
                 "team_bonus_cash", "agent_goods", "payment_fees", "fixed_cost", "cost_of_sales"),
                "platform.initial_cash"),
    ]


def income(run: Run) -> tuple[str, ...]:
    """What members are paid. Commissions that members fund go from one wallet to another."""
    flat = run.inputs.flat
    by_member = flat["referral.basis"] == "release" and flat["referral.funded_by"] == "member"
    own = () if by_member else ("commissions",)
    return ("released", *own, "redeemed")


def recomputed(each: Checked, run: Run, days: Frame) -> Mapping[str, np.ndarray]:
    """What the formulas of an account give, name → (day,); `off` is how far the stock is off."""
    series = {column.name: np.asarray(column.values, float) for column in days.columns}
    with np.errstate(all="ignore"):  # what no double holds is off, and shown so
        if isinstance(each, Account):
            return _account(each, run, series)
        if isinstance(each, Price):
            return _price(each, run, series)
        left, right = (_sum(series, side) for side in (each.left, each.right))
        return {"again": right, "off": _off(left, right, np.maximum(abs(left), abs(right)))}


def _sum(series: Mapping[str, np.ndarray], names: Sequence[str]) -> np.ndarray:
    return sum((series[name] for name in names), np.zeros(1))


def _account(each: Account, run: Run, series: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    opening = float(run.scenario.number(each.opening)) if each.opening else 0.0
    gained, lost = (_sum(series, side) for side in (each.gains, each.losses))
    again = opening + np.cumsum(gained - lost)
    turnover = abs(opening) + np.cumsum(gained + lost)
    return {"again": again, "turnover": turnover, "off": _off(series[each.stock], again, turnover)}


def _price(each: Price, run: Run, series: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    start, issue = (float(run.scenario.number(f"campaigns.{each.campaign}.{field}"))
                    for field in ("start_day", "issue_price"))
    pool, points = series[each.pool], series[each.points]
    again = np.where((points > 0) & (series["day"] >= start), pool / points, issue)
    return {"again": again, "off": _off(series[each.price], again, again)}


def _off(stated: np.ndarray, again: np.ndarray, scale: np.ndarray) -> np.ndarray:
    return np.where(stated == again, 0.0, abs(stated - again) / scale)
