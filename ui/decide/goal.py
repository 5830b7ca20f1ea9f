"""One lever to a target: what to ask, the answer, and the result along the lever."""

import streamlit as st

from analysis.levers import Lever
from analysis.seek import Sought, seek
from answers import goal_seek as answer
from answers import outcomes, scales
from answers.cards import Card
from answers.shelves import once
from answers.tiles import Tile
from charts.goal_seek import result_curve
from model import Scenario, ScenarioError
from ui.decide import going
from ui.frame import pickers
from ui.frame.page import cards, headline
from ui.panel import Click
from ui.session import jobs, state
from wording import Words

FIRST_LEVER, FIRST_RESULT = "ad_points.release_rate", "lowest_cash"

found = once(64)(seek)


def draw(view: state.View) -> None:
    """The question, the answer, the figure."""
    words, scenario = view.words, view.scenario
    place = st.container()  # the answer stands above what is asked
    lever, tile, target, ends = _asked(scenario, words)
    try:
        sought = found(scenario, lever, tile.reading, target, *ends)
    except ScenarioError as error:
        jobs.failed(error, words)
        return
    with place:
        headline(view, answer.question(words), answer.verdict(sought, scenario, words))
    for number, each in enumerate(sought.printed[:3]):
        if len(sought.printed) > 1:
            st.markdown(f"**{answer.solution(lever, each, words)}**")
        going.buttons(f"goal {number}", going.typed(each.settings), scenario, words)
    cards(_card(sought, scenario, tile, words))


def _asked(
    scenario: Scenario, words: Words
) -> tuple[Lever, Tile, float, tuple[float, float]]:
    """Lever, result, target and the lever's range, as the controls stand."""
    left, middle, right = st.columns([3, 3, 2])
    with left:
        lever = pickers.pick_lever("goal lever", words("Parameter"), scenario, FIRST_LEVER, words)
    with middle:
        result = pickers.pick_result("goal result", words("Result"), scenario, FIRST_RESULT, words)
    tile = outcomes.tile(result, words)
    with right:
        target = pickers.target("goal", tile, scenario, words)
    with st.expander(words("Range of the parameter")):
        ends = pickers.bounds("goal", lever, scenario, words)
    return lever, tile, target, ends


def _card(sought: Sought, scenario: Scenario, tile: Tile, words: Words) -> Card:
    """The result over the lever; a click goes there."""
    across = scales.of_lever(sought.lever, words)
    figure = result_curve(sought, sought.lever.current(scenario), across,
                          scales.of_result(tile, words), words)

    def clicked(click: Click) -> None:
        value = float(click.x) / across.factor
        going.clicked(sought.lever.changes(round(value) if sought.lever.is_whole else value))

    return Card(words("{result} along the parameter", result=tile.label),
                words("Everything else stays as it is. Dots are solutions, the ring marks "
                      "today's value; click the line to go there."),
                figure, "goal-curve", clicked=clicked)
