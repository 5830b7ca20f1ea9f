"""What a search found: the front to click, the chosen terms to load, or what stands in the way."""

import streamlit as st

from analysis.advice import TOLD, Advice, advise
from analysis.question import Question
from analysis.search import Found
from answers import advice, outcomes, scales, tiles
from answers import goal_seek as answer
from answers.cards import Card
from answers.shelves import once
from answers.values import name_of
from answers.values import written as value_written
from charts.goal_seek import front
from model import Scenario
from ui.decide import going
from ui.frame import tables
from ui.frame.page import cards
from ui.panel import Click
from ui.session import state
from wording import Words

CHOSEN = "term chosen"


def draw(found: Found, question: Question, scenario: Scenario, words: Words) -> None:
    """What the recommended terms bring, the front beside them; or the nearest miss."""
    if found.advice is None:
        return
    is_front, place = bool(found.front), _place(found)
    chosen = found.advice
    if is_front and place != found.chosen:
        chosen = _advised(scenario, tuple(found.front[place].values.items()),
                          tuple(question.results))
    if not is_front:
        _bullets([answer.standing(each, words) for each in found.limits])
        st.markdown("**" + words("The nearest miss") + "**")
    _bullets(list(_sentences(chosen, place == found.chosen and is_front, words)))
    if chosen.changes:
        going.buttons("terms", going.typed(chosen.settings), scenario, words)
    if is_front and len(question.aims) == 2:
        cards(_card(found, question, words))
    if len(found.front) > 1:
        _step(found, words)
    title = words("The chosen terms") if is_front else words("The nearest miss")
    tables.draw(title, words("What would be set and what would come of it, next to how things "
                             "stand now."), _rows(chosen, question, words), "terms")


def _sentences(chosen: Advice, is_headline: bool, words: Words) -> tuple[str, ...]:
    """The advice in words, without the sentence that stands as the headline."""
    told = advice.sentences(chosen, words)
    return told[1:] if is_headline else told


def _bullets(texts: list[str]) -> None:
    st.markdown("\n".join(f"- {text}" for text in texts))


@once(64)
def _advised(
    scenario: Scenario, values: tuple[tuple[str, float], ...], results: tuple[str, ...]
) -> Advice:
    """What comes of a point of the front."""
    return advise(scenario, scenario.replace(dict(values)), results)


def _place(found: Found) -> int:
    """The chosen point's place; the recommended one's until the reader chooses."""
    front_of, place = state.chosen(CHOSEN, (None, 0))
    return place if front_of is found else found.chosen


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


def _card(found: Found, question: Question, words: Words) -> Card:
    across, up = (scales.of_result(outcomes.tile(aim.result, words), words)
                  for aim in question.aims)
    assert found.advice is not None
    figure = front(found.front, question, found.advice, _place(found), across, up, words)

    def clicked(click: Click) -> None:
        if click.trace == 0 and isinstance(click.point, int):
            _choose(found, click.point)

    return Card(words("The best terms that meet every limit"),
                words("Each dot is a set of terms; none that was tried is better in both aims. "
                      "The star is recommended: nearest to the best of both aims at once, each "
                      "measured from its worst to its best dot, without changes that gain "
                      "nothing. Click a dot to see its terms, load them or pin them. The cross "
                      "is how things stand now."), figure, "front", clicked=clicked)


def _rows(chosen: Advice, question: Question, words: Words) -> list[dict[str, str]]:
    """Levers, then results: what it is, as it stands, as found."""
    titles = words("What"), words("As it stands"), words("Found")
    levers = [
        (name_of(name, words), value_written(name, each.before, words),
         value_written(name, going.typed({name: value})[name], words))
        for each in chosen.changes for name, value in each.settings.items()
    ]
    results = [
        (tile.label, tiles.write(tile, chosen.now[tile.reading], words),
         tiles.write(tile, chosen.then[tile.reading], words))
        for tile in (outcomes.tile(name, words) for name in _results(question))
    ]
    return [dict(zip(titles, row, strict=True)) for row in levers + results]


def _results(question: Question) -> list[str]:
    """What is always told, then what else was asked about."""
    return [*TOLD, *(name for name in question.results if name not in TOLD)]
