"""Lines of text that a reader types, kept across pages and languages until they are used."""

import re

import streamlit as st

from ui.session import state
from wording import Words

TAGS = re.compile(r"[,;，、；\n]")


def line(name: str, label: str, first: str = "", placeholder: str | None = None,
         max_chars: int | None = None) -> str:
    """What was typed into the field of that name; at first `first`."""
    control = state.control(name)
    with st.container(key=name):
        st.text_input(label, state.chosen(name, first), max_chars, key=control.key, live=True,
                      placeholder=placeholder, on_change=state.choose_wished, args=(control,))
    typed: str = state.chosen(name, first)
    return typed


def tags(name: str, words: Words, first: tuple[str, ...] = ()) -> list[str]:
    """Tags, typed with commas between them."""
    typed = line(name, words("Tags"), words(", ").join(first),
                 placeholder=words("with commas between them"))
    return [tag.strip() for tag in TAGS.split(typed) if tag.strip()]


def clear(*names: str) -> None:
    """Begin fields anew."""
    for name in names:
        state.forget(name)
        state.renew(name)
