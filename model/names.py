"""Dotted names: which ones a scenario with certain rows may have."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from model.parameters import PARAMETERS, ROW_TABLES
from model.problems import UNKNOWN, Problem, problem


def unknown_name(name: str, flat: Mapping[str, object]) -> Problem:
    """The refusal of a mistyped dotted name, with the known one most like it for the rows at hand.
    """
    rows = {table: row_ids_of(flat, table) or ("main",) for table in ROW_TABLES}
    known = expected_names(rows)
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
    return problem(UNKNOWN, name, nearest=found[0])


def expected_names(rows: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Every dotted name that a scenario with these rows may have, in canonical order."""
    names = []
    tables = dict.fromkeys(table_of(field) for field in PARAMETERS)
    for table in tables:
        fields = [field for field in PARAMETERS if table_of(field) == table]
        if table in ROW_TABLES:
            names += [field.replace("*", row) for row in rows[table] for field in fields]
        else:
            names += fields
    return names


def table_of(field: str) -> str:
    """The table of a declared field: `campaigns.*.sell_fee` → `campaigns`."""
    return field.partition(".*")[0] if ".*" in field else field.partition(".")[0]



def row_ids_of(flat: Mapping[str, object], table: str) -> tuple[str, ...]:
    """Ids of a table's rows among dotted names, in their order."""
    start = table + "."
    ids = (name[len(start) :].rpartition(".")[0] for name in flat if name.startswith(start))
    return tuple(dict.fromkeys(row for row in ids if row))
