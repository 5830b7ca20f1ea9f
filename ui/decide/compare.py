"""Scenarios side by side: results, paths, parameters, and the split of a difference."""

from collections.abc import Mapping
from functools import lru_cache

import streamlit as st

from analysis import compare
from analysis.compare import Decomposition, Part
from answers import compare as answer
from answers import outcomes, tiles
from answers.cards import Card
from answers.help import source
from answers.results import results
from answers.statements import gist
from answers.tiles import Tile
from answers.values import name_of, row_of, written
from charts import compare as charts
from charts.figure import Figure
from charts.names import row_name
from model import Scenario
from model.parameters import declared
from scenarios.documents import PITCHED
from ui import state, tables
from ui.decide.chosen import OTHER, Entry, choose
from ui.decide.pickers import pick, pick_result
from ui.frame import cards, headline
from wording import Words
from wording.literal import literal

COLUMN = 166  # pixels: a value with its difference in either language
STEPS = 12
SEEN = 0.005
"""Steps of a split that are drawn, none below this part of the largest; the rest is one step."""


@lru_cache(maxsize=64)
def split(first: Scenario, second: Scenario, result: str) -> Decomposition:
    """Which parameter brings how much of the result's way from the first to the second."""
    return compare.decompose(first, second, result)


@lru_cache(maxsize=64)
def readings(scenario: Scenario, result: str) -> dict[str, float]:
    """Every result of a scenario, and the one asked for; not to be changed."""
    return compare.headlines({"": scenario}, [result])[""]


def draw(view: state.View) -> None:
    """Choices, headline, results side by side, figures, parameters."""
    words = view.words
    head = st.container()
    chosen = choose(view)
    if len(chosen) < 2:
        tile = outcomes.tile("recovered_multiple", words)
        with head:
            headline(view, answer.question(words), answer.verdict(None, ("", ""), tile, [], words))
        return
    baseline, other, result = _choices(view, chosen)
    tile = outcomes.tile(result, words)
    with st.spinner(words("Comparing …")):
        found = split(chosen[baseline].scenario, chosen[other].scenario, result)
        figures = _figures(chosen, baseline, other, found, tile, words)
    labels = [part_label(part, words) for part in found.parts]
    titles = literal(chosen[baseline].title), literal(chosen[other].title)
    with head:
        headline(view, answer.question(words),
                 answer.verdict(found, titles, tile, labels, words))
    tables.draw(words("Results"), words("In brackets stands the difference to the baseline of this "
                "comparison, where there is one that can be seen."),
                _results(chosen, baseline, result, words), "results", first_width=230,
                width=COLUMN)
    cards(*figures)
    _parameters(chosen, words)


def _choices(view: state.View, chosen: Mapping[str, Entry]) -> tuple[str, str, str]:
    """The baseline of the comparison, the scenario that is split, and the result."""
    words = view.words
    titles = {key: entry.title for key, entry in chosen.items()}
    left, middle, right = st.columns(3)
    with left:
        usual = (view.shared.preset, PITCHED, *chosen)
        baseline = pick("compare baseline", words("Baseline"), titles,
                        next(key for key in usual if key in chosen))
    others = {key: title for key, title in titles.items() if key != baseline}
    with middle:
        other = pick(OTHER, words("Compared with it"), others, next(iter(others)))
    with right:
        result = pick_result("compare result", words("Result"), chosen[other].scenario,
                             "recovered_multiple", words)
    _buttons(chosen[other], words)
    return baseline, other, result


def _buttons(entry: Entry, words: Words) -> None:
    """Take the compared scenario onto the screen, or hold every page against it."""
    with st.container(horizontal=True):
        st.button(words("Load “{title}”", title=literal(entry.title)), icon=":material/login:",
                  key="load compared", on_click=state.everywhere, args=(_load, entry.scenario))
        st.button(words("Pin it as baseline of all pages"), icon=":material/keep:",
                  key="pin compared", on_click=state.compare_with, args=("pinned", entry.scenario))


def _load(scenario: Scenario) -> None:
    state.adopt(scenario)
    state.renew()


def _results(
    chosen: Mapping[str, Entry], baseline: str, result: str, words: Words
) -> list[dict[str, str]]:
    """One row a result, one column a scenario, the baseline first."""
    found = {key: readings(entry.scenario, result) for key, entry in chosen.items()}
    every = dict.fromkeys(name for key in chosen for name in outcomes.names(chosen[key].scenario))
    known = [name for name in every if any(name in values for values in found.values())]
    order = [baseline, *(key for key in chosen if key != baseline)]
    return [_row(name, found, order, chosen, words) for name in known]


