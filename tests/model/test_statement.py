"""Opening cash + sources − uses = closing cash, in total, by month, and rounded to whole yuan."""

import numpy as np
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from model import Scenario, simulate, statement, treasury
from model.readings import MONTH_DAYS
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


@seed(3)
@settings(max_examples=100, deadline=None, database=None)
@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=20))
def test_whole_yuan_add_up_and_are_off_by_less_than_one(amounts):
    whole = statement.whole_yuan(np.array(amounts))
    assert (whole == np.round(whole)).all()
    # A running total of 2e13 is itself rounded to some thousandths of a yuan.
    assert (np.abs(whole - amounts) < 1.01).all()
    assert abs(whole.sum() - sum(amounts)) <= 0.51
