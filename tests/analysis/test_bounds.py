"""How far a setting may be moved: one case for every law of several fields."""

import pytest

import scenarios
from analysis.bounds import CROSS, bound, reach
from answers import bounds
from model import ScenarioError
from model.terms import problems as wrong
from model.terms.parameters import declared
from model.terms.rows import with_row
from scenarios.templates import with_template
from wording import Words

PITCHED = with_template(scenarios.load("as_pitched").scenario, "draw")
POOLED = PITCHED.replace({
    "campaigns.main.initial_pool": 5000.0, "campaigns.main.initial_points": 4000.0})
CLOSING = PITCHED.replace({"campaigns.main.closing_boost": 2.0})
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
