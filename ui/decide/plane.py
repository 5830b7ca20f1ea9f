"""The plane between two levers: what to ask, and the heat map to go places in."""

import streamlit as st

from analysis.levers import Lever
from analysis.table import Range, Table, table
from answers import data_table as answer
from answers import outcomes, scales
from answers.cards import Card
from answers.shelves import once
from answers.tiles import Tile
from charts.data_table import plane
from model import Scenario, ScenarioError
from ui.decide import going
from ui.frame import pickers
from ui.frame.page import cards, headline
from ui.panel import Click
from ui.session import jobs, state
from wording import Words

FIRST_X, FIRST_Y = "ad_points.revenue_per_view", "ad_points.release_rate"
FIRST_RESULT = "lowest_cash"


def draw(view: state.View) -> None:
    """The question, the answer, the figure."""
    words, scenario = view.words, view.scenario
    place = st.container()  # the answer stands above what is asked
    levers, ranges, tile, target = _asked(scenario, words)
    try:
        with st.spinner(words("Running 1,681 scenarios …")):
            found = _table(*_apart(scenario, *levers), tile.reading, *ranges)
    except ScenarioError as error:
        jobs.failed(error, words)
        return
    with place:
        headline(view, answer.question(words), answer.verdict(found, tile, target, words))
    cards(_card(found, levers, scenario, tile, target, words))


@once(32)
def _table(
    scenario: Scenario, across: Lever, up: Lever, result: str, x_range: Range, y_range: Range
) -> Table:
    return table(scenario, across, up, result, x_range=x_range, y_range=y_range)


def _apart(scenario: Scenario, across: Lever, up: Lever) -> tuple[Scenario, Lever, Lever]:
    """The scenario with both levers at rest: moving them within their plane computes nothing."""
    if across.bases or up.bases:
        return scenario, across, up
    try:
        rest = {name: scenario[name] if scenario[name] is None else _resting(lever)
                for lever in (across, up) for name in lever.names}
        return scenario.replace(rest), across, up
    except ScenarioError:
        return scenario, across, up


def _resting(lever: Lever) -> float:
    """Any one value of the lever, the same whatever the scenario."""
    default = lever.parameter.default
    return default if isinstance(default, float | int) else 1


def _asked(
    scenario: Scenario, words: Words
) -> tuple[tuple[Lever, Lever], tuple[Range, Range], Tile, float]:
    """Both levers with their ranges, the result and its target, as the controls stand."""
    places = st.columns([3, 3, 3, 2])
    with places[0]:
        across = pickers.pick_lever("plane x", words("Parameter across"), scenario, FIRST_X, words)
    with places[1]:
        up = pickers.pick_lever("plane y", words("Parameter upwards"), scenario, FIRST_Y, words)
    with places[2]:
        result = pickers.pick_result("plane result", words("Result"), scenario, FIRST_RESULT,
                                     words)
    tile = outcomes.tile(result, words)
    with places[3]:
        target = pickers.target("plane", tile, scenario, words)
    with st.expander(words("Ranges")):
        ranges = []
        for lever, place in zip((across, up), st.columns(2), strict=True):
            with place:
                st.caption(scales.titled(lever, words))
                ranges.append(pickers.bounds("plane", lever, scenario, words))
    return (across, up), (ranges[0], ranges[1]), tile, target


def _card(
    found: Table, levers: tuple[Lever, Lever], scenario: Scenario, tile: Tile, target: float,
    words: Words,
) -> Card:
    """The heat map; a click on a cell goes there."""
    across, up = (scales.of_lever(lever, words) for lever in levers)
    here = (levers[0].current(scenario), levers[1].current(scenario))
    figure = plane(found, here, target, outcomes.wants_more(tile), across, up,
                   scales.of_result(tile, words), words)

    def clicked(click: Click) -> None:
        if isinstance(click.point, list):
            row, column = click.point
            going.clicked(levers[0].changes(found.x[column]) | levers[1].changes(found.y[row]))

    return Card(words("{result} over both parameters", result=tile.label),
                words("Each cell is a full run; blank ones are undefined or not permitted. Blue "
                      "meets the target, orange misses it, the line is the target itself and "
                      "the ring marks today's values. Click a cell to go there."),
                figure, "plane", clicked=clicked)
