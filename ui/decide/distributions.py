"""What is uncertain: the distributions with where they come from, an editor, rank correlations."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from analysis.distributions import KINDS, Distribution, distribution
from analysis.levers import numeric_names, plausible, value_of
from analysis.uncertainty import METHODS, SEED_LIMIT, Uncertainty, uncertainty
from answers.distributions import PER_SE, described, figure_names, kind_names
from answers.tables import Row
from answers.values import factor_of, name_of, unit_of
from model import Scenario, ScenarioError
from model.terms.parameters import declared
from ui.frame import pickers
from ui.frame.search import table
from ui.session import jobs, spread, state
from wording import Words

FIRST = "ad_points.revenue_per_view"


def draw(view: state.View, unsure: Uncertainty) -> None:
    """The list, then the editor, the correlations, seed and method."""
    words = view.words
    with st.container(border=True, key="uncertain"):
        title = words("What is uncertain")
        st.markdown(f"**{title}**",
                    help=words("What each parameter is drawn from. Our assumptions reach from "
                               "about half to about twice the present value, of shares in their "
                               "odds; nobody has measured them. The terms of the scheme are "
                               "decided and not drawn, nor is what takes no part, nor a value at "
                               "the end of its scale."))
        if unsure.distributions:
            table(_rows(view, unsure))
    with st.expander(words("Change what is uncertain")):
        _editor(view, unsure)
    with st.expander(words("Rank correlations")):
        _correlations(view, unsure)
    _how(unsure, words)


def _rows(view: state.View, unsure: Uncertainty) -> list[Row]:
    words = view.words
    return [
        {words("Parameter"): name_of(name, words),
         words("Distribution"): described(name, shape, words),
         words("Where it comes from"): _origin(name, unsure, words)}
        for name, shape in unsure.distributions.items()
    ]


def _origin(name: str, unsure: Uncertainty, words: Words) -> str:
    if name in spread.edits():
        return words("set by you")
    return words("assumption of ours") if unsure.assumed else words("the scenario's document")


def _editor(view: state.View, unsure: Uncertainty) -> None:
    """One parameter's distribution: kind and figures, to set or to take back."""
    words, scenario = view.words, view.scenario
    names = {name: name_of(name, words) for name in numeric_names(scenario)}
    left, right = st.columns([3, 2])
    with left:
        name = pickers.pick("uncertain name", words("Parameter"), names, FIRST)
    present = unsure.distributions.get(name)
    with right:
        kind = pickers.pick(f"uncertain kind {name}", words("Distribution"), kind_names(words),
                            present.kind if present else "triangular")
    figures = _figures(name, kind, _first(scenario, name, kind, present), words)
    try:
        made = distribution(name, {"kind": kind, **figures}, declared(name))
    except ScenarioError as error:
        jobs.failed(error, words)
        made = None
    with st.container(horizontal=True):
        st.button(words("Set this distribution"), key="set uncertain", disabled=made is None,
                  on_click=_then_view, args=(spread.edit, name, made))
        st.button(words("Take it as certain"), key="make certain", disabled=present is None,
                  on_click=_then_view, args=(spread.edit, name, None))
        st.button(words("Return to what was stated"), key="forget uncertain", type="tertiary",
                  on_click=_then_view, args=(spread.forget_edits,))


def _then_view(act: Callable[..., None], *arguments: Any) -> None:
    act(*arguments)
    state.rerun_view()


def _first(
    scenario: Scenario, name: str, kind: str, present: Distribution | None
) -> dict[str, Any]:
    """Figures to begin with: the present ones, else those of the plausible range."""
    if present is not None and present.kind == kind:
        return dict(zip(KINDS[kind], present.figures, strict=True))
    low, high = plausible(scenario, name)
    now = value_of(scenario, name)
    beginnings: dict[str, dict[str, Any]] = {
        "uniform": {"low": low, "high": high},
        "triangular": {"low": low, "mode": now, "high": high},
        "log-triangular": {"low": low or now, "mode": now, "high": high},
        "logit-triangular": {"low": low, "mode": now, "high": high},
        "normal": {"mean": now, "deviation": (high - low) / 4 or 1.0},
        "lognormal": {"median": now or high or 1.0, "spread": 0.3},
        "discrete": {"values": (low, now, high), "weights": (1.0, 2.0, 1.0)},
    }
    return beginnings[kind]


def _figures(name: str, kind: str, first: dict[str, Any], words: Words) -> dict[str, Any]:
    """The figures of a distribution, typed in the units of the screen."""
    parameter, labels = declared(name), figure_names(words)
    typed: dict[str, Any] = {}
    for key, place in zip(KINDS[kind], st.columns(3), strict=False):
        factor = 1 if key in PER_SE else factor_of(parameter)
        unit = "" if key in PER_SE else unit_of(parameter, words)
        label = f"{labels[key]} ({unit})" if unit else labels[key]
        control = f"uncertain {kind} {key} {name}"
        with place:
            if kind == "discrete":
                typed[key] = pickers.numbers(control, label, first[key], factor)
            else:
                typed[key] = pickers.number(control, label, first[key], factor)
    return typed


def _correlations(view: state.View, unsure: Uncertainty) -> None:
    """Pairs that are drawn together, to add and to remove."""
    words = view.words
    names = {name: name_of(name, words) for name in unsure.distributions}
    for number, (one, other, rank) in enumerate(unsure.correlations):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{names[one]} ~ {names[other]}: **{words.number(rank)}**")
            rest = tuple(p for p in unsure.correlations if p[:2] != (one, other))
            st.button("", icon=":material/close:", key=f"uncorrelate {number}", type="tertiary",
                      help=words("Remove"), on_click=_then_view,
                      args=(state.choose, spread.PAIRS, rest))
    if len(names) < 2:
        st.caption(words("Two uncertain parameters are needed."))
        return
    first, second = list(names)[:2]
    places = st.columns([3, 3, 2], vertical_alignment="bottom")
    with places[0]:
        one = pickers.pick("correlate one", words("Parameter"), names, first)
    with places[1]:
        other = pickers.pick("correlate other", words("goes with"), names, second)
    with places[2]:
        rank = pickers.number("correlate rank", words("Rank correlation"), 0.5)
    added = (*(p for p in unsure.correlations if {*p[:2]} != {one, other}), (one, other, rank))
    try:
        uncertainty(replace(unsure, correlations=added).values, view.scenario)
    except ScenarioError as error:
        jobs.failed(error, words)
        return
    st.button(words("Make them move together"), key="correlate", on_click=_then_view,
              args=(state.choose, spread.PAIRS, added))


def _how(unsure: Uncertainty, words: Words) -> None:
    """Seed and method of drawing."""
    left, right = st.columns(2)
    with left:
        pickers.number(spread.SEEDED, words("Seed"), unsure.seed, whole=True, min_value=0,
                       max_value=SEED_LIMIT - 1)
    with right:
        texts = dict(zip(METHODS, (words("Latin hypercube"), words("Sobol points")), strict=True))
        pickers.pick(spread.METHOD, words("How draws are spread"), texts, unsure.method)
