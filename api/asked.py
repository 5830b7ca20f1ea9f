"""What a request may say: its fields, declared once for reading and for the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import tomli_w

from answers import question
from answers.asked_terms import FORM
from model import Problem, ScenarioError
from model.terms.problems import OUT_OF_RANGE, problem
from scenarios import Shared, link
from scenarios.documents import case_names, preset_names, read
from scenarios.fields import not_a_choice
from wording import LANGUAGES, mark

UNSUITED = mark("{field}: {value} is not what is needed here: {permitted}")
MISSING = mark("{field} is missing; needed is {permitted}")
NO_SUCH_FIELD = mark("{field}: there is no such field here; permitted is {permitted}")
NO_JSON = mark("{field}: this is no JSON object: {value}")
NO_SCENARIO = mark("{field} = {value}: neither a preset ({permitted}), nor the text of a link or a "
                   "document")
TOO_MANY = mark("{field}: {value} at once; permitted is {permitted}")

SCENARIOS, RUNS, NAMES = 8, 2_000, 200
"""Scenarios in one comparison; runs in one `vary`; readings, series and settings by name."""

Asked = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """One field of a request: what it is as JSON Schema, how a value becomes what we compute with
    (raising ScenarioError), and what it is where nothing is said.
    """

    name: str
    schema: Mapping[str, object]
    take: Callable[[str, Any], Any]
    first: Any = None
    required: bool = False


def unsuited(field: str, value: object, permitted: str) -> ScenarioError:
    """The refusal of a value of another kind."""
    return ScenarioError([problem(UNSUITED, field, _short(value), permitted=permitted)])


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]} …"


def read_body(content: bytes, fields: Sequence[Field]) -> dict[str, Any]:
    """The fields of a request's JSON. Raises ScenarioError with every problem found."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ScenarioError([problem(NO_JSON, "body", str(error))]) from error
    if not isinstance(told, dict):
        raise ScenarioError([problem(NO_JSON, "body", _short(told))])
    return read_fields(told, fields)


def read_fields(told: Mapping[str, Any], fields: Sequence[Field]) -> dict[str, Any]:
    """The same from what stands in it."""
    known = {each.name: each for each in fields}
    problems: list[Problem] = [
        problem(NO_SUCH_FIELD, name[:60], permitted=", ".join(known)) for name in told
        if name not in known]
    found: dict[str, Any] = {}
    for name, each in known.items():
        if told.get(name) is None:
            found[name] = each.first
            if each.required:
                described = str(each.schema.get("description", name))
                problems.append(problem(MISSING, name, permitted=described))
            continue
        try:
            found[name] = each.take(name, told[name])
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return found


def _shared(field: str, value: object) -> tuple[Shared, list[Problem]]:
    """A scenario by the name of a preset, as TOML, as a link tells it, or as a table in JSON."""
    if isinstance(value, dict):
        try:
            content = tomli_w.dumps(value).encode()
        except (TypeError, ValueError, RecursionError, AttributeError) as error:
            raise unsuited(field, value, str(error)) from error
        document = read(content, field)
        return Shared.opening(document), list(document.remarks)
    if not isinstance(value, str):
        raise unsuited(field, value, str(SCENARIO_SCHEMA["description"]))
    shared, remarks = question.opened(value, {})
    if remarks and not question.is_document(value):  # a page shows the rest; a number must not
        raise ScenarioError([
            problem(NO_SCENARIO, field, _short(value), permitted=" | ".join(
                (*preset_names(), *case_names())))
            if each.template == link.DAMAGED else each for each in remarks])
    return shared, remarks


def _scenarios(field: str, value: object) -> dict[str, tuple[Shared, list[Problem]]]:
    if not isinstance(value, dict) or not value:
        raise unsuited(field, value, "{label: scenario}")
    if len(value) > SCENARIOS:
        raise ScenarioError([problem(TOO_MANY, field, len(value), permitted=SCENARIOS)])
    return {label: _shared(f"{field}.{label}", each) for label, each in value.items()}


def _settings(field: str, value: object) -> dict[str, object]:
    if not isinstance(value, dict) or len(value) > NAMES:
        raise unsuited(field, value, "{dotted.name: value}")
    return dict(value)


