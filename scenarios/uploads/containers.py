"""What stands in a zip, a workbook, a deck or a PDF: a list of names and values, a document."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from model import ScenarioError
from model.terms.problems import problem
from scenarios.documents import SIZE_LIMIT
from scenarios.uploads import reports
from scenarios.uploads.apart import SMALL, Found, read_apart
from scenarios.uploads.archive import DECK, PART_TOO_LARGE, WORKBOOK, opened
from scenarios.uploads.lists import Rows
from scenarios.uploads.sheets import TWO_LISTS, in_workbook
from scenarios.uploads.tables import NO_LIST, TEXT_LIMIT, in_table
from scenarios.uploads.texts import as_text

NOT_KNOWN = "{field}: neither TOML, XLSX nor CSV, nor a report of Backstop"
NO_TEXT = "{field}: “{value}” is in no known encoding; save it as CSV UTF-8"

PARAMETERS, SCENARIO = "parameters.csv", reports.NAME
"""Where a zip of CSV files holds its parameters and its document."""
OTHER_TABLES = frozenset(f"{name}.csv" for name in (
    "summary", "changes", "daily", "baseline_daily", "join_months", "segments", "cohorts", "claims",
    "texts", "tables", "ranges", "terms", "draws", "members", "percentiles", "groups"))
"""Tables of a report that are no list of parameters, though some name parameters."""
TABLES = (".csv", ".tsv", ".tab")


def read_archive(stem: str, content: bytes) -> Found:
    """A workbook, a deck, or a zip of CSV files. Raises ScenarioError."""
    with opened(stem, content) as archive:
        members = set(archive.namelist())
        size = sum(entry.file_size for entry in archive.infolist())
        if DECK in members or WORKBOOK in members:
            kind = "deck" if DECK in members else "workbook"
        elif any(_base(member) in (PARAMETERS, SCENARIO) or _is_list(member)
                 for member in members):
            kind = "tables"
        else:
            raise ScenarioError([problem(NOT_KNOWN, stem)])
    return READERS[kind](stem, content) if size <= SMALL else read_apart(kind, stem, content)


def _base(member: str) -> str:
    return PurePosixPath(member.replace("\\", "/")).name.lower()


def _is_list(member: str) -> bool:
    """Whether an entry of a zip may be a list of parameters: a table that is no other of ours."""
    base, hidden = _base(member), member.startswith("__MACOSX/")
    is_table = base.endswith(TABLES) and base not in OTHER_TABLES
    return not hidden and (is_table or base.startswith("parameters"))


def _tables(stem: str, content: bytes) -> Found:
    """The list and the document of a zip of CSV files, wherever in it they stand."""
    lists: dict[str, tuple[Rows, str | None]] = {}
    toml: dict[str, bytes] = {}
    with opened(stem, content) as archive:
        for entry in archive.infolist():
            if _base(entry.filename) == SCENARIO and not entry.filename.startswith("__MACOSX/"):
                toml[entry.filename] = _part(stem, archive, entry, SIZE_LIMIT)
            elif _is_list(entry.filename):
                found = _list(stem, archive, entry)
                if found is not None:
                    lists[entry.filename] = found
    for several in (lists, toml):
        first, *others = several.values() or [None]
        if any(other != first for other in others):
            raise ScenarioError([problem(TWO_LISTS, stem, ", ".join(several)[:200])])
    document = next(iter(toml.values()), None)
    rows, form = next(iter(lists.values()), (None, None))
    return _with_form(rows, form), document


def _with_form(rows: Rows | None, form: str | None) -> Rows | None:
    """Rows that carry the mark of decimals of their table with them."""
    return rows if rows is None or form is None else [(FORM, form), *rows]


FORM = "="
"""In place of a name: the mark of decimals that the form of a table speaks for."""


def _list(
    stem: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo
) -> tuple[Rows, str | None] | None:
    """The list in a table of a zip. Raises ScenarioError for one that cannot be read."""
    text = as_text(_part(stem, archive, entry, TEXT_LIMIT))
    if text is None:
        raise ScenarioError([problem(NO_TEXT, stem, entry.filename)])
    found = in_table(text, stem, entry.filename)
    if found is None and _base(entry.filename) == PARAMETERS:
        raise ScenarioError([problem(NO_LIST, entry.filename, name="name", value="value")])
    return found


def _part(stem: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    """The content of an entry of bounded size. Raises ScenarioError."""
    if entry.file_size > limit:
        raise ScenarioError([problem(PART_TOO_LARGE, stem, entry.filename[:80], permitted=limit)])
    return archive.read(entry)


def _deck(stem: str, content: bytes) -> Found:
    with opened(stem, content) as archive:
        return None, reports.in_deck(archive)


def _pdf(stem: str, content: bytes) -> Found:
    return None, reports.in_pdf(stem, content)


READERS: Mapping[str, Callable[[str, bytes], Found]] = {
    "tables": _tables, "workbook": in_workbook, "deck": _deck, "pdf": _pdf,
}
"""What reads a file, by kind; all may be called in a process apart."""
