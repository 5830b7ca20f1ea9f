"""Keeps the address bar current while only the page's view runs.

`st.query_params` would do, but makes the browser draw the whole app again and adds a step to its
history with every move of a lever.
"""

from urllib.parse import urlencode

import streamlit as st

_mount = st.components.v2.component(
    "backstop_address", isolate_styles=False, js="""
export default function ({ data }) {
  if (data) window.history.replaceState(window.history.state, "", `?${data.query}`)
}
""",
)


def show(query: dict[str, str]) -> None:
    """Write query parameters into the address bar."""
    _mount(key="address", data={"query": urlencode(query)})
