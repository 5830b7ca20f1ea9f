"""The sidebar: language, preset, levers, link."""

import streamlit as st

import scenarios
from ui import levers, state
from ui.frame import guarded
from wording import LANGUAGES


def draw(page) -> None:
    """Everything that stays beside every page."""
    force = state.arrived(page.url_path)
    with st.sidebar, guarded(state.current().words):
        _language(force)
        _preset(force)
        _levers(force)
        _link()


def _language(force: bool) -> None:
    view = state.current()
    state.seed("language", view.language, force)
    st.segmented_control(
        view.words("Language"), list(LANGUAGES), format_func=LANGUAGES.get, key="language",
        required=True, label_visibility="collapsed", width="stretch",
        on_change=lambda: state.set_language(state.widget("language")),
    )


def _preset(force: bool) -> None:
    view = state.current()
    state.seed("preset", view.preset, force)
    documents = {name: scenarios.load(name) for name in scenarios.preset_names()}
    st.selectbox(
        view.words("Scenario and baseline"), list(documents), key="preset",
        format_func=lambda name: documents[name].title(view.language),
        help=view.words("Loading a scenario resets the levers and makes it the baseline, which is "
                        "drawn dashed in every figure."),
        on_change=lambda: state.load_preset(state.widget("preset")),
    )
    st.caption(documents[view.preset].note(view.language))
    if view.pending or view.scenario != view.baseline:
        st.button(
            view.words("Reset to the loaded scenario"), icon=":material/undo:", key="reset",
            on_click=state.load_preset, args=(view.preset,), width="stretch",
        )


def _levers(force: bool) -> None:
    view = state.current()
    for index, (title, group) in enumerate(levers.groups(view.scenario, view.words).items()):
        if group:
            with st.expander(title, expanded=index < 3):
                for lever in group:
                    levers.draw(lever, view, force)


def _link() -> None:
    words = state.current().words
    with st.popover(words("Copy link"), icon=":material/link:", width="stretch"):
        st.caption(words("The link holds the whole scenario, its baseline and the language."))
        st.code(state.link(), language=None, wrap_lines=True, height=140)
