"""The deck: every number as on the page, slides that can be read, edited, heard and opened."""

import html
import io
import re
import zipfile
from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import ImageFont
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR

from analysis.batches import Cancelled
from answers import headlines, overview
from model import ScenarioError
from reports import pptx
from reports.blocks import Chart, Numbers, Table
from reports.content import report
from reports.pptx import tables, texts
from reports.request import Request
from reports.series import plot
from scenarios import Shared, documents
from tests.model.drawn import scenarios as any_scenario
from tests.more import long_after
from tests.reports import office
from tests.reports.made import DAY, of_preset
from wording import LANGUAGES

CASES = [
    ("as_pitched", "stop_gifting", "en", False), ("as_pitched", "stop_gifting", "zh", False),
    ("rotation", "rotation", "en", True), ("rotation", "rotation", "zh", True),
]
EMU = 12_700
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CONTENT = 0.925
"""Below this part of a slide nothing stands but the footer."""


def pptx_without_theme() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("ppt/presentation.xml", "<x/>")
    return made.getvalue()


@lru_cache(maxsize=8)
def written(*case) -> bytes:
    return pptx.write(of_preset(*case))


def opened(*case, **texts) -> Presentation:
    deck = pptx.write(of_preset(*case, **texts)) if texts else written(*case)
    return Presentation(io.BytesIO(deck))


def shapes_of(deck, kind: str):
    return [shape for slide in deck.slides for shape in slide.shapes if getattr(shape, kind)]


def text_of(slide) -> str:
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    said += [cell.text for shape in slide.shapes if shape.has_table
             for row in shape.table.rows for cell in row.cells]
    return "\n".join(said)


@pytest.mark.parametrize("case", long_after(2, CASES))
def test_headline_numbers_are_those_of_the_page(case):
    report = of_preset(*case)
    slide = next(each for each in opened(*case).slides if sum(
        shape.has_text_frame and shape.shape_type == 1 for shape in each.shapes) >= 6)
    said = text_of(slide)
    readings = overview.readings(report.words)
    for page in headlines.grouped(readings, report.now, report.then, report.words):
        for part in ("label", "value", "change", "baseline"):
            assert page[part] in said, (page["reading"], part)
        assert page["reading"] in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("case", long_after(2, CASES))
def test_nothing_of_the_report_is_missing(case):
    """Every chart is a native chart; every row of every table stands on a slide."""
    report = of_preset(*case)
    deck = opened(*case)
    charts = [block for section in report.sections for block in section.of(Chart)]
    natives = {shape.name for shape in shapes_of(deck, "has_chart")}
    assert natives == {chart.card.title for chart in charts if not _says_only(chart)}
    rows = {tuple(cell.text for cell in row.cells) for shape in shapes_of(deck, "has_table")
            for row in shape.table.rows}
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    for section in report.sections:
        for table in section.of(Table):
            shown = [name for name in table.columns if any(name in row for row in rows)]
            for row in table.rows:
                first = texts.clean(str(row[table.columns[0]]))
                assert any(cells[0] == first for cells in rows), (table.key, first)
                for name in table.columns:
                    assert name in shown or not row[name] or str(row[name]) in notes


def _says_only(chart: Chart) -> bool:
    return bool(chart.card.figure.layout.get("annotations")) and not any(
        len(trace["x"]) for trace in chart.card.figure.data)


@pytest.mark.parametrize("case", long_after(2, CASES))
def test_every_slide_can_be_found_heard_and_spoken(case):
    report = of_preset(*case)
    deck = opened(*case)
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for number, slide in enumerate(deck.slides, start=1):
        assert slide.notes_slide.notes_text_frame.text.strip(), number
        kinds = {place.placeholder_format.type for place in slide.placeholders}
        assert {"FOOTER", "SLIDE_NUMBER"} <= {kind.name for kind in kinds}
        first, *_, foot, count = slide.shapes
        assert first == slide.shapes.title, "read out first"
        last = [shape.placeholder_format.type.name for shape in (foot, count)]
        assert last == ["FOOTER", "SLIDE_NUMBER"], "read out last"
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(set(ids)) == len(ids)
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element._nvXxPr.cNvPr.get("descr"), number
    footer = documents.fingerprint(report.request.shared.scenario)
    assert all(footer in text_of(slide) for slide in deck.slides)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_run_says_its_language(language):
    deck = opened(language=language)
    for slide in [*deck.slides, *(slide.notes_slide for slide in deck.slides)]:
        for run in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r"):
            assert run.rPr.get("lang") == LANGUAGES[language].office


def test_text_and_cards_follow_the_theme_of_a_clients_template():
    """Under a dark theme light text stands on dark cards; verdicts keep their colours."""
    deck = opened()
    for layout in deck.slide_layouts:
        title = next(place for place in layout.placeholders if place.placeholder_format.idx == 0)
        assert b"schemeClr" in etree.tostring(title._element)
    cards = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 1]
    assert len(cards) >= 6
    for card in cards:
        assert card.fill.fore_color.theme_color == MSO_THEME_COLOR.BACKGROUND_1
    tints = {each.get("val") for shape in shapes_of(deck, "has_table")
             for each in shape._element.iter(f"{A}tcPr") for each in each.iter(f"{A}schemeClr")}
    assert not {tint for tint in tints if tint.startswith("accent")}


