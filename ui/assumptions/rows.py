"""Rows of a table that may have any number of them: a grid of all, or one to look at; add one,
remove one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from answers.grid import named
from answers.help import refusal
from model import Problem, Scenario, ScenarioError
from model.terms.rows import without_row
from scenarios.added import added
from scenarios.texts import ROW_TITLE_LIMIT
from ui.assumptions import grid, news
from ui.frame.page import choice
from ui.session import state
from wording import Words
from wording.names import row_name

REFUSED = "rows refused"
"""Choice of the session: the last row that could not be added or removed, a `Refused`."""


@dataclass(frozen=True)
class Refused:
    """What was not done to a table of a scenario, told while `row` is on show there."""

    scenario: Scenario
    table: str
    row: str
    adding: bool
    problems: tuple[Problem, ...]


def choose(table: str, view: state.View) -> str:
    """The row that the reader looks at, empty for all; buttons to add and remove beside it."""
    words, names = view.words, _names(table, view.scenario.rows(table), view.words)
    if state.chosen(_picker(table), "") not in ("", *names):
        state.choose(_picker(table), "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        row = choice(_picker(table), words("Row"), {"": words("all rows"), **names})
        _add(table, row, names, words)
        if row:
            st.button(words("Remove {row}", row=names[row]), icon=":material/delete:",
                      key="remove row", on_click=state.everywhere, args=(_remove, table, row))
    _tell(view, table, row)
    if row:
        news.tell(table, view)
    else:
        grid.draw(table, view)
    return row


def _tell(view: state.View, table: str, row: str) -> None:
    """Why the last row could not be added or removed, if that was here and nothing came since."""
    words, refused = view.words, state.chosen(REFUSED, None)
    if refused and (view.scenario, table, row) == (refused.scenario, refused.table, refused.row):
        what = words("Nothing was added.") if refused.adding else words("Nothing was removed.")
        told = "  \n".join(refusal(problem, words) for problem in refused.problems)
        st.warning(f"{what}  \n{told}", icon=":material/warning:")


def _picker(table: str) -> str:
    return f"assumption row {table}"


def _names(table: str, rows: Iterable[str], words: Words) -> dict[str, str]:
    """Names of rows, each another: browsers send a choice as it is worded."""
    names = {row: row_name(words, table, row) for row in rows}
    often = Counter(names.values())
    return {row: name if often[name] == 1 else f"{name} ({row})" for row, name in names.items()}


def _add(table: str, row: str, names: Mapping[str, str], words: Words) -> None:
    """A popover that asks for the new row's name and what it starts from."""
    form, name, like = (state.control(f"new row {part} {table}") for part in ("", "name", "like"))
    texts = {"": words("what is proposed")} | {
        other: words("a copy of {row}", row=text) for other, text in names.items()}
    with st.popover(words("Add a row"), icon=":material/add:", key=form.key):
        st.text_input(words("Name"), key=name.key, max_chars=ROW_TITLE_LIMIT)
        st.selectbox(words("Starts as"), list(texts), list(texts).index(row), key=like.key,
                     format_func=lambda each: texts.get(each, each))
        st.button(words("Add"), type="primary", key=f"add row {table}",
                  on_click=state.everywhere, args=(_put, table, name, like))


def _put(table: str, name: state.Control, like: state.Control) -> None:
    text, view = (state.wish(name) or "").strip(), state.current()
    try:
        row, titles = named(table, view.scenario.rows(table), text, view.words)
        scenario = added(view.scenario, table, row, state.wish(like) or None)
    except ScenarioError as error:
        _refuse(table, True, error)
    else:
        news.changed(table, scenario, True)
        _adopt(scenario, table, row, {**view.shared.row_titles, **titles})


def _remove(table: str, row: str) -> None:
    try:
        scenario = without_row(state.current().scenario, table, row)
    except ScenarioError as error:
        _refuse(table, False, error)
    else:
        _adopt(scenario, table, "")


def _refuse(table: str, adding: bool, error: ScenarioError) -> None:
    state.choose(REFUSED, Refused(state.current().scenario, table, state.chosen(_picker(table), ""),
                                  adding, tuple(error.problems)))


def _adopt(
    scenario: Scenario, table: str, row: str, row_titles: Mapping[str, str] | None = None
) -> None:
    """Show the scenario with another set of rows, and of these rows the one that is meant."""
    state.choose(_picker(table), row)
    state.adopt(scenario, row_titles)
    state.renew()
