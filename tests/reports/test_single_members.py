"""Single members in a report: the numbers of their simulation, only where they are asked for."""

import csv
import io
import json
import zipfile

import numpy as np
import openpyxl
import pytest
from pptx import Presentation

from analysis.member_spread import ENOUGH
from answers import members as answer
from answers import samples, tiles
from answers.samples import Question, Shelf
from commands.main import main
from model import ScenarioError
from model.cohorts.run import MONTH_DAYS
from model.members import spread
from model.members.simulate import MOST_MEMBERS
from model.progress import Cancelled
from reports import single_members, spreads
from reports.content import report
from reports.formats import FORMATS, make
from reports.request import MembersAsked
from scenarios.documents import Document, write
from tests.more import long_after
from tests.reports.asked import SHARED, Read, asked
from wording import LANGUAGES, Words

SAMPLE = MembersAsked(3000, 7)
EN = Words("en")
FIGURES = (spreads.MULTIPLES, spreads.LORENZ, spreads.MONTHS, spreads.DEPTHS)


@pytest.fixture(scope="module")
def command_line(tmp_path_factory):
    """summary.json of `python -m scenarios members` for the same scenario, number and seed."""
    folder = tmp_path_factory.mktemp("members")
    file = folder / "scenario.toml"
    file.write_text(write(Document("x", {}, {}, SHARED.scenario)), "utf-8")
    options = ["--members", str(SAMPLE.count), "--seed", str(SAMPLE.seed)]
    assert main(["members", str(file), *options, "--out", str(folder / "out")]) == 0
    return json.loads((folder / "out" / "summary.json").read_text("utf-8"))


