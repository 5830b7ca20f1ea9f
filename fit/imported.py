"""A file of orders as order-days: what was read, dropped and refused, what is asked, and what
keeps it from being fitted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from fit import cells, rows
from fit.cells import Coded
from fit.choices import Choices, Question, question
from fit.histories import OrderDays, gathered
from fit.names import CLOSED, REFUNDED, UNPAID
from fit.orders import ALIKE, UNLIKE, Orders, Rows, put_together, share_once
from fit.people import Customers, customers_of
from fit.refusals import Refused
from fit.roles import Roles, chosen
from fit.sheets import read_sheets
from fit.table import Table
from fit.texts import read_text
from model.progress import Progress, go_on

LEAST_CUSTOMERS, LEAST_REPEATS, LEAST_DAYS = 50, 30, 56
"""What a fit needs at least: 8 weeks."""

ROWS_TOLD = 5
"""Of the rows refused for a reason, so that they can be looked up."""
STEPS = 5
"""Of putting a table together, one after the other."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Imported:
    """Counts and order-days of a file called `name`; nothing in it names anybody.

    `columns`: the name of the column in each role, None for a customer where none is; `sales_cents`
    net; `daily_orders` (day,) and `order_cents` (order,) are of all orders, whoever's they are;
    `first_day` is 0 where no order counts; `refused_rows`: the first few by reason, as the file
    counts them from 1; `members`: order-days, None without customers;
    `error`: what keeps people from being fitted; `sponsored`: members with an inviter, None where
    no column tells.
    """

    name: str
    header_row: int
    rows: int
    columns: Mapping[str, str | None]
    orders: int
    sales_cents: int
    first_day: int
    daily_orders: np.ndarray
    order_cents: np.ndarray
    dropped: Mapping[str, int]
    refused: Mapping[str, int]
    refused_rows: Mapping[str, tuple[int, ...]]
    stray_cents: int
    members: OrderDays | None
    customers: int | None
    sponsored: int | None
    people_behind: float | None
    questions: tuple[Question, ...]
    error: Refused | None

    @property
    def last_day(self) -> int:
        """Days since 1970 of the last counted order."""
        return self.first_day + self.daily_orders.size - 1


def read_table(name: str, content: bytes, progress: Progress | None = None) -> Table:
    """The table in a file, whatever its name says. Raises ScenarioError, Cancelled."""
    if content.startswith(_OLE):
        raise Refused("not_text", name)
    if content.startswith(_ZIP):
        return read_sheets(name, content, progress)
    return read_text(name, content, progress)


def import_orders(
    name: str, content: bytes, choices: Choices | None = None, progress: Progress | None = None
) -> Imported:
    """Read a file of orders. Raises ScenarioError where nothing of it can be used, Cancelled."""
    return import_table(name, read_table(name, content, progress), choices or Choices(), progress)


def import_table(
    name: str, table: Table, choices: Choices, progress: Progress | None = None
) -> Imported:
    """Count and put together a table that was read; again after other answers. Raises Refused,
    Cancelled, which is asked for between its steps."""
    roles, asked = chosen(table, choices)
    go_on(progress, 1, STEPS)
    people, who_asked = customers_of(table, roles, choices)
    go_on(progress, 2, STEPS)
    read = _rows(table, roles, people, choices)
    go_on(progress, 3, STEPS)
    once, once_asked = _once(read, roles, choices)
    found = put_together(read, once)
    go_on(progress, 4, STEPS)
    questions = (*asked, *who_asked, *_order_of_days(read, choices), *_dots(read, choices),
                 *once_asked)
    return _counted(name, table, roles, people, read, found, questions)


