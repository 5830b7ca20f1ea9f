"""Keeps the address bar current while only the page's view runs, and offers links to copy.

`st.query_params` would do, but makes the browser draw the whole app again and adds a step to its
history with every move of a lever.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from ui.session import resuming, state

_mount = st.components.v2.component(
    "backstop_address", isolate_styles=False,
    js=Path(__file__).with_suffix(".js").read_text("utf-8"),
)


LONG, HEIGHT = 700, 200
"""Letters of a link from which on it is scrolled, and the pixels that it then stands in."""


def show(
    query: Mapping[str, str], held: Mapping[str, object], resume: Callable[[object], None]
) -> None:
    """Write query parameters into the address bar, and leave `held` with the browser; `resume` gets
    what it held for the session before, if this one follows another under the same page.
    """
    told = {"query": urlencode(query), "language": state.current().words.habits.html, **held,
            **resuming.token()}
    _mount(key="address", data=told,
           on_kept_change=lambda: _resume(resume, state.sent("address", "kept")))


def _resume(resume: Callable[[object], None], kept: object) -> None:
    resuming.done()
    state.everywhere(resume, kept)


def offer(link: str | None, holds: str, too_long: str) -> None:
    """A link to copy and what it holds, or why there is none."""
    if link is None:
        st.caption(too_long)
        return
    st.caption(holds)
    st.code(link, language=None, wrap_lines=True,
            height=HEIGHT if len(link) > LONG else "content")
