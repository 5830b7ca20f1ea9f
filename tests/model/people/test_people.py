"""Shares of people against people drawn one by one, closed forms, and themselves."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import scenarios
from model import Scenario, people, simulate, summarise
from model.cohorts.run import MONTH_DAYS
from model.people.market import brought, market_of
from model.people.points import NODES, STEEPEST, rate_nodes
from tests.model.people.sampled import sample
from tests.model.rich_scenario import RICH

SAME = Scenario.from_values(RICH)
PAYS_BACK = {"products.bundle.ad_point_rate": 3.0, "products.kit.ad_point_rate": 2.0,
             "products.refill.ad_point_rate": 1.5, "products.tea.ad_point_rate": 1.5}
FAST = {"ad_points.release_rate": 0.08}
CASES: dict[str, dict[str, object]] = {
    "as it is": {},
    "repeat orders pay back": PAYS_BACK | FAST,
    "grants": PAYS_BACK | {"ad_points.rule": "grant", "ad_points.release_rate": 0.06},
    "forfeited": PAYS_BACK | FAST | {"ad_points.missed_day": "forfeited"},
    "forfeited grants": PAYS_BACK | FAST | {
        "ad_points.missed_day": "forfeited", "ad_points.rule": "grant"},
    "member funded": PAYS_BACK | FAST | {"referral.funded_by": "member"},
    "all alike": PAYS_BACK | FAST | {
        "members.order_rate_spread": 0.0, "members.order_size_spread": 0.0},
    "very different": PAYS_BACK | FAST | {
        "members.order_rate_spread": 3.0, "members.order_size_spread": 3.0},
    "out again and again": {
        "campaigns.main.cap_multiple": 0.2, "campaigns.second.cap_multiple": 0.3,
        "products.bundle.ad_point_rate": 2.0, "ad_points.release_rate": 0.05},
    "many orders": PAYS_BACK | FAST | {
        "segments.loyal.reorder_interval": 0.3, "segments.occasional.reorder_interval": 3.0},
    "short lives": PAYS_BACK | FAST | {
        "segments.loyal.retention_half_life": 0.5, "segments.occasional.attention_half_life": 3.0},
}
DRAWN, SEED = 24000, 7
SURELY = 4.0  # standard errors of the sample; some hundred cells are compared


@pytest.mark.parametrize("name", CASES)
def test_it_is_the_share_of_people_drawn_one_by_one(name: str) -> None:
    run = simulate(SAME.replace(CASES[name]))
    drawn = sample(run, DRAWN, SEED)

    def close(found: float, expected: tuple[float, float], where: object) -> None:
        share, error = expected
        assert abs(found - share) <= 0.02 * share + 0.0005 + SURELY * error, where

    close(people.recovered_share(run)[0], drawn.overall(), "all")
    months = people.by_join_month(run)[0]
    cells = people.by_join_month_and_segment(run)[0]
    segments = people.by_segment(run)[0]
    every = np.ones_like(drawn.members, dtype=bool)
    for month in range(months.size):
        row = every & (np.arange(months.size)[:, None] == month)
        close(months[month], drawn.over(row), month)
        for j in range(segments.size):
            close(cells[month, j], (drawn.chance[month, j], drawn.error[month, j]), (month, j))
    for j in range(segments.size):
        column = every & (np.arange(segments.size) == j)
        close(segments[j], drawn.over(column), j)
    assert 0.0 < people.recovered_share(run)[0] < 1.0  # else nothing was tested


@pytest.mark.parametrize("name", ["grants", "out again and again"])
def test_within_days_and_by_releases_alone(name: str) -> None:
    run = simulate(SAME.replace(CASES[name]))
    for until, of in ((20, "received"), (45, "received"), (None, "released")):
        drawn = sample(run, DRAWN, SEED, until=until, released_only=of == "released")
        share, error = drawn.overall()
        found = people.share(run, until=until, of=of)[0]  # type: ignore[arg-type]
        assert abs(found - share) <= 0.02 * share + 0.0005 + SURELY * error, (until, of)
        assert share > 0.001


@pytest.mark.parametrize("name", ["as it is", "out again and again"])
def test_what_gifts_bring_adds_up_to_what_groups_redeemed(name: str) -> None:
    """Σ_u spend(u)·gift·A(k+u), for every group, is what the pools paid it by the end."""
    run = simulate(SAME.replace(CASES[name]))
    market, segments = market_of(run, 0), len(run.segment_ids)
    gift = np.array([float(run.inputs.baskets["repurchase"].gift)] * run.days)
    gift[0] = float(run.inputs.baskets["enrolment"].gift)
    for joined in range(0, run.days, 7):
        for j in range(segments):
            value = run.demand.profiles[0, j, 0, : run.days - joined] * gift[: run.days - joined]
            brings = [brought(market, j, joined, day, run.days)
                      for day in range(joined, run.days)]
            assert (value * brings).sum() == pytest.approx(
                run.groups.redeemed[0, joined, j], rel=1e-9), (joined, j)
    assert run.groups.redeemed.max() > 0.0


def test_who_never_reorders_recovers_by_watching_long_enough() -> None:
    """No sales, no repeat orders: 2^(−L/half-life), L the day on which ρ(L) of 1.6 is 1."""
    scenario = scenarios.load("as_pitched").scenario.replace({
        "products.bundle.ad_point_rate": 1.6, "products.bundle.gift_share": 0.0,
        "segments.occasional.reorder_interval": 0, "segments.loyal.reorder_interval": 0,
    })
    run = simulate(scenario)
    segments, joined = run.inputs.segments, np.arange(run.days)
    for j in range(len(run.segment_ids)):
        daily = 0.01 * segments.task_completion[0, j]
        day = np.ceil(np.log(1.0 - 1.0 / 1.6) / np.log1p(-daily))
        chance = 2.0 ** (-day / segments.attention_half_life[0, j])
        long_enough = run.days - 1 - joined >= day
        weight = run.groups.members[0, :, j]
        expected = chance * weight[long_enough].sum() / weight.sum()
        assert people.by_segment(run)[0, j] == pytest.approx(expected, rel=1e-12)


def test_nobody_recovers_without_points_and_nobody_is_no_share() -> None:
    nothing = {f"products.{row}.{field}": 0.0 for row in ("bundle", "kit", "refill", "tea")
               for field in ("gift_share", "ad_point_rate")}
    assert people.recovered_share(simulate(SAME.replace(nothing)))[0] == 0.0
    empty = simulate(SAME.replace({"growth.market_size": 0.0}))
    assert np.isnan(people.recovered_share(empty)[0])
    assert np.isnan(people.by_join_month_and_segment(empty)).all()
    absent = simulate(SAME.replace({"segments.loyal.share": 0.0}))
    assert np.isnan(people.by_segment(absent)[0, 1])
    share = people.recovered_share(absent)[0]
    assert people.by_segment(absent)[0, 0] == pytest.approx(share, abs=0.02 * share + 0.0005)


@pytest.mark.parametrize("field", ["members.order_rate_spread", "members.order_size_spread"])
def test_a_spread_of_next_to_nothing_is_none(field: str) -> None:
    """Two ways to compute the same: within the accuracy of both, a share being known to half."""
    terms = CASES["all alike"]
    none, little = (people.recovered_share(simulate(SAME.replace(terms | {field: spread})))[0]
                    for spread in (0.0, 1e-4))
    assert little == pytest.approx(none, abs=0.02 * none + 0.0005)


@pytest.mark.parametrize("spread", [0.1, 0.7, 3.0])
def test_factors_of_order_rates_have_mean_one_and_their_spread(spread: float) -> None:
    """Tabulated at 257 places and interpolated: moments are right to half a per cent."""
    uniform = (np.arange(200_000) + 0.5) / 200_000
    place = (np.log(uniform / (1.0 - uniform)) / STEEPEST + 1.0) * 0.5 * (NODES - 1)
    factor = np.exp(np.interp(place, np.arange(NODES), rate_nodes(spread)))
    assert factor.mean() == pytest.approx(1.0, rel=5e-3)
    assert factor.std() == pytest.approx(spread, rel=5e-3)


def test_a_batch_gives_what_single_runs_give() -> None:
    vary = {"products.bundle.ad_point_rate": np.linspace(0.5, 6.0, 40),
            "members.order_rate_spread": np.linspace(0.0, 2.0, 40)}
    alone = [people.recovered_share(simulate(SAME.replace(
        {name: values[i] for name, values in vary.items()})))[0] for i in range(0, 40, 7)]
    for threads in (1, 2):
        batch = summarise(SAME, vary, threads)["recovered_share"]
        np.testing.assert_array_equal(batch[::7], alone)


def test_another_process_gives_the_same_to_the_last_digit() -> None:
    code = ("import scenarios; from model import people, simulate; print(repr(people.by_segment("
            "simulate(scenarios.load('as_pitched').scenario)).tolist()))")
    here = people.by_segment(simulate(scenarios.load("as_pitched").scenario)).tolist()
    there = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True,
                           cwd=Path(__file__).parents[3])
    assert there.stdout.strip() == repr(here)


def test_join_days_that_count() -> None:
    run = simulate(SAME.replace(CASES["repeat orders pay back"]))
    first = np.arange(run.days)[None] < MONTH_DAYS
    share = people.share(run, joined=first)[0]
    assert share == pytest.approx(people.by_join_month(run)[0, 0], abs=0.02 * share + 0.0005)
    assert np.isnan(people.share(run, joined=first & False)[0])
