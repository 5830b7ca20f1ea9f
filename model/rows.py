"""Rows of a scenario's tables: one more, or one less (model.md section 1)."""

from __future__ import annotations

from model import problems as wrong
from model.parameters import PARAMETERS
from model.problems import Problem, ScenarioError, problem
from model.scenario import ROW_ID, Scenario

ROW_EXISTS = "{field}: there is already a row of that name"


def with_row(scenario: Scenario, table: str, row: str, like: str | None = None) -> Scenario:
    """The scenario with a row more at the end of `table`, a copy of the row `like` or of defaults.

    Raises ScenarioError: an id that is malformed or taken, or a row that does not go with the rest.
    """
    refused = _refused_id(scenario, table, row)
    if refused:
        raise ScenarioError([refused])
    values = {
        field.replace("*", row): parameter.default if like is None
        else scenario[field.replace("*", like)]
        for field, parameter in PARAMETERS.items() if field.startswith(f"{table}.*.")
    }
    present = {name: value for name, value in values.items() if value is not None}
    return Scenario.from_flat({**scenario.flat, **present})


def _refused_id(scenario: Scenario, table: str, row: str) -> Problem | None:
    if not ROW_ID.fullmatch(row):
        return problem(wrong.BAD_ROW_ID, f"{table}.{row}")
    return problem(ROW_EXISTS, f"{table}.{row}") if row in scenario.rows(table) else None


def without_row(scenario: Scenario, table: str, row: str) -> Scenario:
    """The scenario without one row of `table`, the others in their order.

    Raises ScenarioError where the rest does not stand without it (the last segment, say), and
    KeyError where there is no such row.
    """
    if row not in scenario.rows(table):
        raise KeyError(f"{table}.{row}")
    gone = f"{table}.{row}."
    return Scenario.from_flat({
        name: value for name, value in scenario.flat.items() if not name.startswith(gone)
    })
