"""Single members under purchase limits: person by person by hand, by closed forms, on average."""

from __future__ import annotations

import numpy as np
import pytest

from analysis import agreement
from model import Scenario
from model.laws.limits import count_served, first_earning, served_order
from model.laws.theory_of_controls import gamma_orders, lognormal_earning
from model.members import MemberRun, simulate_members, spread
from model.members.story import story

MEMBERS = 40_000
ONE = {
    "segments": {"all": {"share": 1.0, "reorder_interval": 20.0, "retention_half_life": 1e12,
                         "attention_half_life": 30.0, "task_completion": 0.8}},
    "products": {
        role: {"role": role, "price": 1000.0, "unit_cost": 400.0, "commission_reserve": 100.0,
               "gift_share": 0.6, "ad_point_rate": 1.0}
        for role in ("enrolment", "repurchase")
    },
    "growth": {"curve": "series", "series": (40_000.0,)},
    "members": {"order_rate_spread": 0.0, "order_size_spread": 0.0},
    "referral": {"sponsored_share": 0.0},
    "horizon": {"days": 81},
    "campaigns": {"main": {"cap_multiple": 20.0}},
}
"""Everybody joins on day 0 and wishes for a Poisson number of mean 4 of repeat orders."""


def limited(*changes: dict) -> MemberRun:
    terms: dict = dict(ONE)
    for change in changes:
        terms = terms | {table: terms.get(table, {}) | rows for table, rows in change.items()}
    return simulate_members(Scenario.from_values(terms), MEMBERS, 3)


def test_one_account_by_hand() -> None:
    """Two orders and 1,500 yuan a block of ten days, 1,200 yuan earn in all. The first order of
    1,000 earns all. On day 3 600 would pass 1,500; 400 fit, of which 200 earn; a third order of
    1 yuan is refused. On day 12, a new block: 1,600 is too much, 700 fits and earns nothing."""
    on, limit = np.array([0, 1, 2]), np.array([2.0, 1500.0, 1200.0])
    window = np.array([10.0, 10.0, 1e9])
    used, block = np.full(3, 9.0), np.full(3, 9.0)
    assert first_earning(on, limit, used, block, 1000.0) == 1000.0
    served = []
    for day, yuan in ((3, 600.0), (4, 400.0), (9, 1.0), (12, 1600.0), (13, 700.0)):
        made, earning = served_order(on, limit, window, used, block, day, 1.0, yuan)
        if made:
            count_served(on, used, made, yuan, earning)
        served.append((made, earning) if made else None)
    assert served == [None, (1.0, 200.0), None, None, (1.0, 0.0)]
    assert list(used) == [1.0, 700.0, 1200.0]


def test_one_person_by_hand() -> None:
    """What it wishes is what it buys without limits; all else follows in words: with one order an
    account, each later wish becomes a basket of an account more, and nothing is refused."""
    free = simulate_members(Scenario.from_values(ONE), 1, 5)
    wishes = np.flatnonzero(story(free, 0).ordered)
    assert wishes.size > 3
    one = {"limits": {"one": {"on": "orders", "limit": 1.0}}, "identity": {"evading_share": 1.0}}
    run = simulate_members(Scenario.from_values(ONE | one), 1, 5)
    assert story(run, 0).opened == tuple(wishes[1:])
    assert run.accounts.count == run.members.accounts[0] == wishes.size
    assert run.members.spent[0] == pytest.approx(1000.0 * wishes.size)
    assert list(run.accounts.spent) == pytest.approx([1000.0] * wishes.size)
    assert list(run.accounts.sponsor) == [-1] + [0] * (wishes.size - 1)
    assert run.members.referrals[0] == wishes.size - 1
    assert run.run.daily["refused_sales"].sum() == 0.0
    strict = simulate_members(
        Scenario.from_values(ONE | one | {"identity": {"evading_share": 0.0}}), 1, 5)
    refused = strict.run.daily["refused_sales"][0] / strict.weight
    assert list(np.flatnonzero(refused)) == list(wishes[1:])
    assert strict.members.spent[0] == pytest.approx(1000.0)


def test_orders_served_and_yuan_that_earn_are_the_closed_forms() -> None:
    """4.218533 and 3.690992 orders of an account, 813.2850 yuan of one order (controls.md 1), to
    four standard errors of 40,000 people."""
    five = {"limits": {"five": {"on": "orders", "limit": 5.0}}}
    for spread_, exact in ((0.0, 4.218533), (0.7, 3.690992)):
        orders = limited(five, {"members": {"order_rate_spread": spread_}}).members.orders
        assert abs(orders.mean() - exact) < 4.0 * orders.std() / np.sqrt(MEMBERS)
        assert gamma_orders(4.0, spread_, 5) == pytest.approx(exact, abs=1e-6)
    rewarded = limited({"limits": {"yuan": {"on": "earning", "limit": 1000.0}},
                        "members": {"order_size_spread": 0.5},
                        "segments": {"all": ONE["segments"]["all"] | {"reorder_interval": 0.0}}})
    earned = float(rewarded.daily.earning_first.sum()) / MEMBERS
    assert abs(earned - 813.2850) < 4.0 * 300.0 / np.sqrt(MEMBERS)
    assert lognormal_earning(1000.0, 0.5, 1000.0) == pytest.approx(813.2850, abs=1e-4)


@pytest.mark.parametrize("rows", [
    {"on": "orders", "limit": 1.0}, {"on": "earning", "limit": 1000.0},
    {"on": "spend", "limit": 1000.0}])
def test_on_average_they_are_the_cohort_model_where_no_mean_hides_people(rows: dict) -> None:
    """After a first order all alike each later wish is struck, on average and for each person: all
    that is left between both is sampling. With evaders, a check, and joins on every day."""
    scenario = Scenario.from_values(ONE | {
        "limits": {"first": rows}, "identity": {"evading_share": 0.6, "detection": 0.3},
        "growth": {"curve": "constant", "daily_joins": 300.0}, "horizon": {"days": 200}})
    found = agreement.gaps(scenario, 20_000, (1, 2, 3))
    assert found
    assert not [gap for gap in found if abs(gap.difference) > 0.002 + gap.error]
    run = simulate_members(scenario, 20_000, 1)
    of_cohorts = agreement.simulate(scenario)
    for name in ("second_accounts", "refused_sales", "unrewarded_sales"):
        ours, theirs = (float(each.daily[name].sum()) for each in (run.run, of_cohorts))
        assert ours == pytest.approx(theirs, rel=0.02, abs=1.0), name


def test_gini_is_told_by_person_and_by_account() -> None:
    """A person's second accounts count with it; without any both are one."""
    evaded = spread.summary(limited({"limits": {"two": {"on": "orders", "limit": 2.0}},
                                     "identity": {"evading_share": 0.5}}))
    assert evaded["simulated_accounts"] > 1.5 * evaded["simulated_members"]
    assert evaded["account_result_gini"] < 0.9 * evaded["net_result_gini"]
    plain = spread.summary(limited())
    assert plain["account_result_gini"] == plain["net_result_gini"]
