"""What the Levers page says of ends, silence and what cannot be split."""

import math

import pytest

from analysis import sobol
from analysis.levers import plausible
from analysis.tornado import Bar
from answers import levers as answer
from answers import outcomes
from answers.help import refusal
from model.terms.problems import problem
from scenarios import load
from wording import LANGUAGES, Words

EN = Words("en")
CAP = "campaigns.main.cap_multiple"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_variance_that_cannot_be_split_is_told_by_the_results_name(language):
    words, result = Words(language), "first_negative_day"
    told = refusal(problem(sobol.UNDEFINED, result, 3, permitted=9), words)
    assert told.startswith(outcomes.label(result, words))
    assert result not in told


def bar_of(**changes) -> Bar:
    usual = {"name": CAP, "value": 1.5, "low": 1.0, "high": 2.0, "at_low": 0.5, "at_high": 0.1,
             "base": 0.3, "silence": ""}
    return Bar(**(usual | changes))


def test_an_undefined_end_is_told_in_words():
    tile = outcomes.tile("recovered_multiple", EN)
    told = answer.verdict([bar_of(at_low=math.nan)], tile, EN)
    assert "from undefined to" in told
    day = outcomes.tile("first_negative_day", EN)
    assert "from never to" in answer.verdict([bar_of(at_low=math.nan)], day, EN)


def test_what_a_scenario_has_none_of_is_told_as_something_new():
    bar = bar_of(name="release_gate.min_growth", absent=True)
    told = answer.verdict([bar], outcomes.tile("recovered_multiple", EN), EN)
    assert "has none of" in told
    assert "from ¥0.30 to ¥0.50" in told
    assert answer.now(bar, EN) == "none"
    assert plausible(load("as_pitched").scenario, bar.name) == (0.0, 0.25)


def test_nothing_moves_what_does_not_move():
    silent = bar_of(at_low=0.3, at_high=0.3, silence="elsewhere")
    told = answer.verdict([silent], outcomes.tile("exit_share", EN), EN)
    assert told.startswith("Nothing moves this result")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("ad_points.release_rate", 0.01 / 3, "0.333% per day"),
        ("ad_points.release_rate", 0.0225, "2.25% per day"),
        ("products.bundle.price", 2247.5, "2,247.5 CNY"),
        ("campaigns.main.issue_days", 365.0, "365 days"),
    ],
)
def test_ends_are_written_without_endless_digits(name, value, told):
    assert answer.end(name, value, EN) == told
