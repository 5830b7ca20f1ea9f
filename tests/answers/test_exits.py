"""What the Exits page says, in ordinary and in odd cases."""

import pytest

import scenarios
from answers import exits
from answers.results import results
from wording import LANGUAGES, Words

PITCHED = scenarios.load("as_pitched").scenario


def said(changes=None, preset="as_pitched") -> str:
    scenario = scenarios.load(preset).scenario
    return exits.verdict(results(scenario.replace(changes or {})), Words("en"))


def test_the_pitch_is_told_by_who_is_out_and_who_never_was():
    text = said()
    assert text.startswith("0.14% of members are forced out at the cap price, 396 days after")
    assert "nobody who joined after day 11" in text
    assert "99.9% never were and still hold points" in text


def test_a_cap_that_nobody_reaches():
    text = said({"campaigns.main.cap_multiple": 20.0})
    assert "Nobody is forced out" in text
    assert "100.0% of members hold points and wait" in text


def test_without_gifts_nobody_waits_either():
    gifts = {"products.bundle.gift_share": 0.0, "products.refill.gift_share": 0.0}
    assert "0.0% of members hold points" in said(gifts)


def test_nobody_joins():
    assert said({"growth.market_size": 0.0}) == "Nobody joins, so nobody waits and nobody leaves."


def test_exits_up_to_the_last_day_of_joining_name_no_last_day():
    at_once = said({"campaigns.main.cap_multiple": 0.1})
    assert "nobody who joined after" not in at_once
    assert at_once.startswith("100.0%")


@pytest.mark.parametrize("preset", scenarios.preset_names())
@pytest.mark.parametrize("language", LANGUAGES)
def test_being_forced_out_is_never_called_getting_the_cap(preset, language):
    words, now = Words(language), results(scenarios.load(preset).scenario)
    told = exits.verdict(now, words) + "".join(tile.help for tile in exits.readings(words))
    for promise in ("got the cap", "reached their cap", "拿到封顶"):
        assert promise not in told
    assert {tile.reading for tile in exits.readings(words)} <= set(now.summary)
