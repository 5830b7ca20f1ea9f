"""The library as this session may use it: opened once, asked by a user, its refusals told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

import streamlit as st

from library import Saved, Shelf
from model import Problem, ScenarioError
from ui.door import access, books
from ui.session import clock, state
from wording import Words, mark

LIBRARY, DESK = "library", "desk"
"""Where notices are told: on the page of the library, on that of pitches."""
NOTICE = f"{LIBRARY} notice"
REFUSED = mark("That was not done; nothing is lost.")


def shelf() -> Shelf:
    """The library as whoever is here may use it. Raises LibraryError where it does not open."""
    user = access.user()
    found = books.library().of(user.id)
    if user.id:
        _introduce(found, user.name, user.email)
    return found


@lru_cache(maxsize=1024)
def _introduce(shelf: Shelf, name: str, email: str) -> None:
    """Tell the library what a user is called, once."""
    shelf.introduce(name, email)


@st.cache_data(ttl=30, max_entries=64, show_spinner=False)
def _people(place: str, user: str, _shelf: Shelf) -> dict[str, str]:
    return _shelf.people()


CHANGES = "changes"
"""In a notice's details: how many changes were saved with a scenario."""


@dataclass(frozen=True)
class Notice:
    """What the last action led to: a text to be translated with its details, what was saved, or
    what was refused. `at`: the page that tells it, if it is another than where it was done."""

    text: str
    details: dict[str, str] = field(default_factory=dict)
    saved: Saved | None = None
    problems: tuple[Problem, ...] = ()
    at: str = ""


def attempt(act: Callable[..., Notice | None], *arguments: Any, at: str = LIBRARY) -> None:
    """Do what a button says and keep what came of it, to be told on the page."""
    try:
        notice = act(*arguments)
    except ScenarioError as error:
        notice = Notice(REFUSED, problems=tuple(error.problems))
    state.choose(f"{at} notice", None)
    if notice is not None:
        state.choose(f"{notice.at or at} notice", notice)


def moment(at: datetime, words: Words) -> str:
    """A moment by the reader's own clock."""
    return words.moment(at.astimezone(clock.zone()))


def person(who: str, shelf: Shelf, words: Words) -> str:
    """What a user is called; nothing while nobody signs in."""
    if not who:
        return ""
    if who == shelf.user:
        return words("you")
    known = _people(shelf.database.place, shelf.user, shelf)
    return known.get(who) or words("somebody else")
