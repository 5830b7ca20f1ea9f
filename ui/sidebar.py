"""The sidebar: language, preset, levers, main assumptions."""

from collections.abc import Callable

import streamlit as st

import scenarios
from ui import levers, navigation, sign_in, state
from ui.frame import guarded
from wording import LANGUAGES
from wording.literal import literal

OPENED = "opened from a file or the library"


def draw() -> None:
    """Everything that stays beside every page."""
    with st.sidebar, guarded(state.current().words):
        _language()
        _preset()
        _levers()
        sign_in.signed_in(state.current().words)


def _language() -> None:
    view, control = state.current(), state.control("language")
    with st.container(key=control.name):
        st.segmented_control(
            view.words("Language"), list(LANGUAGES), default=view.language, required=True,
            format_func=lambda each: LANGUAGES.get(each, each), key=control.key,
            label_visibility="collapsed", width="stretch", on_change=_follow,
            args=(control, state.set_language),
        )


def _preset() -> None:
    view, control = state.current(), state.control("preset")
    documents = {name: scenarios.load(name) for name in scenarios.preset_names()}
    if view.shared.opened:
        documents = {OPENED: view.shared.opened, **documents}
    loaded = OPENED if view.shared.opened else view.shared.preset
    with st.container(key=control.name):
        st.selectbox(
            view.words("Scenario"), list(documents), key=control.key,
            index=list(documents).index(loaded),
            format_func=lambda name: documents[name].title(view.language),
            help=view.words("Loading a scenario resets the levers; undo brings them back."),
            on_change=_follow, args=(control, _load),
        )
    note = documents[loaded].note(view.language)
    st.caption(literal(note) if view.shared.opened else note)


def _load(name: str) -> None:
    if name != OPENED:
        state.load_preset(name)


def _follow(control: state.Control, act: Callable[[str], None]) -> None:
    wish = state.wish(control)
    if wish is not None:
        act(wish)


def _levers() -> None:
    view, words = state.current(), state.current().words
    st.subheader(words("Levers"), anchor=False,
                 help=words("What the operator decides: the terms of the scheme."))
    _groups(levers.decided(view.scenario, words))
    st.subheader(words("Main assumptions"), anchor=False,
                 help=words("What nobody decides: growth, what people do, what adverts bring."))
    _groups(levers.assumed(view.scenario, words))
    st.page_link(navigation.ASSUMPTIONS.file, label=words("Every parameter and its source"),
                 icon=":material/tune:")


def _groups(groups: list[levers.Group]) -> None:
    wanted = state.current().jump
    for group in groups:
        if group.levers:
            meant = any(wanted in lever.names for lever in group.levers)
            with st.expander(group.title, expanded=group.open or meant):
                for lever in group.levers:
                    levers.draw(lever)
