"""TOML documents: a scenario with its title and note.

A document may name a preset as its `base` and state only what differs from it.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath

import tomli_w

from analysis.uncertainty import Uncertainty, uncertainty
from model import Problem, Scenario, ScenarioError
from model.terms.controls import ALL as CONTROLS
from model.terms.parameters import declared, pattern
from model.terms.problems import problem
from model.terms.retired import without_retired
from scenarios import calendar
from scenarios.size import too_large, too_many_rows
from scenarios.texts import (
    NOT_TEXT,
    TOO_LONG,
    of_rows,
    row_titles,
    with_titles,
    without_titles,
)
from scenarios.versions import version_of
from wording import LANGUAGES, Words, spoken
from wording.currencies import CURRENCIES, YUAN
from wording.literal import brief

PRESETS, CASES = (Path(__file__).parent / folder for folder in ("presets", "cases"))
PITCHED = "as_pitched"
_ORDER = (
    PITCHED, "stop_gifting", "rotation", "rotation_of_modes", "gate_and_vouchers", "necessities",
    "growth_stops", "pool_run", "adverts_halve",
)
_CASES = ("yunlianhui", "wanjia", "wanjia_press", "wodian", "ponzi_1920", "starbucks")
FORMAT, MADE_WITH, OWN = 1, "model_version", "own"
SIZE_LIMIT = 1_000_000
"""Bytes of a document; three and a half thousand joins by day take 70,000."""
BITS_LIMIT = 64
"""Of a whole number, as TOML has it; Python refuses to print one of thousands of digits."""
NAME_LIMIT = 80
"""Letters of what a document is called after its file."""
DEPTH_LIMIT = 16
"""Tables and lists within one another; a scenario with its uncertainty needs four."""

TITLE_LIMIT = 120
"""Letters of a title; longer ones fit no cover page."""

_TEXTS = ("title", "note")

NOT_FOUND = "{field}: neither a preset ({permitted}) nor a readable file"
NOT_TOML = "{field}: not a TOML document: {value}"
TOO_LARGE = "{field}: {value} bytes; permitted is {permitted}"
TOO_DEEP = "{field}: tables or lists stand too deep within one another; permitted is {permitted}"
BAD_FORMAT = "{field} = {value}: permitted is {permitted}"
TOO_MANY_DIGITS = "{field}: a whole number of more than {permitted} bits"

# The parser's effort grows with the square of the parts of a key: long ones never reach it.
_PART = r'''(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')'''
_LONG_KEY = re.compile(
    rf"(?m)(?:^|[\[{{,])[ \t]*+{_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{DEPTH_LIMIT}}}"
)


@dataclass(frozen=True)
class Document:
    """A scenario with its name (of preset or file), its texts by language, what is uncertain about
    it, if the document says so, and the preset that it builds on, if any.

    `origin`: where it is kept, if anywhere: entry and revision of the library, ID.NUMBER.
    `remarks`: what it says that no longer counts (`model.terms.retired`).
    `model_version`: of the numbers that were made with it, if it says so.
    `own`: a scheme that somebody entered; no statement of the vendor's page stands behind it.
    `row_titles`: what its rows are called, by field (`scenarios.texts`).
    `case`: its table of published figures, if it has one (`scenarios.cases`).
    `day_zero`: the date of day 0, if it has one (`scenarios.calendar`); `currency`: its code.
    """

    name: str
    titles: Mapping[str, str]
    notes: Mapping[str, str]
    scenario: Scenario
    uncertainty: Uncertainty | None = None
    base: str = field(default="", compare=False)
    origin: str = ""
    remarks: tuple[Problem, ...] = field(default=(), compare=False)
    model_version: str = field(default="", compare=False)
    own: bool = False
    row_titles: Mapping[str, str] = field(default_factory=dict)
    case: Mapping[str, object] | None = field(default=None, compare=False)
    day_zero: date | None = None
    currency: str = YUAN

    def words(self, language: str) -> Words:
        """How the scenario is spoken of in a language."""
        return Words(language, self.own, tuple(self.row_titles.items()), self.day_zero,
                     self.currency)

    def title(self, language: str) -> str:
        """Title in a language, else in English or any other, else the name."""
        return spoken(self.titles, language) or self.name

    def note(self, language: str) -> str:
        """One sentence in a language, else in English or any other, else nothing."""
        return spoken(self.notes, language)


def preset_names() -> tuple[str, ...]:
    """Names of the shipped scenarios, the pitched terms first."""
    return _ORDER


def case_names() -> tuple[str, ...]:
    """Names of the shipped cases: schemes that really ran (`scenarios.cases`)."""
    return _CASES


def load(source: str | Path) -> Document:
    """A preset or a case by name, or a document by path. Raises ScenarioError, also if there is
    none of them.
    """
    if str(source) in (*_ORDER, *_CASES):
        return _shipped(str(source))
    return read(content_of(source, not_found(source)), name_of(source))


def not_found(source: str | Path) -> Problem:
    """The refusal of what is neither a preset nor a file."""
    return problem(NOT_FOUND, str(source), permitted=", ".join((*_ORDER, *_CASES)))


def name_of(source: str | Path) -> str:
    """What a document in a file is called: names of files may be bytes that are no text."""
    stem = PurePath(str(source).replace("\\", "/")).stem[:NAME_LIMIT]
    return stem.encode("utf-8", "replace").decode() or "upload"


def content_of(source: str | Path, missing: Problem, limit: int = SIZE_LIMIT) -> bytes:
    """The bytes of a file of bounded size. Raises ScenarioError, `missing` if it is unreadable."""
    try:
        size = Path(source).stat().st_size
        if size > limit:
            raise ScenarioError([_too_large(str(source), size, limit)])
        return Path(source).read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, ScenarioError):
            raise
        raise ScenarioError([missing]) from error


@functools.cache
def _shipped(name: str) -> Document:
    folder = PRESETS if name in _ORDER else CASES
    return read((folder / f"{name}.toml").read_bytes(), name)


def _too_large(name: str, size: int, limit: int = SIZE_LIMIT) -> Problem:
    return problem(TOO_LARGE, name, size, permitted=f"n ≤ {limit}")


def is_no_toml(error: ScenarioError) -> bool:
    """Whether a text was refused for its form, before anything in it was looked at."""
    return error.problems[0].template in (NOT_TOML, TOO_LARGE, TOO_DEEP)


def parsed(text: bytes, name: str) -> dict[str, object]:
    """The plain content of a TOML document of bounded size and depth. Raises ScenarioError."""
    if len(text) > SIZE_LIMIT:
        raise ScenarioError([_too_large(name, len(text))])
    too_deep = ScenarioError([problem(TOO_DEEP, name, permitted=f"n ≤ {DEPTH_LIMIT}")])
    try:
        decoded = text.decode("utf-8-sig")
        long_key = _LONG_KEY.search(decoded)
        content = {} if long_key else tomllib.loads(decoded)
    except RecursionError as error:
        raise too_deep from error
    except ValueError as error:
        raise ScenarioError([problem(NOT_TOML, name, str(error))]) from error
    if long_key:
        raise too_deep
    level: list[object] = [content]
    for _ in range(DEPTH_LIMIT + 1):
        if any(map(is_endless, level)):
            raise ScenarioError([problem(TOO_MANY_DIGITS, name, permitted=BITS_LIMIT)])
        level = [child for parent in level for child in _children(parent)]
    if level:
        raise too_deep
    return content


def is_endless(value: object) -> bool:
    """Whether a value is a whole number that no computer's integer holds."""
    return isinstance(value, int) and value.bit_length() > BITS_LIMIT


