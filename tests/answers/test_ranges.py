"""Each sentence about a range, and what flips it."""

import math
from dataclasses import replace

import numpy as np
import pytest

import scenarios
from analysis.distributions import Distribution
from analysis.ranges import range_of
from analysis.uncertainty import Uncertainty, assumptions
from answers import outcomes, ranges
from answers.headlines import grouped
from answers.ranges import asked, beside, computed, known, note, sentence, written
from answers.readings import pick
from answers.results import results
from wording import LANGUAGES, Words

EN, ZH = Words("en"), Words("zh")
SHORT = scenarios.load("as_pitched").scenario.replace({"horizon.days": 120})
HUNDRED = np.arange(1.0, 101.0)


def told(result: str, values: np.ndarray, own: float, words: Words = EN) -> str:
    return sentence(written(outcomes.tile(result, words), range_of(values, own, result), words),
                    words)


@pytest.mark.parametrize(("values", "own", "text"), [
    (HUNDRED, 62.5, "higher than 62 of 100 draws"),
    (HUNDRED, 37.5, "higher than 37 of 100 draws"),
    (HUNDRED, 0.5, "lower than every draw"),
    (HUNDRED, 100.5, "higher than every draw"),
    (np.full(100, 7.0), 7.0, "the same in every draw"),
    (np.where(HUNDRED <= 60, 0.0, HUNDRED), 0.0, "like 60 of 100 draws, lower than the rest"),
    (np.where(HUNDRED <= 60, 200.0, HUNDRED), 200.0,
     "like 60 of 100 draws, higher than the rest"),
    (np.where(HUNDRED <= 60, 90.5, HUNDRED), 90.5, "like 60 of 100 draws, higher than 30"),
    (np.append(np.zeros(399), 2.0), 1.0, "higher than 99 of 100 draws"),
])
def test_the_place_of_the_scenario(values: np.ndarray, own: float, text: str) -> None:
    assert told("sales", values, own).endswith(text)


@pytest.mark.parametrize(("values", "own", "text"), [
    (HUNDRED, 62.5, "later than 62 of 100 draws"),
    (HUNDRED, 0.0, "earlier than every draw"),
    (HUNDRED, math.nan, "later than every draw"),
    (np.where(HUNDRED <= 40, math.nan, HUNDRED), math.nan,
     "like 40 of 100 draws, later than the rest"),
    (np.where(HUNDRED <= 40, 3.0, HUNDRED), 3.0,
     "like 40 of 100 draws, earlier than the rest"),
    (np.full(100, math.nan), math.nan, "the same in every draw"),
])
def test_the_place_of_a_day(values: np.ndarray, own: float, text: str) -> None:
    assert told("first_negative_day", values, own).endswith(text)


@pytest.mark.parametrize(("result", "values", "text"), [
    ("peak_funding", 1e6 * HUNDRED, "in nine of ten draws ¥5.95 M to ¥95 M"),
    ("peak_funding", np.zeros(100), "in nine of ten draws ¥0"),
    ("recovered_share", HUNDRED / 1000, "in nine of ten draws 0.60% to 9.5%"),
    ("first_negative_day", 100 + HUNDRED, "in nine of ten draws day 105 to day 195"),
    ("first_negative_day", np.where(HUNDRED <= 50, HUNDRED, math.nan),
     "in nine of ten draws day 5 or later, or never"),
    ("first_negative_day", np.full(100, math.nan), "in nine of ten draws never"),
    ("breakeven_revenue_per_view", np.where(HUNDRED <= 50, HUNDRED, math.nan),
     "in nine of ten draws ¥5.95 or more, or none would do"),
])
def test_where_nine_of_ten_draws_lie(result: str, values: np.ndarray, text: str) -> None:
    assert told(result, values, 1.0).startswith(text + ";")


def test_draws_without_the_result_are_named() -> None:
    waits = np.where(HUNDRED <= 80, HUNDRED, math.nan)
    assert "(of the 80 in 100 that have one)" in told("exit_delay_days", waits, 3.0)
    assert "that have one" not in told("exit_delay_days", HUNDRED, 3.0)
    assert told("exit_delay_days", waits, math.nan).endswith("that have one)")
    assert told("exit_delay_days", np.full(3, math.nan), math.nan) == ""


def test_chinese() -> None:
    assert told("peak_funding", 1e6 * HUNDRED, 62.5e6, ZH) == (
        "九成抽样在¥595万至¥9,505万之间；高于100次抽样中的62次")
    assert "从未" in told("first_negative_day", np.where(HUNDRED < 50, 9.0, math.nan), 3.0, ZH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tiles_keep_room_for_what_is_still_computed(language: str) -> None:
    words = Words(language)
    now = results(SHORT)
    shown = grouped(pick(words, "peak_funding", "first_negative_day"), now, now, words)
    wanted = asked(SHORT, assumptions(SHORT), [tile["reading"] for tile in shown])
    waiting = beside(shown, None, words)
    assert all(tile["ranged"]["waiting"] for tile in waiting)
    there = beside(shown, computed(wanted), words)
    for before, after in zip(waiting, there, strict=True):
        assert not after["ranged"]["waiting"]
        assert after["ranged"]["range"]
        assert before["value"] == after["value"]
        room, taken = (len(tile["ranged"]["range"]) for tile in (before, after))
        assert abs(room - taken) <= 12


def test_an_answer_is_kept_and_the_oldest_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "KEPT", 2)
    monkeypatch.setattr(ranges, "LIVE", 5)
    spread = assumptions(SHORT)
    questions = [asked(SHORT.replace({"platform.initial_cash": float(cash)}), spread, ["sales"])
                 for cash in (11, 12, 13)]
    assert known(questions[0]) is None
    for question in questions:
        assert computed(question) == known(question)
    assert known(questions[0]) is None
    assert known(questions[2]) is not None


def test_what_the_ranges_rest_on_is_said() -> None:
    spread = assumptions(SHORT)
    text = note(asked(SHORT, spread, ()), EN)
    assert text.startswith(f"The ranges hold nine of ten of 200 draws, if "
                           f"{len(spread.distributions)} assumptions about people")
    assert "the terms themselves are not drawn" in text
    one = Uncertainty({"campaigns.main.sell_fee": Distribution("uniform", (0.1, 0.3))})
    text = note(asked(SHORT, one, ()), EN)
    assert "if 1 parameter is off by as much as is stated" in text
    assert "terms" not in text
    assert "half or twice" not in note(asked(SHORT, replace(spread, correlations=(
        ("growth.market_size", "growth.imitation", 0.5),)), ()), EN)


def test_certainty_is_said_and_leaves_no_range() -> None:
    for spread in (Uncertainty({}), Uncertainty(
            {"campaigns.second.sell_fee": Distribution("uniform", (0.1, 0.3))})):
        wanted = asked(SHORT, spread, ("sales",))
        assert known(wanted) == {}
        assert "no range" in note(wanted, EN)
        now = results(SHORT)
        (tile,) = beside(grouped(pick(EN, "peak_funding"), now, now, EN), {}, EN)
        assert "ranged" not in tile
