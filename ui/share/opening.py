"""Taking saved documents and files onto the screen."""

from collections.abc import Callable, Mapping

import scenarios
from library import Entry
from model import ScenarioError
from model.problems import problem
from scenarios.documents import TOO_LARGE, Document
from scenarios.uploads import UPLOAD_LIMIT, read_upload
from ui import document, spread, state
from ui.share.shelf import NOTICE, Notice, attempt, shelf
from ui.upload import File
from wording import mark
from wording.literal import brief

ACCEPTED = ".toml,.xlsx,.xlsm,.csv,.zip"
LIMIT = UPLOAD_LIMIT
"""Bytes of a file."""
CHOSEN = "library entry"
OPENED = mark("“{name}” is on screen. It is not saved yet.")
BACK = mark("Revision {number} of “{name}” is on screen. The levers are as they were saved.")
UNREADABLE = mark("{field}: this file could not be read")


def read(file: File) -> Document:
    """A file as a document. Raises ScenarioError."""
    if file.size > LIMIT:
        permitted = f"n ≤ {LIMIT}"
        raise ScenarioError([problem(TOO_LARGE, file.name, file.size, permitted=permitted)])
    if file.content is None:
        raise ScenarioError([problem(UNREADABLE, file.name)])
    return read_upload(file.name, file.content)


def take(files: list[File]) -> None:
    """Show an opened file, or say what is wrong with it."""
    if files:
        state.everywhere(attempt, _take, files[0])


def _take(file: File) -> Notice:
    found = read(file)
    show(found)
    return Notice(OPENED, {"name": found.title(state.current().language)})


def saved_document(entry: Entry, number: int) -> Document:
    """What a revision holds, titled by the entry's name. Raises ScenarioError."""
    text = shelf().content(entry.id, number)
    found = scenarios.read(text.encode(), entry.name)
    return document.kept_at(document.called(found, entry.name), entry.id, number)


def open_scenario(entry: Entry, number: int) -> Notice:
    """Show a revision; undo returns to what was on screen."""
    show(saved_document(entry, number))
    return Notice(BACK, {"name": entry.name, "number": str(number)})


def show(found: Document) -> None:
    """Take a document onto the screen, with what it says is uncertain."""
    if found.uncertainty is not None:
        spread.forget_edits()
    state.open_document(found)


OPENERS: Mapping[str, Callable[[Entry, int], Notice]] = {"scenario": open_scenario}
"""What can be shown, by kind of entry; others can be downloaded."""


def file_name(name: str) -> str:
    """A name for a downloaded document: letters and digits of any script."""
    plain = "".join(c if c.isalnum() or c in "-_" else " " for c in brief(name, 60))
    return f"{'-'.join(plain.split()) or 'backstop'}.toml"


def choose_entry(entry_id: str) -> None:
    """Show an entry's own page; the list for an empty id."""
    state.choose(NOTICE, None)
    state.choose(CHOSEN, entry_id)
