"""The XLSX report: the page's numbers to the printed digit, formulas that LibreOffice recalculates
to the same, a check that can fail, and no text that becomes a formula.
"""

import io
import math
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from analysis.batches import Cancelled
from answers import outcomes, tiles
from answers.readings import every
from model import Scenario, readings
from reports import xlsx
from reports.content import Report
from reports.xlsx import size
from reports.xlsx.accounts import checked
from reports.xlsx.checked_days import laws
from scenarios import documents as presets
from tests.model.controls.test_against_days import drawn
from tests.model.drawn import few_examples, scenarios
from tests.more import long_after
from tests.reports.made import GOLDEN, HOSTILE, bare, of_golden, of_scenario, uncertain
from tests.reports.workbooks import calculated, cells, opened

# A spreadsheet program writes fifteen digits.
DIGITS = 1e-13
SUMMED = 1e-10
"""Headline numbers are sums of all days, which programs add up in orders of their own: far below
the 1e-9 of turnover from which on the check differs.
"""

GOLDEN_OF = {path.stem: path for path in GOLDEN}
FIRST = ("rotation", "other_rules", "mixed", "stress", "order_commissions")
RECALCULATED = (*FIRST, *sorted({*GOLDEN_OF} - {*FIRST}))
"""Every law is in one of the first ones."""
SMALL = "hand_check"
LONGEST = {"rotation": (75, 6), "other_rules": (75, 4)}
"""Days that are recalculated, and how fast campaigns follow one another: up to the third one,
beyond the only one's end; else 60 days.
"""

# A day's growth of points and what leaves a pool are small differences of large numbers, and what
# LibreOffice's GAMMALN gives has some thirteen digits: beside a pool that filled before the first
# point a day's growth of a quarter of a per cent keeps nine.
DIFFERENCE_DIGITS = 1e-8
LEDGERS = ("Ad points released", "Ad points released or forfeited",
           "Ad points of who stopped watching")
DIFFERENCES = {"Logarithm of the points’ growth": (0, 1), "Leaves the pool": (0,)}
"""By a column's head, which columns from there on hold them."""


def report_of(name: str):
    days, pace = LONGEST.get(name, (60, 1))
    return of_golden(GOLDEN_OF[name], longest=days, pace=pace)


@pytest.fixture(scope="module")
def golden(request) -> dict[str, bytes]:
    """The reports that the tests of this run ask for."""
    asked = {getattr(item, "callspec", None) and item.callspec.params.get("name")
             for item in request.session.items if item.path == Path(__file__)}
    return {name: xlsx.write(report_of(name)) for name in GOLDEN_OF if name in asked}


NOT_RECOMPUTED = {"exit_delay_days", "recovered_share"}
"""Headline numbers that no formula gives, which the sheet says; others than these it may name."""


def named_as_taken(sheet: Worksheet, report: Report) -> set[str]:
    """Readings that an English check says it does not compute again."""
    start = "Headline numbers: "
    named = next((str(text) for text in cells(sheet) if str(text).startswith(start)), "")
    labels = named.removeprefix(start).rstrip(".").split(", ")
    return {name for name in report.now.summary if outcomes.label(name, report.words) in labels}


@pytest.fixture(scope="module")
def recalculated(libreoffice, golden, tmp_path_factory) -> Iterator[dict[str, Path]]:
    """Every golden report as LibreOffice calculates it, in one start."""
    folder = tmp_path_factory.mktemp("office")
    yield calculated(golden, folder)
    shutil.rmtree(folder)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_headline_number_is_there_exact_and_as_printed(language: str) -> None:
    report = of_golden(GOLDEN_OF["rotation"], language, longest=75, pace=6)
    words, now, then = report.words, report.now.summary, report.then.summary
    book = opened(xlsx.write(report))
    rows = {row[0]: row for row in book.worksheets[0].iter_rows(values_only=True) if row[0]}
    for tile in every(words):
        told = tiles.told(tile, now[tile.reading], then[tile.reading], words)
        row = rows[tile.label]
        assert row[2] == told["value"]
        assert row[4] == tiles.write(tile, then[tile.reading], words)
        assert row[6] == told["change"]
        if math.isnan(now[tile.reading]):
            assert row[1] is None
        else:
            assert row[1] == pytest.approx(now[tile.reading], rel=1e-12)


