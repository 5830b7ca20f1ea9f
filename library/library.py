"""The library as a whole: opened once per process, handed to each user as a shelf."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import URL, delete, insert, or_, select

from library import people, queries, tokens
from library.database import Database
from library.entries import Entry
from library.jobs import JobBook
from library.opening import opened
from library.people import Handed, Person
from library.place import library_url
from library.shelf import Shelf
from library.tables import ENDED

log = logging.getLogger("backstop.library")


@dataclass(frozen=True)
class Library:
    """An open library. May be used by any number of threads and processes at once."""

    database: Database

    @staticmethod
    def open(url: URL | None = None, told: str = "") -> Library:
        """The library at an address, else where the environment says (`place`), made if absent
        and migrated if older; `told` is what failures call its place.

        Raises LibraryError where that cannot be: unreachable, damaged, or newer than this.
        """
        return Library(opened(library_url() if url is None else url, told))

    @property
    def is_replaced(self) -> bool:
        """Whether another file stands where its own was: then it is to be opened anew."""
        return self.database.file is not None and self.database.file.is_replaced

    def close(self) -> None:
        """Let go of all connections."""
        self.database.engine.dispose()

    def of(self, user: str) -> Shelf:
        """The library as a user may use it; "" is everybody while nobody signs in."""
        return Shelf(self.database, user)

    @property
    def jobs(self) -> JobBook:
        """What is told of jobs of other programs."""
        return JobBook(self.database)

    def everything(self) -> list[Entry]:
        """Every entry of every user, in bins too: for who runs the server, not for pages."""
        with self.database.reading() as connection:
            return queries.entries(connection)

    def people(self) -> list[Person]:
        """Who has signed in."""
        with self.database.reading() as connection:
            return people.everybody(connection)

    def hand_over(self, owner: str, to: str) -> Handed:
        """Give all entries of one to another; so that what was saved before anybody signed in
        (owner "") is found again. Raises ScenarioError.
        """
        with self.database.writing() as connection:
            handed = people.hand_over(connection, owner, to)
        log.info("hand-over %d: %d entries of %r to %r", handed.number, handed.count,
                 handed.giver, handed.taker.id)
        return handed

    def take_back(self, number: int) -> int:
        """Undo a hand-over; returns how many entries went back. Raises ScenarioError."""
        with self.database.writing() as connection:
            count = people.take_back(connection, number)
        log.info("hand-over %d taken back: %d entries", number, count)
        return count

    def holder(self, token: str) -> str | None:
        """Whose token that is, by which a program wants to come in; None if nobody's."""
        with self.database.reading() as connection:
            return tokens.holder(connection, token)

    def end(self, sign_in: str, until: datetime) -> None:
        """Keep that a sign-in was ended, until its cookie would be too old anyway."""
        with self.database.writing() as connection:
            connection.execute(delete(ENDED).where(
                or_(ENDED.c.until < datetime.now(UTC), ENDED.c.sign_in == sign_in)))
            connection.execute(insert(ENDED).values(sign_in=sign_in, until=until))

    def ended(self) -> dict[str, datetime]:
        """Sign-ins that were ended on any server of this library, and until when that matters."""
        with self.database.reading() as connection:
            return {row.sign_in: row.until for row in connection.execute(select(ENDED))}
