"""Closed forms of model.md section 7: published figures, limits, and agreement with brute force."""

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest

from model.laws import theory
from model.laws.ledger import Ledger

# Published by vendors of the scheme for the pitched gift share of 0.7 (model.md section 7), given
# with seven digits: half a unit of the last one is below 4e-7 of the smallest.
PUBLISHED = {1: 1.428571, 2: 1.680672, 3: 1.867414, 300: 7.187561, 767: 9.523383}
PUBLISHED_DIGITS = 1e-6

# The aim of model.md section 5 for the issue law.
ISSUE_LAW = 1e-12

# A handful of float64 operations on numbers near 1.
ROUND_OFF = 1e-13


def ledger_price(orders: int, gift: str) -> float:
    ledger = Ledger()
    for _ in range(orders):
        ledger = ledger.order(300, gift)
    return float(ledger.price)


def price_with_50_digits(orders: float, gift: float) -> float:
    with mpmath.workdps(50):
        n, g = mpmath.mpf(orders), mpmath.mpf(gift)
        steps = mpmath.loggamma(n + 1) - mpmath.loggamma(n + g)
        return float(mpmath.gamma(g) * mpmath.exp(steps))


@pytest.mark.parametrize(("orders", "price"), PUBLISHED.items())
def test_price_after_orders_gives_the_published_figures(orders: int, price: float) -> None:
    assert theory.price_after_orders(orders, 0.7) == pytest.approx(price, rel=PUBLISHED_DIGITS)


@pytest.mark.parametrize("gift", ["0.05", "0.7", "1", "2.5"])
@pytest.mark.parametrize("orders", [1, 2, 3, 40, 300])
def test_price_after_orders_is_the_ledger_s(orders: int, gift: str) -> None:
    price = theory.price_after_orders(orders, float(Fraction(gift)))
    assert price == pytest.approx(ledger_price(orders, gift), rel=ISSUE_LAW)


@pytest.mark.parametrize("gift", [0.01, 0.7, 1.0, 5.0])
def test_price_after_orders_keeps_its_digits_for_any_number_of_orders(gift: float) -> None:
    orders = [0.0, 0.3, 1.0, 2.5, 19.9, 1e3, 1e6, 1e10]
    exact = [price_with_50_digits(count, gift) for count in orders]
    np.testing.assert_allclose(theory.price_after_orders(orders, gift), exact, rtol=ISSUE_LAW)


def test_price_starts_at_the_issue_price_and_scales_with_it() -> None:
    assert theory.price_after_orders(0, 0.7) == pytest.approx(1.0, rel=ROUND_OFF)
    orders = np.array([[1.0, 2.0], [3.0, 4.5]])
    doubled = theory.price_after_orders(orders, 0.7, issue_price=2.0)
    np.testing.assert_allclose(
        doubled, 2.0 * theory.price_after_orders(orders, 0.7), rtol=ROUND_OFF
    )


@pytest.mark.parametrize(("gift", "direction"), [(0.3, 1), (0.99, 1), (1.01, -1), (3.0, -1)])
def test_orders_lift_the_price_below_a_gift_of_one_and_lower_it_above(
    gift: float, direction: int
) -> None:
    path = theory.price_after_orders(np.linspace(0.0, 50.0, 201), gift)
    assert (np.sign(np.diff(path)) == direction).all()


def test_a_gift_of_one_keeps_the_price() -> None:
    path = theory.price_after_orders(np.array([0.0, 1.0, 7.5, 1e6]), 1.0)
    np.testing.assert_allclose(path, 1.0, rtol=ISSUE_LAW)


@pytest.mark.parametrize("gift", [0.3, 0.7, 1.5])
def test_price_grows_with_its_exponent(gift: float) -> None:
    few, many = theory.price_after_orders(np.array([1e6, 1e8]), gift)
    slope = math.log(many / few) / math.log(100.0)
    # The correction to the power law is of order 1/orders.
    assert slope == pytest.approx(theory.price_growth_exponent(gift), abs=1e-6)


def test_pool_must_grow_702_fold_to_bring_an_order_to_the_cap() -> None:
    growth = theory.pool_growth_to_cap(1.5, 0.3, 0.7)
    assert round(growth) == 702
    rise = theory.price_rise_to_cap(1.5, 0.3, 0.7)
    early, late = theory.price_after_orders(np.array([1e6, 1e6 * growth]), 0.7)
    # Power law against the exact price: a relative correction of order 1/orders.
    assert late / early == pytest.approx(rise, rel=1e-6)


def test_pool_growth_to_cap_at_its_limits() -> None:
    assert theory.pool_growth_to_cap(1.5, 0.3, 1.0) == math.inf
    assert theory.pool_growth_to_cap(1.5, 0.3, 0.9999) == math.inf
    assert theory.pool_growth_to_cap(0.1, 0.5, 0.5) == 1.0


def test_exit_share_bound() -> None:
    assert theory.exit_share_bound(0.3, 1.5, 0.2) == pytest.approx(0.25, rel=ROUND_OFF)
    assert theory.exit_share_bound(0.9, 0.5, 0.2) == 1.0


def test_sale_at_once_is_the_ledger_s() -> None:
    ledger = Ledger().order(300, "0.7").order(300, "0.7")
    after = theory.price_after_sale(float(ledger.price), 357.0, 147.0, 0.2, at_once=True)
    assert after == pytest.approx(float(ledger.sell(147, "0.2").price), rel=ROUND_OFF)


