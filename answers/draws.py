"""The draws that pages and reports make of what is uncertain; equal questions are answered once."""

import json
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from analysis import draws
from analysis.draws import Band, Draws
from analysis.uncertainty import Uncertainty, assumptions
from answers.shelves import once
from model import Scenario
from scenarios import Document

LIVE = 200
"""Draws made with every move of a lever."""

BANDED = ("price", "pool", "operating_cash")
"""Daily series that can be drawn with bands."""


@dataclass(frozen=True)
class Bands:
    """Percentiles (`draws.PERCENTILES`) of daily series: `days` (point,), series → (percentile,
    point).
    """

    days: np.ndarray
    series: Band


def stated(document: Document, scenario: Scenario) -> Uncertainty:
    """What a document says is uncertain, else our assumptions about the scenario as it stands."""
    return document.uncertainty or assumed(scenario)


assumed = lru_cache(maxsize=64)(assumptions)


@dataclass(frozen=True)
class Question:
    """What is uncertain, told apart from others by its figures written out."""

    text: str
    spread: Uncertainty = field(compare=False)


def question(spread: Uncertainty) -> Question:
    """What is uncertain as something that answers can be kept by."""
    return Question(json.dumps(spread.values), spread)


@once(32)
def live(scenario: Scenario, asked: Question) -> Draws:
    """The live draws; the same for every scenario. Raises ScenarioError where none of what is
    uncertain is in the scenario.
    """
    return draws.draw(scenario, asked.spread, LIVE)


def banded(
    scenario: Scenario, spread: Uncertainty, series: str
) -> tuple[np.ndarray, np.ndarray]:
    """Days (point,) and percentiles (percentile, point) of a daily series over the live draws."""
    found = _bands(scenario, question(spread))
    return found.days, found.series[series]


@once(32)
def _bands(scenario: Scenario, asked: Question) -> Bands:
    return Bands(*draws.bands(scenario, asked.spread, LIVE, BANDED))
