"""The file around the slides: the scenario within it, its properties, and the same bytes for the
same request.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation as Deck

from model import ScenarioError
from model.terms.problems import problem
from reports.content import Report
from reports.pptx.slides import Slides
from reports.pptx.texts import UNFIT, clean
from scenarios.documents import SIZE_LIMIT
from wording import mark

SPACE = "urn:backstop:scenario:1"
ITEM = "/customXml/item1.xml"
PROPERTIES = "/customXml/itemProps1.xml"
STORE = "{B4C5706E-2D31-4E53-9A5C-0D5B6F0E7A11}"
"""The id of our custom XML in every deck."""
_DATA_URI = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
EARLIEST = (1980, 1, 1, 0, 0, 0)

NO_DECK = mark("{field}: not a PPTX report of Backstop")


def finish(slides: Slides, report: Report) -> bytes:
    """The deck as a file that carries its scenario."""
    deck = slides.deck
    _embed(deck, report)
    _list_sections(slides)
    _own_up(deck)
    about = deck.core_properties
    made = datetime.combine(report.request.day, time())
    about.title, about.author = clean(report.title)[:255], "Backstop"
    about.last_modified_by, about.revision = "Backstop", 1
    about.created = about.modified = made
    about.language = report.words.habits.office
    saved = io.BytesIO()
    deck.save(saved)
    return _steady(saved.getvalue())


def _held(document: str) -> str:
    """A TOML document as XML can hold it: what it cannot, as TOML escapes it."""
    return UNFIT.sub(lambda found: "\ufffd" if "\ud800" <= found[0] <= "\udfff"
                     else f"\\u{ord(found[0]):04x}", document)


def _list_sections(slides: Slides) -> None:
    """Headings in the list of slides: an extension that other programs pass over."""
    ids = [each.get("id") for each in slides.deck.slides._sldIdLst]
    ends = [start for _name, start in slides.parts[1:]] + [len(ids)]
    listed = etree.Element(f"{{{_P14}}}sectionLst", nsmap={"p14": _P14})
    for at, ((name, start), end) in enumerate(zip(slides.parts, ends, strict=True)):
        if start == end:
            continue
        section = etree.SubElement(listed, f"{{{_P14}}}section", name=name,
                                   id=f"{{{uuid5(NAMESPACE_URL, f'{SPACE}:{at}')}}}".upper())
        inside = etree.SubElement(section, f"{{{_P14}}}sldIdLst")
        for each in ids[start:end]:
            etree.SubElement(inside, f"{{{_P14}}}sldId", id=each)
    root = slides.deck._element
    space = root.nsmap["p"]
    extensions = root.find(f"{{{space}}}extLst")
    if extensions is None:
        extensions = etree.SubElement(root, f"{{{space}}}extLst")
    etree.SubElement(extensions, f"{{{space}}}ext", uri=_SECTIONS).append(listed)


def _own_up(deck: Deck) -> None:
    """Who made the file, in place of what python-pptx's template says; no thumbnail of that."""
    package = deck.part.package
    for key, relation in list(package._rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package._rels.pop(key)
        elif relation.reltype.endswith("/extended-properties"):
            relation.target_part._blob = _bytes(_application())


def _application() -> etree._Element:
    root = etree.Element(f"{{{_APP}}}Properties", nsmap={None: _APP})
    etree.SubElement(root, f"{{{_APP}}}Application").text = "Backstop"
    etree.SubElement(root, f"{{{_APP}}}PresentationFormat").text = "Widescreen"
    return root


def _embed(deck: Deck, report: Report) -> None:
    """Scenario and baseline as custom XML, which office programs keep when they save."""
    root = etree.Element(f"{{{SPACE}}}report", nsmap={None: SPACE})
    for tag, text in (("scenario", report.toml), ("baseline", report.baseline_toml)):
        etree.SubElement(root, f"{{{SPACE}}}{tag}").text = _held(text)
    package = deck.part.package
    item = Part(PackURI(ITEM), "application/xml", package, _bytes(root))
    store = etree.Element(f"{{{_DATA_URI}}}datastoreItem", nsmap={"ds": _DATA_URI})
    store.set(f"{{{_DATA_URI}}}itemID", STORE)
    refs = etree.SubElement(store, f"{{{_DATA_URI}}}schemaRefs")
    etree.SubElement(refs, f"{{{_DATA_URI}}}schemaRef").set(f"{{{_DATA_URI}}}uri", SPACE)
    properties = Part(
        PackURI(PROPERTIES),
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", package,
        _bytes(store))
    item.relate_to(properties, f"{_RELATIONS}/customXmlProps")
    deck.part.relate_to(item, f"{_RELATIONS}/customXml")


def _bytes(root: etree._Element) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _steady(data: bytes) -> bytes:
    """The same members with the earliest time that a zip knows."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, EARLIEST)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return made.getvalue()


def scenario_of(data: bytes) -> str:
    """The TOML document of the scenario that a deck was made from. Raises ScenarioError."""
    return _carried(data, "scenario")


def baseline_of(data: bytes) -> str:
    """The TOML document of what it was held against. Raises ScenarioError."""
    return _carried(data, "baseline")


def _carried(data: bytes, tag: str) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            for member in file.infolist():
                if not member.filename.startswith("customXml/item") or (
                        member.file_size > 4 * SIZE_LIMIT):
                    continue
                found = etree.fromstring(file.read(member), parser)
                if found.tag == f"{{{SPACE}}}report":
                    return str(found.findtext(f"{{{SPACE}}}{tag}") or "")
    except (zipfile.BadZipFile, etree.XMLSyntaxError, RuntimeError, NotImplementedError):
        pass
    raise ScenarioError([problem(NO_DECK, "PPTX")])
