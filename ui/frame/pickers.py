"""Choosing levers, results, ranges and figures; what is chosen outlives pages and languages."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from analysis.equity import SHARES
from analysis.levers import Lever, lever, numeric_names, offered
from answers import outcomes, scales, series
from answers.results import results
from answers.tiles import Tile
from model import Scenario, readings
from model.terms.parameters import declared, pattern
from ui.frame import levers
from ui.session import state
from wording import Words


def pick(name: str, label: str, options: Mapping[str, str], first: str) -> str:
    """One of many by its text, with search; `first` until the reader chooses, or if what was
    chosen is not among the options any more.
    """
    chosen = state.chosen(name, first)
    chosen = chosen if chosen in options else first
    control = state.following(name, chosen)
    with st.container(key=name):
        st.selectbox(label, list(options), list(options).index(chosen), key=control.key,
                     format_func=lambda value: options.get(value, value),
                     on_change=_picked, args=(control,))
    return chosen


def several(
    name: str, label: str, options: Mapping[str, str], first: Sequence[str],
    placeholder: str = "", most: int | None = None,
) -> list[str]:
    """Some of many, `most` at most, kept by `name`; what is no option any more is left out."""
    chosen = [each for each in state.chosen(name, list(first)) if each in options][:most]
    control = state.following(name, chosen)
    with st.container(key=name):
        st.multiselect(label, list(options), chosen, key=control.key, on_change=_picked,
                       placeholder=placeholder, max_selections=most,
                       format_func=lambda value: options.get(value, value), args=(control,))
    return chosen


def _picked(control: state.Control) -> None:
    wanted = state.wish(control)
    if wanted is not None:
        state.note(control.name, wanted)
        state.choose(control.name, wanted)


def pick_result(name: str, label: str, scenario: Scenario, first: str, words: Words) -> str:
    """One of the scenario's results."""
    options = {each: outcomes.label(each, words) for each in outcomes.names(scenario)}
    return pick(name, label, options, first)


def pick_lever(name: str, label: str, scenario: Scenario, first: str, words: Words) -> Lever:
    """One of the scenario's numeric parameters, or a field of all its rows together."""
    chosen = pick(name, label, lever_texts(scenario, words), first_of(scenario, first))
    return lever(scenario, chosen)


def first_of(scenario: Scenario, field: str) -> str:
    """A lever of the scenario that moves `field`: the field of all rows, or of the only one."""
    return field if field in lever_names(scenario) else lever(scenario, field).names[0]


def lever_names(scenario: Scenario) -> list[str]:
    """Dotted names and fields that can be moved: what the operator decides first, and of that, as
    of the assumptions, what the sidebar has, by measured effect.
    """
    numeric = numeric_names(scenario)
    fields: dict[str, int] = {}
    for each in numeric:
        fields[pattern(each)] = fields.get(pattern(each), 0) + 1
    joint_fields = [field for field, rows in fields.items() if "*" in field and rows > 1]
    every = sorted([*joint_fields, *numeric], key=lambda each: list(fields).index(pattern(each)))
    first = [pattern(name) for name in levers.main(scenario)]
    return sorted(every, key=lambda each: (
        not declared(each).lever,
        first.index(pattern(each)) if pattern(each) in first else len(first)))


def lever_texts(scenario: Scenario, words: Words) -> dict[str, str]:
    """Lever → what it is called, and that it is an assumption where nobody decides it."""
    return {each: scales.kept_apart(each, words) for each in lever_names(scenario)}


def number(
    name: str, label: str, first: float, factor: float = 1.0, whole: bool = False, **options: Any
) -> float:
    """A typed number in units of the model, shown `factor` times as large; kept by `name`."""
    value: float = state.chosen(name, first)
    shown = int(value) if whole else round(float(value) * factor, 9)
    control = state.following(name, shown)
    with st.container(key=name):
        st.number_input(label, value=shown, key=control.key, step=1 if whole else None,
                        format="%d" if whole else "%.10g", on_change=_typed,
                        args=(control, factor), **options)
    return value


def founders_shares(words: Words) -> float:
    """Of how many shares a share's worth is told."""
    return number("founders shares", words("Founders' shares (an assumption)"), SHARES,
                  min_value=1.0, max_value=1e13)


def numbers(
    name: str, label: str, first: Sequence[float], factor: float = 1.0
) -> tuple[float, ...] | None:
    """Several typed numbers, else as `number`; None where what was typed is none."""
    typed = state.chosen(name, ", ".join(f"{value * factor:.6g}" for value in first))
    control = state.following(name, typed)
    with st.container(key=name):
        st.text_input(label, typed, key=control.key, on_change=_picked, args=(control,))
    entries = series.read(typed)
    if not entries or any(isinstance(entry, str) for entry in entries):
        return None
    return tuple(float(entry) / factor for entry in entries)


def bounds(
    name: str, lever: Lever, scenario: Scenario, words: Words,
    first: tuple[float, float] | None = None,
) -> tuple[float, float]:
    """Both ends of a lever's range, typed; at first what a slider offers, or else `first`."""
    low, high = first or offered(scenario, lever)
    factor, place = scales.factor(lever), f"{name} {lever.name}"
    left, right = st.columns(2)
    with left:
        low = number(f"{place} low", words("From"), low, factor, lever.is_whole)
    with right:
        high = number(f"{place} high", words("To"), high, factor, lever.is_whole)
    return low, high


def target(name: str, tile: Tile, scenario: Scenario, words: Words) -> float:
    """A goal for a result, typed; each result keeps its own."""
    unit = outcomes.unit(tile, words)
    label = words("Target ({unit})", unit=unit) if unit else words("Target")
    return number(f"{name} target {tile.reading}", label, first_target(tile.reading, scenario),
                  outcomes.factor(tile))


def first_target(result: str, scenario: Scenario) -> float:
    """A goal that makes sense: no debt, money back, half of the members; else what it is now."""
    reading = readings.find(result)
    if reading and reading.goal is not None:
        return reading.goal
    now = results(scenario).summary.get(result, math.nan)
    return 0.0 if math.isnan(now) else float(f"{now:.3g}")


def _typed(control: state.Control, factor: float) -> None:
    shown = state.wish(control)
    if shown is not None:
        state.note(control.name, shown)
        state.choose(control.name, shown if isinstance(shown, int) else round(shown / factor, 12))
