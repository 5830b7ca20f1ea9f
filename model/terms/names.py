"""Dotted names: which ones a scenario with certain rows may have."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from model.terms.parameters import PARAMETERS, ROW_TABLES, pattern
from model.terms.problems import OTHER_KIND, UNKNOWN, Problem, problem


def unknown_name(name: str, flat: Mapping[str, object]) -> Problem:
    """The refusal of a mistyped dotted name; names the known one most like it for these rows."""
    rows = {table: row_ids_of(flat, table) or ("main",) for table in ROW_TABLES}
    known = expected_names(rows, flat)
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
    return problem(UNKNOWN, name, nearest=found[0])


def expected_names(
    rows: Mapping[str, tuple[str, ...]], flat: Mapping[str, object]
) -> list[str]:
    """Every dotted name that a scenario with these rows may have, in canonical order; of rows that
    have kinds, by the kind that `flat` or the default says."""
    names = []
    for table in _tables():
        if table in ROW_TABLES:
            for row in rows[table]:
                fields = fields_of(table, kind_of(flat, table, row))
                names += [field.replace("*", row) for field in fields]
        else:
            names += fields_of(table)
    return names


@cache
def _tables() -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(table_of, PARAMETERS)))


@cache
def fields_of(table: str, kind: object = None) -> tuple[str, ...]:
    """The declared fields of a table; for a row of a kind those that its kind has."""
    return tuple(
        field for field, parameter in PARAMETERS.items()
        if table_of(field) == table and (not parameter.kinds or kind in parameter.kinds)
    )


def kind_of(flat: Mapping[str, object], table: str, row: str) -> object:
    """The kind of a row, by default if it says none; None where rows of the table have no kinds."""
    if f"{table}.*.kind" not in PARAMETERS:
        return None
    kind = flat.get(f"{table}.{row}.kind")
    return kind if isinstance(kind, str) else PARAMETERS[f"{table}.*.kind"].default


def of_other_kinds(flat: Mapping[str, object]) -> Iterator[Problem]:
    """Refusals of fields that only rows of another kind have. A kind that there is not has all."""
    for name, value in flat.items():
        field = pattern(name)
        if field not in PARAMETERS or not PARAMETERS[field].kinds:
            continue
        table = table_of(field)
        row = name.removeprefix(f"{table}.").rpartition(".")[0]
        kind = kind_of(flat, table, row)
        if kind in PARAMETERS[f"{table}.*.kind"].choices and kind not in PARAMETERS[field].kinds:
            kinds = " | ".join(map(str, PARAMETERS[field].kinds))
            yield problem(OTHER_KIND, name, value, kind=kind, permitted=kinds, row=f"{table}.{row}")


def table_of(field: str) -> str:
    """The table of a declared field: `campaigns.*.sell_fee` → `campaigns`."""
    return field.partition(".*")[0] if ".*" in field else field.partition(".")[0]


def row_ids_of(flat: Iterable[str], table: str) -> tuple[str, ...]:
    """Ids of a table's rows among dotted names, in their order."""
    return _row_ids(tuple(flat))[table]


def all_row_ids(flat: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Ids of every row table's rows among dotted names, in their order."""
    return dict(_row_ids(tuple(flat)))


@lru_cache(maxsize=64)
def _row_ids(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Kept, for every law asks it of the same names again."""
    found: dict[str, dict[str, None]] = {table: {} for table in ROW_TABLES}
    for name in names:
        row_name, _, _ = name.rpartition(".")
        table, _, row = row_name.rpartition(".")
        if table in found:
            found[table][row] = None
    return {table: tuple(rows) for table, rows in found.items()}
