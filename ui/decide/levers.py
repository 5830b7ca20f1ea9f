"""The levers ranked by what they do to a chosen result, over ranges that the reader may change."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from analysis import sobol, tornado
from analysis.tornado import Bar
from answers import levers as answer
from answers import outcomes, tiles
from answers.cards import Card
from answers.help import listed
from answers.scales import kept_apart
from answers.shelves import once
from answers.tiles import Tile
from answers.values import factor_of, name_of
from charts.tornado import Result, Row, tornado_bars, variance_parts
from model import Scenario, ScenarioError
from model.terms.parameters import declared
from ui.frame import tables
from ui.frame.page import cards, headline
from ui.frame.pickers import number, pick, pick_result
from ui.session import jobs, state
from wording import Words

JOB = "sobol"
RANGE = "levers range"
SHOWN = 15
"""Bars drawn; the table below them has the rest."""
TABLE_HEIGHT = 460

Edits = tuple[tuple[str, float, float], ...]


@once(64)
def ranges(scenario: Scenario) -> dict[str, tuple[float, float]]:
    """The plausible range of every numeric parameter; not to be changed."""
    return tornado.ranges(scenario)


@once(64)
def bars(scenario: Scenario, result: str, edits: Edits = ()) -> tuple[Bar, ...]:
    """The tornado over the plausible ranges and those that were edited. Raises ScenarioError."""
    ends = ranges(scenario) | {name: (low, high) for name, low, high in edits}
    return tuple(tornado.tornado(scenario, result, ends))


def draw(view: state.View) -> None:
    """Headline, choice of the result, bars, table, and what moves nothing."""
    words, scenario = view.words, view.scenario
    head = st.container()
    result = pick_result("levers result", words("Result"), scenario, "recovered_multiple", words)
    tile = outcomes.tile(result, words)
    with st.spinner(words("Moving every parameter …")):
        typed = _edits(scenario)
        edits, found = _accepted(scenario, result, typed, words)
    with head:
        headline(view, answer.question(words), answer.verdict(found, tile, words))
    moving = [bar for bar in found if not bar.silence]
    place = st.container()
    _ranges(view, typed, moving)
    indices = _indices(view, result, edits, moving)
    with place:
        _figures(moving, indices, tile, words)
    help_ = words("The result with a parameter at either end of its range, all else unchanged.")
    tables.draw(words("What each parameter does"), help_,
                [_record(bar, tile, words) for bar in moving],
                "levers", height=TABLE_HEIGHT if len(moving) > SHOWN else "content")
    _silent([bar for bar in found if bar.silence], scenario, words)


def _accepted(
    scenario: Scenario, result: str, edits: Edits, words: Words
) -> tuple[Edits, tuple[Bar, ...]]:
    """The edited ranges with their bars; without the edits where the model refuses them."""
    try:
        return edits, bars(scenario, result, edits)
    except ScenarioError as error:
        st.warning(words("These ranges are refused. The plausible ones are shown.")
                   + listed(error.problems, words), icon=":material/warning:")
        return (), bars(scenario, result)


def _edits(scenario: Scenario) -> Edits:
    """The ranges that the reader typed, the smaller end first."""
    found = []
    for name, plausible in ranges(scenario).items():
        ends = tuple(state.chosen(place, end) for place, end in
                     zip(_places(name), plausible, strict=True))
        if ends != plausible:
            found.append((name, min(ends), max(ends)))
    return tuple(found)


def _places(name: str) -> tuple[str, str]:
    """Where the typed ends of a range are kept."""
    return f"{RANGE} {name} low", f"{RANGE} {name} high"


def _ranges(view: state.View, edits: Edits, moving: Sequence[Bar]) -> None:
    """One range at a time to type, and the way back to the plausible ones."""
    words, scenario = view.words, view.scenario
    title = words.plural("Ranges: {count} changed", "Ranges: {count} changed", len(edits))
    with st.expander(title, icon=":material/straighten:", key="ranges",
                     on_change="rerun") as opened:
        if not opened.open:
            return
        st.caption(words("A range reaches a quarter of the slider's width to either side of the "
                         "value, at most from a third of it to three times as much. That is an "
                         "assumption of ours; type another range where you know better."))
        known = ranges(scenario)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            first = moving[0].name if moving else next(iter(known))
            name = pick(RANGE, words("Parameter"),
                        {each: kept_apart(each, words) for each in known},
                        first)
            _ends(name, known[name], words)
        if edits:
            st.button(words("Return to the plausible ranges"), icon=":material/restart_alt:",
                      key="plausible ranges", on_click=_forget, args=([e[0] for e in edits],))


def _ends(name: str, plausible: tuple[float, float], words: Words) -> None:
    parameter = declared(name)
    for place, label, end in zip(_places(name), (words("From"), words("To")), plausible,
                                 strict=True):
        number(place, label, end, factor_of(parameter), parameter.kind == "whole")


def _forget(names: Sequence[str]) -> None:
    for name in names:
        for place in _places(name):
            state.forget(place)


def _indices(
    view: state.View, result: str, edits: Edits, moving: Sequence[Bar]
) -> list[sobol.Index]:
    """Sobol indices of the longest bars, once the reader has asked for them."""
    words, scenario = view.words, view.scenario
    ends = {bar.name: (bar.low, bar.high) for bar in moving if not bar.is_switch}
    ends = dict(list(ends.items())[:sobol.LEVERS])
    if not ends:
        return []
    question = (scenario, result, tuple(ends.items()))
    st.button(words("Split the variance (Sobol indices)"), key="sobol", icon=":material/hub:",
              help=words("Sobol indices of the longest bars: all parameters move at once over "
                         "their ranges, in {count} runs.",
                         count=words.number(sobol.SAMPLES * (len(ends) + 2), digits=0)),
              on_click=jobs.start,
              args=(JOB, question, partial(sobol.sobol, scenario, result, ends, sobol.SAMPLES, 1)))
    return jobs.show(JOB, question, words) or []


def _figures(
    moving: Sequence[Bar], indices: Sequence[sobol.Index], tile: Tile, words: Words
) -> None:
    result = Result(tile.label, lambda value: tiles.write(tile, value, words),
                    lambda value: tiles.difference(tile, value, moving[0].base, words))
    shown = [Card(
        words("What moves “{result}”", result=tile.label),
        words("Each parameter alone from one end of its range to the other, all else unchanged: "
              "how far the result moves from where it is now. The ends of the range stand next "
              "to the bars. What the operator decides stands by its name; what nobody "
              "decides is called an assumption."),
        tornado_bars([_row(bar, words) for bar in moving[:SHOWN]], result, words), "tornado")]
    if indices:
        labels = [name_of(index.name, words) for index in indices]
        shown.append(Card(
            words("What they do together"),
            words("All these parameters moved at once: the part of the result's variance that "
                  "each causes alone, and together with the others. Where the second is much "
                  "longer, the parameter works through others. Marks are 95% intervals."),
            variance_parts(labels, indices, words), "sobol"))
    cards(*shown)


def _row(bar: Bar, words: Words) -> Row:
    low, high = (answer.bare_end(bar.name, value, words) for value in (bar.low, bar.high))
    return Row(kept_apart(bar.name, words), low, high, bar)


def _record(bar: Bar, tile: Tile, words: Words) -> dict[str, str]:
    """A lever as a row of the table."""
    swing = words.undefined if bar.is_switch else tiles.amount(tile, bar.swing, words)
    return {
        words("Parameter"): name_of(bar.name, words),
        words("Kind"): answer.kind(bar.name, words),
        words("Now"): answer.now(bar, words),
        words("Range"): words("{low} … {high}", low=answer.bare_end(bar.name, bar.low, words),
                              high=answer.end(bar.name, bar.high, words)),
        words("Result at either end"): words(
            "{low} … {high}", low=tiles.write(tile, bar.at_low, words),
            high=tiles.write(tile, bar.at_high, words)),
        words("Swing"): swing.removeprefix("+"),
    }


def _silent(found: Sequence[Bar], scenario: Scenario, words: Words) -> None:
    """Levers that move nothing, by the reason why."""
    by_reason: dict[str, list[str]] = {}
    for bar in found:
        told = answer.reason(bar, scenario[bar.gate] if bar.gate else None, words)
        by_reason.setdefault(told, []).append(name_of(bar.name, words))
    if not by_reason:
        return
    with st.container(border=True, key="silent levers"):
        st.markdown("**" + words.plural("{count} parameter moves nothing here, and why",
                                        "{count} parameters move nothing here, and why", len(found))
                    + "**")
        between = words(", ")
        st.markdown("\n".join(
            f"- {told} :small[:gray[{between.join(names)}]]" for told, names in by_reason.items()
        ))
