"""Controls of a pitch's entries: each shows what was typed, also where that was refused."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ui.session import draft, state


def text(step: str, name: str, label: str, valid: str, limit: int, height: int = 118) -> None:
    """A text of a step, or of the pitch where `step` is `draft.TITLES`."""
    shown = draft.current().entry(step, name, valid)
    control = state.following(f"pitch {step} {name}", shown)
    with st.container(key=f"entry {name}"):
        st.text_area(label, shown, key=control.key, max_chars=limit, height=height,
                     on_change=_set, args=(control, step, name))


def line(step: str, name: str, label: str, valid: str, limit: int) -> None:
    """The same on a single line."""
    shown = draft.current().entry(step, name, valid)
    control = state.following(f"pitch {step} {name}", shown)
    with st.container(key=f"entry {name}"):
        st.text_input(label, shown, key=control.key, max_chars=limit, on_change=_set,
                      args=(control, step, name))


def choice(step: str, name: str, label: str, options: Mapping[str, str], valid: str) -> str:
    """One of many by its text; returns what it stands at."""
    shown = draft.current().entry(step, name, valid)
    shown = shown if shown in options else next(iter(options))
    control = state.following(f"pitch {step} {name}", shown)
    with st.container(key=f"entry {name}"):
        st.selectbox(label, list(options), list(options).index(shown), key=control.key,
                     format_func=lambda each: options.get(each, each),
                     on_change=_set, args=(control, step, name))
    return shown


def several(
    step: str, name: str, label: str, options: Mapping[str, str], valid: tuple[str, ...], most: int
) -> None:
    """Some of many, in the order in which they are chosen."""
    shown = [each for each in draft.current().entry(step, name, valid) if each in options]
    control = state.following(f"pitch {step} {name}", shown)
    with st.container(key=f"entry {name}"):
        st.multiselect(label, list(options), shown, key=control.key, max_selections=most,
                       format_func=lambda each: options.get(each, each), on_change=_set,
                       args=(control, step, name, tuple))


def number(step: str, name: str, label: str, valid: float, factor: float = 1.0) -> None:
    """A typed number in units of the model, shown `factor` times as large."""
    shown = round(float(draft.current().entry(step, name, valid)) * factor, 9)
    control = state.following(f"pitch {step} {name}", shown)
    with st.container(key=f"entry {name}"):
        st.number_input(label, value=shown, key=control.key, format="%.10g", step=None,
                        on_change=_set, args=(control, step, name, lambda each: each / factor))


def segments(step: str, name: str, label: str, options: Mapping[str, str], valid: str) -> None:
    """One of a few, side by side."""
    control = state.following(f"pitch {step} {name}", valid)
    with st.container(key=f"entry {name}"):
        st.segmented_control(label, list(options), default=valid, key=control.key, required=True,
                             format_func=lambda each: options.get(each, each), on_change=_set,
                             args=(control, step, name))


def _set(
    control: state.Control, step: str, name: str, made: Callable[[Any], Any] = lambda each: each
) -> None:
    """Take what the reader entered."""
    wanted = state.wish(control)
    if wanted is not None:
        state.note(control.name, wanted)
        draft.change(step, {name: made(wanted)})
