"""Opening: the database is checked and brought up to date, one process at a time."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, text

from library.database import DAMAGED, Database, LibraryError
from model.terms.problems import problem

VERSION_TABLE = "library_version"

NEWER = (
    "{field}: the library at {value} was written by a newer Backstop (version {found} of its "
    "tables; permitted is {permitted}); start that one, or choose another place"
)
_MIGRATIONS = Path(__file__).parent / "migrations"
# Any number will do, as long as it is the same in every process.
_LOCK = 0x6261636B
# Alembic keeps what it is doing in a global of its module.
_alembic = threading.Lock()

log = logging.getLogger("backstop.library")


def opened(url: URL, told: str = "") -> Database:
    """The database of an address, made or migrated to today's tables; `told` is what failures
    call its place. Raises LibraryError.
    """
    database = Database.at(url, told)
    try:
        if database.is_sqlite:
            _check_file(database)
        if not _is_current(database):  # one that is need not be writable
            with _alembic, database.writing(migrates=True) as connection:
                if not database.is_sqlite:
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
                _migrate(connection, database)
    except LibraryError:
        database.engine.dispose()
        raise
    if database.file is not None:
        database.file.hold()
    log.info("opened the library at %s", database.place)
    return database


def _is_current(database: Database) -> bool:
    with database.reading() as connection:
        return _found(connection) == ScriptDirectory.from_config(migrations()).get_current_head()


def migrations(connection: Connection | None = None) -> Config:
    """Alembic's configuration, for commands on a connection."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _check_file(database: Database) -> None:
    """Refuse a damaged file before anything is written into it."""
    with database.reading() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found != "ok":
        raise LibraryError([problem(DAMAGED, "library", database.told, reason=found)])


def _found(connection: Connection) -> str | None:
    """The version of its tables, None while there are none."""
    options = {"version_table": VERSION_TABLE}
    return MigrationContext.configure(connection, opts=options).get_current_revision()


def _migrate(connection: Connection, database: Database) -> None:
    config = migrations(connection)
    known = ScriptDirectory.from_config(config)
    latest = known.get_current_head()
    found = _found(connection)
    if found == latest:
        return
    if found is not None and found not in {each.revision for each in known.walk_revisions()}:
        newer = problem(NEWER, "library", database.told, found=found, permitted=f"n ≤ {latest}")
        raise LibraryError([newer])
    command.upgrade(config, "head")
    log.info("migrated the library at %s from %s to %s", database.place, found or "nothing", latest)
