"""The bar above every page: what was changed, undo and redo, the baseline, the link."""

from collections.abc import Sequence

import streamlit as st

import scenarios
from answers import baselines
from answers.changes import Change, by_effect, changes_between
from answers.values import name_of, written
from charts.names import row_name
from ui import address, navigation, state
from ui.share.pitch import marking
from wording import Words


def draw() -> None:
    """One line of buttons; what they open is filled once it is open."""
    view = state.current()
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="bar"):
        _changes(view)
        _steps(view)
        _baseline(view)
        _link(view)


def _changes(view: state.View) -> None:
    words = view.words
    found = changes_between(view.loaded, view.scenario)
    label = words.plural("{count} change", "{count} changes", len(found))
    with st.popover(label, icon=":material/edit_note:", key="changes", on_change="rerun",
                    type="primary" if found else "secondary") as opened:
        if opened.open:
            _list(by_effect(view.loaded, view.scenario), words)


def _list(found: Sequence[Change], words: Words) -> None:
    if not found:
        st.caption(words("Everything is as loaded. Move a lever, and the change is listed here."))
        return
    for change in found:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall",
                          key=f"change {change.name}"):
            st.markdown(_told(change, words), width=340)
            st.button(words("Revert"), key=f"revert {change.name}", type="tertiary",
                      on_click=state.everywhere, args=(state.revert, change))
            if change.kind == "value":
                st.button(words("Show"), key=f"jump {change.name}", type="tertiary",
                          help=words("Show its control"),
                          on_click=state.everywhere, args=(state.jump, change.name))
    st.button(words("Revert all"), icon=":material/restart_alt:", key="revert all",
              on_click=state.everywhere, args=(state.reset,))


def _told(change: Change, words: Words) -> str:
    if change.kind == "value":
        before, after = (written(change.name, v, words) for v in (change.before, change.after))
        return f"{name_of(change.name, words)}  \n:small[:gray[{before} →] **{after}**]"
    row = row_name(words, change.name.rpartition(".")[2])
    return words("{row}: added", row=row) if change.kind == "added" else words(
        "{row}: removed", row=row)


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
        st.radio(words("Hold every number against"), list(texts), list(texts).index(chosen),
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
        marking.draw(view, "bar")
        with st.container(horizontal=True, key="share pages"):
            for page, label in ((navigation.REPORT, words("Make a report")),
                                (navigation.LIBRARY, words("Save in the library")),
                                (navigation.PITCH, words("To the pitch"))):
                st.page_link(page.file, label=label, icon=f":material/{page.icon}:")
