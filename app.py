"""Backstop's front door: `streamlit run app.py`. The pages live in pages/<section>/."""

from pathlib import Path

import streamlit as st

from ui import frame, jump, navigation, panel, server, sidebar, state

# A file, for Streamlit fetches its own icons from the network.
ICON = Path(__file__).parent / "ui" / "icon.png"


def main() -> None:
    """Show the page that the reader chose, beside the levers, with the scenario in the link."""
    st.set_page_config(page_title="Backstop", page_icon=ICON, layout="wide",
                       initial_sidebar_state=350)
    page = navigation.choose(state.current())
    state.replayed()
    if not navigation.is_bare(page):
        state.write_link()
        sidebar.draw()
        jump.follow(page)
    with frame.guarded(state.current().words):
        page.run()


if __name__ == "__main__":
    main()
else:  # imported once by `streamlit run`, which looks for this very assignment in the source
    app = st.App(__file__, lifespan=server.lifespan, routes=[panel.ROUTE])
