"""A search field above tables to read, kept across pages and languages."""

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from answers.tables import CHANGE
from ui.session import state
from wording import Words
from wording.literal import literal

STATEMENT = re.compile(r"\bS-(\d+)\b")

LETTERS = 200
"""Of a search; more is pasted by mistake."""


def field(name: str, words: Words) -> str:
    """What the reader is looking for: words that a row must all contain; empty shows all."""
    control = state.control(name)
    with st.container(key=name):
        st.text_input(
            words("Search"), state.chosen(name, ""), key=control.key, type="search", live=True,
            icon=":material/search:", placeholder=words("any words of a row"),
            on_change=state.choose_wished, args=(control,), max_chars=LETTERS,
        )
    wanted: str = state.chosen(name, "")
    return wanted


def matching(rows: list[dict[str, str]], wanted: str) -> list[dict[str, str]]:
    """Rows in whose cells every word of the search stands, whatever its case."""
    searched = wanted.casefold().split()
    return [row for row in rows
            if all(word in " ".join(row.values()).casefold() for word in searched)]


def table(rows: Sequence[Mapping[str, str]]) -> None:
    """A table whose texts may run over several lines; its cells are Markdown."""
    st.table([{name: _unbroken(cell) for name, cell in row.items()} for row in rows],
             hide_index=True, border="horizontal")


def _unbroken(cell: str) -> str:
    """The cell with its statement ids (S-10) held together at the end of a line, and what was and
    what is each on a line, though Chinese breaks anywhere."""
    if CHANGE in cell:
        return CHANGE.join("\N{WORD JOINER}".join(part) for part in cell.split(CHANGE))
    return STATEMENT.sub("S\N{NON-BREAKING HYPHEN}\\1", cell)


def nothing(wanted: str, words: Words) -> None:
    """Say that the search found nothing."""
    st.caption(words("Nothing here matches “{wanted}”.", wanted=literal(wanted)))
