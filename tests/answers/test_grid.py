"""A grid says the rows that it shows; what people write into it is read, or refused in words."""

import pytest

import scenarios
from answers import added as news
from answers import grid
from model import ScenarioError
from model.terms.parameters import ROW_TABLES
from scenarios.added import added, after_campaigns
from tests.ui.test_assumptions import BASE
from wording import Words

EN, ZH = Words("en"), Words("zh")
PITCHED = scenarios.load("as_pitched").scenario
SHELF = ZH.choice(grid.PARAMETERS["products.*.role"], "repurchase")
UNTOUCHED = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}


def after(table, scenario=PITCHED, words=EN, **edits):
    lines = grid.edited(table, scenario, UNTOUCHED | edits, words)
    return grid.read(table, lines, scenario, scenario, words).scenario


@pytest.mark.parametrize("words", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("table", ROW_TABLES)
def test_its_own_texts_are_its_rows(table, words):
    assert after(table, BASE, words) == BASE
    pasted = grid.shown(table, BASE, words)
    everything = list(range(len(pasted)))
    assert after(table, BASE, words, deleted_rows=everything, added_rows=pasted) == BASE


@pytest.mark.parametrize(("cell", "text", "value"), [
    ("price", "1,234", 1234.0), ("price", "1.2万", 12000.0), ("price", "¥ 1 200.50", 1200.5),
    ("gift_share", "65%", 0.65), ("gift_share", "７０％", 0.7), ("gift_share", "70", 0.7),
    ("role", "repurchase", "repurchase"), ("role", SHELF, "repurchase"),
])
def test_numbers_as_people_write_them(cell, text, value):
    row = {"id": "more", "role": "enrolment", cell: text}
    assert after("products", added_rows=[row])[f"products.more.{cell}"] == value


@pytest.mark.parametrize(("cell", "text", "told"), [
    ("gift_share", "0.7", "0.7% | 70%"), ("price", "many", "finite number"),
    ("price", "", "missing"), ("role", "gift", "nearest"), ("gift_share", "900%", "0 ≤ x ≤ 5"),
])
def test_what_is_open_or_wrong_is_refused_by_field_value_and_range(cell, text, told):
    with pytest.raises(ScenarioError) as refused:
        after("products", edited_rows={0: {cell: text}})
    assert f"products.bundle.{cell}" in str(refused.value)
    assert told in str(refused.value)


def test_a_mark_that_nothing_explains_stays_open():
    problems = []
    value = grid.cell("products.a.price", "1,234", grid.PARAMETERS["products.*.price"], None,
                      problems)
    assert value is None
    assert "1234 | 1.234" in str(problems[0])


def test_rows_are_renamed_removed_and_named():
    found = after("products", edited_rows={0: {"id": "Gold pack"}}, deleted_rows=[1],
                  added_rows=[{"price": "1500"}, {}])
    assert found.rows("products")[0] == "Gold_pack"
    assert "refill" not in found.rows("products")
    assert found["products.product.price"] == 1500.0
    assert found["products.Gold_pack.price"] == PITCHED["products.bundle.price"]


def test_a_table_without_rows_has_a_line_to_paste_into():
    assert grid.drawn("events", PITCHED, EN) == [{}]
    assert after("events") == PITCHED
    found = after("events", edited_rows={0: {"id": "run", "day": "90"}},
                  added_rows=[{"id": "rush", "day": "120"}])
    assert [found[f"events.{row}.day"] for row in ("run", "rush")] == [90, 120]
    assert after("events", deleted_rows=[0]) == PITCHED


@pytest.mark.parametrize("table", [each for each in ROW_TABLES if each not in (
    "modes", "campaigns", "limits")])
def test_a_row_more_changes_nothing_until_it_is_told_to(table):
    one = added(PITCHED, table, "more")
    assert after(table, added_rows=[{"id": "more"}]) == one
    assert news.told(PITCHED, one, EN) == "Added. No headline result changed."


def test_a_campaign_more_starts_after_the_last_one():
    ended = PITCHED.replace({"campaigns.main.issue_days": 200, "campaigns.main.start_day": 30})
    assert after_campaigns(ended) == 230
    assert added(ended, "campaigns", "more")["campaigns.more.start_day"] == 230
    endless = added(PITCHED, "campaigns", "more")
    assert news.told(PITCHED, endless, EN) == "Added. No headline result changed."
    assert "→" in news.told(ended, added(ended, "campaigns", "more"), EN)


def test_weights_say_what_they_amount_to():
    found = added(PITCHED, "segments", "more").replace({"segments.more.share": 1.0})
    assert grid.shares("segments", found, EN)["more"] == "50.0%"
    assert grid.shares("products", PITCHED, EN)["bundle"] == "100.0%"
