"""A comparison is two single runs; its parts and what is left over add up to the difference."""

import numpy as np
import pytest

import scenarios
from analysis import compare
from model import readings, simulate

PRESETS = ("as_pitched", "stop_gifting", "rotation", "growth_stops", "adverts_halve")
PITCHED = scenarios.load("as_pitched").scenario


def loaded(*names: str):
    return {name: scenarios.load(name).scenario for name in names}


def test_headlines_are_single_runs() -> None:
    chosen = loaded(*PRESETS)
    found = compare.headlines(chosen)
    changes = compare.changes(found, "as_pitched")
    alone = {name: readings.summary(simulate(each)) for name, each in chosen.items()}
    for label, results in found.items():
        for name, value in results.items():
            np.testing.assert_equal(value, float(alone[label][name][0]))
            base = float(alone["as_pitched"][name][0])
            np.testing.assert_equal(changes[label][name], value - base)


def test_every_difference_is_named_with_its_source() -> None:
    found = compare.parameter_differences(loaded("as_pitched", "stop_gifting", "necessities"))
    assert [(each.name, each.values["necessities"]) for each in found] == [
        ("products.bundle.ad_point_rate", 0.3), ("campaigns.main.issue_days", None),
    ]
    assert [each.source for each in found] == ["S-1", "S-15"]


@pytest.mark.parametrize("other", PRESETS[1:])
@pytest.mark.parametrize("result", ["recovered_multiple", "lowest_cash", "exit_share"])
def test_parts_and_interaction_add_up(other: str, result: str) -> None:
    split = compare.decompose(PITCHED, scenarios.load(other).scenario, result)
    total = sum(part.change for part in split.parts) + split.interaction
    scale = max(abs(split.start), abs(split.end))
    assert total == pytest.approx(split.end - split.start, abs=1e-14 * scale)
    back = compare.decompose(scenarios.load(other).scenario, PITCHED, result)
    there = {part.names: part.change for part in split.parts}
    for part in back.parts:
        same = next(names for names in there if set(names) == set(part.names))
        assert part.change == pytest.approx(-there[same], abs=1e-12 * scale)


def test_a_lone_change_brings_all_of_it() -> None:
    other = PITCHED.replace({"platform.initial_cash": 3e6})
    split = compare.decompose(PITCHED, other, "lowest_cash")
    assert split.parts == (compare.Part(("platform.initial_cash",), pytest.approx(3e6)),)
    assert split.interaction == pytest.approx(0.0, abs=1e-6)


def test_two_changes_share_their_interaction_evenly() -> None:
    """f(a, b) − f(0, 0) of a product: each gets the mean of both orders, nothing is left."""
    changes = {"growth.market_size": 400_000.0, "products.bundle.price": 1500.0}
    split = compare.decompose(PITCHED, PITCHED.replace(changes), "sales")
    assert split.interaction == pytest.approx(0.0, abs=1e-9 * split.end)
    assert {part.names[0] for part in split.parts} == set(changes)


def test_three_changes_leave_an_interaction() -> None:
    changes = {"growth.market_size": 400_000.0, "products.bundle.price": 1500.0,
               "segments.loyal.share": 0.4}
    split = compare.decompose(PITCHED, PITCHED.replace(changes), "lowest_cash")
    assert abs(split.interaction) > 1e-3 * abs(split.end - split.start)


def test_rows_of_one_side_are_switched_whole() -> None:
    split = compare.decompose(PITCHED, scenarios.load("rotation").scenario, "recovered_multiple")
    labels = {part.label for part in split.parts}
    assert labels == {"campaigns.main.issue_days"} | {
        f"campaigns.{row}" for row in ("second", "third", "fourth", "fifth", "sixth", "seventh")
    }


def test_what_is_refused_alone_is_switched_together() -> None:
    changes = {"campaigns.main.initial_pool": 1e5, "campaigns.main.initial_points": 1e5,
               "platform.initial_cash": 1e6}
    split = compare.decompose(PITCHED, PITCHED.replace(changes), "exit_share")
    names = {part.names for part in split.parts}
    pair = ("campaigns.main.initial_pool", "campaigns.main.initial_points")
    assert names == {pair, ("platform.initial_cash",)}
