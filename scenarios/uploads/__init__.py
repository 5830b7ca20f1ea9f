"""Files that people open: a document as TOML, a report in any of its formats, names and values as
XLSX or CSV. What a file is, its content says, not its name.

In a report as XLSX or zip of CSV the list of parameters counts, so that values edited in a
spreadsheet win; its embedded document gives what that list does not hold: titles, notes, what is
uncertain, rows without fields. A list that cannot be read as a whole is refused.
A number that agrees with the document's to 14 digits is the document's: spreadsheets keep no more.
Formulas count as the values that the spreadsheet last computed; macros and links are not looked at.
A report tells the model version of its numbers; one that tells none was made before reports did.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from model import ScenarioError
from model.terms.problems import problem
from scenarios import documents
from scenarios.documents import (
    Document,
    case_names,
    content_of,
    name_of,
    not_found,
    preset_names,
)
from scenarios.uploads import reports
from scenarios.uploads.apart import read_apart
from scenarios.uploads.archive import ARCHIVE_LIMIT, TOO_LARGE
from scenarios.uploads.containers import FORM, NOT_KNOWN, SCENARIO, read_archive
from scenarios.uploads.lists import NAME, VALUE, Rows
from scenarios.uploads.rows import document_of
from scenarios.uploads.tables import NO_LIST, TEXT_LIMIT, in_table, is_table
from scenarios.uploads.texts import as_text
from scenarios.versions import UNTOLD

__all__ = ["NAME", "SCENARIO", "UPLOAD_LIMIT", "VALUE", "open_file", "read_upload"]

UPLOAD_LIMIT = ARCHIVE_LIMIT
"""Bytes of any file."""

OLD_EXCEL = "{field}: an old or an encrypted Excel file; permitted is XLSX without a password"
NO_SCENARIO = (
    "{field}: holds no scenario; needed are columns “{name}” and “{value}”, or the sheet of a "
    "report that holds its scenario"
)

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def open_file(source: str | Path) -> Document:
    """A preset or a case by name, or the document in a file of any kind by path. Raises
    ScenarioError, also if there is none of them.
    """
    if str(source) in (*preset_names(), *case_names()):
        return documents.load(source)
    return read_upload(str(source), content_of(source, not_found(source), UPLOAD_LIMIT))


def read_upload(name: str, content: bytes) -> Document:
    """The document in a file called `name`. Raises ScenarioError with the problems found."""
    stem = name_of(name)
    if content.startswith(_OLE):
        raise ScenarioError([problem(OLD_EXCEL, stem)])
    if content.startswith(_ZIP):
        return _document(stem, *read_archive(stem, content))
    if content.startswith(reports.PDF):
        return _document(stem, *read_apart("pdf", stem, _bounded(stem, content, UPLOAD_LIMIT)))
    if reports.is_page(content):
        return _document(stem, None, reports.in_page(_bounded(stem, content, UPLOAD_LIMIT)))
    text = as_text(_bounded(stem, content, TEXT_LIMIT))
    if text is None:
        raise ScenarioError([problem(NOT_KNOWN, stem)])
    return _written(stem, text)


def _written(stem: str, text: str) -> Document:
    """The document in a text: TOML, else a table."""
    try:
        return documents.read(text.encode(), stem)
    except ScenarioError as error:
        if not documents.is_no_toml(error):
            raise
        found = in_table(text, stem)
        if found is not None:
            return document_of(found[0], stem, form=found[1])
        if is_table(text):
            raise ScenarioError([problem(NO_LIST, stem, name="name", value="value")]) from error
        raise


def _bounded(stem: str, content: bytes, limit: int) -> bytes:
    """The content itself. Raises ScenarioError if there is more of it than that."""
    if len(content) > limit:
        raise ScenarioError([problem(TOO_LARGE, stem, len(content), permitted=f"n ≤ {limit}")])
    return content


def _document(stem: str, rows: Rows | None, toml: bytes | None) -> Document:
    """The document of a list, or of a report with the list that was edited in it."""
    form = None
    if rows and rows[0][0] == FORM:
        form, rows = str(rows[0][1]), rows[1:]
    if rows is not None and toml is None:
        return document_of(rows, stem, form=form)
    base = _reported(stem, toml)
    return base if rows is None else document_of(rows, stem, base, form)


def _reported(stem: str, toml: bytes | None) -> Document:
    """The document of a report, with the model version of its numbers."""
    if toml is None:
        raise ScenarioError([problem(NO_SCENARIO, stem, name="name", value="value")])
    found = documents.read(toml, stem)
    return replace(found, model_version=found.model_version or UNTOLD)
