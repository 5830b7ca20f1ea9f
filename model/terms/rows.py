"""Rows of a scenario's tables: one more, or one less (model.md section 1)."""

from __future__ import annotations

from model.terms import problems as wrong
from model.terms.controls import CUT, NEUTRAL, OF_RELEASES
from model.terms.names import fields_of, kind_of
from model.terms.parameters import PARAMETERS
from model.terms.problems import Problem, ScenarioError, problem
from model.terms.scenario import ROW_ID, Scenario

ROW_EXISTS = "{field}: there is already a row of that name"


def with_row(scenario: Scenario, table: str, row: str, like: str | None = None) -> Scenario:
    """The scenario with a row more at the end of `table`, a copy of the row `like` or of defaults.

    Raises ScenarioError: an id that is malformed or taken, or a row that does not go with the rest.
    """
    refused = _refused_id(scenario, table, row)
    if refused:
        raise ScenarioError([refused])
    kind = kind_of(scenario.flat if like else {}, table, like or row)
    values = {
        field.replace("*", row): PARAMETERS[field].default if like is None
        else scenario[field.replace("*", like)]
        for field in fields_of(table, kind)
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


def has_controls(scenario: Scenario) -> bool:
    """Whether the scenario has any of the levers of controls.md that does something."""
    return scenario.has_controls


def without_controls_of_releases(scenario: Scenario) -> Scenario:
    """The scenario without waits, lapses, gates, cuts and payout limits of ad points; purchase
    limits, vouchers and the terms of campaigns stay."""
    cuts = [row for row in scenario.rows("events") if scenario[f"events.{row}.kind"] == CUT]
    gone = tuple(f"events.{row}." for row in cuts)
    kept = {
        name: value for name, value in scenario.flat.items()
        if not name.startswith(gone) and (name not in OF_RELEASES or value == NEUTRAL.get(name))
    }
    return scenario if len(kept) == len(scenario.flat) else Scenario.from_flat(kept)


def without_modes(scenario: Scenario) -> Scenario:
    """The scenario without any row of `modes`: its pools alone."""
    if not scenario.rows("modes"):
        return scenario
    return Scenario.from_flat({
        name: value for name, value in scenario.flat.items() if not name.startswith("modes.")
    })
