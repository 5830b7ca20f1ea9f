"""Changes on tiles: never, unchanged, and hidden by rounding."""

import pytest

import answers
import scenarios
from answers import results, tiles
from wording import Words

EN = Words("en")
FEE = "campaigns.main.sell_fee"


def tiles_of(page: str, words=EN):
    shown = getattr(answers, page).readings(words)
    return sorted(shown, key=lambda tile: tiles.SIDES.index(tile.whose))


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        (409.0, 409.0, ("unchanged", "gray", "off")),
        (430.0, 409.0, ("+21 days", "green", "up")),
        (float("nan"), 409.0, ("changed", "green", "up")),
        (409.0, float("nan"), ("changed", "red", "down")),
        (float("nan"), float("nan"), ("unchanged", "gray", "off")),
    ],
)
def test_never_is_later_than_any_day(new, old, expected):
    tile = next(tile for tile in tiles_of("overview") if tile.reading == "first_negative_day")
    assert tiles._change(tile, new, old, EN) == expected


def test_a_change_that_rounding_hides_says_so_and_has_no_colour():
    tile = next(tile for tile in tiles_of("overview") if tile.reading == "exit_share")
    told = ("+0.0010 pp, the same when rounded", "gray", "off")
    assert tiles._change(tile, 0.00137, 0.00136, EN) == told


def test_results_are_shared_between_equal_scenarios():
    scenario = scenarios.load("as_pitched").scenario
    assert results.results(scenario) is results.results(scenario.replace({FEE: scenario[FEE]}))
