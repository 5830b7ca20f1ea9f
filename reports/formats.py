"""The formats of a report by name. What writes one is imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol

from analysis.batches import Progress, go_on
from reports.content import Report, baseline_document, document, report
from reports.request import Request

_MODULES = {
    "html": "reports.html", "pdf": "reports.pdf", "pptx": "reports.pptx", "xlsx": "reports.xlsx",
    "csv": "reports.datapackage",
}
FORMATS = tuple(_MODULES)
"""Names of the formats, the most read first."""

CONTENT_STEPS, STEPS = 1, 4
"""How much of the work is finding out what the report says; the rest is writing it."""


class Writer(Protocol):
    """A module that writes a report: the ending of its files, their media type, and `write`."""

    SUFFIX: str
    MIME: str

    def write(self, report: Report, progress: Progress | None = None) -> bytes: ...


def writer(name: str) -> Writer:
    """What writes a format. KeyError if there is none of that name."""
    module: Writer = import_module(_MODULES[name])
    return module


def make(request: Request, name: str, progress: Progress | None = None) -> bytes:
    """The report of a request as a file. Raises ScenarioError, Cancelled."""
    go_on(progress, 0, STEPS)
    found = report(request, _part(progress, 0, CONTENT_STEPS))
    go_on(progress, CONTENT_STEPS, STEPS)
    return writer(name).write(found, _part(progress, CONTENT_STEPS, STEPS - CONTENT_STEPS))


def _part(progress: Progress | None, first: int, share: int) -> Progress | None:
    """Progress of a part of the work, `share` of STEPS from `first` on."""
    if progress is None:
        return None
    return lambda done, total: progress(first * total + share * done, STEPS * total)


def key(request: Request, name: str) -> tuple[object, ...]:
    """Equal for requests that give the same file."""
    documents = document(request), baseline_document(request)
    texts = request.title, request.client, request.summary, request.link
    choices = request.uncertain is not None, request.members, request.terms
    return name, request.language, request.day, *documents, *texts, *choices
