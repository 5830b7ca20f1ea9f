"""A scenario and its baseline in a link: what differs from a preset, as compressed JSON.

A link names the preset (`p`) and the edition of it (`e`, the first if it names none), so that its
values stay whatever the preset says later, and the model version that made it (`m`).
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

from analysis.uncertainty import uncertainty
from model import MODEL_VERSION, Problem, Scenario, ScenarioError
from model.names import unknown_name
from model.parameters import PARAMETERS, ROW_TABLES, pattern
from model.problems import problem
from model.retired import RETIRED
from scenarios import editions
from scenarios.documents import PITCHED, TITLE_LIMIT, TOO_LONG, Document, load, preset_names
from scenarios.shared import BASELINES, Shared
from scenarios.size import too_large
from scenarios.versions import UNTOLD, version_of

LENGTH_LIMIT = 16_000
"""Letters of a link's scenario; browsers and chats pass this on."""
SIZE_LIMIT = 200_000
"""Bytes after decompression: a small link must not fill the memory."""

ORIGIN = re.compile(r"([0-9a-f]{32})\.([1-9][0-9]{0,8})")
"""Entry and revision of the library that something was opened from."""

DAMAGED = "{field}: the link is damaged or cut; the pitched terms are shown instead"
NO_PRESET = "{field} = {value}: no such preset; permitted is {permitted}"
NO_BASELINE = "{field} = {value}: no such baseline; permitted is {permitted}"
REFUSALS_LIMIT = 20
"""Refusals told of one link; finding the nearest known name for thousands would take minutes."""
TELLING_LIMIT = 80
"""Letters of a link's own text that a refusal repeats."""
ROUNDS_LIMIT = 20
"""Times that refused values are left out to see whether the rest holds."""

MORE = "{field}: more was refused than is told here"


def encode(shared: Shared) -> str:
    """Short url-safe text of what is shared.

    Raises ValueError where it gets longer than LENGTH_LIMIT (a long series of joins).
    """
    preset, number = editions.edition(shared.preset), editions.newest(shared.preset)
    content: dict[str, object] = {"p": shared.preset, "m": MODEL_VERSION}
    if number != editions.FIRST:
        content["e"] = number
    content |= _told(shared.loaded, shared.scenario)
    if shared.opened is not None or shared.loaded != preset.scenario:
        content["o"] = _opened(preset.scenario, shared.document)
    if shared.kind == "pinned":
        content["b"] = _told(shared.loaded, shared.baseline)
    elif shared.kind != "loaded":
        content["b"] = shared.kind
    packed = zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 9)
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    if len(text) > LENGTH_LIMIT:
        raise ValueError(TOO_LONG.format(field="link", value=len(text), permitted=LENGTH_LIMIT))
    return text


def _opened(preset: Scenario, document: Document) -> dict[str, object]:
    """An opened document: its titles, its place in the library and what it says is uncertain
    beside its values.
    """
    titles = dict(document.titles) or {"en": document.name}
    told: dict[str, object] = {"t": titles, **_told(preset, document.scenario)}
    if document.origin:
        told["l"] = document.origin
    return told if document.uncertainty is None else told | {"u": document.uncertainty.values}


def _told(base: Scenario, scenario: Scenario) -> dict[str, object]:
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


def decode(text: str) -> tuple[Shared, list[Problem]]:
    """What a link shares, and what of it was refused (the rest is loaded). Never raises."""
    try:
        content = _unpack(text)
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
    return Shared(name, scenario, kind, pinned, opened), _told_briefly(problems)


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
        language: title[:TITLE_LIMIT]
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
    return Document("", titles, {}, scenario, spread, preset.name, known)


def _told_briefly(problems: list[Problem]) -> list[Problem]:
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


def _unpack(text: str) -> dict[str, object]:
    if len(text) > LENGTH_LIMIT:
        raise ValueError("too long")
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        inflater = zlib.decompressobj()
        plain = inflater.decompress(packed, SIZE_LIMIT)
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
        if isinstance(ids, list):
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
