"""What became of the last change to the rows of a table: refused, or what an added row did."""

from dataclasses import dataclass

import streamlit as st

from answers import added
from answers.help import refusal
from answers.values import row_of
from model import Problem, Scenario
from model.terms.parameters import declared
from ui.session import state
from wording import Words
from wording.names import called

NEWS = "news of rows"


@dataclass(frozen=True)
class News:
    """Told at a table while the scenario is the one that it speaks of. `problems`: refused;
    `before`: the scenario to which rows were added.
    """

    table: str
    scenario: Scenario
    problems: tuple[Problem, ...] = ()
    before: Scenario | None = None


def refused(table: str, problems: tuple[Problem, ...]) -> None:
    """The grid of a table says something that is not permitted."""
    state.choose(NEWS, News(table, state.current().scenario, problems))


def changed(table: str, scenario: Scenario, more: bool) -> None:
    """The table's rows are about to be those of `scenario`, `more` than before."""
    before = state.current().scenario if more else None
    state.choose(NEWS, News(table, scenario, before=before))


def tell(table: str, view: state.View) -> None:
    """The news, if they are of this table as it stands."""
    words, news = view.words, state.chosen(NEWS, None)
    if not isinstance(news, News) or (news.table, news.scenario) != (table, view.scenario):
        return
    if news.problems:
        told = "\n".join(f"- {_refusal(problem, words)}" for problem in news.problems)
        st.warning(words("Not taken yet; the figures show the last valid rows.")
                   + f"\n\n{told}", icon=":material/warning:")
    elif news.before is not None:
        st.info(added.told(news.before, view.scenario, words), icon=":material/add_row_below:")


def _refusal(problem: Problem, words: Words) -> str:
    """A refusal with the row that it is about."""
    try:
        is_of_row = "*" in declared(problem.field).field
    except KeyError:
        is_of_row = False
    told = refusal(problem, words)
    if not is_of_row:
        return told
    return words("{row}: {refusal}", row=called(words, row_of(problem.field)), refusal=told)
