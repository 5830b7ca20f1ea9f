"""A scenario: validated, frozen values under dotted names (model.md section 1)."""

from __future__ import annotations

import difflib
import functools
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from model.parameters import GIFT_LIMIT, PARAMETERS, ROW_TABLES, Parameter, declared, pattern

Value = float | int | str | tuple[float, ...]
ROLES = ("enrolment", "repurchase", "wallet")
ROW_ID = re.compile(r"[\w-]{1,40}")

UNKNOWN = "{field}: there is no such field; the nearest known one is {nearest}"
NOT_A_TABLE = "{field} = {value}: a table of fields is needed here"
BAD_ROW_ID = "{field}: an id has 1–40 letters, digits, _ or -"
NOT_A_NUMBER = "{field} = {value}: a finite number is needed, {permitted}"
NOT_WHOLE = "{field} = {value}: a whole number is needed, {permitted}"
NOT_A_CHOICE = "{field} = {value}: permitted is {permitted}; the nearest is {nearest}"
OUT_OF_RANGE = "{field} = {value}: permitted is {permitted}"
NEGATIVE_CONTRIBUTION = (
    "{field} = {value}: price less unit cost, platform margin and commission reserve leaves "
    "a contribution of {contribution}; permitted is a price of at least {permitted}"
)
ONE_SIDED_POOL = (
    "{field} = {value}: initial_pool and initial_points are both zero or both positive; "
    "permitted is {permitted}"
)
BOOST_TOO_HIGH = (
    "{field} = {value}: times the largest gift share it makes {product}; permitted is {permitted}"
)
NO_ROW = "{field}: at least one is needed, there is none"
NO_WEIGHT = "{field} = {value}: the weights need a positive sum"
NOT_NUMERIC = "{field} = {value}: only a numeric field can be varied"
UNEQUAL_LENGTHS = "{field}: {value} values, permitted is {permitted}, as many as the others have"


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field. `template` is English and a translation key."""

    field: str
    value: object
    template: str
    details: Mapping[str, object]

    def __str__(self) -> str:
        return self.template.format(**self.details)


def problem(template: str, field: str, value: object = None, **details: object) -> Problem:
    """A Problem whose details hold the field, its value and whatever else the template names."""
    if isinstance(value, float):
        value = f"{value:.10g}"
    return Problem(field, value, template, {"field": field, "value": value} | details)


class ScenarioError(ValueError):
    """One or more values are refused; `problems` says which and what is permitted."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, eq=False)
