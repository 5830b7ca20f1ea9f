"""Text on slides: paragraphs of runs, each in the deck's language, and boxes that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml.builder import ElementMaker
from lxml.etree import _Element as Element
from pptx.enum.text import MSO_ANCHOR
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.util import Emu, Pt

from reports.pptx.chart_xml import A_URI, fill
from reports.pptx.texts import clean, height, reach, wrapped
from wording import LANGUAGES

A = ElementMaker(namespace=A_URI, nsmap={"a": A_URI})
POINT = 12_700
BULLET = 14.0
"""Points that a list's text stands to the right of its bullet."""


@dataclass(frozen=True)
class Run:
    """Letters of one look; None leaves it to the placeholder."""

    text: str
    size: float | None = None
    bold: bool | None = None
    colour: str | None = None


@dataclass(frozen=True)
class Para:
    """A paragraph with `space` points before it."""

    runs: tuple[Run, ...]
    space: float = 0.0
    bullet: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def heading(self) -> bool:
        """Whether it stands over what follows."""
        return not self.bullet and all(run.bold for run in self.runs if run.text)

    def height(self, room: float) -> float:
        """Points that it takes in a box of `room` points, the space before it included."""
        size = max(run.size or 12.0 for run in self.runs)
        bold = any(run.bold for run in self.runs)
        return self.space + height(self.text, room - (BULLET if self.bullet else 0), size, bold)


def para(
    text: str, size: float | None = None, bold: bool | None = None, colour: str | None = None,
    space: float = 0.0,
) -> Para:
    """A paragraph of one look."""
    return Para((Run(clean(text), size, bold, colour),), space)


def paragraphs(given: Iterable[Para], language: str) -> list[Element]:
    """Their XML."""
    return [_paragraph(each, language) for each in given]


def _paragraph(given: Para, language: str) -> Element:
    options = A.pPr()
    if given.bullet:
        options = A.pPr(A.buFont(typeface="Arial"), A.buChar(char="•"),
                        marL=str(round(BULLET * POINT)), indent=str(-round(BULLET * POINT)))
    if given.space:
        options.insert(0, A.spcBef(A.spcPts(val=str(round(given.space * 100)))))
    return A.p(options, *(run_of(run, language) for run in given.runs if run.text))


def run_of(run: Run, language: str) -> Element:
    look = A.rPr(lang=LANGUAGES[language].office, dirty="0")
    if run.size is not None:
        look.set("sz", str(round(run.size * 100)))
    if run.bold is not None:
        look.set("b", str(int(run.bold)))
    if run.colour is not None:
        look.append(fill(run.colour))
    return A.r(look, A.t(run.text))


def write(shape: Shape, given: Sequence[Para], language: str) -> None:
    """Write paragraphs into a shape in place of what it holds."""
    body = shape.text_frame._txBody
    for old in body.findall(f"{{{A_URI}}}p"):
        body.remove(old)
    body.extend(paragraphs(given, language))


def box(
    slide: Slide, name: str, at: tuple[float, float, float, float], given: Sequence[Para],
    language: str, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
) -> BaseShape:
    """A text box at left, top, width, height without margins of its own."""
    made = slide.shapes.add_textbox(*(Emu(round(part)) for part in at))
    made.name = name
    frame = made.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    write(made, given, language)
    return made


def fitted(text: str, room: float, tall: float, sizes: Sequence[float], bold: bool) -> float:
    """The largest of `sizes` (falling) in which `text` fits into a box of points, else the last."""
    return next((size for size in sizes if height(text, room, size, bold) <= tall), sizes[-1])


def cut(text: str, room: float, size: float, lines: int, bold: bool = False) -> str:
    """The text, shortened to so many lines where it is longer."""
    found = wrapped(text, room, size, bold)
    if len(found) <= lines:
        return text
    kept = text[: reach(text, found[:lines])]
    while kept and len(wrapped(kept + "…", room, size, bold)) > lines:
        kept = kept[:-1]
    return kept + "…"