def test_small_sales_one_after_another_approach_the_continuous_law() -> None:
    pieces, price, points = 20_000, 1.68, 357.0
    for _ in range(pieces):
        sold = 147.0 / pieces
        price = theory.price_after_sale(price, points, sold, 0.2, at_once=True)
        points -= sold
    continuous = theory.price_after_sale(1.68, 357.0, 147.0, 0.2, at_once=False)
    # First-order convergence: the error is about fee·(sold/left)/pieces.
    assert price == pytest.approx(continuous, rel=1e-5)


@pytest.mark.parametrize("at_once", [True, False])
def test_sales_never_lower_the_price(at_once: bool) -> None:
    prices = [
        theory.price_after_sale(2.0, 100.0, sold, 0.2, at_once=at_once)
        for sold in (0.0, 1.0, 50.0, 99.0)
    ]
    assert prices[0] == 2.0
    assert prices == sorted(prices)
    assert theory.price_after_sale(2.0, 100.0, 50.0, 0.0, at_once=at_once) == 2.0


def test_declining_release_is_what_a_balance_pays() -> None:
    balance, paid = 1.0, [0.0]
    for _ in range(300):
        paid.append(paid[-1] + 0.01 * balance)
        balance *= 0.99
    # 300 additions, each rounded by up to half a unit in the last place.
    released = theory.declining_release_paid(np.arange(301), 0.01)
    np.testing.assert_allclose(released, paid, rtol=300 * 2.3e-16)


def test_declining_release_at_its_limits() -> None:
    np.testing.assert_array_equal(theory.declining_release_paid([0.0, 1.0, 2.0], 1.0), [0, 1, 1])
    np.testing.assert_array_equal(theory.declining_release_paid([0.0, 9.0], 0.0), [0, 0])


def test_days_to_release() -> None:
    assert theory.days_to_release(1000, 0.01, 1100) == 239
    assert theory.days_to_release(1.0, 0.01) == math.inf
    assert theory.days_to_release(0.5, 0.0) == math.inf
    assert theory.days_to_release(0.0, 0.01) == 0
    assert theory.days_to_release(1.0, 1.0) == 1


@pytest.mark.parametrize("rate", [0.0005, 0.01, 0.5])
def test_days_to_release_inverts_the_release_on_whole_days(rate: float) -> None:
    for day in (1, 2, 10, 50):
        paid = float(theory.declining_release_paid(day, rate))
        if paid < 1.0:
            assert theory.days_to_release(paid, rate) == day


def test_required_growth_of_the_pitched_terms() -> None:
    assert round(theory.required_growth(0.01, 1.1, 0.3, 0.40), 3) == 0.026
    assert theory.required_growth(0.01, 1.0, 0.0, 1.0) == 0.0


@pytest.mark.parametrize(("above", "funded"), [(0.0005, True), (-0.0005, False)])
def test_sales_that_grow_as_required_just_fund_the_releases(above: float, funded: bool) -> None:
    growth = theory.required_growth(0.01, 1.1, 0.3, 0.40) + above
    sales, balance = 1.0, 0.0
    for _ in range(2000):
        due = 0.01 * balance * 1.3
        balance += 1.1 * sales - 0.01 * balance
        sales *= 1.0 + growth
    assert (0.40 * sales / (1.0 + growth) > due) is funded


@pytest.mark.parametrize(("inflow_growth", "solvent"), [(0.012, True), (0.008, False)])
def test_solvent_growth_is_that_of_a_fund_that_yields_nothing(
    inflow_growth: float, solvent: bool
) -> None:
    """Deposits grow; each is credited 1 % a day, and 3 % of what is credited is drawn daily."""
    fund, claims, deposit = 0.0, 0.0, 1.0
    for _ in range(4000):
        drawn = 0.03 * claims
        claims = (claims - drawn) * 1.01 + deposit
        fund += deposit - drawn
        deposit *= 1.0 + inflow_growth
    assert (fund > 0.0) is solvent
    assert theory.solvent_growth(inflow_growth, 0.01) is solvent


BAD_INPUT = [
    (theory.price_after_orders, (-1, 0.7), "orders"),
    (theory.price_after_orders, (math.nan, 0.7), "orders"),
    (theory.price_after_orders, (1, 0.0), "gift"),
    (theory.price_after_orders, (1, 5.1), "gift"),
    (theory.price_after_orders, (1, 0.7, 0.0), "issue_price"),
    (theory.price_growth_exponent, (-0.1,), "gift"),
    (theory.price_rise_to_cap, (0.0, 0.3, 0.7), "cap_multiple"),
    (theory.pool_growth_to_cap, (1.5, 0.0, 0.7), "contribution_share"),
    (theory.exit_share_bound, (0.3, 1.5, 1.0), "sell_fee"),
    (theory.price_after_sale, (1.0, 10.0, 10.0, 0.2, True), "sold"),
    (theory.price_after_sale, (1.0, 10.0, 1.0, 1.2, True), "kept"),
    (theory.declining_release_paid, (-1, 0.01), "days"),
    (theory.days_to_release, (1200, 0.01, 1100), "amount"),
    (theory.required_growth, (0.01, 1.1, 0.3, 0.0), "available"),
    (theory.solvent_growth, (math.inf, 0.01), "inflow_growth"),
]


@pytest.mark.parametrize(
    ("function", "arguments", "named"),
    BAD_INPUT,
    ids=[f"{case[0].__name__}{case[1]}" for case in BAD_INPUT],
)
def test_bad_input_is_named(function, arguments, named: str) -> None:
    with pytest.raises(ValueError, match=f"^{named} "):
        function(*arguments)
