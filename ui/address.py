"""Keeps the address bar current while only the page's view runs, and offers links to copy.

`st.query_params` would do, but makes the browser draw the whole app again and adds a step to its
history with every move of a lever.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

_mount = st.components.v2.component(
    "backstop_address", isolate_styles=False, js="""
export default function ({ data }) {
  if (data) window.history.replaceState(window.history.state, "", `?${data.query}`)
}
""",
)


LONG, HEIGHT = 700, 200
"""Letters of a link from which on it is scrolled, and the pixels that it then stands in."""


def show(query: Mapping[str, str]) -> None:
    """Write query parameters into the address bar."""
    _mount(key="address", data={"query": urlencode(query)})


def offer(link: str | None, holds: str, too_long: str) -> None:
    """A link to copy and what it holds, or why there is none."""
    if link is None:
        st.caption(too_long)
        return
    st.caption(holds)
    st.code(link, language=None, wrap_lines=True,
            height=HEIGHT if len(link) > LONG else "content")
