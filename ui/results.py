"""Runs and their readings, kept for scenarios seen lately; never mutated by anyone."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

import scenarios
from model import Scenario, readings, simulate


@dataclass(frozen=True)
class Results:
    """A run of one scenario and its summary, one number per name (NaN where undefined)."""

    run: Any
    summary: dict[str, float]


def results(scenario: Scenario) -> Results:
    return _results(scenarios.link.encode("", scenario), scenario)


@st.cache_resource(max_entries=64, show_spinner=False)
def _results(key: str, _scenario: Scenario) -> Results:
    """Keyed by the scenario's link text, which holds every value of it."""
    run = simulate(_scenario)
    summary = {name: float(values[0]) for name, values in readings.summary(run).items()}
    return Results(run, summary)
