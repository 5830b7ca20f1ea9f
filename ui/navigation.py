"""Sections and pages, titled in the reader's language, each by the question it answers."""

from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page

import answers
from ui import state
from ui.state import View
from wording import mark


@dataclass(frozen=True)
class Listed:
    """A page by its file in `pages/`; a module of `answers` of the same name has its words."""

    path: str
    title: str
    icon: str

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def file(self) -> str:
        return f"pages/{self.path}.py"

    @property
    def address(self) -> str:
        """The last part of the page's address, the same in both languages."""
        return self.name.replace("_", "-")


TO = "going to"
ASSUMPTIONS = Listed("explore/assumptions", mark("Assumptions"), "tune")
UNCERTAINTY = Listed("decide/uncertainty", mark("Uncertainty"), "casino")
REPORT = Listed("share/report", mark("Report"), "description")
PITCH = Listed("share/pitch", mark("Pitch"), "co_present")
LIBRARY = Listed("share/library", mark("Library"), "inventory_2")
PRESENT = Listed("share/present", mark("Present"), "slideshow")
"""Over the whole window, reached from where pitches are, or by its address."""

SECTIONS = {
    mark("Explore"): (
        Listed("explore/overview", mark("Overview"), "visibility"),
        Listed("explore/price", mark("Price"), "trending_up"),
        Listed("explore/exits", mark("Exits"), "logout"),
        Listed("explore/releases", mark("Releases"), "water_drop"),
        Listed("explore/payouts", mark("Payouts"), "payments"),
        Listed("explore/treasury", mark("Treasury"), "account_balance"),
        Listed("explore/members", mark("Members"), "groups"),
        ASSUMPTIONS,
    ),
    mark("Decide"): (
        Listed("decide/claims", mark("Claims"), "fact_check"),
        Listed("decide/compare", mark("Compare"), "compare_arrows"),
        Listed("decide/levers", mark("Levers"), "leaderboard"),
        Listed("decide/goal_seek", mark("Goal seek"), "target"),
        Listed("decide/data_table", mark("Data table"), "grid_on"),
        UNCERTAINTY,
    ),
    mark("Share"): (
        REPORT,
        PITCH,
        LIBRARY,
    ),
    mark("Understand"): (
        Listed("understand/worked_example", mark("Worked example"), "calculate"),
        Listed("understand/method", mark("Method"), "functions"),
        Listed("understand/glossary", mark("Glossary"), "menu_book"),
    ),
}
PAGES = {page.name: page for pages in SECTIONS.values() for page in pages}


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
    shown[words("Share")].append(st.Page(
        PRESENT.file, title=words(PRESENT.title), url_path=PRESENT.address, visibility="hidden"))
    return st.navigation(shown, expanded=True)


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
    return page.url_path == PRESENT.address
