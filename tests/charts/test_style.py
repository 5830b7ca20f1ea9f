"""Ticks and thinning: what every figure relies on."""

import numpy as np
import pytest

from charts import style
from wording import Words


@pytest.mark.parametrize("count", [1, 7, 8, 30, 1095, 3650])
def test_thinning_keeps_the_first_and_the_last_day_and_no_gap_over_a_week(count):
    kept = style.thin(count)
    assert (kept[0], kept[-1]) == (0, count - 1)
    assert np.all(np.diff(kept) >= 1)
    assert np.all(np.diff(kept) <= style.STEP_DAYS)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-9e7, 2e7), (0, 3.2e-14), (0, 1.1e8)])
def test_linear_ticks_cover_the_values_in_few_steps(low, high):
    ticks = style.linear_ticks(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 3 <= len(ticks) <= 9


def test_linear_ticks_of_a_flat_line_are_that_value():
    assert style.linear_ticks(0.0, 0.0) == [0.0]


@pytest.mark.parametrize(("low", "high"), [(1, 60), (0.9, 1.1), (1e-3, 1e9), (0, 5)])
def test_log_ticks_are_positive_and_surround_the_values(low, high):
    ticks = style.log_ticks(low, high)
    assert min(ticks) > 0
    assert max(ticks) >= high / 10


@pytest.mark.parametrize("days", [30, 365, 1095, 3650])
def test_day_axis_names_day_and_month_of_each_tick(days):
    figure = style.blank()
    style.day_axis(figure, days, Words("en"))
    assert len(figure.layout["xaxis"]["tickvals"]) <= 5
    axis = figure.layout["xaxis"]
    for day, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
        assert text == f"{day}<br>month {day // 30 + 1}"


def test_colours_of_things_drawn_together_differ():
    for together in (
        (style.RECEIVED, style.HOLDINGS, style.SHORTFALL, style.BASELINE),
        (style.ISSUANCE, style.BURNING, style.PAUSE),
        (style.MONEY_IN, style.MONEY_OUT, style.SHORTFALL, style.HOLDINGS),
        (style.PRICE, style.RULE, style.BASELINE),
        (style.RECEIVED, style.UNRELEASED, style.LEFT_BEHIND, style.FORFEITED, style.BASELINE),
        (style.WALLET, style.UNRELEASED, style.REFERRAL["release"], style.LEFT_BEHIND, style.CASH),
    ):
        assert len(set(together)) == len(together)
