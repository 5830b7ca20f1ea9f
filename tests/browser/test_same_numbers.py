"""One scenario, every way out of Backstop: the same headline numbers, to the printed digit.

Page, link, HTML, text of the PDF, PPTX, XLSX recalculated by LibreOffice, CSV and command line.
"""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation
from pypdf import PdfReader

import scenarios
from answers import members, samples
from answers.readings import every
from answers.results import results
from answers.samples import Question
from answers.tiles import told, write
from commands.main import main
from scenarios import Shared, link
from scenarios.settings import with_settings
from tests.browser.screen import NUMBERS
from tests.browser.serving import ROOT
from tests.more import long_after
from tests.reports import office
from tests.reports.asked import Read
from wording import LANGUAGES, Words

PRESET = "stop_gifting"
MOVED = ("campaigns.main.sell_fee=0.31", "wallet.withdraw_share=0.7",
         "ad_points.revenue_per_view=0.11")
SHARED = Shared(PRESET, with_settings(scenarios.load(PRESET).scenario, MOVED))
SAMPLE = Question(SHARED.scenario, min(samples.FIRST_SIZE, samples.at_once(SHARED.scenario)), 0)
"""The single members that the page Members shows when it is first opened."""


def headlines(words: Words) -> list[tuple[str, str, str, str]]:
    """Label, number, baseline's number and difference of every headline, as they are printed."""
    now, then = results(SHARED.scenario).summary, results(SHARED.baseline).summary
    rows = []
    for tile in every(words):
        texts = told(tile, now[tile.reading], then[tile.reading], words)
        rows.append((tile.label, texts["value"], write(tile, then[tile.reading], words),
                     texts["change"]))
    return rows


def of_members(words: Words) -> list[tuple[str, str, str]]:
    """Label, number of single members and of the cohort model, as they are printed."""
    found = samples.SHELF.of(SAMPLE).spread
    theirs = samples.cohorts(SHARED.scenario, tuple(found.edges)).summary
    return [(tile.label, write(tile, found.summary[tile.reading], words),
             write(tile, theirs.get(tile.reading, float("nan")), words))
            for tile in members.readings(words)]


def run_together(text: str) -> str:
    """A text without the breaks that paper puts into it."""
    return re.sub(r"\s+", "", text)


def made(kind: str, language: str, folder: Path) -> bytes:
    """The report that the command line makes."""
    document = ROOT / "scenarios" / "presets" / f"{PRESET}.toml"
    out = folder / f"report.{kind}"
    command = ["report", str(document), "--format", kind,
               "--language", language, "--date", "2026-11-25", "--baseline", PRESET,
               "--members", str(SAMPLE.members), "--members-seed", str(SAMPLE.seed),
               "--out", str(out)]
    for setting in MOVED:
        command += ["--set", setting]
    assert main(command) == 0
    return out.read_bytes()


def simulated(folder: Path) -> dict[str, float]:
    """summary.json of the command that simulates single members."""
    document = ROOT / "scenarios" / "presets" / f"{PRESET}.toml"
    command = ["members", str(document), "--members", str(SAMPLE.members), "--seed",
               str(SAMPLE.seed), "--out", str(folder / "members")]
    for setting in MOVED:
        command += ["--set", setting]
    assert main(command) == 0
    return json.loads((folder / "members" / "summary.json").read_text("utf-8"))


def of_html(content: bytes, words: Words, folder: Path) -> str:
    return run_together(Read(content.decode()).text)


def of_pdf(content: bytes, words: Words, folder: Path) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return run_together("".join(page.extract_text() for page in pages))


def of_pptx(content: bytes, words: Words, folder: Path) -> str:
    rows = [
        "".join(cell.text for cell in row.cells)
        for slide in Presentation(io.BytesIO(content)).slides
        for shape in slide.shapes if shape.has_table
        for row in shape.table.rows
    ]
    return run_together("\n".join(rows))


