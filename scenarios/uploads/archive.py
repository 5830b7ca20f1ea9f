"""Zip files from strangers: bounded before anything in them is read."""

from __future__ import annotations

import io
import re
import zipfile

from model import ScenarioError
from model.terms.problems import Problem, problem

ARCHIVE_LIMIT = 40_000_000
"""Bytes of a file; the XLSX of a report over ten years with seven campaigns takes 25 million."""
ENTRIES_LIMIT = 500
UNPACKED_LIMIT = 300_000_000
"""Bytes of all entries together; that report has 150 million."""
PART_LIMIT = 8_000_000
"""Bytes of a part that describes a workbook: all of them are held in memory at once."""
RATIO_LIMIT = 120
"""Unpacked bytes per packed one; sheets of reports reach 10, deflate itself 1,000."""

DECK, WORKBOOK = "ppt/presentation.xml", "[Content_Types].xml"
OFFICE = {DECK, WORKBOOK}
"""Parts by which a zip is known as a file of an office program."""

TOO_LARGE = "{field}: {value} bytes; permitted is {permitted}"
TOO_MANY_ENTRIES = "{field}: {value} files in it; permitted is {permitted}"
UNPACKS_TOO_LARGE = "{field}: unpacks to {value} bytes; permitted is {permitted}"
NOT_A_ZIP = "{field}: damaged or encrypted, it cannot be unpacked"
PART_TOO_LARGE = "{field}: “{value}” is too large for its kind; permitted is {permitted} bytes"
NOT_PLAIN_XML = "{field}: “{value}” is not plain XML in UTF-8 without declarations of its own"

_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_BOM = b"\xef\xbb\xbf"
_HEAD = 1024
_DESCRIPTION = re.compile(
    r"\[content_types\]\.xml|.*\.rels|(docprops|customxml|xl/theme)/.*|xl/(?!sharedstrings)[^/]*\.xml")
# A document type could define entities that grow without end; it can only stand before the root.
_PLAIN = re.compile(
    rb"""\s*(<\?xml(\s+version\s*=\s*["']1\.0["'])?(\s+encoding\s*=\s*["'](?i:utf-8|us-ascii)["'])?"""
    rb"""(\s+standalone\s*=\s*["'](yes|no)["'])?\s*\?>)?\s*<[A-Za-z_]"""
)


def opened(
    name: str, content: bytes, limit: int = ARCHIVE_LIMIT, unpacked: int = UNPACKED_LIMIT
) -> zipfile.ZipFile:
    """A zip whose size, number of entries and XML are harmless. Raises ScenarioError."""
    if len(content) > limit:
        raise ScenarioError([problem(TOO_LARGE, name, len(content), permitted=f"n ≤ {limit}")])
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        found = _harmful(name, archive, unpacked)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise ScenarioError([problem(NOT_A_ZIP, name)]) from error
    except Exception as error:  # zlib.error and what else a broken entry raises
        raise ScenarioError([problem(NOT_A_ZIP, name)]) from error
    if found is not None:
        raise ScenarioError([found])
    return archive


def _harmful(name: str, archive: zipfile.ZipFile, unpacked: int) -> Problem | None:
    """What forbids reading on, judged by the directory first. No entry unpacks to more than the
    directory says: `zipfile` stops there.
    """
    entries = archive.infolist()
    if len(entries) > ENTRIES_LIMIT:
        return problem(TOO_MANY_ENTRIES, name, len(entries), permitted=f"n ≤ {ENTRIES_LIMIT}")
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    allowed = min(unpacked, RATIO_LIMIT * max(packed, 10_000))
    if size > allowed:
        return problem(UNPACKS_TOO_LARGE, name, size, permitted=f"n ≤ {allowed}")
    if any(entry.flag_bits & 1 for entry in entries):
        return problem(NOT_A_ZIP, name)
    if not {entry.filename for entry in entries} & OFFICE:
        return None  # tables and TOML: nothing of it is parsed as XML
    large = next((entry.filename for entry in entries if entry.file_size > PART_LIMIT
                  and _DESCRIPTION.fullmatch(entry.filename.lower())), None)
    if large is not None:
        return problem(PART_TOO_LARGE, name, large[:80], permitted=PART_LIMIT)
    return next((problem(NOT_PLAIN_XML, name, entry.filename) for entry in entries
                 if _unsafe(_start(archive, entry))), None)


def _start(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:
        return file.read(_HEAD)


def _unsafe(head: bytes) -> bool:
    """Whether an entry that could be parsed as XML does not start with its root element, or hides
    its start behind blanks.
    """
    if head.startswith(_UTF16):
        return True
    text = head.removeprefix(_BOM)
    if len(head) == _HEAD and not text.strip():
        return True
    return text.lstrip().startswith(b"<") and _PLAIN.match(text) is None
