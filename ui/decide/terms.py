"""Find terms: levers with bounds, limits, one or two aims; the search runs beside the page."""

from collections.abc import Hashable
from functools import partial

import streamlit as st

from analysis.levers import Lever, lever, printable
from analysis.question import (
    FIRST_AIMS,
    FIRST_LIMITS,
    Aim,
    Limit,
    Question,
    first_levers,
)
from analysis.search import Found, search
from answers import goal_seek as answer
from answers import outcomes, scales
from model import Scenario
from ui.decide import front
from ui.frame import pickers
from ui.frame.page import headline, switch
from ui.session import jobs, state
from wording import Words

JOB = "terms"
NONE = "none"


def draw(view: state.View) -> None:
    """The question, and once it was searched the answer."""
    words, scenario = view.words, view.scenario
    top, act, answered = st.container(), st.container(), st.container()  # above what is asked
    question = _asked(scenario, words)
    key = _key(scenario, question)
    with act:
        st.button(words("Search"), icon=":material/search:", type="primary", key="search terms",
                  disabled=not question.levers, on_click=state.everywhere,
                  args=(jobs.start, JOB, key, partial(search, scenario, question)))
        found: Found | None = jobs.show(JOB, key, words)
    with top:
        told = words("Press Search for terms that hold; levers, limits and aims can be changed.")
        headline(view, answer.question(words), answer.terms_verdict(found, words) if found
                 else told)
    with answered:
        if found:
            front.draw(found, question, scenario, words)


def _key(scenario: Scenario, question: Question) -> Hashable:
    """What the answer depends on, as a value."""
    return (scenario, tuple(question.levers.items()), tuple(question.limits),
            tuple(question.aims), question.allow_no_gift)


def _asked(scenario: Scenario, words: Words) -> Question:
    with st.container(border=True):
        allow_no_gift = switch(
            "term no gift", words("Also terms that give next to nothing"),
            words("Where members are given hardly any points, the first buyers own the whole pool: "
                  "a corner of the model that nobody would print. It is left out unless asked "
                  "for."))
        levers = _levers(scenario, allow_no_gift, words)
    with st.container(border=True):
        limits = _limits(scenario, words)
    with st.container(border=True):
        aims = _aims(scenario, words)
    return Question(levers, limits, aims, allow_no_gift=allow_no_gift)


def _levers(
    scenario: Scenario, every: bool, words: Words
) -> dict[str, tuple[float, float]]:
    """The levers that may move, each between two ends: at first what a client would print, or
    every value that is on offer."""
    texts = pickers.lever_texts(scenario, words)
    first = list(first_levers(scenario, every))
    chosen = pickers.several("term levers", words("Levers that may move"), texts, first)
    with st.expander(words("Ranges")):
        return {name: _ends(lever(scenario, name), every, scenario, words) for name in chosen}


def _ends(
    moved: Lever, every: bool, scenario: Scenario, words: Words
) -> tuple[float, float]:
    """Both ends of a lever's range, beside its name."""
    title, low_and_high = st.columns([2, 3], vertical_alignment="bottom")
    title.markdown(scales.titled(moved, words))
    with low_and_high:
        return pickers.bounds("term any" if every else "term", moved, scenario, words,
                              printable(scenario, moved, every))


def _limits(scenario: Scenario, words: Words) -> list[Limit]:
    """What the terms must meet."""
    results = {name: outcomes.label(name, words) for name in outcomes.names(scenario)}
    first = [limit.result for limit in FIRST_LIMITS]
    chosen = pickers.several("term limits", words("Limits to meet"), results, first)
    return [_limit(name, scenario, words) for name in chosen]


def _limit(name: str, scenario: Scenario, words: Words) -> Limit:
    tile = outcomes.tile(name, words)
    bounds = {"at_least": words("at least"), "at_most": words("at most")}
    bound, value = st.columns(2)
    with bound:
        first = Limit.towards(name, 0.0).bound
        way = pickers.pick(f"term bound {name}", tile.label, bounds, first)
    with value:
        amount = pickers.target("term limit", tile, scenario, words)
    return Limit(name, way, amount)  # type: ignore[arg-type]


def _aims(scenario: Scenario, words: Words) -> list[Aim]:
    """One or two results to make best."""
    names = outcomes.names(scenario)
    results = {name: outcomes.label(name, words) for name in names}
    first = _aim("term aim 1", words("Optimise"), results, FIRST_AIMS[0].result, words)
    others = {NONE: words("nothing else")} | {
        name: text for name, text in results.items() if name != first.result
    }
    second = _aim("term aim 2", words("and besides"), others, FIRST_AIMS[1].result, words)
    return [aim for aim in (first, second) if aim.result != NONE]


def _aim(name: str, label: str, results: dict[str, str], first: str, words: Words) -> Aim:
    left, right = st.columns([3, 2])
    with left:
        result = pickers.pick(name, label, results, first)
    if result == NONE:
        return Aim(NONE, "max")
    best = "max" if outcomes.wants_more(outcomes.tile(result, words)) else "min"
    goals = {"max": words("as large as possible"), "min": words("as small as possible")}
    with right:
        goal = pickers.pick(f"{name} goal {result}", words("Goal"), goals, best)
    return Aim(result, goal)  # type: ignore[arg-type]
