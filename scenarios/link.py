"""A scenario and its baseline in a link: what differs from a preset, as compressed JSON.

A link names the preset (`p`) and the edition of it (`e`, the first if it names none), so that its
values stay whatever the preset says later, and the model version that made it (`m`). Titles of rows
(`n`) are told in full: those that an opened document came with, and today's where they differ; so
is the date of day 0 (`d`, empty where it was taken away).
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from analysis.uncertainty import MORE, REFUSALS_LIMIT, uncertainty
from model import MODEL_VERSION, Problem, Scenario, ScenarioError
from model.terms.names import unknown_name
from model.terms.parameters import PARAMETERS, ROW_TABLES, pattern
from model.terms.problems import problem
from model.terms.retired import RETIRED
from scenarios import calendar, editions
from scenarios.documents import PITCHED, TITLE_LIMIT, Document, load, preset_names
from scenarios.shared import BASELINES, Shared
from scenarios.size import ROWS_LIMIT, TOO_MANY_ROWS, too_large
from scenarios.texts import TOO_LONG, of_rows, row_of_title, row_titles
from scenarios.versions import UNTOLD, version_of
from wording import SOURCE
from wording.currencies import CURRENCIES, YUAN

LENGTH_LIMIT = 16_000
"""Letters of a link's scenario; browsers and chats pass this on."""
SIZE_LIMIT = 200_000
"""Bytes after decompression: a small link must not fill the memory."""

ORIGIN = re.compile(r"([0-9a-f]{32})\.([1-9][0-9]{0,8})")
"""Entry and revision of the library that something was opened from."""

DAMAGED = "{field}: the link is damaged or cut; the pitched terms are shown instead"
NO_PRESET = "{field} = {value}: no such preset; permitted is {permitted}"
NO_BASELINE = "{field} = {value}: no such baseline; permitted is {permitted}"
TELLING_LIMIT = 80
"""Letters of a link's own text that a refusal repeats."""
ROUNDS_LIMIT = 20
"""Times that refused values are left out to see whether the rest holds."""



def encode(shared: Shared, limit: int = LENGTH_LIMIT) -> str:
    """Short url-safe text of what is shared.

    Raises ValueError where it gets longer than `limit` letters (a long series of joins).
    """
    preset, number = editions.edition(shared.preset), editions.newest(shared.preset)
    content: dict[str, object] = {"p": shared.preset, "m": MODEL_VERSION}
    if number != editions.FIRST:
        content["e"] = number
    content |= _encoded(shared.loaded, shared.scenario)
    if shared.opened is not None or shared.loaded != preset.scenario:
        content["o"] = _opened(preset.scenario, shared.document)
    if shared.kind == "pinned":
        content["b"] = _encoded(shared.loaded, shared.baseline)
    elif shared.kind != "loaded":
        content["b"] = shared.kind
    called = of_rows(shared.row_titles, shared.scenario)
    if called != of_rows(shared.document.row_titles, shared.scenario):
        content["n"] = called
    if shared.starts is not None:
        content["d"] = shared.starts
    packed = zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 9)
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    if len(text) > limit:
        raise ValueError(TOO_LONG.format(field="link", value=len(text), permitted=limit))
    return text


def _opened(preset: Scenario, document: Document) -> dict[str, object]:
    """An opened document: its titles, its place in the library and what it says is uncertain
    beside its values.
    """
    titles = dict(document.titles) or {SOURCE: document.name}
    told: dict[str, object] = {"t": titles, **_encoded(preset, document.scenario)}
    if document.origin:
        told["l"] = document.origin
    if document.own:
        told["own"] = True
    if document.row_titles:
        told["n"] = dict(document.row_titles)
    if document.day_zero is not None:
        told["d"] = document.day_zero.isoformat()
    if document.currency != YUAN:
        told["c"] = document.currency
    return told if document.uncertainty is None else told | {"u": document.uncertainty.values}


