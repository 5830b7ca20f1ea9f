"""Names and values of a table as a document, with the same rules as one in TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import tomli_w

from analysis.uncertainty import REFUSALS_LIMIT
from model import Problem, ScenarioError
from model.terms.names import unknown_name
from model.terms.parameters import PARAMETERS, Parameter, pattern
from model.terms.problems import problem
from scenarios import calendar, documents
from scenarios.documents import MADE_WITH, Document
from scenarios.fields import first_of
from scenarios.texts import row_of_title
from scenarios.uploads import figures
from scenarios.uploads.lists import Rows
from wording import LANGUAGES

DIGITS_KEPT = 5e-15
"""Part of a number that a spreadsheet may lose; a smaller difference is no edit."""

MISSING = "{field}: the value is missing; permitted is {permitted}"
TWICE = "{field}: stands in two rows"
GAP = "{field}: this entry is missing; the entries of a list are numbered from 0 without a gap"
BAD_NAME = "{field}: not the name of a parameter"
TWO_READINGS = (
    "{field} = {value}: this could be {permitted}; write it without marks between thousands"
)

_NAME = re.compile(r"(?P<path>[\w-]+(\.[\w-]+){0,5})(\[(?P<entry>\d{1,5})\])?")
_NAME_LIMIT, _TELLING_LIMIT = 200, 80
_TEXTS = (*(each.field(key) for key in ("title", "note") for each in LANGUAGES.values()),
          "base", MADE_WITH)


def document_of(
    rows: Rows, name: str, base: Document | None = None, form: str | None = None
) -> Document:
    """A document of these values; `base` gives what they do not say, else their own row `base` or
    the declared defaults. `form` is the mark of decimals that the table's own form speaks for.
    Raises ScenarioError with the first problems found.
    """
    problems: list[Problem] = []
    values = _joined(_counted(_once(rows, problems), form, problems), problems)
    before = {} if base is None else dict(base.scenario.flat)
    content = {} if base is None else tomllib.loads(documents.write(base))
    for field, given in values.items():
        value = _typed(field, given, before.get(field), problems)
        if value is None:
            _drop(content, field.split("."))
        elif not _put(content, field.split("."), value):
            problems.append(problem(BAD_NAME, field))
    if problems:
        raise ScenarioError(first_of(problems, name))
    return documents.read(tomli_w.dumps(content).encode(), name)


def _once(rows: Rows, problems: list[Problem]) -> dict[str, object]:
    """Values by name, each said once."""
    values: dict[str, object] = {}
    for name, value in rows:
        if len(name) > _NAME_LIMIT or not _NAME.fullmatch(name):
            problems.append(problem(BAD_NAME, name[:_NAME_LIMIT]))
        elif name in values:
            problems.append(problem(TWICE, name))
        else:
            values[name] = _plain(value, None if _is_text(name) else _TELLING_LIMIT)
    return values


def _plain(value: object, longest: int | None) -> object:
    """A value as a document may hold it: a spreadsheet's dates and spans of time as their text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)[:longest]


def _counted(
    values: dict[str, object], form: str | None, problems: list[Problem]
) -> dict[str, object]:
    """The values with numbers in place of the texts that show them."""
    shown = {name: value for name, value in values.items()
             if isinstance(value, str) and not _is_worded(name)}
    mark = figures.decimal_mark(shown.values(), form)
    return values | {name: _number(name, value, mark, problems) for name, value in shown.items()}


def _is_worded(name: str) -> bool:
    """Whether a field holds no number."""
    parameter = PARAMETERS.get(pattern(name))
    return _is_text(name) or (parameter is not None and parameter.kind == "choice")


def _is_text(name: str) -> bool:
    """Whether a field holds what people may write as they like."""
    return name in _TEXTS or name == calendar.NAME or row_of_title(name) is not None


def _number(name: str, text: str, mark: str | None, problems: list[Problem]) -> object:
    """A number from a text that shows one; any other text as it is, to be refused."""
    parameter = PARAMETERS.get(pattern(name))
    whole = parameter is not None and parameter.kind == "whole"
    found = figures.number(text, mark, whole)
    if isinstance(found, tuple):
        either = " | ".join(f"{value:.10g}" for value in found)
        problems.append(problem(TWO_READINGS, name, text, permitted=either))
    return text if found is None or isinstance(found, tuple) else found


def _joined(values: dict[str, object], problems: list[Problem]) -> dict[str, object]:
    """Entries `growth.series[0]`, `growth.series[1]` … put together as lists."""
    plain: dict[str, object] = {}
    lists: dict[str, dict[int, object]] = {}
    for name, value in values.items():
        found = _NAME.fullmatch(name)
        if found is None or found["entry"] is None:
            plain[name] = value
        else:
            lists.setdefault(found["path"], {})[int(found["entry"])] = value
    for path, entries in lists.items():
        missing = next((i for i in range(len(entries)) if i not in entries), None)
        if missing is not None:
            problems.append(problem(GAP, f"{path}[{missing}]"))
        elif path in plain:
            problems.append(problem(TWICE, path))
        else:
            plain[path] = ["" if entries[i] is None else entries[i] for i in range(len(entries))]
    return plain


def _typed(name: str, value: object, before: object, problems: list[Problem]) -> object | None:
    """The value as a document would hold it; None takes an optional field out."""
    if _is_text(name):
        return "" if value is None else str(value)
    parameter = PARAMETERS.get(pattern(name))
    if isinstance(value, list):
        return [_kept(new, old) for new, old in zip(value, before, strict=True)] if (
            isinstance(before, tuple) and len(before) == len(value)) else value
    if value is None or (isinstance(value, str) and not value.strip()):
        problems += _missing(name, parameter, len(problems))
        return None
    if parameter is not None and parameter.kind == "choice":
        return str(value).strip()
    return _kept(value, before)


def _missing(name: str, parameter: Parameter | None, before: int) -> Iterator[Problem]:
    """What is wrong with a field without a value: nothing where it is optional. After many
    problems the nearest known name is not sought any more.
    """
    if parameter is None:
        yield unknown_name(name, {}) if before < REFUSALS_LIMIT else problem(BAD_NAME, name)
    elif not parameter.optional:
        yield problem(MISSING, name, permitted=parameter.permitted)


def _kept(value: object, before: object) -> object:
    """The number that was there before, where the new one is the same but for rounding."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    same = isinstance(before, int | float) and abs(value - before) <= DIGITS_KEPT * abs(before)
    return before if same else value


def _put(content: dict[str, object], path: list[str], value: object) -> bool:
    """Set a value in nested tables; False where a value stands in the way."""
    for key in path[:-1]:
        below = content.setdefault(key, {})
        if not isinstance(below, dict):
            return False
        content = below
    if isinstance(content.get(path[-1]), dict):
        return False
    content[path[-1]] = value
    return True


def _drop(content: dict[str, object], path: list[str]) -> None:
    for key in path[:-1]:
        below = content.get(key)
        if not isinstance(below, dict):
            return
        content = below
    content.pop(path[-1], None)
