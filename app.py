"""Backstop's front door: `streamlit run app.py`. The pages live in pages/<section>/."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount

from api.described import BASE
from api.jobs import Jobs
from api.routes import application
from ui import panel
from ui.door import books, elsewhere, server, shut
from ui.door.below import below
from ui.frame import icon, jump, live, sidebar, sign_in
from ui.frame import page as frame
from ui.frame.sign_in import NAME
from ui.pitch import phone
from ui.session import asking, navigation, receiving, state
from ui.start import start


def main() -> None:
    """Show the page that the reader chose, beside the levers."""
    st.set_page_config(page_title=NAME, page_icon=icon.DATA, layout="wide",
                       initial_sidebar_state=350)
    if sign_in.needed():
        return
    page = navigation.choose(state.current())
    st.set_page_config(page_title=f"{page.title} · {NAME}")
    state.replayed()
    navigation.tell_unknown(state.current().words)
    if navigation.greets(page):
        with frame.guarded(state.current().words):
            start.draw()
        return
    if not navigation.is_bare(page):
        sidebar.draw()
        jump.follow(page)
    with frame.guarded(state.current().words):
        page.run()


if __name__ == "__main__":
    main()
else:
    jobs = Jobs(books.library)

    @asynccontextmanager
    async def lifespan(app: st.App) -> AsyncIterator[None]:
        """As long as this server answers."""
        async with server.lifespan(app), jobs.lasting():
            yield

    # imported once by `streamlit run`, which looks for this very assignment in the source
    app = st.App(__file__, lifespan=lifespan,
                 routes=[panel.ROUTE, asking.ROUTE, receiving.ROUTE, live.ROUTE,
                         *phone.ROUTES, *elsewhere.ROUTES,
                         Mount(below(BASE), application(jobs, shut.who))],
                 middleware=[Middleware(shut.Door)])
