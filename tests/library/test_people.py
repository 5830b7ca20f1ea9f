"""Who saved what has a name: told by the user, read by others, kept by backups."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic import command
from sqlalchemy import URL, text

from library import Library
from library.backup import back_up, restore
from library.database import Database
from library.opening import migrations
from library.rules import NAME_LENGTH
from tests.library.documents import pitch


def test_names_are_told_changed_and_read_by_everybody(library: Library) -> None:
    ann, bob = library.of("id of ann"), library.of("id of bob")
    assert bob.people() == {}
    ann.introduce("Ann")
    bob.introduce("Bob")
    ann.introduce("Ann Lee\n安")
    assert bob.people() == {"id of ann": "Ann Lee 安", "id of bob": "Bob"}


def test_no_name_is_too_long_or_unwritable(library: Library) -> None:
    library.of("ann").introduce("x" * 10_000)
    assert len(library.of("").people()["ann"]) == NAME_LENGTH
    library.of("ann").introduce("half \ud800 of a character")
    assert library.of("").people()["ann"] == "half ? of a character"


def test_one_who_comes_in_through_many_windows_at_once_is_known_once(library: Library) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: library.of("ann").introduce("Ann"), range(12)))
    assert library.of("").people() == {"ann": "Ann"}


def test_a_backup_brings_names_and_leaves_those_that_are_known(
    fresh: Callable[[], URL], tmp_path: Path
) -> None:
    old, new = Library.open(fresh()), Library.open(fresh())
    for user in ("ann", "bob"):
        old.of(user).introduce(f"{user} then")
    old.of("ann").add("pitch", "x", pitch())
    back_up(old.database, tmp_path / "backup")
    new.of("ann").introduce("ann now")
    assert restore(new.database, tmp_path / "backup") == 1
    assert new.of("").people() == {"ann": "ann now", "bob": "bob then"}
    old.close()
    new.close()


def test_a_library_from_before_there_were_names_is_brought_up_to_date(url: URL) -> None:
    first = Database.at(url)
    with first.writing(migrates=True) as connection:
        command.upgrade(migrations(connection), "0001")
        connection.execute(text(
            "INSERT INTO library_entries (id, kind, owner, shared, name, folded, created_at) "
            "VALUES ('e', 'pitch', 'ann', '', 'Old', 'old', '2026-01-01 00:00:00')"))
    first.engine.dispose()
    library = Library.open(url)
    library.of("ann").introduce("Ann")
    assert library.of("").people() == {"ann": "Ann"}
    with library.database.reading() as connection:
        assert connection.execute(text("SELECT name FROM library_entries")).scalar_one() == "Old"
    library.close()
