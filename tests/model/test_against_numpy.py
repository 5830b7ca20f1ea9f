"""The compiled engine against the NumPy oracle, over random scenarios of every kind.

`benchmarks/numpy_engine.py` was written from model.md alone, by another hand, and radCAD's model
uses its laws day by day: both are held against the golden data here too. All work in float64 and
add up in different orders, so numbers may differ by what a few thousand roundings make, more where
a law subtracts: that is what the floors below are for. `recovered_share` is not among them: people
are no groups (tests/model/people).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, assume, given, reject, settings

import scenarios
from benchmarks import numpy_engine, radcad_engine
from model import Run, Scenario, readings, simulate
from tests.model.random_scenarios import documents

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*.toml"))
RELATIVE = 1e-9  # the golden data promise 1e-8
NOTHING = 1e-250  # halving for long enough ends below what a double holds with all its digits


def cash_turnover(document: Mapping[str, Any], oracle: numpy_engine.Run) -> np.ndarray:
    """All that has moved through operating cash so far, `(day,)`: its rounding scales with it."""
    daily, platform = oracle.daily, document["platform"]
    moved = sum(
        np.abs(daily[name])
        for name in (
            "first_orders", "reorders", "goods_cost", "contribution", "redeemed", "withdrawals",
            "ad_revenue", "agent_fees", "agent_payouts", "team_bonus",
        )
    )  # fmt: skip
    opened = sum(row["initial_pool"] for row in document["campaigns"].values())
    moved = moved + platform["fixed_cost_per_day"]
    return abs(platform["initial_cash"]) + opened + np.cumsum(moved)


def daily_floor(name: str, document: Mapping[str, Any], oracle: numpy_engine.Run) -> Any:
    """Absolute difference allowed in a daily column beside the relative one.

    Operating cash is a difference of large sums. Agent fees are differences of a ramp near 1 and
    ad points left in a ledger are what remains of all that was granted: both carry roundings of
    the largest value of their column. Every other column is a sum or product of positive terms.
    """
    if name == "operating_cash":
        return 1e-13 * cash_turnover(document, oracle)
    if name in ("agent_fees", "unreleased_ad_points", "released"):
        return NOTHING + 1e-13 * np.max(np.abs(oracle.daily[name]))
    return NOTHING


def ours_daily(run: Run, name: str) -> np.ndarray:
    """Our daily series under the name of a golden column, `price.second` included."""
    column, _, campaign = name.partition(".")
    if campaign:
        return run.campaigns[column][0, run.campaign_ids.index(campaign)]
    return run.daily[name][0]


def assert_same_days(document: Mapping[str, Any], run: Run, oracle: numpy_engine.Run) -> None:
    """Every daily column agrees."""
    for name, expected in oracle.daily.items():
        if name in ("goods_cost", "platform_fees"):
            continue
        ours, floor = ours_daily(run, name), daily_floor(name, document, oracle)
        wrong = ~(np.abs(ours - expected) <= RELATIVE * np.abs(expected) + floor)  # NaN is wrong
        day = int(np.argmax(wrong))
        assert not wrong.any(), f"{name}, day {day}: {ours[day]!r}, NumPy {expected[day]!r}"


def assert_same_groups(run: Run, oracle: numpy_engine.Run) -> None:
    """Members, redeemed money and first exit days of every group that has members agree."""
    np.testing.assert_allclose(run.groups.members[0], oracle.members, rtol=RELATIVE)
    there = oracle.members > 0
    redeemed, expected = run.groups.redeemed[0][there], oracle.redeemed_per_member[there]
    np.testing.assert_allclose(redeemed, expected, rtol=RELATIVE, err_msg="redeemed")
    for number, (name, exit_day) in enumerate(oracle.exit_day.items()):
        ours = run.groups.exit_day[0, number][there]
        np.testing.assert_array_equal(ours, exit_day[there], err_msg=f"exit_day.{name}")


def summary_floor(name: str, document: Mapping[str, Any], oracle: numpy_engine.Run) -> float:
    """Absolute difference allowed in a reading: only those that subtract have one."""
    turnover = float(cash_turnover(document, oracle)[-1])
    if name in ("lowest_cash", "peak_funding", "unfunded_promise"):
        return 1e-13 * turnover
    if name == "unfunded_promise_to_watchers":  # a difference of ad points too
        return NOTHING + 1e-13 * (turnover + 2 * oracle.daily["unreleased_ad_points"][-1])
    return 0.0


def assert_same_summary(document: Mapping[str, Any], run: Run, oracle: numpy_engine.Run) -> None:
    """Every reading agrees, and is undefined in both or in neither."""
    ours = readings.summary(run)
    for name, value in oracle.summary.items():
        expected = np.nan if value is None else value
        np.testing.assert_allclose(
            ours[name][0], expected, RELATIVE, summary_floor(name, document, oracle), err_msg=name
        )


def oracle_within_range(document: Mapping[str, Any]) -> numpy_engine.Run:
    """The oracle's run; drops draws whose points or prices leave the range of float64.

    A gift share near 5 beside a pool that drains every day can do that.
    """
    with np.errstate(all="ignore"):
        try:
            oracle = numpy_engine.run(document)
        except OverflowError:
            reject()
    assume(all(np.all(np.abs(column) < 1e250) for column in oracle.daily.values()))
    return oracle


def compare(document: Mapping[str, Any], oracle: numpy_engine.Run) -> None:
    """Run a document in our engine and compare all that it gives with the oracle's run."""
    run = simulate(Scenario.from_values({k: v for k, v in document.items() if k != "format"}))
    assert_same_days(document, run, oracle)
    assert_same_groups(run, oracle)
    assert_same_summary(document, run, oracle)


