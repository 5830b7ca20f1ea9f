"""The PDF report: the HTML one on paper, and what is said where no browser can print it."""

import io
import re
import stat
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject

import scenarios
from analysis.batches import Cancelled
from answers import overview
from answers.results import results
from answers.tiles import told
from reports import browser, html, letters, pdf
from reports.content import report
from reports.formats import make
from scenarios.documents import fingerprint
from tests.more import long_after
from tests.reports.asked import SHARED, asked
from wording import LANGUAGES, Words

needs_browser = pytest.mark.usefixtures("chromium")


TITLE = "For the board 董事会"


@dataclass(frozen=True)
class Printed:
    """A report on paper, the text of each of its pages without breaks, and how it was made."""

    language: str
    content: bytes
    lengths: list[int]
    progress: list[float]

    @cached_property
    def texts(self) -> list[str]:
        pages = PdfReader(io.BytesIO(self.content)).pages
        return [run_together(page.extract_text()) for page in pages]


@pytest.fixture(scope="module", params=long_after(1, LANGUAGES))
def printed(request) -> Printed:
    lengths, progress, printing = [], [], pdf.printed

    def counted(page, told):
        lengths.append(len(page))
        return printing(page, told)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "printed", counted)
        made = make(asked(request.param, title=TITLE), "pdf",
                    lambda done, total: not progress.append(done / total))
    return Printed(request.param, made, lengths, progress)


def run_together(text: str) -> str:
    """A text without the breaks that paper puts into it."""
    return re.sub(r"\s+", "", text)


@needs_browser
def test_paper_says_what_the_report_says(printed):
    """Titles, verdicts, headline numbers to the printed digit; in Chinese with its letters."""
    words, paper = Words(printed.language), "".join(printed.texts)
    found = report(asked(printed.language, title=TITLE))
    assert run_together(found.title) in paper
    for section in found.sections:
        assert run_together(section.title) in paper
    for section in found.sections[:6]:
        for block in section.blocks:
            if type(block).__name__ == "Paragraph":
                assert run_together(block.text) in paper
    now, then = results(SHARED.scenario), results(SHARED.baseline)
    for tile in overview.readings(words):
        texts = told(tile, now.summary[tile.reading], then.summary[tile.reading], words)
        assert run_together(texts["label"] + texts["value"]) in paper


@needs_browser
def test_every_page_is_numbered_and_says_which_scenario(printed):
    pages = PdfReader(io.BytesIO(printed.content)).pages
    assert len(pages) > 15
    for number, (page, text) in enumerate(zip(pages, printed.texts, strict=True), start=1):
        assert f"{number}/{len(pages)}" in text
        assert fingerprint(SHARED.scenario) in text
        wide, high = sorted((page.mediabox.width, page.mediabox.height))
        # A4 in points, upright or lying; Chromium rounds to whole pixels.
        assert (float(wide), float(high)) == pytest.approx((595.3, 841.9), abs=1.0)


@needs_browser
def test_the_contents_name_the_page_on_which_each_section_stands(printed):
    """Where its bookmark leads, and where its heading is read."""
    read, texts = PdfReader(io.BytesIO(printed.content)), printed.texts
    marks = {entry.title: read.get_destination_page_number(entry) + 1
             for entry in flat(read.outline)}
    sections = report(asked(printed.language, title=TITLE)).sections
    for place, section in enumerate(sections, start=1):
        number = marks[f"{place} {section.title}"]
        assert run_together(f"{place}{section.title}") in texts[number - 1]
        entry = re.escape(run_together(f"{place}.{section.title}"))
        shown = re.search(rf"{entry}(\d+?)(?={place + 1}\.|[^\d.]|$)", texts[0])
        assert shown[1] == str(number), (section.title, shown[1], number)


@needs_browser
def test_the_pages_are_right_as_first_measured(printed):
    """Without the charts drawn, which takes a fraction of the time; else it prints once more."""
    assert len(printed.lengths) == 2
    assert printed.lengths[0] < printed.lengths[1] / 5
    assert printed.progress == sorted(printed.progress)


def test_numbers_that_never_come_to_rest_are_left_out(monkeypatch):
    moving, blank, given = iter(range(100)), io.BytesIO(), []
    empty = PdfWriter()
    empty.add_blank_page(595, 842)
    empty.write(blank)
    monkeypatch.setattr(pdf, "_pages", lambda found, report: {"summary": next(moving)})
    monkeypatch.setattr(pdf, "printed", lambda page, told: given.append(page) or blank.getvalue())
    make(asked(), "pdf")
    assert given[-1] == html.page(report(asked()), printed=True, pages={})
    assert given[-1] not in given[:-1]


