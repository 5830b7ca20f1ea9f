"""Jobs of other programs: how far each is and the file that it makes, for all servers that share
this library.

The process that works at a job says again and again that it lives; of which nothing is heard, that
is lost. Times are the database's own, for the clocks of servers differ.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from library.database import Database
from library.tables import JOBS, Moment

KEPT_SECONDS, KEPT, KEPT_BYTES = 3600.0, 48, 500_000_000
"""How long a job can be fetched after it has ended; how many such there are at most, and how much
their files may take."""
SILENT_SECONDS = 45.0
"""A job of which nothing is heard for so long has lost its process."""

State = Literal["waiting", "working", "done", "refused", "failed", "cancelled", "lost"]
UNFINISHED = ("waiting", "working")


@dataclass(frozen=True)
class File:
    """What a job makes."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Job:
    """How far a job of `who` is: `done` of `total`; `errors`: what was refused, by field, in words;
    `name` and `mime` of its file.
    """

    who: str
    state: State = "waiting"
    done: int = 0
    total: int = 1
    name: str = ""
    mime: str = ""
    errors: Sequence[Mapping[str, str]] = ()

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.state not in UNFINISHED


@dataclass(frozen=True)
class JobBook:
    """What is told of jobs, by their names, which cannot be guessed. All raise LibraryError."""

    database: Database

    def begin(self, name: str, who: str, most: int) -> Job | None:
        """A new job that waits; None where its caller has `most` that are not over. What ended
        long ago is forgotten meanwhile.
        """
        with self.database.writing() as connection:
            now = _now(connection)
            _forget(connection, now)
            held = connection.execute(select(func.count()).select_from(JOBS).where(
                JOBS.c.who == who, _goes_on(now))).scalar_one()
            if held >= most:
                return None
            job = Job(who)
            connection.execute(insert(JOBS).values(
                name=name, who=who, state=job.state, done=job.done, total=job.total, file="",
                mime="", errors="[]", stopped=False, size=0, heard=now))
        return job

    def forget(self) -> None:
        """Drop what ended long ago, or before many others or much."""
        with self.database.writing() as connection:
            _forget(connection, _now(connection))

    def tell(self, far: Mapping[str, Job]) -> set[str]:
        """That the process lives which works at these, and how far they are; returns those that
        are to stop, also because they are there no more.
        """
        with self.database.writing() as connection:
            now = _now(connection)
            for name, job in far.items():
                connection.execute(update(JOBS).where(_is_open(name)).values(
                    state=job.state, done=job.done, total=job.total, heard=now))
            there = select(JOBS.c.name).where(JOBS.c.name.in_(list(far)), ~JOBS.c.stopped)
            return set(far) - set(connection.execute(there).scalars())

    def end(
        self, name: str, state: State, made: File | None = None,
        errors: Sequence[Mapping[str, str]] = (),
    ) -> None:
        """How a job ended, and what it has made."""
        file = {} if made is None else {
            "file": made.name, "mime": made.mime, "content": made.content,
            "size": len(made.content)}
        with self.database.writing() as connection:
            connection.execute(update(JOBS).where(_is_open(name)).values(
                state=state, errors=json.dumps(list(errors)), heard=_now(connection), **file))

    def look(self, name: str) -> Job | None:
        """How far it is; None where there is no such job."""
        with self.database.reading() as connection:
            row = connection.execute(_told().where(JOBS.c.name == name)).one_or_none()
            now = _now(connection)
        if row is None:
            return None
        job = Job(who=row.who, state=row.state, done=row.done, total=row.total, name=row.file,
                  mime=row.mime, errors=tuple(json.loads(row.errors)))
        is_lost = not job.is_over and row.heard < _silent(now)
        return replace(job, state="lost") if is_lost else job

    def content(self, name: str) -> bytes | None:
        """What it has made; None where that is kept no more."""
        with self.database.reading() as connection:
            return connection.execute(
                select(JOBS.c.content).where(JOBS.c.name == name)).scalar_one_or_none()

    def drop(self, name: str) -> None:
        """Have it stop as soon as its process tells of it; forget what has ended."""
        with self.database.writing() as connection:
            over = delete(JOBS).where(JOBS.c.name == name, ~_goes_on(_now(connection)))
            if not connection.execute(over).rowcount:
                connection.execute(update(JOBS).where(_is_open(name)).values(stopped=True))


def _told() -> Select[tuple[object, ...]]:
    """All but the file itself, which may be large."""
    return select(*(column for column in JOBS.c if column is not JOBS.c.content))


def _is_open(name: str) -> ColumnElement[bool]:
    """That job, unless it has ended."""
    return and_(JOBS.c.name == name, JOBS.c.state.in_(UNFINISHED))


def _goes_on(now: datetime) -> ColumnElement[bool]:
    """Not over, and not lost either."""
    return and_(JOBS.c.state.in_(UNFINISHED), JOBS.c.heard >= _silent(now))


def _silent(now: datetime) -> datetime:
    return now - timedelta(seconds=SILENT_SECONDS)


def _now(connection: Connection) -> datetime:
    """The database's clock; SQLite tells whole seconds."""
    return connection.execute(select(type_coerce(func.now(), Moment()))).scalar_one()


def _forget(connection: Connection, now: datetime) -> None:
    connection.execute(delete(JOBS).where(JOBS.c.heard < now - timedelta(seconds=KEPT_SECONDS)))
    over = connection.execute(
        select(JOBS.c.name, JOBS.c.size).where(~_goes_on(now)).order_by(JOBS.c.heard.desc()))
    kept, dropped = 0, []
    for place, (name, size) in enumerate(over):
        kept += size
        if place >= KEPT or kept > KEPT_BYTES:
            dropped.append(name)
    if dropped:
        connection.execute(delete(JOBS).where(JOBS.c.name.in_(dropped)))
