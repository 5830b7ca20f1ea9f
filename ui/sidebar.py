"""The sidebar: language, preset, levers, link."""

from collections.abc import Callable

import streamlit as st

import scenarios
from ui import levers, state
from ui.frame import guarded
from wording import LANGUAGES


def draw() -> None:
    """Everything that stays beside every page."""
    with st.sidebar, guarded(state.current().words):
        _language()
        _preset()
        _levers()
        _link()


def _language() -> None:
    view, control = state.current(), state.control("language")
    with st.container(key=control.name):
        st.segmented_control(
            view.words("Language"), list(LANGUAGES), default=view.language, required=True,
            format_func=LANGUAGES.get, key=control.key, label_visibility="collapsed",
            width="stretch", on_change=_follow, args=(control, state.set_language),
        )


def _preset() -> None:
    view, control = state.current(), state.control("preset")
    documents = {name: scenarios.load(name) for name in scenarios.preset_names()}
    with st.container(key=control.name):
        st.selectbox(
            view.words("Scenario and baseline"), list(documents), key=control.key,
            index=list(documents).index(view.preset),
            format_func=lambda name: documents[name].title(view.language),
            help=view.words("Loading a scenario resets the levers and makes it the baseline, "
                            "which is drawn dashed in every figure."),
            on_change=_follow, args=(control, state.load_preset),
        )
    st.caption(documents[view.preset].note(view.language))
    # Always there: a button that came and went would shift the levers under the reader's hand.
    st.button(
        view.words("Reset to the loaded scenario"), icon=":material/undo:", key="reset",
        disabled=not view.pending and view.scenario == view.baseline, width="stretch",
        on_click=state.load_preset, args=(view.preset,),
    )


def _follow(control: state.Control, act: Callable[[str], None]) -> None:
    wish = state.wish(control)
    if wish is not None:
        act(wish)


def _levers() -> None:
    view = state.current()
    for index, (title, group) in enumerate(levers.groups(view.scenario, view.words).items()):
        if group:
            with st.expander(title, expanded=index < 3):
                for lever in group:
                    levers.draw(lever, view)


def _link() -> None:
    words = state.current().words
    with st.popover(words("Copy link"), icon=":material/link:", width="stretch"):
        link = state.link()
        if link is None:
            st.caption(words("This scenario is too long for a link: its series of joins is."))
        else:
            st.caption(words("The link holds the whole scenario, its baseline and the language."))
            st.code(link, language=None, wrap_lines=True)
