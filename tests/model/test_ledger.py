"""The source's example in exact fractions (S-1 … S-22); no tolerance: every figure is exact."""

from dataclasses import FrozenInstanceError
from fractions import Fraction

import pytest

from model.laws.ledger import Ledger, agreement, days_until_released
from model.laws.worked_example import ledger_of_orders, worked_example

ROWS = {row.step: row for row in worked_example()}

MISPRINTED = {
    "sale.paid",
    "sale.pool",
    "sale.price",
    "sale.printed_division",
    "referral.both",
}


def after_two_orders() -> Ledger:
    return Ledger().order(300, "0.7").order(300, "0.7")


def test_first_two_orders_are_those_of_the_source() -> None:
    first, second = after_two_orders().steps
    assert (first.minted, first.pool, first.price_after) == (210, 300, Fraction(10, 7))
    assert (second.minted, second.pool, second.points) == (147, 600, 357)
    assert second.price_before == first.price_after


def test_third_order() -> None:
    third = after_two_orders().order(300, "0.7").steps[-1]
    assert third.minted == Fraction("124.95")
    assert third.price_after == Fraction(900) / Fraction("481.95")


def test_the_source_sale_pays_less_than_it_prints() -> None:
    sale = after_two_orders().sell(147, "0.2").steps[-1]
    assert sale.paid == Fraction(147 * 600 * 8, 357 * 10)
    assert round(float(sale.paid), 2) == 197.65
    assert round(float(sale.pool), 2) == 402.35
    assert round(float(sale.price_after), 3) == 1.916


def test_a_sale_splits_its_value_and_lifts_the_price_by_the_fee() -> None:
    before = after_two_orders()
    step = before.sell(100, "0.2").steps[-1]
    assert step.paid + step.fee_kept == 100 * before.price
    assert step.price_after == before.price * (1 + Fraction("0.2") * 100 / (before.points - 100))


def test_selling_everything_leaves_the_fee_and_returns_to_the_issue_price() -> None:
    emptied = after_two_orders().sell(357, "0.2")
    assert (emptied.points, emptied.pool, emptied.price) == (0, 120, 1)
    assert emptied.order(300, "0.7").points == 210


def test_a_ledger_never_changes() -> None:
    ledger = Ledger()
    ledger.order(300, "0.7")
    assert ledger.steps == ()
    with pytest.raises(FrozenInstanceError):
        ledger.pool = Fraction(1)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("misuse", "message"),
    [
        (lambda: Ledger().order(300, 0.7), "write it as text"),
        (lambda: Ledger().order(-1, "0.7"), "must not be negative"),
        (lambda: Ledger().sell(1, "0.2"), "at most 0"),
        (lambda: after_two_orders().sell(358, "0.2"), "at most 357"),
        (lambda: after_two_orders().sell(147, "1.2"), "between 0 and 1"),
        (lambda: days_until_released(1100, 1100, "0.01"), "amount < granted"),
    ],
    ids=["float", "negative", "empty", "more than there is", "fee above 1", "never finishes"],
)
def test_misuse_is_refused(misuse, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        misuse()


def test_a_thousand_of_1100_is_back_on_day_239() -> None:
    assert days_until_released(1000, 1100, "0.01") == 239


@pytest.mark.parametrize(
    ("printed", "computed", "verdict"),
    [
        ("1.5", "1.5", "exact"),
        ("1.428", "1.4285", "truncated"),
        ("1.429", "1.4285", "rounded"),
        ("1.68", "1.6806", "either"),
        ("1.71", "1.9159", "differs"),
        ("10", "10.4", "either"),
    ],
)
def test_agreement_names_how_digits_were_dropped(printed: str, computed: str, verdict: str) -> None:
    assert agreement(printed, Fraction(computed)) == verdict


def test_only_the_known_errors_disagree_and_each_is_explained() -> None:
    wrong = {step for step, row in ROWS.items() if row.agrees is False}
    assert wrong == MISPRINTED
    assert all(ROWS[step].remark for step in wrong)


def test_step_ids_are_unique() -> None:
    assert len(ROWS) == len(worked_example())


@pytest.mark.parametrize(
    ("step", "computed"),
    [
        ("ad_points.granted", 1100),
        ("ad_points.funding", 0),
        ("ad_points.release_999", "9.99"),
        ("ad_points.release_1999", "19.99"),
        ("ad_points.money_back", 239),
        ("referral.both", 330),
        ("gift.points", 210),
        ("cap.received", "1.2"),
        ("agents.stacked_rate", "1.6"),
        ("agents.macro_region.sales_to_earn_fee", 2000),
        ("agents.province.sales_to_earn_fee", 500),
        ("agents.city.sales_to_earn_fee", 40),
        ("agents.county.sales_to_earn_fee", "6.25"),
        ("stores.8000", "5.2"),
    ],
)
def test_figures_named_in_the_remarks_on_the_source(step: str, computed: int | str) -> None:
    assert ROWS[step].computed == Fraction(computed)


def test_ledger_of_orders_counts_its_orders() -> None:
    assert len(ledger_of_orders(4).steps) == 4
