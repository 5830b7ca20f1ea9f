"""Transactions that read and write, alike for SQLite and PostgreSQL; failures told in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from library import drivers
from library.drivers import ANSWER_SECONDS, NOT_WRITABLE, SILENT, File, Refused
from model import Problem, ScenarioError
from model.terms.problems import problem

FAILED = "{field}: the library at {value} did not answer as it should: {reason}"
DAMAGED = "{field}: the library at {value} is damaged ({reason}); put it aside, restore a backup"

_NO_TEXT = "Could not decode to UTF-8"
DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


class LibraryError(ScenarioError):
    """The library itself cannot be opened, read or written; `problems` says why."""


@dataclass(frozen=True)
class Database:
    """An engine, and the name of its place, of which no part can hold a secret; `told` is what
    failures call it: those who only use a server need not know its place.
    """

    engine: Engine
    place: str
    told: str
    file: File | None = None

    @staticmethod
    def at(url: URL, told: str = "") -> Database:
        """Connects later, at first use."""
        place = drivers.place_of(url)
        if url.get_backend_name() == "sqlite":
            file = File(Path(str(url.database)))
            return Database(drivers.sqlite(url, file), place, told or place, file)
        return Database(drivers.postgresql(url), place, told or place)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.file is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the library throughout. Raises LibraryError."""
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._told(), self.engine.execution_options(**options).begin() as connection:
            yield connection

    @contextmanager
    def writing(self, **options: bool) -> Iterator[Connection]:
        """A transaction that happens as a whole or not at all. Raises LibraryError.

        In SQLite it waits until no other writes; in PostgreSQL rows are locked as they are read
        (`with_for_update`). With `migrates=True` SQLite lets go of foreign keys, for it changes
        a table by dropping the old one, and what refers to that must stay.
        """
        engine = self.engine.execution_options(writes=True, **options)
        with self._told(), engine.begin() as connection:
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """The driver's own reason and nothing of the statement, which holds contents."""
        try:
            yield
        except (DBAPIError, NoConnectionLeft, Refused) as error:
            told = self._failure(error)
        else:
            return
        # Outside, so that no report of it leads to what the driver said.
        raise LibraryError([told])

    def _failure(self, error: DBAPIError | NoConnectionLeft | Refused) -> Problem:
        if isinstance(error, Refused):
            return problem(error.template, "library", self.told)
        cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
        if drivers.is_silence(cause):
            return problem(SILENT, "library", self.told, seconds=ANSWER_SECONDS)
        name = getattr(cause, "sqlite_errorname", "")
        if name.startswith("SQLITE_READONLY"):
            return problem(NOT_WRITABLE, "library", self.told)
        reason = (str(cause).strip().splitlines() or [type(cause).__name__])[0]
        if reason.startswith(_NO_TEXT):  # and then the text itself
            return problem(DAMAGED, "library", self.told, reason=_NO_TEXT)
        return problem(DAMAGED if name.startswith(DAMAGE) else FAILED, "library", self.told,
                       reason=reason)
