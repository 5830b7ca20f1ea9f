"""Rows put together as orders, and why some of them do not count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from fit.cells import BAD, MISSING, READ, Coded, Days, Money
from fit.rows import first_of

ALIKE, UNLIKE = 0.95, 0.5
"""Parts of the orders of several rows whose amount stands once: taken once from the first on, line
by line below the second; between them it is asked."""

OF_ORDERS = ("unpaid", "closed", "bad_date", "amount_missing", "bad_amount", "customer_missing",
             "zero", "fully_refunded")
"""Reasons, tried in this order; those of rows come before."""
REFUSED = ("bad_date", "amount_missing", "bad_amount", "customer_missing", "refund_without_order")


@dataclass(frozen=True)
class Rows:
    """What was read of every row; all arrays are (row,). A role that no column has is None.

    `order`: number of its order, every row without an id having one of its own; `kept`: rows that
    are neither blank, totals nor copies; `stated`, `sale_told`: where a status stands, where that
    or a state after sale does; `refunded`: where one of them says that it was given back.
    """

    order: np.ndarray
    kept: np.ndarray
    time: Days
    paid: Money
    customer: Coded | None
    refund: Money | None
    unpaid: np.ndarray
    closed: np.ndarray
    refunded: np.ndarray
    sale_told: np.ndarray
    stated: np.ndarray | None
    cancelled: np.ndarray
    set_aside: Mapping[str, int]

    @property
    def cents(self) -> np.ndarray:
        """What was paid."""
        return self.paid.cents

    @property
    def amount_state(self) -> np.ndarray:
        """What became of the cell with what was paid."""
        return self.paid.state


@dataclass(frozen=True)
class Orders:
    """Orders that count, all arrays (order,), and why the others do not.

    `dropped`, `refused`: how many by reason; `refused_rows`: the first row of each that was
    refused, from 0; `stray_cents`: refunds that name no order.
    """

    customer: np.ndarray
    day: np.ndarray
    cents: np.ndarray
    number: np.ndarray
    dropped: Mapping[str, int]
    refused: Mapping[str, int]
    refused_rows: Mapping[str, np.ndarray]
    stray_cents: int


def share_once(rows: Rows) -> float | None:
    """Of the orders of several rows the part whose amount stands on one row, or equal on all; None
    where each order is one row."""
    sold = rows.kept & (rows.cents >= 0)
    order, state = rows.order[sold], rows.amount_state[sold]
    groups = int(rows.order.max(initial=-1)) + 1
    several = np.bincount(order, minlength=groups) > 1
    told = state != MISSING
    stands = np.bincount(order[told], minlength=groups)
    low = np.full(groups, np.iinfo(np.int64).max)
    high = np.full(groups, np.iinfo(np.int64).min)
    np.minimum.at(low, order[told], rows.cents[sold][told])
    np.maximum.at(high, order[told], rows.cents[sold][told])
    counted = several & (stands > 0)
    if not counted.any():
        return None
    return float((low == high)[counted].mean())


def put_together(rows: Rows, once: bool) -> Orders:
    """The orders; `once`: whether an order's amount is taken once and not summed over its rows."""
    groups = int(rows.order.max(initial=-1)) + 1
    back = rows.kept & (rows.cents < 0)
    sold = rows.kept & ~back
    exists = np.zeros(groups, dtype=bool)
    exists[rows.order[sold]] = True
    stray = back & ~exists[rows.order]
    paid, missing, bad = _amounts(rows, sold, once, groups)
    given_back = _refunds(rows, sold, once, groups, paid)
    own = back & ~stray
    np.add.at(given_back, rows.order[own], -rows.cents[own])
    day, dated = _days(rows, sold, groups)
    customer = _customers(rows, sold, groups)
    net = paid - given_back
    reasons = {
        "unpaid": _of_first(rows, sold, rows.unpaid, groups) | _never_paid(rows, sold, groups),
        "closed": _of_first(rows, sold, rows.closed, groups) | _any(rows, sold, rows.cancelled,
                                                                    groups),
        "bad_date": ~dated, "amount_missing": missing, "bad_amount": bad,
        "customer_missing": customer < 0 if rows.customer is not None else ~exists,
        "zero": paid == 0, "fully_refunded": net <= 0,
    }
    left = exists.copy()
    counts: dict[str, int] = {"refund_row": int(own.sum())}
    first = first_of(rows.order, sold, groups)
    at = {"refund_without_order": np.flatnonzero(stray)}
    for reason in OF_ORDERS:
        at[reason] = np.sort(first[left & reasons[reason]])
        counts[reason] = at[reason].size
        left &= ~reasons[reason]
    counts["refund_without_order"] = int(stray.sum())
    told = {reason: count for reason, count in counts.items() if count}
    return Orders(
        customer=customer[left], day=day[left], cents=net[left], number=np.flatnonzero(left),
        dropped={reason: count for reason, count in told.items() if reason not in REFUSED},
        refused={reason: count for reason, count in told.items() if reason in REFUSED},
        refused_rows={reason: at[reason] for reason in told if reason in REFUSED},
        stray_cents=int(rows.cents[stray].sum()),
    )


