"""Slides of the deck: placeholders, footer, notes and alt texts, the same on each."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, SlideLayout
from pptx.util import Emu, Pt

from reports.pptx import tables, template
from reports.pptx.client import Look
from reports.pptx.native import Native
from reports.pptx.text import Para, box, cut, fitted, para, write
from reports.pptx.texts import clean
from reports.pptx.theme import LINE_COLOUR
from reports.series import Plot
from wording import Words

POINT = 12_700
ROOM = template.ROOM / POINT
"""Points between the margins."""
TALL = (template.BOTTOM - template.TOP) / POINT
TITLE_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0)
TITLE_TALL = 66.0
COVER_SIZES = (40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 18.0, 16.0)
COVER_ROOM, COVER_TALL = 820.0, 120.0


@dataclass
class Slides:
    """A deck in the making; `footer` stands at the foot of each slide, `look` is a client's."""

    words: Words
    footer: str
    look: Look | None = None
    deck: Deck = field(init=False)
    layouts: dict[str, SlideLayout] = field(init=False)
    parts: list[tuple[str, int]] = field(default_factory=list)
    """Names of the deck's sections, and how many slides stand before each."""

    def __post_init__(self) -> None:
        self.deck, self.layouts = template.empty(self.look)

    @property
    def language(self) -> str:
        return self.words.language

    def begin(self, name: str) -> None:
        """Put what comes under a heading of the slide list."""
        self.parts.append((clean(name), len(self.deck.slides)))

    def slide(self, layout: str, title: str, kicker: str, notes: Sequence[str]) -> Slide:
        """A slide with its title, the section's name above it, and what its speaker needs."""
        made: Slide = self.deck.slides.add_slide(self.layouts[layout])
        title = clean(title)
        size = fitted(title, ROOM, TITLE_TALL, TITLE_SIZES, bold=True)
        write(_title(made), [para(title, size)], self.language)
        for place in list(made.placeholders):
            if place.placeholder_format.idx == template.KICKER:
                kicker = cut(clean(kicker), ROOM, 12.0, 1, bold=True)
                if kicker and kicker != title:
                    write(place, [para(kicker)], self.language)
                else:
                    place._element.getparent().remove(place._element)
        self._notes(made, notes)
        return made

    def cover(self, title: str, subtitle: str, notes: Sequence[str]) -> Slide:
        """The first slide."""
        made = self.slide("cover", title, "", notes)
        title = clean(title)
        size = fitted(title, COVER_ROOM, COVER_TALL, COVER_SIZES, bold=True)
        write(_title(made), [para(title, size)], self.language)
        write(made.placeholders[template.BODY], [para(subtitle)], self.language)
        return made

    def end(self) -> None:
        """Footers behind all that stands on a slide: they are read out last."""
        for slide in self.deck.slides:
            self._foot(slide)

    def _foot(self, slide: Slide) -> None:
        """Footer and number, as placeholders of their own."""
        # Python-pptx types __iter__ of these as an attribute.
        for place in slide.slide_layout.placeholders:  # type: ignore[misc]
            if place.placeholder_format.idx not in (template.FOOTER, template.NUMBER):
                continue
            shape = copy.deepcopy(place._element)
            shape.spPr.clear()
            slide.shapes._spTree.append(shape)
            if place.placeholder_format.idx == template.FOOTER:
                made = slide.shapes[-1]
                assert isinstance(made, Shape), made.name
                write(made, [para(cut(clean(self.footer), 760.0, 10.0, 1))],
                      self.language)
        for number, shape in enumerate(slide.shapes._spTree.iter_shape_elms(), start=2):
            shape._nvXxPr.cNvPr.set("id", str(number))

    def _notes(self, slide: Slide, notes: Sequence[str]) -> None:
        frame = slide.notes_slide.notes_placeholder
        assert frame is not None, slide.name
        write(frame, [para(line) for line in notes if line.strip()], self.language)

    def text(self, slide: Slide, given: Sequence[Para]) -> None:
        """Into the body placeholder."""
        write(slide.placeholders[template.BODY], given, self.language)

    def box(
        self, slide: Slide, name: str, at: tuple[float, float, float, float],
        given: Sequence[Para], anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    ) -> BaseShape:
        """Text at left, top, width, height."""
        return box(slide, name, at, given, self.language, anchor)

    def panel(
        self, slide: Slide, name: str, at: tuple[float, float, float, float],
        given: Sequence[Para], anchor: MSO_ANCHOR = MSO_ANCHOR.MIDDLE,
    ) -> BaseShape:
        """Text on a card with a thin edge."""
        made = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE,
                                      *(Emu(round(part)) for part in at))
        made.name = name
        made.adjustments[0] = 0.05
        made.shadow.inherit = False
        _coloured(made)
        frame = made.text_frame
        frame.word_wrap, frame.vertical_anchor = True, anchor
        frame.margin_left = frame.margin_right = Pt(12)
        frame.margin_top = frame.margin_bottom = Pt(8)
        write(made, given, self.language)
        return made

    def chart(
        self, slide: Slide, plot: Plot, at: tuple[float, float, float, float], name: str, alt: str
    ) -> None:
        """A native chart with its text for those who do not see it."""
        left, top, width, height = (Emu(round(part)) for part in at)
        # Native stands in for python-pptx’s data; what it returns is the frame, typed as the chart.
        made = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, left, top, width, height,
                                      Native(plot, self.language))  # type: ignore[arg-type]
        describe(made, name, alt)  # type: ignore[arg-type]

    def table(
        self, slide: Slide, drawn: tables.Grid, top: float, name: str, alt: str,
        colours: dict[str, str],
    ) -> None:
        """A native table."""
        made = tables.draw(slide, drawn, template.LEFT, round(top), self.language, colours)
        describe(made, name, alt)


def _title(slide: Slide) -> Shape:
    """The title's placeholder, which every layout has."""
    place = slide.shapes.title
    assert place is not None, slide.name
    return place


def describe(shape: BaseShape, name: str, alt: str) -> None:
    """Name a chart or table and say what it shows."""
    properties = shape._element._nvXxPr.cNvPr
    properties.set("name", clean(name))
    properties.set("descr", clean(alt))


def _coloured(shape: Shape) -> None:
    shape.fill.solid()
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    shape.line.color.rgb = RGBColor.from_string(LINE_COLOUR[1:])
    shape.line.width = Pt(1)
