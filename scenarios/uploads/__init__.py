"""Files that people open: a document as TOML, a report in any of its formats, names and values as
XLSX or CSV. What a file is, its content says, not its name.

In a report as XLSX or zip of CSV the list of parameters counts, so that values edited in a
spreadsheet win; its embedded document gives what that list does not hold: titles, notes, what is
uncertain, rows without fields.
A number that agrees with the document's to 14 digits is the document's: spreadsheets keep no more.
Formulas count as the values that the spreadsheet last computed; macros and links are not looked at.
A report tells the model version of its numbers; one that tells none was made before reports did.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from model import ScenarioError
from model.problems import problem
from scenarios import documents
from scenarios.documents import Document
from scenarios.uploads import reports
from scenarios.uploads.archive import ARCHIVE_LIMIT, TOO_LARGE, opened
from scenarios.uploads.rows import NAME, VALUE, Rows, document_of
from scenarios.uploads.sheets import in_workbook
from scenarios.uploads.tables import TEXT_LIMIT, as_text, in_table
from scenarios.versions import UNTOLD

__all__ = ["NAME", "UPLOAD_LIMIT", "VALUE", "read_upload"]

UPLOAD_LIMIT = ARCHIVE_LIMIT
"""Bytes of any file."""

NAME_LIMIT = 80

NOT_KNOWN = "{field}: neither TOML, XLSX nor CSV, nor a report of Backstop"
OLD_EXCEL = "{field}: an old or an encrypted Excel file; permitted is XLSX without a password"
NO_SCENARIO = (
    "{field}: holds no scenario; needed are columns “{name}” and “{value}”, or the sheet of a "
    "report that holds its scenario"
)

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PARAMETERS, SCENARIO = "parameters.csv", reports.NAME
"""Where a zip of CSV files holds its parameters and its document."""
DECK = "ppt/presentation.xml"


def read_upload(name: str, content: bytes) -> Document:
    """The document in a file called `name`. Raises ScenarioError with every problem found."""
    stem = PurePath(name.replace("\\", "/")).stem[:NAME_LIMIT] or "upload"
    if content.startswith(_OLE):
        raise ScenarioError([problem(OLD_EXCEL, stem)])
    if content.startswith(_ZIP):
        return _in_archive(stem, content)
    if content.startswith(reports.PDF):
        return _reported(stem, reports.in_pdf(stem, _bounded(stem, content, UPLOAD_LIMIT)))
    if reports.is_page(content):
        return _reported(stem, reports.in_page(_bounded(stem, content, UPLOAD_LIMIT)))
    text = as_text(_bounded(stem, content, TEXT_LIMIT))
    if text is None:
        raise ScenarioError([problem(NOT_KNOWN, stem)])
    rows = in_table(text, stem)
    return documents.read(content, stem) if rows is None else document_of(rows, stem)


def _bounded(stem: str, content: bytes, limit: int) -> bytes:
    """The content itself. Raises ScenarioError if there is more of it than that."""
    if len(content) > limit:
        raise ScenarioError([problem(TOO_LARGE, stem, len(content), permitted=f"n ≤ {limit}")])
    return content


def _in_archive(stem: str, content: bytes) -> Document:
    """A workbook, a deck, or a zip of CSV files as reports are."""
    rows: Rows | None = None
    with opened(stem, content) as archive:
        members = set(archive.namelist())
        if PARAMETERS in members or SCENARIO in members:
            table = archive.read(PARAMETERS) if PARAMETERS in members else b""
            rows = in_table(as_text(table) or "", stem)
            toml = archive.read(SCENARIO) if SCENARIO in members else None
        elif DECK in members:
            toml = reports.in_deck(archive)
        elif "[Content_Types].xml" in members:
            rows, toml = in_workbook(stem, content)
        else:
            raise ScenarioError([problem(NOT_KNOWN, stem)])
    if rows is not None and toml is None:
        return document_of(rows, stem)
    base = _reported(stem, toml)
    return base if rows is None else document_of(rows, stem, base)


def _reported(stem: str, toml: bytes | None) -> Document:
    """The document of a report, with the model version of its numbers."""
    if toml is None:
        raise ScenarioError([problem(NO_SCENARIO, stem, name="name", value="value")])
    found = documents.read(toml, stem)
    return replace(found, model_version=found.model_version or UNTOLD)
