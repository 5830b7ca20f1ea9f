"""Which column serves which role: the best name that holds anything, or what somebody chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from fit import cells
from fit.cells import Coded, Money
from fit.choices import Choices, Question
from fit.names import NEEDED, ROLES, candidates, unit_of
from fit.refusals import Refused
from fit.table import Table, no_header

ROUNDED = 0.01
"""Part of ids in scientific notation from which on they are taken to be rounded."""
TOLD = ("order", "line", "customer", "time", "amount", "refund", "status", "after_sale", "inviter")
"""Roles in the order in which files list them."""


@dataclass(frozen=True)
class Roles:
    """Places of columns by role; `customers`: all that could name the customer, best first."""

    places: Mapping[str, int]
    customers: tuple[int, ...]

    @property
    def time(self) -> int:
        """When an order was paid."""
        return self.places["time"]

    @property
    def amount(self) -> int:
        """What was paid."""
        return self.places["amount"]

    @property
    def line(self) -> int | None:
        """The id of a line of an order, if lines have one."""
        return self.places.get("line")

    def money(self, table: Table, role: str, thousands: bool | None) -> Money | None:
        """A column as cents, in the unit that its name may tell, if any."""
        place = self.places.get(role)
        return None if place is None else cells.money(
            table.columns[place], unit_of(table.header[place]), thousands)

    def coded(self, table: Table, role: str) -> Coded | None:
        """The column in a role as numbers, if any."""
        place = self.places.get(role)
        return None if place is None else table.coded(place)

    def order_ids(self, table: Table) -> np.ndarray:
        """Number of each row's order (row,), −1 where it has no id."""
        place = self.places.get("order")
        return np.full(table.rows, -1) if place is None else table.ids(place).codes

    def named(self, table: Table, customer: int | None) -> dict[str, str | None]:
        """Names of columns by role; a customer is always told of."""
        places: dict[str, int | None] = {**self.places, "customer": customer}
        return {
            role: None if place is None else name_of(table, place)
            for role in TOLD if role in places for place in [places[role]]
        }


def name_of(table: Table, place: int) -> str:
    """What a column is called, as it stands there without blanks around it."""
    return table.header[place].strip().strip("\ufeff")


def chosen(table: Table, choices: Choices) -> tuple[Roles, tuple[Question, ...]]:
    """The column of each role but the customer's, and what is asked of them. Raises Refused."""
    found = candidates(table.header)
    wanted = {role: _wanted(table, role, name) for role, name in choices.columns.items()}
    taken = {place for place in wanted.values() if place is not None}
    places: dict[str, int] = {}
    questions = []
    for role in ROLES:
        if role == "customer":
            continue
        options = [place for place in found[role] if place not in taken
                   and _usable(table, role, place)]
        if role not in wanted and not options and role in NEEDED:
            options = [place for place in found[role] if place not in taken]
        place = wanted[role] if role in wanted else (options[0] if options else None)
        if place is not None:
            places[role] = place
        if len(options) > 1 or role in wanted:
            questions.append(asked(table, role, options, place))
    if any(role not in places for role in NEEDED):
        raise no_header("columns")
    customers = tuple(place for place in found["customer"] if place not in taken)
    return Roles(places, customers), tuple(questions)


def _wanted(table: Table, role: str, name: str) -> int | None:
    """The place of a column that somebody named for a role. Raises Refused."""
    if role not in ROLES:
        raise Refused("no_answer", "column", role, permitted=" | ".join(ROLES))
    if not name:
        return None
    names = [name_of(table, place) for place in range(len(table.header))]
    if name.strip() not in names:
        known = " | ".join(filter(None, names))
        raise Refused("no_column", f"column.{role}", name, permitted=known)
    return names.index(name.strip())


def wanted_customer(table: Table, choices: Choices) -> int | None:
    """The column that somebody named for the customer."""
    return _wanted(table, "customer", choices.columns.get("customer", ""))


def asked(table: Table, role: str, options: list[int], place: int | None) -> Question:
    """Which of several columns serves a role; the first is proposed."""
    names = [name_of(table, each) for each in options]
    answer = "" if place is None else name_of(table, place)
    return Question(f"column.{role}", tuple(names) or ("",), answer)


def _usable(table: Table, role: str, place: int) -> bool:
    """Whether anything stands in a column; ids of orders must not be rounded."""
    if role == "order":
        found = table.ids(place)
        return not found.blank.all() and cells.rounded_share(found) <= ROUNDED
    return bool(pc.any(pc.not_equal(table.columns[place], "")).as_py()
                and (role in NEEDED or not table.coded(place).blank.all()))
