"""What really happened is read, held to its days or months, and told apart from the scenario."""

from datetime import date

import numpy as np
import pytest

import scenarios
from answers import actuals as texts
from model import Run, ScenarioError, simulate
from scenarios.actuals import daily, read_actuals
from wording import Words

EN = Words("en")


@pytest.fixture(scope="module")
def run() -> Run:
    return simulate(scenarios.load("as_pitched").scenario)


def test_months_sum_flows_and_end_with_stocks(run: Run) -> None:
    found = read_actuals("月份\t销售额（元）\t现金\n1\t1,000\t¥5.5\n3\t\t−2\n")
    assert found.by == "month"
    assert found.at.tolist() == [1, 3]
    np.testing.assert_array_equal(found.columns["sales"], [1000.0, np.nan])
    np.testing.assert_array_equal(found.columns["cash"], [5.5, -2.0])
    sales, cash = daily("sales", run), run.daily["operating_cash"][0]
    assert found.expected("sales", run) == pytest.approx([sales[:30].sum(), sales[60:90].sum()])
    assert found.expected("cash", run) == pytest.approx([cash[29], cash[89]])


def test_days_are_the_run_itself_and_rows_after_its_end_say_nothing(run: Run) -> None:
    found = read_actuals("day;joins;price\n0;1;2\n1094;1;2\n1095;1;2\n")
    joins = run.daily["joins"][0]
    np.testing.assert_allclose(found.expected("joins", run), [joins[0], joins[1094], np.nan])
    assert texts.beyond(found, run.scenario) == 1


def test_the_deviation_is_told_in_words(run: Run) -> None:
    sales = daily("sales", run)[:60].reshape(2, 30).sum(axis=1)
    table = f"month,sales,releases\n1,{sales[0] * 1.5}\n2,{sales[1] * 1.5}\n"
    (row,) = texts.deviations(read_actuals(table), run.scenario, EN)
    assert row["Deviation"] == "50.0% more than the scenario"
    assert row["Furthest apart"] == "month 2"
    same = f"month,sales\n1,{sales[0]!r}\n".replace("np.float64(", "").replace(")", "")
    (row,) = texts.deviations(read_actuals(same), run.scenario, EN)
    assert row["Deviation"] == "as expected"


def test_dates_are_days_of_the_calendar() -> None:
    table = "日期,joins\n2026/3/1,1\n2026年3月31日,2\n2026-04-02 08:00,3\n"
    found = read_actuals(table, date(2026, 3, 1))
    assert (found.by, found.at.tolist()) == ("day", [0, 30, 32])
    with pytest.raises(ScenarioError, match=r"no date of day 0; permitted is .*calendar.day_zero"):
        read_actuals(table)
    with pytest.raises(ScenarioError) as refused:
        read_actuals("date,joins\n2026-02-28,1\n2026-02-30,1\n", date(2026, 3, 1))
    assert [each.field for each in refused.value.problems] == ["table.2.date", "table.3.date"]


def test_figures_show_the_scenario_throughout_and_what_it_has_reached(run: Run) -> None:
    found = read_actuals("month,sales\n2,1\n4,\n36,5\n37,9\n")
    (card,) = texts.cards(found, run.scenario, EN)
    line, marks = card.figure.data
    assert list(line["x"]) == list(range(1, 37))
    assert list(marks["x"]) == [2, 4, 36]
    assert line["y"][1] == pytest.approx(daily("sales", run)[30:60].sum())
    assert texts.cards(read_actuals("day,joins\n5000,1\n"), run.scenario, EN) == []


def test_every_name_that_a_reader_is_told_heads_a_column() -> None:
    for language, sign in (("en", ", "), ("zh", "、")):
        for name in texts.columns(Words(language)).split(sign):
            assert read_actuals(f"day,{name}\n0,1\n").at.tolist() == [0]


@pytest.mark.parametrize("text", ["12,50", "1.234,50", "1,23", "1,2345"])
def test_commas_group_thousands_and_are_nothing_else(text: str) -> None:
    with pytest.raises(ScenarioError, match=r"permitted is 1234\.5"):
        read_actuals(f"day;sales\n0;{text}\n")


@pytest.mark.parametrize(("table", "fields"), [
    ("", ["table"]), ("when,sales\n1,2\n", ["table"]), ("day,weather\n1,2\n", ["table"]),
    ("day,sales\n-1,2\n0,x\n", ["table.2.day", "table.3.sales"]),
    ("month,cash\n0,2\n1.5,2\n", ["table.2.month", "table.3.month"]),
    ("day,sales\n" + "1,2\n" * 4001, ["table"]),
])
def test_what_is_no_such_table_is_refused_by_place(table: str, fields: list[str]) -> None:
    with pytest.raises(ScenarioError) as refused:
        read_actuals(table)
    assert [each.field for each in refused.value.problems] == fields
