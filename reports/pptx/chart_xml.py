"""The parts that all native charts are put together from (DrawingML charts, ISO/IEC 29500-1, 21.2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml.builder import ElementMaker
from lxml.etree import _Element as Element
from lxml.etree import tostring

from reports.pptx.sheet import Column
from reports.pptx.theme import LINE_COLOUR, PALE, TEXT, scheme
from wording import LANGUAGES

A_URI = "http://schemas.openxmlformats.org/drawingml/2006/main"
C_URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"
R_URI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""Of the reference to a chart's numbers. Without a prefix of ours lxml takes one that other
libraries may have registered, and equal requests would not give equal bytes."""
A = ElementMaker(namespace=A_URI)
C = ElementMaker(namespace=C_URI, nsmap={"c": C_URI, "a": A_URI, "r": R_URI})
POINTS_TO_EMU = 12_700
DASHES = {"dash": "dash", "dot": "sysDot", "solid": "solid"}
SMALL, TEXT_SIZE = 1000, 1100
"""Hundredths of a point."""


def value(tag: str, given: Any) -> Element:
    """An element that says no more than a value."""
    return C(tag, val=str(given))


def fill(colour: str, opacity: float = 1.0) -> Element:
    """A fill in a colour of the theme where it is one, else in this colour."""
    known = scheme(colour)
    shade = A.schemeClr(val=known) if known else A.srgbClr(val=colour.lstrip("#"))
    if opacity < 1.0:
        shade.append(A.alpha(val=str(round(opacity * 100_000))))
    return A.solidFill(shade)


def stroke(
    colour: str | None, width: float = 1.0, dash: str = "solid", opacity: float = 1.0
) -> Element:
    """A line, or none."""
    if colour is None:
        return A.ln(A.noFill())
    return A.ln(
        fill(colour, opacity), A.prstDash(val=DASHES.get(dash, "solid")), A.round(),
        w=str(round(width * POINTS_TO_EMU)), cap="flat" if dash != "solid" else "rnd",
    )


def shape(inside: Element | None, line: Element | None = None) -> Element:
    """Fill and outline."""
    return C.spPr(A.noFill() if inside is None else inside, stroke(None) if line is None else line)


def letters(language: str, size: int = TEXT_SIZE, level: bool = False) -> Element:
    """How text of the chart is written; `level` never slants: LibreOffice takes 0 for leave to, so
    it is a tenth of a degree.
    """
    body = A.bodyPr(rot="6000", vert="horz") if level else A.bodyPr()
    end = A.endParaRPr(lang=LANGUAGES[language].office)
    return C.txPr(body, A.lstStyle(), A.p(
        A.pPr(A.defRPr(fill(TEXT), sz=str(size), b="0")), end))


def title(text: str, language: str, upright: bool = False, aside: bool = False) -> Element:
    """An axis' title, `aside` at the edge of the chart."""
    body = A.bodyPr(rot="-5400000", vert="horz") if upright else A.bodyPr()
    run = A.r(A.rPr(fill(TEXT), lang=LANGUAGES[language].office, sz=str(SMALL), b="0"), A.t(text))
    made = C.title(
        C.tx(C.rich(body, A.lstStyle(), A.p(A.pPr(A.defRPr(sz=str(SMALL), b="0")), run))))
    if aside:
        made.append(C.layout(C.manualLayout(
            value("xMode", "edge"), value("yMode", "edge"), value("x", 0.005), value("y", 0.3))))
    made.append(value("overlay", 0))
    return made


def name(column: Column) -> Element:
    """A series' name, from the head of its column."""
    return C.tx(C.strRef(C.f(column.name_ref), C.strCache(
        value("ptCount", 1), C.pt(C.v(column.header), idx="0"))))


def numbers(tag: str, column: Column) -> Element:
    """A column of numbers; gaps stay gaps."""
    cache = C.numCache(C.formatCode("General"), value("ptCount", len(column.values)))
    cache.extend(
        C.pt(C.v(repr(float(number))), idx=str(at))
        for at, number in enumerate(column.values) if number is not None)
    return C(tag, C.numRef(C.f(column.ref), cache))


def names(tag: str, column: Column) -> Element:
    """A column of texts."""
    cache = C.strCache(value("ptCount", len(column.values)))
    cache.extend(C.pt(C.v(text), idx=str(at)) for at, text in enumerate(column.values))
    return C(tag, C.strRef(C.f(column.ref), cache))


def categories(tag: str, column: Column) -> Element:
    """A column of texts or numbers."""
    return (names if isinstance(column.values[0], str) else numbers)(tag, column)


def labels(codes: Mapping[int, str], position: str, language: str) -> Element:
    """The values beside their bars, each in a format of its own, on white so that no line crosses
    them.
    """
    return C.dLbls(
        *(C.dLbl(value("idx", at), C.numFmt(formatCode=code, sourceLinked="0"),
                 shape(fill("#FFFFFF", 0.85)), letters(language, SMALL),
                 value("dLblPos", position), *shown(value_shown=True))
          for at, code in codes.items()), *shown())


def shown(value_shown: bool = False, name_shown: bool = False) -> Sequence[Element]:
    """What a label says."""
    return [
        value("showLegendKey", 0), value("showVal", int(value_shown)), value("showCatName", 0),
        value("showSerName", int(name_shown)), value("showPercent", 0),
        value("showBubbleSize", 0),
    ]


def legend(hidden: Sequence[int], language: str) -> Element:
    """Names of the series above the chart, those of the `hidden` ones (by position) left out."""
    entries = [C.legendEntry(value("idx", at), value("delete", 1)) for at in hidden]
    return C.legend(value("legendPos", "t"), *entries, value("overlay", 0), letters(language))


def space(
    plot_area: Element, key: Element | None, gaps: str, language: str
) -> bytes:
    """The whole chart as a part of a file."""
    chart = C.chart(value("autoTitleDeleted", 1), plot_area, *([] if key is None else [key]),
                    value("plotVisOnly", 1), value("dispBlanksAs", gaps))
    made = C.chartSpace(
        value("date1904", 0), value("lang", LANGUAGES[language].office), value("roundedCorners", 0),
        chart, shape(None), letters(language))
    data: bytes = tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def grid() -> Element:
    """Thin lines across at the ticks."""
    return C.majorGridlines(C.spPr(stroke(LINE_COLOUR, 0.75)))


def fine_grid() -> Element:
    """Thinner ones between the powers of a logarithmic axis."""
    return C.minorGridlines(C.spPr(stroke(PALE, 0.5)))
