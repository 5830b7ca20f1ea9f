"""Opening: where, brought up to date, and refused in words where it cannot be."""

import logging
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import URL, make_url, text

from library import Library, LibraryError
from library.opening import VERSION_TABLE
from library.place import library_url, sqlite_url
from library.tables import METADATA
from tests.browser.serving import free_port
from tests.library.documents import pitch
from tests.library.postgres import Postgres
from wording import Words


def refused(url: URL) -> str:
    with pytest.raises(LibraryError) as caught:
        Library.open(url)
    (problem,) = caught.value.problems
    assert Words("zh").problem(problem) != str(problem)
    return str(problem)


def file_with_entry(path: Path) -> str:
    library = Library.open(sqlite_url(path))
    entry_id = library.of("").add("pitch", "x", pitch("x" * 9_000)).revision.entry_id
    library.close()
    return entry_id


def test_migrations_lead_to_the_tables_that_the_code_uses(library: Library) -> None:
    with library.database.reading() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []


def test_opening_again_finds_everything_and_migrates_nothing(
    url: URL, caplog: pytest.LogCaptureFixture
) -> None:
    library = Library.open(url)
    entry_id = library.of("").add("pitch", "x", pitch()).revision.entry_id
    library.close()
    caplog.clear()
    with caplog.at_level(logging.INFO, "backstop.library"):
        library = Library.open(url)
    assert library.of("").content(entry_id) == pitch()
    assert [record.name for record in caplog.records if "migrated" in record.message] == []
    library.close()


def test_a_newer_library_is_left_alone(library: Library) -> None:
    with library.database.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    told = refused(library.database.engine.url)
    assert "newer Backstop (version 9999 of its tables; permitted is n ≤ 0005)" in told


def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    path.write_text("These are notes, no library.\n" * 100)
    before = path.read_bytes()
    assert "is damaged (file is not a database)" in refused(sqlite_url(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("page", [1, 2, 5])
def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path, page: int) -> None:
    path = tmp_path / "library.sqlite3"
    file_with_entry(path)
    content = bytearray(path.read_bytes())
    content[4096 * page : 4096 * page + 512] = b"\xaa" * 512
    path.write_bytes(content)
    told = refused(sqlite_url(path))
    assert "is damaged (" in told
    assert "restore a backup" in told
    assert path.read_bytes() == content


def test_damage_met_later_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    entry_id = file_with_entry(path)
    library = Library.open(sqlite_url(path))
    library.close()  # what it holds in memory
    content = bytearray(path.read_bytes())
    content[100:] = b"\xaa" * (len(content) - 100)
    path.write_bytes(content)
    with pytest.raises(LibraryError, match="is damaged"):
        library.of("").content(entry_id)
    library.close()


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    assert "unable to open database file" in refused(sqlite_url(tmp_path))


def test_nobody_answers_and_the_password_is_not_told() -> None:
    url = URL.create("postgresql+psycopg", "me", "SECRET", "127.0.0.1", free_port(), "x")
    told = refused(url)
    assert told == f"library: the library at 127.0.0.1:{url.port}/x cannot be reached"


def test_a_wrong_password_is_told_in_words(postgres: Postgres) -> None:
    assert "lets nobody in" in refused(postgres.fresh().set(password="SECRET"))


def test_a_server_that_went_away_is_told_in_words_and_one_that_came_back_is_used(
    postgres: Postgres,
) -> None:
    library = Library.open(postgres.fresh())
    shelf = library.of("")
    entry_id = shelf.add("pitch", "x", pitch()).revision.entry_id
    with postgres.connected() as connection:
        others = "pid <> pg_backend_pid() AND datname LIKE 'library_%'"
        connection.execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"
        )
    assert shelf.content(entry_id) == pitch()
    with postgres.connected() as connection:
        name = library.database.engine.url.database
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        connection.execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"
        )
    with pytest.raises(LibraryError, match="cannot be reached"):
        shelf.content(entry_id)
    library.close()


def test_a_full_disk_saves_nothing_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    entry_id = file_with_entry(path)
    library = Library.open(sqlite_url(path))
    with library.database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError, match="database or disk is full"):
        library.of("").save(entry_id, pitch("y" * 100_000), based_on=1)
    assert library.of("").content(entry_id) == pitch("x" * 9_000)
    library.close()


def test_commits_are_on_the_disk_before_they_return(tmp_path: Path) -> None:
    library = Library.open(sqlite_url(tmp_path / "library.sqlite3"))
    with library.database.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000
    }
    library.close()


@pytest.mark.parametrize(
    ("address", "driver"),
    [
        ("postgres://me:pw@host:5433/name?sslmode=require", "postgresql+psycopg"),
        ("postgresql://me:pw@host:5433/name?sslmode=require", "postgresql+psycopg"),
        ("postgresql+psycopg://me:pw@host:5433/name?sslmode=require", "postgresql+psycopg"),
    ],
)
def test_addresses_of_postgresql(address: str, driver: str) -> None:
    url = library_url({"DATABASE_URL": address})
    assert url == make_url(address).set(drivername=driver)


@pytest.mark.parametrize(
    "address",
    ["SECRET", "mysql://me:SECRET@host/name", "postgresql://me:SECRET@host", "sqlite://",
     "sqlite:///:memory:", "postgresql://me:SECRET@host:port/name"],
)  # fmt: skip
def test_other_addresses_are_refused_without_repeating_them(address: str) -> None:
    with pytest.raises(LibraryError) as caught:
        library_url({"DATABASE_URL": address})
    assert str(caught.value).startswith("DATABASE_URL: not the address of a database; permitted is")
    assert "SECRET" not in str(caught.value)


def test_the_file_lies_where_the_environment_says(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    assert library_url({"BACKSTOP_DATA": str(folder)}) == sqlite_url(folder / "library.sqlite3")
    assert folder.stat().st_mode & 0o077 == 0
    chosen = {"DATABASE_URL": f"sqlite:///{tmp_path}/x", "BACKSTOP_DATA": str(tmp_path)}
    assert library_url(chosen) == sqlite_url(tmp_path / "x")


def test_without_settings_it_lies_with_the_users_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda app, author: tmp_path / app)
    url = library_url({"DATABASE_URL": "", "BACKSTOP_DATA": ""})
    assert url == sqlite_url(tmp_path / "backstop" / "library.sqlite3")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match=r"BACKSTOP_DATA: the folder .* cannot be used: Not a"):
        library_url({"BACKSTOP_DATA": str(tmp_path / "file" / "folder")})


def test_migrations_change_tables_without_losing_what_refers_to_them(library: Library) -> None:
    """SQLite changes a table by dropping it; its rows' revisions must not go with it."""
    entry_id = library.of("").add("pitch", "x", pitch()).revision.entry_id
    with library.database.writing(migrates=True) as connection:
        context = MigrationContext.configure(connection, opts={"render_as_batch": True})
        with Operations(context).batch_alter_table("library_entries") as table:
            table.alter_column("owner", nullable=True)
    assert library.of("").content(entry_id) == pitch()
