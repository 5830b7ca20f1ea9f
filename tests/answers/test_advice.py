"""Every sentence of an advice, and what turns it into another."""

import math
import re

import pytest

import scenarios
from analysis.advice import SIDES, TOLD, Advice, Change, advise, net
from answers import advice as answer
from wording import LANGUAGES, Words

EN, ZH = Words("en"), Words("zh")
PITCHED = scenarios.load("as_pitched").scenario
NOW = dict.fromkeys(TOLD, 0.0) | {net(side): 0.0 for side in SIDES} | {
    "recovered_share": 0.05, "recovered_multiple": 0.36, "lowest_cash": -41e6,
    "peak_funding": 41e6, "unfunded_promise": 168e6,
}
HOLDS = NOW | {"lowest_cash": 7e4, "peak_funding": 0.0, "unfunded_promise": -1e6}
FEE = Change("campaigns.main.sell_fee", ("campaigns.main.sell_fee",), 0.2, 0.1, 1.0)


def told(then=HOLDS, now=NOW, changes=(FEE,)):
    return answer.sentences(Advice(changes, now, then), EN)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (FEE, "“Sell fee · main campaign” from 20% to 10%"),
        (Change("products.*.gift_share", ("products.bundle.gift_share",
                                          "products.refill.gift_share"), 0.7, 0.65, 1.0),
         "“Gift share of the contribution · all” from 70% to 65%"),
        (Change("campaigns.main.issue_days", ("campaigns.main.issue_days",), None, 300.0, 1.0),
         "“Points are gifted for · main campaign” from forever to 300 days"),
        (Change("ad_points.release_rate", ("ad_points.release_rate",), 0.01, 0.024, 1.0),
         "“Daily release” from 1 to 2.4% per day"),
        (Change("products.bundle.ad_point_rate", ("products.bundle.ad_point_rate",), 1.1, 0.25, 1),
         "“Ad points per yuan · bundle” from 1.1 to 0.25 ad points per CNY"),
    ],
)
def test_from_and_to_with_the_unit_once(change, text):
    assert told(changes=(change,))[0] == f"Change {text}."


def test_changes_stand_in_their_order_and_none_is_said():
    other = Change("ad_points.release_rate", ("ad_points.release_rate",), 0.01, 0.02, 0.5)
    first = told(changes=(FEE, other))[0]
    assert first.index("Sell fee") < first.index("Daily release")
    nothing = told(changes=())
    assert nothing[0] == "The terms stay as they stand."
    assert len(nothing) == 4  # whom it costs is no question


def test_what_members_get():
    then = HOLDS | {"recovered_share": 0.2, "recovered_multiple": 0.4}
    assert told(then)[1] == (
        "Then 20.0% of members get back what they spent (now 5.0%), and each yuan spent brings "
        "back ¥0.40 (now ¥0.36).")


def test_what_the_operator_needs():
    assert told()[2] == ("Operating cash never falls below zero: the operator needs nothing from "
                         "outside (now ¥41 M).")
    then = HOLDS | {"peak_funding": 2e6}
    assert told(then)[2] == "The operator needs ¥2 M from outside (now ¥41 M)."
    now = NOW | {"peak_funding": 0.0}
    assert told(then, now)[2] == "The operator needs ¥2 M from outside (now nothing)."


def test_what_is_owed():
    assert told()[3] == ("What is owed on the last day is covered, with ¥1 M to spare (now "
                         "¥168 M short).")
    then, now = HOLDS | {"unfunded_promise": 3e6}, NOW | {"unfunded_promise": -2e6}
    assert told(then, now)[3] == ("What is owed on the last day exceeds the cash there is by "
                                  "¥3 M (now ¥2 M to spare).")


@pytest.mark.parametrize(
    ("gains", "text"),
    [
        ({}, "Nobody is better or worse off than under the terms now."),
        ({"members": 0.4, "operator": -0.4}, "Nobody is better or worse off than under the terms "
                                             "now."),
        ({"operator": 5e6}, "Nobody is worse off than under the terms now; better off: the "
                            "operator by ¥5 M, after what it owes."),
        ({"members": -3e6, "operator": 5e6}, "Worse off than under the terms now: members by "
         "¥3 M; better off: the operator by ¥5 M, after what it owes."),
        ({"members": -3e6, "agents": -1e6}, "Worse off than under the terms now: members by "
         "¥3 M; agents by ¥1 M; nobody is better off."),
    ],
)
def test_whom_it_costs(gains, text):
    then = HOLDS | {net(side): gain for side, gain in gains.items()}
    assert told(then)[4] == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_advice_speaks_one_language(language):
    then = PITCHED.replace({"products.bundle.ad_point_rate": 0.2, "campaigns.main.sell_fee": 0.1})
    found = answer.sentences(advise(PITCHED, then), Words(language))
    foreign = {"en": r"[一-鿿]", "zh": r"[A-Za-z]{3,}"}[language]
    assert len(found) == 5
    assert not any(re.search(foreign, text) for text in found)


def test_nobody_to_give_back_to_is_no_crash():
    nobody = PITCHED.replace({"growth.market_size": 0.0})
    found = advise(nobody, nobody.replace({"campaigns.main.sell_fee": 0.1}))
    assert math.isnan(found.then["recovered_share"])
    assert "Then – of members" in answer.sentences(found, EN)[1]
