"""What a search found: the front to click, the chosen terms to load, or what stands in the way."""

from functools import lru_cache

import streamlit as st

from analysis.batches import evaluate
from analysis.search import Found, Point, Question
from answers import goal_seek as answer
from answers import outcomes, scales, tiles
from answers.cards import Card
from answers.values import name_of
from answers.values import written as value_written
from charts.goal_seek import front
from model import Scenario
from model.parameters import declared
from ui import state, tables
from ui.decide import going
from ui.frame import cards
from ui.panel import Click
from wording import Words

CHOSEN = "term chosen"


def draw(found: Found, question: Question, scenario: Scenario, words: Words) -> None:
    """The front with the chosen point, or the nearest miss."""
    now = Point({}, _results(scenario, tuple(question.results)))
    if found.front:
        point: Point | None = _chosen(found)
        if len(question.aims) == 2:
            cards(_card(found, question, now, words))
        if len(found.front) > 1:
            _step(found, words)
    else:
        point = found.nearest
        st.markdown("\n".join(f"- {answer.standing(each, words)}" for each in found.limits))
    if point is not None:
        title = words("The chosen terms") if found.front else words("The nearest miss")
        tables.draw(title, words("What would be set, and what would come of it, beside what "
                                 "stands now."), _rows(point, now, scenario, words), "terms")
        going.buttons("terms", _settings(point), scenario, words)


@lru_cache(maxsize=64)
def _results(scenario: Scenario, names: tuple[str, ...]) -> dict[str, float]:
    """Results of the scenario as it stands."""
    found = evaluate(scenario, {}, names).results
    return {name: float(found[name][0]) for name in names}


def _chosen(found: Found) -> Point:
    return found.front[_place(found)]


def _place(found: Found) -> int:
    """The chosen point's place; the middle of the front until the reader chooses."""
    front_of, place = state.chosen(CHOSEN, (None, 0))
    return place if front_of is found else len(found.front) // 2


def _choose(found: Found, place: int) -> None:
    state.choose(CHOSEN, (found, place))
    state.rerun_view()


def _step(found: Found, words: Words) -> None:
    """The chosen point by its number: what a click does, for the keyboard."""
    last = len(found.front)
    control = state.following("term point", _place(found) + 1)
    st.number_input(words("Point, 1 to {last}", last=last), 1, last, _place(found) + 1,
                    key=control.key, on_change=_stepped, args=(found, control), width=200)


def _stepped(found: Found, control: state.Control) -> None:
    number = state.wish(control)
    if number is not None:
        _choose(found, number - 1)


def _settings(point: Point) -> dict[str, float]:
    """The point's values; whole ones as such."""
    return {
        name: int(value) if declared(name).kind == "whole" else value
        for name, value in point.values.items()
    }


def _card(found: Found, question: Question, now: Point, words: Words) -> Card:
    across, up = (scales.of_result(outcomes.tile(aim.result, words), words)
                  for aim in question.aims)
    figure = front(found.front, question, now, _place(found), across, up, words)

    def clicked(click: Click) -> None:
        if click.trace == 0 and isinstance(click.point, int):
            _choose(found, click.point)

    return Card(words("The best terms that meet every limit"),
                words("Each dot is a set of terms; no other that was tried is better in both "
                      "aims. Click on one to see its terms below, to load or to pin them. The "
                      "cross is what stands now."), figure, "front", clicked=clicked)


def _rows(
    point: Point, now: Point, scenario: Scenario, words: Words
) -> list[dict[str, str]]:
    """Levers, then results: what it is, as it stands, as found."""
    titles = words("What"), words("As it stands"), words("Found")
    levers = [
        (name_of(name, words), value_written(name, scenario[name], words),
         value_written(name, float(f"{value:.6g}"), words))
        for name, value in _settings(point).items()
    ]
    results = [
        (tile.label, tiles.write(tile, now.results[tile.reading], words),
         tiles.write(tile, value, words))
        for tile, value in ((outcomes.tile(name, words), value)
                            for name, value in point.results.items())
    ]
    return [dict(zip(titles, row, strict=True)) for row in levers + results]
