"""Runs and their readings, kept for scenarios seen lately; never mutated by anyone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from model import Run, Scenario, readings, simulate


@dataclass(frozen=True)
class Results:
    """A run of one scenario, its summary, one number per name (NaN where undefined), and its
    faults: accounts that do not add up, by name, with the error.
    """

    run: Run
    summary: dict[str, float]
    faults: Mapping[str, float]


@lru_cache(maxsize=64)
def results(scenario: Scenario) -> Results:
    """Shared by all sessions: equal scenarios have equal results."""
    run = simulate(scenario)
    summary = {name: float(values[0]) for name, values in readings.summary(run).items()}
    return Results(run, summary, readings.faults(run))


def prepared() -> bool:
    """Whether this process has loaded the model: its first run takes seconds, or half a minute."""
    return results.cache_info().currsize > 0