def _children(parent: object) -> Iterable[object]:
    if isinstance(parent, Mapping):
        return parent.values()
    return parent if isinstance(parent, list) else ()


def read(text: bytes, name: str) -> Document:
    """Parse and validate a document. Raises ScenarioError with every problem found."""
    called: dict[str, object] = {}
    content = without_titles(parsed(text, name), called)
    texts, problems = _take_texts(content)
    named = row_titles(called, problems)
    base, unsure = content.pop("base", None), content.pop("uncertainty", None)
    told, own = content.pop(MADE_WITH, ""), content.pop(OWN, False)
    day_zero = calendar.taken(content, problems)
    case = content.pop("case", None)
    if case is not None and not isinstance(case, dict):
        problems.append(problem(BAD_FORMAT, "case", case, permitted="[case]"))
    currency, began = _of_case(case, problems)
    if not isinstance(own, bool):
        problems.append(problem(BAD_FORMAT, OWN, own, permitted="true | false"))
    version = version_of(told)
    if told and not version:
        problems.append(problem(BAD_FORMAT, MADE_WITH, told, permitted="x.y.z"))
    if base is not None and base not in _ORDER:
        problems.append(problem(BAD_FORMAT, "base", base, permitted=" | ".join(_ORDER)))
    if problems:
        raise ScenarioError(problems)
    remarks = set_aside(content)
    if base is not None:
        content = merged(_shipped(base).scenario.values, content)
    crowded = too_many_rows(content)
    if crowded:
        raise ScenarioError(crowded)
    scenario = Scenario.from_values(content)
    oversize = too_large(scenario)
    if oversize is not None:
        raise ScenarioError([oversize])
    spread = None if unsure is None else uncertainty(unsure, scenario)
    return Document(
        name=name,
        titles=texts["title"],
        notes=texts["note"],
        scenario=scenario,
        uncertainty=spread,
        base=str(base or ""),
        remarks=remarks,
        model_version=version,
        own=own is True,
        row_titles=of_rows(named, scenario),
        case=case if isinstance(case, dict) else None,
        day_zero=day_zero or began,
        currency=currency,
    )


