"""The sidebar: language, scenario, levers, main assumptions."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from scenarios.contents import ENTER
from ui.frame import icon, levers, scenario_list, sign_in
from ui.frame.page import guarded
from ui.session import navigation, state
from wording import LANGUAGES
from wording.literal import literal


def draw() -> None:
    """Everything that stays beside every page."""
    st.logo(icon.WORDMARK, size="large")
    with st.sidebar, guarded(state.current().words):
        style()
        language()
        _scenario()
        _levers()
        sign_in.signed_in(state.current().words)


def style() -> None:
    """How the frame looks, on every page but the slides."""
    st.html(Path(__file__).parent / "frame.css")


def language() -> None:
    """The choice of a language, by its own name."""
    view, control = state.current(), state.control("language")
    with st.container(key=control.name):
        st.segmented_control(
            view.words("Language"), list(LANGUAGES), default=view.language, required=True,
            format_func=lambda each: LANGUAGES[each].name, key=control.key,
            label_visibility="collapsed", width="stretch", on_change=_follow,
            args=(control, state.set_language),
        )


def _scenario() -> None:
    view, control = state.current(), state.control("preset")
    found, loaded = scenario_list.listed(view), scenario_list.chosen(view)
    with st.container(key=control.name):
        st.selectbox(
            view.words("Scenario"), list(found), key=control.key,
            index=list(found).index(loaded), format_func=lambda key: found[key].title,
            help=view.words("Loading a scenario resets the levers; Undo brings them back."),
            on_change=_follow, args=(control, lambda key: found[key].load()),
        )
    document = view.shared.document
    note = document.note(view.language)
    st.caption(literal(note) if view.shared.opened else note)


def _follow(control: state.Control, act: Callable[[str], None]) -> None:
    wish = state.wish(control)
    if wish is not None:
        act(wish)


def _levers() -> None:
    view, words = state.current(), state.current().words
    decided, assumed = levers.decided(view.scenario, words), levers.assumed(view.scenario, words)
    levers.moved([lever for group in decided + assumed for lever in group.levers])
    st.subheader(words("Levers"), anchor=False,
                 help=words("What the operator decides: the terms of the scheme."))
    _groups(decided)
    st.subheader(words("Main assumptions"), anchor=False,
                 help=words("What nobody decides: growth, what people do, what adverts bring."))
    _groups(assumed)
    st.page_link(navigation.ASSUMPTIONS.file, label=words("Every parameter and its source"),
                 icon=":material/tune:")
    st.page_link(ENTER.file, label=words("Enter a scheme"), icon=":material/edit_note:")


def _groups(groups: list[levers.Group]) -> None:
    view = state.current()
    for group in groups:
        if group.levers:
            meant = any(view.jump in lever.names for lever in group.levers)
            with st.expander(group.title, expanded=group.open or meant):
                for lever in group.levers:
                    levers.draw(lever)
                if group.left:
                    st.caption(view.words("{count} more: see Every parameter and its source.",
                                          count=group.left))
