"""Rows come and go; nothing else of the scenario changes."""

from __future__ import annotations

import pytest

from model import Scenario, ScenarioError, simulate
from model.terms.names import fields_of, kind_of
from model.terms.parameters import PARAMETERS, ROW_TABLES
from model.terms.rows import with_row, without_row
from tests.model.rich_modes import MODES
from tests.model.rich_scenario import RICH

RICH_SCENARIO = Scenario.from_values({**RICH, "modes": MODES})
REQUIRED = ("segments", "campaigns")


@pytest.mark.parametrize("table", ROW_TABLES)
def test_a_row_that_comes_and_goes_leaves_the_scenario_as_it_was(table: str) -> None:
    grown = with_row(RICH_SCENARIO, table, "new-row")
    assert grown.rows(table) == (*RICH_SCENARIO.rows(table), "new-row")
    assert without_row(grown, table, "new-row") == RICH_SCENARIO


@pytest.mark.parametrize("table", ROW_TABLES)
def test_a_new_row_has_every_default(table: str) -> None:
    grown = with_row(RICH_SCENARIO, table, "new")
    for field in fields_of(table, kind_of({}, table, "new")):
        assert grown[field.replace("*", "new")] == PARAMETERS[field].default


@pytest.mark.parametrize("table", ROW_TABLES)
def test_a_copy_has_the_values_of_its_model(table: str) -> None:
    rich = RICH_SCENARIO if RICH_SCENARIO.rows(table) else with_row(RICH_SCENARIO, table, "one")
    like = rich.rows(table)[0]
    grown = with_row(rich, table, "twin", like)
    for field in fields_of(table, kind_of(rich.flat, table, like)):
        assert grown[field.replace("*", "twin")] == rich[field.replace("*", like)]


def test_a_copy_of_a_campaign_without_end_has_none_either() -> None:
    endless = RICH_SCENARIO.replace({"campaigns.main.issue_days": None})
    grown = with_row(endless, "campaigns", "twin", "main")
    assert "campaigns.twin.issue_days" not in grown.flat


def test_a_segment_split_into_two_equal_ones_behaves_as_before() -> None:
    """Shares are weights: a copy beside every segment changes no result of the run."""
    doubled = RICH_SCENARIO
    for row in RICH_SCENARIO.rows("segments"):
        doubled = with_row(doubled, "segments", f"{row}-too", row)
    before, after = simulate(RICH_SCENARIO), simulate(doubled)
    assert after.daily["price"] == pytest.approx(before.daily["price"], rel=1e-9)


@pytest.mark.parametrize("row", ["", "two words", "a.b", "x" * 41, "campaign!"])
def test_malformed_ids_are_refused_by_name(row: str) -> None:
    with pytest.raises(ScenarioError, match="1–40 letters") as refusal:
        with_row(RICH_SCENARIO, "campaigns", row)
    assert refusal.value.problems[0].field == f"campaigns.{row}"


def test_ids_may_be_chinese() -> None:
    assert "第八期" in with_row(RICH_SCENARIO, "campaigns", "第八期").rows("campaigns")


def test_a_taken_id_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"agents\.city: there is already"):
        with_row(RICH_SCENARIO, "agents", "city")


@pytest.mark.parametrize("table", REQUIRED)
def test_the_last_required_row_stays(table: str) -> None:
    scenario = Scenario.from_values({table: {"only": {}}, "segments": {"only": {}},
                                     "products": {"only": {}}, "campaigns": {"only": {}}})
    with pytest.raises(ScenarioError, match=f"{table}: at least one is needed"):
        without_row(scenario, table, "only")


def test_the_last_enrolment_product_stays() -> None:
    smaller = without_row(RICH_SCENARIO, "products", "kit")
    with pytest.raises(ScenarioError, match="enrolment"):
        without_row(smaller, "products", "bundle")


def test_a_row_that_is_not_there_cannot_go() -> None:
    with pytest.raises(KeyError):
        without_row(RICH_SCENARIO, "events", "nothing")