def _encoded(base: Scenario, scenario: Scenario) -> dict[str, object]:
    """Rows (`r`) and values (`v`) in which a scenario differs from its base."""
    told: dict[str, object] = {}
    rows = {t: list(ids) for t, ids in scenario.row_ids.items() if ids != base.row_ids[t]}
    if rows:
        told["r"] = rows
    changed = {key: pair[0] for key, pair in scenario.differences(base).items()}
    kept = {key: value for key, value in changed.items() if key in scenario.possible_names}
    if kept:
        told["v"] = kept
    return told


def decode(text: str, limit: int = LENGTH_LIMIT) -> tuple[Shared, list[Problem]]:
    """What a link of at most `limit` letters shares, and what of it was refused (the rest is
    loaded). Never raises.
    """
    try:
        content = _unpack(text, limit)
    except ValueError:
        return Shared.of(PITCHED), [problem(DAMAGED, "link")]
    problems: list[Problem] = []
    name = content.get("p")
    if not isinstance(name, str) or name not in preset_names():
        permitted = " | ".join(preset_names())
        problems.append(problem(NO_PRESET, "link", name, permitted=permitted))
        name = PITCHED
    preset = _edition(name, content.get("e", editions.FIRST), problems)
    opened = _document(preset, content.get("o"), problems)
    if opened is None and preset.scenario != load(name).scenario:
        opened = preset
    loaded = opened.scenario if opened else preset.scenario
    scenario = _scenario(loaded, content, problems)
    kind, pinned = _baseline(loaded, content.get("b", BASELINES[0]), problems)
    called = _called(content, scenario, problems)
    shared = Shared(
        preset=name, scenario=scenario, kind=kind, pinned=pinned, opened=opened, called=called)
    if "d" in content:
        day_zero = calendar.day_of(content["d"], problems) if content["d"] else None
        shared = shared.starting(day_zero)
    return shared, _briefly(problems)


def made_with(text: str) -> str:
    """The model version that a link was made with; nothing if it cannot be read. Never raises."""
    try:
        return version_of(_unpack(text).get("m", UNTOLD))
    except ValueError:
        return ""


def _edition(name: str, number: object, problems: list[Problem]) -> Document:
    """The edition of a preset that a link means; today's preset if there is none such."""
    try:
        return replace(editions.edition(name, number), base=name)
    except ScenarioError as error:
        problems += error.problems
        return load(name)


def _document(preset: Document, told: object, problems: list[Problem]) -> Document | None:
    """The document that a link was made from, None if that was the preset itself."""
    if not isinstance(told, dict):
        return None
    scenario = _scenario(preset.scenario, told, problems)
    texts = told.get("t")
    titles = {
        language: title[:TITLE_LIMIT].encode("utf-8", "replace").decode()
        for language, title in (texts.items() if isinstance(texts, dict) else ())
        if isinstance(title, str)
    }
    try:
        spread = uncertainty(told["u"], scenario) if "u" in told else None
    except ScenarioError as error:
        problems += error.problems
        spread = None
    origin = told.get("l")
    known = origin if isinstance(origin, str) and ORIGIN.fullmatch(origin) else ""
    return Document(
        name="",
        titles=titles,
        notes={},
        scenario=scenario,
        uncertainty=spread,
        base=preset.name,
        origin=known,
        own=told.get("own") is True,
        row_titles=_called(told, scenario, problems) or {},
        day_zero=calendar.day_of(told["d"], problems) if "d" in told else None,
        currency=next((code for code in CURRENCIES if code == told.get("c")), YUAN),
    )


def _called(
    content: Mapping[str, object], scenario: Scenario, problems: list[Problem]
) -> dict[str, str] | None:
    """The titles of rows that a link tells; None if it tells none."""
    told = content.get("n")
    if not isinstance(told, dict):
        return None
    of_titles = {field: title for field, title in told.items() if row_of_title(field) is not None}
    return of_rows(row_titles(of_titles, problems), scenario)


def _briefly(problems: list[Problem]) -> list[Problem]:
    """The first refusals, each with what it repeats of the link cut short."""
    told = [
        replace(found, field=_brief(found.field), value=_brief(found.value),
                details={name: detail if name == "permitted" else _brief(detail)
                         for name, detail in found.details.items()})
        for found in problems[:REFUSALS_LIMIT]
    ]
    return told if len(problems) <= REFUSALS_LIMIT else [*told, problem(MORE, "link")]


