"""What the shipped pitch tells a room is what version 2 of the model gives for its stages."""

import json
from pathlib import Path

import pytest

from answers.pitch.sentences import shown
from answers.results import results
from model import people, readings
from scenarios.pitches import Step, load_pitch
from wording import LANGUAGES, Words

EN = Words("en")
GOLDEN = json.loads(Path("tests/golden/as_pitched.summary.json").read_text("utf-8"))
STEPS = {step.id: step for step in load_pitch("pitched_terms").steps}
YEARS = 24
"""Join months that had a year or more."""


def summary(step: Step) -> dict[str, float]:
    return results(step.stage.scenario).summary


def shares(step: Step) -> list[float]:
    """Part of each join month that has its money back."""
    return list(people.by_join_month(results(step.stage.scenario).run)[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pitched_terms_are_told_in_the_contracts_numbers(language):
    words = Words(language)
    share = results(STEPS["who_recovers"].stage.scenario).summary["recovered_share"]
    assert share == pytest.approx(GOLDEN["recovered_share"], rel=0.02, abs=0.0005)
    assert "4.6%" in shown(STEPS["who_recovers"], "reveal", words)
    assert words.money(GOLDEN["peak_funding"]) in shown(STEPS["cash"], "sentence", words)
    assert words.money(-41_064_585.9) in shown(STEPS["adverts"], "sentence", words)
    for reading in ("unfunded_promise", "unfunded_promise_to_watchers"):
        assert words.money(GOLDEN[reading]) in shown(STEPS["cash"], "note", words)


def test_what_is_not_owed_to_watchers_was_left_behind():
    """“The rest belongs to members who gave up watching.”"""
    told = summary(STEPS["cash"])
    rate = float(readings.promised_commission_rate(results(STEPS["cash"].stage.scenario).run)[0])
    rest = told["unfunded_promise"] - told["unfunded_promise_to_watchers"]
    assert rest == pytest.approx(told["ad_points_left_behind"] * (1.0 + rate), rel=1e-12)


def test_stopping_gifts_helps_the_first_two_months_and_leaves_the_cash_alone():
    with_stop, without = STEPS["stop_gifting"], STEPS["who_recovers"]
    gained = [a - b for a, b in zip(shares(with_stop), shares(without), strict=True)]
    assert min(gained[:2]) > 0.1
    assert max(map(abs, gained[2:])) < 0.005
    day = summary(with_stop)["first_negative_day"]
    assert day == summary(without)["first_negative_day"] == GOLDEN["first_negative_day"]


def test_one_step_more_than_promised_less_is_too_much():
    step = STEPS["promise_less"]
    scenario, field = step.stage.scenario, "products.bundle.ad_point_rate"
    told = summary(step)
    assert told["lowest_cash"] >= 0
    more = results(scenario.replace({field: scenario.number(field) + 0.05})).summary
    assert more["lowest_cash"] < 0
    assert told["unfunded_promise_to_watchers"] < 0.1 * told["unfunded_promise"]
    assert told["recovered_multiple"] < summary(STEPS["cash"])["recovered_multiple"]


def test_the_terms_that_are_said_to_hold_do():
    """Cash never below zero and all debts covered, on paper too."""
    for name in ("hold_for_some", "hold_for_all"):
        told = summary(STEPS[name])
        assert told["lowest_cash"] >= 0
        assert told["unfunded_promise"] <= 0
        assert "covered" in shown(STEPS[name], "note", EN)
    assert summary(STEPS["promise_less"])["unfunded_promise"] > 0  # which is why it is not one


def test_some_break_even_and_all_who_join_after_the_gifts_pay():
    step = STEPS["hold_for_some"]
    stop = step.stage.scenario.number("campaigns.main.issue_days") // 30
    by_month = shares(step)
    assert min(by_month[: int(stop)]) > 0.5
    assert max(by_month[int(stop) :]) == 0.0
    assert 0.3 < summary(step)["recovered_share"] < 0.5


def test_the_rebate_is_the_same_for_all_and_a_gain_for_nobody():
    some, everybody = (spread_of(STEPS[name]) for name in ("hold_for_some", "hold_for_all"))
    assert some > 5 * everybody
    assert max(shares(STEPS["hold_for_all"])) < 0.005


def spread_of(step: Step) -> float:
    """How far the money back of full join months lies apart; the last year had too little time."""
    run = results(step.stage.scenario).run
    months = readings.by_join_month(run)["recovered_multiple"][0, :YEARS]
    return float(months.max() - months.min())
