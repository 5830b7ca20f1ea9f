"""Runs and their readings, kept for scenarios seen lately; never mutated by anyone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from answers.shelves import Kept
from model import Run, Scenario, readings, simulate
from model.room import room_for, run_bytes


@dataclass(frozen=True)
class Results:
    """A run of one scenario, its summary, one number per name (NaN where undefined), and its
    faults: accounts that do not add up, by name, with the error.
    """

    run: Run
    summary: dict[str, float]
    faults: Mapping[str, float]


KEPT_BYTES = 1_250_000_000
"""Of all runs that are kept: room for two of the largest that are permitted."""
KEPT_RUNS = 64


def computed(scenario: Scenario, asked: Collection[str] | None = None) -> Results:
    """What is kept by nobody; of readings that take long only those `asked` for (None: all)."""
    days = int(scenario.flat["horizon.days"])  # type: ignore[arg-type]
    with room_for(run_bytes(len(scenario.rows("campaigns")), len(scenario.rows("segments")), days)):
        run = simulate(scenario)
    summary = {name: float(values[0]) for name, values in readings.summary(run, asked).items()}
    return Results(run, summary, readings.faults(run))


results = Kept(computed, KEPT_BYTES, KEPT_RUNS)
"""The results of a scenario. Shared by all sessions: equal scenarios have equal results."""


def prepared() -> bool:
    """Whether this process has loaded the model: its first run takes seconds, or half a minute."""
    return len(results) > 0
