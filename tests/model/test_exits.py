"""Laws of who waits and what would force them out, held against the engine and closed forms."""

from collections.abc import Mapping

import numpy as np
import pytest

import scenarios
from model import Run, Scenario, readings, simulate
from model.laws import theory
from model.readings import exits

PITCHED = scenarios.load("as_pitched").scenario

LARGE_POOL: Mapping[str, object] = {
    "growth.curve": "constant", "growth.daily_joins": 100.0, "horizon.days": 360,
    "campaigns.main.initial_pool": 3e6, "campaigns.main.initial_points": 2e6,
    "campaigns.main.cap_multiple": 0.25, "segments.occasional.share": 0.0,
    "segments.loyal.share": 0.0,
}
"""Orders small against the pool, one kind of member: the closed forms hold to a few in 100,000."""


def run_of(changes: Mapping[str, object], base: Scenario = PITCHED) -> Run:
    return simulate(base.replace(changes))


@pytest.mark.parametrize("preset", ["as_pitched", "stop_gifting", "rotation"])
def test_waits_add_up_to_the_summary(preset: str) -> None:
    run = simulate(scenarios.load(preset).scenario)
    out = exits.forced_out_by_wait(run)[0]
    summary = readings.summary(run)
    members, delay = summary["members"][0], summary["exit_delay_days"][0]
    assert out.sum() == pytest.approx(summary["exit_share"][0] * members, rel=1e-12)
    # Blocks tell the wait to 30 days: its mean lies between their first and their last days.
    mean_block = (out.sum(axis=1) @ np.arange(len(out))) / out.sum()
    assert 30 * mean_block <= delay <= 30 * mean_block + 29
    last = int(exits.last_join_day_forced_out(run)[0])
    out_of_groups = ~np.isnan(readings.first_exit_day(run)[0])
    assert out_of_groups[last].any()
    assert not out_of_groups[last + 1 :].any()


def test_nobody_joins_nobody_waits() -> None:
    run = run_of({"growth.market_size": 0.0})
    assert np.isnan(exits.last_join_day_forced_out(run)[0])
    assert np.isnan(exits.waiting_share(run)[0])
    assert exits.forced_out_by_wait(run).sum() == 0
    assert np.isnan(exits.pool_growth_needed(run)).all()
    assert np.isnan(exits.pool_growth_to_come(run)).all()


def test_who_is_not_out_waits_while_points_are_gifted_and_nobody_sells() -> None:
    run = run_of({"campaigns.main.cap_multiple": 20.0})
    assert exits.waiting_share(run)[0] == pytest.approx(1.0)
    none = run_of({"products.bundle.gift_share": 0.0, "products.refill.gift_share": 0.0})
    assert exits.waiting_share(none)[0] == 0.0


def test_pool_growth_is_the_rule_of_thumb() -> None:
    """At a closing price that is the buying price too, 702-fold for the pitched terms."""
    needed = exits.pool_growth_needed(simulate(PITCHED))[0]
    assert needed[-1] == pytest.approx(theory.pool_growth_to_cap(1.5, 0.3, 0.7), rel=1e-3)
    rise, gift = np.array([7.0, 1.0, 3.0, 1.0, 2.0]), np.array([0.7, 0.5, 1.0, 1.2, 0.0])
    known = [7.0 ** (1 / 0.3), 1.0, np.inf, 1.0, 2.0]
    assert theory.pool_growth(rise, gift) == pytest.approx(known)


@pytest.mark.parametrize(
    "terms",
    [
        {},
        {"campaigns.main.cap_measure": "net"},
        {"campaigns.main.cap_base": "gift", "campaigns.main.cap_multiple": 1.1},
        {"products.bundle.gift_share": 0.4, "campaigns.main.cap_multiple": 0.15},
        {"campaigns.main.cap_base": "gift", "campaigns.main.cap_multiple": 1.1,
         "campaigns.main.closing_boost": 1.2, "campaigns.main.closing_days": 400,
         "campaigns.main.issue_days": 400},
        {"campaigns.main.cap_multiple": 0.28, "campaigns.main.closing_boost": 1.2,
         "campaigns.main.closing_days": 400, "campaigns.main.issue_days": 400},
    ],
)
def test_the_first_to_leave_leave_when_the_pool_has_grown_so_far(terms: dict[str, object]) -> None:
    """The engine's first forced exit of day 0's buyers against what day 0 said was needed."""
    run = run_of({**LARGE_POOL, **terms})
    leaves = int(run.groups.exit_day[0, 0, 0, 0])
    assert leaves > 20
    needed = float(exits.pool_growth_needed(run)[0, 0])
    pool = run.campaigns["pool"][0, 0, : leaves + 1] + run.campaigns["outflow"][0, 0, : leaves + 1]
    growth = pool / pool[0]
    # Orders of 300 yuan in a pool of millions: the power law holds to one order's part of it.
    assert growth[leaves - 1] < needed * (1 + 3e-4)
    assert growth[leaves] > needed * (1 - 3e-4)


def test_nothing_lifts_a_price_when_the_gift_is_the_whole_contribution() -> None:
    run = run_of({"products.bundle.gift_share": 1.0, "products.refill.gift_share": 1.0})
    assert np.isinf(exits.pool_growth_needed(run)[0, 1:]).all()


def test_growth_to_come_falls_to_one_at_the_horizon() -> None:
    run = run_of({"campaigns.main.cap_multiple": 20.0})
    to_come = exits.pool_growth_to_come(run)[0]
    pool = run.campaigns["pool"][0, 0]
    np.testing.assert_allclose(to_come, pool[-1] / pool)  # nobody sells: the pool only grows
    assert to_come[-1] == 1.0


def test_days_without_gifts_have_no_buyer() -> None:
    run = run_of({"campaigns.main.issue_days": 100})
    for reading in (exits.pool_growth_needed, exits.pool_growth_to_come, exits.price_rise_needed):
        assert np.isfinite(reading(run)[0, :100]).all()
        assert np.isnan(reading(run)[0, 100:]).all()


def test_a_batch_is_its_singles() -> None:
    shares = [0.4, 0.7, 0.9]
    batch = simulate(PITCHED, {"products.bundle.gift_share": shares})
    for i, share in enumerate(shares):
        one = run_of({"products.bundle.gift_share": share})
        for reading in (exits.pool_growth_needed, exits.forced_out_by_wait, exits.waiting_share):
            np.testing.assert_allclose(reading(batch)[i], reading(one)[0], rtol=1e-9)
