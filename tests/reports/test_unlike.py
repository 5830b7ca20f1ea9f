"""A report whose baseline has another horizon or other people says so beside every comparison."""

import io
import zipfile
from datetime import date
from functools import lru_cache

import pytest
from pptx import Presentation

import scenarios
from answers import headlines
from answers.results import results
from reports.blocks import Numbers, Paragraph
from reports.content import report
from reports.formats import make
from reports.request import Request
from scenarios import Shared
from wording import Words

EN = Words("en")
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SHORT = scenarios.load("as_pitched").scenario.replace({"horizon.days": 90})
LONGER = SHORT.replace({"horizon.days": 120, "growth.market_size": 8e4})


def asked(baseline) -> Request:
    return Request(Shared("as_pitched", SHORT, "pinned", baseline), "en", date(2026, 11, 29))


def text_of(content: bytes) -> str:
    """All that a file holds, its parts one after the other."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())


@lru_cache(maxsize=4)
def made(kind: str) -> bytes:
    return make(asked(LONGER), kind)


@pytest.mark.parametrize("kind", ["html", "csv", "xlsx", "pptx"])
def test_every_format_says_that_likes_differ(kind):
    said = headlines.unlike(results(SHORT), results(LONGER), EN)
    assert said.startswith("Not like for like: 90 against 120 days, ")
    assert said in text_of(made(kind))


def test_areas_end_with_the_scenario():
    """Office programs draw an area down to zero where its numbers end before the axis."""
    deck = Presentation(io.BytesIO(made("pptx")))
    ends = [max(float(point.text) for point in area.iterfind(f".//{C}cat//{C}v"))
            for slide in deck.slides for shape in slide.shapes if shape.has_chart
            for area in shape.chart._chartSpace.iter(f"{C}areaChart")]
    assert ends
    assert max(ends) < 90


def test_tiles_have_no_colour_then_and_the_first_page_says_why():
    for baseline, alike in ((LONGER, False), (SHORT.replace({"platform.initial_cash": 1e6}), True)):
        section = report(asked(baseline)).section("headlines")
        colours = {tile["colour"] for tile in section.of(Numbers)[0].tiles}
        assert (colours == {"gray"}) != alike
        told = " ".join(paragraph.text for paragraph in section.of(Paragraph))
        assert ("Not like for like" in told) != alike
