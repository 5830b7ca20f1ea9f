"""A report as CSV files in a zip, described by `datapackage.json` (Frictionless Data Package v2).

Numbers are written with all their digits; texts that a spreadsheet could take for a formula get a
quote in front (`scenarios.uploads.tables.guarded`), which the description says too.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, time

from analysis.batches import Progress, go_on
from model import MODEL_VERSION
from reports import cohorts, daily, listings, numbers, ranged, single_members
from reports.content import Report
from reports.frames import Frame, unit
from scenarios.documents import fingerprint
from scenarios.uploads import SCENARIO
from scenarios.uploads.tables import guarded
from wording import Words
from wording.languages import SOURCE

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TIMESTAMP = (1980, 1, 1, 0, 0, 0)
"""Of every file in the zip, so that equal requests give equal bytes."""

DESCRIPTION, README, BASELINE = "datapackage.json", "README.txt", "baseline.toml"

TYPES: Mapping[str, str] = {"text": "string", "any": "any", "whole": "integer"}
"""Types of the table schema by style of column; the others are numbers."""


def write(report: Report, progress: Progress | None = None) -> bytes:
    """The report as a zip of CSV files, the same bytes for equal requests. Raises Cancelled."""
    go_on(progress, 0, 3)
    frames = _frames(report)
    go_on(progress, 1, 3)
    files = {f"{frame.key}.csv": _csv(frame, report.words) for frame in frames}
    files |= {
        SCENARIO: report.toml.encode(), BASELINE: report.baseline_toml.encode(),
        README: listings.readme(report).encode("utf-8-sig"),
    }
    go_on(progress, 2, 3)
    described = json.dumps(_described(report, frames, files), ensure_ascii=False, indent=1)
    content = _zipped({DESCRIPTION: described.encode(), **files})
    go_on(progress, 3, 3)
    return content


def _frames(report: Report) -> list[Frame]:
    words, run = report.words, report.now.run
    found = [
        numbers.headlines(report), listings.changes(report), numbers.parameters(report),
        daily.daily(run, words),
        daily.daily(report.then.run, words, "baseline_daily", words("Baseline day by day")),
        cohorts.by_month(run, words), cohorts.by_segment(run, words),
        cohorts.by_month_and_segment(run, words),
        listings.claims(report), listings.texts(report), listings.tables(report),
        ranged.frame(report.request, report.ranges, words), numbers.percentiles(report),
        *single_members.frames(report.request, report.sample),
    ]
    return [frame for frame in found if frame is not None]


def _csv(frame: Frame, words: Words) -> bytes:
    """UTF-8 with its mark, by which spreadsheets know Chinese; lines end as RFC 4180 says."""
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(_heads(frame, words))
    rows.writerows(zip(*(map(_cell, column.values) for column in frame.columns), strict=True))
    return file.getvalue().encode("utf-8-sig")


def _heads(frame: Frame, words: Words) -> list[str]:
    """What stands over the columns: in English their names in files, which it was made of, else
    their labels, each with its name behind it where another column is called so too.
    """
    if words.language == SOURCE:
        return [column.name for column in frame.columns]
    count = Counter(column.label for column in frame.columns)
    return [guarded(column.label) if count[column.label] == 1 else
            guarded(f"{column.label} · {column.name}") for column in frame.columns]


def _cell(value: object) -> str:
    """A number with every digit, a text that is no formula, nothing for what is undefined."""
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):  # the default of a list of numbers, which is empty
        return ""
    return guarded(str(value))


def _described(
    report: Report, frames: Sequence[Frame], files: Mapping[str, bytes]
) -> dict[str, object]:
    """The package: what it is, where its numbers come from, and a schema for every table."""
    words, shared = report.words, report.request.shared
    tables = {f"{frame.key}.csv": frame for frame in frames}
    created = datetime.combine(report.request.day, time()).isoformat() + "Z"
    return {
        "$schema": PROFILE,
        "name": f"backstop-{fingerprint(shared.scenario)}",
        "id": f"{fingerprint(shared.scenario)}-{fingerprint(shared.baseline)}",
        "title": report.title,
        "description": _about(words),
        "version": MODEL_VERSION,
        "created": created,
        "contributors": [{"title": "Backstop", "roles": ["creator"]}],
        "sources": [{"title": text} for text in _sources(report, words)],
        "resources": [
            _resource(name, content, tables.get(name), words) for name, content in files.items()
        ],
    }


def _about(words: Words) -> str:
    return words(
        "A simulated points scheme: results, assumptions and daily series of one scenario and its "
        "baseline. A text that begins like a formula (= + - @, tab, line break) has a ' put in "
        "front; numbers are left as they are. Empty cells are undefined. Nothing here is legal or "
        "financial advice.")


def _sources(report: Report, words: Words) -> list[str]:
    return [
        words("Backstop, model version {version}", version=MODEL_VERSION),
        *(() if words.own else (
            words("Statements of the vendor's page, S-1 to S-24, as named in parameters.csv"),)),
        words("Scenario {fingerprint}, compared with {baseline}",
              fingerprint=fingerprint(report.request.shared.scenario),
              baseline=fingerprint(report.request.shared.baseline)),
    ]


def _resource(
    path: str, content: bytes, frame: Frame | None, words: Words
) -> dict[str, object]:
    stem, _, ending = path.rpartition(".")
    media = {"csv": "text/csv", "toml": "application/toml", "txt": "text/plain"}[ending]
    about: dict[str, object] = {
        "name": stem.lower().replace("_", "-"), "path": path, "format": ending,
        "mediatype": media, "encoding": "utf-8", "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if frame is None:
        return about
    return about | {
        "type": "table", "title": frame.title,
        **({"description": frame.help} if frame.help else {}),
        "dialect": {"header": True, "delimiter": ",", "lineTerminator": "\r\n"},
        "schema": _schema(frame, words),
    }


def _schema(frame: Frame, words: Words) -> dict[str, object]:
    """Name, type, title, unit and meaning of each column; `key` is its name in every language."""
    fields = []
    for column, head in zip(frame.columns, _heads(frame, words), strict=True):
        field = {"name": head, "type": TYPES.get(column.style, "number"),
                 "title": column.label, "key": column.name}
        named = unit(column.style, words)
        if named:
            field["unit"] = named
        told = ". ".join(filter(None, (column.help.rstrip("."), named)))
        fields.append(field | ({"description": told} if told else {}))
    return {"fields": fields, "missingValues": [""], "fieldsMatch": "exact"}


def _zipped(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, TIMESTAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, data)
    return content.getvalue()
