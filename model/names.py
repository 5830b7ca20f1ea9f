"""Dotted names: which ones a scenario with certain rows may have."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cache

from model.parameters import PARAMETERS, ROW_TABLES
from model.problems import UNKNOWN, Problem, problem


def unknown_name(name: str, flat: Mapping[str, object]) -> Problem:
    """The refusal of a mistyped dotted name; names the known one most like it for these rows."""
    rows = {table: row_ids_of(flat, table) or ("main",) for table in ROW_TABLES}
    known = expected_names(rows)
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
    return problem(UNKNOWN, name, nearest=found[0])


def expected_names(rows: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Every dotted name that a scenario with these rows may have, in canonical order."""
    names = []
    for table, fields in _fields().items():
        if table in ROW_TABLES:
            names += [field.replace("*", row) for row in rows[table] for field in fields]
        else:
            names += fields
    return names


@cache
def _fields() -> dict[str, list[str]]:
    """The declared fields of each table."""
    tables: dict[str, list[str]] = {}
    for field in PARAMETERS:
        tables.setdefault(table_of(field), []).append(field)
    return tables


def table_of(field: str) -> str:
    """The table of a declared field: `campaigns.*.sell_fee` → `campaigns`."""
    return field.partition(".*")[0] if ".*" in field else field.partition(".")[0]


def row_ids_of(flat: Iterable[str], table: str) -> tuple[str, ...]:
    """Ids of a table's rows among dotted names, in their order."""
    return all_row_ids(flat)[table]


def all_row_ids(flat: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Ids of every row table's rows among dotted names, in their order."""
    found: dict[str, dict[str, None]] = {table: {} for table in ROW_TABLES}
    for name in flat:
        row_name, _, _ = name.rpartition(".")
        table, _, row = row_name.rpartition(".")
        if table in found:
            found[table][row] = None
    return {table: tuple(rows) for table, rows in found.items()}
