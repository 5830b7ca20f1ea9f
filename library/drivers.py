"""Connections to either kind of database: bounded in time, to the file that was opened and no
other; of a failure only what holds no secret is said.

A driver's own words on connecting may repeat any part of an address, and any part may hold a
secret: so they are not repeated.
"""

from __future__ import annotations

import os
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors
from psycopg.abc import RV, PQGen
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy import Connection as Transaction

BUSY_SECONDS = 30
"""How long one waits while another process writes."""
CONNECT_SECONDS = 10
ANSWER_SECONDS = 30
"""How long a statement may take; the server gives it up somewhat earlier than we do."""
DEAD_SECONDS = 30
"""After which a connection is given up that nobody acknowledges."""

UNREACHABLE = "{field}: the library at {value} cannot be reached"
NOT_LET_IN = "{field}: the library at {value} lets nobody in by this user and password"
NO_DATABASE = "{field}: there is no database at {value}"
SILENT = "{field}: the library at {value} has not answered for {seconds} seconds"
MOVED = (
    "{field}: the file {value} was moved or replaced while Backstop was using it; nothing was done"
)
NOT_WRITABLE = (
    "{field}: the library at {value} can only be read, for its file or its folder is read-only; "
    "nothing was saved"
)

_READ_ONLY = ("SQLITE_READONLY", "SQLITE_CANTOPEN")
_PLAIN = re.compile(r"[\w.:,\[\]-]{1,255}", re.ASCII)


class Refused(Exception):
    """A connection is not to be had; `template` says why and repeats nothing of the address."""

    def __init__(self, template: str) -> None:
        super().__init__(template)
        self.template = template


def place_of(url: URL) -> str:
    """What of an address is told: an SQLite file, or host, port and name and nothing else."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    port = "" if url.port is None else f":{url.port}"
    return f"{_plain(url.host)}{port}/{_plain(url.database)}"


def _plain(part: str | None) -> str:
    return part if part and _PLAIN.fullmatch(part) else "…"


class Limited(psycopg.Connection[Any]):
    """A connection that nobody waits for longer than `ANSWER_SECONDS`, whatever became of the
    server: one that is stopped still acknowledges what it is sent.
    """

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """As psycopg does it, with an end."""
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, ANSWER_SECONDS)
        except errors._WaitTimeout:
            self.pgconn.finish()
        raise psycopg.OperationalError(_SILENT)


_SILENT = "no answer"


def is_silence(error: BaseException) -> bool:
    """Whether a server did not answer in time."""
    return isinstance(error, errors.QueryCanceled) or str(error) == _SILENT


def postgresql(url: URL) -> Engine:
    """An engine that connects at its first use, through poolers too: they hand out another
    connection for each transaction, so nothing may be prepared on one.
    """
    lasting = {
        "connect_timeout": CONNECT_SECONDS, "keepalives": 1, "keepalives_idle": DEAD_SECONDS,
        "keepalives_interval": 5, "keepalives_count": 3,
        "tcp_user_timeout": DEAD_SECONDS * 1_000,
    }
    ours = {name: value for name, value in lasting.items() if name not in url.query}
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True,
                           connect_args={**ours, "prepare_threshold": None})
    event.listen(engine, "do_connect", _connected)
    event.listen(engine, "begin", _limit)
    return engine


def _connected(_dialect: Any, _record: Any, parts: tuple[Any, ...], named: dict[str, Any]) -> Any:
    try:
        return Limited.connect(*parts, **named)
    except psycopg.Error as error:
        template = _reason(error)
    # Outside, so that no report of this error leads to the driver's words.
    raise Refused(template)


def _reason(error: psycopg.Error) -> str:
    """What kind of failure it is. libpq tells it by its text alone while one is let in."""
    told = str(error)
    if "password" in told or "authentication" in told or " role " in told:
        return NOT_LET_IN
    return NO_DATABASE if "does not exist" in told else UNREACHABLE


def _limit(connection: Transaction) -> None:
    connection.exec_driver_sql(f"SET LOCAL statement_timeout = {(ANSWER_SECONDS - 2) * 1_000}")


@dataclass(eq=False)
class File:
    """An SQLite file, once opened always the same one: `held` is its place on its disk."""

    path: Path
    held: tuple[int, int] | None = None

    def hold(self) -> None:
        """From now on no other file will do."""
        self.held = self._here()

    @property
    def is_replaced(self) -> bool:
        """Whether another file now stands in its place."""
        here = self._here()
        return self.held is not None and here is not None and here != self.held

    def check(self) -> None:
        """Raise Refused if the file that was opened stands there no more."""
        if self.held is not None and self._here() != self.held:
            raise Refused(MOVED)

    def _here(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self.path)
        except OSError:
            return None
        return found.st_dev, found.st_ino


def sqlite(url: URL, file: File) -> Engine:
    """An engine for a file, which is made where it is absent unless it was held before."""
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})

    def connect(_dialect: Any, _record: Any, parts: tuple[Any, ...], named: dict[str, Any]) -> Any:
        file.check()
        return _opened(file.path, parts, named)

    def check(_connection: Any, _record: Any, _proxy: Any) -> None:
        file.check()

    event.listen(engine, "do_connect", connect)
    event.listen(engine, "checkout", check)
    event.listen(engine, "begin", _begin)
    return engine


def _opened(path: Path, parts: tuple[Any, ...], named: dict[str, Any]) -> sqlite3.Connection:
    """A connection to write with; to read with where the file or its folder permits no more."""
    try:
        return _prepared(sqlite3.connect(*parts, **named))
    except sqlite3.OperationalError as error:
        name = str(getattr(error, "sqlite_errorname", ""))
        if not name.startswith(_READ_ONLY) or not path.is_file():
            raise
    return readable(path, **named)


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    """We begin transactions ourselves; readers go on while one writes; a commit returns when it
    is on the disk.
    """
    connection.isolation_level = None
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def readable(path: Path, **named: Any) -> sqlite3.Connection:
    """A connection to read with. Where SQLite may not even keep its own notes beside the file
    nobody writes to it either, so it is taken as it is, unless saves stand in such a note.
    """
    named |= {"isolation_level": None}
    address = path.absolute().as_uri()
    for way in ("mode=ro", "mode=ro&immutable=1"):
        connection: sqlite3.Connection = sqlite3.connect(f"{address}?{way}", uri=True, **named)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.Error as error:
            connection.close()
            name = str(getattr(error, "sqlite_errorname", ""))
            if not name.startswith(_READ_ONLY) or "immutable" in way or _has_saves_beside(path):
                raise
        else:
            return connection
    raise AssertionError("one of both ways returns or raises")


def _has_saves_beside(path: Path) -> bool:
    beside = path.with_name(f"{path.name}-wal")
    return beside.is_file() and beside.stat().st_size > 0


def _begin(connection: Transaction) -> None:
    """A transaction that will write takes its turn at once: later it could only fail."""
    options = connection.get_execution_options()
    keys = "OFF" if options.get("migrates") else "ON"
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {keys}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")
