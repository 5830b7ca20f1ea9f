"""Which of the best terms are recommended, without changes that buy nothing, and what they cost."""

from dataclasses import replace

import numpy as np
import pytest

import scenarios
from analysis.advice import SIDES, advise, differences, net, net_results, results_of
from analysis.gifts import LEAST_GIFT, gift_rate, is_corner
from analysis.question import Aim, Limit, Point, Question, default_question
from analysis.recommend import knee, tidied
from analysis.search import search
from model import readings, simulate

PITCHED = scenarios.load("as_pitched").scenario
SHORT = PITCHED.replace({"horizon.days": 200})
CASH = "platform.initial_cash"
AIMS = [Aim("recovered_share", "max"), Aim("recovered_multiple", "max")]


def points(*pairs: tuple[float, float]) -> list[Point]:
    return [Point({}, {"recovered_share": a, "recovered_multiple": b}) for a, b in pairs]


@pytest.mark.parametrize(
    ("front", "place"),
    [
        ([(0.9, 0.1), (0.8, 0.7), (0.1, 0.8)], 1),
        ([(0.9, 0.1), (0.5, 0.15), (0.1, 0.8)], 0),
        ([(900.0, 0.1), (800.0, 0.7), (100.0, 0.8)], 1),
        ([(0.3, 0.3)], 0),
        ([(0.4, 0.2), (0.2, 0.4)], 0),
    ],
)
def test_the_point_nearest_to_the_best_of_both_aims(front, place):
    assert knee(points(*front), AIMS) == place


def test_where_an_aim_is_small_the_distance_is_measured_the_other_way():
    front = [Point({}, {"lowest_cash": a, "unfunded_promise": b})
             for a, b in ((9.0, 5.0), (8.0, 1.0), (1.0, 0.0))]
    aims = [Aim("lowest_cash", "max"), Aim("unfunded_promise", "min")]
    assert knee(front, aims) == 1


def test_changes_that_buy_nothing_are_left_out():
    """Cash at the start buys cash; more gifts in a closing promotion of no days buy nothing."""
    values = {CASH: 1e6, "campaigns.main.closing_boost": 2.0}
    question = Question({}, [Limit("lowest_cash", "at_least", 1e6)], [Aim("lowest_cash", "max")])
    found = Point(values, results_of(SHORT.replace(values), ()))
    terms = tidied(SHORT, question, [found], 0)
    assert set(terms.differences(SHORT)) == {CASH}


def test_a_change_that_a_limit_needs_stays():
    values = {"products.bundle.ad_point_rate": 0.1}
    limit = Limit("unfunded_promise", "at_most",
                  results_of(SHORT.replace(values), ())["unfunded_promise"])
    question = Question({}, [limit], [Aim("sales", "max")])
    found = Point(values, results_of(SHORT.replace(values), ["sales"]))
    assert tidied(SHORT, question, [found], 0) == SHORT.replace(values)


def test_changes_come_by_effect_and_say_what_is_to_be_set():
    then = SHORT.replace({"products.bundle.ad_point_rate": 0.2, "products.bundle.gift_share": 0.6,
                          "products.refill.gift_share": 0.6, "campaigns.main.closing_boost": 1.5})
    advice = advise(SHORT, then)
    assert [change.name for change in advice.changes] == [
        "products.bundle.ad_point_rate", "products.*.gift_share", "campaigns.main.closing_boost"]
    effects = [change.effect for change in advice.changes]
    assert effects == sorted(effects, reverse=True)
    assert effects[-1] == 0.0 < effects[0]
    assert SHORT.replace(advice.settings) == then


def test_rows_that_move_apart_are_told_apart():
    then = SHORT.replace({"products.bundle.gift_share": 0.6, "products.refill.gift_share": 0.5})
    assert differences(SHORT, then) == [("products.bundle.gift_share",),
                                        ("products.refill.gift_share",)]
    assert not advise(SHORT, SHORT).changes


def test_absent_values_are_changes_too():
    then = SHORT.replace({"campaigns.main.issue_days": 90})
    (change,) = advise(SHORT, then).changes
    assert (change.before, change.after) == (None, 90)


