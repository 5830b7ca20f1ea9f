"""Claims: verdicts follow the terms, and every solved condition is an edge when run again."""

from collections.abc import Mapping

import numpy as np
import pytest

import scenarios
from analysis import claims, conditions, later_sales, promises
from analysis.claims import Claim, examine
from analysis.levers import lever
from analysis.pitch import PROMISES
from analysis.uncertainty import assumptions, sample
from model import Scenario, readings, simulate
from wording import LANGUAGES, Words

TESTED = ("as_pitched", "stop_gifting", "rotation")
BIG_POOL = {"campaigns.main.initial_pool": 1e9, "campaigns.main.initial_points": 1e9}
GENEROUS = {"products.bundle.gift_share": 5.0, "products.refill.gift_share": 5.0}
FLIPS: Mapping[str, tuple[str, dict[str, dict[str, object]]]] = {
    "orders_lift_price": ("as_pitched", {
        "holds": {},
        "fails": {"products.bundle.gift_share": 1.3, "products.refill.gift_share": 1.3},
    }),
    "sales_lift_price": ("as_pitched", {
        "holds": {}, "fails": {"campaigns.main.fee_to_platform": 1.0},
    }),
    "exits_gain": ("as_pitched", {
        "holds": BIG_POOL | GENEROUS | {"campaigns.main.cap_multiple": 1.4},
        "in_part": {}, "fails": {"campaigns.main.cap_multiple": 20.0},
    }),
    "exits_after_stop": ("stop_gifting", {
        "holds": {"campaigns.main.issue_days": 200}, "in_part": {},
        "fails": {"campaigns.main.cap_multiple": 20.0}, "untested": {"horizon.days": 300},
    }),
    "purchase_free": ("as_pitched", {
        "holds": {"products.bundle.ad_point_rate": 4.0, "products.refill.ad_point_rate": 2.0},
        "in_part": {"products.bundle.ad_point_rate": 2.6}, "fails": {},
        "untested": {"horizon.days": 300},
    }),
    "releases_protect_cash": ("as_pitched", {
        "holds": {}, "fails": {"products.bundle.ad_point_rate": 4.0},
    }),
    "rotation_spares_late": ("rotation", {
        "in_part": {"products.bundle.ad_point_rate": 2.6},
        "fails": {"products.bundle.ad_point_rate": 0.0, "products.refill.ad_point_rate": 0.0},
        "untested": {"horizon.days": 100},
    }),
    "agents_earn_fee": ("as_pitched", {
        "holds": {f"agents.{tier}.fee": 1000.0 for tier in
                  ("macro_region", "province", "city", "county")},
        "in_part": {"agents.county.fee": 10.0}, "fails": {},
    }),
    "balance_saves_cash": ("as_pitched", {
        "holds": {}, "fails": {"wallet.withdrawal_fee": 0.5},
        "untested": {"wallet.spend_rate": 0.0},
    }),
    "pool_lasts": ("pool_run", {
        "holds": BIG_POOL, "in_part": {}, "fails": {"events.run.size": 1.0},
    }),
}


def verdict(scenario: Scenario, promise: str) -> Claim:
    found = {claim.promise.name: claim for claim in examine(scenario, conditions=False)}
    return found[promise]


@pytest.fixture(scope="module")
def tested() -> dict[str, tuple[Scenario, list[Claim]]]:
    two_years = {"horizon.days": 730}
    loaded = {name: scenarios.load(name).scenario.replace(two_years) for name in TESTED}
    return {name: (scenario, examine(scenario)) for name, scenario in loaded.items()}


def test_every_promise_of_the_issue_is_tested() -> None:
    assert [promise.name for promise in PROMISES] == list(FLIPS)
    assert {promise.source for promise in PROMISES} == {
        "S-24", "S-22", "S-3", "S-15", "S-1", "S-13", "S-16", "S-11", "S-6",
    }


