"""The worked example's figures: each in one stage, errors judged by their size."""

from fractions import Fraction

import pytest

from answers import worked_example as answer
from model.laws.worked_example import worked_example
from wording import Words

EN = Words("en")
ROWS = {row.step: row for row in worked_example()}


def test_every_figure_is_in_exactly_one_stage():
    shown = [row.step for stage in answer.STAGES for row in answer.rows_of(stage)]
    assert sorted(shown) == sorted(ROWS)


def test_the_verdict_counts_what_holds():
    told = answer.verdict(EN)
    assert "26 figures" in told
    assert "21 hold" in told
    assert "5 do not" in told
    assert "¥42.35" in told


def test_all_errors_are_in_the_sale_and_in_what_referrers_cost():
    """What the verdict says."""
    wrong = [row for row in worked_example() if row.agrees is False]
    assert {row.step.split(".")[0] for row in wrong} == {"sale", "referral"}


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("order-1.minted", "exact"),
        ("order-1.price", "right, cut off"),
        ("order-300.published_price", "right, rounded"),
        ("sale.paid", "too high by 42.35 (21.4%)"),
        ("sale.pool", "too low by 42.35 (10.5%)"),
        ("sale.price", "too low by 0.21 (10.8%); too high by 0.79 (41.4%)"),
        ("sale.value", ""),
    ],
)
def test_a_printed_figure_is_judged_with_the_size_of_its_error(step, told):
    assert answer.judgement(ROWS[step], EN) == told


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(210), "210"),
        (Fraction("124.95"), "124.95"),
        (Fraction(1100), "1,100"),
        (Fraction(10, 7), "≈\N{NO-BREAK SPACE}1.428571"),
    ],
)
def test_only_figures_with_endless_digits_are_marked_as_rounded(value, written):
    assert answer.figure(value, EN) == written
