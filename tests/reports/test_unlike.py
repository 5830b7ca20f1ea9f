"""A report whose baseline has another horizon or other people says so beside every comparison."""

import io
import zipfile
from datetime import date

import pytest

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


@pytest.mark.parametrize("kind", ["html", "csv", "xlsx", "pptx"])
def test_every_format_says_that_likes_differ(kind):
    said = headlines.unlike(results(SHORT), results(LONGER), EN)
    assert said.startswith("Not like for like: 90 against 120 days, ")
    assert said in text_of(make(asked(LONGER), kind))


def test_tiles_have_no_colour_then_and_the_first_page_says_why():
    for baseline, alike in ((LONGER, False), (SHORT.replace({"platform.initial_cash": 1e6}), True)):
        section = report(asked(baseline)).section("headlines")
        colours = {tile["colour"] for tile in section.of(Numbers)[0].tiles}
        assert (colours == {"gray"}) != alike
        told = " ".join(paragraph.text for paragraph in section.of(Paragraph))
        assert ("Not like for like" in told) != alike