def _of_case(case: object, problems: list[Problem]) -> tuple[str, date | None]:
    """The currency that a table `[case]` names, and the date of its day 0."""
    if not isinstance(case, dict):
        return YUAN, None
    currency = case.get("currency", YUAN)
    if not isinstance(currency, str) or currency not in CURRENCIES:
        problems.append(problem(BAD_FORMAT, "case.currency", brief(str(currency), NAME_LIMIT),
                                permitted=" | ".join(CURRENCIES)))
        currency = YUAN
    at = f"case.{calendar.FIELD}"
    zero = case.get(calendar.FIELD)
    return str(currency), None if zero is None else calendar.day_of(zero, problems, at)


def set_aside(content: dict[str, object]) -> tuple[Problem, ...]:
    """Take choices that are no more out of a document's content: it opens all the same."""
    table = content.get("members")
    if not isinstance(table, dict):
        return ()
    flat, gone = without_retired({f"members.{key}": value for key, value in table.items()})
    content["members"] = {name.removeprefix("members."): value for name, value in flat.items()}
    return tuple(gone)


def _take_texts(content: dict[str, object]) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Take format, titles and notes out of a document's content."""
    problems: list[Problem] = []
    version = content.pop("format", FORMAT)
    if version != FORMAT:
        problems.append(problem(BAD_FORMAT, "format", version, permitted=FORMAT))
    texts: dict[str, dict[str, str]] = {}
    for kind in _TEXTS:
        texts[kind] = {}
        for language, habits in LANGUAGES.items():
            key = habits.field(kind)
            value = content.pop(key, "")
            if not isinstance(value, str):
                problems.append(problem(NOT_TEXT, key, value))
            elif kind == "title" and len(value) > TITLE_LIMIT:
                problems.append(problem(TOO_LONG, key, len(value), permitted=TITLE_LIMIT))
            elif value:
                texts[kind][language] = value
    return texts, problems


def merged(base: Mapping[str, object], changes: Mapping[str, object]) -> dict[str, object]:
    """The values of a base with others over them."""
    result = dict(base)
    for key, value in changes.items():
        below = result.get(key)
        both = isinstance(value, Mapping) and isinstance(below, Mapping)
        result[key] = merged(below, value) if both else value  # type: ignore[arg-type]
    return result


def fingerprint(scenario: Scenario) -> str:
    """Twelve hexadecimal digits that tell scenarios apart: the same for equal values in any order,
    and where no control is set, the same as before there were any.
    """
    values = {
        name: value for name, value in sorted(scenario.flat.items())
        if pattern(name) not in CONTROLS or value != declared(name).default
    }
    plain = json.dumps(values, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def write(document: Document) -> str:
    """The document as TOML, complete: reading it again gives an equal scenario and equal texts."""
    texts = {"title": document.titles, "note": document.notes}
    head: dict[str, object] = {"format": FORMAT}
    if document.model_version:
        head[MADE_WITH] = document.model_version
    if document.own:
        head[OWN] = True
    for kind, by_language in texts.items():
        for language, habits in LANGUAGES.items():
            if by_language.get(language):
                head[habits.field(kind)] = by_language[language]
    spread = document.uncertainty
    tail: dict[str, object] = {} if spread is None else {"uncertainty": spread.values}
    if document.case is not None:
        tail["case"] = document.case
    elif document.currency != YUAN:
        tail["case"] = {"currency": document.currency}
    values = with_titles(document.scenario.values, document.row_titles)
    return tomli_w.dumps(head | calendar.told(document.day_zero) | values | tail)
