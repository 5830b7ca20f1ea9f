"""Readings of single members against numbers that can be reckoned by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from model import readings
from model.members import MemberRun, simulate_members, spread
from tests.model.members.cases import BASE


@pytest.fixture(scope="module")
def run() -> MemberRun:
    return simulate_members(BASE, 800, 5)


def test_gini_of_known_values() -> None:
    assert spread.gini(np.full(10, 3.0)) == pytest.approx(0.0, abs=1e-15)
    assert spread.gini(np.array([0.0, 0.0, 0.0, 8.0])) == pytest.approx(1.0)
    assert spread.gini(np.array([1.0, 3.0])) == pytest.approx(0.5)  # |1 − 3| ÷ 4
    assert spread.gini(np.array([-5.0, 0.0, 5.0])) == pytest.approx(1.0)
    assert math.isnan(spread.gini(np.zeros(4)))


def test_gini_is_the_mean_difference_of_all_pairs() -> None:
    values = np.random.default_rng(1).normal(1.0, 3.0, 60)
    pairs = np.abs(values[:, None] - values).sum() / 2.0
    assert spread.gini(values) == pytest.approx(pairs / (59 * np.abs(values).sum()))


def test_lorenz_curve_of_known_values() -> None:
    at, curve = spread.lorenz(np.array([4.0, -1.0, 3.0, -2.0]), 5)
    assert at.tolist() == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert curve.tolist() == pytest.approx([0.0, -0.2, -0.3, 0.0, 0.4])
    assert spread.lorenz(np.ones(7), 3)[1].tolist() == pytest.approx([0.0, 0.5, 1.0])


def test_the_top_percent_takes_its_part() -> None:
    values = np.concatenate([np.ones(99), [101.0]])
    assert spread.top_share(values) == pytest.approx(101.0 / 200.0)
    assert spread.top_share(np.arange(1.0, 5.0), 0.5) == pytest.approx(0.7)


def test_groups_hold_everybody_once_and_their_means_are_the_whole(run: MemberRun) -> None:
    net = spread.net_result(run)
    for table in (spread.by_join_month(run), spread.by_depth(run), spread.by_level(run)):
        assert table["members"].sum() == pytest.approx(run.members.count * run.weight)
        there = table["members"] > 0
        total = (table["members"] * table["net_result"])[there].sum()
        assert total == pytest.approx(net.sum() * run.weight)
        below = (table["members"] * table["below_spend_share"])[there].sum()
        assert below == pytest.approx(spread.below_spend(run).sum() * run.weight)


def test_the_histogram_holds_everybody(run: MemberRun) -> None:
    edges = np.array([0.0, 0.5, 1.0, np.inf])
    shares = spread.multiple_histogram(run, edges)
    assert shares.sum() == pytest.approx(1.0)
    above = (spread.recovered_multiple(run) >= 1.0).mean()
    assert shares[-1] == pytest.approx(above)


def test_a_member_is_found_by_percentile(run: MemberRun) -> None:
    net = spread.net_result(run)
    at = spread.percentiles(run, net)
    assert net[at(0)] == net.min()
    assert net[at(100)] == net.max()
    assert net[at(50)] == pytest.approx(np.median(net), abs=np.ptp(net) / 100.0)


def test_the_summary_has_the_cohort_models_names(run: MemberRun) -> None:
    found = spread.summary(run)
    names = list(readings.names(run.run.scenario))
    assert list(found)[: len(names)] == names
    members = run.members
    out = (members.exit_day >= 0).any(axis=0)
    assert found["exit_share"] == out.mean()
    first = np.where(members.exit_day < 0, 10**6, members.exit_day).min(axis=0)
    assert found["exit_delay_days"] == pytest.approx((first - members.joined)[out].mean())
    assert found["recovered_multiple"] == pytest.approx(
        (members.redeemed + members.released).sum() / members.spent.sum())
    leaders = [found[f"leaders.{row}"] for row in run.levels]
    assert leaders == pytest.approx(
        [(members.level == n).sum() * run.weight for n in (1, 2, 3)])
    assert found["most_referrals"] == members.referrals.max()


def test_coverage_counts_the_caps_of_holders_only(run: MemberRun) -> None:
    campaigns, members = run.run.inputs.campaigns, run.members
    owed = sum(
        campaigns.cap_multiple[0, c] * members.base[c][members.points[c] > 0].sum() * run.weight
        for c in range(3)
    )
    pools = run.run.campaigns["pool"][0, :, -1].sum()
    assert spread.pool_coverage(run) == pytest.approx(pools / owed)
