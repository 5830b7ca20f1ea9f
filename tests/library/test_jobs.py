"""What is told of a job on one server is known on all; what is not heard of is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL, select, update

from library import Library, jobs
from library.backup import back_up, restore
from library.jobs import File, Job, JobBook
from library.tables import JOBS

MADE = File("报告.html", "text/html", b"\x00\xff" * 100)


@pytest.fixture
def book(library: Library) -> JobBook:
    return library.jobs


def begun(book: JobBook, name: str = "a", who: str = "ann") -> str:
    assert book.begin(name, who, 100) == Job(who)
    return name


def silenced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was told was told too long ago."""
    monkeypatch.setattr(jobs, "SILENT_SECONDS", -5.0)


def test_what_is_told_is_known_elsewhere(url: URL, book: JobBook) -> None:
    other = Library.open(url)
    name = begun(book)
    assert other.jobs.look(name) == Job("ann")
    assert book.tell({name: Job("ann", "working", 2**40, 2**41)}) == set()
    assert other.jobs.look(name) == Job("ann", "working", 2**40, 2**41)
    book.end(name, "done", MADE)
    found = other.jobs.look(name)
    assert (found.state, found.name, found.mime) == ("done", MADE.name, MADE.mime)
    assert other.jobs.content(name) == MADE.content
    book.end(name, "failed")
    assert book.look(name).state == "done", "what has ended ends once"
    book.end(begun(book, "b"), "refused", errors=[{"field": "x", "detail": "为什么"}])
    assert other.jobs.look("b").errors == ({"field": "x", "detail": "为什么"},)
    assert other.jobs.look("c") is None
    assert other.jobs.content("b") is None
    other.close()


def test_who_works_at_a_job_hears_that_it_is_to_stop(book: JobBook) -> None:
    name = begun(book)
    book.drop(name)
    assert book.look(name).state == "waiting", "until it has stopped"
    assert book.tell({name: Job("ann", "working")}) == {name}
    assert book.tell({"never": Job("ann")}) == {"never"}
    book.end(name, "cancelled")
    book.drop(name)
    assert book.look(name) is None
    assert book.tell({name: Job("ann")}) == {name}


def test_a_job_whose_process_is_silent_is_lost_and_takes_no_place(
    book: JobBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = begun(book)
    assert book.begin("b", "ann", 1) is None
    with monkeypatch.context() as patch:
        silenced(patch)
        assert book.look(name).state == "lost"
        assert book.begin("b", "ann", 1) is not None
    book.tell({name: Job("ann", "working")})
    assert book.look(name).state == "working", "it was only slow"
    silenced(monkeypatch)
    book.drop(name)
    assert book.look(name) is None


def test_what_ended_is_kept_for_a_while_and_up_to_a_size(
    book: JobBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        book.end(begun(book, f"{number}"), "done", MADE)
    begun(book, "goes on")
    monkeypatch.setattr(jobs, "KEPT", 4)
    book.forget()
    assert len(names(book)) == 5
    monkeypatch.setattr(jobs, "KEPT_BYTES", 3 * len(MADE.content))
    book.forget()
    assert len(names(book)) == 4
    with book.database.writing() as connection:  # an hour ago, one of them
        old = sorted(names(book) - {"goes on"})[0]
        now = connection.execute(select(JOBS.c.heard).where(JOBS.c.name == old)).scalar_one()
        connection.execute(update(JOBS).where(JOBS.c.name == old).values(
            heard=now.replace(year=now.year - 1)))
    begun(book, "new")
    assert old not in names(book)
    assert {"goes on", "new"} < names(book)


def names(book: JobBook) -> set[str]:
    with book.database.reading() as connection:
        return set(connection.execute(select(JOBS.c.name)).scalars())


def test_a_backup_holds_no_job(fresh: Callable[[], URL], tmp_path: Path) -> None:
    old, new = Library.open(fresh()), Library.open(fresh())
    old.jobs.end(begun(old.jobs), "done", MADE)
    back_up(old.database, tmp_path / "backup")
    restore(new.database, tmp_path / "backup")
    assert new.jobs.look("a") is None
    assert MADE.content not in (tmp_path / "backup").read_bytes()
    old.close()
    new.close()