@pytest.mark.parametrize(
    ("promise", "preset", "expected", "changes"),
    [
        (promise, preset, expected, changes)
        for promise, (preset, terms) in FLIPS.items() for expected, changes in terms.items()
    ],
)
def test_the_verdict_follows_the_terms(
    promise: str, preset: str, expected: str, changes: dict[str, object]
) -> None:
    terms = scenarios.load(preset).scenario.replace(changes)
    claim = verdict(terms, promise)
    assert claim.verdict == expected, claim.figures


@pytest.mark.parametrize("preset", TESTED)
def test_solved_conditions_are_edges(
    tested: dict[str, tuple[Scenario, list[Claim]]], preset: str
) -> None:
    scenario, found = tested[preset]
    edges = [
        (claim, each) for claim in found for each in claim.conditions
        if each.way in claims.EDGES
    ]
    assert len(edges) > 5
    for claim, each in edges:
        name, moved = claim.promise.name, each.lever
        gap = 1.0 if moved.is_whole else 1e-6 * (each.high - each.low)
        ends = [(each.inside, each.outside)]
        if each.way == "between":
            ends.append((each.far_inside, each.far_outside))
        else:
            assert (each.inside > each.outside) == (each.way == "at_least")
        for value, beyond in ends:
            assert abs(value - beyond) <= gap
            inside = scenario.replace(moved.changes(value))
            outside = scenario.replace(moved.changes(beyond))
            assert verdict(inside, name).verdict == "holds", (name, moved.name)
            assert verdict(outside, name).verdict != "holds", (name, moved.name)


@pytest.mark.parametrize("preset", TESTED)
def test_where_nothing_helps_the_nearest_is_what_a_run_gives(
    tested: dict[str, tuple[Scenario, list[Claim]]], preset: str
) -> None:
    scenario, found = tested[preset]
    for claim in found:
        for each in claim.conditions:
            if each.way in ("always", "never"):
                near = verdict(scenario.replace(each.lever.changes(each.inside)),
                               claim.promise.name)
                assert near.kept == pytest.approx(each.kept, rel=1e-12)
                assert (near.verdict == "holds") == (each.way == "always")


def test_later_sales_that_are_needed_are_enough_and_less_is_not() -> None:
    scenario = scenarios.load("stop_gifting").scenario
    needed = later_sales.needed_later_sales(scenario)
    assert needed.needed > needed.present

    def claim(factor: float) -> Claim:
        later = later_sales.with_later_joins(scenario, factor, 365)
        return verdict(later, "exits_after_stop")

    enough, short = claim(needed.joins), claim(needed.joins * (1 - 1e-6))
    assert enough.verdict == "holds"
    assert short.verdict == "in_part"
    assert enough.figures["later_sales"] == pytest.approx(needed.needed, rel=1e-12)


def test_later_joins_leave_the_earlier_days_alone() -> None:
    scenario = scenarios.load("growth_stops").scenario.replace({"campaigns.main.issue_days": 200})
    before, after = (
        simulate(each).daily["joins"][0]
        for each in (scenario, later_sales.with_later_joins(scenario, 3.0, 200))
    )
    np.testing.assert_allclose(after[:200], before[:200], rtol=1e-15)
    np.testing.assert_allclose(after[200:], 3.0 * before[200:], rtol=1e-15)


def test_exits_are_counted_member_by_member() -> None:
    """The slow way: every group's own spending up to the day it was bought out."""
    terms = {"horizon.days": 500, "campaigns.main.cap_multiple": 0.4}
    run = simulate(scenarios.load("as_pitched").scenario.replace(terms))
    gained, everybody = 0.0, 0.0
    for joined in range(run.days - 365):
        for segment in range(3):
            members = run.groups.members[0, joined, segment]
            left = run.groups.exit_day[0, 0, joined, segment]
            profile = run.members.profiles[0, segment, 0]
            everybody += members
            if left >= 0 and run.groups.redeemed[0, joined, segment] > profile[
                : left - joined + 1
            ].sum():
                gained += members
    kept = promises.exits_gain(run)["kept"][0]
    assert kept == pytest.approx(gained / everybody, rel=1e-12)


