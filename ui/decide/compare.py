"""Scenarios side by side: results, paths, parameters, and the split of a difference."""

from collections.abc import Iterable, Mapping

import streamlit as st

from analysis import compare
from analysis.compare import Decomposition, Difference, Part
from analysis.effects import by_effect
from analysis.likeness import Likeness
from answers import compare as answer
from answers import outcomes, tiles
from answers.cards import Card
from answers.changes import changes_between, rows_described
from answers.headlines import beside, part_of_sales, said, size
from answers.provenance import described
from answers.results import results
from answers.shelves import once
from answers.tiles import Tile
from answers.values import name_of, row_of, written
from charts import compare as charts
from charts.figure import Figure
from model import Scenario
from scenarios.documents import PITCHED
from scenarios.sources import entered
from ui.decide.chosen import OTHER, Entry, choose
from ui.frame import tables
from ui.frame.page import cards, headline
from ui.frame.pickers import pick, pick_result
from ui.session import state
from wording import Words
from wording.literal import literal
from wording.names import called

COLUMN = 166  # pixels: a value with its difference in either language
STEPS = 12
SEEN = 0.005
"""Steps of a split that are drawn, none below this part of the largest; the rest is one step."""


@once(64)
def split(first: Scenario, second: Scenario, result: str) -> Decomposition:
    """Which parameter brings how much of the result's way from the first to the second."""
    return compare.decompose(first, second, result)


@once(64)
def readings(scenario: Scenario, result: str) -> dict[str, float]:
    """Every result of a scenario, and the one asked for; not to be changed."""
    return compare.headlines({"": scenario}, [result])[""]


@once(16)
def differing(
    chosen: tuple[tuple[str, Scenario], ...], baseline: str
) -> tuple[Difference, ...]:
    """Parameters in which any two of the scenarios differ, by effect."""
    entries = dict(chosen)
    return tuple(by_effect(compare.parameter_differences(entries), entries, baseline))


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
    rows = rows_described(changes_between(chosen[baseline].scenario, chosen[other].scenario), words)
    with head:
        headline(view, answer.question(words),
                 answer.verdict(found, titles, tile, labels, words, [literal(r) for r in rows]))
        for text in _unlike(chosen, baseline, words):
            st.caption(literal(text))
    tables.draw(words("Results"), words("In brackets stands the difference to the baseline of this "
                "comparison, where there is one that can be seen."),
                _results(chosen, baseline, result, words), "results", first_width=230,
                width=COLUMN)
    cards(*figures)
    _parameters(chosen, baseline, words)


def _unlike(chosen: Mapping[str, Entry], baseline: str, words: Words) -> list[str]:
    """Which scenarios are not like the baseline in time or people."""
    told = {key: said(_sizes(chosen, baseline, key), words) for key in chosen if key != baseline}
    return [words("{title}: {text}", title=chosen[key].title, text=text)
            for key, text in told.items() if text]


def _sizes(chosen: Mapping[str, Entry], baseline: str, key: str) -> Likeness:
    """How long, and with how many people, a scenario and the baseline are."""
    now, then = (results(chosen[each].scenario) for each in (key, baseline))
    return size(now, then)


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
        other = pick(OTHER, words("Compare it with"), others, next(iter(others)))
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
    """A result of each; what is not like for like with the baseline stands in parts of sales."""
    tile, (baseline, *others) = outcomes.tile(name, words), order
    base = found[baseline].get(name, float("nan"))
    sizes = {key: _sizes(chosen, baseline, key) for key in others}
    first = words("{title} (baseline)", title=chosen[baseline].title)
    row = {words("Result"): tile.label, first: tiles.write(tile, base, words)}
    if tile.total and not all(each.alike for each in sizes.values()):
        row[first] = f"{row[first]} ({part_of_sales(base, found[baseline]['sales'], words)})"
    for key in others:
        texts = beside(tile, found[key].get(name, float("nan")), base, sizes[key], words)
        seen = texts["value"] != tiles.write(tile, base, words) or not sizes[key].alike
        row[chosen[key].title] = (f"{texts['value']} ({texts['change']})"
                                  if seen and texts["change"] != words("unchanged")
                                  else texts["value"])
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
        Card(words("What makes “{result}” differ", result=tile.label),
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
        lambda change: tiles.amount(tile, change, words),
        outcomes.titled(tile, words), words,
    )


def part_label(part: Part, words: Words) -> str:
    """A parameter by its name; a whole row by the row's, several by the first and a count."""
    first = part.names[0]
    if len(part.names) == 1:
        return name_of(first, words)
    if part.label == first.rpartition(".")[0]:
        return words("{row} as a whole", row=called(words, row_of(first)))
    return words("{first} and {count} more", first=name_of(first, words),
                 count=len(part.names) - 1)


def _parameters(chosen: Mapping[str, Entry], baseline: str, words: Words) -> None:
    """Rows that some lack, then the parameters in which any two differ, by effect, with what each
    rests on.
    """
    entries = {key: entry.scenario for key, entry in chosen.items()}
    lone = compare.row_differences(entries)
    whole = tuple(f"{each.name}." for each in lone)
    found = [each for each in differing(tuple(entries.items()), baseline)
             if not each.name.startswith(whole)]
    rows = [
        {words("Parameter"): called(words, each.name)}
        | {entry.title: words("present") if each.present[key] else words("absent")
           for key, entry in chosen.items()} | {words("Where it comes from"): ""}
        for each in lone
    ]
    rows += [
        {words("Parameter"): name_of(each.name, words)}
        | {entry.title: _written(each.name, entry.scenario, words) for entry in chosen.values()}
        | {words("Where it comes from"): _source(each.name, entries.values(), words)}
        for each in found
    ]
    with st.container(border=True, key="table parameters"):
        told = words.plural("{count} parameter differs", "{count} parameters differ", len(found))
        if lone:
            told = words("{rows}, {parameters}", parameters=told, rows=words.plural(
                "{count} row is not in all", "{count} rows are not in all", len(lone)))
        st.markdown(f"**{told}**")
        if rows:
            st.dataframe({title: [row[title] for row in rows] for title in rows[0]},
                         hide_index=True, height="auto",
                         column_config={words("Parameter"): st.column_config.TextColumn(
                             width=tables.FIRST_COLUMN, pinned=True)},
                         alt=words("Parameters that differ"))


def _written(name: str, scenario: Scenario, words: Words) -> str:
    """The value in a scenario; nothing where it has no such row."""
    if name not in scenario.possible_names:
        return words.undefined
    return written(name, scenario[name], words)


def _source(name: str, scenarios: Iterable[Scenario], words: Words) -> str:
    """Where a value comes from, and what its source says where some scenario has another."""
    having = [each for each in scenarios if name in each.possible_names]
    other = next((each for each in having if entered(name, each)), having[0])
    return described(name, other, words)
