"""The summary of the report: made from the results, then the author's to edit."""

from dataclasses import dataclass

import streamlit as st

from answers.results import results
from reports.request import SUMMARY_LIMIT
from reports.summary import text
from scenarios.documents import fingerprint
from ui.session import state
from wording import Words


@dataclass(frozen=True)
class Edited:
    """An author's text, and the fingerprints of the scenario and baseline it was written for."""

    text: str
    about: tuple[str, str]


def draw(view: state.View, language: str) -> str:
    """The field; returns the author's text, empty where the generated one stands."""
    words, name = view.words, f"report summary {language}"
    edited: Edited | None = state.chosen(name, None)
    now, then = results(view.scenario), results(view.shared.baseline)
    shown = edited.text if edited else text(view.shared, now, then, Words(language))
    control = state.following(name, shown)
    with st.container(key=name):
        st.text_area(words("Summary in plain words"), shown, height=300, key=control.key,
                     max_chars=SUMMARY_LIMIT, on_change=_edit, args=(control, _about(view)),
                     help=words("An empty line begins a new paragraph."))
    if edited is None:
        st.caption(words("Made from the results; edit it as you like."))
        return ""
    if edited.about != _about(view):
        st.warning(words("The scenario or its baseline has changed since you edited this summary: "
                         "see whether its figures still hold."), icon=":material/history:")
    st.button(words("Return to the generated text"), key=f"generated {language}",
              icon=":material/restart_alt:", on_click=state.forget, args=(name,))
    return edited.text


def _about(view: state.View) -> tuple[str, str]:
    return fingerprint(view.scenario), fingerprint(view.shared.baseline)


def _edit(control: state.Control, about: tuple[str, str]) -> None:
    """Keep what the author wrote; an empty text returns to the generated one."""
    wanted = state.wish(control)
    if wanted is None:
        return
    if wanted.strip():
        state.note(control.name, wanted)
        state.choose(control.name, Edited(wanted, about))
    else:
        state.forget(control.name)
        state.renew(control.name)
