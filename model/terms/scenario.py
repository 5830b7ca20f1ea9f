"""A scenario: validated, frozen values under dotted names (model.md section 1)."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from model.terms import problems as wrong
from model.terms.checks import Value, checked, cross_problems, refused
from model.terms.controls import CUT, NEUTRAL, SWITCHES
from model.terms.names import all_row_ids, expected_names, of_other_kinds, table_of, unknown_name
from model.terms.parameters import PARAMETERS, ROW_TABLES, declared, pattern
from model.terms.problems import Problem, ScenarioError, problem
from model.terms.retired import without_retired

ROW_ID = re.compile(r"[\w-]{1,40}")
UNKNOWN_LIMIT = 20
"""Unknown names that are told; to find the nearest known one takes 2 ms each."""


@dataclass(frozen=True, eq=False)
class Scenario:
    """Frozen values by dotted name, in the order of tables, rows (as given) and fields."""

    flat: Mapping[str, Value]

    @staticmethod
    def from_values(values: Mapping[str, object]) -> Scenario:
        """Validate nested plain values. Fields left out take their declared default, those of
        older models (`model.terms.retired`) are dropped.

        Raises ScenarioError with every problem found, unknown names up to UNKNOWN_LIMIT.
        """
        problems: list[Problem] = []
        flat, gone = without_retired(dict(_flatten(values, problems)))
        problems += gone
        unknown = [name for name in flat if pattern(name) not in PARAMETERS]
        problems += [unknown_name(name, flat) for name in unknown[:UNKNOWN_LIMIT]]
        problems += of_other_kinds(flat)
        clean = _with_defaults(flat, problems)
        if not problems:
            problems = cross_problems(clean)
        if problems:
            raise ScenarioError(problems)
        return Scenario(MappingProxyType(clean))

    @staticmethod
    def from_flat(flat: Mapping[str, object]) -> Scenario:
        """Validate values by dotted name. Raises ScenarioError with every problem found."""
        nested: dict[str, object] = {}
        for name, value in flat.items():
            _put(nested, name.split("."), value)
        return Scenario.from_values(nested)

    def __getitem__(self, name: str) -> Value | None:
        """The value of a dotted name; None for an optional field that is absent. KeyError else."""
        if name not in self.flat and name not in self.possible_names:
            raise KeyError(name)
        return self.flat.get(name)

    def number(self, name: str) -> float:
        """The value of a numeric field that is there. KeyError and TypeError for any other."""
        value = self[name]
        if not isinstance(value, float | int):
            raise TypeError(f"{name} = {value!r} is no number")
        return value

    def __contains__(self, name: str) -> bool:
        return name in self.flat

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Scenario) and tuple(self.flat.items()) == tuple(other.flat.items()))

    def __hash__(self) -> int:
        return self._hash

    @functools.cached_property
    def _hash(self) -> int:
        """Made once: every cache asks for it, and a scenario may have thousands of values."""
        return hash(tuple(self.flat.items()))

    def __reduce__(self) -> tuple[object, tuple[object]]:
        return Scenario.from_values, (self.values,)

    def names(self) -> tuple[str, ...]:
        """Every dotted name that has a value."""
        return tuple(self.flat)

    @functools.cached_property
    def row_ids(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the rows of each row table, in the document's order."""
        return all_row_ids(self.flat)

    @functools.cached_property
    def possible_names(self) -> tuple[str, ...]:
        """Every dotted name that this scenario may have, absent optional fields included."""
        return tuple(expected_names(self.row_ids, self.flat))

    def rows(self, table: str) -> tuple[str, ...]:
        """Row ids of one table (`segments`, …, `team.levels`)."""
        return self.row_ids[table]

    @functools.cached_property
    def has_controls(self) -> bool:
        """Whether any of the levers of controls.md does something."""
        cuts = (self.flat[f"events.{row}.kind"] == CUT for row in self.rows("events"))
        fields = ((pattern(name), value) for name, value in self.flat.items())
        return any(cuts) or any(
            field in SWITCHES or (field in NEUTRAL and value != NEUTRAL[field])
            for field, value in fields
        )

    @property
    def values(self) -> dict[str, object]:
        """The values as nested plain dictionaries (a copy), empty row tables included."""
        nested: dict[str, object] = {}
        for name, value in self.flat.items():
            _put(nested, name.split("."), list(value) if isinstance(value, tuple) else value)
        for table in ROW_TABLES:
            if not self.rows(table):
                _put(nested, table.split("."), {})
        return nested

    def replace(self, changes: Mapping[str, object]) -> Scenario:
        """A new scenario with some dotted names changed; None removes an optional field, and a row
        whose kind changes loses the fields of its old kind.

        Raises ScenarioError for names that this scenario does not have and for bad values.
        """
        names = self._names_after(changes)
        unknown = [name for name in changes if name not in names]
        if unknown:
            raise ScenarioError([unknown_name(name, self.flat) for name in unknown])
        return Scenario.from_flat({
            name: value for name, value in {**self.flat, **changes}.items()
            if name in names and (value is not None or not declared(name).optional)
        })

    def _names_after(self, changes: Mapping[str, object]) -> frozenset[str]:
        """The dotted names that there may be after changes: a row whose kind changes has others."""
        if not any(name.endswith(".kind") for name in changes):
            return self._possible
        return frozenset(expected_names(self.row_ids, {**self.flat, **changes}))

    @functools.cached_property
    def _possible(self) -> frozenset[str]:
        return frozenset(self.possible_names)

    def differences(self, other: Scenario) -> dict[str, tuple[Value | None, Value | None]]:
        """Dotted names whose values differ: (value here, value in `other`), None where absent."""
        names = dict.fromkeys((*self.flat, *other.flat))
        pairs = {name: (self.flat.get(name), other.flat.get(name)) for name in names}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _put(nested: dict[str, object], path: list[str], value: object) -> None:
    for key in path[:-1]:
        nested = nested.setdefault(key, {})  # type: ignore[assignment]
    nested.setdefault(path[-1], value)


