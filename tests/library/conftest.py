"""Every test of the library runs on SQLite and on a real PostgreSQL."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL

from library import Library, Shelf
from library.place import sqlite_url
from tests.library.postgres import PROGRAMS, Postgres, running
from tests.programs import needed


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server that the tests of a worker share."""
    needed(PROGRAMS, "no PostgreSQL on this machine (looked for initdb)")
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], URL]:
    """Addresses of databases that nobody has used yet, of one kind."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres").fresh
    numbers = count()
    return lambda: sqlite_url(tmp_path / f"library {next(numbers)} 库%.sqlite3")


@pytest.fixture
def url(fresh: Callable[[], URL]) -> URL:
    return fresh()


@pytest.fixture
def library(url: URL) -> Iterator[Library]:
    opened = Library.open(url)
    yield opened
    opened.close()


@pytest.fixture
def shelf(library: Library) -> Shelf:
    """The library while nobody signs in."""
    return library.of("")
