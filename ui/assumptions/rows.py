"""Rows of a table that may have any number of them: choose one, add one, remove one."""

import streamlit as st

from charts.names import row_name
from model import ScenarioError
from model.rows import with_row, without_row
from ui import state
from ui.frame import choice
from ui.help import refusal
from wording import Words

REFUSED = "rows refused"
"""Choice of the session: why the last row could not be added or removed, as problems."""


def choose(table: str, view: state.View) -> str:
    """The row that the reader looks at, empty for all; buttons to add and remove beside it."""
    words, rows = view.words, view.scenario.rows(table)
    if state.chosen(_picker(table), "") not in ("", *rows):
        state.choose(_picker(table), "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        row = choice(_picker(table), words("Row"), {
            "": words("all"), **{row: row_name(words, row) for row in rows}})
        _add(table, row, view)
        if row:
            st.button(words("Remove {row}", row=row_name(words, row)), icon=":material/delete:",
                      key="remove row", on_click=state.everywhere, args=(_remove, table, row))
    for problem in state.chosen(REFUSED, ()):
        st.warning(refusal(problem, words), icon=":material/warning:")
    return row


def _picker(table: str) -> str:
    return f"assumption row {table}"


def _add(table: str, row: str, view: state.View) -> None:
    """A popover that asks for the new row's name and what it starts from."""
    words, rows = view.words, view.scenario.rows(table)
    form, name, like = (state.control(f"new row {part} {table}") for part in ("", "name", "like"))
    with st.popover(words("Add a row"), icon=":material/add:", key=form.key):
        st.text_input(words("Name"), key=name.key, max_chars=40,
                      help=words("1 to 40 letters, digits, _ or -, no spaces"))
        st.selectbox(
            words("Starts as"), ["", *rows], index=rows.index(row) + 1 if row else 0, key=like.key,
            format_func=lambda row: _origin(row, words),
        )
        st.button(words("Add"), type="primary", key=f"add row {table}",
                  on_click=state.everywhere, args=(_put, table, name, like))


def _origin(row: str, words: Words) -> str:
    if not row:
        return words("default values")
    return words("a copy of {row}", row=row_name(words, row))


def _put(table: str, name: state.Control, like: state.Control) -> None:
    row = (state.wish(name) or "").strip()
    try:
        scenario = with_row(state.current().scenario, table, row, state.wish(like) or None)
    except ScenarioError as error:
        state.choose(REFUSED, tuple(error.problems))
    else:
        _adopt(scenario, table, row)


def _remove(table: str, row: str) -> None:
    try:
        scenario = without_row(state.current().scenario, table, row)
    except ScenarioError as error:
        state.choose(REFUSED, tuple(error.problems))
    else:
        _adopt(scenario, table, "")


def _adopt(scenario, table: str, row: str) -> None:
    """Show the scenario with another set of rows, and of these rows the one that is meant."""
    state.choose(REFUSED, ())
    state.choose(_picker(table), row)
    state.adopt(scenario)
    state.renew()