def _rows(table: Table, roles: Roles, people: Customers, choices: Choices) -> Rows:
    """Every row as numbers, with those set aside that are no order's."""
    order = roles.order_ids(table)
    time = cells.days(table.columns[roles.time], choices.day_first, choices.utc_offset)
    paid = roles.money(table, "amount", choices.thousands)
    assert paid is not None
    plain = (order < 0) | (time.state != cells.READ) | (paid.state != cells.READ)
    if people.ids is not None:
        plain |= people.ids.blank
    blank = rows.blank_rows(table, plain)
    total = rows.total_rows(table, plain & ~blank)
    copied = rows.copies(table, order, ~blank & ~total, roles.line is not None)
    status, sale = roles.coded(table, "status"), roles.coded(table, "after_sale")
    never = np.zeros(table.rows, dtype=bool)
    stated = None if status is None else ~status.blank
    refunded, told = never, never if stated is None else stated
    for states in (status, sale):
        if states is not None:
            refunded = refunded | rows.states(states, REFUNDED)
            told = told | ~states.blank
    cancelled = roles.coded(table, "cancelled")
    return Rows(
        order=_numbered(order),
        kept=~blank & ~total & ~copied,
        time=time,
        paid=paid,
        customer=people.ids,
        refund=roles.money(table, "refund", choices.thousands),
        unpaid=never if status is None else rows.states(status, UNPAID),
        closed=never if status is None else rows.states(status, CLOSED),
        refunded=refunded,
        sale_told=told,
        stated=stated,
        cancelled=never if cancelled is None else ~cancelled.blank,
        set_aside={
            "blank_row": int(blank.sum()),
            "total_row": int(total.sum()),
            "duplicate": int(copied.sum()),
        },
    )


def _numbered(order: np.ndarray) -> np.ndarray:
    """Rows without an id are orders of their own."""
    alone = order < 0
    found = order.copy()
    found[alone] = order.max(initial=-1) + 1 + np.arange(int(alone.sum()))
    return found


def _once(
    read: Rows, roles: Roles, choices: Choices
) -> tuple[bool, tuple[Question, ...]]:
    """Whether an order's amount is taken once, and the question where the file leaves it open."""
    share = share_once(read)
    if share is None:
        return True, ()
    proposed = share >= ALIKE
    asked = UNLIKE <= share < ALIKE and roles.line is None
    answer = proposed if choices.once is None else choices.once
    if not asked and choices.once is None:
        return proposed, ()
    return answer, (question("amounts", proposed, answer),)


def _order_of_days(read: Rows, choices: Choices) -> tuple[Question, ...]:
    """The question which comes first in 05/06/2024, where the file leaves it open."""
    if not read.time.asked:
        return ()
    proposed = read.time.proposed
    answer = proposed if choices.day_first is None else choices.day_first
    return (question("date_order", proposed, answer),)


def _dots(read: Rows, choices: Choices) -> tuple[Question, ...]:
    """The question what 1.234 is, where the file leaves it open."""
    if not read.paid.asked:
        return ()
    answer = read.paid.proposed if choices.thousands is None else choices.thousands
    return (question("dots", read.paid.proposed, answer),)


def _counted(
    name: str, table: Table, roles: Roles, people: Customers, read: Rows, found: Orders,
    questions: tuple[Question, ...],
) -> Imported:
    members = None
    if people.ids is not None and found.day.size:
        members = gathered(found.customer, found.day, found.cents)
    first = int(found.day.min()) if found.day.size else 0
    aside = {reason: count for reason, count in read.set_aside.items() if count}
    sponsored = people.sponsored(read.order, read.kept, found) if members is not None else None
    counted = Imported(
        name, table.header_row, table.rows, roles.named(table, people.column),
        orders=found.day.size, sales_cents=int(found.cents.sum()), first_day=first,
        daily_orders=np.bincount(found.day - first), order_cents=found.cents,
        dropped=aside | dict(found.dropped), refused=found.refused,
        refused_rows={reason: tuple((at[:ROWS_TOLD] + table.header_row + 1).tolist())
                      for reason, at in found.refused_rows.items()},
        stray_cents=found.stray_cents,
        members=members, customers=None if members is None else int(members.first.sum()),
        sponsored=sponsored, people_behind=people.behind, questions=questions, error=people.error,
    )
    if not counted.orders:
        none = Refused("too_few", f"{name}.orders", 0, permitted=f"n ≥ {LEAST_CUSTOMERS}")
        return replace(counted, error=none)
    lacks = None if members is None else too_few(name, members)
    return replace(counted, error=counted.error or lacks)


def too_few(
    name: str, members: OrderDays, left_out: int = 0, days: int = 0
) -> Refused | None:
    """What a fit lacks, if anything; without so many customers, seen in the first `days`."""
    customers, repeats = int(members.first.sum()), int((~members.first).sum())
    for what, count, least in (
        ("customers", customers, LEAST_CUSTOMERS), ("repeat_orders", repeats, LEAST_REPEATS),
        ("days", members.days, LEAST_DAYS),
    ):
        if count < least:
            return Refused("too_few", f"{name}.{what}", count, permitted=f"n ≥ {least}",
                           said="too_few_new" if left_out else "", left_out=left_out, days=days)
    return None


__all__ = ["Coded", "Imported", "import_orders", "import_table", "read_table"]
