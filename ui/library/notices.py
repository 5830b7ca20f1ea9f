"""What the last action on the library led to, and what others saved meanwhile."""

from collections.abc import Callable

import streamlit as st

from answers import baselines
from answers import library as answer
from library import Revision, Saved, Shelf
from ui.library.history import compare
from ui.session import navigation, opening, state
from ui.session.shelf import CHANGES, LIBRARY, Notice, moment, person
from wording import Words
from wording.literal import literal


def draw(shelf: Callable[[], Shelf], words: Words, at: str = LIBRARY) -> None:
    """A page's notice, until the next action or until the reader has understood it."""
    name = f"{at} notice"
    notice: Notice | None = state.chosen(name, None)
    with st.container(key=name):  # keeps its place when empty
        if notice is None:
            return
        if notice.problems:
            told = "\n".join(f"- {literal(answer.refusal(each, words))}"
                             for each in notice.problems)
            st.warning(f"{words(notice.text)}\n\n{told}", icon=":material/warning:")
        elif notice.saved and notice.saved.meanwhile:
            _meanwhile(notice, notice.saved, shelf(), words, name)
        else:
            st.success(_text(notice, words), icon=":material/check:")


def _text(notice: Notice, words: Words) -> str:
    text = words(notice.text, **{key: literal(value) for key, value in notice.details.items()})
    if CHANGES in notice.details:
        text += " " + _became(int(notice.details[CHANGES]), words)
    if notice.saved and notice.saved.from_bin:
        text += " " + words("It lay in the bin and is out of it again.")
    return text


def _became(changes: int, words: Words) -> str:
    """What became of the changes that were saved with a scenario, and of its baseline."""
    shared = state.current().shared
    baseline = literal(baselines.names(shared, words)[baselines.chosen(shared)])
    if not changes:
        return words("Numbers are still compared with the baseline “{baseline}”.",
                     baseline=baseline)
    return words.plural(
        "The {count} change is part of it now and no longer listed; numbers are still compared "
        "with the baseline “{baseline}”.",
        "The {count} changes are part of it now and no longer listed; numbers are still compared "
        "with the baseline “{baseline}”.", changes, baseline=baseline)


def _meanwhile(notice: Notice, saved: Saved, shelf: Shelf, words: Words, name: str) -> None:
    """Both are kept: who saved what since the revision that this one was based on."""
    others, base = saved.meanwhile, saved.revision.based_on
    told = words.plural(
        "Since revision {base}, which you began with, one other was saved. Both are kept:",
        "Since revision {base}, which you began with, {count} others were saved. All are kept:",
        len(others), base=base)
    listed = "\n".join(f"- {_described(each, shelf, words)}" for each in others)
    st.warning(f"{_text(notice, words)} {told}\n\n{listed}", icon=":material/group:")
    with st.container(horizontal=True):
        st.button(words("See what changed there"), key="see meanwhile",
                  icon=":material/difference:", on_click=_see, args=(saved,))
        st.button(words("Understood"), key="dismiss library notice", on_click=state.choose,
                  args=(name, None))


def _described(revision: Revision, shelf: Shelf, words: Words) -> str:
    parts = [words("Revision {number}", number=revision.number),
             moment(revision.saved_at, words), literal(person(revision.author, shelf, words)),
             f"“{literal(revision.note)}”" if revision.note else ""]
    return " · ".join(filter(None, parts))


def _see(saved: Saved) -> None:
    """The entry's page, comparing the revision that one began with to the others' last."""
    entry_id = saved.revision.entry_id
    opening.choose_entry(entry_id)
    compare(entry_id, saved.revision.based_on or 1, saved.meanwhile[-1].number)
    navigation.go(navigation.LIBRARY)
