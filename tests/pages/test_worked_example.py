"""The worked example in words: every figure in one stage, every error named with its size."""

import re
from fractions import Fraction

import pytest

from answers import worked_example as answer
from model.worked_example import worked_example
from tests.pages.screen import opened, texts_of
from ui import example
from wording import LANGUAGES, Words

EN = Words("en")
ROWS = {row.step: row for row in worked_example()}
PAGE = "understand/worked_example"


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


def test_a_sale_shows_what_it_changed_in_the_pool():
    app = opened(PAGE)
    app.container(key=example.STAGE).segmented_control[0].set_value("sale").run()
    assert [metric.value for metric in app.metric] == ["402.35", "210", "1.915966"]
    assert [metric.delta for metric in app.metric] == ["−197.65", "−147", "+0.235294"]
    assert "240" in app.warning[0].value


def test_a_reader_can_step_forth_and_back():
    app = opened(PAGE)
    titles = [app.subheader[0].value]
    for _ in range(len(answer.STAGES) - 1):
        app.button(key="stage next").click().run()
        assert not app.exception
        titles.append(app.subheader[0].value)
    assert titles == [EN(stage.title) for stage in answer.STAGES.values()]
    assert app.button(key="stage next").disabled
    app.button(key="stage back").click().run()
    assert app.subheader[0].value == titles[-2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", answer.STAGES)
def test_every_stage_speaks_one_language(stage, language):
    app = opened(PAGE, lang=language)
    app.container(key=example.STAGE).segmented_control[0].set_value(stage).run()
    assert not app.exception
    assert not app.error
    foreign = re.compile(r"[一-鿿]") if language == "en" else re.compile(r"[A-Za-z]{3,}")
    for text in texts_of(app):
        assert not foreign.search(re.sub(r":material/\w+:", "", text)), text
