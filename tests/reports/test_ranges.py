"""Every report says where nine of ten draws of its headline numbers lie, and what that rests on."""

import csv
import io
import json
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from pptx import Presentation

from analysis.distributions import Distribution
from analysis.uncertainty import Uncertainty
from answers.ranges import asked, computed, note, sentence, written
from answers.readings import pick
from reports.content import report
from reports.formats import make
from tests.more import long_after
from tests.reports.asked import SHARED, Read, page
from tests.reports.asked import asked as request
from wording import LANGUAGES, Words

READINGS = ("recovered_share", "recovered_multiple", "exit_share", "first_negative_day",
            "peak_funding", "unfunded_promise")


def told(language: str, spread=None) -> list[str]:
    """What every report must say of the six numbers."""
    words = Words(language)
    made = request(language)
    found = computed(asked(SHARED.scenario, spread or made.drawn, READINGS))
    return [sentence(written(tile, found[tile.reading], words), words)
            for tile in pick(words, *READINGS)]


def rests(language: str) -> str:
    made = request(language)
    return note(asked(SHARED.scenario, made.drawn, READINGS), Words(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_html(language: str) -> None:
    read = Read(page(request(language)))
    for text in told(language):
        for part in text.split(Words(language)("; ")):
            assert part in read.text
    assert rests(language) in read.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plain_words_tell_two_of_them(language: str) -> None:
    words = Words(language)
    text = " ".join(block.text for block in report(request(language)).section("summary").blocks)
    share, _, _, _, funding, _ = told(language)
    assert share in text
    assert funding in text
    assert not report(request(language, summary="Mine.")).section("summary").blocks[0].lead
    assert words("How sure?") in [block.lead for block in
                                  report(request(language)).section("summary").blocks]


@pytest.mark.parametrize("language", long_after(1, LANGUAGES))
def test_pptx(language: str) -> None:
    deck = Presentation(io.BytesIO(make(request(language), "pptx")))
    texts = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes
             if shape.has_text_frame]
    for text in told(language):
        assert any(text in each for each in texts), text
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert all(text in notes for text in told(language))


@pytest.mark.parametrize("language", long_after(1, LANGUAGES))
def test_the_first_sheet(language: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make(request(language), "xlsx")))
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    for text in told(language):
        assert any(cell.endswith(text) for cell in cells), text
    assert rests(language) in cells


def test_csv_has_them_as_numbers() -> None:
    made = request()
    with zipfile.ZipFile(io.BytesIO(make(made, "csv"))) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("ranges.csv").decode("utf-8-sig"))))
        described = json.loads(archive.read("datapackage.json"))
    found = computed(asked(SHARED.scenario, made.drawn, READINGS))
    assert [row["name"] for row in rows] == list(READINGS)
    for row in rows:
        each = found[row["name"]]
        assert int(row["lower"]) + int(row["equal"]) + int(row["higher"]) == each.count
        assert float(row["percentile"]) == each.percentile
        if row["p5"]:
            assert float(row["p5"]) == each.low
    assert "ranges.csv" in [resource["path"] for resource in described["resources"]]


def test_the_seed_is_stated() -> None:
    made = report(request())
    assert dict(made.facts)["Seed"] == "1 for the draws"
    certain = report(replace(request(), spread=Uncertainty({})))
    assert "nothing is drawn" in dict(certain.facts)["Seed"]
    assert not certain.ranges
    assert any("no range" in block.text for block in certain.section("headlines").blocks
               if hasattr(block, "text"))


def test_the_author_s_own_uncertainty_makes_the_ranges() -> None:
    own = Uncertainty({"wallet.withdraw_share": Distribution("uniform", (0.5, 0.7))}, seed=9)
    made = report(replace(request(), spread=own))
    text = Read(page(replace(request(), spread=own))).text
    assert dict(made.facts)["Seed"] == "9 for the draws"
    assert told("en", own)[4].split("; ")[0] in text
    assert "if 1 parameter is off" in text


def test_titles_alone_need_no_draws() -> None:
    made = report(replace(request(), ranged=False))
    assert not made.ranges
    assert [section.key for section in made.sections] == [
        section.key for section in report(request()).sections]
