"""Which accounts the check adds up again, and from what (model.md section 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model import Run
from model.laws.series import FLOWS_OF_CAMPAIGNS, INCOME, OUTGO, SERIES
from reports.frames import Frame
from wording import Words
from wording.names import row_name


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
    """The price of a campaign's points: pool by points, or its issue price without points; never
    below the floor, where it has one (`floored`)."""

    key: str
    label: str
    how: str
    campaign: str
    price: str
    pool: str
    points: str
    floored: bool


@dataclass(frozen=True)
class Sum:
    """Amounts of a day that two sets of columns split in different ways; `states` is the column
    that follows so from the others.
    """

    key: str
    label: str
    how: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    states: str


Checked = Account | Price | Sum


def stated(each: Checked) -> str:
    """The daily column that an account computes again."""
    if isinstance(each, Account):
        return each.stock
    return each.price if isinstance(each, Price) else each.states


def checked(run: Run, words: Words) -> list[Checked]:
    """Every account of a run, pools first."""
    found: list[Checked] = []
    for place, campaign in enumerate(run.campaign_ids):
        found += _campaign(run, campaign, f".{campaign}" if place else "", words)
    return [*found, *_sums(run, words), *_accounts(run, words), *_pots(run, words)]


def _pots(run: Run, words: Words) -> list[Checked]:
    """The pots of modes."""
    return [
        Account(key=f"pot.{mode}", label=words("Pot · {mode}", mode=row_name(words, "modes", mode)),
                how=words("put in + added by the operator − paid to members − to the operator"),
                stock=f"pot.{mode}", gains=(f"funded.{mode}", f"shortfall.{mode}"),
                losses=(f"paid.{mode}", f"to_platform.{mode}"))
        for mode in run.modes.ids
    ]


def _campaign(run: Run, campaign: str, suffix: str, words: Words) -> list[Checked]:
    """Pool, points and price; the first campaign's columns bear no id."""
    name = row_name(words, "campaigns", campaign)
    pool, points, price = f"pool{suffix}", f"points{suffix}", f"price{suffix}"
    floored = run.scenario.number(f"campaigns.{campaign}.price_floor") > 0.0
    return [
        Account(key=f"pool.{campaign}", label=words("Pool · {campaign}", campaign=name),
                how=words("opening value + contributions − what left the pool"), stock=pool,
                gains=(f"contribution.{campaign}",), losses=(f"outflow.{campaign}",),
                opening=f"campaigns.{campaign}.initial_pool"),
        Account(key=f"points.{campaign}", label=words("Points · {campaign}", campaign=name),
                how=words("opening value + points minted − points sold and burned"), stock=points,
                gains=(f"minted.{campaign}",), losses=(f"points_burned.{campaign}",),
                opening=f"campaigns.{campaign}.initial_points"),
        Price(key=f"price.{campaign}", label=words("Price · {campaign}", campaign=name),
              how=words("pool ÷ points, at least the floor; the issue price while there are no "
                        "points") if floored else words(
                  "pool ÷ points; the issue price while there are no points"),
              campaign=campaign, price=price, pool=pool, points=points, floored=floored),
    ]


def _sums(run: Run, words: Words) -> list[Checked]:
    """Totals over campaigns, and who gets what leaves the pools."""
    campaigns = run.campaign_ids
    labels = {
        "contribution": words("Contributions of all campaigns"),
        "minted": words("Points minted by all campaigns"),
        "points_burned": words("Points burned by all campaigns"),
        "redeemed": words("Paid to sellers by all campaigns"),
    }
    totals: list[Checked] = [
        Sum(key=f"total.{name}", label=labels[name], how=words("the sum of the campaigns’ columns"),
            left=(name,), right=tuple(f"{name}.{campaign}" for campaign in campaigns), states=name)
        for name in FLOWS_OF_CAMPAIGNS if name in labels
    ]
    return [
        *totals,
        Sum(
            key="sales_of_points",
            label=words("Who gets what leaves the pools"),
            how=words("paid to sellers + the platform’s part of the sell fee"),
            left=tuple(f"outflow.{campaign}" for campaign in campaigns),
            right=("redeemed", "pool_fee_income",
                   *(name for name in ("round_end_income",) if name in run.cash)),
            states="pool_fee_income",
        ),
    ]


def _accounts(run: Run, words: Words) -> list[Checked]:
    """Wallets (but with vouchers, which take a part of income), ad points and operating cash."""
    vouchers = run.scenario.number("wallet.voucher_share") > 0.0
    return _stocks(run, words)[1 if vouchers else 0:]


def _stocks(run: Run, words: Words) -> list[Checked]:
    return [
        Account(
            key="wallet",
            label=words("Wallets of members"),
            how=words("income of members − orders paid from wallets − withdrawals"),
            stock="wallet_balance",
            gains=income(run),
            losses=("wallet_orders", "withdrawals"),
        ),
        Account(
            key="ad_points",
            label=words("Ad points not yet released"),
            how=words("granted − released or forfeited"),
            stock="unreleased_ad_points",
            gains=("ad_points_granted",),
            losses=("points_left_ledger",),
        ),
        Account(
            key="operating_cash",
            label=words("Operating cash"),
            how=words("opening cash + all income − all outgo"),
            stock="operating_cash",
            gains=_booked(run, INCOME),
            losses=_booked(run, OUTGO),
            opening="platform.initial_cash",
        ),
    ]


def _booked(run: Run, side: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a side of operating cash, in the order in which it is kept."""
    return tuple(column for name in run.cash if name in side
                 for column in SERIES[name].columns or (name,))


def income(run: Run) -> tuple[str, ...]:
    """What members are paid. Commissions that members fund go from one wallet to another."""
    flat = run.inputs.flat
    by_member = flat["referral.basis"] == "release" and flat["referral.funded_by"] == "member"
    own = () if by_member else ("commissions",)
    return ("released", *own, "redeemed", *(f"paid.{mode}" for mode in run.modes.ids))


def recomputed(each: Checked, run: Run, days: Frame) -> Mapping[str, np.ndarray]:
    """What the formulas of an account give, name → (day,); `off` is how far the stock is off."""
    series = days.numbers()
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
    start, issue, floor = (float(run.scenario.number(f"campaigns.{each.campaign}.{field}"))
                           for field in ("start_day", "issue_price", "price_floor"))
    pool, points = series[each.pool], series[each.points]
    again = np.where((points > 0) & (series["day"] >= start), pool / points, issue)
    again = np.maximum(again, floor)
    return {"again": again, "off": _off(series[each.price], again, again)}


def _off(stated: np.ndarray, again: np.ndarray, scale: np.ndarray) -> np.ndarray:
    return np.where(stated == again, 0.0, abs(stated - again) / scale)
