"""What a file of orders leaves open, each with its proposal as the default, and how the fit becomes
a scenario. Answers belong to one file: the next one is asked anew.
"""

from dataclasses import dataclass

import streamlit as st

from answers import order_history as texts
from fit.baskets import CLASSES
from fit.choices import ANSWERS, Choices, Question
from fit.document import Asked
from fit.fitted import LONGEST
from fit.imported import Imported
from fit.names import ROLES
from fit.table import Table
from scenarios.documents import Document, load, preset_names
from ui.frame import pickers
from ui.session import document, state
from wording import Words

ON_SCREEN = "on screen"
LEAST_HORIZON, SEGMENTS = 30, 6
BY_ITSELF = "as few as are close"
PROPOSED, NONE = "\0proposed", "\0none"
"""No column is called so."""


@dataclass(frozen=True)
class Wanted:
    """What a fit is asked for: how many days ahead, how many segments at most."""

    horizon: int
    segments: int | None


def answers(mark: str) -> Choices:
    """What was answered about the file of that mark; None where the proposal stands."""

    def given(name: str) -> str | None:
        answer: str | None = state.chosen(_place(mark, name), None)
        return answer

    columns = {role: "" if name == NONE else name for role in ROLES
               if (name := given(f"column.{role}")) not in (None, PROPOSED)}
    market = given("market_size")
    return Choices.said(
        columns, {name: given(name) for name in ANSWERS},
        None if market is None else float(market),
        float(state.chosen(_place(mark, "utc"), Choices().utc_offset)))


def _place(mark: str, name: str) -> str:
    return f"orders {mark} {name}"


def questions(
    mark: str, table: Table, source: Imported, more: tuple[Question, ...], words: Words
) -> None:
    """Every question that the file raises, and `more` of the fit; the proposal is taken until the
    reader answers.
    """
    for each in (*source.questions, *more):
        place, label = _place(mark, each.name), texts.asked(each, words)
        if each.name.startswith("column."):
            _column(mark, each.name.removeprefix("column."), table, source, words)
        elif each.name == "market_size":
            pickers.number(place, label, float(each.proposal), whole=True, min_value=1,
                           max_value=10_000_000_000)
        else:
            pickers.pick(place, label, {
                name: _option(name, name == each.proposal, words) for name in each.options
            }, each.answer)


def _option(name: str, proposed: bool, words: Words) -> str:
    told = texts.option(name, words)
    return words("{answer} (proposed)", answer=told) if proposed else told


def columns(
    mark: str, table: Table, source: Imported, words: Words, open_too: bool
) -> None:
    """Which column says what, of roles that the file does not leave open (`open_too`: of all)."""
    asked = {each.name.removeprefix("column.") for each in source.questions}
    for role in ROLES:
        if open_too or role not in asked:
            _column(mark, role, table, source, words)
    pickers.number(_place(mark, "utc"), words("Unix times: hours ahead of UTC"),
                   Choices().utc_offset, min_value=-14.0, max_value=14.0)


def _column(mark: str, role: str, table: Table, source: Imported, words: Words) -> None:
    """The column of a role: as proposed, none, or any of the file."""
    place = _place(mark, f"column.{role}")
    names = dict.fromkeys(filter(None, (each.strip().strip("\ufeff") for each in table.header)))
    now = source.columns.get(role) or words("none")
    untouched = state.chosen(place, PROPOSED) == PROPOSED
    pickers.pick(place, words(texts.COLUMN, role=words(texts.ROLES[role])), {
        PROPOSED: words("{answer} (proposed)", answer=now) if untouched else words("as proposed"),
        NONE: words("none"), **{name: name for name in names},
    }, PROPOSED)


def fit_settings(mark: str, base: Document, words: Words) -> Wanted:
    """How far ahead and how finely is fitted."""
    left, right = st.columns(2)
    with left:
        horizon = int(pickers.number(
            _place(mark, f"horizon {base.name}"), words("Days that the scenario runs"),
            base.scenario.number("horizon.days"), whole=True, min_value=LEAST_HORIZON,
            max_value=LONGEST))
    with right:
        most = pickers.pick(_place(mark, "segments"), words("Segments"), {
            BY_ITSELF: words("as few as follow the fit within 1%"),
            **{str(count): words("at most {count}", count=count)
               for count in range(1, SEGMENTS + 1)}}, BY_ITSELF)
    return Wanted(horizon, None if most == BY_ITSELF else int(most))


def base_of(mark: str, view: state.View) -> Document:
    """The scenario that all which no order tells is taken from."""
    words = view.words
    options = {name: load(name).title(view.language) for name in preset_names()}
    options[ON_SCREEN] = words("The scenario on screen")
    chosen = pickers.pick(_place(mark, "base"), words("What no order tells is taken from"), options,
                          next(iter(options)))
    return document.on_screen(view) if chosen == ON_SCREEN else load(chosen)


def document_settings(mark: str, words: Words) -> Asked:
    """How the fit becomes a scenario; nothing is fitted anew for it."""
    first, second, third = st.columns(3)
    with first:
        growth = pickers.pick(_place(mark, "growth"), words("New members"), {
            "series": words("as measured, then the curve"), "curve": words("the curve alone"),
        }, "series")
    with second:
        start = pickers.pick(_place(mark, "start"), words("The scenario begins"), {
            "first": words("on the file's first day"), "today": words("after the file's last day"),
        }, "first")
    with third:
        classes = pickers.pick(_place(mark, "classes"), words("Price classes"), {
            str(count): words.number(count, digits=0) for count in range(1, CLASSES + 1)}, "1")
    return Asked(growth == "curve", start == "today", int(classes))
