"""Sections and pages, titled in the reader's language, each by the question it answers."""

import streamlit as st
from streamlit.navigation.page import Page

import answers
from scenarios.contents import ENTER, PAGES, PRESENT, SECTIONS, START, Listed
from ui.door.elsewhere import UNKNOWN
from ui.session import resuming, state
from ui.session.state import View
from wording import Words
from wording.literal import brief, literal

TO, GREETS = "going to", "start greets"
ADDRESS_SHOWN = 40
"""Letters of an unknown address that are repeated."""
SEEN = "backstop_seen"
"""A cookie that pages other than Start leave, by ui/session/address.js."""
ASSUMPTIONS, UNCERTAINTY = PAGES["assumptions"], PAGES["uncertainty"]
REPORT, PITCH, LIBRARY = PAGES["report"], PAGES["pitch"], PAGES["library"]


def choose(view: View) -> Page:
    """The page on show; the first one is where a bare address leads."""
    words = view.words
    first = next(iter(PAGES))
    shown = {
        words(section): [
            st.Page(page.file, title=words(page.title), url_path=page.address,
                    icon=f":material/{page.icon}:", default=page.name == first,
                    help=getattr(answers, page.name).question(words))
            for page in pages
        ]
        for section, pages in SECTIONS.items()
    }
    shown[words("Share")] += [
        st.Page(page.file, title=words(page.title), url_path=page.address, visibility="hidden")
        for page in (PRESENT, START, ENTER)
    ]
    return st.navigation(shown, position="top")


def tell_unknown(words: Words) -> None:
    """Say, once, that there is no page at the address that somebody came by."""
    if UNKNOWN in st.query_params:
        asked = literal(brief(st.query_params[UNKNOWN], ADDRESS_SHOWN))
        del st.query_params[UNKNOWN]
        st.toast(words("There is no page “{address}” here. This is the first one.", address=asked),
                 icon=":material/explore_off:", duration="long")


def go(page: Listed) -> None:
    """Ask for another page: what a button does that acts before."""
    state.choose(TO, page.file)


def follow() -> None:
    """Turn to the page that was asked for, if any."""
    wanted = state.chosen(TO, "")
    if wanted:
        state.forget(TO)
        st.switch_page(wanted)


def is_bare(page: Page) -> bool:
    """Whether a page stands alone, without sidebar and link of the scenario."""
    return page.url_path in (PRESENT.address, START.address)


def greets(page: Page) -> bool:
    """Whether Start stands in place of the first page: a browser that never saw Backstop came
    without a link. Decided once a session; whatever leads on leaves Start for good.
    """
    fresh: bool | None = state.chosen(GREETS, None)
    if fresh is None:
        known = SEEN in st.context.cookies or not st.context.headers  # no browser, no first visit
        fresh = not known and not resuming.waits() and "s" not in st.query_params
    fresh = fresh and not page.url_path
    state.choose(GREETS, fresh)
    return fresh


def leave_start() -> None:
    """Whoever goes on from Start does not meet it again."""
    state.choose(GREETS, False)
