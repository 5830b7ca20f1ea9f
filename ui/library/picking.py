"""Choosing a scenario out of the library on another page."""

from collections.abc import Callable

import streamlit as st

from answers import library as answer
from library import Entry, LibraryError
from ui.frame.pickers import pick
from ui.session.shelf import moment, shelf
from wording import Words
from wording.literal import brief, literal

ENTRY = "library picked"


def draw(words: Words, take: Callable[[Entry, int], None]) -> None:
    """A button that lists what is saved once it is pressed; `take` gets an entry and a revision."""
    with st.popover(words("From the library"), icon=":material/inventory_2:", key="from library",
                    on_change="rerun") as opened:
        if not opened.open:
            return
        try:
            found = {entry.id: entry for entry in shelf().entries(kind="scenario")}
        except LibraryError as error:
            for each in error.problems:
                st.caption(literal(answer.refusal(each, words)))
            return
        if not found:
            st.caption(words("Nothing is saved yet."))
            return
        titles = {key: f"{brief(each.name, 60)} · {moment(each.latest.saved_at, words)}"
                  for key, each in found.items()}
        entry = found[pick(ENTRY, words("Scenario"), titles, next(iter(found)))]
        st.button(words("Compare it too"), key="take from library", type="primary",
                  on_click=take, args=(entry, entry.latest.number))
