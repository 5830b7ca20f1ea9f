"""Names and values of a table as a document, with the same rules as one in TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence

import tomli_w

from model import Problem, ScenarioError
from model.names import unknown_name
from model.parameters import PARAMETERS, Parameter, pattern
from model.problems import problem
from scenarios import documents
from scenarios.documents import MADE_WITH, Document
from wording import LANGUAGES, Words, mark

NAME, VALUE = mark("Name in the files"), mark("Value")
"""What the columns are called in reports; `name` and `value` in files of every language."""

ROWS_LIMIT = 20_000
DIGITS_KEPT = 5e-15
"""Part of a number that a spreadsheet may lose; a smaller difference is no edit."""

TOO_MANY_ROWS = "{field}: more than {permitted} rows of names and values"
MISSING = "{field}: the value is missing; permitted is {permitted}"
TWICE = "{field}: stands in two rows"
GAP = "{field}: this entry is missing; the entries of a list are numbered from 0 without a gap"
BAD_NAME = "{field}: not the name of a parameter"

Rows = list[tuple[str, object]]

_NAME = re.compile(r"(?P<path>[\w-]+(\.[\w-]+){0,5})(\[(?P<entry>\d{1,5})\])?")
_NAME_LIMIT = 200
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_TEXTS = ("title", "title_zh", "note", "note_zh", "base", MADE_WITH)
_FORMAT = "format"


def header_of(cells: Sequence[object]) -> tuple[int, int] | None:
    """Where names and values stand in a table whose header this is; None if it is none."""
    heads = [str(cell).strip().lower() if cell is not None else "" for cell in cells]
    languages = [Words(language) for language in LANGUAGES]
    found = []
    for plain, label in (("name", NAME), ("value", VALUE)):
        known = {plain} | {words(label).lower() for words in languages}
        at = next((place for place, head in enumerate(heads) if head in known), None)
        if at is None:
            return None
        found.append(at)
    return found[0], found[1]


def listed(name: str, header: tuple[int, int], lines: Iterable[Sequence[object]]) -> Rows:
    """Name and value of every line that has a name. Raises ScenarioError for too many."""
    named, valued = header
    rows: Rows = []
    for count, line in enumerate(lines):
        if count >= ROWS_LIMIT:
            raise ScenarioError([problem(TOO_MANY_ROWS, name, permitted=ROWS_LIMIT)])
        called = line[named] if named < len(line) else None
        if called is not None and str(called).strip():
            rows.append((str(called).strip(), line[valued] if valued < len(line) else None))
    return rows


def document_of(rows: Rows, name: str, base: Document | None = None) -> Document:
    """A document of these values; `base` gives what they do not say, else their own row `base` or
    the declared defaults. Raises ScenarioError with every problem found.
    """
    problems: list[Problem] = []
    values = _joined(_once(rows, problems), problems)
    before = {} if base is None else dict(base.scenario.flat)
    content = {} if base is None else tomllib.loads(documents.write(base))
    for field, given in values.items():
        value = _typed(field, given, before.get(field), problems)
        if value is None:
            _drop(content, field.split("."))
        elif not _put(content, field.split("."), value):
            problems.append(unknown_name(field, {}))
    if problems:
        raise ScenarioError(problems)
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
            values[name] = value
    return values


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
            plain[path] = [_number(entries[i]) for i in range(len(entries))]
    return plain


def _typed(name: str, value: object, before: object, problems: list[Problem]) -> object | None:
    """The value as a document would hold it; None takes an optional field out."""
    if name in _TEXTS:
        return "" if value is None else str(value)
    if name == _FORMAT:
        return _number(value)
    parameter = PARAMETERS.get(pattern(name))
    if isinstance(value, list):
        return [_kept(new, old) for new, old in zip(value, before, strict=True)] if (
            isinstance(before, tuple) and len(before) == len(value)) else value
    if value is None or (isinstance(value, str) and not value.strip()):
        problems += _missing(name, parameter)
        return None
    if parameter is not None and parameter.kind == "choice":
        return str(value).strip()
    return _kept(_number(value), before)


def _missing(name: str, parameter: Parameter | None) -> list[Problem]:
    """What is wrong with a field without a value: nothing where it is optional."""
    if parameter is None:
        return [unknown_name(name, {})]
    if parameter.optional:
        return []
    return [problem(MISSING, name, permitted=parameter.permitted)]


def _number(value: object) -> object:
    """A number from a text that is one, per cent included; anything else as text, to be refused."""
    if isinstance(value, bool | int | float):
        return value
    text = str(value).strip() if value is not None else ""
    number, share = text.removesuffix("%").strip(), text.endswith("%")
    if not _NUMBER.fullmatch(number):
        return text
    return float(number) / 100.0 if share else float(number)


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
