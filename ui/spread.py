"""What is uncertain in this session, and the draws that are made live with every change.

The document's distributions, or else our assumptions, as the reader has edited them; equal
questions are answered once, for all sessions.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

import scenarios
from analysis import draws
from analysis.distributions import Distribution
from analysis.draws import Band, Draws
from analysis.uncertainty import Correlation, Uncertainty, assumptions
from model import Scenario
from ui import state

LIVE = 200
"""Draws made with every move of a lever."""

EDITS, PAIRS, SEEDED, METHOD, BANDS = (
    "uncertain edits", "uncertain pairs", "uncertain seed", "uncertain method", "bands",
)


@dataclass(frozen=True)
class Bands:
    """Percentiles (`draws.PERCENTILES`) of daily series: `days` (point,), series → (percentile,
    point).
    """

    days: np.ndarray
    series: Band


def stated(view: state.View) -> Uncertainty:
    """What the loaded document says, else our assumptions about the scenario as it stands."""
    document = scenarios.load(view.shared.preset).uncertainty
    return document or _assumptions(view.scenario)


_assumptions = lru_cache(maxsize=64)(assumptions)


def edits() -> Mapping[str, Distribution | None]:
    """What the reader set: a distribution by name, None for a parameter taken as certain."""
    return state.chosen(EDITS, {})


def pairs(view: state.View) -> tuple[Correlation, ...]:
    """Rank correlations: the reader's, else those stated."""
    return state.chosen(PAIRS, stated(view).correlations)


def current(view: state.View) -> Uncertainty:
    """What is uncertain about the scenario as it stands."""
    found = stated(view)
    shapes = {
        name: shape for name, shape in {**found.distributions, **edits()}.items()
        if shape is not None and name in view.scenario.possible_names
    }
    kept = tuple(p for p in pairs(view) if p[0] in shapes and p[1] in shapes)
    return replace(
        found, distributions=shapes, correlations=kept,
        method=state.chosen(METHOD, found.method), seed=int(state.chosen(SEEDED, found.seed)),
    )


def edit(name: str, shape: Distribution | None) -> None:
    """Give a parameter a distribution; None takes it as certain."""
    state.choose(EDITS, {**edits(), name: shape})


def forget_edits() -> None:
    """Return to what is stated."""
    state.choose(EDITS, {})
    for name in (PAIRS, SEEDED, METHOD):
        state.forget(name)
    state.renew()


@dataclass(frozen=True)
class Question:
    """What is uncertain, told apart from others by its figures written out."""

    text: str
    spread: Uncertainty = field(compare=False)


def question(spread: Uncertainty) -> Question:
    """What is uncertain as something that answers can be kept by."""
    return Question(json.dumps(spread.values), spread)


@lru_cache(maxsize=32)
def live(scenario: Scenario, asked: Question) -> Draws:
    """The live draws; the same for every scenario. Raises ScenarioError where none of what is
    uncertain is in the scenario.
    """
    return draws.draw(scenario, asked.spread, LIVE)


def bands(series: str) -> tuple[np.ndarray, np.ndarray] | None:
    """The band of a daily series of the scenario on show; None unless the reader has switched
    bands on, or where nothing is uncertain.
    """
    if not state.chosen(BANDS, False):
        return None
    view = state.current()
    view = state.before() if view.replaying else view
    spread = current(view)
    return banded(view.scenario, spread, series) if spread.distributions else None


def banded(
    scenario: Scenario, spread: Uncertainty, series: str
) -> tuple[np.ndarray, np.ndarray]:
    """Days (point,) and percentiles (percentile, point) of a daily series over the live draws."""
    found = _bands(scenario, question(spread))
    return found.days, found.series[series]


@lru_cache(maxsize=32)
def _bands(scenario: Scenario, asked: Question) -> Bands:
    series = ("price", "pool", "operating_cash")
    return Bands(*draws.bands(scenario, asked.spread, LIVE, series))
