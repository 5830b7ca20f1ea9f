"""Saving what one works on: as a new entry, or as the next revision of the one it came from."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from answers.changes import changes_between
from library import Entry, Shelf
from model import ScenarioError
from ui.frame.page import choice
from ui.library import fields
from ui.session import state
from ui.session.shelf import CHANGES, Notice, attempt, moment, shelf
from ui.session.works import NAME_LENGTH, Work
from wording import Words, mark
from wording.literal import literal

SAVED = mark("“{name}” is saved.")
REVISED = mark("“{name}” is saved as revision {number}.")


def draw(
    work: Work, heading: str, shelf: Shelf, words: Words,
    beside: Callable[[], None] | None = None, narrow: bool = False,
) -> None:
    """Where the work came from and the form that saves it; `beside` is drawn by its button. A
    `narrow` form has its fields one below the other.
    """
    came_from = origin(work, shelf)
    with st.container(gap=None):
        st.markdown(f"**{heading}**")
        st.caption(_where(work, came_from, words))
    ways = {"revision": words("As its next revision"), "new": words("As a new entry")}
    owned = came_from is not None and came_from[0].may_save(shelf.user)
    if came_from is None or not owned or choice(
        f"{work.at} save as", words("How to save"), ways
    ) == "new":
        act = partial(_as_new, work, words, narrow)
    else:
        act = partial(_as_revision, work, *came_from, words)
    key, save = act()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(words("Save"), icon=":material/save:", key=key, type="primary",
                  on_click=state.everywhere, args=(partial(attempt, at=work.at), *save))
        if beside is not None:
            beside()


def origin(work: Work, shelf: Shelf) -> tuple[Entry, int] | None:
    """Entry and revision that the work came from, if the library still has it for this user."""
    if work.origin is None:
        return None
    try:
        entry = shelf.entry(work.origin[0])
    except ScenarioError:
        return None
    return (entry, work.origin[1]) if work.origin[1] <= entry.latest.number else None


def _where(work: Work, came_from: tuple[Entry, int] | None, words: Words) -> str:
    """Where the work comes from, and whether it was changed since."""
    if came_from is None:
        title = literal(work.title)
        if not work.changed:
            return words("“{title}”, as it was loaded", title=title)
        return words("“{title}” with changes; not in the library yet", title=title)
    entry, number = came_from
    told = {"name": literal(entry.name), "number": number}
    if entry.latest.number > number:
        return words("Revision {number} of “{name}”; meanwhile revision {latest} was saved, {when}",
                     latest=entry.latest.number, when=moment(entry.latest.saved_at, words), **told)
    if work.changed:
        return words("Revision {number} of “{name}”, changed since", **told)
    return words("Revision {number} of “{name}”, unchanged", **told)


def _as_new(work: Work, words: Words, narrow: bool) -> tuple[str, tuple[Any, ...]]:
    """The fields of a new entry; returns the key of the button that saves, and what that does."""
    places = [st.container()] * 3 if narrow else st.columns([4, 3, 4])
    with places[0]:
        name = fields.line(f"{work.at} name", words("Name"), work.suggested,
                           max_chars=NAME_LENGTH, placeholder=words("what you will look for"))
    with places[1]:
        tags = fields.tags(f"{work.at} tags", words)
    with places[2]:
        note = fields.line(f"{work.at} note", words("Note"),
                           placeholder=words("what is special about it"))
    return "save new", (_add, work, name, tags, note)


def _as_revision(
    work: Work, entry: Entry, number: int, words: Words
) -> tuple[str, tuple[Any, ...]]:
    note = fields.line(f"{work.at} next note", words("Note"),
                       placeholder=words("what changed, and why"))
    return "save revision", (_revise, work, entry, number, note)


def _add(work: Work, name: str, tags: list[str], note: str) -> Notice:
    text, then = work.written(name.strip(), note.strip())
    told = _told(work)
    saved = shelf().add(work.kind, name, text, tags, note)
    then(saved)
    fields.clear(*(f"{work.at} {field}" for field in ("name", "tags", "note")))
    state.forget(f"{work.at} save as")
    return Notice(SAVED, {"name": name.strip(), **told}, saved)


def _revise(work: Work, entry: Entry, number: int, note: str) -> Notice:
    text, then = work.written(entry.name, "")
    told = _told(work)
    saved = shelf().save(entry.id, text, number, note)
    then(saved)
    fields.clear(f"{work.at} next note")
    return Notice(
        REVISED, {"name": entry.name, "number": str(saved.revision.number), **told}, saved)


def _told(work: Work) -> dict[str, str]:
    """How many changes are saved with a scenario, which then counts as loaded."""
    if work.kind != "scenario":
        return {}
    view = state.current()
    return {CHANGES: str(len(changes_between(view.loaded, view.scenario)))}
