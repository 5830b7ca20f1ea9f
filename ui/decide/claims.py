"""The promises of the pitch, one below the other: verdict at once, conditions once solved."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from analysis.claims import Claim, Verdict
from analysis.texts import Figure, Sentence
from answers import claims as answer
from answers.cards import Card
from answers.promises import Solved, Term, can_be_met, found, solve, tested, what_it_takes
from answers.promises import solved as known_terms
from answers.statements import gist
from charts.claims import parts_kept
from model import Scenario
from ui.decide.going import go
from ui.frame.page import cards, headline
from ui.session import jobs, state
from wording import Words, mark

JOB = "claims"
ASKED = "claims asked"
TRY = mark("Try “{lever}” at {value}")
COLOURS: Mapping[Verdict, str] = {
    "holds": "green", "but": "violet", "in_part": "orange", "fails": "red", "untested": "gray",
}


def draw(view: state.View) -> None:
    """How many promises hold, how far each is kept, then each with what it would take."""
    words = view.words
    with st.spinner(words("Testing the promises …")):
        claims, past = tested(view.scenario), tested(view.shared.baseline)
    headline(view, answer.question(words), answer.verdict(claims, words))
    st.caption(answer.note(words))
    cards(Card(words("How far each promise is kept"),
               words("Of all cases in which the scenario tests a promise (days, members or "
                     "tiers), the part in which it is kept."),
               parts_kept(claims, past, words), "promises"))
    solved = _conditions(view)
    pairs = zip(claims, past, strict=True)
    for about, group in groupby(pairs, lambda pair: pair[0].promise.about):
        st.subheader(words(answer.HEADS[about]), anchor=False)
        for claim, before in group:
            _promise(claim, before, solved.get(claim.promise.name), view)


def _conditions(view: state.View) -> Mapping[str, Solved]:
    """What each promise takes; looked for beside the page as soon as a scenario is on show."""
    words, known = view.words, known_terms(view.scenario)
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
    """The sentence and its verdict, what was found, what it would take, and who said so, unless
    the scheme is not the vendor's."""
    words, promise = view.words, claim.promise
    with st.container(border=True, key=f"claim {promise.name}", gap="xsmall"):
        st.markdown(f"{_badge(claim, words)} **{words(promise.statement)}**")
        st.markdown(found(claim, words))
        if solved is not None:
            _what_it_takes(claim, solved, view)
        if before.verdict != claim.verdict:
            st.caption(words("At the baseline: {verdict}", verdict=_badge(before, words)))
        if not words.own:
            st.caption(words("Statement {id} of the vendor's page: {gist}", id=promise.source,
                             gist=gist(promise.source, words)))


def _badge(claim: Claim, words: Words) -> str:
    return f":{COLOURS[claim.verdict]}-badge[{words.sentence(claim.judged)}]"


def _what_it_takes(claim: Claim, solved: Solved, view: state.View) -> None:
    words = view.words
    told = what_it_takes(claim, solved, view.scenario, words)
    if told:
        st.markdown("\n".join(f"- {sentence}" for sentence in told))
    if claim.verdict != "holds":
        _tries(claim, solved.terms, words)


def _tries(claim: Claim, terms: Sequence[Term], words: Words) -> None:
    """A button for each condition that can be met: set its lever there and look."""
    possible = [term for term in terms if can_be_met(term)]
    if not possible:
        return
    with st.container(horizontal=True, gap="small"):
        for term in possible:
            style = term.sentence.figures["inside"][1]
            figures: dict[str, Figure] = {
                "lever": (term.condition.lever.name, "name"),
                "value": (term.condition.inside, style)}
            st.button(words.sentence(Sentence(TRY, figures)), icon=":material/tune:",
                      key=f"try {claim.promise.name} {term.condition.lever.name}", type="tertiary",
                      on_click=state.everywhere,
                      args=(go, term.condition.lever.changes(term.condition.inside)))
