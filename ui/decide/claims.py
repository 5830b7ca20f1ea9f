"""The promises of the pitch, one below the other: verdict at once, conditions once solved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import streamlit as st

from analysis.batches import Progress
from analysis.claims import EDGES, VERDICTS, Claim, Verdict, cash_at, examine, told_condition
from analysis.conditions import Condition
from analysis.texts import Sentence
from charts.claims import parts_kept
from model import Scenario
from ui import jobs, state
from ui.answers import claims as answer
from ui.decide.going import go
from ui.frame import Card, cards, headline
from ui.results import results
from ui.statements import gist
from wording import Words, mark

JOB = "claims"
ASKED = "claims asked"
TRY = mark("Try “{lever}” at {value}")
COLOURS: Mapping[Verdict, str] = {
    "holds": "green", "in_part": "orange", "fails": "red", "untested": "gray",
}


@dataclass(frozen=True)
class Term:
    """A condition in words; `cash` is the lowest operating cash where it is just met."""

    condition: Condition
    sentence: Sentence
    cash: float


@dataclass(frozen=True)
class Solved:
    """What it takes to keep a promise: the later sales, if they decide, and terms by lever."""

    later_sales: Sentence | None
    terms: tuple[Term, ...]


@lru_cache(maxsize=64)
def tested(scenario: Scenario) -> tuple[Claim, ...]:
    """Verdict and figures of every promise; the conditions take longer."""
    return tuple(examine(scenario, conditions=False))


@lru_cache(maxsize=64)
def _solved(scenario: Scenario) -> dict[str, Solved]:
    """What it takes, by promise; empty until a job has put it there, for all sessions."""
    return {}


def solve(scenario: Scenario, progress: Progress | None = None) -> dict[str, Solved]:
    """What it takes to keep each promise, by its name. Raises Cancelled."""
    found = {
        claim.promise.name: Solved(
            claim.later_sales.sentence if claim.later_sales else None,
            tuple(_term(scenario, claim, each) for each in claim.conditions),
        )
        for claim in examine(scenario, progress=progress)
    }
    _solved(scenario).update(found)
    return found


def _term(scenario: Scenario, claim: Claim, condition: Condition) -> Term:
    sentence = told_condition(condition, claim.verdict == "holds")
    return Term(condition, sentence, cash_at(scenario, condition))


def draw(view: state.View) -> None:
    """How many promises hold, how far each is kept, then each with what it would take."""
    words = view.words
    with st.spinner(words("Testing the promises …")):
        claims, past = tested(view.scenario), tested(view.shared.baseline)
    headline(view, answer.question(words), answer.verdict(claims, words))
    st.caption(answer.note(words))
    cards(Card(words("How far each promise is kept"),
               words("Of all cases in which the scenario puts a promise to the test (days, members "
                     "or tiers), the part in which it is kept."),
               parts_kept(claims, past, words), "promises"))
    solved = _conditions(view)
    for claim, before in zip(claims, past, strict=True):
        _promise(claim, before, solved.get(claim.promise.name), view)


def _conditions(view: state.View) -> Mapping[str, Solved]:
    """What each promise takes; looked for beside the page as soon as a scenario is on show."""
    words, known = view.words, _solved(view.scenario)
    if known or view.replaying:
        return known
    if state.chosen(ASKED, None) != view.scenario:
        _start(view.scenario)
    if jobs.current(JOB) is None:
        st.button(words("Find the terms under which they would hold"), key="solve claims",
                  icon=":material/search:", on_click=_start, args=(view.scenario,))
        return {}
    return jobs.show(JOB, view.scenario, words) or {}


def _start(scenario: Scenario) -> None:
    state.choose(ASKED, scenario)
    jobs.start(JOB, scenario, partial(solve, scenario))


def _promise(claim: Claim, before: Claim, solved: Solved | None, view: state.View) -> None:
    """The sentence and its verdict, what was found, what it would take, and who said so."""
    words, promise = view.words, claim.promise
    with st.container(border=True, key=f"claim {promise.name}", gap="xsmall"):
        st.markdown(f"{_badge(claim, words)} **{words(promise.statement)}**")
        st.markdown(words.sentence(claim.finding))
        if solved is not None:
            _what_it_takes(claim, solved, view)
        if before.verdict != claim.verdict:
            st.caption(words("At the baseline: {verdict}", verdict=_badge(before, words)))
        st.caption(words("Statement {id} of the pitch: {gist}", id=promise.source,
                         gist=gist(promise.source, words)))


def _badge(claim: Claim, words: Words) -> str:
    return f":{COLOURS[claim.verdict]}-badge[{words(VERDICTS[claim.verdict])}]"


def _what_it_takes(claim: Claim, solved: Solved, view: state.View) -> None:
    words = view.words
    told = [words.sentence(solved.later_sales)] if solved.later_sales else []
    told += [_told(term, claim, view) for term in solved.terms]
    if told:
        st.markdown("\n".join(f"- {sentence}" for sentence in told))
    if claim.verdict != "holds":
        _tries(claim, solved.terms, words)


def _told(term: Term, claim: Claim, view: state.View) -> str:
    """A condition, and what keeping the promise so would do to operating cash."""
    words, sentence = view.words, view.words.sentence(term.sentence)
    if term.condition.lever.bases:
        sentence += " " + words("(× is times the present value of each row.)")
    if claim.verdict == "holds" or not _can_be_met(term):
        return sentence
    now = results(view.scenario).summary["lowest_cash"]
    cost = words("Operating cash would then be {cash} at its lowest; it is {now}.",
                 cash=words.money(term.cash), now=words.money(now))
    return f"{sentence} {cost}"


def _can_be_met(term: Term) -> bool:
    return term.condition.way in EDGES


def _tries(claim: Claim, terms: Sequence[Term], words: Words) -> None:
    """A button for each condition that can be met: set its lever there and look."""
    possible = [term for term in terms if _can_be_met(term)]
    if not possible:
        return
    with st.container(horizontal=True, gap="small"):
        for term in possible:
            style = term.sentence.figures["inside"][1]
            figures = {"lever": (term.condition.lever.name, "name"),
                       "value": (term.condition.inside, style)}
            st.button(words.sentence(Sentence(TRY, figures)), icon=":material/tune:",
                      key=f"try {claim.promise.name} {term.condition.lever.name}", type="tertiary",
                      on_click=state.everywhere,
                      args=(go, term.condition.lever.changes(term.condition.inside)))
