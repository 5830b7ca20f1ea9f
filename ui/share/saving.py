"""Saving what is on screen: as a new entry, or as the next revision of the one it came from."""

from collections.abc import Callable
from typing import Any

import streamlit as st

import scenarios
from library import Entry, Saved, Shelf
from model import ScenarioError
from ui import document, spread, state, upload
from ui.frame import choice
from ui.share import fields, opening
from ui.share.shelf import Notice, attempt, moment, shelf
from wording import Words, mark
from wording.literal import brief, literal

NAME, TAGS, NOTE, NEXT_NOTE, AS = (
    "library name", "library tags", "library note", "library next note", "library save as",
)
SAVED = mark("“{name}” is saved.")
REVISED = mark("“{name}” is saved as revision {number}.")
NAME_LENGTH = 120


def draw(view: state.View, shelf: Shelf) -> None:
    """The form for what is on screen, and the button that opens a file."""
    words, came_from = view.words, origin(view, shelf)
    with st.container(border=True, key="library save"):
        with st.container(gap=None):
            st.markdown(f"**{words('Save what is on screen')}**")
            st.caption(_where(view, came_from, words))
        ways = {"revision": words("As its next revision"), "new": words("As a new entry")}
        owned = came_from is not None and came_from[0].may_save(shelf.user)
        if came_from is None or not owned or choice(AS, words("How to save"), ways) == "new":
            _as_new(view)
        else:
            _as_revision(view, *came_from)


def origin(view: state.View, shelf: Shelf) -> tuple[Entry, int] | None:
    """Entry and revision that the screen came from, if the library still has it for this user."""
    known = document.origin(view)
    if known is None:
        return None
    try:
        entry = shelf.entry(known[0])
    except ScenarioError:
        return None
    return (entry, known[1]) if known[1] <= entry.latest.number else None


def _where(view: state.View, came_from: tuple[Entry, int] | None, words: Words) -> str:
    """Where the scenario on screen comes from, and whether it was changed since."""
    if came_from is None:
        title = literal(view.shared.document.title(view.language))
        if not document.changed(view):
            return words("“{title}”, as it was loaded", title=title)
        return words("“{title}” with changes; not in the library yet", title=title)
    entry, number = came_from
    told = {"name": literal(entry.name), "number": number}
    if entry.latest.number > number:
        return words("Revision {number} of “{name}”; meanwhile revision {latest} was saved, {when}",
                     latest=entry.latest.number, when=moment(entry.latest.saved_at, words), **told)
    if document.changed(view):
        return words("Revision {number} of “{name}”, changed since", **told)
    return words("Revision {number} of “{name}”, unchanged", **told)


def _as_new(view: state.View) -> None:
    words, loaded = view.words, view.shared.document
    # A file brings its own title; a preset's would be the same for everybody.
    own = view.shared.opened is not None and document.origin(view) is None
    first = brief(loaded.title(view.language), NAME_LENGTH) if own else ""
    places = st.columns([4, 3, 4])
    with places[0]:
        name = fields.line(NAME, words("Name"), first, max_chars=NAME_LENGTH,
                           placeholder=words("what you will look for"))
    with places[1]:
        tags = fields.tags(TAGS, words)
    with places[2]:
        note = fields.line(NOTE, words("Note"), placeholder=words("what is special about it"))
    _buttons("save new", words, _add, name, tags, note)


def _as_revision(view: state.View, entry: Entry, number: int) -> None:
    words = view.words
    note = fields.line(NEXT_NOTE, words("Note"), placeholder=words("what changed, and why"))
    _buttons("save revision", words, _revise, entry, number, note)


def _buttons(key: str, words: Words, act: Callable[..., Notice], *arguments: Any) -> None:
    """Save; or open something else."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(words("Save"), icon=":material/save:", key=key, type="primary",
                  on_click=state.everywhere, args=(attempt, act, *arguments))
        upload.button(words("Open a file …"), "library upload", opening.ACCEPTED,
                      opening.LIMIT, opening.take)


def _add(name: str, tags: list[str], note: str) -> Notice:
    made = document.named(state.current(), name.strip(), note.strip())
    saved = shelf().add("scenario", name, scenarios.write(made), tags, note)
    _saved(made, saved)
    fields.clear(NAME, TAGS, NOTE)
    state.forget(AS)
    return Notice(SAVED, {"name": name.strip()}, saved)


def _revise(entry: Entry, number: int, note: str) -> Notice:
    made = document.named(state.current(), entry.name)
    saved = shelf().save(entry.id, scenarios.write(made), number, note)
    _saved(made, saved)
    fields.clear(NEXT_NOTE)
    return Notice(REVISED, {"name": entry.name, "number": str(saved.revision.number)}, saved)


def _saved(made: scenarios.Document, saved: Saved) -> None:
    """What is on screen is what was saved."""
    revision = saved.revision
    state.saved_as(document.kept_at(made, revision.entry_id, revision.number))
    spread.forget_edits()
