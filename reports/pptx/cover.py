"""The first slide, and the one before the appendix."""

from __future__ import annotations

from collections.abc import Sequence

from reports.content import Report
from reports.pptx import template
from reports.pptx.notes import computed
from reports.pptx.slides import POINT, Slides
from reports.pptx.text import Para, Run, cut
from reports.pptx.texts import clean
from reports.pptx.theme import MUTED, TEXT
from wording import Words

SIZE = 12.0
COLUMN = 5.6 * 72
LABEL = 5.0


def draw(slides: Slides, report: Report) -> None:
    """Title, and what a reader must know to make the report again, in two columns."""
    words = report.words
    told = [f"{label}: {text}" for label, text in report.facts]
    subtitle = words("What the terms lead to, computed by Backstop")
    slide = slides.cover(report.title, subtitle, [report.title, *told, computed(report)])
    half = -(-len(report.facts) // 2)
    for column, facts in enumerate((report.facts[:half], report.facts[half:])):
        left = template.LEFT + 0.3 * 72 * POINT + column * (COLUMN + 20) * POINT
        slides.box(slide, words("Facts"), (left, template.COVER_BAND + 0.35 * 72 * POINT,
                                           COLUMN * POINT, 2.6 * 72 * POINT),
                   [_fact(label, text, words) for label, text in facts])


def _fact(label: str, text: str, words: Words) -> Para:
    lead = words("{label}: ", label=clean(label))
    shown = cut(clean(text), COLUMN - 8 * len(lead), SIZE, 2)
    return Para((Run(lead, SIZE, None, MUTED), Run(shown, SIZE, True, TEXT)), LABEL)


def divide(slides: Slides, title: str, listed: Sequence[str]) -> None:
    """The slide before the appendix, with what is in it."""
    slide = slides.slide("text", title, "", [title, *listed])
    slides.text(slide, [Para((Run(clean(text), 16.0, None, TEXT),), 8.0, True) for text in listed])
