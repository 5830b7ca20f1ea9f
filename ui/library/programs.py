"""Tokens of a reader's own programs, where people sign in: made, shown once, ended."""

import streamlit as st

from library import Shelf
from library.tokens import Token
from ui.library import fields
from ui.session import state
from ui.session.shelf import Notice, attempt, moment, shelf
from wording import Words, mark
from wording.literal import literal

NAME, MADE = "token name", "token made"
ENDED = mark("The token “{name}” lets nobody in any more.")


def draw(shelf: Shelf, words: Words) -> None:
    """The tokens of whoever is signed in."""
    with st.expander(words("Tokens for other programs"), icon=":material/key:",
                     key="library tokens"):
        st.caption(words("A program that brings a token asks the HTTP API as you: "
                         "{header}. Whoever has it can do the same, so end those that are not "
                         "used.", header="`Authorization: Bearer …`"))
        _new(words)
        for each in shelf.tokens():
            _row(each, words)


def _row(token: Token, words: Words) -> None:
    """What it is for, since when, and its end."""
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        with st.container(gap=None, width="stretch"):
            st.markdown(literal(token.name))
            st.caption(words("made {moment}", moment=moment(token.made_at, words)))
        st.button(words("End the token"), key=f"end token {token.id}",
                  icon=":material/key_off:", on_click=state.everywhere,
                  args=(attempt, _end, token.id, token.name))


def _new(words: Words) -> None:
    made: str | None = state.chosen(MADE, None)
    if made is not None:
        st.success(words("Copy the token now: it is shown this once."), icon=":material/key:")
        st.code(made, language=None, wrap_lines=True)
        st.button(words("I have copied it"), key="token copied", on_click=state.everywhere,
                  args=(state.forget, MADE))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = fields.line(NAME, words("What it is for"), placeholder=words("a program's name"))
        st.button(words("Make a token"), key="make token", icon=":material/add:",
                  disabled=not name.strip(), on_click=state.everywhere,
                  args=(attempt, _make, name))


def _make(name: str) -> None:
    made = shelf().make_token(name)
    fields.clear(NAME)
    state.choose(MADE, made)


def _end(token_id: str, name: str) -> Notice:
    shelf().end_token(token_id)
    state.forget(MADE)
    return Notice(ENDED, {"name": name})
