"""A session that follows another under the same page of a browser: the server was started again, or
the connection was away for too long.

Streamlit's client comes back with the address that it knew at first, so what the browser holds
counts, not the address that it sends; and until it has told, no address is written.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

import streamlit as st

from scenarios import link
from scenarios.shared import Shared
from ui.door import access
from ui.session import spread, state

TOKEN, WAITS = "session token", "session waits"
HELD_LETTERS = 2_000_000
"""Of one state; a long series of joins is too long for an address, but not for a browser."""


def token() -> dict[str, object]:
    """What tells this session from others, and whether it waits for what the browser holds."""
    if not state.chosen(TOKEN, ""):
        state.choose(TOKEN, uuid4().hex)
    return {"session": state.chosen(TOKEN, ""), "user": access.user().id, "resumes": waits()}


def waits() -> bool:
    """Whether the session before this one may have held more; decided as this one begins."""
    waiting: bool | None = state.chosen(WAITS, None)
    if waiting is None:
        waiting = _follows(st.context.headers.get("Sec-Websocket-Protocol") or "")
        state.choose(WAITS, waiting)
    return waiting


def _follows(protocols: str) -> bool:
    """Whether a browser names the session that it had: the third of Streamlit's protocols."""
    return len([part for part in protocols.split(",") if part.strip()]) > 2


def done() -> None:
    """The browser has told."""
    state.choose(WAITS, False)


def held(view: state.View) -> dict[str, object]:
    """What the browser is to hold: the state on show, its number, those of the first and the last
    that undo and redo reach, and what the reader set as uncertain.
    """
    told = link.encode(view.shared, HELD_LETTERS)
    return {"at": view.number, "first": view.number - len(view.past),
            "last": view.number + len(view.future), "state": told, "spread": spread.edited(view)}


def resume(kept: object) -> None:
    """Show what the browser held; else what its address says. Whatever cannot be read is left."""
    told: Mapping[str, Any] = kept if isinstance(kept, dict) else {}
    states = _states(told.get("states"))
    at = told.get("at")
    if not isinstance(at, int) or at not in states:
        _from_address(str(told.get("query", "")))
        return
    past = [states[number] for number in range(_end(states, at, -1), at)]
    future = [states[number] for number in range(at + 1, _end(states, at, 1) + 1)]
    state.resume(states[at], past, future, at)
    spread.recall(told.get("spread"), state.current())


def _states(told: object) -> dict[int, Shared]:
    found = {}
    every = list(told.items()) if isinstance(told, dict) else []
    for number, text in every[: 2 * state.UNDO_LIMIT]:
        if str(number).isdecimal() and isinstance(text, str):
            found[int(number)] = link.decode(text, HELD_LETTERS)[0]
    return found


def _end(states: Mapping[int, Shared], at: int, way: int) -> int:
    """The last number that is there without a gap."""
    while at + way in states:
        at += way
    return at


def _from_address(query: str) -> None:
    asked = dict(parse_qsl(query))
    if "s" in asked:
        state.resume(link.decode(asked["s"])[0], (), (), 0)
