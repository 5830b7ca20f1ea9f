"""Where nine of ten draws lie, and the scenario among them."""

import math

import numpy as np
import pytest

import scenarios
from analysis import draws
from analysis.batches import Cancelled
from analysis.ranges import CHUNK, placed, range_of, ranges
from analysis.uncertainty import Uncertainty, assumptions
from model import ScenarioError, readings, simulate

PITCHED = scenarios.load("as_pitched").scenario.replace({"horizon.days": 400})
RESULTS = ("recovered_share", "lowest_cash", "first_negative_day", "exit_delay_days")
HUNDRED = np.arange(1.0, 101.0)


def test_ranges_are_the_percentiles_of_the_same_draws() -> None:
    spread = assumptions(PITCHED)
    found = ranges(PITCHED, spread, 80, RESULTS)
    table = draws.percentile_table(draws.draw(PITCHED, spread, 80, RESULTS))
    own = readings.summary(simulate(PITCHED))
    assert tuple(found) == RESULTS
    for name in ("recovered_share", "lowest_cash", "exit_delay_days"):
        assert found[name].low == pytest.approx(table[name]["p5"], rel=1e-12)
        assert found[name].high == pytest.approx(table[name]["p95"], rel=1e-12)
        assert found[name].own == pytest.approx(own[name][0], rel=1e-12)
        assert found[name].count == table[name]["draws"]


def test_one_thread_gives_what_many_give() -> None:
    spread = assumptions(PITCHED)
    assert ranges(PITCHED, spread, 40, RESULTS, threads=1) == ranges(PITCHED, spread, 40, RESULTS)


def test_the_place_is_the_share_of_draws_below() -> None:
    found = range_of(HUNDRED, 63.5, "sales")
    assert (found.lower, found.equal, found.higher) == (63, 0, 37)
    assert found.percentile == 63.0
    assert (found.low, found.high) == pytest.approx((5.95, 95.05))


def test_draws_at_the_scenarios_own_value_are_half_below() -> None:
    found = range_of(np.array([0.0] * 60 + [1.0] * 40), 0.0, "exit_share")
    assert (found.lower, found.equal, found.higher) == (0, 60, 40)
    assert found.percentile == 30.0


def test_never_is_later_than_any_day() -> None:
    days = np.where(HUNDRED <= 80, 300 + HUNDRED, np.nan)
    found = range_of(days, np.nan, "first_negative_day")
    assert math.isinf(found.high)
    assert found.low == pytest.approx(305.95)
    assert (found.lower, found.equal, found.higher, found.undefined) == (80, 20, 0, 0)
    assert range_of(days, 350.0, "agent_payback_day.city").lower == 49


def test_beside_never_the_nearer_draw_counts() -> None:
    """Between a day and never there is nothing to interpolate."""
    for last, infinite in ((94, True), (95, False)):
        days = np.where(last >= HUNDRED, HUNDRED, np.nan)
        assert math.isinf(range_of(days, 1.0, "first_negative_day").high) == infinite


def test_undefined_draws_are_counted_apart() -> None:
    delays = np.where(HUNDRED <= 80, HUNDRED, np.nan)
    found = range_of(delays, 40.5, "exit_delay_days")
    assert (found.count, found.undefined) == (80, 20)
    assert found.percentile == 50.0
    nowhere = range_of(delays, np.nan, "exit_delay_days")
    assert math.isnan(nowhere.percentile)
    assert nowhere.low == found.low


def test_results_that_no_draw_has_leave_no_range() -> None:
    found = range_of(np.full(5, np.nan), np.nan, "exit_delay_days")
    assert math.isnan(found.low)
    assert found.undefined == 5


def test_the_table_of_places_is_that_of_the_ranges() -> None:
    spread = assumptions(PITCHED)
    found = draws.draw(PITCHED, spread, 60)
    own = {name: np.atleast_1d(v) for name, v in readings.summary(simulate(PITCHED)).items()}
    told = placed(found.results, own)
    alone = ranges(PITCHED, spread, 60, ("lowest_cash", "first_negative_day"))
    for name, each in alone.items():
        np.testing.assert_equal(told[name][1], each.percentile)


def test_nobody_waits_longer_than_a_few_draws_to_be_rid_of_it() -> None:
    told: list[int] = []

    def stop(done: int, _total: int) -> bool:
        told.append(done)
        return done < 2 * CHUNK

    with pytest.raises(Cancelled):
        ranges(PITCHED, assumptions(PITCHED), 200, RESULTS, stop)
    assert told == [0, CHUNK, 2 * CHUNK]


def test_certainty_has_no_range() -> None:
    with pytest.raises(ScenarioError):
        ranges(PITCHED, Uncertainty({}), 10, RESULTS)