def of_xlsx(content: bytes, words: Words, folder: Path) -> str:
    """Printed texts as LibreOffice leaves them; the numbers beside them must print the same."""
    path = folder / "again.xlsx"
    path.write_bytes(content)
    book = openpyxl.load_workbook(office.converted([path], "xlsx", folder)[0], data_only=True)
    known = {tile.label: tile for tile in every(words)}
    lines = []
    for row in book.worksheets[0].iter_rows(values_only=True):
        if row[0] in known and len([cell for cell in row if cell is not None]) >= 6:
            label, value, text, before, before_text, difference, change = row[:7]
            for number, printed in ((value, text), (before, before_text)):
                number = float("nan") if number in (None, "") else float(number)
                assert write(known[label], number, words) == printed
            if value not in (None, "") and before not in (None, ""):
                times = 100 if known[label].style == "percent" else 1  # in points
                assert difference == pytest.approx(times * (value - before), rel=1e-9, abs=1e-10)
            lines.append(label + text + before_text + change)
    return run_together("\n".join(lines + people(book[words("Single members")], words)))


def people(sheet: Worksheet, words: Words) -> list[str]:
    """The readings of single members; the numbers beside the printed texts must print the same."""
    known = {tile.reading: tile for tile in members.readings(words)}
    lines = []
    for name, label, ours, ours_text, theirs, theirs_text, *_ in sheet.iter_rows(values_only=True):
        if name in known:
            for number, printed in ((ours, ours_text), (theirs, theirs_text)):
                number = float("nan") if number in (None, "") else float(number)
                assert write(known[name], number, words) == str(printed)
            lines.append(f"{label}{ours_text}{theirs_text}")
    return lines


def of_csv(content: bytes, words: Words, folder: Path) -> str:
    known = {tile.reading: tile for tile in every(words)}
    lines = []
    for row in rows_of(content, "summary.csv"):
        if row["name"] in known:
            number = float(row["value"] or "nan")
            assert write(known[row["name"]], number, words) == row["value_text"]
            lines.append(row["label"] + row["value_text"] + row["baseline_text"]
                         + row["difference_text"].removeprefix("'"))
    lines += [row["label"] + row["members_text"] + row["cohorts_text"]
              for row in rows_of(content, "single_members.csv")]
    return run_together("\n".join(lines))


def rows_of(content: bytes, name: str) -> list[dict[str, str]]:
    """A table by the names that its columns have in every language."""
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        _, *rows = csv.reader(io.StringIO(files.read(name).decode("utf-8-sig")))
        described = json.loads(files.read("datapackage.json"))["resources"]
    fields = next(each for each in described if each["path"] == name)["schema"]["fields"]
    return [dict(zip([field["key"] for field in fields], row, strict=True)) for row in rows]


READERS = {"html": of_html, "pdf": of_pdf, "pptx": of_pptx, "xlsx": of_xlsx, "csv": of_csv}


@pytest.mark.parametrize("language", long_after(1, LANGUAGES))
def test_every_way_out_says_the_same(libreoffice, screen, command_line, language, tmp_path):
    words, shown = Words(language), headlines(Words(language))
    summary = command_line(PRESET, *MOVED)
    for tile, (_label, value, _before, _change) in zip(every(words), shown, strict=True):
        assert write(tile, summary[tile.reading], words) == value

    address = link.encode(SHARED)
    assert link.decode(address) == (SHARED, [])
    screen.go(f"/?lang={language}&s={address}")
    for page in NUMBERS:
        screen.turn_to(page, words)
        screen.expect_tiles(summary, page, words)
    screen.turn_to("members", words)
    screen.expect_tiles(samples.SHELF.of(SAMPLE).spread.summary, "members", words)
    said = simulated(tmp_path)
    for tile, (_label, ours, _theirs) in zip(members.readings(words), of_members(words),
                                             strict=True):
        if tile.reading in said:
            assert write(tile, said[tile.reading], words) == ours

    for kind, read in READERS.items():
        text = read(made(kind, language, tmp_path), words, tmp_path)
        for row in [*shown, *of_members(words)]:
            assert run_together("".join(row)) in text, (kind, row)
