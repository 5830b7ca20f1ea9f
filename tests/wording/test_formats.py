"""Figures as each language's readers expect them."""

import math

import numpy as np
import pytest

import scenarios
from analysis.levers import lever
from analysis.texts import Sentence
from wording import LANGUAGES, Words

EN, ZH = Words("en"), Words("zh")


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (0, "0", "0"),
        (5, "5", "5"),
        (0.004, "0", "0"),
        (1.5, "1.50", "1.50"),
        (99.97, "100", "100"),
        (999.6, "1 k", "1,000"),
        (5_432, "5.43 k", "5,432"),
        (9_999.6, "10 k", "1万"),
        (12_345, "12.3 k", "1.23万"),
        (999_950, "1 M", "100万"),
        (1_234_567, "1.23 M", "123万"),
        (435_716_624.8, "436 M", "4.36亿"),
        (1.2e8, "120 M", "1.2亿"),
        (7.5e12, "7.5 tn", "7.5万亿"),
        (1e20, "1.00 × 10²⁰", "1.00 × 10²⁰"),
    ],
)
def test_compact_numbers_use_the_units_of_the_language(value, english, chinese):
    assert EN.number(value, compact=True) == english
    assert ZH.number(value, compact=True) == chinese


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_negative_number_is_the_positive_one_behind_a_minus_sign(language):
    words = Words(language)
    for value in (0.25, 3.0, 1234.5, 9.99e5, 4.2e9, 3e17):
        for write in (
            words.number,
            words.money,
            words.percent,
            words.multiple,
            lambda x: words.number(x, compact=True),
            lambda x: words.money(x, compact=False),
        ):
            assert write(-value) == "−" + write(value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_minus_sign_before_a_zero(language):
    words = Words(language)
    for text in (words.number(-0.001), words.money(-0.0), words.percent(-1e-6)):
        assert "−" not in text
        assert "-" not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("nothing", [None, math.nan])
def test_an_undefined_figure_is_shown_as_such(language, nothing):
    words = Words(language)
    for write in (words.number, words.money, words.percent, words.multiple, words.day):
        assert write(nothing) == words.undefined
    assert words.change(nothing, 1.0, "money") == words.undefined
    assert words.change(1.0, nothing, "day") == words.undefined


def test_infinity_is_a_sign_and_no_error():
    assert EN.number(math.inf) == "∞"
    assert EN.money(-math.inf) == "−¥∞"
    assert EN.day(math.inf) == EN.undefined


def test_plain_figures():
    assert EN.number(1234.5) == ZH.number(1234.5) == "1,234.50"
    assert EN.money(1.428571, digits=4, compact=False) == "¥1.4286"
    assert EN.percent(0.4523) == ZH.percent(0.4523) == "45.2%"
    assert EN.percent(12.345, digits=0) == "1,234%"
    assert (EN.multiple(1.2), ZH.multiple(1.2)) == ("1.20×", "1.20倍")
    assert (EN.money(-3.14e6), ZH.money(-3.14e6)) == ("−¥3.14 M", "−¥314万")


def test_days_carry_their_month():
    assert EN.day(409) == "day 409 (month 14)"
    assert ZH.day(409.0) == "第409天（第14个月）"
    assert EN.day(0) == "day 0 (month 1)"


@pytest.mark.parametrize(
    ("new", "old", "style", "english", "chinese"),
    [
        (0.5, 0.488, "percent", "+1.2 pp", "+1.2个百分点"),
        (1e6, 4.1e6, "money", "−¥3.1 M", "−¥310万"),
        (15, 1, "day", "+14 days", "+14天"),
        (1, 2, "day", "−1 day", "−1天"),
        (1.2, 1.1, "multiple", "+0.10×", "+0.10倍"),
        (2_500, 500, "number", "+2 k", "+2,000"),
        (0.50001, 0.5, "percent", "+0.0010 pp", "+0.0010个百分点"),
        (0.4556, 0.4523, "money", "+¥0.0033", "+¥0.0033"),
        (20.3, 20.1, "day", "+0.20 days", "+0.20天"),
        (0.1 + 0.2, 0.3, "money", "unchanged", "不变"),
        # As the figures are written: 0.46 → 0.27, 4.6% → 0.14%, 999 k → 1 M.
        (0.274, 0.456, "money", "−¥0.19", "−¥0.19"),
        (0.0014, 0.0457, "percent", "−4.5 pp", "−4.5个百分点"),
        (1e6, 999_400, "number", "+1 k", "+1,000"),
        (7, 7, "number", "unchanged", "不变"),
        (math.nan, math.nan, "day", "unchanged", "不变"),
    ],
)
def test_changes_are_signed_and_carry_their_unit(new, old, style, english, chinese):
    assert EN.change(new, old, style) == english
    assert ZH.change(new, old, style) == chinese


def test_unknown_languages_and_styles_are_refused():
    with pytest.raises(ValueError, match="no such language"):
        Words("fr")
    with pytest.raises(ValueError, match="no such style"):
        EN.change(1, 2, "furlongs")


def test_words_may_be_the_argument_of_a_cached_function():
    assert len({Words("en"), Words("en"), Words("zh")}) == 2


def test_small_shares_keep_a_digit_that_tells() -> None:
    """The pitched terms' 0.14% of members must not read 0.1%."""
    assert EN.percent(0.00137) == "0.14%"
    assert EN.percent(0.01) == "1.0%"
    assert EN.change(0.0017, 0.0014, "percent") == "+0.03 pp"


@pytest.mark.parametrize(
    ("value", "style", "english"),
    [
        (1095.0, "exact", "1,095"),
        (0.35, "exact", "0.35"),
        (0.0105, "exact percent", "1.05%"),
        (0.2, "exact percent", "20%"),
        (12_345.6, "exact money", "¥12,345.6"),
        (-0.3, "exact money", "−¥0.3"),
        (math.nan, "exact", "–"),
    ],
)
def test_settings_are_written_with_every_decimal(value, style, english):
    sentence = Sentence("{value}", {"value": (value, style)})
    assert EN.sentence(sentence) == ZH.sentence(sentence) == english


def test_a_levers_values_lie_on_its_steps():
    pitched = scenarios.load("rotation").scenario
    fee = lever(pitched, "campaigns.main.sell_fee")
    assert list(fee.on_step(np.array([0.123456, 0.3 - 1e-12]))) == [0.12, 0.3]
    rates = lever(pitched, "agents.*.rate")
    assert rates.bases
    assert list(rates.on_step(np.array([1.23456]))) == [1.23]
