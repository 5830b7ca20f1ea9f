"""Cases give what cases.md says, judge each figure by its factor, and have no pool to speak of."""

from dataclasses import replace
from datetime import date

import pytest

import scenarios
from analysis import claims
from model import Scenario, ScenarioError, simulate
from scenarios.cases import ORDER, load_case, read_case
from scenarios.documents import CASES, read, write

RIGHT = {
    ("yunlianhui", "owed"): (344e9, 0.819, True), ("wanjia", "paid"): (3.32e9, 1.006, True),
    ("wanjia_press", "paid"): (5.47e9, 1.657, True), ("wodian", "gate"): (0.138, 0.917, True),
    ("wodian", "late"): (960, 0.618, False), ("ponzi_1920", "notes"): (15.2e6, 1.016, True),
    ("ponzi_1920", "owed"): (9.10e6, 1.30, True), ("starbucks", "balance"): (1741e6, 1.07, True),
    ("starbucks", "used"): (11_042e6, 0.99, True),
}


@pytest.mark.parametrize("name", ORDER)
def test_a_case_gives_the_figures_of_the_contract(name: str) -> None:
    case = load_case(name)
    run = simulate(case.document.scenario)
    for figure in case.figures:
        if (name, figure.id) in RIGHT:
            computed, ratio, met = RIGHT[name, figure.id]
            assert figure.computed(run) == pytest.approx(computed, rel=5e-3)
            assert figure.ratio(run) == pytest.approx(ratio, rel=5e-3)
            assert figure.is_met(run) is met
        if figure.role == "input":
            assert figure.is_met(run), figure.id
        assert figure.titles.keys() == figure.sources.keys() == {"en", "zh"}


def test_the_gate_of_wodian_shuts_in_february_2024_and_its_cash_would_be_gone_without_it() -> None:
    case = load_case("wodian")
    late = next(each for each in case.figures if each.id == "late")
    assert case.date_of(late.computed(simulate(case.document.scenario))) == date(2024, 2, 16)
    open_ = simulate(case.document.scenario.replace({"release_gate.min_growth": None}))
    cash = open_.daily["operating_cash"][0]
    assert case.date_of(int((cash < 0.0).argmax())).strftime("%Y-%m") == "2024-11"


def test_what_is_published_and_not_met_is_missed() -> None:
    case = load_case("wanjia")
    run = simulate(case.document.scenario)
    paid = next(each for each in case.figures if each.id == "paid")
    assert not replace(paid, value=10e9).is_met(run)
    assert not replace(paid, value=1e9).is_met(run)


def test_promises_about_pools_are_not_tested_without_one() -> None:
    found = _verdicts(load_case("yunlianhui").document.scenario)
    for name in ("orders_lift_price", "sales_lift_price", "pool_lasts", "exits_gain"):
        assert found[name] == "untested", name
    pitched = _verdicts(scenarios.load("as_pitched").scenario)
    assert pitched["sales_lift_price"] != "untested"


def _verdicts(scenario: Scenario) -> dict[str, str]:
    return {each.promise.name: each.verdict
            for each in claims.examine(scenario, conditions=False)}


def test_a_case_keeps_its_table_when_it_is_written() -> None:
    document = load_case("starbucks").document
    again = read(write(document).encode(), "again")
    assert again.case == document.case
    assert read_case(write(document).encode(), "again").figures == load_case("starbucks").figures


@pytest.mark.parametrize(("old", "new", "field"), [
    ('role = "test"', 'role = "guess"', "case.figures.used.role"),
    ("factor = 1.1", "factor = 0.5", "case.figures.used.factor"),
    ('grade = "A"', 'grade = "E"', "case.figures.inflow.grade"),
    ("day_zero = 2022-10-02", 'day_zero = "soon"', "case.day_zero"),
    ('currency = "USD"', 'currency = "GOLD"', "case.currency"),
    ('currency = "USD"', 'currency = ["USD"]', "case.currency"),
])
def test_a_bad_table_is_refused_by_field(old: str, new: str, field: str) -> None:
    text = (CASES / "starbucks.toml").read_text("utf-8")
    assert old in text
    with pytest.raises(ScenarioError) as refused:
        read_case(text.replace(old, new).encode(), "bad")
    assert refused.value.problems[0].field == field
