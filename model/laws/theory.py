"""Closed forms (model.md section 7): rules of thumb for the pages, laws for the tests.

Shares, rates and multiples are plain numbers (0.2 is 20 %), rates are per day, prices in yuan per
point. Every function raises ValueError, naming the argument, when one lies outside its range.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from model.laws import redemption
from model.laws.issuance import log_gamma_ratio
from model.terms.parameters import GIFT_LIMIT

Floats: TypeAlias = NDArray[np.float64]


def price_after_orders(orders: ArrayLike, gift: float, issue_price: float = 1.0) -> Floats:
    """Price after `orders` identical orders from an empty pool, nobody selling.

    issue_price·Γ(g)·Γ(n+1)/Γ(n+g); `orders` is an array of any shape, fractions allowed, and
    `gift` (0 < g <= 5) the gift's value per yuan of contribution. Relative error below 1e-12.
    """
    require("gift", gift, 0.0, GIFT_LIMIT, open_low=True)
    require("issue_price", issue_price, 0.0, math.inf, open_low=True)
    count = at_least_zero("orders", orders)
    # Γ(n+1+g)Γ(1)/(Γ(1+g)Γ(n+1)), the kernel's law from x = 1, holds for n = 0 as well.
    minted = np.vectorize(log_gamma_ratio, otypes=[np.float64])(1.0, count, gift)
    return np.asarray(issue_price * (count / gift + 1.0) * np.exp(-minted))


def price_growth_exponent(gift: float) -> float:
    """Exponent of the price's growth with the number of orders, 1 − g: price ~ orders^(1−g)."""
    require("gift", gift, 0.0, GIFT_LIMIT)
    return 1.0 - gift


def price_rise_to_cap(cap_multiple: float, contribution_share: float, gift: float) -> float:
    """Factor by which the price must rise after an order for its points to reach the gross cap.

    m/(c·g), with the cap a multiple m of the order's spend, c the contribution per yuan spent
    and g the gift per yuan of contribution. Below 1 the order is at its cap from the start.
    """
    require("cap_multiple", cap_multiple, 0.0, math.inf, open_low=True)
    require("contribution_share", contribution_share, 0.0, 1.0, open_low=True)
    require("gift", gift, 0.0, GIFT_LIMIT, open_low=True)
    return cap_multiple / (contribution_share * gift)


def pool_growth_to_cap(cap_multiple: float, contribution_share: float, gift: float) -> float:
    """Factor by which the pool must grow, by issuance alone, to bring an order to its gross cap.

    (m/(c·g))^(1/(1−g)): 702 for m = 1.5, c = 0.3, g = 0.7. Infinite for g >= 1, where issuance
    lifts no price; 1 where the order is at its cap from the start.
    """
    rise = price_rise_to_cap(cap_multiple, contribution_share, gift)
    return float(pool_growth(np.asarray(max(1.0, rise)), np.asarray(gift)))


def pool_growth(rise: Floats, gift: Floats) -> Floats:
    """rise^(1/(1−g)): the pool's growth, by issuance alone, that lifts the price by `rise` >= 1.

    Arrays of one shape, NaN where the gift is NaN. Infinite for g >= 1 unless no rise is needed.
    """
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        growth = rise ** (1.0 / (1.0 - gift))
    stuck = np.where(rise > 1.0, np.inf, rise)
    return np.where(gift < 1.0, growth, np.where(np.isnan(gift), np.nan, stuck))


def exit_share_bound(contribution_share: float, cap_multiple: float, sell_fee: float) -> float:
    """Largest part of all order value that can ever be paid out at a gross cap: c/(m·(1−f)).

    Payouts come out of contributions only; 0.25 for c = 0.3, m = 1.5, f = 0.2. Never above 1.
    It bounds the sum: of those forced out on one day some may get less than their cap.
    """
    require("contribution_share", contribution_share, 0.0, 1.0)
    require("cap_multiple", cap_multiple, 0.0, math.inf, open_low=True)
    require("sell_fee", sell_fee, 0.0, 1.0, open_high=True)
    return min(1.0, contribution_share / (cap_multiple * (1.0 - sell_fee)))


