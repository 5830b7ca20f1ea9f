"""How large a scenario may be to be run: links and files come from anybody."""

from __future__ import annotations

from model import Problem, Scenario
from model.problems import problem

CELLS_LIMIT = 5_000_000
"""Campaigns × segments × days: each array of a run takes 8 bytes a cell."""

TOO_MANY = (
    "{field}: {value} campaigns × segments × days are more than fit; permitted is {permitted}"
)


def too_large(scenario: Scenario) -> Problem | None:
    """What keeps a scenario of too many rows from being run, if anything does."""
    rows = len(scenario.rows("campaigns")) * len(scenario.rows("segments"))
    cells = rows * int(scenario.flat["horizon.days"])  # type: ignore[arg-type]
    if cells <= CELLS_LIMIT:
        return None
    return problem(TOO_MANY, "campaigns", cells, permitted=f"n ≤ {CELLS_LIMIT}")
