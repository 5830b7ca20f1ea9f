"""Taking saved documents and files onto the screen or to the desk where pitches are written."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

import scenarios
from library import Entry
from model import ScenarioError
from model.terms.problems import problem
from scenarios.documents import TOO_LARGE, Document
from scenarios.pitches import Pitch, is_pitch, read_pitch
from scenarios.uploads import UPLOAD_LIMIT, read_upload
from ui.session import document, draft, navigation, showing, spread, state
from ui.session.shelf import DESK, LIBRARY, NOTICE, Notice, attempt, shelf
from ui.session.upload import File
from wording import Words, mark
from wording.literal import brief

ACCEPTED = ".toml,.xlsx,.xlsm,.csv,.zip,.html,.pdf,.pptx"
LIMIT = UPLOAD_LIMIT
"""Bytes of a file."""
CHOSEN = "library entry"
OPENED = mark("“{name}” is on screen. It is not saved yet.")
BACK = mark("Revision {number} of “{name}” is on screen. The levers are as they were saved.")
OPENED_PITCH = mark("“{name}” is open here. It is not in the library yet.")
BACK_PITCH = mark("Revision {number} of “{name}” is open here, as it was saved.")
UNREADABLE = mark("{field}: this file could not be read, or the files are too large "
                  "together")


def content_of(file: File) -> bytes:
    """What a file holds. Raises ScenarioError."""
    if file.size > LIMIT:
        permitted = f"n ≤ {LIMIT}"
        raise ScenarioError([problem(TOO_LARGE, file.name, file.size, permitted=permitted)])
    if file.content is None:
        raise ScenarioError([problem(UNREADABLE, file.name)])
    return file.content


def read(file: File) -> Document:
    """A file as a scenario's document. Raises ScenarioError."""
    return read_upload(file.name, content_of(file))


def take(files: list[File], at: str = LIBRARY) -> None:
    """Open a file by what it holds, or say on the page what is wrong with it."""
    if files:
        state.everywhere(partial(attempt, at=at), take_one, files[0])


def take_one(file: File) -> Notice:
    """Open a file by what it holds. Raises ScenarioError."""
    content, language = content_of(file), state.current().language
    if is_pitch(content):
        pitch = read_pitch(content, file.name.removesuffix(".toml"))
        return _at_the_desk(pitch, None, OPENED_PITCH, name=pitch.title(language))
    found = read(file)
    show(found)
    return Notice(OPENED, {"name": found.title(language)})


def saved_document(entry: Entry, number: int) -> Document:
    """What a revision holds, titled by the entry's name. Raises ScenarioError."""
    text = shelf().content(entry.id, number)
    found = scenarios.read(text.encode(), entry.name)
    found = replace(found, model_version=_saved_with(entry, number))
    return document.kept_at(document.called(found, entry.name), entry.id, number)


def _saved_with(entry: Entry, number: int) -> str:
    """The model version that a revision was saved with."""
    found = [entry.latest] if entry.latest.number == number else shelf().revisions(entry.id)
    return next((each.model_version for each in found if each.number == number), "")


def open_scenario(entry: Entry, number: int) -> Notice:
    """Show a revision; undo returns to what was on screen."""
    show(saved_document(entry, number))
    return Notice(BACK, {"name": entry.name, "number": str(number)})


def show(found: Document) -> None:
    """Take a document onto the screen, with what it says is uncertain."""
    if found.uncertainty is not None:
        spread.forget_edits()
    state.open_document(found)


def saved_pitch(entry: Entry, number: int) -> Pitch:
    """What a revision holds, named as its entry. Raises ScenarioError."""
    found = read_pitch(shelf().content(entry.id, number).encode(), entry.name)
    return replace(found, model_version=_saved_with(entry, number))


def open_pitch(entry: Entry, number: int) -> Notice:
    """Write on at a revision; undo there returns to what was written before."""
    return _at_the_desk(saved_pitch(entry, number), (entry.id, number), BACK_PITCH,
                        name=entry.name, number=str(number))


def _at_the_desk(
    pitch: Pitch, origin: tuple[str, int] | None, text: str, **details: str
) -> Notice:
    """Go there with a pitch."""
    draft.open_pitch(pitch, origin)
    state.came_with(pitch.model_version)
    navigation.go(navigation.PITCH)
    return Notice(text, details, at=DESK)


def _present(entry: Entry, number: int) -> None:
    showing.begin(saved_pitch(entry, number), home=navigation.LIBRARY,
                  entry=f"{entry.id}.{number}")


OPENERS: Mapping[str, Callable[[Entry, int], Notice]] = {
    "scenario": open_scenario, "pitch": open_pitch,
}
"""What shows a revision, by kind of entry."""


def buttons(entry: Entry, number: int, key: str, words: Words, main: bool = False) -> None:
    """Open a revision; present it, if it is a pitch."""
    if entry.kind == "pitch":
        st.button(words("Present"), key=f"present {key}", icon=":material/slideshow:",
                  on_click=attempt, args=(_present, entry, number))
    st.button(words("Open it"), key=f"open {key}", type="primary" if main else "secondary",
              icon=":material/login:" if main else None, on_click=state.everywhere,
              args=(attempt, OPENERS[entry.kind], entry, number))


def file_name(name: str) -> str:
    """A name for a downloaded document: letters and digits of any script."""
    plain = "".join(c if c.isalnum() or c in "-_" else " " for c in brief(name, 60))
    return f"{'-'.join(plain.split()) or 'backstop'}.toml"


def choose_entry(entry_id: str) -> None:
    """Show an entry's own page; the list for an empty id."""
    state.choose(NOTICE, None)
    state.choose(CHOSEN, entry_id)