class Scenario:
    """Frozen values by dotted name, in the order of tables, rows (as given) and fields."""

    flat: Mapping[str, Value]

    @staticmethod
    def from_values(values: Mapping[str, object]) -> Scenario:
        """Validate nested plain values. Fields left out take their declared default.

        Raises ScenarioError with every problem found.
        """
        problems: list[Problem] = []
        flat = dict(_flatten(values, problems))
        for name in flat:
            if pattern(name) not in PARAMETERS:
                problems.append(problem(UNKNOWN, name, nearest=nearest_name(name, flat)))
        clean = _with_defaults(flat, problems)
        if not problems:
            problems = cross_problems(clean)
        if problems:
            raise ScenarioError(problems)
        return Scenario(MappingProxyType(clean))

    def __getitem__(self, name: str) -> Value | None:
        """The value of a dotted name; None for an optional field that is absent. KeyError else."""
        if name not in self.flat and name not in self.possible_names:
            raise KeyError(name)
        return self.flat.get(name)

    def __contains__(self, name: str) -> bool:
        return name in self.flat

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and tuple(self.flat.items()) == tuple(other.flat.items())

    def __hash__(self) -> int:
        return hash(tuple(self.flat.items()))

    def __reduce__(self) -> tuple[object, tuple[object]]:
        return Scenario.from_values, (self.values,)

    def names(self) -> tuple[str, ...]:
        """Every dotted name that has a value."""
        return tuple(self.flat)

    @functools.cached_property
    def row_ids(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the rows of each row table, in the document's order."""
        return {table: _rows(self.flat, table) for table in ROW_TABLES}

    @functools.cached_property
    def possible_names(self) -> tuple[str, ...]:
        """Every dotted name that this scenario may have, absent optional fields included."""
        return tuple(expected_names(self.row_ids))

    def rows(self, table: str) -> tuple[str, ...]:
        """Row ids of one table (`segments`, …, `team.levels`)."""
        return self.row_ids[table]

    @property
    def values(self) -> dict[str, object]:
        """The values as nested plain dictionaries (a copy), empty row tables included."""
        nested: dict[str, object] = {}
        for name, value in self.flat.items():
            _put(nested, _path(name), list(value) if isinstance(value, tuple) else value)
        for table in ROW_TABLES:
            if not self.rows(table):
                _put(nested, table.split("."), {})
        return nested

    def replace(self, changes: Mapping[str, object]) -> Scenario:
        """A new scenario with some dotted names changed; None removes an optional field.

        Raises ScenarioError for names that this scenario does not have and for bad values.
        """
        unknown = [name for name in changes if name not in self.possible_names]
        if unknown:
            raise ScenarioError(
                [problem(UNKNOWN, name, nearest=nearest_name(name, self.flat)) for name in unknown]
            )
        nested: dict[str, object] = {}
        for name, value in {**self.flat, **changes}.items():
            if value is not None or not declared(name).optional:
                _put(nested, _path(name), value)
        return Scenario.from_values(nested)

    def differences(self, other: Scenario) -> dict[str, tuple[Value | None, Value | None]]:
        """Dotted names whose values differ: (value here, value in `other`), None where absent."""
        names = dict.fromkeys((*self.flat, *other.flat))
        pairs = {name: (self.flat.get(name), other.flat.get(name)) for name in names}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def nearest_name(name: str, flat: Mapping[str, object]) -> str:
    """The known dotted name most like a mistyped one, for the rows at hand."""
    rows = {table: _rows(flat, table) or ("main",) for table in ROW_TABLES}
    known = expected_names(rows)
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
    return found[0]


def expected_names(rows: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Every dotted name that a scenario with these rows may have, in canonical order."""
    names = []
    tables = dict.fromkeys(_table(field) for field in PARAMETERS)
    for table in tables:
        fields = [field for field in PARAMETERS if _table(field) == table]
        if table in ROW_TABLES:
            names += [field.replace("*", row) for row in rows[table] for field in fields]
        else:
            names += fields
    return names


def _table(field: str) -> str:
    return field.partition(".*")[0] if ".*" in field else field.partition(".")[0]


def _path(name: str) -> list[str]:
    return name.split(".")


def _put(nested: dict[str, object], path: list[str], value: object) -> None:
    for key in path[:-1]:
        nested = nested.setdefault(key, {})  # type: ignore[assignment]
    nested.setdefault(path[-1], value)


def _rows(flat: Mapping[str, object], table: str) -> tuple[str, ...]:
    start = table + "."
    ids = (name[len(start) :].rpartition(".")[0] for name in flat if name.startswith(start))
    return tuple(dict.fromkeys(row for row in ids if row))


def _flatten(
    values: Mapping[str, object], problems: list[Problem], prefix: str = ""
) -> Iterator[tuple[str, object]]:
    """Dotted names of nested values; a row without fields is kept through its defaults."""
    for key, value in values.items():
        name = f"{prefix}{key}"
        table = prefix[:-1]
        if table in ROW_TABLES and not ROW_ID.fullmatch(key):
            problems.append(problem(BAD_ROW_ID, name))
        elif table in ROW_TABLES and isinstance(value, Mapping) and not value:
            first = next(field for field in PARAMETERS if _table(field) == table)
            yield first.replace("*", key), declared(first).default
        elif isinstance(value, Mapping):
            yield from _flatten(value, problems, name + ".")
        elif name in ROW_TABLES or table in ROW_TABLES or not prefix:
            known = name in ROW_TABLES or table in ROW_TABLES or name in _SINGLE_TABLES
            template = NOT_A_TABLE if known else UNKNOWN
            nearest = difflib.get_close_matches(name, _SINGLE_TABLES + ROW_TABLES, 1, 0.0)[0]
            problems.append(problem(template, name, value, nearest=nearest))
        else:
            yield name, value


_SINGLE_TABLES = tuple(dict.fromkeys(field.partition(".")[0] for field in PARAMETERS))


def _with_defaults(flat: Mapping[str, object], problems: list[Problem]) -> dict[str, Value]:
    rows = {table: _rows(flat, table) for table in ROW_TABLES}
    clean: dict[str, Value] = {}
    for name in expected_names(rows):
        parameter = declared(name)
        value = flat.get(name, parameter.default)
        if value is None and parameter.optional:
            continue
        checked = _checked(name, value, parameter, problems)
        if checked is not None:
            clean[name] = checked
    return clean


def _checked(
    name: str, value: object, parameter: Parameter, problems: list[Problem]
) -> Value | None:
    """The value in its declared type, or None after noting a problem."""
    if parameter.kind == "choice":
        if isinstance(value, str) and value in parameter.choices:
            return value
        near = difflib.get_close_matches(str(value), list(parameter.choices), 1, 0.0)[0]
        details = {"permitted": parameter.permitted, "nearest": near}
        problems.append(problem(NOT_A_CHOICE, name, value, **details))
        return None
    if parameter.kind == "series":
        if not isinstance(value, list | tuple):
            problems.append(problem(NOT_A_NUMBER, name, value, permitted=parameter.permitted))
            return None
        entries = [_number(f"{name}[{i}]", x, parameter, problems) for i, x in enumerate(value)]
        return tuple(float(x) for x in entries if x is not None)
    return _number(name, value, parameter, problems)


def _number(
    name: str, value: object, parameter: Parameter, problems: list[Problem]
) -> float | int | None:
    details = {"permitted": parameter.permitted}
    numeric = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if not numeric or not _finite(value):
        problems.append(problem(NOT_A_NUMBER, name, value, **details))
    elif parameter.kind == "whole" and value != int(value):  # type: ignore[call-overload]
        problems.append(problem(NOT_WHOLE, name, value, **details))
    elif not parameter.permits(value):  # type: ignore[arg-type]
        problems.append(problem(OUT_OF_RANGE, name, value, **details))
    else:
        whole = parameter.kind == "whole"
        return int(value) if whole else float(value)  # type: ignore[call-overload,arg-type]
    return None


def _finite(value: object) -> bool:
    try:
        return math.isfinite(value)  # type: ignore[arg-type]
    except OverflowError:  # a TOML integer may be larger than any float
        return False


def cross_problems(flat: Mapping[str, object]) -> list[Problem]:
    """What single fields cannot show. Values may be arrays over scenarios: the worst is named."""
    return [
        *_missing_rows(flat),
        *_weightless(flat),
        *_negative_contributions(flat),
        *_one_sided_pools(flat),
        *_high_boosts(flat),
    ]


def _missing_rows(flat: Mapping[str, object]) -> Iterator[Problem]:
    for table in ("segments", "campaigns"):
        if not _rows(flat, table):
            yield problem(NO_ROW, table)
    if not _with_role(flat, "enrolment"):
        yield problem(NO_ROW, "products (role = enrolment)")


def _with_role(flat: Mapping[str, object], role: str) -> list[str]:
    return [row for row in _rows(flat, "products") if flat[f"products.{row}.role"] == role]


def _weightless(flat: Mapping[str, object]) -> Iterator[Problem]:
    groups = [[f"segments.{row}.share" for row in _rows(flat, "segments")]]
    groups += [[f"products.{row}.mix" for row in _with_role(flat, role)] for role in ROLES]
    for names in groups:
        if names and np.any(sum(np.asarray(flat[name], float) for name in names) <= 0):
            yield problem(NO_WEIGHT, " + ".join(names), 0)


def contribution(flat: Mapping[str, object], row: str) -> np.ndarray:
    """Contribution of one product in yuan (model.md section 1); mere rounding counts as zero."""
    price, *costs = (
        np.asarray(flat[f"products.{row}.{field}"], float)
        for field in ("price", "unit_cost", "platform_margin", "commission_reserve")
    )
    left = price - costs[0] - costs[1] - costs[2]
    rounding = 1e-14 * (price + costs[0] + costs[1] + costs[2])
    return np.where(np.abs(left) <= rounding, 0.0, left)


def _negative_contributions(flat: Mapping[str, object]) -> Iterator[Problem]:
    for row in _rows(flat, "products"):
        left = contribution(flat, row)
        if np.any(left < 0):
            at = int(np.argmin(left))
            name = f"products.{row}.price"
            price = float(_at(flat[name], at))
            worst = float(np.min(left))
            yield problem(
                NEGATIVE_CONTRIBUTION, name, price, contribution=f"{worst:.10g}",
                permitted=f"{price - worst:.10g}",
            )


def _one_sided_pools(flat: Mapping[str, object]) -> Iterator[Problem]:
    for row in _rows(flat, "campaigns"):
        pool, points = (f"campaigns.{row}.{field}" for field in ("initial_pool", "initial_points"))
        uneven = (np.asarray(flat[pool]) > 0) != (np.asarray(flat[points]) > 0)
        if np.any(uneven):
            at = int(np.argmax(uneven))
            lacking = pool if _at(flat[pool], at) == 0 else points
            yield problem(ONE_SIDED_POOL, lacking, _at(flat[lacking], at), permitted="x > 0")


def _high_boosts(flat: Mapping[str, object]) -> Iterator[Problem]:
    gifts = [np.asarray(flat[f"products.{r}.gift_share"], float) for r in _rows(flat, "products")]
    for row in _rows(flat, "campaigns"):
        name = f"campaigns.{row}.closing_boost"
        boosted = [gift * np.asarray(flat[name], float) for gift in gifts]
        highest = max((float(np.max(product)) for product in boosted), default=0.0)
        if highest > GIFT_LIMIT * (1 + 1e-12):
            yield problem(
                BOOST_TOO_HIGH, name, float(np.max(np.asarray(flat[name], float))),
                product=f"{highest:.6g}", permitted=f"x ≤ {GIFT_LIMIT:g}",
            )


def _at(value: object, index: int) -> float:
    array = np.atleast_1d(np.asarray(value, float))
    return float(array[index if array.size > 1 else 0])


def varied(scenario: Scenario, vary: Mapping[str, object] | None) -> tuple[dict[str, object], int]:
    """The flat values with some names replaced by float arrays (scenario,), and how many scenarios.

    Raises ScenarioError: unknown or non-numeric name, value out of range, unequal lengths.
    """
    flat: dict[str, object] = dict(scenario.flat)
    known = scenario.possible_names
    problems: list[Problem] = []
    arrays: dict[str, np.ndarray] = {}
    for name, values in (vary or {}).items():
        if name not in known:
            problems.append(problem(UNKNOWN, name, nearest=nearest_name(name, flat)))
        elif declared(name).kind not in ("number", "whole"):
            problems.append(problem(NOT_NUMERIC, name, scenario[name]))
        else:
            arrays[name] = np.atleast_1d(np.asarray(values, float))
            problems += _refused(name, arrays[name])
    count = max((array.size for array in arrays.values()), default=1)
    for name, array in arrays.items():
        if array.shape != (count,):
            problems.append(problem(UNEQUAL_LENGTHS, name, array.size, permitted=count))
    if not problems and arrays:
        flat.update(arrays)
        problems = cross_problems(flat)
    if problems:
        raise ScenarioError(problems)
    return flat, count


def _refused(name: str, values: np.ndarray) -> list[Problem]:
    """At most one problem: the first value of a varied field that is not permitted."""
    found: list[Problem] = []
    parameter = declared(name)
    low = -np.inf if parameter.low is None else parameter.low
    high = np.inf if parameter.high is None else parameter.high
    suspect = ~((values > low) & (values < high) & np.isfinite(values))
    if parameter.kind == "whole":
        suspect |= values != np.floor(values)
    for value in values[suspect]:
        _number(name, float(value), parameter, found)
        if found:
            break
    return found
