"""The check of an XLSX report: what is changed in the file turns its verdict, or is named as not
computed again; what stands beside formulas is computed.
"""

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from model import Run, ScenarioError
from model.laws.series import SERIES
from reports import cohorts, xlsx
from reports.content import Report
from reports.daily import daily
from reports.frames import Frame
from reports.xlsx import size
from reports.xlsx.accounts import Account, Sum, checked
from reports.xlsx.checked_days import laws
from reports.xlsx.lists import FIRST_DAY
from scenarios.uploads import read_upload
from scenarios.uploads.archive import ARCHIVE_LIMIT, UNPACKED_LIMIT
from tests.reports.made import GOLDEN, of_golden
from tests.reports.workbooks import calculated, cells, opened, with_values
from wording import Words

GOLDEN_OF = {path.stem: path for path in GOLDEN}
DAY = 9
PARAMETERS = ("products.bundle.gift_share", "campaigns.main.start_day", "referral.direct",
              "platform.fixed_cost_per_day")
IN_TURN = ("fixed_cost", "points_left_ledger")
"""Columns that are changed by themselves: those that no account alone finds."""
BASELINE = ("reorders", "pool", "unreleased_ad_points")
MONTHS = ("members", "spent", "received", "redeemed", "released", "holdings",
          "recovered_multiple", "recovered_multiple_with_holdings", "exit_share")
GROUPS = {"join_months": MONTHS, "segments": ("members",), "cohorts": ("holdings",)}
"""By table of gains and losses, the columns that are changed there."""


@lru_cache(maxsize=1)
def small() -> Report:
    """Of everything something, and few days."""
    return of_golden(GOLDEN_OF["mixed"], longest=40)


@lru_cache(maxsize=1)
def written() -> bytes:
    return xlsx.write(small())


@lru_cache(maxsize=2)
def book_of(values: bool = True) -> Workbook:
    return opened(written(), values)


def frame_of(run: Run) -> Frame:
    return daily(run, small().words)


def larger(value: float) -> float:
    """Changed so that no rounding hides it, also a zero."""
    return 1.001 * value + 1.0


def repaired(run: Run, words: Words, names: list[str]) -> dict[str, float]:
    """Cells of the days with some columns larger on one day, and what an honest-looking sheet needs
    with that: totals over campaigns, and every stock from then on that is not itself changed.
    """
    frame = daily(run, words)
    days = {each.name: np.array(each.values, float) for each in frame.columns}
    apart = {}
    for more, name in enumerate(names):
        apart[name] = np.zeros(run.days)
        apart[name][DAY] = (1 + more / 7) * (larger(days[name][DAY]) - days[name][DAY])
    for each in checked(run, words):
        parts = [name for name in getattr(each, "right", ()) if name in apart]
        if isinstance(each, Sum) and parts and each.states not in (*names, "pool_fee_income"):
            apart[each.states] = sum(apart[name] for name in parts)
    flows = dict(apart)
    for each in checked(run, words):
        if isinstance(each, Account) and each.stock not in names:
            more, less = (sum((flows[name] for name in side if name in flows), np.zeros(run.days))
                          for side in (each.gains, each.losses))
            apart[each.stock] = np.cumsum(more - less)
    return {f"{get_column_letter(frame.at(name) + 1)}{FIRST_DAY + 1 + day}":
            float(days[name][day] + values[day])
            for name, values in apart.items() for day in np.flatnonzero(values)}


def kinds(run: Run) -> tuple[list[str], list[str]]:
    """Daily columns that are flows, and those that are stocks or prices."""
    names = [column.name for column in frame_of(run).columns[1:]]
    flows = [name for name in names if SERIES[name.partition(".")[0]].kind == "flow"]
    return flows, [name for name in names if name not in flows]


@pytest.fixture(scope="module")
def falsified() -> dict[str, bytes]:
    """The small report changed: flows, stocks, single columns, the baseline's days; groups of
    members; every headline number where it is stated and where it is shown; parameters.
    """
    report, book, content = small(), book_of(), written()
    words = report.words
    now, then = report.now.run, report.then.run
    flows, stocks = kinds(now)
    found = {key: ("Day by day", repaired(now, words, names)) for key, names in {
        "flows": flows, "stocks": stocks, **{name: [name] for name in IN_TURN}}.items()}
    found |= {f"baseline {name}": ("Baseline day by day", repaired(then, words, [name]))
              for name in BASELINE}
    found |= {key: ("Gains and losses", first_of(book, report, key)) for key in GROUPS}
    found |= {key: (title, numbers(book[title], columns)) for key, title, columns in (
        ("stated", "Check", "C"), ("compared", "Comparison", "BD"),
        ("apart", "Comparison", "F"), ("summary", "Summary", "BD"))}
    rows = {row[-1].value: row[2] for row in book["Parameters"].iter_rows()}
    found |= {name: ("Parameters", {rows[name].coordinate: larger(rows[name].value)})
              for name in PARAMETERS}
    return {key: with_values(content, *change) for key, change in found.items()}