@pytest.mark.parametrize("name", ["as_pitched", "rotation", "stop_gifting"])
def test_what_one_side_loses_others_gain(name):
    """All that members paid is with them, agents, the operator, suppliers or pools."""
    run = simulate(scenarios.load(name).scenario)
    nets = {key: float(value[0]) for key, value in net_results(run).items()}
    flows = {key: float(value.sum()) for key, value in run.cash.items()}
    daily = run.daily
    outside = sum(flows[key] for key in (
        "goods_cost", "payment_fees", "fixed_cost", "cost_of_sales")) - flows["ad_revenue"]
    pools = float(sum(series[0, :, -1].sum() for series in [run.campaigns["pool"]]))
    pools -= float(run.inputs.campaigns.initial_pool.sum())
    unreleased = float(daily["unreleased_ad_points"][0, -1])
    rate = float(readings.promised_commission_rate(run)[0])
    wallet_sales = float(daily["wallet_orders"].sum())
    total = sum(nets.values()) + outside + pools + unreleased * (1.0 + rate)
    assert total - wallet_sales == pytest.approx(0.0, abs=1e-6 * flows["sales_received"])


def test_gifts_are_a_part_of_orders():
    run = simulate(SHORT)
    assert gift_rate(run)[0] < 0.7 * 0.3 + 1e-12
    first_only = SHORT.replace({f"segments.{row}.reorder_interval": 0.0
                                for row in SHORT.rows("segments")})
    assert gift_rate(simulate(first_only))[0] == pytest.approx(0.7 * 0.3, rel=1e-12)
    assert gift_rate(simulate(first_only.replace(
        {"campaigns.main.issue_days": 0})))[0] == 0.0
    late = first_only.replace({"campaigns.main.issue_days": 200, "campaigns.main.closing_days": 200,
                               "campaigns.main.closing_boost": 2.0})
    assert gift_rate(simulate(late))[0] == pytest.approx(2 * 0.7 * 0.3, rel=1e-12)


def test_what_is_next_to_nothing():
    gift = np.array([0.0, 0.9 * LEAST_GIFT, LEAST_GIFT, 0.3])
    assert is_corner(gift, 0.2).tolist() == [True, True, False, False]
    assert is_corner(gift, 0.5 * LEAST_GIFT).tolist() == [True, False, False, False]
    assert not is_corner(gift, 0.0).any()


@pytest.mark.parametrize("allowed", [False, True])
def test_corners_are_left_out_unless_asked_for(allowed):
    """With hardly any points the most money comes back: the optimum lies in the corner."""
    question = Question(
        {"products.*.gift_share": (0.0, 1.0)}, [], [Aim("recovered_multiple", "max")],
        evaluations=80, population=20, allow_no_gift=allowed)
    found = search(SHORT, question)
    gifts = [float(gift_rate(simulate(SHORT.replace(point.values)))[0]) for point in found.front]
    assert (min(gifts) < LEAST_GIFT) == allowed


def test_the_default_question_finds_terms_that_hold():
    """Every set of terms shown is run again, and the recommended one too."""
    scenario = PITCHED.replace({"horizon.days": 400})
    question = replace(default_question(scenario), evaluations=600)
    found = search(scenario, question)
    assert found.front
    settings = [point.values for point in found.front] + [found.advice.settings]
    for terms in settings:
        summary = readings.summary(simulate(scenario.replace(terms)))
        assert summary["lowest_cash"][0] >= 0.0
        assert summary["unfunded_promise"][0] <= 0.0
    assert set(found.advice.settings) <= {
        each for point in found.front for each in point.values}
    for side in SIDES:
        run = simulate(scenario.replace(found.advice.settings))
        assert found.advice.then[net(side)] == float(net_results(run)[net(side)][0])


def test_terms_that_are_best_already_stay():
    """Where every change only costs, nothing is to be changed."""
    question = Question({CASH: (0.0, 1e8)}, [], [Aim("unfunded_promise", "min"),
                                                  Aim("sales", "max")], evaluations=20)
    rich = SHORT.replace({CASH: 1e8})
    assert not search(rich, question).advice.changes
    assert search(SHORT, question).advice.changes
