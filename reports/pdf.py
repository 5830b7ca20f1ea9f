"""A report as PDF: the HTML report as a browser prints it, with the scenario attached.

No browser can name a page in its contents (CSS target-counter): it prints once without drawing the
charts, which tells where each section begins, and then with these numbers.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime, time

from pypdf import PdfReader, PdfWriter

from analysis.batches import Progress
from model import MODEL_VERSION
from reports import html, letters
from reports.browser import Unavailable, printed
from reports.content import Report
from scenarios.documents import fingerprint

__all__ = ["Unavailable", "write"]

MEASURED, AGAIN = (0.0, 0.3), ((0.3, 1.0), (0.9, 1.0))
"""Parts of the work, as progress tells them: to measure, to print, should it differ once more."""


def write(report: Report, progress: Progress | None = None) -> bytes:
    """The report as tagged PDF with bookmarks. Raises Unavailable without a browser, Cancelled."""
    made = PdfWriter(clone_from=_numbered(report, progress))
    letters.restore(made)
    made.metadata = None
    made.add_metadata(_metadata(report))
    for name, text in ((html.FILES["scenario"], report.toml),
                       (html.FILES["baseline"], report.baseline_toml)):
        made.add_attachment(name, text.encode())
    file = io.BytesIO()
    made.write(file)
    return file.getvalue()


def _numbered(report: Report, progress: Progress | None) -> PdfReader:
    """The printed report whose contents name the pages on which its sections stand; without
    numbers, should they never come to rest.
    """
    pages = None
    for part in (MEASURED, *AGAIN):
        found = _printed(report, pages, progress, part)
        if pages == (stand := _pages(found, report)):
            return found
        pages = stand
    return _printed(report, {}, progress, (1.0, 1.0))


def _printed(
    report: Report, pages: Mapping[str, int] | None, progress: Progress | None,
    part: tuple[float, float],
) -> PdfReader:
    """Print once; `part` of the whole work is told as progress."""
    start, end = part

    def told(done: int, total: int) -> bool:
        return progress is None or progress(
            round(100 * (start + (end - start) * done / total)), 100)

    page = html.page(report, printed=True, pages=pages)
    return PdfReader(io.BytesIO(printed(page, told)))


def _pages(found: PdfReader, report: Report) -> dict[str, int]:
    """By section, the page on which it begins (from 1)."""
    places = found.named_destinations
    stand = {section.key: found.get_destination_page_number(places[f"/{section.key}"])
             for section in report.sections if f"/{section.key}" in places}
    return {key: page + 1 for key, page in stand.items() if page is not None}


def _metadata(report: Report) -> dict[str, str]:
    """The date is the report's own, so that equal requests give equal files."""
    shared = report.request.shared
    day = datetime.combine(report.request.day, time()).strftime("D:%Y%m%d%H%M%SZ")
    return {
        "/Title": report.title, "/Creator": "Backstop", "/Producer": f"Backstop {MODEL_VERSION}",
        "/Subject": fingerprint(shared.scenario), "/CreationDate": day, "/ModDate": day,
    }
