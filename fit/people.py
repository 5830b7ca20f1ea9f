"""Who is a customer: the column that names them best, and whether it keeps them apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fit import cells
from fit.cells import Coded
from fit.choices import Choices, Question
from fit.orders import Orders
from fit.refusals import Refused
from fit.roles import ROUNDED, Roles, asked, name_of, wanted_customer
from fit.rows import first_of
from fit.table import Table

BLANK = 0.9
"""Part of orders without a customer from which on a column is taken to be empty."""
MASKED = 0.5
MERGED = 0.05
"""More people than masked ids, as a part of them, from which on they are refused."""


@dataclass(frozen=True)
class Customers:
    """`column`: the place of the one that counts, None where none does; `ids`: what it says (row,);
    `own`: what all columns that may name a customer say; `behind`: about how many people stand
    behind masked ids."""

    column: int | None
    ids: Coded | None
    own: tuple[Coded, ...]
    inviter: Coded | None
    behind: float | None
    error: Refused | None

    def sponsored(self, order: np.ndarray, kept: np.ndarray, found: Orders) -> int | None:
        """Members with an inviter other than themselves, by any of their own ids."""
        if self.inviter is None or self.ids is None:
            return None
        groups = int(order.max(initial=-1)) + 1
        counted = np.full(groups, -1)
        counted[found.number] = found.customer
        member = np.where(kept, counted[order], -1)
        first = first_of(order, kept & ~self.inviter.blank, groups)
        asks = found.number[first[found.number] >= 0]
        invited = _pairs(counted[asks], self.inviter.texts,
                         self.inviter.codes[first[asks]], self.own)
        themselves = np.concatenate([
            _pairs(member[at], each.texts, each.codes[at], self.own)
            for each in self.own for at in [(member >= 0) & ~each.blank]
        ])
        alien = ~np.isin(invited, themselves)
        return int(np.unique(counted[asks][alien]).size)


def _pairs(
    member: np.ndarray, texts: pa.Array, codes: np.ndarray, own: tuple[Coded, ...]
) -> np.ndarray:
    """Member and id as one number each, ids numbered alike whichever column they stand in."""
    known = pc.unique(pa.concat_arrays([each.texts for each in own]))
    place = pc.index_in(texts, value_set=known)
    number = pc.fill_null(place, -1).to_numpy(False).astype(np.int64)
    return np.asarray(member * (len(known) + 1) + number[codes] + 1)


def customers_of(
    table: Table, roles: Roles, choices: Choices
) -> tuple[Customers, tuple[Question, ...]]:
    """The customers of every row, and the question where several columns could name them."""
    wanted = wanted_customer(table, choices)
    places = [*roles.customers, *([wanted] if wanted not in (None, *roles.customers) else [])]
    read = {place: table.ids(place) for place in places if place is not None}
    order = roles.order_ids(table)
    options = [place for place in read if _filled(order, read[place])]
    options.sort(key=lambda place: _faults(read[place]))  # stable: else the best name first
    named = "customer" in choices.columns
    column = wanted if named else (options[0] if options else None)
    questions: tuple[Question, ...] = ()
    if len(options) > 1 or named:
        questions = (asked(table, "customer", options, column),)
    inviter = roles.places.get("inviter")
    own = tuple(read.values())
    if column is None or column not in options:
        name = name_of(table, roles.customers[0]) if roles.customers else "customer"
        blank = Refused("no_customer", "column.customer", name, permitted=f"≥ {1 - BLANK:.0%}")
        return Customers(
            column=None, ids=None, own=own, inviter=None, behind=None, error=blank
        ), questions
    behind, error = _kept_apart(table, column, read[column])
    return Customers(
        column=column,
        ids=read[column],
        own=own,
        inviter=None if inviter is None else table.ids(inviter),
        behind=behind,
        error=error,
    ), questions


def _filled(order: np.ndarray, found: Coded) -> bool:
    """Whether enough orders have a customer; an order's rows may name it once."""
    known = order >= 0
    groups = int(order.max(initial=-1)) + 1
    has = np.zeros(groups, dtype=bool)
    has[order[known & ~found.blank]] = True
    there = np.zeros(groups, dtype=bool)
    there[order[known]] = True
    filled = int(has.sum()) + int((~known & ~found.blank).sum())
    total = int(there.sum()) + int((~known).sum())
    return total > 0 and filled >= (1.0 - BLANK) * total


def _faults(found: Coded) -> tuple[bool, bool]:
    return cells.rounded_share(found) > ROUNDED, cells.masked_share(found) > MASKED


def _kept_apart(
    table: Table, column: int, found: Coded
) -> tuple[float | None, Refused | None]:
    """How many people stand behind masked ids, and what is wrong with the ids, if anything."""
    name = name_of(table, column)
    rounded = cells.rounded_share(found)
    if rounded > ROUNDED:
        return None, Refused("ids_rounded", "column.customer", name, share=f"{rounded:.0%}",
                             permitted=f"≤ {ROUNDED:.0%}")
    if cells.masked_share(found) <= MASKED:
        return None, None
    count, people = cells.people_behind(found)
    if people <= (1.0 + MERGED) * count:
        return people, None
    told = f"{people:.0f}" if np.isfinite(people) else f"> {count}"
    return people, Refused("ids_masked", "column.customer", name, count=count, people=told,
                           permitted=f"≤ {MERGED:.0%}")
