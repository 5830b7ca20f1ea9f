"""Rows of a table in a grid: typed, pasted from a spreadsheet, added, removed.

The grid keeps the texts as they were entered until its table changes elsewhere, or until we
proposed something for a row that it should show.
"""

from collections.abc import Iterable
from typing import Any

import streamlit as st
from pandas import DataFrame

from answers import grid as answer
from answers.help import parameter_help
from answers.values import unit_of
from model import Scenario, ScenarioError
from model.terms.parameters import PARAMETERS
from ui.assumptions import news
from ui.session import state
from wording import Words, part_of
from wording.names import row_name, title_fields

ID_WIDTH, WIDTH, MARKS = 130, 110, 64
"""Pixels of columns; of the marks beside a head."""
LETTER, SIGN = 7.5, 14
"""Pixels of a Latin letter of a head, and of a Chinese one."""


def draw(table: str, view: state.View) -> None:
    """The grid of a table, what its weights amount to, what was refused or changed."""
    words, name = view.words, _name(table)
    control = state.following(name, _values(table, view.scenario, words.row_titles))
    base, drawn_in = _base(table, control, view)
    cells = answer.drawn(table, base, drawn_in)
    known = [answer.ID, *title_fields(), *answer.columns(table, base)]
    st.data_editor(
        DataFrame(cells, columns=known, dtype="str"),  # also of a table without rows
        column_config=_configured(table, known, words), num_rows="dynamic", hide_index=True,
        key=control.key, on_change=state.everywhere, args=(_take, table, control),
        alt=words("One row each; add a row below the last one, or paste rows from a spreadsheet"),
    )
    st.caption(" · ".join(_below(table, view)))
    news.tell(table, view)


def _below(table: str, view: state.View) -> list[str]:
    """How to write into the grid, and what weights amount to."""
    words = view.words
    told = [words("Type, or paste rows from a spreadsheet: 1,234 · 25%")]
    parts = answer.shares(table, view.scenario, words)
    if parts:
        listed = words(", ").join(
            words("{row} = {share}", row=row_name(words, table, row), share=share)
            for row, share in parts.items())
        of = {"segments": words("Of members: {listed}", listed=listed),
              "products": words("Of the orders of their role: {listed}", listed=listed)}
        told.append(of[table])
    return told


def _name(table: str) -> str:
    return f"grid {table}"


def _values(
    table: str, scenario: Scenario, titles: Iterable[tuple[str, str]]
) -> tuple[Any, ...]:
    """What the grid shows, by which a change from elsewhere is seen."""
    return tuple(item for item in (*scenario.flat.items(), *titles)
                 if item[0].startswith(f"{table}."))


def _base(table: str, control: state.Control, view: state.View) -> tuple[Scenario, Words]:
    """The scenario that the grid was drawn of when it last began anew, and in which words."""
    name = f"{_name(table)} drawn of"
    drawn: tuple[str, Scenario, Words] = state.chosen(name, ("", view.scenario, view.words))
    if drawn[0] != control.key:
        drawn = control.key, view.scenario, view.words
        state.choose(name, drawn)
    return drawn[1:]


def _configured(table: str, known: list[str], words: Words) -> dict[str, Any]:
    """Every column takes texts: numbers are read by us, as people write them."""
    columns = {answer.ID: st.column_config.TextColumn(
        words("Name"), width=ID_WIDTH, pinned=True,
        help=words("What the row is called in files; blanks become _"))}
    for last in title_fields():
        _, language = part_of(last)
        head = words("Title · {language}", language=language.name)
        columns[last] = st.column_config.TextColumn(
            head, width=_width(head),
            help=words("What figures, tables and reports in this language call the row"))
    for last in known[len(columns):]:
        parameter = PARAMETERS[f"{table}.*.{last}"]
        unit = unit_of(parameter, words)
        head = words.label(parameter)
        head = words("{label} ({unit})", label=head, unit=unit) if unit else head
        columns[last] = st.column_config.TextColumn(
            head, width=_width(head),
            help=parameter_help(parameter, words),
            alignment="left" if parameter.kind == "choice" else "right")
    return columns


def _width(head: str) -> int:
    """Pixels in which a head is not cut."""
    return max(WIDTH, round(MARKS + sum(SIGN if ord(each) > 0x2E80 else LETTER for each in head)))


def _take(table: str, control: state.Control) -> None:
    edits, view = state.wish(control), state.current()
    if edits is None:
        return
    base, drawn_in = _base(table, control, view)
    lines = answer.edited(table, base, edits, drawn_in)
    try:
        found = answer.read(table, lines, base, view.scenario, drawn_in)
    except ScenarioError as error:
        news.refused(table, tuple(error.problems))
        return
    came = set(found.scenario.rows(table)) - set(view.scenario.rows(table))
    news.changed(table, found.scenario, bool(came))
    others = {field: title for field, title in view.shared.row_titles.items()
              if not field.startswith(f"{table}.")}
    state.note(control.name, _values(table, found.scenario, found.row_titles.items()))
    state.adopt(found.scenario, {**others, **found.row_titles})
    if found.completed:
        state.renew(control.name)
