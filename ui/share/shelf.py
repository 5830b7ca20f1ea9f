"""The library as this session may use it: opened once, asked by a user, its refusals told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st
from sqlalchemy import make_url

from library import Library, Saved, Shelf
from library.place import library_url
from model import Problem, ScenarioError
from ui import access, state
from wording import Words, mark

LIBRARY, DESK = "library", "desk"
"""Where notices are told: on the page of the library, on that of pitches."""
NOTICE = f"{LIBRARY} notice"
REFUSED = mark("That was not done; nothing is lost.")


@st.cache_resource(show_spinner=False, max_entries=4)
def _opened(address: str) -> Library:
    return Library.open(make_url(address))


def shelf() -> Shelf:
    """The library as whoever is here may use it. Raises LibraryError where it does not open."""
    user = access.user()
    found = _opened(library_url().render_as_string(hide_password=False)).of(user.id)
    if user.id:
        _introduce(found, user.name)
    return found


@lru_cache(maxsize=1024)
def _introduce(shelf: Shelf, name: str) -> None:
    """Tell the library what a user is called, once."""
    shelf.introduce(name)


@st.cache_data(ttl=30, max_entries=64, show_spinner=False)
def _people(place: str, user: str, _shelf: Shelf) -> dict[str, str]:
    return _shelf.people()


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
    try:
        zone: tzinfo = ZoneInfo(st.context.timezone or "UTC")
    except (KeyError, ValueError, OSError):
        zone = UTC
    return words.moment(at.astimezone(zone))


def person(who: str, shelf: Shelf, words: Words) -> str:
    """What a user is called; nothing while nobody signs in."""
    if not who:
        return ""
    if who == shelf.user:
        return words("you")
    known = _people(shelf.database.place, shelf.user, shelf)
    return known.get(who) or words("somebody else")
