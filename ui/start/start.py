"""The first page of a first visit: what Backstop is, and the ways to begin."""

import streamlit as st

from scenarios import blank
from scenarios.contents import ENTER, PAGES
from ui.frame import icon, sidebar
from ui.library import notices
from ui.session import address, navigation, opening, resuming, state, upload
from ui.session.shelf import attempt, shelf
from ui.session.upload import File
from ui.start import template
from wording import Words

ORDERS = PAGES["order_history"]
STARTED = "start"
"""Where a file that cannot be opened is told."""


def draw() -> None:
    """What this is in two sentences; four ways on, each of which leaves the page for good."""
    navigation.follow()
    words = state.current().words
    st.logo(icon.WORDMARK, size="large")
    sidebar.style()
    with st.container(width=860, key="ways"):
        with st.container(width=240):
            sidebar.language()
        st.title(words("Who gets their money back, who pays for it, and when does the cash run "
                       "out?"), anchor=False)
        st.markdown(words("Backstop simulates shopping-points schemes day by day: orders pay into "
                          "a pool and earn points that are bought back from it. Every number can "
                          "be moved, and what follows shows at once."))
        _ways(words)
    address.show({"lang": words.language}, {}, resuming.resume)


def _ways(words: Words) -> None:
    with st.container(border=True, key="way pitched"):
        st.markdown(words("The terms of one vendor's pitch, with every promise put into figures."))
        st.button(words("Try the pitched terms"), key="try pitched", type="primary",
                  icon=":material/visibility:", on_click=_leave)
    with st.container(border=True, key="way own"):
        st.markdown(words("About ten questions; the answer is there from the first one on."))
        st.button(words("Enter a scheme"), key="enter scheme", icon=":material/edit_note:",
                  on_click=begin)
    with st.container(border=True, key="way orders"):
        st.markdown(words("A client's export of orders: joins, segments and baskets are measured, "
                          "and the fit is tested."))
        st.button(words("From an order history"), key="from orders",
                  icon=f":material/{ORDERS.icon}:", on_click=_to_orders)
    with st.container(border=True, key="way file"):
        st.markdown(words("A saved scenario, a report of Backstop, or a spreadsheet with names "
                          "and values."))
        with st.container(horizontal=True, vertical_alignment="center"):
            upload.button(words("Open a file"), "open at start", opening.ACCEPTED, opening.LIMIT,
                          _take)
            template.offer(words)
        notices.draw(shelf, words, STARTED)


def _leave() -> None:
    """To the first page, unless another one was asked for."""
    navigation.leave_start()
    if not state.chosen(navigation.TO, ""):
        navigation.go(next(iter(PAGES.values())))


def begin() -> None:
    """A blank scheme, and the page to enter it."""
    state.open_document(blank.document())
    navigation.leave_start()
    navigation.go(ENTER)


def _to_orders() -> None:
    navigation.leave_start()
    navigation.go(ORDERS)


def _take(files: list[File]) -> None:
    if files:
        state.everywhere(_open, files[0])


def _open(file: File) -> None:
    attempt(opening.take_one, file, at=STARTED)
    notice = state.chosen(f"{STARTED} notice", None)
    if notice is None or not notice.problems:
        _leave()
