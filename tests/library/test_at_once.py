"""Threads and processes at once: opening, saving from the same revision, reading meanwhile."""

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import URL

from library import Library, Saved
from tests.library.documents import pitch

# Processes of their own.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PROCESSES = 4
THREADS = 6
SAVES = 8

OPENS_AND_SAVES = """
import sys
from sqlalchemy import make_url
from library import Library
from tests.library.documents import pitch

text = pitch()
print("ready", flush=True)
sys.stdin.readline()
library = Library.open(make_url(sys.argv[1]))
for number in range(int(sys.argv[3])):
    library.of(sys.argv[2]).add("pitch", f"{sys.argv[2]} {number}", text)
library.close()
"""


def test_processes_that_start_at_once_set_up_one_library(fresh: Callable[[], URL]) -> None:
    """All wait until all have loaded, then open an address where nothing is yet."""
    url = fresh()
    address = url.render_as_string(hide_password=False)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", OPENS_AND_SAVES, address, f"user {each}", str(SAVES)],
            cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for each in range(PROCESSES)
    ]
    for process in started:
        assert process.stdout.readline() == "ready\n"
    for process in started:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in started:
        _, said = process.communicate()
        assert process.returncode == 0, said
    library = Library.open(url)
    names = {entry.name for entry in library.everything()}
    assert names == {f"user {each} {n}" for each in range(PROCESSES) for n in range(SAVES)}
    library.close()


def test_all_who_save_from_one_revision_keep_theirs_and_are_told(library: Library) -> None:
    shelf = library.of("")
    entry_id = shelf.add("pitch", "x", pitch()).revision.entry_id
    together = threading.Barrier(THREADS)

    def save(each: int) -> list[tuple[str, Saved]]:
        together.wait()
        texts = [pitch(f"{each} {number}") for number in range(SAVES)]
        return [(text, shelf.save(entry_id, text, based_on=1)) for text in texts]

    with ThreadPoolExecutor(THREADS) as pool:
        saved = [pair for pairs in pool.map(save, range(THREADS)) for pair in pairs]
    numbers = [each.revision.number for _, each in saved]
    assert sorted(numbers) == list(range(2, THREADS * SAVES + 2))
    for text, each in saved:
        assert shelf.content(entry_id, each.revision.number) == text
        told = [revision.number for revision in each.meanwhile]
        assert told == list(range(2, each.revision.number))


def test_readers_see_whole_states_while_others_write(library: Library) -> None:
    """An entry and its tag come and go together, or a reader would see one without the other."""
    shelf = library.of("")
    done = threading.Event()

    def write() -> None:
        for number in range(4 * SAVES):
            entry_id = shelf.add("pitch", f"n{number}", pitch(), ["t"]).revision.entry_id
            shelf.bin(entry_id)
            shelf.empty_bin([entry_id])
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while not done.is_set():
            for entry in shelf.entries():
                assert (entry.tags, entry.latest.number) == (("t",), 1)
    finally:
        writer.join()


def test_tags_of_two_users_at_once_both_stay(library: Library) -> None:
    shelf = library.of("")
    entry_id = shelf.add("pitch", "x", pitch()).revision.entry_id
    together = threading.Barrier(THREADS)

    def tag(each: int) -> None:
        together.wait()
        shelf.tag(entry_id, "common", f"own {each}")

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(tag, range(THREADS)))
    assert shelf.entry(entry_id).tags == ("common", *(f"own {each}" for each in range(THREADS)))
