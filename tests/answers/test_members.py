"""What is left between single members and the cohort model is said with both numbers, and why."""

from dataclasses import replace

import pytest

import scenarios
from answers import members as answer
from answers import samples
from answers.samples import Question, Shelf
from wording import LANGUAGES, Words

PITCHED = scenarios.load("as_pitched").scenario.replace({"horizon.days": 200})
IMPATIENT = PITCHED.replace({"members.target_multiple": 0.4})


@pytest.fixture(scope="module")
def both():
    """A sample of 4,000 and the cohort model's spread."""
    sample = Shelf(0).of(Question(PITCHED, 4_000, 1)).spread
    return sample, samples.cohorts(PITCHED, tuple(sample.edges))


def told(both, single, cohorts, scenario=PITCHED, words=None):
    """The sentences for two shares of members forced out."""
    ours, theirs = (
        replace(part, summary={**part.summary, "exit_share": share})
        for part, share in zip(both, (single, cohorts), strict=True))
    return answer.left_between(ours, theirs, scenario, words or Words("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_numbers_are_said(both, language):
    words = Words(language)
    said = told(both, 0.12, 0.1, words=words)
    assert words.percent(0.12) in said
    assert words.percent(0.1) in said


@pytest.mark.parametrize(("single", "cohorts", "scenario", "reason"), [
    (0.12, 0.10, PITCHED, "get there sooner"),
    (0.12, 0.10, IMPATIENT, "get there sooner"),
    (0.103, 0.10, PITCHED, "Sampling alone may"),
    (0.10, 0.103, PITCHED, "Sampling alone may"),
    (0.10, 0.12, PITCHED, "have a higher cap to reach"),
    (0.10, 0.12, IMPATIENT, "The impatient sell before the cap"),
])
def test_the_reason_is_that_of_the_difference(both, single, cohorts, scenario, reason):
    assert reason in told(both, single, cohorts, scenario)


@pytest.mark.parametrize("share", [0.1, 1.0])
def test_no_reason_stands_between_equal_prints(both, share):
    assert told(both, share, share).endswith("in the cohort model.")


def test_nobody_forced_out_is_said_without_a_share(both):
    assert told(both, 0.0, 0.0).startswith("Nobody is forced out")
    assert "%" not in told(both, 0.0, 0.0)


def test_one_in_ten_thousand_is_not_nobody(both):
    assert "Forced out" in told(both, 0.0, 0.0001)
