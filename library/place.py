"""Where the library lies: PostgreSQL where DATABASE_URL says so, else an SQLite file."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import platformdirs
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from library.database import LibraryError
from model.terms.problems import problem

FILE = "library.sqlite3"
ADDRESS, FOLDER = "DATABASE_URL", "BACKSTOP_DATA"

NO_ADDRESS = "{field}: not the address of a database; permitted is {permitted}"
NO_FOLDER = "{field}: the folder {value} cannot be used: {reason}"

# An @ or a / in a password that is not percent-encoded makes a part of it a host.
_HOST = re.compile(r"[\w.:,-]*", re.ASCII)
_PERMITTED = "postgresql://user:password@host:port/name | sqlite:////folder/file"


def library_url(environment: Mapping[str, str] = os.environ) -> URL:
    """The address that the environment asks for; makes the folder of the SQLite file.

    Raises LibraryError where it names no database, or a folder that cannot be made. The address
    is not repeated in it, for it may hold a password.
    """
    address = environment.get(ADDRESS, "")
    return _address(address) if address else sqlite_url(_folder(environment) / FILE)


def sqlite_url(path: Path) -> URL:
    """The address of an SQLite file."""
    return URL.create("sqlite", database=str(path.absolute()))


def _address(address: str) -> URL:
    url = _parsed(address)
    kind = "" if url is None else url.drivername.partition("+")[0]
    if url is not None and url.database and url.database != ":memory:":
        if kind in ("postgres", "postgresql") and _HOST.fullmatch(url.host or ""):
            return url.set(drivername="postgresql+psycopg")
        if kind == "sqlite":
            return sqlite_url(Path(url.database))
    raise LibraryError([problem(NO_ADDRESS, ADDRESS, permitted=_PERMITTED)])


def _parsed(address: str) -> URL | None:
    """The parts of an address. What is wrong with it is not passed on: it repeats the address."""
    try:
        return make_url(address)
    except (ArgumentError, ValueError):
        return None


def _folder(environment: Mapping[str, str]) -> Path:
    """BACKSTOP_DATA, else the folder where this system keeps a user's data."""
    chosen = environment.get(FOLDER, "")
    folder = Path(chosen).expanduser() if chosen else platformdirs.user_data_path("backstop", False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise LibraryError([problem(NO_FOLDER, FOLDER, folder, reason=reason)]) from error
    return folder