def _row(
    name: str, found: Mapping[str, Mapping[str, float]], order: list[str],
    chosen: Mapping[str, Entry], words: Words,
) -> dict[str, str]:
    tile, (baseline, *others) = outcomes.tile(name, words), order
    base = found[baseline].get(name, float("nan"))
    first = words("{title} (baseline)", title=chosen[baseline].title)
    row = {words("Result"): tile.label, first: tiles.write(tile, base, words)}
    for key in others:
        value = found[key].get(name, float("nan"))
        change = tiles.difference(tile, value, base, words)
        text = tiles.write(tile, value, words)
        row[chosen[key].title] = text if change == words("unchanged") else f"{text} ({change})"
    return row


def _figures(
    chosen: Mapping[str, Entry], baseline: str, other: str, found: Decomposition, tile: Tile,
    words: Words,
) -> list[Card]:
    runs = {entry.title: results(entry.scenario).run for entry in chosen.values()}
    base = chosen[baseline].title
    return [
        Card(words("Price of a point"),
             words("Closing price of each scenario's campaigns, from their start on. A high price "
                   "alone pays nobody."), charts.price_paths(runs, base, words), "price", True),
        Card(words("Operating cash"),
             words("The platform's own account, without the pools."),
             charts.cash_paths(runs, base, words), "cash", True),
        Card(words("Unreleased ad points"),
             words("What is promised to members and not yet paid out."),
             charts.daily_paths(runs, base, "unreleased_ad_points",
                                words("Unreleased ad points (yuan)"), words), "unreleased", True),
        Card(words("In all pools"),
             words("Money in the backstop pools of all campaigns together."),
             charts.pool_paths(runs, base, words), "pools", True),
        Card(words("Through what “{result}” differs", result=tile.label),
             words("Each differing parameter switched alone, once in the baseline and once back in "
                   "the other scenario: the mean of both. Interaction is what no parameter brings "
                   "alone."),
             _waterfall(chosen, baseline, other, found, tile, words), "waterfall"),
    ]


def _waterfall(
    chosen: Mapping[str, Entry], baseline: str, other: str, found: Decomposition, tile: Tile,
    words: Words,
) -> Figure:
    least = SEEN * max((abs(part.change) for part in found.parts), default=0.0)
    seen = [part for part in found.parts[:STEPS] if abs(part.change) >= least]
    steps = [(part_label(part, words), part.change) for part in seen]
    rest = found.parts[len(seen):]
    if rest:
        steps.append((words.plural("{count} other parameter", "{count} other parameters",
                                   len(rest)), sum(part.change for part in rest)))
    if len(found.parts) > 1:
        steps.append((words("Interaction"), found.interaction))
    return charts.waterfall(
        (chosen[baseline].title, found.start), steps, (chosen[other].title, found.end),
        lambda value: tiles.write(tile, value, words),
        lambda change: _step(tile, change, words),
        outcomes.titled(tile, words), words,
    )


def _step(tile: Tile, change: float, words: Words) -> str:
    """A change as ever, but with more decimals before it is called none."""
    text = tiles.difference(tile, change, 0.0, words)
    if text != words("unchanged") or not change:
        return text
    sign = "+" if change > 0 else ""
    return sign + words.number(change * outcomes.factor(tile), digits=5)


def part_label(part: Part, words: Words) -> str:
    """A parameter by its name; a whole row by the row's, several by the first and a count."""
    first = part.names[0]
    if len(part.names) == 1:
        return name_of(first, words)
    if part.label == first.rpartition(".")[0]:
        return words("{row} as a whole", row=row_name(words, row_of(first)))
    return words("{first} and {count} more", first=name_of(first, words),
                 count=len(part.names) - 1)


def _parameters(chosen: Mapping[str, Entry], words: Words) -> None:
    """The parameters in which any two differ, with what each rests on."""
    found = compare.parameter_differences({key: e.scenario for key, e in chosen.items()})
    rows = [
        {words("Parameter"): name_of(each.name, words)}
        | {entry.title: _written(each.name, entry.scenario, words) for entry in chosen.values()}
        | {words("Where it comes from"): _source(each.name, words)}
        for each in found
    ]
    with st.container(border=True, key="table parameters"):
        st.markdown("**" + words.plural("{count} parameter differs", "{count} parameters differ",
                                        len(rows)) + "**")
        if rows:
            st.dataframe({title: [row[title] for row in rows] for title in rows[0]},
                         hide_index=True, height="auto",
                         column_config={words("Parameter"): st.column_config.TextColumn(
                             width=tables.FIRST_COLUMN, pinned=True)},
                         alt=words("Parameters in which the scenarios differ"))


def _written(name: str, scenario: Scenario, words: Words) -> str:
    """The value in a scenario; nothing where it has no such row."""
    if name not in scenario.possible_names:
        return words.undefined
    return written(name, scenario[name], words)


def _source(name: str, words: Words) -> str:
    parameter = declared(name)
    if parameter.source.startswith("S-"):
        return f"{parameter.source}: {gist(parameter.source, words)}"
    return source(parameter, words)