def test_slides_take_colours_and_fonts_of_a_clients_presentation():
    client = Presentation()
    theme = next(part for part in client.part.package.iter_parts()
                 if part.partname.startswith("/ppt/theme/"))
    theme._blob = theme.blob.replace(b"4F81BD", b"12AB34").replace(b'"Calibri"', b'"Optima"')
    client.slide_master._element.find(f"{{{P}}}clrMap").set("bg1", "dk1")
    saved = io.BytesIO()
    client.save(saved)
    deck = opened(template=saved.getvalue())
    taken = deck.slide_master.part.part_related_by(THEME).blob
    assert b"12AB34" in taken
    assert b'"Optima"' in taken
    assert deck.slide_master._element.find(f"{{{P}}}clrMap").get("bg1") == "dk1"
    assert len(deck.slides) == len(opened().slides)


@pytest.mark.parametrize("given", [b"no zip", pptx_without_theme()], ids=["text", "no theme"])
def test_what_is_no_presentation_gives_no_look(given):
    with pytest.raises(ScenarioError, match="template: "):
        pptx.write(of_preset(template=given))


def test_equal_requests_give_equal_bytes_and_others_do_not():
    report = of_preset()
    data = pptx.write(report)
    assert data == pptx.write(replace(report))
    assert data != pptx.write(of_preset(language="zh"))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {member.date_time[0] for member in file.infolist()} == {1980}
        books = [file.read(name) for name in file.namelist() if name.endswith(".xlsx")]
    for book in books:
        with zipfile.ZipFile(io.BytesIO(book)) as file:
            assert {member.date_time[0] for member in file.infolist()} == {1980}


def test_bytes_do_not_depend_on_what_else_is_imported():
    """lxml takes prefixes that other libraries register, openpyxl's among them."""
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    made = []
    try:
        for prefix in ("r", "other"):
            etree.register_namespace(prefix, uri)
            made.append(pptx.write(of_preset()))
    finally:
        etree.register_namespace("r", uri)
    assert made[0] == made[1]


def test_the_deck_carries_its_scenario():
    report = of_preset()
    data = pptx.write(report)
    for carried, wanted in ((pptx.scenario_of(data), report.request.shared.scenario),
                            (pptx.baseline_of(data), report.request.shared.baseline)):
        again = documents.read(carried.encode(), "again").scenario
        assert documents.fingerprint(again) == documents.fingerprint(wanted)
    about = opened().core_properties
    assert (about.title, about.author) == (report.title, "Backstop")
    assert about.created.date() == DAY
    notes = [slide.notes_slide.notes_text_frame.text for slide in opened().slides]
    assert any('[campaigns.main]' in note for note in notes)


def test_a_deck_saved_again_still_carries_its_scenario():
    deck = opened()
    saved = io.BytesIO()
    deck.save(saved)
    assert pptx.scenario_of(saved.getvalue()) == of_preset().toml


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04broken"])
def test_what_is_no_deck_is_refused(data):
    with pytest.raises(ScenarioError, match="PPTX: not a PPTX report of Backstop"):
        pptx.scenario_of(data)


def test_a_deck_of_others_is_refused():
    saved = io.BytesIO()
    Presentation().save(saved)
    with pytest.raises(ScenarioError, match="not a PPTX report"):
        pptx.scenario_of(saved.getvalue())


def test_progress_is_told_and_can_stop():
    seen = []
    pptx.write(of_preset(), lambda done, total: seen.append((done, total)) or True)
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1]
    with pytest.raises(Cancelled):
        pptx.write(of_preset(), lambda done, total: done < 2)


