"""The document that a report carries as HTML, PPTX or PDF: never more of it is read than that."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

from pypdf import PdfReader

from model import ScenarioError
from model.terms.problems import problem
from scenarios.uploads.texts import as_text

NAME = "scenario.toml"
"""What the document is called in a page, in a PDF and in a zip of CSV files."""
DECK_ITEMS = re.compile(r"customXml/item\d{1,4}\.xml")
DECK_TAG = "{urn:backstop:scenario:1}scenario"
PDF = b"%PDF-"

DAMAGED_PDF = "{field}: damaged or encrypted, it cannot be opened as PDF"

_PAGE = re.compile(rb"\s*<!doctype html>", re.IGNORECASE)
_SCRIPT = re.compile(rf'<script type="application/toml" id="{re.escape(NAME)}">(.*?)</script>',
                     re.DOTALL)


def is_page(content: bytes) -> bool:
    """Whether a file means to be a page of the web."""
    return _PAGE.match(content.removeprefix(b"\xef\xbb\xbf")) is not None


def in_page(content: bytes) -> bytes | None:
    """The document in an HTML report, None where there is none."""
    found = _SCRIPT.search(as_text(content) or "")
    return found[1].encode() if found else None


def in_deck(archive: zipfile.ZipFile) -> bytes | None:
    """The document in a PPTX report whose parts are known to be harmless."""
    for part in filter(DECK_ITEMS.fullmatch, archive.namelist()):
        try:
            found = ElementTree.fromstring(archive.read(part)).findtext(DECK_TAG)
        except ElementTree.ParseError:
            continue
        if found:
            return found.encode()
    return None


def in_pdf(name: str, content: bytes) -> bytes | None:
    """The document attached to a PDF report. Raises ScenarioError."""
    try:
        attached = PdfReader(io.BytesIO(content)).attachments
        return attached[NAME][0] if NAME in attached else None
    except Exception as error:  # a broken PDF raises anything
        raise ScenarioError([problem(DAMAGED_PDF, name)]) from error
