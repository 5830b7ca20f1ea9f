"""What the last action on the library led to, and what others saved meanwhile."""

import streamlit as st

from answers import library as answer
from library import Revision, Saved, Shelf
from ui import state
from ui.share import opening
from ui.share.history import compare
from ui.share.shelf import NOTICE, Notice, moment, person
from wording import Words
from wording.literal import literal


def draw(shelf: Shelf, words: Words) -> None:
    """The notice, until the next action or until the reader has understood it."""
    notice: Notice | None = state.chosen(NOTICE, None)
    with st.container(key="library notice"):  # keeps its place when empty
        if notice is None:
            return
        if notice.problems:
            told = "\n".join(f"- {literal(answer.refusal(each, words))}"
                             for each in notice.problems)
            st.warning(f"{words(notice.text)}\n\n{told}", icon=":material/warning:")
        elif notice.saved and notice.saved.meanwhile:
            _meanwhile(notice, notice.saved, shelf, words)
        else:
            st.success(_text(notice, words), icon=":material/check:")


def _text(notice: Notice, words: Words) -> str:
    text = words(notice.text, **{key: literal(value) for key, value in notice.details.items()})
    if notice.saved and notice.saved.from_bin:
        text += " " + words("It lay in the bin and is out of it again.")
    return text


def _meanwhile(notice: Notice, saved: Saved, shelf: Shelf, words: Words) -> None:
    """Both are kept: who saved what since the revision that this one was based on."""
    others, base = saved.meanwhile, saved.revision.based_on
    told = words.plural(
        "Since revision {base}, which you began with, one other was saved. Both are kept:",
        "Since revision {base}, which you began with, {count} others were saved. All are kept:",
        len(others), base=base)
    listed = "\n".join(f"- {_told(each, shelf, words)}" for each in others)
    st.warning(f"{_text(notice, words)} {told}\n\n{listed}", icon=":material/group:")
    with st.container(horizontal=True):
        st.button(words("See what changed there"), key="see meanwhile",
                  icon=":material/difference:", on_click=_see, args=(saved,))
        st.button(words("Understood"), key="dismiss library notice", on_click=state.choose,
                  args=(NOTICE, None))


def _told(revision: Revision, shelf: Shelf, words: Words) -> str:
    parts = [words("Revision {number}", number=revision.number),
             moment(revision.saved_at, words), literal(person(revision.author, shelf, words)),
             f"“{literal(revision.note)}”" if revision.note else ""]
    return " · ".join(filter(None, parts))


def _see(saved: Saved) -> None:
    """The entry's page, comparing the revision that one began with to the others' last."""
    entry_id = saved.revision.entry_id
    opening.choose_entry(entry_id)
    compare(entry_id, saved.revision.based_on or 1, saved.meanwhile[-1].number)