def first_of(book: Workbook, report: Report, key: str) -> dict[str, float]:
    """The first cells of some columns of a table of gains and losses, changed."""
    frame = {"join_months": cohorts.by_month, "segments": cohorts.by_segment,
             "cohorts": cohorts.by_month_and_segment}[key](report.now.run, report.words)
    sheet = book["Gains and losses"]
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == frame.title)
    found = {}
    for more, name in enumerate(GROUPS[key]):
        cell = sheet.cell(top + 2, frame.at(name) + 1)
        assert cell.value == pytest.approx(frame.column(name).values[0])
        found[cell.coordinate] = larger(cell.value) * (1 + more / 7)
    return found


def numbers(sheet: Worksheet, columns: str) -> dict[str, float]:
    """Every number of some columns below the first head of headline numbers, changed."""
    rows = list(sheet.iter_rows())
    first = next(row[0].row for row in rows if row[0].value == "Number")
    return {cell.coordinate: larger(cell.value) for row in rows for cell in row
            if cell.row > first and get_column_letter(cell.column) in columns
            and isinstance(cell.value, int | float)}


@pytest.fixture(scope="module")
def recalculated(libreoffice, falsified, tmp_path_factory) -> Iterator[dict[str, Path]]:
    """Every changed report as LibreOffice calculates it."""
    folder = tmp_path_factory.mktemp("office")
    yield calculated(falsified, folder)
    shutil.rmtree(folder)


def differing(path: Path) -> tuple[Worksheet, set[str]]:
    """The check of a recalculated report, and what it says differs; headline numbers apart, which
    whoever changes a flow would change too.
    """
    sheet = load_workbook(path, data_only=True)["Check"]
    rows = list(sheet.iter_rows(values_only=True))
    first = next(place for place, row in enumerate(rows) if row[0] == "Number")
    return sheet, {str(row[0]) for row in rows[:first] if "differs" in row[1:]}


def named(sheet: Worksheet, title: str) -> list[str]:
    """Columns of a sheet that the check says it does not compute again."""
    start = f"Columns of “{title}”: "
    return next((str(text)[len(start):-1].split(", ") for text in cells(sheet)
                 if str(text).startswith(start)), [])


def stating(run: Run, words: Words) -> dict[str, str]:
    """By daily column, the row of the check that computes it again."""
    found = {law.states: law.label for law in laws(run, words) if law.how}
    for each in checked(run, words):
        column = getattr(each, "stock", "") or getattr(each, "price", "") or each.states
        found[column] = each.label
    return found


@pytest.mark.parametrize("kind", ["flows", "stocks"])
def test_every_changed_column_breaks_its_row_or_is_named(kind: str, recalculated) -> None:
    """Although totals and stocks are changed with the flows."""
    report = small()
    sheet, wrong = differing(recalculated[kind])
    rows = stating(report.now.run, report.words)
    labels = {column.name: column.label for column in frame_of(report.now.run).columns}
    for name in kinds(report.now.run)[kind == "stocks"]:
        assert rows[name] in wrong if name in rows else (
            labels[name] in named(sheet, "Day by day")), name
    assert sheet["B4"].value == "differs"


@pytest.mark.parametrize("name", IN_TURN)
def test_a_changed_flow_turns_the_verdict_although_its_stock_agrees(
    name: str, recalculated
) -> None:
    sheet, wrong = differing(recalculated[name])
    assert wrong
    assert sheet["B4"].value == "differs"
    assert sheet.parent["Summary"].cell(*verdict_at(sheet.parent["Summary"])).value == "differs"


def verdict_at(sheet: Worksheet) -> tuple[int, int]:
    return next((row[0].row, 2) for row in sheet.iter_rows()
                if row[0].value == "Check of the accounts")


def test_few_columns_are_named() -> None:
    assert set(named(book_of()["Check"], "Day by day")) == {
        "Members who join", "Orders paid from wallets", "Withdrawals",
        "Points sold and burned · main campaign"}