@pytest.mark.parametrize("text", ["every word counts ", "每个字都算数，"])
def test_a_long_summary_flows_over_to_more_slides(text):
    """Not a letter is lost or put in between, though one paragraph is longer than a slide."""
    long = "\n\n".join([text * (3000 // len(text)), *(f"{n} {text * 12}" for n in range(8))])[:6000]
    deck = opened(summary=long)
    title = deck.slides[1].shapes.title.text_frame.text.partition(" (")[0]
    said = [paragraph.text for slide in deck.slides for place in slide.placeholders
            if slide.shapes.title.text_frame.text.startswith(title)
            and place.placeholder_format.idx == 1 for paragraph in place.text_frame.paragraphs]
    # Behind it stands how sure the headline numbers are.
    assert "".join("".join(said).split()).startswith("".join(long.split()))
    assert len(deck.slides) > len(opened().slides) + 1


def test_a_long_title_leaves_the_fingerprint_in_the_footer():
    report = of_preset(title="W" * 120)
    for slide in opened(title="W" * 120).slides:
        assert documents.fingerprint(report.request.shared.scenario) in text_of(slide)


@pytest.mark.parametrize("case", long_after(2, CASES))
def test_no_text_leaves_its_box(case):
    deck = opened(*case)
    for number, slide in enumerate(deck.slides, start=1):
        for shape in slide.shapes:
            assert shape.top + shape.height <= deck.slide_height, (number, shape.name)
            assert shape.left + shape.width <= deck.slide_width, (number, shape.name)
            if shape.has_text_frame and shape.text_frame.text:
                tall = _tall(shape)
                assert tall <= shape.height / EMU + 2, (number, shape.name, tall)


def _tall(shape) -> float:
    """Points that a shape's text takes, by the widths that the deck reckons with."""
    frame = shape.text_frame
    sides, ends = (frame.margin_left + frame.margin_right), (frame.margin_top + frame.margin_bottom)
    if shape.is_placeholder:
        sides = ends = 0
    total = ends / EMU
    for paragraph in frame.paragraphs:
        sizes = [run.font.size.pt for run in paragraph.runs if run.font.size]
        size = max(sizes) if sizes else _PLACEHOLDER.get(shape.placeholder_format.idx, 18.0)
        bold = any(run.font.bold for run in paragraph.runs)
        room = (shape.width - sides) / EMU
        total += texts.height(paragraph.text, room, size, bold)
    return total


_PLACEHOLDER = {10: 12.0, 11: 10.0, 12: 10.0, 1: 18.0}


@pytest.mark.usefixtures("libreoffice")
@pytest.mark.parametrize("size", [11, 24])
def test_reckoned_widths_are_not_below_those_of_a_real_font(size):
    font = ImageFont.truetype(office.FONT, 1000)
    for line in ("0.70% of members get back what they spent, each yuan has returned ¥0.46",
                 "Weighing MOTHER WAVES, quickly; jolly (ill) fit!", "−¥89.8 M → 1,095 days"):
        real = font.getlength(line) * size / 1000
        assert real * 0.99 <= texts.width(line, size) <= real * 1.15


@pytest.mark.usefixtures("libreoffice")
@pytest.mark.parametrize("case", long_after(1, [CASES[0], CASES[-1]]))
def test_libreoffice_opens_it_and_prints_every_slide_whole(case, tmp_path):
    report = of_preset(*case)
    path = tmp_path / "deck.pptx"
    path.write_bytes(written(*case))
    pdf = office.printed(path, tmp_path)
    deck = Presentation(path)
    pages = office.pages(pdf)
    assert len(pages) == len(deck.slides)
    for number, (slide, words) in enumerate(
            zip(deck.slides, office.lowest(pdf), strict=True), start=1):
        foot = " ".join(place.text_frame.text for place in slide.placeholders
                        if place.placeholder_format.type.name == "FOOTER")
        below = " ".join(html.unescape(word) for bottom, word in words if bottom > CONTENT)
        assert parts(below) <= parts(foot) | {str(number)}, number
    squeezed = "".join("".join(pages).split())
    for tile in report.section("headlines").of(Numbers)[0].tiles:
        assert "".join(tile["value"].split()) in squeezed, tile["reading"]
    for section in report.sections:
        for chart in section.of(Chart):
            _assert_drawn(chart, squeezed)


def parts(text: str) -> set[str]:
    """The words of a text; Chinese letters and digits stand apart on paper that do not in it."""
    return set(re.findall("[\u2e80-\uffff]+|[^\\s\u2e80-\uffff]+", text))


def _assert_drawn(chart: Chart, said: str) -> None:
    """A chart that could not be read would leave an empty place: its axis and names are there."""
    title = chart.card.figure.layout["xaxis"]["title"]["text"]
    assert "".join(title.split()) in said, chart.card.key
    for series in plot(chart.card.figure).series:
        if series.legend and len(series.x) > 1:
            assert "".join(series.name.split()) in said, (chart.card.key, series.name)


@seed(6)
@settings(max_examples=3, deadline=None, phases=[Phase.generate], database=None)
@given(any_scenario(), any_scenario(longest=60), st.sampled_from(list(LANGUAGES)))
def test_any_scenario_makes_a_deck(scenario, other, language):
    shared = Shared("as_pitched", scenario, "pinned", other)
    data = pptx.write(report(Request(shared, language, DAY)))
    deck = Presentation(io.BytesIO(data))
    assert documents.read(pptx.scenario_of(data).encode(), "again").scenario == scenario
    for number, slide in enumerate(deck.slides, start=1):
        for shape in slide.shapes:
            assert shape.top + shape.height <= deck.slide_height, (number, shape.name)


def test_what_is_undefined_says_nothing_of_a_column():
    rows = [{"name": "a", "number": cell} for cell in ("1.5", "–", "–", "", "−¥2")]
    assert tables.grid(rows, ["name", "number"], (), 400.0).right == (False, True)
    nothing = [{"name": "a", "number": "–"}]
    assert tables.grid(nothing, ["name", "number"], (), 400.0).right == (False, False)
