"""Backstop's front door: `streamlit run app.py`. The pages live in pages/<section>/."""

import streamlit as st
from starlette.middleware import Middleware

from ui import (
    door,
    frame,
    icon,
    jump,
    navigation,
    panel,
    ranges,
    server,
    sidebar,
    sign_in,
    state,
)


def main() -> None:
    """Show the page that the reader chose, beside the levers."""
    st.set_page_config(page_title="Backstop", page_icon=icon.DATA, layout="wide",
                       initial_sidebar_state=350)
    if sign_in.needed():
        return
    page = navigation.choose(state.current())
    state.replayed()
    if not navigation.is_bare(page):
        sidebar.draw()
        jump.follow(page)
    with frame.guarded(state.current().words):
        page.run()


if __name__ == "__main__":
    main()
else:  # imported once by `streamlit run`, which looks for this very assignment in the source
    app = st.App(__file__, lifespan=server.lifespan, routes=[panel.ROUTE, ranges.ROUTE],
                 middleware=[Middleware(door.Door)])
