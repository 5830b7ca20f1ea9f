"""What is kept of customers: how often, until when and for how long, never who."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Histories:
    """Distinct (x, t, T), each with its number of customers (all arrays are (history,)).

    `repeats`: x, order-days after the first; `last`: t, the day of the last of them since the
    first; `observed`: T, days seen since the first; `customers`: how many have that history.
    """

    repeats: np.ndarray
    last: np.ndarray
    observed: np.ndarray
    customers: np.ndarray

    @property
    def count(self) -> int:
        """All customers."""
        return int(self.customers.sum())

    @property
    def days(self) -> int:
        """Days that the longest history was seen for."""
        return int(self.observed.max(initial=0))


def distinct(repeats: np.ndarray, last: np.ndarray, observed: np.ndarray) -> Histories:
    """Customers (customer,) with equal histories put together."""
    table = np.column_stack((repeats, last, observed))
    found, counts = np.unique(table, axis=0, return_counts=True)
    return Histories(found[:, 0], found[:, 1], found[:, 2], counts)


@dataclass(frozen=True)
class OrderDays:
    """Every (customer, day) with an order and its sum, by customer and then by day.

    `customer`: numbers from 0, `day`: days since the file's first, `cents`: net, all
    (order-day,). `days`: days from the first counted order to the last, both included.
    """

    customer: np.ndarray
    day: np.ndarray
    cents: np.ndarray
    days: int

    @property
    def first(self) -> np.ndarray:
        """Whether an order-day is its customer's first."""
        return np.asarray(np.diff(self.customer, prepend=-1) != 0)

    @property
    def joined(self) -> np.ndarray:
        """Day of the first order of each customer."""
        return np.asarray(self.day[self.first])

    @property
    def joins(self) -> np.ndarray:
        """First order-days by day (day,)."""
        return np.asarray(np.bincount(self.joined, minlength=self.days))

    @property
    def repeats(self) -> np.ndarray:
        """Later order-days by day (day,)."""
        return np.asarray(np.bincount(self.day[~self.first], minlength=self.days))

    def of(self, chosen: np.ndarray) -> OrderDays:
        """Those of some customers (a flag a customer)."""
        kept = chosen[self.customer]
        number = np.cumsum(chosen) - 1
        return OrderDays(number[self.customer[kept]], self.day[kept], self.cents[kept], self.days)

    def until(self, days: int) -> OrderDays:
        """What had been seen when the file was that many days long."""
        kept = self.day < days
        _, customer = np.unique(self.customer[kept], return_inverse=True)
        return OrderDays(customer, self.day[kept], self.cents[kept], days)


def gathered(customer: np.ndarray, day: np.ndarray, cents: np.ndarray) -> OrderDays:
    """Orders (order,) as order-days; `day` may count from anywhere."""
    if not customer.size:
        empty = np.zeros(0, dtype=np.int64)
        return OrderDays(empty, empty, empty, 0)
    start = int(day.min())
    days = int(day.max()) - start + 1
    _, number = np.unique(customer, return_inverse=True)
    found, place = np.unique(number * days + (day - start), return_inverse=True)
    total = np.zeros(found.size, dtype=np.int64)
    np.add.at(total, place, cents)
    return OrderDays(found // days, found % days, total, days)


def histories(seen: OrderDays) -> Histories:
    """The history of each customer, up to the last day of what was seen."""
    starts = np.flatnonzero(seen.first)
    ends = np.append(starts[1:], seen.day.size) - 1
    joined = seen.day[starts]
    return distinct(ends - starts, seen.day[ends] - joined, seen.days - 1 - joined)