@pytest.mark.parametrize("name", long_after(5, RECALCULATED))
def test_libreoffice_recalculates_every_formula_to_the_value_beside_it(
    name: str, golden, recalculated
) -> None:
    formulas, ours = opened(golden[name], values=False), opened(golden[name])
    theirs = load_workbook(recalculated[name], data_only=True)
    assert theirs.sheetnames == ours.sheetnames
    count = 0
    for sheet in formulas:
        offs = {cell.column for row in sheet.iter_rows(max_row=3) for cell in row
                if cell.value == "Deviation"}
        small = {cell.column + place for row in sheet.iter_rows(max_row=3) for cell in row
                 for place in DIFFERENCES.get(str(cell.value).partition(" · ")[0], ())}
        rounding = {column[0].column: largest(column) for column in ours[sheet.title].iter_cols()
                    } if sheet.title == "Check day by day" else {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                mine = ours[sheet.title][cell.coordinate].value
                other = theirs[sheet.title][cell.coordinate].value
                # How far sums are off is rounding alone, and rounds differently elsewhere.
                slack = 1e-11 if cell.column in offs or sheet.title == "Check" else 0.0
                slack = max(slack, DIGITS * rounding.get(cell.column, 0.0))  # all sold, a sum is 0
                if sheet.title in ("Summary", "Comparison"):  # differences of large numbers
                    slack = SUMMED * largest(ours[sheet.title][cell.row])
                digits = DIFFERENCE_DIGITS if cell.column in small else DIGITS
                assert same(mine, other, slack, digits), (
                    sheet.title, cell.coordinate, mine, other)
    assert count > 12 * report_of(name).now.run.days


def largest(line) -> float:
    """The largest number of a line of cells by size, 0 without any."""
    return max((abs(c.value) for c in line if isinstance(c.value, int | float)), default=0.0)


def same(mine: object, other: object, slack: float, digits: float) -> bool:
    if isinstance(mine, int | float) and isinstance(other, int | float):
        return math.isclose(mine, other, rel_tol=digits, abs_tol=slack)
    return (mine or None) == (other or None)


@pytest.mark.parametrize("name", long_after(5, RECALCULATED))
def test_the_recalculated_check_finds_all_accounts_in_order(
    name: str, golden, recalculated
) -> None:
    sheet = load_workbook(recalculated[name], data_only=True)["Check"]
    assert sheet["B4"].value == "OK"
    report = report_of(name)
    run, words = report.now.run, report.words
    accounts = len(checked(run, words)) + sum(bool(law.how) for law in laws(run, words))
    headlines = set(report.now.summary) - named_as_taken(sheet, report)
    assert cells(sheet).count("OK") == cells(opened(golden[name])["Check"]).count("OK")
    assert cells(sheet).count("OK") > 1 + accounts + len(headlines)
    assert "differs" not in cells(sheet)


@settings(few_examples, max_examples=8)
@given(scenarios())
def test_no_run_that_adds_up_is_called_wrong(scenario: Scenario) -> None:
    """Whatever its rules: several campaigns, pauses, sold-out pools, events, curves."""
    report = bare(scenario)
    assume(not readings.faults(report.now.run))
    sheet = opened(xlsx.write(report))["Check"]
    assert "differs" not in cells(sheet)


@pytest.mark.parametrize("seed", long_after(3, range(14)))
def test_no_run_with_controls_and_modes_is_called_wrong(seed: int) -> None:
    """What controls change is named as not recomputed, all else still agrees."""
    sheet = opened(xlsx.write(bare(drawn(seed))))["Check"]
    assert "differs" not in cells(sheet)
    assert any(str(text).startswith("Controls: ") for text in cells(sheet))


@pytest.mark.long
@pytest.mark.parametrize("by_day", [True, False])
def test_libreoffice_agrees_on_runs_with_controls_and_modes(
    libreoffice, by_day, monkeypatch, tmp_path
) -> None:
    """Floors that bind, pools that they empty, rounds that end; day by day and in one formula."""
    if not by_day:
        monkeypatch.setattr(size, "WITH_DAYS", 1000)
    contents = {str(seed): xlsx.write(bare(drawn(seed))) for seed in (50, 53, 54, 56, 101)}
    for seed, path in calculated(contents, tmp_path).items():
        assert "differs" not in cells(load_workbook(path, data_only=True)["Check"]), seed


@pytest.mark.parametrize("title", HOSTILE)
def test_texts_of_users_stay_texts(title: str) -> None:
    report = of_golden(GOLDEN_OF[SMALL], title=title, client=title, summary=title)
    content = xlsx.write(report)
    book = opened(content, values=False)
    ours = re.compile(r"=(?:[-+A-Z0-9a-z_$'!:(),.<>=*/^\" ]|&\"\")+")
    shown = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                if cell.data_type == "f":
                    assert ours.fullmatch(cell.value), cell.value
                    assert "HYPERLINK" not in cell.value
                shown += cell.value == title
    assert shown >= 2
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "externalLink" in name]


