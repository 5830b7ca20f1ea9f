"""The look of a client's own presentation: its colours and fonts, for slides to stand among theirs.

Nothing else of it is taken: no picture, no text, no relation to another part.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree

from model import ScenarioError
from model.terms.problems import problem
from scenarios.uploads.archive import opened

NO_THEME = "{field}: holds no theme; permitted is a presentation or template as PPTX or POTX"

MASTER = "ppt/slideMasters/slideMaster1.xml"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


@dataclass(frozen=True)
class Look:
    """Elements of a theme, and which of its colours are background and text."""

    colours: etree._Element
    fonts: etree._Element
    mapped: dict[str, str]


def look_of(field: str, content: bytes) -> Look:
    """The look of the first master of a presentation. Raises ScenarioError."""
    with opened(field, content) as archive:
        try:
            master = _read(archive, MASTER)
            theme = _read(archive, _theme_of(archive))
            colours, fonts = (theme.find(f".//{_A}{name}") for name in ("clrScheme", "fontScheme"))
            mapped = master.find(f"{_P}clrMap")
        except (KeyError, StopIteration, etree.XMLSyntaxError) as error:
            raise ScenarioError([problem(NO_THEME, field)]) from error
    if colours is None or fonts is None or mapped is None:
        raise ScenarioError([problem(NO_THEME, field)])
    return Look(colours, fonts, dict(mapped.attrib))


def _theme_of(archive: zipfile.ZipFile) -> str:
    """The part that the master names as its theme."""
    folder, name = posixpath.split(MASTER)
    relations = _read(archive, f"{folder}/_rels/{name}.rels")
    target = next(str(each.get("Target")) for each in relations
                  if str(each.get("Type")).endswith("/theme"))
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")


def _read(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(name), parser)
