"""Backups from and into both kinds of database, by the command that users call."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, select

from commands.library import main
from library import Library, backup
from library.place import sqlite_url
from library.tables import ENTRIES, METADATA, PEOPLE, REVISIONS, TAGS
from model import ScenarioError
from tests.library.documents import pitch, scenario

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Calls the command line on the library of an address; gives exit code, stdout, stderr."""

    def call(url: URL, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("DATABASE_URL", url.render_as_string(hide_password=False))
        code = main(arguments)
        return code, *capsys.readouterr()

    return call


def filled(url: URL) -> None:
    """Everything that an entry may have."""
    library = Library.open(url)
    ann = library.of("ann")
    ann.introduce("Ann")
    entry_id = ann.add("scenario", "名称", scenario(0.1), ["t", "标签"], "note").revision.entry_id
    ann.save(entry_id, scenario(0.2), based_on=1)
    ann.restore(entry_id, 1, based_on=2)
    ann.share(entry_id, "write")
    binned = library.of("bob").add("pitch", "x", pitch("说")).revision.entry_id
    library.of("bob").bin(binned)
    library.close()


def rows(url: URL) -> dict[str, list[Any]]:
    """Every row of every table."""
    library = Library.open(url)
    with library.database.reading() as connection:
        found = {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=str)
            for table in METADATA.sorted_tables
        }
    library.close()
    return found


def test_a_backup_gives_everything_back(
    fresh: Callable[[], URL], run: Run, tmp_path: Path
) -> None:
    url, other, file = fresh(), fresh(), tmp_path / "folder" / "backup.sqlite3"
    filled(url)
    assert run(url, "backup", str(file)) == (0, f"2 entries backed up in {file}\n", "")
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert run(other, "restore-from", str(file)) == (0, f"2 entries restored from {file}\n", "")
    assert rows(other) == rows(url) == rows(sqlite_url(file))
    kept = {name: len(each) for name, each in rows(url).items() if each}
    assert kept == {ENTRIES.name: 2, PEOPLE.name: 1, REVISIONS.name: 4, TAGS.name: 2}


def test_a_backup_is_of_one_moment(library: Library, tmp_path: Path) -> None:
    """A save that comes between reading two tables is not in it."""
    shelf = library.of("")
    shelf.add("pitch", "x", pitch())
    copied = []

    def save_between(table: object, *_: object) -> Any:
        if table is REVISIONS:
            copied.append(shelf.add("pitch", "later", pitch()))
        return select(table)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backup, "select", save_between)
        backup.back_up(library.database, tmp_path / "backup.sqlite3")
    assert copied
    copy = Library.open(sqlite_url(tmp_path / "backup.sqlite3"))
    assert [entry.name for entry in copy.everything()] == ["x"]
    copy.close()


def test_a_backup_that_fails_leaves_no_file(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(backup, "_copied", fail)
    with pytest.raises(OSError, match="disk full"):
        backup.back_up(library.database, tmp_path / "folder" / "backup.sqlite3")
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_backup_overwrites_nothing(url: URL, run: Run, tmp_path: Path) -> None:
    filled(url)
    file = tmp_path / "here"
    file.write_text("mine")
    assert run(url, "backup", str(file)) == (
        2, "", f"{file}: this file exists; permitted is a new one\n"
    )
    assert file.read_text() == "mine"


def test_only_an_empty_library_is_filled(
    fresh: Callable[[], URL], run: Run, tmp_path: Path
) -> None:
    url, file = fresh(), tmp_path / "backup.sqlite3"
    filled(url)
    run(url, "backup", str(file))
    before = rows(url)
    code, _, told = run(url, "restore-from", str(file))
    assert code == 2
    assert "holds 2 entries; permitted is an empty one" in told
    assert rows(url) == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "there is no such file"), (b"", "this is no backup"), (b"text" * 999, "is damaged"),
    ],
)  # fmt: skip
def test_what_is_no_backup_fills_nothing(
    url: URL, run: Run, tmp_path: Path, content: bytes | None, told: str
) -> None:
    file = tmp_path / "backup.sqlite3"
    if content is not None:
        file.write_bytes(content)
    code, _, said = run(url, "restore-from", str(file))
    assert code == 2
    assert told in said
    assert not any(rows(url).values())


def test_a_backup_is_only_read_and_may_be_the_file_of_a_running_library(
    url: URL, tmp_path: Path
) -> None:
    """Its last saves stand in a second file beside it."""
    running = Library.open(sqlite_url(tmp_path / "running.sqlite3"))
    entry_id = running.of("").add("pitch", "x", pitch()).revision.entry_id
    before = (tmp_path / "running.sqlite3").read_bytes()
    library = Library.open(url)
    assert backup.restore(library.database, tmp_path / "running.sqlite3") == 1
    assert library.of("").content(entry_id) == pitch()
    assert (tmp_path / "running.sqlite3").read_bytes() == before
    library.close()
    running.close()


def test_another_programs_database_is_no_backup(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE library_entries (id)")
    with pytest.raises(ScenarioError, match="this is no backup of a library"):
        backup.restore(library.database, file)


def test_listing_names_every_entry_of_every_user(url: URL, run: Run) -> None:
    filled(url)
    code, listed, _ = run(url, "--language", "zh", "list")
    fields = sorted(line.split("\t")[1:4] + line.split("\t")[5:] for line in listed.splitlines())
    assert code == 0
    assert fields == [
        ["pitch", "bob", "–", "第1版", "x", "", "在回收站中"],
        ["scenario", "ann", "write", "第3版", "名称", "t, 标签", ""],
    ]


@pytest.mark.parametrize("arguments", [(), ("steal",), ("backup",)])
def test_usage_errors(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
