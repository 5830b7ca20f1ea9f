"""Rows that came or went are named first, values by what they do."""

import json

import pytest

import scenarios
from analysis import compare
from analysis.effects import effects
from answers.changes import by_effect, changes_between, rows_described
from answers.results import results
from commands.main import main
from model.terms.rows import with_row, without_row
from reports import summary
from scenarios import Shared
from scenarios.shared import under_assumptions
from wording import LANGUAGES, Words

EN = Words("en")
PITCHED = scenarios.load("as_pitched").scenario
ROTATION = scenarios.load("rotation").scenario


def paragraph(now, then=PITCHED, words: Words = EN) -> str:
    """The summary's paragraph on what was changed."""
    shared = Shared("as_pitched", now, "pinned", then)
    return summary.paragraphs(shared, results(now), results(then), words)[-1]


def test_six_campaigns_come_before_the_value():
    said = paragraph(ROTATION)
    assert "6 campaigns added; Points are gifted for" in said
    assert "6 campaigns removed" in paragraph(PITCHED, ROTATION)


def test_a_few_rows_are_named():
    fewer = without_row(PITCHED, "segments", "loyal")
    found = rows_described(changes_between(PITCHED, fewer), EN)
    assert found == ["1 segment removed (loyal buyers)"]
    assert "1 segment removed (loyal buyers)." in paragraph(fewer)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", ["segments", "products", "campaigns", "team.levels", "agents",
                                   "events"])
def test_rows_of_every_table_can_be_told(table, language):
    words, more = Words(language), with_row(PITCHED, table, "another")
    (added,) = rows_described(changes_between(PITCHED, more), words)
    (removed,) = rows_described(changes_between(more, PITCHED), words)
    assert "another" in added
    assert added != removed


SMALL, LARGE, NOTHING = "campaigns.main.sell_fee", "ad_points.release_rate", "growth.daily_joins"


def test_values_stand_by_effect():
    now = PITCHED.replace({"horizon.days": 1094, SMALL: 0.21, LARGE: 0.02, NOTHING: 7.0})
    order = [change.name for change in by_effect(PITCHED, now)]
    assert order[0] == LARGE
    assert order[-1] == NOTHING
    assert set(order) == {change.name for change in changes_between(PITCHED, now)}
    assert paragraph(now).split(": ")[1].startswith("Daily release")


def test_an_effect_is_that_of_a_lone_change():
    sizes = effects(PITCHED, PITCHED.replace({LARGE: 0.02, NOTHING: 7.0}))
    alone = effects(PITCHED, PITCHED.replace({LARGE: 0.02}))
    assert sizes[NOTHING] == 0.0
    assert sizes[LARGE] == pytest.approx(alone[LARGE], rel=1e-12)
    before, after = (results(each).summary for each in (PITCHED, PITCHED.replace({LARGE: 0.02})))
    parts = [abs(after[name] - before[name]) / max(abs(after[name]), abs(before[name]))
             for name in ("recovered_multiple", "lowest_cash")]
    assert alone[LARGE] == pytest.approx(max(parts), rel=1e-9)


def test_the_summary_says_that_likes_differ():
    assert "Not like for like: 730 against 1,095 days" in paragraph(
        PITCHED.replace({"horizon.days": 730}))
    assert "Not like for like" not in paragraph(PITCHED.replace({SMALL: 0.21}))


def test_the_command_line_says_the_same(capsys, tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text('base = "rotation"\n[horizon]\ndays = 730\n[ad_points]\nrelease_rate = 0.02\n'
                    "[campaigns.main]\nsell_fee = 0.21\n")
    assert main(["compare", "as_pitched", str(mine), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["not_like_for_like"]["mine"]["days"] == [730, 1095]
    assert [row["name"] for row in told["rows"]] == [
        f"campaigns.{row}" for row in ROTATION.rows("campaigns")[1:]]
    values = [each["name"] for each in told["parameters"] if each["values"]["as_pitched"] != each[
        "values"]["mine"] and not each["name"].startswith("campaigns.se")]
    assert values[0] in ("horizon.days", "ad_points.release_rate")
    fee = next(each for each in told["parameters"] if each["name"] == SMALL)
    assert (fee["source"], fee["source_value"]) == ("S-3", 0.2)
    assert main(["compare", "as_pitched", str(mine)]) == 0
    text = capsys.readouterr().out
    assert "campaigns.second\tabsent\tpresent" in text
    assert "campaigns.second.sell_fee" not in text
    assert "mine is not like as_pitched: 730 against 1095 days" in text


def test_rows_differ_where_some_scenario_lacks_them():
    found = compare.row_differences({"a": PITCHED, "b": ROTATION})
    assert [each.name for each in found] == [
        f"campaigns.{row}" for row in ROTATION.rows("campaigns")[1:]]
    assert all(each.present == {"a": False, "b": True} for each in found)
    assert not compare.row_differences({"a": PITCHED, "b": PITCHED})


def test_assumptions_of_another_world_leave_the_terms_alone():
    assumed = {"growth.market_size": 1e6, "products.bundle.unit_cost": 200.0}
    world = PITCHED.replace({**assumed, "campaigns.main.sell_fee": 0.5})
    assert under_assumptions(PITCHED, world) == PITCHED.replace(assumed)