def _names(field: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise unsuited(field, value, '["name", …]')
    if len(value) > NAMES:
        raise ScenarioError([problem(TOO_MANY, field, len(value), permitted=NAMES)])
    return tuple(dict.fromkeys(value))


def text_of(field: str, value: object) -> str:
    if not isinstance(value, str):
        raise unsuited(field, value, '"…"')
    return value


def _question(field: str, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise unsuited(field, value, FORM)
    return value


def _yes_or_no(field: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise unsuited(field, value, "true | false")
    return value


def _language(field: str, value: object) -> str:
    if not isinstance(value, str) or value not in LANGUAGES:
        raise ScenarioError([not_a_choice(field, _short(value), tuple(LANGUAGES))])
    return value


def _columns(field: str, value: object) -> dict[str, np.ndarray]:
    """Values of each varied parameter (run,); null is an optional one that is absent."""
    if not isinstance(value, dict) or not value:
        raise unsuited(field, value, "{dotted.name: [number, …]}")
    found = {}
    for name, each in value.items():
        if not isinstance(each, list) or not each or not all(
                x is None or _is_number(x) for x in each):
            raise unsuited(f"{field}.{name}"[:80], each, "[number, …]")
        if len(each) > RUNS:
            raise ScenarioError([problem(TOO_MANY, f"{field}.{name}"[:80], len(each),
                                         permitted=RUNS)])
        found[name] = np.array([np.nan if x is None else x for x in each], float)
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300


def text(name: str, most: int, described: str, first: str | None = "") -> Field:
    """A field for at most so many letters."""
    def take(field: str, value: object) -> str:
        found = text_of(field, value)
        if len(found) > most:
            raise ScenarioError([problem(TOO_MANY, field, len(found), permitted=most)])
        return found

    return Field(name, {"type": "string", "maxLength": most, "description": described}, take, first)


def choice(
    name: str, choices: Sequence[str], described: str, first: str | None = None
) -> Field:
    """A field for one of some words."""
    def take(field: str, value: object) -> str:
        if value not in choices:
            raise ScenarioError([not_a_choice(field, _short(value), tuple(choices))])
        return str(value)

    return Field(name, {"type": "string", "enum": list(choices), "description": described}, take,
                 first)


def number(
    name: str, low: float, high: float, described: str, whole: bool = False,
    first: float | None = None,
) -> Field:
    """A field for a number within a range; in an address it stands as text."""
    def take(field: str, value: object) -> float:
        with suppress(ValueError):
            value = float(value) if isinstance(value, str) else value
        if not isinstance(value, int | float) or isinstance(value, bool) or not (
                low <= value <= high) or (whole and value != int(value)):
            raise ScenarioError([problem(OUT_OF_RANGE, field, _short(value), permitted=(
                f"{'n' if whole else 'x'} = {low:g} … {high:g}"))])
        return int(value) if whole else float(value)

    return Field(name, {"type": "integer" if whole else "number", "minimum": low, "maximum": high,
                        "description": described}, take, first)


def yes_or_no(name: str, described: str, first: bool | None) -> Field:
    """A field that is true or false; in an address it stands as text."""
    def take(field: str, value: object) -> bool:
        named = {"true": True, "false": False}
        return _yes_or_no(field, named.get(value, value) if isinstance(value, str) else value)

    return Field(name, {"type": "boolean", "description": described}, take, first)


def _date(field: str, value: object) -> date:
    with suppress(ValueError):
        return date.fromisoformat(text_of(field, value))
    raise unsuited(field, value, "YYYY-MM-DD")


def _levers(field: str, value: object) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list):
        raise unsuited(field, value, '[["name", …], …]')
    return tuple(_names(f"{field}.{at}", each) for at, each in enumerate(value))


SCENARIO_SCHEMA: Mapping[str, object] = {
    "type": ["string", "object"],
    "description": "the name of a preset, a document as TOML text, the text of a link (what "
                   "stands behind s=), or a document as a JSON object",
}
_LIST = {"type": "array", "items": {"type": "string"}, "maxItems": NAMES}
SCENARIO = Field("scenario", SCENARIO_SCHEMA, _shared, required=True)
SET = Field("set", {
    "type": "object", "description": "values to change, by dotted name, in units of the model; "
    "null removes an optional one", "maxProperties": NAMES}, _settings, {})
READINGS = Field("readings", {
    **_LIST, "description": "readings by name (GET schema); default: all but those that take "
    "long"}, _names)
SERIES = Field("series", {
    **_LIST, "description": "daily series by the names of daily.csv"}, _names, ())
LANGUAGE = Field("language", {"type": "string", "enum": list(LANGUAGES), "description":
                              "of the texts; default: as Accept-Language says"}, _language)
VARY = Field("vary", {
    "type": "object", "description": f"values of each varied parameter, as many of each, at most "
    f"{RUNS:,}; null: absent", "additionalProperties": {
        "type": "array", "items": {"type": ["number", "null"]}, "maxItems": RUNS}},
    _columns, required=True)
SEVERAL = replace(SCENARIO, name="scenarios", take=_scenarios, schema={
    "type": "object", "description": f"scenarios by label, at most {SCENARIOS}",
    "maxProperties": SCENARIOS, "additionalProperties": SCENARIO_SCHEMA})
BASELINE = Field("baseline", {"type": "string", "description": "label of the scenario that the "
                              "others are held against; default: the first"}, text_of)
SPLIT = Field("results", {**_LIST, "description": "results whose difference is split by "
                          "parameter"}, _names, ())
QUESTION = Field("question", {
    "type": "object", "description": "levers {name: [low, high]}, limits [{result, at_least | "
    "at_most}], aims [{result, goal: max | min}], search {evaluations, population, seed, "
    "allow_no_gift}; what is left out is asked as the page Goal seek asks it"}, _question, {})
PAGE = Field("page", {"type": "string", "description": "the page whose question is answered in a "
                      "sentence"}, text_of, "")
FIGURES = Field("figures", {**_LIST, "description": "figures by key, as Plotly takes them"},
                _names, ())
HOVER = yes_or_no("hover", "whether points of figures have texts; default: true", True)
BASE = replace(SCENARIO, name="baseline", required=False)
DATE = Field("date", {"type": "string", "format": "date", "description": "on the title page; "
                      "default: today"}, _date)
LEVERS = Field("levers", {
    "type": "array", "maxItems": 3, "items": _LIST, "description": "numbers that move in the HTML "
    "report, each the names that move together"}, _levers, ())


def schema_of(fields: Sequence[Field]) -> dict[str, object]:
    """What a request with these fields may say, as JSON Schema."""
    return {
        "type": "object", "additionalProperties": False,
        "required": [field.name for field in fields if field.required],
        "properties": {field.name: dict(field.schema) for field in fields},
    }