@needs_browser
def test_the_file_has_bookmarks_tags_and_its_scenario(printed):
    read = PdfReader(io.BytesIO(printed.content))
    titles = {entry.title for entry in flat(read.outline)}
    found = report(asked(printed.language, title=TITLE))
    assert all(any(section.title in title for title in titles) for section in found.sections)
    assert read.root_object["/MarkInfo"]["/Marked"]
    assert read.root_object["/Lang"].startswith(printed.language)
    assert read.metadata.title == TITLE
    assert set(read.attachments) == {"scenario.toml", "baseline.toml"}
    for name, scenario in (("scenario", SHARED.scenario), ("baseline", SHARED.baseline)):
        opened = scenarios.documents.read(read.attachments[f"{name}.toml"][0], name)
        assert fingerprint(opened.scenario) == fingerprint(scenario)


def flat(outline):
    for entry in outline:
        yield from flat(entry) if isinstance(entry, list) else [entry]


@needs_browser
def test_equal_requests_give_equal_files(printed):
    assert make(asked(printed.language, title=TITLE), "pdf") == printed.content


@needs_browser
def test_a_report_that_nobody_waits_for_is_not_printed(monkeypatch):
    # Not in pytest's own folder: a browser's sockets need a short address.
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr("tempfile.tempdir", None)
        with pytest.raises(Cancelled):
            make(asked(), "pdf", lambda done, total: done / total < 0.3)
        assert not list(Path(folder).glob("backstop-*"))


def test_radicals_are_read_as_the_characters_that_they_look_like():
    """Of Unicode's equivalents; what is no radical stays."""
    assert "".join(map(letters.written, "⼀⽉⻓⻅⾦⼾a中·")) == "一月长见金户a中·"
    for code in range(letters.FIRST, letters.LAST + 1):
        assert len(letters.written(chr(code))) == 1


def test_joined_letters_are_read_as_the_letters_that_were_written():
    assert [letters.written(chr(code)) for code in letters.JOINED] == [
        "ff", "fi", "fl", "ffi", "ffl", "st", "st"]
    table = DecodedStreamObject()
    table.set_data(b"1 beginbfchar\n<01> <FB00>\nendbfchar\n")
    letters._rewrite(table)
    assert b"<01> <00660066>" in table.get_data()


def test_a_table_of_letters_in_a_row_is_put_right():
    table = DecodedStreamObject()
    table.set_data(b"2 beginbfchar\n<01> <2F00>\n<02> <4E2D>\nendbfchar\n1 beginbfrange\n"
                   b"<05> <06> <2F08>\nendbfrange\n")
    letters._rewrite(table)
    assert table.get_data() == (
        b"2 beginbfchar\n<01> <4E00>\n<02> <4E2D>\nendbfchar\n1 beginbfrange\n"
        b"<05> <06> [<4EBA> <513F>]\nendbfrange\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_browser_it_is_said_what_to_install(language, monkeypatch):
    monkeypatch.setenv(browser.VARIABLE, "/no/such/browser")
    with pytest.raises(browser.Unavailable) as refusal:
        make(asked(language), "pdf")
    told = Words(language).problem(refusal.value.problems[0])
    for name in ("Chromium", "Google Chrome", browser.VARIABLE, "HTML"):
        assert name in told
    assert browser.missing() is not None


def test_browsers_are_looked_for_where_they_usually_are(tmp_path, monkeypatch):
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setattr(browser, "ELSEWHERE", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.browser() is None
    program(tmp_path / "google-chrome", "exit 0")
    assert browser.browser() == str(tmp_path / "google-chrome")


@pytest.mark.parametrize(("does", "said"), [
    ("exit 1", "printed no PDF"), ("sleep 30", "did not finish")])
def test_a_browser_that_fails_or_hangs_is_no_traceback(does, said, tmp_path, monkeypatch):
    monkeypatch.setenv(browser.VARIABLE, str(program(tmp_path / "browser", does)))
    monkeypatch.setattr(browser, "PATIENCE_SECONDS", 0.3)
    with pytest.raises(browser.Unavailable, match=said):
        browser.printed("<p>")


def program(path: Path, does: str) -> Path:
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path
