"""Who has signed in, and what the operator gives from one of them to another.

An id, made of issuer and subject, is nothing that people know of one another: they are found by
their e-mail or their name too, where those name one person.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from library.rules import NAME_LENGTH, folded
from library.tables import ENTRIES, HANDED, PEOPLE
from model import ScenarioError
from model.terms.problems import problem
from wording.literal import brief

EMAIL_LENGTH = 320

NOBODY = (
    "{field}: nobody who has signed in has the id, e-mail or name {value}; "
    "`python -m library people` names who has"
)
SEVERAL = "{field}: several people are called {value}; name one by id: {ids}"
NOT_HANDED = "{field} = {value}: there is no such hand-over, or it was taken back"


@dataclass(frozen=True)
class Person:
    """What a user's provider last said of them."""

    id: str
    name: str
    email: str


@dataclass(frozen=True)
class Handed:
    """A hand-over: its number, by which it is taken back, and how many entries it moved."""

    number: int
    giver: str
    taker: Person
    count: int


def introduce(connection: Connection, user: str, name: str, email: str) -> None:
    """Keep what a user is called."""
    told = {"name": brief(name, NAME_LENGTH), "email": brief(email, EMAIL_LENGTH)}
    same = PEOPLE.c.id == user
    known = connection.execute(select(PEOPLE.c.name, PEOPLE.c.email).where(same)).one_or_none()
    if known is None:
        # In two windows at once one of them comes first.
        with suppress(IntegrityError), connection.begin_nested():
            connection.execute(insert(PEOPLE).values(id=user, **told))
    elif known._asdict() != told:
        connection.execute(update(PEOPLE).where(same).values(told))


def everybody(connection: Connection) -> list[Person]:
    """Who has signed in, by name."""
    found = connection.execute(select(PEOPLE).order_by(PEOPLE.c.name, PEOPLE.c.id))
    return [Person(row.id, row.name, row.email) for row in found]


def found(connection: Connection, field: str, said: str) -> Person:
    """The one person with that id, else e-mail, else name. Raises ScenarioError."""
    everyone, wanted = everybody(connection), folded(said.strip())
    ways: tuple[Callable[[Person], bool], ...] = (
        lambda each: each.id == said, lambda each: folded(each.email) == wanted,
        lambda each: folded(each.name) == wanted,
    )
    for is_meant in ways:
        meant = [each for each in everyone if is_meant(each)] if wanted else []
        if len(meant) > 1:
            ids = ", ".join(each.id for each in meant)
            raise ScenarioError([problem(SEVERAL, field, said, ids=ids)])
        if meant:
            return meant[0]
    raise ScenarioError([problem(NOBODY, field, said)])


def hand_over(connection: Connection, owner: str, to: str) -> Handed:
    """Make somebody the owner of all entries of another; "" owns what was saved before anybody
    signed in. Raises ScenarioError where it is not clear who is meant.
    """
    theirs = select(ENTRIES.c.id).where(ENTRIES.c.owner == owner)
    ids = list(connection.execute(theirs).scalars())
    giver = owner if ids or not owner else found(connection, "from", owner).id
    taker = found(connection, "to", to)
    if giver != owner:
        ids = list(connection.execute(
            select(ENTRIES.c.id).where(ENTRIES.c.owner == giver)).scalars())
    last = connection.execute(select(func.max(HANDED.c.number))).scalar() or 0
    given = {"number": last + 1, "giver": giver, "taker": taker.id,
             "handed_at": datetime.now(UTC)}
    if ids:
        connection.execute(insert(HANDED), [{"entry_id": each, **given} for each in ids])
        connection.execute(
            update(ENTRIES).where(ENTRIES.c.owner == giver).values(owner=taker.id))
    return Handed(last + 1, giver, taker, len(ids))


def take_back(connection: Connection, number: int) -> int:
    """Undo a hand-over; returns how many entries went back. What was given on since, stays.

    Raises ScenarioError.
    """
    given = connection.execute(select(HANDED).where(HANDED.c.number == number)).all()
    if not given:
        raise ScenarioError([problem(NOT_HANDED, "number", number)])
    count = 0
    for each in given:
        same = ENTRIES.c.id == each.entry_id, ENTRIES.c.owner == each.taker
        count += connection.execute(update(ENTRIES).where(*same).values(owner=each.giver)).rowcount
    connection.execute(delete(HANDED).where(HANDED.c.number == number))
    return count
