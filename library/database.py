"""Transactions that read and write, alike for SQLite and PostgreSQL; failures told in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from model import ScenarioError
from model.problems import problem

BUSY_SECONDS = 30
"""How long one waits while another process writes."""
CONNECT_SECONDS = 10

FAILED = "{field}: the library at {value} did not answer as it should: {reason}"
DAMAGED = "{field}: the library at {value} is damaged ({reason}); put it aside, restore a backup"

_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


class LibraryError(ScenarioError):
    """The library itself cannot be opened, read or written; `problems` says why."""


@dataclass(frozen=True)
class Database:
    """An engine, and the name of its place as users may see it (without password)."""

    engine: Engine
    place: str

    @staticmethod
    def at(url: URL) -> Database:
        """Connects later, at first use."""
        if url.get_backend_name() == "sqlite":
            return Database(_sqlite(url), str(url.database))
        engine = create_engine(
            url, hide_parameters=True, pool_pre_ping=True,
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
        return Database(engine, url.render_as_string(hide_password=True))

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.engine.dialect.name == "sqlite"

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
        except (DBAPIError, NoConnectionLeft) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            reason = (str(cause).strip().splitlines() or [type(cause).__name__])[0]
            damaged = getattr(cause, "sqlite_errorname", "").startswith(_DAMAGE)
            template = DAMAGED if damaged else FAILED
            raise LibraryError([problem(template, "library", self.place, reason=reason)]) from error


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: SqliteConnection, _record: object) -> None:
    """We begin transactions ourselves; readers go on while one writes; a commit returns when it
    is on the disk."""
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _begin(connection: Connection) -> None:
    """A transaction that will write takes its turn at once: later it could only fail."""
    options = connection.get_execution_options()
    keys = "OFF" if options.get("migrates") else "ON"
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {keys}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")
