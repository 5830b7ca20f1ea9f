"""One pool in exact fractions, order by order, and how printed figures stand to it (S-20 … S-22).

A ledger keeps one pool. An order adds its contribution and mints points worth the gift at the
price before it; a sale destroys points, pays their value less the fee, and leaves the fee in the
pool. Nothing is rounded: amounts are `fractions.Fraction` until a page displays them. The ledger
sells *at once*, as the source does; the engine sells in small pieces (model.md section 5, step 5).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Literal, TypeAlias

from model.laws.issuance import mint_by_day

Exact: TypeAlias = int | str | Decimal | Fraction
Kind: TypeAlias = Literal["order", "sale"]
Agreement: TypeAlias = Literal["exact", "either", "rounded", "truncated", "differs"]

_mint = getattr(mint_by_day, "py_func", mint_by_day)
"""The kernel's law of one order, uncompiled: plain Python keeps fractions exact."""


def exact(number: Exact) -> Fraction:
    """Return `number` as a fraction. ValueError for a float: 0.7 is not 7/10, "0.7" is."""
    if isinstance(number, float):
        raise ValueError(f'{number!r} is a rounded number; write it as text: "{number!r}"')
    return Fraction(number)


@dataclass(frozen=True)
class Step:
    """One order or sale: amounts in yuan, prices in yuan per point; pool and points after it."""

    kind: Kind
    price_before: Fraction
    price_after: Fraction
    pool: Fraction
    points: Fraction
    minted: Fraction = Fraction(0)
    sold: Fraction = Fraction(0)
    paid: Fraction = Fraction(0)
    fee_kept: Fraction = Fraction(0)


@dataclass(frozen=True)
class Ledger:
    """A pool, its points and the steps that led there; `order` and `sell` return the next one."""

    issue_price: Fraction = Fraction(1)
    pool: Fraction = Fraction(0)
    points: Fraction = Fraction(0)
    steps: tuple[Step, ...] = ()

    @property
    def price(self) -> Fraction:
        """Pool per point, or the issue price while no points are outstanding (S-20)."""
        return self.pool / self.points if self.points else self.issue_price

    def order(self, contribution: Exact, gift_share: Exact) -> Ledger:
        """Add `contribution` yuan and mint gift_share·contribution/(price before) points (S-20).

        ValueError when an argument is negative or a float.
        """
        paid_in, gift = exact(contribution), exact(gift_share)
        if paid_in < 0 or gift < 0:
            raise ValueError("contribution and gift_share must not be negative")
        minted = _mint(self.pool, self.points, paid_in, gift, self.issue_price)
        return self._after("order", self.pool + paid_in, self.points + minted, minted=minted)

    def sell(self, points: Exact, fee: Exact) -> Ledger:
        """Destroy `points`, pay their value less the share `fee`, keep the fee in the pool (S-22).

        ValueError when more is sold than there is, or `fee` is outside 0 … 1.
        """
        sold, fee_share = exact(points), exact(fee)
        if not 0 < sold <= self.points:
            raise ValueError(f"points sold must be above 0 and at most {self.points}")
        if not 0 <= fee_share <= 1:
            raise ValueError("fee must lie between 0 and 1")
        kept = sold * self.price * fee_share
        paid = sold * self.price - kept
        return self._after(
            "sale", self.pool - paid, self.points - sold, sold=sold, paid=paid, fee_kept=kept
        )

    def _after(self, kind: Kind, pool: Fraction, points: Fraction, **amounts: Fraction) -> Ledger:
        following = replace(self, pool=pool, points=points)
        step = Step(kind, self.price, following.price, pool, points, **amounts)
        return replace(following, steps=(*self.steps, step))


def days_until_released(amount: Exact, granted: Exact, rate: Exact) -> int:
    """First day by which `amount` of `granted` points is paid, `rate` of the rest a day (S-4).

    ValueError unless 0 <= amount < granted and 0 < rate <= 1: the whole is never quite paid.
    """
    unreleased, daily = exact(granted), exact(rate)
    still_owed = unreleased - exact(amount)
    if not (0 < still_owed <= unreleased and 0 < daily <= 1):
        raise ValueError("need 0 <= amount < granted and 0 < rate <= 1")
    day = 0
    while unreleased > still_owed:
        day, unreleased = day + 1, unreleased * (1 - daily)
    return day


def agreement(printed: str, computed: Fraction) -> Agreement:
    """How a printed figure stands to the computed one, at the digits that are printed.

    "exact"; "either" when rounding (half up) and truncation both give it; "rounded";
    "truncated"; "differs".
    """
    shown = Fraction(printed)
    if shown == computed:
        return "exact"
    digit = Fraction(1, 10 ** len(printed.partition(".")[2]))
    rounded = floor(computed / digit + Fraction(1, 2)) * digit == shown
    truncated = floor(computed / digit) * digit == shown
    if rounded and truncated:
        return "either"
    if rounded:
        return "rounded"
    return "truncated" if truncated else "differs"


@dataclass(frozen=True)
class Row:
    """One figure: id, statement, what it is, unit, arithmetic, exact value, and the figures as
    printed (in `unit`; empty where the source is silent).
    """

    step: str
    source: str
    quantity: str
    unit: str
    working: str
    computed: Fraction
    printed: tuple[str, ...] = ()
    remark: str = ""

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """One verdict per printed figure."""
        return tuple(agreement(printed, self.computed) for printed in self.printed)

    @property
    def agrees(self) -> bool | None:
        """Whether every printed figure agrees; None where nothing is printed."""
        return "differs" not in self.agreements if self.printed else None