def _amounts(
    rows: Rows, sold: np.ndarray, once: bool, groups: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cents paid, and whether an amount is missing or cannot be read, (order,)."""
    told = sold & (rows.amount_state != MISSING)
    first = first_of(rows.order, told, groups)
    missing = first < 0
    unread = told & (rows.amount_state == BAD)
    if once:
        paid = np.where(missing, 0, rows.cents[first])
        return paid, missing, ~missing & (rows.amount_state[first] == BAD)
    bad = np.zeros(groups, dtype=bool)
    bad[rows.order[unread]] = True
    return _summed(rows.order, rows.cents, told, groups), missing, bad


def _refunds(
    rows: Rows, sold: np.ndarray, once: bool, groups: int, paid: np.ndarray
) -> np.ndarray:
    """Cents given back by the refund column, and by what after-sale states say, (order,)."""
    blank = np.ones(rows.order.size, dtype=bool)
    given = np.zeros(groups, dtype=np.int64)
    if rows.refund is not None:
        cents, state = rows.refund.cents, rows.refund.state
        told = sold & (state == READ)
        blank = state == MISSING
        if once:
            first = first_of(rows.order, told, groups)
            given = np.where(first < 0, 0, np.abs(cents[first]))
        else:
            given = _summed(rows.order, np.abs(cents), told, groups)
    gone = sold & rows.refunded & blank
    if not once:
        return np.asarray(given + _summed(rows.order, rows.cents, gone, groups))
    first = first_of(rows.order, sold & rows.sale_told, groups)
    gone_back = (first >= 0) & rows.refunded[first] & ~_any(rows, sold, ~blank, groups)
    return np.asarray(np.where(gone_back, paid, given))


def _summed(order: np.ndarray, cents: np.ndarray, at: np.ndarray, groups: int) -> np.ndarray:
    total = np.zeros(groups, dtype=np.int64)
    np.add.at(total, order[at], cents[at])
    return total


def _days(rows: Rows, sold: np.ndarray, groups: int) -> tuple[np.ndarray, np.ndarray]:
    """Day of each order, and whether it could be read."""
    first = first_of(rows.order, sold & (rows.time.state != MISSING), groups)
    dated = (first >= 0) & (rows.time.state[first] == READ)
    return np.where(dated, rows.time.day[first], 0), dated


def _never_paid(rows: Rows, sold: np.ndarray, groups: int) -> np.ndarray:
    """Orders without a time of payment, where there is a status."""
    if rows.stated is None:
        return np.zeros(groups, dtype=bool)
    return first_of(rows.order, sold & (rows.time.state != MISSING), groups) < 0


def _customers(rows: Rows, sold: np.ndarray, groups: int) -> np.ndarray:
    if rows.customer is None:
        return np.full(groups, -1)
    first = first_of(rows.order, sold & ~rows.customer.blank, groups)
    return np.asarray(np.where(first < 0, -1, rows.customer.codes[first]))


def _of_first(rows: Rows, sold: np.ndarray, flag: np.ndarray, groups: int) -> np.ndarray:
    """What the first row of an order that states anything says."""
    if rows.stated is None:
        return np.zeros(groups, dtype=bool)
    first = first_of(rows.order, sold & rows.stated, groups)
    return np.asarray((first >= 0) & flag[first])


def _any(rows: Rows, sold: np.ndarray, flag: np.ndarray, groups: int) -> np.ndarray:
    found = np.zeros(groups, dtype=bool)
    found[rows.order[sold & flag]] = True
    return found
