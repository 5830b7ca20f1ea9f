"""The page's body: what is saved, how to save, one entry's history."""

import logging
from collections import Counter
from functools import partial

import streamlit as st

import scenarios
from answers import library as answer
from library import LibraryError, Shelf
from model import ScenarioError
from ui.frame.page import headline
from ui.library import entries, entry, notices, programs, saving
from ui.session import document, opening, state, upload, works
from ui.session.shelf import shelf
from wording import Words
from wording.literal import literal

_log = logging.getLogger("backstop")


def draw(view: state.View) -> None:
    """The list, or the entry that the reader has chosen; what is wrong, if the library is."""
    try:
        _draw(view, shelf())
    except LibraryError as error:
        _unavailable(view, error)


def _draw(view: state.View, shelf: Shelf) -> None:
    chosen = state.chosen(opening.CHOSEN, "")
    if chosen:
        try:
            found = shelf.entry(chosen)
        except LibraryError:
            raise
        except ScenarioError:  # gone, or not shared any more
            state.forget(opening.CHOSEN)
        else:
            entry.draw(view, found, shelf)
            return
    _list(view, shelf)


def _list(view: state.View, shelf: Shelf) -> None:
    words, every = view.words, shelf.entries()
    counts = Counter(each.kind for each in every)
    latest = literal(every[0].name) if every else ""
    headline(view, answer.question(words), answer.verdict(counts, latest, words))
    notices.draw(lambda: shelf, words)
    binned = shelf.entries(binned=True)
    if binned and state.chosen(entries.IN_BIN, False):
        entries.draw_bin(view, binned, shelf)
        return
    if not every:
        st.caption(words("The library keeps scenarios and pitches by name on this server. Every "
                         "save is a revision of its own: nothing is overwritten, and if two "
                         "people save at once, both versions are kept. Give what is on screen a "
                         "name and save. Pitches are saved where they are written."))
    with st.container(border=True, key="library save"):
        saving.draw(works.on_screen(view), words("Save what is on screen"), shelf, words,
                    partial(_open, words))
    entries.draw(view, binned, shelf, bool(every))
    if shelf.user:
        programs.draw(shelf, words)


def _open(words: Words) -> None:
    upload.button(words("Open a file …"), "library upload", opening.ACCEPTED, opening.LIMIT,
                  opening.take)


def _unavailable(view: state.View, error: LibraryError) -> None:
    """What is wrong; the scenario on screen can be kept in a file meanwhile."""
    _log.warning("the library cannot be used: %s", error)
    words = view.words
    headline(view, answer.question(words), words("The library is not available right now."))
    told = "\n".join(f"- {literal(answer.refusal(each, words))}" for each in error.problems)
    st.error(words("Everything else in Backstop still works.") + f"\n\n{told}",
             icon=":material/cloud_off:")
    with st.container(horizontal=True):
        st.button(words("Try again"), icon=":material/refresh:", key="retry library")
        st.download_button(words("Save what is on screen"),
                           lambda: scenarios.write(document.on_screen(view)),
                           "backstop-scenario.toml", "application/toml", key="save scenario",
                           icon=":material/save:", on_click="ignore")
