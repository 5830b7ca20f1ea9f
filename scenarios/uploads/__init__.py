"""Files that people open: a document as TOML, a report as XLSX or zip of CSV, names and values as
XLSX or CSV. What a file is, its content says, not its name.

In a report the list of parameters counts, so that values edited in a spreadsheet win; its embedded
document gives what that list does not hold: titles, notes, what is uncertain, rows without fields.
A number that agrees with the document's to 14 digits is the document's: spreadsheets keep no more.
Formulas count as the values that the spreadsheet last computed; macros and links are not looked at.
"""

from __future__ import annotations

from pathlib import PurePath

from model import ScenarioError
from model.problems import problem
from scenarios import documents
from scenarios.documents import Document
from scenarios.uploads.archive import ARCHIVE_LIMIT, TOO_LARGE, opened
from scenarios.uploads.rows import NAME, VALUE, document_of
from scenarios.uploads.sheets import in_workbook
from scenarios.uploads.tables import TEXT_LIMIT, as_text, in_table

__all__ = ["NAME", "UPLOAD_LIMIT", "VALUE", "read_upload"]

UPLOAD_LIMIT = ARCHIVE_LIMIT
"""Bytes of any file."""

NAME_LIMIT = 80

NOT_KNOWN = "{field}: neither TOML, XLSX nor CSV"
OLD_EXCEL = "{field}: an old or an encrypted Excel file; permitted is XLSX without a password"
NO_SCENARIO = (
    "{field}: holds no scenario; needed are columns “{name}” and “{value}”, or the sheet of a "
    "report that holds its scenario"
)

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PARAMETERS, SCENARIO = "parameters.csv", "scenario.toml"
"""Where a zip of CSV files holds its parameters and its document."""


def read_upload(name: str, content: bytes) -> Document:
    """The document in a file called `name`. Raises ScenarioError with every problem found."""
    stem = PurePath(name.replace("\\", "/")).stem[:NAME_LIMIT] or "upload"
    if content.startswith(_OLE):
        raise ScenarioError([problem(OLD_EXCEL, stem)])
    if content.startswith(_ZIP):
        return _in_archive(stem, content)
    if len(content) > TEXT_LIMIT:
        raise ScenarioError([problem(TOO_LARGE, stem, len(content),
                                     permitted=f"n ≤ {TEXT_LIMIT}")])
    text = as_text(content)
    if text is None:
        raise ScenarioError([problem(NOT_KNOWN, stem)])
    rows = in_table(text, stem)
    return documents.read(content, stem) if rows is None else document_of(rows, stem)


def _in_archive(stem: str, content: bytes) -> Document:
    """A workbook, or a zip of CSV files as reports are."""
    with opened(stem, content) as archive:
        members = set(archive.namelist())
        if PARAMETERS in members or SCENARIO in members:
            table = archive.read(PARAMETERS) if PARAMETERS in members else b""
            rows = in_table(as_text(table) or "", stem)
            toml = archive.read(SCENARIO) if SCENARIO in members else None
        elif "[Content_Types].xml" in members:
            rows, toml = in_workbook(stem, content)
        else:
            raise ScenarioError([problem(NOT_KNOWN, stem)])
    base = None if toml is None else documents.read(toml, stem)
    if rows is not None:
        return document_of(rows, stem, base)
    if base is None:
        raise ScenarioError([problem(NO_SCENARIO, stem, name="name", value="value")])
    return base
