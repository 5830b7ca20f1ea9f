"""What an operator may do to a library in use: move, copy, write-protect, damage, pool, stop it."""

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from library import Library, LibraryError, backup, drivers
from library.place import sqlite_url
from model import ScenarioError
from tests.library.documents import pitch
from tests.library.postgres import Postgres

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A library with one entry that nobody uses."""
    path = tmp_path / "library.sqlite3"
    library = Library.open(sqlite_url(path))
    library.of("").add("pitch", "kept", pitch())
    library.close()
    return path


@pytest.mark.parametrize("away", [
    lambda path: path.rename(path.with_name("aside")),
    lambda path: path.unlink(),
    lambda path: path.parent.rename(path.parent.with_name("folder aside")),
], ids=["renamed", "removed", "folder renamed"])
def test_nothing_is_saved_into_a_file_that_was_moved(
    file: Path, away: Callable[[Path], object]
) -> None:
    library = Library.open(sqlite_url(file))
    away(file)
    with pytest.raises(LibraryError, match="was moved or replaced"):
        library.of("").add("pitch", "new", pitch())
    with pytest.raises(LibraryError, match="was moved or replaced"):
        library.of("").entries()
    assert not file.exists()
    assert not library.is_replaced
    library.close()


def test_a_file_in_its_place_is_told_and_is_opened_anew(file: Path) -> None:
    copy = file.with_name("backup")
    shutil.copy(file, copy)
    library = Library.open(sqlite_url(file))
    library.of("").add("pitch", "later", pitch())
    copy.replace(file)
    with pytest.raises(LibraryError, match="was moved or replaced"):
        library.of("").add("pitch", "new", pitch())
    assert library.is_replaced
    library.close()


def as_somebody_else(file: Path, act: str) -> str:
    """What a user other than root, who may not write there, is told by a script with `library`."""
    if os.getuid() != 0:
        pytest.skip("only root can act as somebody else")
    script = textwrap.dedent("""
        import os, sys
        from pathlib import Path
        from library import Library, backup
        from library.place import sqlite_url
        from tests.library.documents import pitch
        pitch()
        path = Path(sys.argv[1])
        other = Library.open(sqlite_url(Path(sys.argv[2]) / "other.sqlite3"))
        other.database.engine.dispose()
        os.setgid(65534); os.setuid(65534)
    """) + textwrap.dedent(act)
    folder = file.parent / "of root"
    folder.mkdir(exist_ok=True)
    ran = subprocess.run([sys.executable, "-c", script, str(file), str(folder)], cwd=ROOT,
                         capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr


@pytest.fixture
def reachable(file: Path) -> Path:
    """The same where everybody may read: above it too."""
    for folder in (file.parent, *file.parent.parents[:3]):
        if folder != Path("/tmp"):
            folder.chmod(folder.stat().st_mode | stat.S_IROTH | stat.S_IXOTH)
    return file


READ_AND_SAVE = """
    library = Library.open(sqlite_url(path))
    print([entry.name for entry in library.of("").entries()])
    try:
        library.of("").add("pitch", "new", pitch())
    except Exception as error:
        print(error)
