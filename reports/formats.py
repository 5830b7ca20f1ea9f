"""The formats of a report by name. What writes one is imported when it is first asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from importlib import import_module
from typing import Protocol

from analysis.batches import Progress, go_on
from analysis.uncertainty import Uncertainty
from model import Problem
from reports.browser import Unavailable, missing
from reports.content import Report, baseline_document, document, report
from reports.request import Request
from wording import mark


class Writer(Protocol):
    """A module that writes a report."""

    def write(self, report: Report, progress: Progress | None = None) -> bytes: ...


def _nothing() -> Problem | None:
    """Any machine will do."""
    return None


@dataclass(frozen=True)
class Format:
    """A kind of file: the `module` that writes it, the ending of its name, its media type, what it
    is good for, a Material symbol, and `missing`, which says what this machine lacks to make it.
    """

    module: str
    suffix: str
    mime: str
    purpose: str
    icon: str
    missing: Callable[[], Problem | None] = _nothing

    @property
    def writer(self) -> Writer:
        """What writes it, imported when it is first asked for."""
        found: Writer = import_module(self.module)
        return found


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "html": Format(
        "reports.html",
        ".html",
        "text/html",
        mark("One file for any browser: charts to explore, prints well"),
        "language",
    ),
    "pdf": Format(
        module="reports.pdf",
        suffix=".pdf",
        mime="application/pdf",
        purpose=mark("The same, printed on A4, with the scenario attached"),
        icon="picture_as_pdf",
        missing=missing,
    ),
    "pptx": Format(
        "reports.pptx",
        ".pptx",
        f"{_OFFICE}.presentationml.presentation",
        mark("Slides with charts and tables that can be edited"),
        "slideshow",
    ),
    "xlsx": Format(
        "reports.xlsx",
        ".xlsx",
        f"{_OFFICE}.spreadsheetml.sheet",
        mark("For finance: daily flows, and a sheet that recomputes them"),
        "table",
    ),
    "csv": Format(
        "reports.datapackage",
        ".zip",
        "application/zip",
        mark("Tables for other programs, zipped with their description"),
        "folder_zip",
    ),
}
"""The formats by name, the most read first."""

CONTENT_STEPS, STEPS = 1, 4
"""How much of the work is finding out what the report says; the rest is writing it."""


def make(request: Request, name: str, progress: Progress | None = None) -> bytes:
    """The report of a request as a file. Raises ScenarioError, Cancelled, Unavailable."""
    lacking = FORMATS[name].missing()
    if lacking is not None:
        raise Unavailable([lacking])
    go_on(progress, 0, STEPS)
    found = report(request, _part(progress, 0, CONTENT_STEPS))
    go_on(progress, CONTENT_STEPS, STEPS)
    return FORMATS[name].writer.write(found, _part(progress, CONTENT_STEPS, STEPS - CONTENT_STEPS))


def _part(progress: Progress | None, first: int, share: int) -> Progress | None:
    """Progress of a part of the work, `share` of STEPS from `first` on."""
    if progress is None:
        return None
    return lambda done, total: progress(first * total + share * done, STEPS * total)


def key(request: Request, name: str) -> tuple[object, ...]:
    """Equal for requests that give the same file: all that is asked, each field of it."""
    return name, document(request), baseline_document(request), *(
        _told(getattr(request, each.name)) for each in fields(request) if each.name != "shared")


def _told(asked: object) -> object:
    """Something that can be told apart from others as a value."""
    return (json.dumps(asked.values), asked.assumed) if isinstance(asked, Uncertainty) else asked
