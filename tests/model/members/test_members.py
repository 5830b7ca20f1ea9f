"""Laws that a simulation of single members keeps, whatever its scenario."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from model import ScenarioError, readings
from model.laws import payouts
from model.members import MemberRun, Members, draws, simulate_members, spread
from model.members.funding import OTHERS, funding
from model.members.population import drawn_sponsor, starts
from model.members.story import story
from model.members.thresholds import SHELVES, shelf_of
from model.progress import Cancelled
from scenarios.documents import load
from tests.model.members.cases import BASE, CASES, MEMBERS, SEED, case

PITCHED = load("as_pitched").scenario


def same(one: MemberRun, other: MemberRun) -> bool:
    """To the last bit."""
    arrays = all(
        np.array_equal(getattr(one.members, f.name), getattr(other.members, f.name))
        for f in fields(Members)
    )
    return arrays and all(
        np.array_equal(one.run.daily[name], other.run.daily[name]) for name in one.run.daily
    )


@pytest.fixture(scope="module", params=CASES)
def run(request: pytest.FixtureRequest) -> MemberRun:
    return simulate_members(case(request.param), MEMBERS, SEED)


def test_one_seed_gives_one_result_also_among_threads() -> None:
    alone = simulate_members(BASE, 2000, SEED)
    with ThreadPoolExecutor(4) as pool:
        seeds = [SEED, SEED + 1, SEED, SEED]
        among = list(pool.map(lambda seed: simulate_members(BASE, 2000, seed), seeds))
    assert [same(alone, other) for other in among] == [True, False, True, True]


def test_accounts_add_up(run: MemberRun) -> None:
    assert readings.faults(run.run) == {}


def held_back(run: MemberRun) -> float:
    """Commissions that members fund from their releases, yuan."""
    return float(run.run.daily["commissions"].sum()) * payouts.members_fund(run.run.inputs)


def test_members_add_up_to_the_scenario(run: MemberRun) -> None:
    daily, members, weight = run.run.daily, run.members, run.weight
    for found, total in (
        (members.spent, daily["first_orders"].sum() + daily["reorders"].sum()),
        (members.gross_released, daily["released"].sum()),
        (members.released, daily["released"].sum() - held_back(run)),
        (members.redeemed, daily["redeemed"].sum()),
        (members.commissions, daily["commissions"].sum()),
        (members.bonus, daily["team_bonus"].sum()),
        (members.ad_points, daily["unreleased_ad_points"][0, -1]),
    ):
        assert weight * found.sum() == pytest.approx(total, rel=1e-9)
    own = run.run.inputs.campaigns.initial_points[0]
    closing = run.run.campaigns["points"][0, :, -1] - own
    np.testing.assert_allclose(weight * members.points.sum(axis=1), closing, 1e-9, 1e-6)


def test_every_story_ends_where_its_member_does(run: MemberRun) -> None:
    members = run.members
    for member in range(0, members.count, 7):
        told = story(run, member)
        for days, end in (
            (told.ordered, members.spent), (told.released, members.gross_released),
            (told.redeemed, members.redeemed),
        ):
            assert days.sum() == pytest.approx(end[member], rel=1e-9, abs=1e-9)
        assert told.ad_points[-1] == pytest.approx(members.ad_points[member], rel=1e-9, abs=1e-9)
        np.testing.assert_allclose(told.points[:, -1], members.points[:, member], 1e-9, 1e-12)
        forced = {row: day for row, day, is_forced in reversed(told.exits) if is_forced}
        days = [forced.get(row, -1) for row in run.run.campaign_ids]
        assert days == members.exit_day[:, member].tolist()


def test_a_story_needs_a_member() -> None:
    with pytest.raises(IndexError, match="0 ≤ n < 260"):
        story(simulate_members(BASE, MEMBERS, SEED), MEMBERS)


def test_money_that_is_followed_is_all_the_money(run: MemberRun) -> None:
    followed, daily = funding(run), run.run.daily
    assert followed.pool.sum() == pytest.approx(daily["redeemed"].sum(), rel=1e-9)
    paid = daily["released"].sum() - held_back(run)
    assert followed.account.sum() == pytest.approx(paid + daily["commissions"].sum(), rel=1e-9)
    assert (followed.total >= 0.0).all()
    assert followed.total.shape == (followed.quarters + len(OTHERS), followed.quarters)


def test_the_first_are_funded_by_the_later_ones() -> None:
    """On the pitched terms nobody who joined later funds less of what the first year got than it
    got from that year itself."""
    followed = funding(simulate_members(PITCHED, 5000, 1))
    to_first = followed.total[: followed.quarters, :4]
    from_first = followed.total[:4, : followed.quarters]
    assert to_first[4:].sum() > from_first[:, 4:].sum()
    assert followed.balance[0] > 0.0


def test_joins_are_rounded_so_that_totals_are_right() -> None:
    joins = np.array([0.3, 0.0, 12.7, 4.0, 0.001, 90.0])
    for members in (1, 7, 100, 12_345):
        start = starts(joins, members)
        assert start[-1] == members
        exact = np.cumsum(joins) / joins.sum() * members
        assert np.abs(start[1:] - exact).max() <= 0.5 + 1e-9
    assert starts(np.zeros(4), 10).tolist() == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("concentration", [0.0, 0.4, 1.0])
def test_sponsors_are_drawn_in_proportion_to_chance_and_referrals(concentration: float) -> None:
    """Of a fixed tree: (1 − c/2) + k·c/2 for k referrals, and c/2 more for who has no sponsor."""
    sponsors = np.array([-1, 0, 0, 0, 1, 3], dtype=np.int32)
    number = 60_000
    drawn = np.bincount([
        drawn_sponsor(np.uint64(draws.key_of(3, member)), sponsors.size, concentration, sponsors)
        for member in range(number)
    ], minlength=sponsors.size)
    referrals = np.bincount(sponsors[sponsors >= 0], minlength=sponsors.size)
    half = concentration / 2.0
    expected = (1.0 - half) + half * referrals + half * (sponsors < 0)
    expected = expected / expected.sum() * number
    assert ((drawn - expected) ** 2 / expected).sum() < 20.5  # χ² with 5, p = 0.001


def test_nobody_is_sponsored_by_who_came_the_same_day() -> None:
    members = simulate_members(PITCHED, 3000, 2).members
    sponsored = np.flatnonzero(members.sponsor >= 0)
    assert (members.joined[members.sponsor[sponsored]] < members.joined[sponsored]).all()
    above = members.depth[members.sponsor[sponsored]]
    assert (members.depth[sponsored] == above + 1).all()
    later = members.joined > 30
    assert (members.sponsor[later] >= 0).mean() == pytest.approx(0.85, abs=0.03)


def test_concentration_makes_stars() -> None:
    most = [
        simulate_members(PITCHED.replace({"members.sponsor_concentration": c}), 20_000, 3)
        .members.referrals.max() for c in (0.0, 0.5, 1.0)
    ]
    assert most[0] < most[1] / 1.5
    assert most[1] < most[2] / 1.5


@pytest.mark.parametrize("cv", [0.0, 0.7, 1.5])
def test_orders_are_counted_negative_binomially(cv: float) -> None:
    """Of members who buy for ever: Poisson with gamma rates has the variance μ + (cv·μ)²."""
    scenario = PITCHED.replace({
        "growth.curve": "series", "growth.series": [1000.0], "horizon.days": 301,
        "segments.loyal.share": 1.0, "segments.occasional.share": 0.0,
        "segments.one_off.share": 0.0, "segments.loyal.retention_half_life": 1e9,
        "members.order_rate_spread": cv,
    })
    counts = simulate_members(scenario, 40_000, 4).members.orders - 1.0
    assert counts.mean() == pytest.approx(10.0, rel=0.03)
    assert counts.var() == pytest.approx(10.0 + (cv * 10.0) ** 2, rel=0.08)


def test_a_target_above_the_cap_is_no_target() -> None:
    patient = simulate_members(BASE.replace({"members.target_multiple": None}), 500, 1)
    late = simulate_members(BASE.replace({"members.target_multiple": 20.0}), 500, 1)
    assert same(patient, late)


def test_who_sells_early_is_impatient_and_not_forced() -> None:
    everybody = BASE.replace({"members.impatient_share": 1.0})
    members = simulate_members(everybody, 500, 1).members
    assert members.sold_early.any()
    only = members.exit_day[: 2].max(axis=0) >= 0  # the third campaign's cap lies above the target
    assert not only.any()
    assert not (simulate_members(BASE, 500, 1).members.sold_early
                & ~simulate_members(BASE, 500, 1).members.impatient).any()


@pytest.mark.parametrize(("changes", "members"), [
    ({"growth.market_size": 0.0}, 50), ({}, 1), ({"horizon.days": 30}, 40),
    ({"growth.curve": "series", "growth.series": [0.0, 3.0]}, 1000),
    ({"segments.occasional.reorder_scale": 0.0, "ad_points.release_rate": 1.0}, 40),
])
def test_corner_cases_run_and_add_up(changes: dict[str, Any], members: int) -> None:
    run = simulate_members(BASE.replace(changes), members, 1)
    assert readings.faults(run.run) == {}
    assert run.members.count in (0, members)
    assert set(spread.summary(run))
    assert spread.by_join_month(run)["members"].sum() == pytest.approx(
        run.members.count * run.weight)
    funding(run)


@pytest.mark.parametrize(("members", "seed", "named"), [
    (0, 0, "members = 0"), (100_000_001, 0, "members"), (10, -1, "seed = -1"),
])
def test_what_is_not_permitted_is_named(members: int, seed: int, named: str) -> None:
    with pytest.raises(ScenarioError, match=named) as error:
        simulate_members(BASE, members, seed)
    assert "≤ n ≤" in str(error.value)


def test_progress_is_told_and_can_stop_the_run() -> None:
    told: list[tuple[int, int]] = []
    simulate_members(BASE, 50, 0, lambda done, total: told.append((done, total)) is None)
    assert told == [(0, 80), (30, 80), (60, 80), (80, 80)]
    with pytest.raises(Cancelled):
        simulate_members(BASE, 50, 0, lambda done, total: done < 60)


def test_contribution_points_are_the_bonus_at_their_price() -> None:
    scenario = BASE.replace({"team.equity_price": 4.0})
    run = simulate_members(scenario, 300, 1)
    np.testing.assert_allclose(run.contribution_points * 4.0, run.members.bonus)
    in_cash = simulate_members(scenario.replace({"team.paid_in": "cash"}), 300, 1)
    assert not in_cash.contribution_points.any()
    assert spread.earned(in_cash).sum() == pytest.approx(
        spread.earned(run).sum() + run.members.bonus.sum())


def test_the_population_is_drawn_by_number_alone() -> None:
    """More members of one seed are other days for the same numbers, and the same draws."""
    few, many = (simulate_members(PITCHED, n, 9).members for n in (1000, 4000))
    assert np.array_equal(few.segment, many.segment[:1000])



def test_a_price_that_is_no_number_stands_on_a_shelf_that_exists() -> None:
    for price in (float("nan"), float("inf"), 0.0, -1.0, 5e-324):
        assert 0 <= shelf_of(price) < SHELVES


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_terms_that_overflow_are_told_as_faults_and_end_no_process() -> None:
    """Points grow beyond what a double holds (docs/choices.md)."""
    beyond = PITCHED.replace({
        "products.bundle.gift_share": 5.0, "campaigns.main.initial_pool": 1.0,
        "campaigns.main.initial_points": 1.0, "campaigns.main.voluntary_sale_rate": 0.99,
        "campaigns.main.sell_fee": 0.0,
    })
    assert readings.faults(simulate_members(beyond, 2000, SEED).run)