"""


def test_a_file_that_is_read_only_is_read(reachable: Path) -> None:
    reachable.chmod(0o444)
    told = as_somebody_else(reachable, READ_AND_SAVE)
    assert "['kept']" in told
    assert "can only be read" in told


def test_saves_that_stand_beside_a_copy_are_restored_from_a_folder_that_is_read_only(
    tmp_path: Path, library: Library
) -> None:
    """Copied while in use, with the file in which SQLite keeps the last saves; root may write
    anywhere, so SQLite's own refusal is stood in for.
    """
    running = Library.open(sqlite_url(tmp_path / "running.sqlite3"))
    running.of("").add("pitch", "last", pitch())
    folder = tmp_path / "copies"
    folder.mkdir()
    for end in ("", "-wal"):
        shutil.copy(tmp_path / f"running.sqlite3{end}", folder / f"library.sqlite3{end}")
    running.close()
    with pytest.MonkeyPatch.context() as patched:
        real = backup.readable

        def refusing(path: Path) -> sqlite3.Connection:
            if path.parent == folder:
                raise sqlite3.OperationalError("attempt to write a readonly database")
            return real(path)

        patched.setattr(backup, "readable", refusing)
        assert backup.restore(library.database, folder / "library.sqlite3") == 1
    assert [entry.name for entry in library.of("").entries()] == ["last"]


@pytest.mark.parametrize("change", [
    lambda text: text.replace("[", "(", 1), lambda text: text[:-1], lambda text: text + " ",
    lambda text: text.replace("e", "é", 1),
], ids=["a sign", "the end", "a blank", "a letter"])
def test_a_text_that_is_no_longer_what_was_saved_is_never_given(
    library: Library, change: Callable[[str], str]
) -> None:
    shelf = library.of("")
    entry_id = shelf.add("pitch", "x", pitch()).revision.entry_id
    shelf.save(entry_id, pitch("other"), based_on=1)
    assert backup.damaged(library.database) == []
    with library.database.writing() as connection:
        connection.execute(text("UPDATE library_revisions SET content = :it WHERE number = 1"),
                           {"it": change(pitch())})
    for act in (lambda: shelf.content(entry_id, 1), lambda: shelf.restore(entry_id, 1, 2),
                lambda: shelf.changes(entry_id, 1, 2), lambda: shelf.duplicate(entry_id, "y", 1)):
        with pytest.raises(LibraryError, match="revision 1 is damaged"):
            act()
    assert shelf.content(entry_id) == pitch("other")
    assert len(backup.damaged(library.database)) == 1


@pytest.mark.parametrize("column", ["note", "author", "model_version", "digest"])
def test_what_a_revision_says_besides_counts_too(library: Library, column: str) -> None:
    entry_id = library.of("").add("pitch", "x", pitch(), note="note").revision.entry_id
    with library.database.writing() as connection:
        connection.execute(text(f"UPDATE library_revisions SET {column} = 'nope'"))
    with pytest.raises(LibraryError, match="revision 1 is damaged"):
        library.of("").content(entry_id)


def test_bytes_that_are_no_text_repeat_nothing_of_it(file: Path) -> None:
    library = Library.open(sqlite_url(file))
    (entry,) = library.of("").entries()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE library_revisions SET content = CAST(x'ff41' AS TEXT)")
        connection.commit()
    with pytest.raises(LibraryError, match=r"is damaged \(Could not decode to UTF-8\)"):
        library.of("").content(entry.id)
    library.close()


@pytest.mark.parametrize("wanted", [
    "x" * 201, " ".join("abcdefghijk"), "语" * 201, "\0".join("abcdefghijk"), "x " * 5_000,
], ids=["a word", "words", "Chinese", "with NUL", "very long"])
def test_a_search_is_limited(library: Library, wanted: str) -> None:
    with pytest.raises(ScenarioError, match="permitted are 200 characters and 10 words"):
        library.of("").entries(wanted)


@pytest.mark.parametrize("wanted", ["\0zebra", "zebra\0", "z\0ebra", "kept \0zebra", "\x01zebra"])
def test_control_characters_do_not_find_everything(library: Library, wanted: str) -> None:
    library.of("").add("pitch", "kept", pitch())
    assert library.of("").entries(wanted) == []
    assert len(library.of("").entries("\0kept\0")) == 1
    assert library.of("").entries(tags=[wanted] * 1_000) == []


def test_nothing_is_prepared_on_a_connection(postgres: Postgres) -> None:
    """A pooler hands out another one for each transaction."""
    library = Library.open(postgres.fresh())
    for _ in range(12):
        library.of("").entries()
    with library.database.reading() as connection:
        prepared = connection.execute(text("SELECT count(*) FROM pg_prepared_statements"))
        assert prepared.scalar_one() == 0
    library.close()


def test_a_server_that_is_stopped_is_waited_for_so_long_and_no_longer(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is stopped still acknowledges what it is sent."""
    library = Library.open(postgres.fresh())
    monkeypatch.setattr(drivers, "ANSWER_SECONDS", 3)

    def stop_and_ask() -> None:
        with library.database.reading() as connection:
            pid = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            os.kill(pid, signal.SIGSTOP)
            try:
                connection.execute(text("SELECT 1"))
            finally:
                os.kill(pid, signal.SIGCONT)

    with pytest.raises(LibraryError, match="has not answered"):
        stop_and_ask()
    assert library.of("").entries() == []
    library.close()


def test_a_statement_that_takes_too_long_is_given_up(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open(postgres.fresh())
    monkeypatch.setattr(drivers, "ANSWER_SECONDS", 3)
    with (
        pytest.raises(LibraryError, match="has not answered"),
        library.database.reading() as connection,
    ):
        connection.execute(text("SELECT pg_sleep(60)"))
    library.close()


def test_sign_ins_that_were_ended_are_known_to_every_server(url: URL) -> None:
    until = datetime.now(UTC) + timedelta(hours=12)
    one, other = Library.open(url), Library.open(url)
    one.end("a", until)
    one.end("a", until)
    one.end("old", datetime.now(UTC) - timedelta(seconds=1))
    assert {"a": until} == {name: at for name, at in other.ended().items() if name != "old"}
    one.end("b", until)
    assert set(other.ended()) == {"a", "b"}
    one.close()
    other.close()