def _flatten(
    values: Mapping[str, object], problems: list[Problem], prefix: str = ""
) -> Iterator[tuple[str, object]]:
    """Dotted names of nested values; a row without fields is kept through its defaults."""
    for key, value in values.items():
        if len(problems) >= UNKNOWN_LIMIT:  # the rest of a document full of them says no more
            return
        name = f"{prefix}{key}"
        table = prefix[:-1]
        if table in ROW_TABLES and not ROW_ID.fullmatch(key):
            problems.append(problem(wrong.BAD_ROW_ID, name))
        elif table in ROW_TABLES and isinstance(value, Mapping) and not value:
            first = next(field for field in PARAMETERS if table_of(field) == table)
            yield first.replace("*", key), declared(first).default
        elif isinstance(value, Mapping):
            yield from _flatten(value, problems, name + ".")
        elif name in ROW_TABLES or table in ROW_TABLES or not prefix:
            known = name in ROW_TABLES or table in ROW_TABLES or name in _SINGLE_TABLES
            template = wrong.NOT_A_TABLE if known else wrong.UNKNOWN
            nearest = difflib.get_close_matches(name, _SINGLE_TABLES + ROW_TABLES, 1, 0.0)[0]
            problems.append(problem(template, name, value, nearest=nearest))
        else:
            yield name, value


_SINGLE_TABLES = tuple(dict.fromkeys(field.partition(".")[0] for field in PARAMETERS))


def _with_defaults(flat: Mapping[str, object], problems: list[Problem]) -> dict[str, Value]:
    rows = all_row_ids(flat)
    clean: dict[str, Value] = {}
    for name in expected_names(rows, flat):
        parameter = declared(name)
        value = flat.get(name, parameter.default)
        if value is None and parameter.optional:
            continue
        permitted = checked(name, value, parameter, problems)
        if permitted is not None:
            clean[name] = permitted
    return clean


def varied(scenario: Scenario, vary: Mapping[str, object] | None) -> tuple[dict[str, object], int]:
    """The flat values with some names replaced by float arrays (scenario,), and how many scenarios.

    Raises ScenarioError: unknown or non-numeric name, value out of range, unequal lengths.
    """
    flat: dict[str, object] = dict(scenario.flat)
    known = scenario.possible_names if vary else ()
    problems: list[Problem] = []
    arrays: dict[str, np.ndarray] = {}
    for name, values in (vary or {}).items():
        if name not in known:
            problems.append(unknown_name(name, flat))
        elif declared(name).kind not in ("number", "whole"):
            problems.append(problem(wrong.NOT_NUMERIC, name, scenario[name]))
        else:
            arrays[name] = np.atleast_1d(np.asarray(values, float))
            problems += refused(name, arrays[name])
    count = max((array.size for array in arrays.values()), default=1)
    for name, array in arrays.items():
        if array.shape != (count,):
            problems.append(problem(wrong.UNEQUAL_LENGTHS, name, array.size, permitted=count))
    if not problems and arrays:
        flat.update(arrays)
        problems = cross_problems(flat)
    if problems:
        raise ScenarioError(problems)
    return flat, count
