"""What is on screen, in the sidebar: the scenario's title and how many changes there are since it
was loaded; opened, it lists them.
"""

from collections.abc import Sequence

import streamlit as st

from answers.changes import Change, by_effect, changes_between
from answers.values import name_of, written
from ui.session import state
from wording import Words
from wording.literal import brief, literal
from wording.names import called

TITLE = 24
"""Letters of a title beside the number of changes, of a script that needs most room a half."""


def draw(view: state.View) -> None:
    """A button with title and number; what it opens is filled once it is open."""
    words = view.words
    found = changes_between(view.loaded, view.scenario)
    title = view.shared.document.title(view.language)
    count = words.plural("{count} change", "{count} changes", len(found))
    shown = literal(brief(title, words.habits.letters(TITLE)))
    with st.popover(f"{shown} · {count}", icon=":material/edit_note:", key="changes",
                    on_change="rerun", width="stretch",
                    type="primary" if found else "secondary") as opened:
        if opened.open:
            _list(by_effect(view.loaded, view.scenario), words)


def _list(found: Sequence[Change], words: Words) -> None:
    if not found:
        st.caption(words("Everything is as loaded. Move a lever and the change is listed here."))
        return
    for change in found:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall",
                          key=f"change {change.name}"):
            st.markdown(_described(change, words), width=340)
            st.button(words("Revert"), key=f"revert {change.name}", type="tertiary",
                      on_click=state.everywhere, args=(state.revert, change))
            if change.kind == "value":
                st.button(words("Show"), key=f"jump {change.name}", type="tertiary",
                          help=words("Show its control"),
                          on_click=state.everywhere, args=(state.jump, change.name))
    st.button(words("Revert all"), icon=":material/restart_alt:", key="revert all",
              on_click=state.everywhere, args=(state.reset,))


def _described(change: Change, words: Words) -> str:
    if change.kind == "value":
        before, after = (written(change.name, v, words) for v in (change.before, change.after))
        return f"{name_of(change.name, words)}  \n:small[:gray[{before} →] **{after}**]"
    row = called(words, change.name)
    return words("{row}: added", row=row) if change.kind == "added" else words(
        "{row}: removed", row=row)
