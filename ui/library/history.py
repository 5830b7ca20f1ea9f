"""The revisions of an entry: what changed between two, when each was saved and by whom."""

from collections.abc import Sequence

import streamlit as st

from answers import library as answer
from library import Entry, Revision, Shelf
from ui.frame.pickers import pick
from ui.frame.search import table
from ui.session import opening, state
from ui.session.shelf import Notice, attempt, moment, person, shelf
from wording import Words, mark
from wording.literal import brief, literal

RESTORED = mark("Revision {old} of “{name}” is restored, as revision {number}.")
SHOWN = 20


def compare(entry_id: str, older: int, newer: int) -> None:
    """Ask for what changed between two revisions."""
    state.choose(f"library older {entry_id}", str(older))
    state.choose(f"library newer {entry_id}", str(newer))


def draw(entry: Entry, shelf: Shelf, words: Words) -> None:
    """What changed, then every revision, newest first."""
    revisions = shelf.revisions(entry.id)
    if len(revisions) > 1:
        _changes(entry, revisions, shelf, words)
    st.subheader(words("History"), anchor=False)
    shown = state.chosen(f"library shown {entry.id}", SHOWN)
    for revision in revisions[:shown]:
        _revision(revision, entry, shelf, words)
    if len(revisions) > shown:
        st.button(words("Show older ones"), key="older revisions", on_click=state.choose,
                  args=(f"library shown {entry.id}", shown + SHOWN))


def _changes(entry: Entry, revisions: Sequence[Revision], shelf: Shelf, words: Words) -> None:
    texts = {str(each.number): _option(each, words) for each in revisions}
    newest = revisions[0]
    with st.container(border=True, key="library changes"):
        st.markdown("**" + words("What changed") + "**")
        left, right = st.columns(2)
        with left:
            older = pick(f"library older {entry.id}", words("From"), texts,
                         str(newest.based_on or newest.number - 1))
        with right:
            newer = pick(f"library newer {entry.id}", words("To"), texts, str(newest.number))
        found = shelf.changes(entry.id, int(older), int(newer))
        if not found:
            st.caption(words("Nothing: both hold the same."))
        elif found.lines:
            st.code("\n".join(found.lines), language="diff", wrap_lines=True)
        else:
            table([{title: literal(cell) for title, cell in row.items()}
                   for row in answer.changed(found, words)])


def _option(revision: Revision, words: Words) -> str:
    parts = [str(revision.number), moment(revision.saved_at, words), brief(revision.note, 40)]
    return " · ".join(filter(None, parts))


def _revision(revision: Revision, entry: Entry, shelf: Shelf, words: Words) -> None:
    number, latest = revision.number, entry.latest.number
    with st.container(horizontal=True, vertical_alignment="center", border=True,
                      key=f"revision {number}"):
        with st.container(gap=None):
            st.markdown("**" + words("Revision {number}", number=number) + "**"
                        + _came(revision, words))
            st.caption(" · ".join(filter(None, (
                moment(revision.saved_at, words),
                literal(person(revision.author, shelf, words)),
                literal(revision.note), words("model {version}", version=revision.model_version),
            ))))
        if number > 1:
            st.button(words("What changed"), key=f"changes {number}", type="tertiary",
                      on_click=compare,
                      args=(entry.id, revision.based_on or number - 1, number))
        if number < latest and entry.may_save(shelf.user):
            st.button(words("Restore"), key=f"restore {number}", type="tertiary",
                      help=words("Saves it again as the newest revision; the others stay."),
                      on_click=attempt, args=(_restore, entry, number, latest))
        opening.buttons(entry, number, str(number), words)


def _came(revision: Revision, words: Words) -> str:
    """Marks a revision that brought another back, or that was made beside others."""
    if revision.restores is not None:
        return " :gray-badge[" + words("restores {number}", number=revision.restores) + "]"
    if revision.based_on is not None and revision.based_on < revision.number - 1:
        return " :orange-badge[" + words("began with {number}", number=revision.based_on) + "]"
    return ""


def _restore(entry: Entry, number: int, latest: int) -> Notice:
    saved = shelf().restore(entry.id, number, latest)
    compare(entry.id, latest, saved.revision.number)
    return Notice(RESTORED, {"name": entry.name, "old": str(number),
                             "number": str(saved.revision.number)}, saved)
