"""What users write stays text, whatever it looks like."""

import io
import zipfile

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation

from answers.figures import FIGURES, Scene
from answers.statements import STATEMENTS
from model import readings
from model.laws.series import OF_CONTROLS, SERIES
from reports import pptx
from reports.pptx import texts
from reports.pptx.sheet import Sheet
from scenarios.files import DAILY, write_run
from tests.more import long_after
from tests.reports import office
from tests.reports.made import of_preset

HOSTILE = [
    "<a:t>bold</a:t> &amp; </p:sp>", "=cmd|' /C calc'!A0", "W" * 120, "😀 emoji 👩‍👩‍👧 & more",
    "שלום עולם مرحبا", "_x0041_ {0} %s {label}", "汉" * 120,
    "]]><script>alert(1)</script><![CDATA[",
]


@pytest.mark.parametrize("title", long_after(4, HOSTILE))
def test_a_hostile_title_appears_as_it_is(title):
    report = of_preset(title=title, client=title, summary=f"{title}\n\n{title}")
    data = pptx.write(report)
    deck = Presentation(io.BytesIO(data))
    wanted = texts.clean(title)
    assert deck.slides[0].shapes.title.text_frame.text == wanted
    body = deck.slides[1].placeholders[1].text_frame
    # Behind the summary stands how sure its numbers are.
    assert [paragraph.text for paragraph in body.paragraphs][:2] == [wanted, wanted]
    assert deck.core_properties.title == wanted
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(file.read(name))


def test_control_characters_become_spaces():
    report = of_preset(title="a\x00b\x1bc\u2028d\ufffe\ud800e\tf")
    deck = Presentation(io.BytesIO(pptx.write(report)))
    assert deck.slides[0].shapes.title.text_frame.text == "a b c d e f"


@pytest.mark.usefixtures("libreoffice")
def test_libreoffice_shows_a_hostile_title(tmp_path):
    path = tmp_path / "deck.pptx"
    path.write_bytes(pptx.write(of_preset(title=HOSTILE[0], client="=1+1")))
    first = office.pages(office.printed(path, tmp_path))[0]
    assert "<a:t>bold</a:t> &amp; </p:sp>" in first
    assert "=1+1" in first


def test_workbooks_of_charts_hold_no_formula_from_texts():
    """Only differences of bands are computed; names are texts even where they begin with '='."""
    sheet = Sheet()
    sheet.column("=cmd()", [1.0, None])
    sheet.column("+1", ["=2+2", "@x"])
    cells = openpyxl.load_workbook(io.BytesIO(sheet.bytes())).active
    assert [[cell.data_type for cell in row] for row in cells.iter_rows()] == [
        ["s", "s"], ["n", "s"], ["n", "s"]]
    assert cells["A1"].value == "=cmd()"


# Of modes and controls there are columns and readings where a scenario has any.
SOME_DAYS = {*OF_CONTROLS, *(f"{name}.*" for name, each in SERIES.items() if each.each == "modes")}
SOME_READINGS = {*readings.READINGS, *(
    f"{each.stem}.*" for each in readings.READINGS.values() if each.each)}


def test_origins_name_columns_that_the_files_have(tmp_path):
    report = of_preset()
    write_run(report.now.run, tmp_path)
    groups = (tmp_path / "groups.csv").read_text().splitlines()[0].split(",")
    known = {name.split(".")[0] for name in groups}
    scene = Scene(report.now, report.then, report.words)
    for key, draw in FIGURES.items():
        origin = draw(scene).origin
        assert origin.daily or origin.groups or origin.summary, key
        assert set(origin.daily) <= {*DAILY, *SOME_DAYS}, key
        assert set(origin.groups) <= known, key
        assert set(origin.summary) <= {*report.now.summary, *SOME_READINGS}, key
        assert set(origin.statements) <= set(STATEMENTS), key
