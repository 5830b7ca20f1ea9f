"""An empty deck in the house style: 16:9, theme, master and three layouts with placeholders.

The parts start as python-pptx ships them and are written over here, so no template file has to be
kept in step.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import TypeAlias

from lxml.etree import tostring
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.parts.slide import SlideMasterPart
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Inches

from reports.pptx.client import Look
from reports.pptx.theme import MUTED, PRIMARY, SCHEME, TEXT, scheme
from wording import LANGUAGES

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, RIGHT = Inches(0.6), Inches(12.733)
ROOM = RIGHT - LEFT
TOP, BOTTOM = Inches(1.62), Inches(6.85)
"""Between title and footer."""

KICKER, TITLE, BODY = 10, 0, 1
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
FOOTER, NUMBER = 11, 12
"""Placeholder indices of the layouts."""

_NS = ('xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
       'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
       'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"')

_Place: TypeAlias = tuple[
    str, int, str, float, float, float, float, int, str, int, str]
# Type, index, name, left, top, width, height, letter size, colour, bold, anchor: inches and points.
_TITLE = ("title", TITLE, "Title", 0.6, 0.62, 12.13, 0.92, 24, TEXT, 1, "t")
_KICKER = ("body", KICKER, "Section", 0.6, 0.26, 12.13, 0.28, 12, PRIMARY, 1, "b")
_FOOTER = ("ftr", FOOTER, "Footer", 0.6, 7.0, 10.6, 0.3, 10, MUTED, 0, "ctr")
_NUMBER = ("sldNum", NUMBER, "Slide number", 11.6, 7.0, 1.13, 0.3, 10, MUTED, 0, "ctr")
_BODY = ("body", BODY, "Text", 0.6, 1.62, 12.13, 5.2, 16, TEXT, 0, "t")
_COVER_TITLE = ("ctrTitle", TITLE, "Title", 0.9, 1.1, 11.4, 1.7, 40, "#FFFFFF", 1, "b")
_COVER_TEXT = ("subTitle", BODY, "Text", 0.9, 2.95, 11.4, 0.6, 18, "#FFFFFF", 0, "t")

LAYOUTS = {
    "cover": (_COVER_TITLE, _COVER_TEXT, _FOOTER, _NUMBER),
    "text": (_TITLE, _KICKER, _BODY, _FOOTER, _NUMBER),
    "plain": (_TITLE, _KICKER, _FOOTER, _NUMBER),
}
COVER_BAND = Inches(3.9)
"""How far down the cover is coloured."""


def empty(look: Look | None = None) -> tuple[Deck, dict[str, SlideLayout]]:
    """A deck without slides, and its layouts by name; in the colours and fonts of `look`."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    master = deck.slide_master
    _theme(master.part, look)
    if look is not None:
        master._element.find(f"{P}clrMap").attrib.update(look.mapped)
    for layout in list(deck.slide_layouts)[len(LAYOUTS):]:
        deck.slide_layouts.remove(layout)
    _write(master, "", (_TITLE, _BODY, _FOOTER, _NUMBER))
    _master_texts(master)
    layouts = {}
    for layout, (name, places) in zip(deck.slide_layouts, LAYOUTS.items(), strict=True):
        _write(layout, name, places)
        layouts[name] = layout
    return deck, layouts


def _theme(master: SlideMasterPart, look: Look | None) -> None:
    """Colours and fonts: one for Latin letters, one for wide ones, and what a script asks for."""
    part = next(rel.target_part for rel in master.rels.values() if rel.reltype.endswith("/theme"))
    root = parse_xml(part.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    root.set("name", "Backstop")
    for slot, colour in SCHEME.items():
        element = root.find(f".//a:clrScheme/a:{slot}", space)
        for child in list(element):
            element.remove(child)
        element.append(parse_xml(f'<a:srgbClr {_NS} val="{colour[1:]}"/>'))
    for fonts in root.findall(".//a:fontScheme/*", space):
        for each in reversed(LANGUAGES.values()):
            kind = "latin" if each.letter == 1 else "ea"
            fonts.find(f"a:{kind}", space).set("typeface", each.font)
            script = fonts.find(f"a:font[@script='{each.locale.script}']", space)
            if script is not None:
                script.set("typeface", each.font)
    for given in (look.colours, look.fonts) if look else ():
        ours = root.find(f".//{given.tag}")
        ours.getparent().replace(ours, copy.deepcopy(given))
    part._blob = tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _write(holder: SlideMaster | SlideLayout, name: str, places: Sequence[_Place]) -> None:
    """Write a master's or layout's placeholders over those that are there."""
    tree = holder.shapes._spTree
    for shape in list(tree)[2:]:
        tree.remove(shape)
    for at, place in enumerate(places, start=2):
        tree.append(parse_xml(_placeholder(at, *place)))
    if name:
        holder._element.cSld.set("name", name)
    if name == "cover":
        tree.insert(2, parse_xml(_band(len(places) + 2)))


def _placeholder(
    number: int, kind: str, index: int, name: str, left: float, top: float, width: float,
    height: float, size: int, colour: str, bold: int, anchor: str,
) -> str:
    x, y, cx, cy = (Inches(v) for v in (left, top, width, height))
    side = "r" if kind == "sldNum" else "l"
    inside = ('<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr '
              'lang="en-GB"/><a:t>‹#›</a:t></a:fld>' if kind == "sldNum" else
              f'<a:r><a:rPr lang="en-GB"/><a:t>{name}</a:t></a:r>')
    levels = "".join(
        f'<a:lvl{n}pPr marL="0" indent="0" algn="{side}">'
        f'<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{bold}"><a:solidFill>{_paint(colour)}'
        f'</a:solidFill></a:defRPr></a:lvl{n}pPr>' for n in range(1, 2))
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" idx="{index}"/></p:nvPr>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/>'
        f'</a:bodyPr><a:lstStyle>{levels}</a:lstStyle><a:p>{inside}</a:p></p:txBody></p:sp>')


def _paint(colour: str) -> str:
    """A colour of the theme where it is one: what stands on the background changes with it."""
    known = scheme(colour)
    return f'<a:schemeClr val="{known}"/>' if known else f'<a:srgbClr val="{colour[1:]}"/>'


def _band(number: int) -> str:
    """The coloured upper part of the cover."""
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{number}" name="Band"/><p:cNvSpPr/><p:nvPr '
        f'userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{WIDTH}" '
        f'cy="{COVER_BAND}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        f'<a:schemeClr val="tx2"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr><p:txBody>'
        f'<a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>')


def _master_texts(master: SlideMaster) -> None:
    """The master's own styles: no bullets, dark text, theme fonts."""
    styles = master._element.find(
        "{http://schemas.openxmlformats.org/presentationml/2006/main}txStyles")
    made = "".join(
        f"<p:{kind}><a:lvl1pPr marL='0' indent='0' algn='l'><a:buNone/><a:defRPr sz='{size}'>"
        f"<a:solidFill><a:schemeClr val='tx1'/></a:solidFill><a:latin typeface='+{font}-lt'/>"
        f"<a:ea typeface='+{font}-ea'/><a:cs typeface='+{font}-cs'/></a:defRPr></a:lvl1pPr>"
        f"</p:{kind}>"
        for kind, size, font in (("titleStyle", 2400, "mj"), ("bodyStyle", 1600, "mn"),
                                 ("otherStyle", 1200, "mn")))
    styles.getparent().replace(styles, parse_xml(f"<p:txStyles {_NS}>{made}</p:txStyles>"))

