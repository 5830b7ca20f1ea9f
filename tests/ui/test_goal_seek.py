"""What Goal seek asks for, and what it says of what cannot be found."""

import scenarios
from analysis.levers import lever
from analysis.question import Aim, Limit, Question
from analysis.search import search
from analysis.seek import seek
from answers import goal_seek as answer
from answers import outcomes
from ui.frame import pickers
from wording import Words

EN = Words("en")
SHORT = scenarios.load("as_pitched").scenario.replace({"horizon.days": 200})
INCOME = "ad_points.revenue_per_view"


def test_an_undefined_result_is_told():
    nobody = scenarios.load("as_pitched").scenario.replace({"growth.market_size": 0.0})
    found = seek(nobody, lever(nobody, INCOME), "recovered_share", 0.5)
    assert "undefined for every" in answer.verdict(found, nobody, EN)


def test_goals_that_make_sense():
    assert pickers.first_target("peak_funding", SHORT) == 0.0
    assert pickers.first_target("recovered_share_within.180", SHORT) == 0.5
    assert pickers.first_target("exit_delay_days", SHORT) > 1.0


def test_limits_that_contradict_each_other_are_both_named():
    impossible = search(SHORT, Question(
        {INCOME: (0.0, 0.01)}, [Limit("recovered_multiple", "at_least", 9.0),
                                Limit("exit_share", "at_least", 2.0)],
        [Aim("recovered_share", "max")], evaluations=20, population=20))
    told = answer.terms_verdict(impossible, EN)
    assert "Money back" in told
    assert "forced out" in told
    assert "nothing tried met all the others" in answer.standing(impossible.limits[0], EN)
    assert answer.described_terms(impossible, EN)[1] == "The nearest miss:"


def test_goals_point_where_tiles_say_that_it_gets_better():
    for name in outcomes.names(SHORT):
        tile = outcomes.tile(name, EN)
        towards = "at_least" if outcomes.wants_more(tile) else "at_most"
        assert Limit.towards(name, 0.0).bound == towards, name
