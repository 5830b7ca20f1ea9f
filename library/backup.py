"""Backups: the whole library in one SQLite file, from and into either kind of database."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, insert, select

from library import queries
from library.database import DAMAGE, DAMAGED, FAILED, Database, LibraryError
from library.drivers import readable
from library.opening import VERSION_TABLE, opened
from library.place import sqlite_url
from library.tables import ENDED, ENTRIES, JOBS, METADATA, PEOPLE, REVISIONS, TOKENS
from model import Problem, ScenarioError
from model.terms.problems import problem
from scenarios.whole import written_whole

EXISTS = "{field}: this file exists; permitted is a new one"
NO_FILE = "{field}: there is no such file"
NO_BACKUP = "{field}: this is no backup of a library"
NOT_EMPTY = "{field}: the library at {value} holds {count} entries; permitted is an empty one"

ROWS_AT_ONCE = 100
"""A revision may take 1 MB."""

log = logging.getLogger("backstop.library")


def back_up(database: Database, path: Path) -> int:
    """Write everything, as it stands at one moment, into a new file; returns how many entries.

    The file appears when it is complete. Raises ScenarioError if it exists, LibraryError,
    OSError.
    """
    if path.exists():
        raise ScenarioError([problem(EXISTS, str(path))])
    with written_whole(path) as partial:
        copy = opened(sqlite_url(partial))
        try:
            with database.reading() as source, copy.writing() as target:
                entries = _copied(source, target)
        finally:
            copy.engine.dispose()
        with closing(sqlite3.connect(partial)) as connection:
            # Nothing of it may lie in a second file beside it.
            connection.execute("PRAGMA journal_mode = DELETE")
    log.info("backed up %d entries of the library at %s", entries, database.place)
    return entries


def restore(database: Database, path: Path) -> int:
    """Fill an empty library from a backup, which may be older; returns how many entries.

    The backup itself is only read. Raises ScenarioError, LibraryError, OSError; then the library
    stays empty.
    """
    if not path.is_file():
        raise ScenarioError([problem(NO_FILE, str(path))])
    with tempfile.TemporaryDirectory() as folder:
        snapshot = Path(folder) / "library.sqlite3"
        _read_off(path, snapshot)
        copy = opened(sqlite_url(snapshot))
        try:
            with copy.reading() as source, database.writing() as target:
                held = len(target.execute(select(ENTRIES.c.id)).all())
                if held:
                    raise ScenarioError([
                        problem(NOT_EMPTY, "library", database.told, count=held)
                    ])
                entries = _copied(source, target)
        finally:
            copy.engine.dispose()
    log.info("restored %d entries into the library at %s", entries, database.place)
    return entries


def damaged(database: Database) -> list[Problem]:
    """Which revisions no longer say what was saved; all are read. Raises LibraryError."""
    found = []
    with database.reading() as connection:
        keys = connection.execute(select(REVISIONS.c.entry_id, REVISIONS.c.number)).all()
        for entry_id, number in keys:
            try:
                queries.content(connection, entry_id, number)
            except LibraryError as error:
                found += error.problems
    return found


def _read_off(path: Path, snapshot: Path) -> None:
    """Copy a backup, opened for reading only. Raises ScenarioError if it is none."""
    try:
        with closing(_source(path, snapshot)) as source, closing(
            sqlite3.connect(snapshot)
        ) as target:
            source.backup(target)
            tables = target.execute("SELECT name FROM sqlite_master").fetchall()
    except sqlite3.Error as error:
        template = DAMAGED if error.sqlite_errorname.startswith(DAMAGE) else FAILED
        raise LibraryError([problem(template, "backup", path, reason=error)]) from error
    if (VERSION_TABLE,) not in tables:
        raise ScenarioError([problem(NO_BACKUP, str(path))])


def _source(path: Path, snapshot: Path) -> sqlite3.Connection:
    """A backup to read from. One that cannot be read where it lies, because saves stand in a
    second file beside it and its folder takes no notes, is read from a copy of both.
    """
    try:
        return readable(path)
    except sqlite3.OperationalError:
        copy = snapshot.with_name("copy.sqlite3")
        for end in ("", "-wal"):
            shutil.copyfile(path.with_name(path.name + end), copy.with_name(copy.name + end))
        return readable(copy)


def _copied(source: Connection, target: Connection) -> int:
    """Copy every row of every table; returns how many entries there are.

    People whom the target knows stay as they are: they may have signed in already. Tokens are no
    part of it: one that was ended since would come back; nor are jobs, which last for an hour.
    """
    by_parts = {"yield_per": ROWS_AT_ONCE}
    for table in METADATA.sorted_tables:
        if table in (TOKENS, JOBS):
            continue
        wanted = select(table)
        if table in (PEOPLE, ENDED):
            (key,) = table.primary_key.columns
            wanted = wanted.where(key.not_in(list(target.execute(select(key)).scalars())))
        rows = source.execute(wanted, execution_options=by_parts).mappings()
        for some in rows.partitions():
            target.execute(insert(table), [dict(row) for row in some])
    return len(target.execute(select(ENTRIES.c.id)).all())
