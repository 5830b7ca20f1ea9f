"""Opening cash + sources − uses = closing cash, in total, by month, and rounded to whole yuan."""

import numpy as np
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from model import Scenario, readings, simulate
from model.cohorts.run import MONTH_DAYS
from model.laws import treasury
from model.readings import statement
from tests.model.drawn import few_examples, scenarios
from tests.model.rich_scenario import RICH

SUM = 1e-11  # sums of some hundred terms in another order


def rich():
    vary = {"platform.initial_cash": [0.0, 2e6], "wallet.withdraw_share": [0.2, 0.9]}
    return simulate(Scenario.from_values(RICH).replace({"team.paid_in": "cash"}), vary)


def test_the_account_closes_at_operating_cash():
    account = statement.statement(rich())
    sources, uses = sum(account.sources.values()), sum(account.uses.values())
    np.testing.assert_array_equal(account.opening, [0.0, 2e6])
    assert all((amount > 0).all() for amount in (*account.sources.values(), *account.uses.values()))
    np.testing.assert_allclose(account.opening + sources - uses, account.closing, rtol=SUM)


def test_every_month_closes_at_operating_cash():
    run = rich()
    gain = treasury.gain(statement.by_month(run))
    closing = statement.statement(run).opening[:, None] + np.cumsum(gain, axis=1)
    ends = [MONTH_DAYS - 1, 2 * MONTH_DAYS - 1, run.days - 1]  # 80 days: the last month is short
    np.testing.assert_allclose(closing, run.daily["operating_cash"][:, ends], rtol=SUM, atol=1e-4)


@few_examples
@given(scenarios())
def test_what_must_come_from_outside_is_the_peak_funding(scenario: Scenario) -> None:
    """Cash at the start counts: with what comes from outside, no close is below zero."""
    run = simulate(scenario)
    account, months = statement.statement(run), statement.outside_by_month(run)
    assert account.outside == readings.summary(run, asked=())["peak_funding"]
    assert account.opening == scenario.number("platform.initial_cash")
    assert (months >= 0).all()
    ends = [*range(MONTH_DAYS - 1, run.days - 1, MONTH_DAYS), run.days - 1]
    closing = run.daily["operating_cash"][:, ends]
    assert (closing + np.cumsum(months, axis=1) >= -SUM * np.abs(closing)).all()
    np.testing.assert_allclose(months.sum(axis=1), account.outside, rtol=SUM)


@few_examples
@given(scenarios())
def test_money_at_the_start_lowers_what_must_come_from_outside(scenario: Scenario) -> None:
    """By as much, until nothing must come any more."""
    lacks = statement.statement(simulate(scenario)).outside[0]
    more = {"platform.initial_cash": scenario.number("platform.initial_cash") + 0.4 * lacks}
    less = statement.statement(simulate(scenario.replace(more))).outside[0]
    np.testing.assert_allclose(less, 0.6 * lacks, rtol=1e-9)


@seed(3)
@settings(max_examples=100, deadline=None, database=None)
@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=20))
def test_whole_yuan_add_up_and_are_off_by_less_than_one(amounts):
    whole = statement.whole_yuan(np.array(amounts))
    assert (whole == np.round(whole)).all()
    # A running total of 2e13 is itself rounded to some thousandths of a yuan.
    assert (np.abs(whole - amounts) < 1.01).all()
    assert abs(whole.sum() - sum(amounts)) <= 0.51