def price_after_sale(price: float, points: float, sold: float, kept: float, at_once: bool) -> float:
    """Price after `sold` of `points` are destroyed and the part `kept` of their value stays.

    p·(1 + f·q/(S−q)) when sold at once, p·(1−q/S)^(−f) in small pieces (model.md 5, step 5).
    Some points must stay: with the last one gone the price is the issue price again.
    """
    require("price", price, 0.0, math.inf, open_low=True)
    require("points", points, 0.0, math.inf, open_low=True)
    require("sold", sold, 0.0, points, open_high=True)
    require("kept", kept, 0.0, 1.0)
    if at_once:
        return price * (1.0 + kept * sold / (points - sold))
    return float(redemption.price_after_sale(price * points, points, points - sold, kept))


def declining_release_paid(days: ArrayLike, rate: float) -> Floats:
    """Part of a grant paid after `days` full days when `rate` of the rest is released daily.

    1 − (1−ρ)^d; `days` is an array of any shape.
    """
    require("rate", rate, 0.0, 1.0)
    full_days = at_least_zero("days", days)
    if rate == 1.0:
        return np.where(full_days > 0.0, 1.0, 0.0)
    return np.asarray(-np.expm1(full_days * math.log1p(-rate)))


def days_to_release(amount: float, rate: float, granted: float = 1.0) -> float:
    """First whole day by which `amount` of `granted` (shares or yuan) has been released.

    Smallest d with 1 − (1−ρ)^d >= amount/granted: 239 for 1,000 of 1,100 at 1 %. Infinite for
    the whole grant: a declining balance never finishes.
    """
    require("granted", granted, 0.0, math.inf, open_low=True)
    require("amount", amount, 0.0, granted)
    require("rate", rate, 0.0, 1.0)
    if amount == 0.0:
        return 0.0
    if rate == 1.0:
        return 1.0
    if rate == 0.0 or amount == granted:
        return math.inf
    day = math.ceil(math.log((granted - amount) / granted) / math.log1p(-rate))
    # The logarithms can end a last digit above a whole day that already pays the amount.
    return float(day - 1 if declining_release_paid(day - 1, rate) >= amount / granted else day)


def required_growth(
    release_rate: float, multiple: float, uplines: float, available: float
) -> float:
    """Daily growth of sales below which releases cannot be paid as they fall due.

    r* = ρ·(m·(1+u)/a − 1), with m ad points per yuan of sales, u what uplines are paid per yuan
    released, a the part of each sale that is available for it. Negative where sales may shrink.
    """
    require("release_rate", release_rate, 0.0, 1.0)
    require("multiple", multiple, 0.0, math.inf)
    require("uplines", uplines, 0.0, math.inf)
    require("available", available, 0.0, 1.0, open_low=True)
    return release_rate * (multiple * (1.0 + uplines) / available - 1.0)


def solvent_growth(inflow_growth: float, promised_rate: float) -> bool:
    """Whether a scheme that promises `promised_rate` can stay solvent in the long run.

    Only if its inflow grows faster than the promise (Artzrouni 2009, Mathematical Social Sciences
    58:190–201), for a fund whose own yield stays below both.
    """
    require("inflow_growth", inflow_growth, -1.0, math.inf)
    require("promised_rate", promised_rate, 0.0, math.inf)
    return inflow_growth > promised_rate


def require(
    name: str,
    value: float,
    low: float,
    high: float,
    *,
    open_low: bool = False,
    open_high: bool = False,
) -> None:
    above = value > low if open_low else value >= low
    below = value < high if open_high else value <= high
    if not (above and below and math.isfinite(value)):
        interval = f"{'(' if open_low else '['}{low:g}, {high:g}{')' if open_high else ']'}"
        raise ValueError(f"{name} = {value!r} is not in {interval}")


def at_least_zero(name: str, values: ArrayLike) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    if not (np.isfinite(array) & (array >= 0.0)).all():
        raise ValueError(f"{name} must be finite and not negative")
    return array
