"""The bar above every page: undo and redo, the baseline, the link."""

import streamlit as st

import scenarios
from answers import baselines
from ui.door import public
from ui.session import address, marking, navigation, state
from wording.literal import literal


def draw() -> None:
    """One line of buttons; what they open is filled once it is open."""
    view = state.current()
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="bar"):
        _steps(view)
        _baseline(view)
        _link(view)


def _steps(view: state.View) -> None:
    words = view.words
    steps = (
        ("undo", words("Undo"), None, state.undo, view.past),
        ("redo", words("Redo"), None, state.redo, view.future),
        ("reset", words("Reset"), words("Reset to the loaded scenario"), state.reset,
         view.pending or view.scenario != view.loaded),
    )
    for key, label, help, act, possible in steps:
        st.button(label, key=key, help=help, disabled=not possible, on_click=state.everywhere,
                  args=(act,))
    st.button(words("Replay"), key="replay", disabled=not view.past, on_click=state.replay,
              help=words("Replay the last change: before, then after"))


def _baseline(view: state.View) -> None:
    words = view.words
    texts = baselines.names(view.shared, words)
    chosen = baselines.chosen(view.shared)
    with st.popover(words("Baseline: {name}", name=texts[chosen]), key="baseline",
                    icon=":material/flag:", on_change="rerun") as opened:
        if not opened.open:
            return
        control = state.control("baseline choice")
        st.radio(words("Compare every number with"), list(texts), list(texts).index(chosen),
                 format_func=texts.get, key=control.key, on_change=_compare, args=(control,))
        st.button(words("Pin what is on screen"), icon=":material/keep:", key="pin",
                  help=words("The scenario as it stands becomes the baseline."),
                  on_click=state.compare_with, args=("pinned", view.scenario))


def _compare(control: state.Control) -> None:
    wanted = state.wish(control)
    if wanted in scenarios.shared.BASELINES:
        state.compare_with(wanted, state.current().shared.pinned)
    elif wanted is not None:
        state.compare_with("pinned", scenarios.load(wanted).scenario)


def _link(view: state.View) -> None:
    words = view.words
    with st.popover(words("Share"), icon=":material/share:", key="link",
                    on_change="rerun") as opened:
        if not opened.open:
            return
        address.offer(
            state.link(),
            words("The link holds the whole scenario, the page, the baseline and the language."),
            words("This scenario is too long for a link: its series of joins is."))
        if public.lacking(words):
            st.caption(literal(public.lacking(words)))
        marking.draw(view, "bar")
        with st.container(horizontal=True, key="share pages"):
            for page, label in ((navigation.REPORT, words("Make a report")),
                                (navigation.LIBRARY, words("Save in the library")),
                                (navigation.PITCH, words("To the pitch"))):
                st.page_link(page.file, label=label, icon=f":material/{page.icon}:")
