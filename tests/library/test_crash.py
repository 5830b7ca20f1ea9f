"""A process killed in the middle of a save: the library opens and holds all finished saves."""

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import URL, event

from library import Library
from tests.library.documents import pitch
from tests.library.saver import LETTERS, content_of
from tests.more import long_after

# Processes of their own.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
GOES_ON = pitch("goes on")
FEWEST_STATEMENTS = 6
"""Two transactions; reading the entry twice, its last number, writing the new one."""


def entry_of(url: URL) -> str:
    library = Library.open(url)
    entry_id = library.of("").add("pitch", "x", pitch()).revision.entry_id
    library.close()
    return entry_id


def contents(url: URL, entry_id: str) -> dict[int, str]:
    """What the library holds when opened again, by revision."""
    library = Library.open(url)
    shelf = library.of("")
    found = {each.number: shelf.content(entry_id, each.number)
             for each in shelf.revisions(entry_id)}
    shelf.save(entry_id, GOES_ON, based_on=1)
    library.close()
    return found


def killed_after(url: URL, entry_id: str, seconds: float) -> list[list[str]]:
    """What a process said that saved until it was killed, that long after its first save."""
    address = url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.library.saver", address, entry_id]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        said = [process.stdout.readline(), process.stdout.readline()]
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
    # A line cut short was not said.
    return [line.split() for line in said if line.endswith("\n")]


@pytest.mark.parametrize("seed", long_after(1, range(4)))
def test_killed_at_any_moment(url: URL, seed: int) -> None:
    entry_id = entry_of(url)
    said = killed_after(url, entry_id, random.Random(seed).uniform(0.0, 0.15))
    finished = {int(words[1]): words[2] for words in said if words[0] == "saved"}
    found = contents(url, entry_id)
    assert finished
    for number, letter in finished.items():
        assert found[number] == content_of(letter)
    # At most the last one that was begun is there besides, and then it is whole.
    assert sorted(found) == list(range(1, len(found) + 1))
    assert len(found) - 1 - len(finished) in (0, 1)
    assert all(found[number] in map(content_of, LETTERS) for number in found if number > 1)


def kill_self_at(library: Library, statement: int) -> None:
    """Die before the statement of that number, counted from now on over all transactions."""
    executed = []

    def count(*_arguments: object) -> None:
        executed.append(None)
        if len(executed) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(library.database.engine, "before_cursor_execute", count)
    event.listen(library.database.engine, "commit", count)


def dies_at(url: URL, entry_id: str, statement: int) -> bool:
    """Whether a process that saves got as far as that statement, and so died of it."""
    child = os.fork()
    if child == 0:
        try:
            library = Library.open(url)
            kill_self_at(library, statement)
            library.of("").save(entry_id, content_of("k"), based_on=1)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_killed_at_every_statement(url: URL) -> None:
    """Between any two statements, before the commit too, until a save comes through."""
    entry_id = entry_of(url)
    expected = {1: pitch()}
    for statement in itertools.count(1):
        if not dies_at(url, entry_id, statement):
            break
        assert contents(url, entry_id) == expected
        expected[len(expected) + 1] = GOES_ON
    assert statement > FEWEST_STATEMENTS
    assert contents(url, entry_id) == expected | {len(expected) + 1: content_of("k")}
