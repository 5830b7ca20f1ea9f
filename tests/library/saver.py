"""Saves in a loop until it is killed: python -m tests.library.saver ADDRESS ENTRY

Before each save it prints the letter that the content is made of, after it the new number.
"""

import itertools
import sys

from sqlalchemy import make_url

from library import Library
from tests.library.documents import pitch

SIZE = 80_000
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def content_of(letter: str) -> str:
    """A document large enough to be caught half written."""
    return pitch(letter * SIZE)


def main(address: str, entry_id: str) -> None:
    shelf = Library.open(make_url(address)).of("")
    latest = shelf.entry(entry_id).latest.number
    for letter in itertools.cycle(LETTERS):
        print("begin", letter, flush=True)
        latest = shelf.save(entry_id, content_of(letter), based_on=latest).revision.number
        print("saved", latest, letter, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
