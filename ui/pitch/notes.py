"""The presenter's notes of a whole pitch, to print or to keep beside the audience's window."""

import hashlib

import streamlit as st

from answers.help import listed
from answers.pitch.sentences import in_sentence, shown, tile
from answers.results import results
from model import ScenarioError
from scenarios.pitches import Pitch, Step, write_pitch
from ui.frame import page as frame
from ui.panel.scripts import LASTING, part
from ui.session import showing, state
from wording import Words

_mount = st.components.v2.component(
    "backstop_notes", html='<div class="backstop-notes"></div>', css=part(__file__, "notes.css"),
    js=LASTING + part(__file__, "notes.js"), isolate_styles=False,
)


def draw() -> None:
    """All steps with their notes; the one that the audience sees is marked."""
    words = state.current().words
    with frame.guarded(words):
        try:
            now = showing.current()
        except ScenarioError as error:
            st.warning(listed(error.problems, words), icon=":material/link_off:")
            return
        st.caption(words("Presenter notes. They follow the audience's window in this browser, and "
                         "the keys → and ← work in both. Print them with the browser."))
        _mount(key="notes", data={
            "steps": [_encoded(step, words) for step in now.pitch.steps], "step": now.place,
            "channel": channel(now.pitch),
        })


def channel(pitch: Pitch) -> str:
    """Under this name both windows of a browser speak to each other."""
    return f"backstop {hashlib.sha256(write_pitch(pitch).encode()).hexdigest()[:16]}"


def _encoded(step: Step, words: Words) -> dict[str, str]:
    """A step's sentence, the answer to its guess, its notes."""
    answer = ""
    if step.guess and step.kind == "guess":
        value = in_sentence(step.guess.reading, results(step.stage.scenario), words)
        answer = f"{tile(step.guess.reading, words).label}: {value}"
    return {"sentence": shown(step, "sentence", words), "told": answer,
            "notes": shown(step, "note", words)}