@pytest.mark.parametrize("name", BASELINE)
def test_a_changed_day_of_the_baseline_turns_it_or_is_named(name: str, recalculated) -> None:
    sheet, wrong = differing(recalculated[f"baseline {name}"])
    label = frame_of(small().then.run).column(name).label
    assert any(text.startswith("Baseline · ") for text in wrong) != (
        label in named(sheet, "Baseline day by day"))


@pytest.mark.parametrize("key", GROUPS)
def test_changed_groups_of_members_turn_the_verdict(key: str, recalculated) -> None:
    sheet, wrong = differing(recalculated[key])
    assert sheet["B4"].value == "differs"
    assert sum("· months and kinds" in text for text in wrong) >= len(GROUPS[key])


def headlines_of(book: Workbook) -> list[list[tuple]]:
    """Rows of the check on headline numbers, of the scenario and of its baseline."""
    rows = list(book["Check"].iter_rows(values_only=True))
    first, second = (place for place, row in enumerate(rows) if row[0] == "Number")
    return [[row for row in block if row[5] and row[2] is not None]
            for block in (rows[first + 1:second], rows[second + 1:])]


@pytest.mark.parametrize("key", ["stated", "compared", "summary"])
def test_every_changed_headline_number_differs(key: str, recalculated) -> None:
    """Of the scenario and of its baseline, wherever it stands; Summary shows some."""
    book = load_workbook(recalculated[key], data_only=True)
    shown = {row[0] for row in book["Summary"].iter_rows(values_only=True) if row[0]}
    for block in headlines_of(book):
        told = [row for row in block if key != "summary" or row[0] in shown]
        assert len(told) > 8
        assert {row[5] for row in told} == {"differs"}


def test_a_changed_difference_differs(recalculated) -> None:
    told = headlines_of(load_workbook(recalculated["apart"], data_only=True))[0]
    assert sum(row[5] == "differs" for row in told) > 8


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_changed_parameter_makes_the_check_differ(name: str, recalculated) -> None:
    assert load_workbook(recalculated[name], data_only=True)["Check"]["B4"].value == "differs"


@pytest.mark.parametrize("title", ["Summary", "Comparison"])
def test_numbers_of_the_first_pages_are_formulas(title: str) -> None:
    sheet = book_of(values=False)[title]
    rows = [row for row in sheet.iter_rows() if row[0].value in ("Sales", "Peak funding needed")]
    assert rows
    assert all(row[place].data_type == "f" for row in rows for place in (1, 3, 5))


def test_differences_of_shares_are_told_in_points() -> None:
    sheet = book_of()["Comparison"]
    row = next(row for row in sheet.iter_rows() if row[-1].value == "payout_ratio_accrual")
    assert row[5].value == pytest.approx(100 * (row[1].value - row[3].value))
    assert " pp" in row[5].number_format


def test_values_beside_formulas_are_computed() -> None:
    """Where the model states what does not follow from its flows, readers that calculate nothing
    see that it differs.
    """
    report = small()
    summary = {**report.now.summary, "peak_funding": 1.0}
    sheet = opened(xlsx.write(replace(report, now=replace(report.now, summary=summary))))["Check"]
    assert sheet["B4"].value == "differs"


def test_what_is_too_large_for_days_is_added_up_in_one_formula_each(monkeypatch) -> None:
    monkeypatch.setattr(size, "WITH_DAYS", 1000)
    book = opened(xlsx.write(small()))
    assert book["Check"]["B4"].value == "OK"
    assert book["Check day by day"].max_row < FIRST_DAY
    labels = {column.label for column in daily(small().now.run, small().words).columns}
    assert len(labels & set(named(book["Check"], "Day by day"))) > 20
    monkeypatch.setattr(size, "MOST", 1000)
    with pytest.raises(ScenarioError, match="daily numbers are more than a workbook holds"):
        xlsx.write(small())


def test_the_largest_workbook_opens_again() -> None:
    """What a cell of a long report takes, times as many as are permitted."""
    report = of_golden(GOLDEN_OF["rotation"], longest=150)
    content = xlsx.write(report)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    book = load_workbook(io.BytesIO(content), read_only=True)
    count = sum(sheet.max_row * sheet.max_column for sheet in book if "ay by day" in sheet.title)
    assert size.WITH_DAYS * len(content) / count < ARCHIVE_LIMIT
    assert size.WITH_DAYS * unpacked / count < UNPACKED_LIMIT
    assert read_upload("report.xlsx", content).scenario == report.request.shared.scenario
