"""Tiles by whose gain they are; changes by what is printed; no colour where likes differ."""

from dataclasses import replace

import pytest

import scenarios
from answers import headlines, outcomes, overview, readings, tiles
from answers.results import results
from wording import LANGUAGES, Words

EN = Words("en")
PITCHED = scenarios.load("as_pitched").scenario
THEN = results(PITCHED)
TILES = readings.every(EN)


def of(**changes: object):
    return results(PITCHED.replace(changes))


def told(reading: str, now, words: Words = EN):
    return headlines.of(outcomes.tile(reading, words), now, THEN, words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_members_stand_before_the_operator(language):
    words = Words(language)
    now = of(**{"products.bundle.ad_point_rate": 0.5})
    shown = headlines.groups(headlines.grouped(overview.readings(words), now, THEN, words))
    assert len(shown) == 2
    for title, whose in zip(shown, ("For members", "For the operator"), strict=True):
        assert title == words("{group}: green is a gain, red a loss", group=words(whose))
        assert len(shown[title]) == 3
    members, operator = shown.values()
    colours = {tile["reading"]: tile["colour"] for tile in members + operator}
    assert colours["recovered_multiple"] == "red"
    assert colours["peak_funding"] == "green"


def test_a_group_without_colour_promises_none():
    shown = headlines.groups(headlines.grouped(overview.readings(EN), THEN, THEN, EN))
    assert list(shown) == ["For members", "For the operator"]


def test_every_reading_says_whose_gain_it_is():
    for tile in TILES:
        assert tile.whose in tiles.SIDES
        assert (tile.whose == "both") <= (tile.good == tiles.NEUTRAL), tile.reading


STYLES = {"percent": "exit_share", "money": "recovered_multiple", "wait": "exit_delay_days",
          "day": "first_negative_day"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("reading", "new", "old"), [
    (reading, base + step, base)
    for reading, base in (("exit_share", 0.00137), ("recovered_multiple", 0.4523),
                          ("exit_delay_days", 396.49), ("peak_funding", 41.06e6),
                          ("pool_coverage", 0.164), ("unfunded_promise", -2.0))
    for step in (1e-6, 1e-4, 0.0033, 0.1, 1.0, 5e3, 1e6) if step > 1e-12 * abs(base)
])
def test_unchanged_stands_between_equal_prints_only(reading, new, old, language):
    words = Words(language)
    tile = outcomes.tile(reading, words)
    change = tiles.difference(tile, new, old, words)
    seen = tiles.write(tile, new, words) != tiles.write(tile, old, words)
    assert change != words("unchanged")
    rounded = words("{change}, the same when rounded", change="").strip()
    assert (rounded in change) == (not seen)
    assert any(digit in change for digit in "123456789")
    assert tiles.difference(tile, old, old, words) == words("unchanged")


def test_prints_that_differ_by_the_noise_of_doubles_are_not_unchanged():
    tile = outcomes.tile("recovered_multiple", EN)
    below, above = 0.125 * (1 - 1e-15), 0.125 * (1 + 1e-15)
    assert tiles.write(tile, below, EN) != tiles.write(tile, above, EN)
    assert tiles.difference(tile, above, below, EN) == "differs by rounding alone"


OTHERS = {"horizon.days": 730}, {"growth.market_size": 8e4}


@pytest.mark.parametrize("changes", OTHERS)
def test_what_is_not_like_for_like_says_so_and_has_no_colour(changes):
    now = of(**changes)
    said = headlines.unlike(now, THEN, EN)
    assert said.startswith("Not like for like: ")
    assert ("730 against 1,095 days" in said) == ("horizon.days" in changes)
    shown = headlines.grouped(TILES, now, THEN, EN)
    assert {tile["colour"] for tile in shown} == {"gray"}
    assert not any("green" in tile["group"] for tile in shown)
    found = told("peak_funding", now)
    part = EN.percent(now.summary["peak_funding"] / now.summary["sales"])
    assert found["change"] == f"{part} of sales"
    assert found["baseline"] == "baseline ¥41.1 M, 9.4% of sales"


def test_like_for_like_has_colours_and_says_nothing():
    now = of(**{"ad_points.revenue_per_view": 0.1})
    assert headlines.unlike(now, THEN, EN) == ""
    assert told("peak_funding", now)["colour"] == "green"
    assert "of sales" not in told("peak_funding", now)["change"]


def test_shares_and_days_have_no_part_of_sales():
    now = of(**OTHERS[0])
    for reading in ("recovered_share", "first_negative_day", "pool_coverage"):
        assert "of sales" not in told(reading, now)["change"]


def test_without_sales_there_are_no_parts_of_them():
    nobody = of(**{"growth.market_size": 0.0})
    found = told("peak_funding", nobody)
    assert headlines.unlike(nobody, THEN, EN).endswith("So no colour marks better or worse.")
    assert found["colour"] == "gray"
    assert "of sales" not in found["change"]


def test_a_total_is_an_amount_of_money():
    totals = [tile for tile in TILES if tile.total]
    assert {"peak_funding", "lowest_cash", "unfunded_promise"} <= {tile.reading for tile in totals}
    for tile in totals:
        assert tile.style == "money"
        doubled = replace(tile, total=False)
        assert doubled != tile
