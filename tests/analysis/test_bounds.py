"""How far a setting may be moved: one case for every law of several fields."""

import pytest

import scenarios
from analysis.bounds import CROSS, bound, bound_together, reach
from answers import bounds
from model import Scenario, ScenarioError
from model.terms import problems as wrong
from model.terms.checks import cross_problems
from model.terms.parameters import declared
from model.terms.rows import with_row
from scenarios.templates import with_template
from wording import Words

PITCHED = with_template(scenarios.load("as_pitched").scenario, "draw")
POOLED = PITCHED.replace({
    "campaigns.main.initial_pool": 5000.0, "campaigns.main.initial_points": 4000.0})
CLOSING = PITCHED.replace({"campaigns.main.closing_boost": 2.0})
CONTROLLED = Scenario.from_flat({
    **scenarios.load("as_pitched").scenario.flat, "limits.all.on": "spend",
    "limits.all.limit": 5000.0, "wallet.voucher_share": 0.2, "wallet.voucher_spend_rate": 0.25,
    "wallet.voucher_lapse_rate": 0.25, "campaigns.main.price_floor": 1.0,
    "campaigns.main.price_ceiling": 4.0})
FIRST = 1000.0
PRODUCT, CAMPAIGN, DRAW = "products.bundle", "campaigns.main", "modes.draw"

CASES = [
    (PITCHED, f"{PRODUCT}.commission_reserve", 700.0, 600.0, wrong.NEGATIVE_CONTRIBUTION),
    (PITCHED, f"{PRODUCT}.unit_cost", 2000.0, 600.0, wrong.NEGATIVE_CONTRIBUTION),
    (PITCHED, f"{PRODUCT}.price", 500.0, 700.0, wrong.NEGATIVE_CONTRIBUTION),
    (PITCHED, f"{CAMPAIGN}.closing_boost", 9.0, 7.1, wrong.BOOST_TOO_HIGH),
    (CLOSING, f"{PRODUCT}.gift_share", 4.0, 2.5, wrong.BOOST_TOO_HIGH),
    (PITCHED, f"{CAMPAIGN}.initial_pool", 1000.0, 0.0, wrong.ONE_SIDED_POOL),
    (POOLED, f"{CAMPAIGN}.initial_points", 0.0, 4000.0, wrong.ONE_SIDED_POOL),
    (PITCHED, f"{PRODUCT}.mix", 0.0, 0.01, wrong.NO_WEIGHT),
    (PITCHED, f"{DRAW}.winners", PITCHED.number(f"{DRAW}.group_size") + 5,
     PITCHED.number(f"{DRAW}.group_size") - 1, wrong.TOO_MANY_WINNERS),
    (PITCHED, f"{DRAW}.group_size", 2, PITCHED.number(f"{DRAW}.winners") + 1,
     wrong.TOO_MANY_WINNERS),
    (CONTROLLED, "limits.all.limit", 10.0, FIRST, wrong.FIRST_ORDER_TOO_LARGE),
    (CONTROLLED, f"{PRODUCT}.price", 9000.0, 5000.0, wrong.FIRST_ORDER_TOO_LARGE),
    (CONTROLLED, "wallet.voucher_spend_rate", 1.0, 0.75, wrong.TOO_MANY_VOUCHERS),
    (CONTROLLED, "wallet.voucher_lapse_rate", 0.9, 0.75, wrong.TOO_MANY_VOUCHERS),
    (CONTROLLED, f"{CAMPAIGN}.price_ceiling", 0.5, 2.0, wrong.LOW_CEILING),
    (CONTROLLED, f"{CAMPAIGN}.price_floor", 9.0, 3.9, wrong.LOW_CEILING),
]


@pytest.mark.parametrize(("scenario", "name", "wanted", "limit", "law"), CASES)
def test_the_limit_is_permitted_and_the_wanted_value_is_not(scenario, name, wanted, limit, law):
    with pytest.raises(ScenarioError) as refused:
        scenario.replace({name: wanted})
    found = bound(scenario, (name,), wanted)
    assert found is not None
    assert (found.value, found.law) == (pytest.approx(limit, rel=1e-12), law)
    assert scenario.replace({name: found.value})[name] == found.value
    told = bounds.instead(tuple(refused.value.problems), scenario, {name: wanted})
    assert told == [found]
    for words in map(Words, ("en", "zh")):
        text = bounds.told(told[0], words)
        assert words.label(declared(name)) in text
        assert "{" not in text


def test_every_law_of_several_fields_has_a_case():
    assert {case[-1] for case in CASES} == CROSS


def test_a_slider_stops_where_the_model_does():
    name = f"{PRODUCT}.commission_reserve"
    assert reach(PITCHED, (name,), 0.0, 1000.0) == (0.0, 600.0)
    dearer = PITCHED.replace({f"{PRODUCT}.price": 2000.0})
    assert reach(dearer, (name,), 0.0, 1000.0) == (0.0, 1000.0)
    assert bound(dearer, (name,), 1000.0) is None


def test_names_that_move_together_stop_together():
    two = with_row(CLOSING, "campaigns", "second", "main")
    names = tuple(f"campaigns.{row}.closing_boost" for row in two.rows("campaigns"))
    found = bound(two, names, 10.0)
    assert found is not None
    two.replace(dict.fromkeys(names, found.value))


@pytest.mark.parametrize("scenario", [PITCHED, POOLED, CLOSING, CONTROLLED])
def test_what_no_law_of_several_fields_reads_breaks_none(scenario):
    read = bound_together(scenario)
    assert {case[1] for case in CASES if case[0] is scenario} <= read
    for name in set(scenario.flat) - read:
        now = scenario.flat[name]
        if isinstance(now, float | int) and not isinstance(now, bool):
            for value in (0, now / 3, 7 * now + 1):
                assert not cross_problems({**scenario.flat, name: value}), name
