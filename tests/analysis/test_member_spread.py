"""What is kept of a simulation holds the readings of its members; lives end where members do."""

import numpy as np
import pytest

import scenarios
from analysis import member_spread
from analysis.member_life import life
from model import readings, simulate
from model.bounds import TIE
from model.cohorts.run import MONTH_DAYS
from model.members import simulate_members, spread

SCENARIO = scenarios.load("rotation").scenario.replace(
    {"members.target_multiple": 0.5, "team.levels.captain.team_volume": 20_000.0}
)


@pytest.fixture(scope="module")
def run():
    return simulate_members(SCENARIO, 5_000, 3)


@pytest.fixture(scope="module")
def found(run):
    return member_spread.of_members(run)


def test_bars_hold_everybody_and_split_at_the_spend(run, found):
    assert found.multiples.sum() == pytest.approx(1.0)
    back = found.multiples[found.edges[:-1] >= 1.0 - 1e-9].sum()
    assert back == pytest.approx(found.summary["recovered_share"], abs=1e-12)
    inner = spread.multiple_histogram(run, found.edges)
    np.testing.assert_allclose(found.multiples[1:-1], inner[1:-1], atol=1e-12)


@pytest.mark.parametrize("multiples", [
    np.array([]), np.array([np.nan]), np.full(9, 1.0), np.full(9, TIE), np.array([-80.0, 3e9]),
    np.linspace(0.0, 0.01, 50),
])
def test_bars_stand_on_edges_of_which_one_is_the_spend(multiples):
    edges = member_spread.bar_edges(multiples)
    assert 2 <= edges.size <= member_spread.BARS + 2
    assert np.abs(edges - 1.0).min() < 1e-9
    shares = member_spread.bars(multiples, np.ones(multiples.size), edges)
    known = np.isfinite(multiples).sum()
    assert shares.sum() * max(1, multiples.size) == pytest.approx(known)
    whole = (multiples >= TIE).sum()
    assert shares[edges[:-1] > 1.0 - 1e-9].sum() * max(1, multiples.size) == pytest.approx(whole)


def test_months_hold_the_percentiles_of_those_who_joined_then(run, found):
    net = spread.net_result(run)
    for month in range(found.month_percentiles.shape[1]):
        theirs = net[run.members.joined // MONTH_DAYS == month]
        if theirs.size < member_spread.ENOUGH:
            assert np.isnan(found.month_percentiles[:, month]).all()
        else:
            np.testing.assert_array_equal(
                found.month_percentiles[:, month],
                np.percentile(theirs, member_spread.PERCENTILES))


def test_cohorts_are_read_as_people_who_all_have_the_mean(found):
    run = simulate(SCENARIO)
    groups, cohorts = run.groups, member_spread.of_cohorts(run, found.edges)
    number = np.round(groups.members[0].ravel()).astype(int)
    got, spent = (np.repeat(part[0].ravel(), number) for part in (groups.received, groups.spent))
    # Groups are rounded to whole people here: some of 200,000 are lost or gained.
    near = {"abs": 3e-3}
    assert cohorts.summary["below_spend_share"] == 1.0 - cohorts.summary["recovered_share"]
    assert cohorts.summary["received_gini"] == pytest.approx(spread.gini(got), **near)
    assert cohorts.summary["net_result_gini"] == pytest.approx(spread.gini(got - spent), **near)
    assert cohorts.summary["top_1_percent_share"] == pytest.approx(spread.top_share(got), **near)
    assert cohorts.summary["recovered_share"] == readings.summary(run)["recovered_share"][0]
    assert cohorts.multiples.sum() == pytest.approx(1.0)


@pytest.mark.parametrize("funded_by", ["platform", "member"])
def test_a_life_ends_with_what_the_member_has(funded_by):
    run = simulate_members(SCENARIO.replace({"referral.funded_by": funded_by}), 2_000, 5)
    members = run.members
    net = spread.net_result(run)
    for member in range(0, members.count, 97):
        shown = life(run, member)
        # Sums of three years of days in another order.
        exactly = {"rel": 1e-9, "abs": 1e-9}
        assert shown.spent[-1] == pytest.approx(members.spent[member], **exactly)
        assert shown.released[-1] == pytest.approx(members.released[member], **exactly)
        assert shown.redeemed[-1] == pytest.approx(members.redeemed[member], **exactly)
        assert shown.holdings[-1] == pytest.approx(members.holdings[member], **exactly)
        assert shown.net_result == pytest.approx(net[member], **exactly)