def _brief(value: Any) -> Any:
    """A short number as it is; anything else as a text that can be written and is not long."""
    text = str(value).encode("utf-8", "replace").decode()
    if len(text) > TELLING_LIMIT:
        return text[:TELLING_LIMIT] + "…"
    return value if isinstance(value, int | float) else text


def _baseline(
    base: Scenario, told: object, problems: list[Problem]
) -> tuple[str, Scenario | None]:
    """The kind of baseline that a link asks for, and the pinned scenario if it brings one."""
    if isinstance(told, dict):
        return "pinned", _scenario(base, told, problems)
    if told in BASELINES and told != "pinned":
        return str(told), None
    problems.append(problem(NO_BASELINE, "link", told, permitted=" | ".join(BASELINES)))
    return BASELINES[0], None


def _scenario(
    base: Scenario, content: Mapping[str, object], problems: list[Problem]
) -> Scenario:
    return _largest_valid(base, _wanted(base, content, problems), problems)


def _unpack(text: str, limit: int = LENGTH_LIMIT) -> dict[str, object]:
    if len(text) > limit:
        raise ValueError("too long")
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        inflater = zlib.decompressobj()
        plain = inflater.decompress(packed, SIZE_LIMIT * limit // LENGTH_LIMIT)
        content = json.loads(plain) if inflater.eof else None
    except (binascii.Error, zlib.error, RecursionError, UnicodeError) as error:
        raise ValueError("damaged") from error
    if not isinstance(content, dict):
        raise ValueError("damaged")
    return content


def _wanted(
    base: Scenario, content: Mapping[str, object], problems: list[Problem]
) -> dict[str, object]:
    """Dotted names and values that the link asks for, the preset's included."""
    rows, changes = content.get("r"), content.get("v")
    rows = rows if isinstance(rows, dict) else {}
    flat: dict[str, object] = dict(base.flat)
    for table in ROW_TABLES:
        ids = rows.get(table)
        if isinstance(ids, list) and len(ids) > ROWS_LIMIT:
            problems.append(problem(TOO_MANY_ROWS, table, len(ids), permitted=f"n ≤ {ROWS_LIMIT}"))
        elif isinstance(ids, list):
            flat = _with_rows(flat, table, [str(row) for row in ids])
    for key, value in changes.items() if isinstance(changes, dict) else ():
        if pattern(key) in PARAMETERS or key in RETIRED:
            flat[key] = value
        elif len(problems) <= REFUSALS_LIMIT:
            problems.append(unknown_name(key[:TELLING_LIMIT], flat))
    return flat


def _with_rows(flat: Mapping[str, object], table: str, ids: list[str]) -> dict[str, object]:
    """Only these rows of a table, in this order; a new one waits for its values as None."""
    others = {name: value for name, value in flat.items() if not name.startswith(f"{table}.")}
    fields = [field for field in PARAMETERS if field.startswith(f"{table}.*.")]
    names = [field.replace("*", row) for row in ids for field in fields]
    return others | {name: flat.get(name) for name in names}


def _largest_valid(
    base: Scenario, flat: dict[str, object], problems: list[Problem]
) -> Scenario:
    """The scenario without the values that are refused; the preset if nothing else holds."""
    for _ in range(ROUNDS_LIMIT):
        try:
            scenario = Scenario.from_flat(_present(flat))
            oversize = too_large(scenario)
            if oversize is None:
                return scenario
            problems.append(oversize)
            return base
        except ScenarioError as error:
            problems += error.problems
            refused = {found.field.partition("[")[0] for found in error.problems} & flat.keys()
            if not refused:
                return base
            for name in refused:
                before = base.flat.get(name)
                if before is None or flat[name] == before:
                    del flat[name]
                else:
                    flat[name] = before
    return base


def _present(flat: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in flat.items() if value is not None}
