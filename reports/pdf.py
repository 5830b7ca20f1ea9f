"""A report as PDF: the HTML report as a browser prints it, with the scenario attached."""

from __future__ import annotations

import io
from datetime import datetime, time

from pypdf import PdfReader, PdfWriter

from analysis.batches import Progress
from model import MODEL_VERSION
from reports import html, letters
from reports.browser import Unavailable, printed
from reports.content import Report
from scenarios.documents import fingerprint

__all__ = ["MIME", "SUFFIX", "Unavailable", "write"]

SUFFIX, MIME = ".pdf", "application/pdf"


def write(report: Report, progress: Progress | None = None) -> bytes:
    """The report as tagged PDF with bookmarks. Raises Unavailable without a browser, Cancelled."""
    found = PdfReader(io.BytesIO(printed(html.page(report, printed=True), progress)))
    made = PdfWriter(clone_from=found)
    letters.restore(made)
    made.metadata = None
    made.add_metadata(_metadata(report))
    for name, text in ((html.FILES["scenario"], report.toml),
                       (html.FILES["baseline"], report.baseline_toml)):
        made.add_attachment(name, text.encode())
    file = io.BytesIO()
    made.write(file)
    return file.getvalue()


def _metadata(report: Report) -> dict[str, str]:
    """The date is the report's own, so that equal requests give equal files."""
    shared = report.request.shared
    day = datetime.combine(report.request.day, time()).strftime("D:%Y%m%d%H%M%SZ")
    return {
        "/Title": report.title, "/Creator": "Backstop", "/Producer": f"Backstop {MODEL_VERSION}",
        "/Subject": fingerprint(shared.scenario), "/CreationDate": day, "/ModDate": day,
    }
