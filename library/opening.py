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
from model.problems import problem

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


def opened(url: URL) -> Database:
    """The database of an address, made or migrated to today's tables. Raises LibraryError."""
    database = Database.at(url)
    try:
        if database.is_sqlite:
            _check_file(database)
        with _alembic, database.writing(migrates=True) as connection:
            if not database.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            _migrate(connection, database.place)
    except LibraryError:
        database.engine.dispose()
        raise
    log.info("opened the library at %s", database.place)
    return database


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
        raise LibraryError([problem(DAMAGED, "library", database.place, reason=found)])


def _migrate(connection: Connection, place: str) -> None:
    config = migrations(connection)
    known = ScriptDirectory.from_config(config)
    latest = known.get_current_head()
    options = {"version_table": VERSION_TABLE}
    found = MigrationContext.configure(connection, opts=options).get_current_revision()
    if found == latest:
        return
    if found is not None and found not in {each.revision for each in known.walk_revisions()}:
        newer = problem(NEWER, "library", place, found=found, permitted=f"n ≤ {latest}")
        raise LibraryError([newer])
    command.upgrade(config, "head")
    log.info("migrated the library at %s from %s to %s", place, found or "nothing", latest)