def test_row_ids_stay_texts() -> None:
    from tests.model.rich_scenario import RICH
    values = {**RICH, "segments": {"-1-2": RICH["segments"][next(iter(RICH["segments"]))]}}
    book = opened(xlsx.write(of_scenario(Scenario.from_values(values))), values=False)
    found = [cell for row in book["Gains and losses"].iter_rows() for cell in row
             if cell.value == "-1-2"]
    assert found
    assert all(cell.data_type == "s" for cell in found)


def test_equal_requests_give_equal_bytes() -> None:
    one, other = (xlsx.write(of_golden(GOLDEN_OF[SMALL], "zh")) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("language", ["en", "zh"])
def test_limits_warnings_and_the_losing_side_are_there(language: str) -> None:
    report = of_golden(GOLDEN_OF[SMALL], language)
    text = "\n".join(str(value) for sheet in opened(xlsx.write(report)) for value in cells(sheet))
    for key in ("members", "limits", "outside", "again"):
        for block in report.section(key).blocks:
            for row in getattr(block, "rows", ()):
                if key in ("limits", "outside"):
                    assert all(cell in text for cell in row.values())
            if getattr(block, "text", ""):
                assert block.text in text


def test_every_chart_has_a_text_for_those_who_do_not_see_it() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx.write(report_of("rotation")))) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
    described = re.findall(r'descr="([^"]+)"', drawing)
    assert len(described) == len(charts) >= 8
    assert all(len(text) > 30 for text in described)


def test_draws_are_there_when_they_are_on() -> None:
    report = uncertain()
    book = opened(xlsx.write(report))
    assert "Uncertainty" in book.sheetnames
    assert any(isinstance(value, float) for value in cells(book["Uncertainty"]))
    assert "Uncertainty" not in opened(xlsx.write(of_golden(GOLDEN_OF[SMALL]))).sheetnames


def test_progress_is_told_and_may_stop_it() -> None:
    told: list[tuple[int, int]] = []
    report = of_golden(GOLDEN_OF[SMALL])

    def go_on(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    xlsx.write(report, go_on)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]
    with pytest.raises(Cancelled):
        xlsx.write(report, lambda done, total: False)


@pytest.mark.parametrize("missed_day", ["deferred", "forfeited"])
@pytest.mark.parametrize("rule", ["balance", "grant"])
def test_ledgers_are_computed_again_under_every_rule(rule: str, missed_day: str) -> None:
    """Beyond the day on which the first grants end, at rates that leave a last part and at one that
    leaves none; half a kind's life so long and so short that sums of its fading lose digits.
    """
    pitched = presets.load("as_pitched").scenario
    for rate, half_life in ((0.013, 20.0), (0.02, 1e9), (1.0, 0.1), (0.0, 180.0)):
        scenario = pitched.replace({
            "horizon.days": 90, "ad_points.rule": rule, "ad_points.missed_day": missed_day,
            "ad_points.release_rate": rate, "segments.loyal.attention_half_life": half_life,
        })
        sheet = opened(xlsx.write(bare(scenario)))["Check"]
        verdicts = {row[0]: row[4] for row in sheet.iter_rows(values_only=True)}
        assert [verdicts[label] for label in LEDGERS] == ["OK"] * len(LEDGERS)
        assert "differs" not in cells(sheet)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_check_names_what_it_does_not_compute_again_and_why(language: str) -> None:
    report = of_golden(GOLDEN_OF[SMALL], language)
    sheet = opened(xlsx.write(report)).worksheets
    texts = [str(value) for each in sheet for value in cells(each)]
    label = {tile.reading: tile.label for tile in every(report.words)}["recovered_share"]
    assert [text for text in texts if text.startswith(label) and len(text) > 40]
    for name in NOT_RECOMPUTED:
        told = next(tile.label for tile in every(report.words) if tile.reading == name)
        assert [text for text in texts if told in text and text.startswith(
            report.words("Headline numbers"))]
