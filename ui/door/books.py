"""The library of this server, opened once for all sessions; which sign-ins were ended."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from threading import Event, Lock
from typing import Any

import streamlit as st
from sqlalchemy import make_url

from answers.library import THIS_SERVER
from library import Library, LibraryError
from library.place import library_url
from ui.door import access

LOOK_SECONDS = 5
"""How often other servers of the same library are asked whom they signed out."""
_log = logging.getLogger("backstop")
_lock = Lock()
_learnt = Event()
_learnt.set()  # so that the first failure is logged, and those that follow are not


@st.cache_resource(show_spinner=False, max_entries=4, on_release=Library.close)
def _opened(address: str, told: str) -> Library:
    return Library.open(make_url(address), told)


def library() -> Library:
    """The library, opened anew where another file was put in its place. Raises LibraryError.

    While sign-in is on, its users are not told where it lies.
    """
    address = library_url().render_as_string(hide_password=False)
    told = THIS_SERVER if access.settings().on else ""
    with _lock:
        found: Library = _opened(address, told)
        if found.is_replaced:
            found.close()
            _opened.clear()
            found = _opened(address, told)
    return found


def holder(token: str) -> str:
    """Whose token that is; "" if nobody's, and where the library cannot tell."""
    try:
        return library().holder(token) or ""
    except LibraryError as error:
        _log.error("a token cannot be looked up: %s", error)
        return ""


def sign_out() -> None:
    """End this sign-in, in every tab, for every copy of its cookie and on every server, then at
    the provider.
    """
    end(st.user.to_dict())
    st.logout()


def end(claims: Mapping[str, Any]) -> None:
    """Admit nobody by these claims any more, also after a new start."""
    if not access.known(claims):
        return
    sign_in, until = access.end(claims)
    _log.info("signed out: %s", access.person(claims).id)
    try:
        library().end(sign_in, datetime.fromtimestamp(until, UTC))
    except LibraryError as error:
        _log.error("a sign-out may be forgotten when Backstop starts again: %s", error)


async def keep_learning() -> None:
    """Learn again and again whom other servers signed out, as long as this one runs."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        await asyncio.to_thread(learn)


def learn() -> None:
    """Learn which sign-ins were ended before this start, or on other servers."""
    try:
        ended = library().ended()
    except LibraryError as error:
        if _learnt.is_set():
            _log.error("which sign-ins were ended cannot be learnt: %s", error)
        _learnt.clear()
        return
    _learnt.set()
    access.learn({sign_in: until.timestamp() for sign_in, until in ended.items()})
