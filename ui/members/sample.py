"""The page's body: a sample of members, how money is spread over them, and one member's story.

A small sample follows the levers; a large one is a job on request, and until it is there the small
one is shown.
"""

from dataclasses import replace
from functools import partial

import streamlit as st

from analysis.batches import Progress
from analysis.member_spread import MemberSpread
from analysis.members import STEP_MEMBERS
from answers import members as answer
from answers import samples
from answers.figures import members as figures
from answers.results import results
from answers.samples import SHELF, Question, Sample
from answers.tables import members as table
from model import Scenario, ScenarioError
from ui.frame import search, tables, tiles
from ui.frame.page import cards, headline, reliable
from ui.members import asked as sampled
from ui.members import one
from ui.session import jobs, navigation, state
from wording import Words

JOB, STEPS = "members", "member steps"


def draw(view: state.View) -> None:
    """Headline and tiles, what is simulated, figures and tables, then one member's story."""
    words, scenario = view.words, view.scenario
    faults = results(scenario).faults
    if faults:  # numbers beyond what a double holds: nobody could be told from anybody else
        headline(view, answer.question(words), words("These members cannot be simulated."))
        reliable(faults, words)
        return
    place, asking = st.container(), st.container(border=True, key="members asked")
    with asking:
        asked = Question(scenario, *sampled.draw(words))
    try:
        with asking:
            found = _found(asked, words)
        cohorts = samples.cohorts(scenario, tuple(found.spread.edges))
    except ScenarioError as error:
        with place:
            headline(view, answer.question(words), words("These members cannot be simulated."))
        jobs.failed(error, words)
        return
    with place:
        headline(view, answer.question(words),
                 answer.verdict(found.spread, words))
        reliable(found.faults, words)
        tiles.numbers(answer.told(found.spread, cohorts, words, _baseline(view, found)))
        st.markdown(answer.left_between(found.spread, cohorts, scenario, words))
    with asking:
        st.caption(answer.sampling(found.spread, found.run.weight, words))
    cards(*figures.of_all(found.spread, cohorts, words))
    st.caption(answer.funded(found.spread.funding, words))
    if found.count:
        _ranks(found, words)
    _steps(scenario, asked.seed, words)
    if found.count:
        one.draw(found, words)
    _assumptions(scenario, words)


def _found(asked: Question, words: Words) -> Sample:
    """The sample that is asked for, or a small one until somebody has simulated that."""
    most = samples.at_once(asked.scenario)
    if asked.members <= most:
        return _small(asked, words)
    found = SHELF.kept(asked)
    if found is not None:
        return found
    st.button(words("Simulate {count} members", count=words.number(asked.members, digits=0)),
              key="run members", icon=":material/groups:", type="primary",
              on_click=state.everywhere, args=(jobs.start, JOB, asked, partial(_simulate, asked)))
    if jobs.show(JOB, asked, words):
        st.info(words("This simulation is no longer kept in memory: start it again."),
                icon=":material/history:")
    return _small(Question(asked.scenario, most, asked.seed), words)


def _baseline(view: state.View, found: Sample) -> MemberSpread | None:
    """As many members of the baseline, on the same seed; a small sample where nobody has simulated
    so many. None where the scenario is its own baseline, or that one cannot be simulated.
    """
    baseline = view.shared.baseline
    if baseline == view.scenario or results(baseline).faults:
        return None
    like = replace(found.asked, scenario=baseline)
    most = min(like.members, samples.at_once(baseline))
    try:
        return (SHELF.kept(like) or SHELF.of(replace(like, members=most))).spread
    except ScenarioError:
        return None


def _small(asked: Question, words: Words) -> Sample:
    """A sample that takes less than a moment once what it needs is compiled for this machine."""
    with st.spinner(words("Computing … the very first run prepares the model.")):
        return SHELF.of(asked)


def _simulate(asked: Question, progress: Progress) -> bool:
    """Put a sample on the shelf, where every session finds it; a job keeps no members itself."""
    SHELF.of(asked, progress)
    return True


def _ranks(found: Sample, words: Words) -> None:
    tables.draw(words("By rank"),
                words("Ranks are assessed every 30 days, on direct referrals and team volume. "
                      "Members of the whole scenario; yuan are means of a member. From below is "
                      "what came from referrals, and from the team where the bonus is money."),
                table.ranks(found.spread, words), "ranks",
                table.ranks_note(found.spread, found.run.bonus_in_cash, words),
                first_width=130, width=84)


def _steps(scenario: Scenario, seed: int, words: Words) -> None:
    """What is left between the cohort model and single members, one difference a column."""
    question = (scenario, seed)
    with st.container(horizontal=True, vertical_alignment="center", key="members steps"):
        st.markdown(words("**What is left between cohorts and single members, and why?**"),
                    width="content")
        st.button(words("Take it apart step by step"), key="run steps", icon=":material/stairs:",
                  on_click=state.everywhere,
                  args=(jobs.start, STEPS, question, partial(samples.compared, scenario, seed)))
    found = jobs.show(STEPS, question, words)
    if found:
        st.caption(words("{count} simulated members. Each column adds one difference to the one "
                         "before, on one seed. The cohort model knows how people differ only where "
                         "it counts those who break even, and knows nobody impatient.",
                         count=words.number(STEP_MEMBERS, digits=0)))
        search.table(table.agreement(found, words))


def _assumptions(scenario: Scenario, words: Words) -> None:
    """What only this simulation asks for, and where it can be changed."""
    with st.expander(words("What only the simulation of members assumes"), icon=":material/tune:",
                     key="member assumptions"):
        st.caption(words("The cohort model needs none of these. They can be changed among the "
                         "assumptions."))
        search.table(table.assumptions(scenario, words))
        st.button(words("Show them among the assumptions"), key="show member assumptions",
                  icon=f":material/{navigation.ASSUMPTIONS.icon}:", type="tertiary",
                  on_click=state.everywhere, args=(state.jump, "members."))