def cells(made):
    """The table of readings: label → single members, cohort model."""
    section = made.section(single_members.KEY)
    table = next(block for block in section.blocks
                 if getattr(block, "key", "") == "member-readings")
    rows = [tuple(row.values()) for row in table.rows]
    return {label: (members, cohorts) for label, members, cohorts, _meaning in rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_are_those_of_the_command_line(language, command_line):
    words = Words(language)
    request = asked(language, members=SAMPLE)
    made = report(request)
    found, cohorts = cells(made), made.now.summary
    pages = Read(make(request, "html").decode()).text
    for tile in answer.readings(words):
        printed = tiles.write(tile, command_line[tile.reading], words)
        assert found[tile.label][0] == printed, tile.reading
        assert f"{tile.label} {printed} " in pages
        if tile.reading in cohorts:
            assert found[tile.label][1] == tiles.write(tile, cohorts[tile.reading], words)
    assert words.percent(command_line["recovered_share"]) in pages
    sample = made.sample.spread
    beside = samples.cohorts(SHARED.scenario, tuple(sample.edges))
    assert answer.left_between(sample, beside, SHARED.scenario, words) in pages
    for fact in (words.number(SAMPLE.count, digits=0), str(SAMPLE.seed)):
        assert fact in dict(made.facts)[words("Seed")]


@pytest.fixture(scope="module")
def package():
    """The CSV report's files by name."""
    with zipfile.ZipFile(io.BytesIO(make(asked(members=SAMPLE), "csv"))) as files:
        return {name: files.read(name).decode("utf-8-sig") for name in files.namelist()}


@pytest.fixture(scope="module")
def book():
    """The XLSX report."""
    return openpyxl.load_workbook(io.BytesIO(make(asked(members=SAMPLE), "xlsx")))


def rows_of(package, name):
    return list(csv.DictReader(package[name].splitlines()))


def numbers_of(rows, name):
    return np.array([float(row[name] or "nan") for row in rows])


def test_files_to_calculate_with_hold_every_digit(command_line, package, book):
    known = {tile.reading: tile for tile in answer.readings(EN)}
    rows = rows_of(package, "single_members.csv")
    sheet = {row[0]: row[2:6] for row in book["Single members"].iter_rows(values_only=True)}
    assert [row["name"] for row in rows] == [tile.reading for tile in answer.readings(EN)]
    for row in rows:
        value = command_line[row["name"]]
        assert float(row["members"]) == value
        assert row["members_text"] == tiles.write(known[row["name"]], value, EN)
        exact, printed, _cohorts, cohorts_printed = sheet[row["name"]]
        assert exact == pytest.approx(value, rel=1e-14)
        assert (printed, cohorts_printed) == (row["members_text"], row["cohorts_text"])


def test_cells_show_the_printed_digits(book):
    """A Gini of 0.69 is no 1."""
    formats = {row[0].value: row[2].number_format for row in book["Single members"].iter_rows()}
    assert formats["net_result_gini"] == "0.00"


def test_numbers_behind_the_figures_are_the_members(package):
    """Taken from the members themselves, not from what the figures keep."""
    run = samples.SHELF.of(Question(SHARED.scenario, SAMPLE.count, SAMPLE.seed)).run
    multiples, net = spread.recovered_multiple(run), spread.net_result(run)
    bars = rows_of(package, "member_multiples.csv")
    for name in ("members", "cohorts"):
        assert numbers_of(bars, name).sum() == pytest.approx(1.0)
    from_one = numbers_of(bars, "from") > 1.0 - 1e-9
    assert numbers_of(bars, "members")[from_one].sum() == pytest.approx(
        np.mean(multiples >= 1.0 - 1e-9))
    months = rows_of(package, "member_months.csv")
    first = run.members.joined < MONTH_DAYS
    assert float(months[0]["net_result"]) == pytest.approx(net[first].mean())
    assert float(months[0]["net_p50"]) == pytest.approx(np.median(net[first]))
    curve, depths = rows_of(package, "member_lorenz.csv"), rows_of(package, "member_depths.csv")
    assert float(curve[-1]["net"]) == pytest.approx(net.sum() / np.abs(net).sum())
    assert numbers_of(depths, "simulated").sum() == SAMPLE.count
    np.testing.assert_allclose(
        numbers_of(depths, "own") + numbers_of(depths, "earned"),
        numbers_of(depths, "net_result"), atol=1e-6)  # sums of thousands of yuan each


def test_the_package_describes_its_tables_with_number_and_seed(package):
    described = {each["path"]: each
                 for each in json.loads(package["datapackage.json"])["resources"]}
    tables = {"single_members.csv", *(f"{name}.csv" for name in FIGURES)}
    assert tables <= described.keys()
    assert "3,000 simulated members" in described["single_members.csv"]["description"]
    assert "seed 7" in described["single_members.csv"]["description"]


def test_each_figure_of_the_workbook_is_a_chart_over_cells_that_hold_its_numbers(book):
    sheet = book["Single members"]
    assert len(sheet._charts) == len(FIGURES)
    for chart in sheet._charts:
        for drawn in (chart, *getattr(chart, "_charts", [])):
            for series in drawn.series:
                values = (series.val or series.yVal).numRef.f.rpartition("!")[2].replace("$", "")
                cells = [row[0].value for row in sheet[values]]
                assert any(isinstance(value, int | float) for value in cells)


def test_no_chart_draws_chance_alone(book, package):
    """Depths and last months of fewer than ENOUGH simulated members are numbers, but not drawn."""
    depths, months = (rows_of(package, f"{name}.csv") for name in FIGURES[-1:-3:-1])
    enough = [float(row["simulated"]) >= ENOUGH for row in depths]
    known = [bool(row["net_p50"]) for row in months]
    assert not all(enough)
    assert not all(known)
    sheet, drawn = book["Single members"], []
    for chart in sheet._charts[2:]:
        values = chart.series[0].val.numRef.f.rpartition("!")[2].replace("$", "")
        drawn.append(len(sheet[values]))
    assert drawn == [len(known) - known[::-1].index(True), enough.index(False)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_report_says_how_to_draw_the_same_members_again(language):
    pages = Read(make(asked(language, members=SAMPLE), "html").decode()).text
    assert "python -m scenarios members FILE --members 3000 --seed 7" in pages
    assert "scenarios members" not in Read(make(asked(language), "html").decode()).text


def test_slides_have_a_native_chart_for_each_figure():
    request = asked(members=SAMPLE)
    cards = [block.card for block in report(request).section(single_members.KEY).blocks
             if hasattr(block, "card")]
    assert [card.key for card in cards] == list(single_members.SHOWN)
    deck = Presentation(io.BytesIO(make(request, "pptx")))
    drawn = {slide.shapes.title.text for slide in deck.slides
             if any(shape.has_chart for shape in slide.shapes)}
    assert {card.title for card in cards} <= drawn


@pytest.mark.parametrize("name", long_after(2, [name for name in FORMATS if name != "pdf"]))
def test_equal_requests_give_equal_bytes(name, monkeypatch):
    first = make(asked(members=SAMPLE), name)
    monkeypatch.setattr(single_members, "SHELF", Shelf(samples.KEPT_MEMBERS))  # simulate anew
    assert make(asked(members=SAMPLE), name) == first


def test_a_report_without_them_says_that_averages_hide_them():
    made = report(asked())
    assert single_members.KEY not in {section.key for section in made.sections}
    assert made.sample is None
    assert "the cap forces a whole group out by its mean" in Read(
        make(asked(), "html").decode()).text


@pytest.mark.parametrize(("members", "field"), [
    (MembersAsked(0, 0), "members"), (MembersAsked(MOST_MEMBERS + 1, 0), "members"),
    (MembersAsked(10, -1), "seed"),
])
def test_what_is_not_permitted_is_named(members, field):
    with pytest.raises(ScenarioError) as refused:
        report(asked(members=members))
    assert [problem.field for problem in refused.value.problems] == [field]


def test_the_command_line_refuses_them_too(tmp_path, capsys):
    out = tmp_path / "r.html"
    assert main(["report", "as_pitched", "--members", "0", "--out", str(out)]) != 0
    assert "members" in capsys.readouterr().err
    assert not out.exists()


def test_making_can_be_given_up_while_members_are_simulated(monkeypatch):
    monkeypatch.setattr(single_members, "SHELF", Shelf(samples.KEPT_MEMBERS))
    told = []

    def stop(done, total):
        told.append(done / total)
        return len(told) < 4

    with pytest.raises(Cancelled):
        make(asked(members=SAMPLE), "html", stop)
    assert 0.0 < told[-1] < 0.25