def test_free_purchases_are_counted_over_those_who_had_a_year() -> None:
    terms = {"products.bundle.ad_point_rate": 2.6}
    run = simulate(scenarios.load("as_pitched").scenario.replace(terms))
    early = run.groups.members[0, : run.days - 365]
    gains = run.groups.released[0, : run.days - 365] > run.groups.spent[0, : run.days - 365]
    kept = promises.purchase_free(run)["kept"][0]
    assert 0 < kept < 1
    assert kept == pytest.approx(early[gains].sum() / early.sum(), rel=1e-12)


def test_coverage_is_the_reading() -> None:
    run = simulate(scenarios.load("as_pitched").scenario)
    assert promises.pool_lasts(run)["kept"][0] == readings.pool_coverage(run)[0]


def test_chances_count_the_draws_in_which_a_promise_holds() -> None:
    scenario = scenarios.load("stop_gifting").scenario.replace({"campaigns.main.issue_days": 246})
    drawn = sample(assumptions(scenario), 12, scenario)
    at_once = claims.kept(scenario, drawn)
    assert set(at_once) == set(FLIPS)
    assert any(0 < holds.sum() < 12 for holds in at_once.values())
    for i in range(0, 12, 3):
        alone = scenario.replace({name: values[i] for name, values in drawn.items()})
        for claim in examine(alone, conditions=False):
            assert at_once[claim.promise.name][i] == (claim.verdict == "holds")


def test_claims_are_told_in_every_language(
    tested: dict[str, tuple[Scenario, list[Claim]]]
) -> None:
    for _, found in tested.values():
        for claim in found:
            sentences = (claim.finding, *claim.sentences)
            told = {
                language: [Words(language)(claim.promise.statement)]
                + [Words(language).sentence(sentence) for sentence in sentences]
                for language in LANGUAGES
            }
            for language, texts in told.items():
                assert not any("{" in text for text in texts), language
            assert not set(told["en"]) & set(told["zh"])
            if claim.verdict != "untested":
                assert any(digit in told["en"][1] for digit in "0123456789")


def stretch(function, now: float) -> conditions.Condition | None:
    """The condition of a promise that is kept to `function` of the sell fee."""
    scenario = scenarios.load("as_pitched").scenario.replace({"campaigns.main.sell_fee": now})
    fee = lever(scenario, "campaigns.main.sell_fee")
    return conditions.condition(scenario, fee, lambda at: np.asarray(function(at), float))


def test_a_stretch_of_holding_has_two_edges() -> None:
    """A square well: outside of it the promise fails on both sides."""
    for now in (0.1, 0.4, 0.8):
        found = stretch(lambda at: (at >= 0.3) & (at <= 0.6), now)
        assert found is not None
        assert found.way == "between"
        ends = sorted((found.inside, found.far_inside))
        assert ends == pytest.approx([0.3, 0.6], abs=2e-6)
        assert sorted((found.outside, found.far_outside)) == pytest.approx([0.3, 0.6], abs=2e-6)
        assert 0.3 <= ends[0] <= ends[1] <= 0.6


def test_one_edge_always_never_and_untested() -> None:
    least = stretch(lambda at: at >= 0.25, 0.5)
    most = stretch(lambda at: at <= 0.25, 0.5)
    assert (least.way, least.inside) == ("at_least", pytest.approx(0.25, abs=2e-6))
    assert (most.way, most.inside) == ("at_most", pytest.approx(0.25, abs=2e-6))
    assert stretch(np.ones_like, 0.5).way == "always"
    never = stretch(lambda at: 0.9 - abs(at - 0.5), 0.5)
    assert (never.way, never.inside, never.kept) == ("never", 0.5, pytest.approx(0.9))
    assert stretch(lambda at: np.full_like(at, np.nan), 0.5) is None


def test_a_narrow_stretch_is_found_where_the_promise_is_nearly_kept() -> None:
    found = stretch(lambda at: np.where(abs(at - 0.7123) < 0.004, 1.0, 0.9 - abs(at - 0.7123)), 0.5)
    assert found.way == "between"
    assert sorted((found.inside, found.far_inside)) == pytest.approx([0.7083, 0.7163], abs=2e-6)
