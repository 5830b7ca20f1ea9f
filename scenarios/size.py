"""How large a scenario may be to be run: links and files come from anybody."""

from __future__ import annotations

from collections.abc import Mapping

from model import Problem, Scenario
from model.terms.parameters import ROW_TABLES
from model.terms.problems import problem

CELLS_LIMIT = 5_000_000
"""Campaigns × segments × days: each array of a run takes 8 bytes a cell."""

MODE_DAYS_LIMIT = 300_000
"""Modes × days: a run keeps sixteen numbers of each, and shares of people within some days look at
every day of entry at every close."""

TOO_MANY = (
    "{field}: {value} campaigns × segments × days are more than fit; permitted is {permitted}"
)
TOO_MANY_MODES = "{field}: {value} modes × days are more than fit; permitted is {permitted}"

ROWS_LIMIT = 2_000
"""Rows of one table: years of events, or more kinds of members than anybody tells apart."""
TOO_MANY_ROWS = "{field}: {value} rows; permitted is {permitted}"


def too_many_rows(values: Mapping[str, object]) -> list[Problem]:
    """Tables of a document, by nested names, that have more rows than are read at all."""
    counts = {table: _rows(values, table.split(".")) for table in ROW_TABLES}
    return [problem(TOO_MANY_ROWS, table, count, permitted=f"n ≤ {ROWS_LIMIT}")
            for table, count in counts.items() if count > ROWS_LIMIT]


def _rows(values: object, path: list[str]) -> int:
    for key in path:
        values = values.get(key) if isinstance(values, Mapping) else None
    return len(values) if isinstance(values, Mapping) else 0


def too_large(scenario: Scenario) -> Problem | None:
    """What keeps a scenario of too many rows from being run, if anything does."""
    crowded = too_many_rows(scenario.values)
    if crowded:
        return crowded[0]
    days = int(scenario.number("horizon.days"))
    cells = len(scenario.rows("campaigns")) * len(scenario.rows("segments")) * days
    if cells > CELLS_LIMIT:
        return problem(TOO_MANY, "campaigns", cells, permitted=f"n ≤ {CELLS_LIMIT}")
    modes = len(scenario.rows("modes")) * days
    if modes > MODE_DAYS_LIMIT:
        return problem(TOO_MANY_MODES, "modes", modes, permitted=f"n ≤ {MODE_DAYS_LIMIT}")
    return None