@settings(
    max_examples=100,
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # shrinking whole documents takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(documents())
def test_compiled_engine_is_the_numpy_oracle(document: dict[str, Any]) -> None:
    compare(document, oracle_within_range(document))


PLAIN = {
    "horizon": {"days": 60},
    "growth": {"curve": "constant", "daily_joins": 1.0},
    "segments": {"only": {"task_completion": 0.5}},
    "products": {"bundle": {"role": "enrolment"}},
    "campaigns": {"main": {}},
    "agents": {"county": {"rate": 0.008, "territories": 7.0, "fee": 0.008 / 7 * 1000 * 30}},
    "events": {"run": {"kind": "run", "day": 20, "size": 0.0}},
}

CASES = {
    # All members sell beside one point of the platform: 1e-9 of the pool stays, with all digits.
    "a pool that drains": {
        "growth.daily_joins": 1e6,
        "campaigns.main.initial_pool": 1.0,
        "campaigns.main.initial_points": 1.0,
        "campaigns.main.sell_fee": 0.0,
        "campaigns.main.pricing": "day",
        "events.run.size": 1.0,
    },
    # What members still hold vanishes beside the platform's points in a sum, yet they hold it.
    "hardly anything held": {
        "campaigns.main.initial_pool": 1e6,
        "campaigns.main.initial_points": 1e6,
        "campaigns.main.voluntary_sale_rate": 0.8,
        "campaigns.main.issue_days": 1,
    },
    # The fee is exactly what a territory earns in 30 days.
    "an agent's fee earned to the yuan": {},
    # Cash without adverts must not be found by subtracting them.
    "adverts that dwarf all else": {
        "ad_points.revenue_per_view": 1e12,
        "platform.initial_cash": 1e6,
        "platform.fixed_cost_per_day": 150_000.0,
    },
}


@pytest.mark.parametrize("case", CASES)
def test_edges_where_rounding_shows(case: str) -> None:
    document = Scenario.from_values(PLAIN).replace(CASES[case]).values
    compare(document, numpy_engine.run(document))


@pytest.mark.parametrize("rival", [numpy_engine, radcad_engine], ids=["NumPy", "radCAD"])
@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_rivals_give_the_golden_data(path: Path, rival: ModuleType) -> None:
    """The oracle is worth as much as its own agreement with data made by somebody else."""
    run = rival.run(scenarios.load(path).scenario.values)
    with path.with_suffix(".daily.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for name in rows[0].keys() - {"day"}:
        theirs = [float(row[name]) for row in rows]
        np.testing.assert_allclose(run.daily[name], theirs, rtol=1e-8, err_msg=name)
    summary = json.loads(path.with_suffix(".summary.json").read_text(encoding="utf-8"))
    del summary["recovered_share"]
    assert list(run.summary) == list(summary)
    assert run.summary == {
        name: None if value is None else pytest.approx(value, rel=1e-8, abs=0)
        for name, value in summary.items()
    }
