"""The list of entries with its search, and the bin."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from answers import library as answer
from library import Entry, LibraryError, Shelf
from model import ScenarioError
from ui.frame.page import choice
from ui.frame.pickers import several
from ui.frame.search import field, nothing
from ui.library.marks import facts, marks
from ui.session import opening, state
from ui.session.shelf import NOTICE, Notice, attempt, shelf
from wording import Words, mark
from wording.literal import literal

SHOWN = 20
SEARCH, KIND, TAG, IN_BIN, COUNT, CONFIRM = (
    "library search", "library kind", "library tag", "library bin", "library shown",
    "library emptying",
)
BACK = mark("“{name}” is out of the bin again.")
EMPTIED = mark("Deleted forever: {count}.")


def draw(view: state.View, binned: Sequence[Entry], shelf: Shelf, filled: bool) -> None:
    """What matches, if there is anything to look through, and the way to the bin."""
    words = view.words
    if filled:
        _saved(view, shelf)
    if binned:
        count = words.number(len(binned), digits=0)
        st.button(words("Bin ({count})", count=count), key="to bin", type="tertiary",
                  icon=":material/delete:", on_click=_turn_to, args=(True,))


def _turn_to(binned: bool) -> None:
    state.choose(NOTICE, None)
    state.choose(IN_BIN, binned)


def _saved(view: state.View, shelf: Shelf) -> None:
    words = view.words
    wanted, kind, tags = _filters(shelf, words)
    try:
        found = shelf.entries(wanted, kind, tags)
    except LibraryError:
        raise
    except ScenarioError as error:
        st.caption(literal(answer.refusal(error.problems[0], words)))
        return
    if not found:
        nothing(" ".join([wanted, *tags]), words)
    shown = state.chosen(COUNT, SHOWN)
    for entry in found[:shown]:
        with _line(entry, view, shelf):
            st.button(words("Details"), key=f"details {entry.id}", type="tertiary",
                      on_click=opening.choose_entry, args=(entry.id,))
            opening.buttons(entry, entry.latest.number, entry.id, words)
    if len(found) > shown:
        st.button(words("Show more"), key="more entries", on_click=state.choose,
                  args=(COUNT, shown + SHOWN))


def _filters(shelf: Shelf, words: Words) -> tuple[str, str, list[str]]:
    """Words to look for, a kind, tags."""
    kinds = {"": words("All"), **answer.entry_kinds(words)}
    left, middle, right = st.columns([4, 3, 4], vertical_alignment="bottom")
    with left:
        wanted = field(SEARCH, words)
    with middle:
        kind = choice(KIND, words("Kind"), kinds)
    with right:
        tags = several(TAG, words("Tags"), {tag: tag for tag in shelf.tags()}, (),
                       words("any"))
    return wanted, kind, tags


def _line(entry: Entry, view: state.View, shelf: Shelf) -> DeltaGenerator:
    """A row of the list; returns the place for its buttons."""
    row = st.container(border=True, horizontal=True, vertical_alignment="center",
                       key=f"entry {entry.id}")
    with row, st.container(gap=None):
        st.markdown(f"**{literal(entry.name)}** {marks(entry, view, shelf)}")
        st.caption(facts(entry, shelf, view.words))
    return row


def draw_bin(view: state.View, binned: Sequence[Entry], shelf: Shelf) -> None:
    """Everything that waits to be taken out again or deleted."""
    words = view.words
    st.button(words("All entries"), icon=":material/arrow_back:", key="all entries",
              type="tertiary", on_click=_turn_to, args=(False,))
    st.subheader(words("Bin"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(words("Nothing is deleted until you empty the bin."))
        st.button(words("Empty the bin …"), key="empty bin", icon=":material/delete_forever:",
                  on_click=state.choose, args=(CONFIRM, tuple(entry.id for entry in binned)))
    _confirmation(binned, words)
    for entry in binned:
        with _line(entry, view, shelf):
            st.button(words("Delete forever …"), key=f"delete {entry.id}", type="tertiary",
                      on_click=state.choose, args=(CONFIRM, (entry.id,)))
            st.button(words("Restore"), key=f"unbin {entry.id}", on_click=attempt,
                      args=(_unbin, entry))


def _confirmation(binned: Sequence[Entry], words: Words) -> None:
    """Says what would go for ever, and asks."""
    doomed = [entry for entry in binned if entry.id in state.chosen(CONFIRM, ())]
    if not doomed:
        return
    names = "\n".join(f"- {literal(entry.name)}" for entry in doomed)
    with st.container(key="confirm emptying"):
        st.warning(words.plural(
            "{count} entry with all its revisions would be gone forever:",
            "{count} entries with all their revisions would be gone forever:", len(doomed),
        ) + f"\n\n{names}", icon=":material/delete_forever:")
        with st.container(horizontal=True):
            st.button(words("Keep"), key="keep", type="primary", on_click=state.forget,
                      args=(CONFIRM,))
            st.button(words("Delete forever"), key="confirm delete", on_click=attempt,
                      args=(_empty, tuple(entry.id for entry in doomed)))


def _unbin(entry: Entry) -> Notice:
    shelf().unbin(entry.id)
    return Notice(BACK, {"name": entry.name})


def _empty(entry_ids: tuple[str, ...]) -> Notice:
    count = shelf().empty_bin(entry_ids)
    state.forget(CONFIRM)
    return Notice(EMPTIED, {"count": str(count)})
