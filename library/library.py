"""The library as a whole: opened once per process, handed to each user as a shelf."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from sqlalchemy import URL, update

from library import queries
from library.database import Database
from library.entries import Entry
from library.opening import opened
from library.place import library_url
from library.shelf import Shelf
from library.tables import ENTRIES

log = logging.getLogger("backstop.library")


@dataclass(frozen=True)
class Library:
    """An open library. May be used by any number of threads and processes at once."""

    database: Database

    @staticmethod
    def open(url: URL | None = None) -> Library:
        """The library at an address, else where the environment says (`place`), made if absent
        and migrated if older.

        Raises LibraryError where that cannot be: unreachable, damaged, or newer than this.
        """
        return Library(opened(library_url() if url is None else url))

    def close(self) -> None:
        """Let go of all connections."""
        self.database.engine.dispose()

    def of(self, user: str) -> Shelf:
        """The library as a user may use it; "" is everybody while nobody signs in."""
        return Shelf(self.database, user)

    def everything(self) -> list[Entry]:
        """Every entry of every user, in bins too: for who runs the server, not for pages."""
        with self.database.reading() as connection:
            return queries.entries(connection)

    def hand_over(self, owner: str, to: str) -> int:
        """Make another user the owner of all entries of one; returns how many.

        So that what was saved before anybody signed in (owner "") is found again.
        """
        with self.database.writing() as connection:
            theirs = update(ENTRIES).where(ENTRIES.c.owner == owner)
            count = connection.execute(theirs.values(owner=to)).rowcount
        log.info("%d entries of %r handed over to %r", count, owner, to)
        return count
