"""With modes every account balances, day by day, in random scenarios of every kind."""

import numpy as np
from hypothesis import given

from model import Scenario, readings, simulate
from model.modes.book import (
    CREATED,
    ENTERED,
    FUNDED,
    LAPSED,
    OWED,
    PAID,
    POT,
    SHORTFALL,
    TO_PLATFORM,
)
from model.modes.terms import TAKES_MONEY
from model.terms.rows import without_modes
from tests.model.drawn import few_examples, scenarios
from tests.model.modes.drawn_modes import with_modes
from tests.model.test_conservation import assert_balances, before, daily, member_funded


@few_examples
@given(with_modes())
def test_pots_and_promises_balance(scenario: Scenario) -> None:
    modes = simulate(scenario).modes
    flows = {name: modes.daily(which)[0] for name, which in (
        ("funded", FUNDED), ("paid", PAID), ("added", SHORTFALL), ("out", TO_PLATFORM),
        ("lapsed", LAPSED), ("created", CREATED), ("pot", POT), ("owed", OWED))}
    from_pot = flows["paid"] - flows["added"]
    turnover = np.cumsum(flows["funded"] + from_pot + flows["out"], axis=1)
    expected = before(flows["pot"]) + flows["funded"] - from_pot - flows["out"]
    assert_balances(flows["pot"], expected, turnover)
    turnover = np.cumsum(flows["created"] + flows["paid"] + flows["lapsed"], axis=1)
    expected = before(flows["owed"]) + flows["created"] - flows["paid"] - flows["lapsed"]
    assert_balances(flows["owed"], expected, turnover)
    for name, values in flows.items():
        assert (values >= -1e-9 * turnover.max(initial=1.0)).all(), name


@few_examples
@given(with_modes())
def test_all_accounts_of_the_run_balance(scenario: Scenario) -> None:
    run = simulate(scenario)
    assert not readings.faults(run)
    income = daily(run, "released") + daily(run, "redeemed") + run.modes.paid[0]
    if not member_funded(scenario):
        income = income + daily(run, "commissions")
    balance, spent = daily(run, "wallet_balance"), daily(run, "wallet_orders")
    assert_balances(balance, before(balance) + income - spent - daily(run, "withdrawals"),
                    np.cumsum(income + spent))
    gained = sum(flow[0] for name, flow in run.cash.items() if name in (
        "sales_received", "redemptions_received", "pool_fee_income", "ad_revenue", "agent_fees",
        "mode_payouts_received", "mode_income"))
    lost = sum(flow[0] for flow in run.cash.values()) - gained
    start = float(scenario["platform.initial_cash"])
    cash = daily(run, "operating_cash")
    assert_balances(cash, before(cash, start) + gained - lost,
                    abs(start) + np.cumsum(gained + lost))


@few_examples
@given(with_modes())
def test_what_lots_and_groups_receive_adds_up(scenario: Scenario) -> None:
    """All that is paid is received by lots, but for commissions on listings; all that lots of
    other kinds than chains receive is received by groups."""
    run = simulate(scenario)
    modes, kinds = run.modes, [scenario[f"modes.{row}.kind"] for row in run.modes.ids]
    for m, kind in enumerate(kinds):
        paid = modes.daily(PAID)[0, m].sum()
        if kind != "resale":
            np.testing.assert_allclose(modes.received[0, m].sum(), paid, rtol=1e-8,
                                       atol=1e-10 * modes.daily(ENTERED)[0, m].sum())
        else:
            assert modes.received[0, m].sum() <= paid * (1 + 1e-9)
        owed = modes.lots.owed[0, m].sum()
        np.testing.assert_allclose(owed, modes.daily(OWED)[0, m, -1], rtol=1e-7,
                                   atol=1e-9 * max(1.0, modes.daily(CREATED)[0, m].sum()))
    of_lots = sum(modes.received[0, m].sum() for m, kind in enumerate(kinds) if kind != "chain")
    of_groups = (run.groups.members[0] * run.groups.from_modes[0]).sum()
    entered = modes.daily(ENTERED)[0].sum()
    np.testing.assert_allclose(of_groups, of_lots, rtol=1e-8, atol=1e-9 * entered)
    deposits = modes.daily(ENTERED)[0, modes.terms.rules[:, TAKES_MONEY] == 1].sum()
    sales = daily(run, "first_orders").sum() + daily(run, "reorders").sum()
    spent = (run.groups.members[0] * run.groups.spent[0]).sum()
    np.testing.assert_allclose(spent, sales + deposits, rtol=1e-9)


@few_examples
@given(with_modes())
def test_what_a_yuan_got_so_far_ends_as_what_it_gets(scenario: Scenario) -> None:
    """Receipts by the close of each day never fall, and end where the end's account has them."""
    modes = simulate(scenario).modes
    so_far, gets = modes.gets_by_day(0), modes.per_yuan.gets[0]
    np.testing.assert_allclose(so_far[:, :, -1], gets, rtol=1e-12)
    assert (np.diff(so_far, axis=2) >= -1e-9 * (1.0 + gets[:, :, None])).all()


@few_examples
@given(scenarios())
def test_a_mode_that_nobody_enters_changes_nothing(scenario: Scenario) -> None:
    """Beside one to which no order goes all series are the same to the last bit."""
    idle = {"kind": "rebate", "order_share": 0.0, "funding_share": 0.5}
    beside = Scenario.from_values({**scenario.values, "modes": {"idle": idle}})
    usual, run = simulate(scenario), simulate(beside)
    for name, series in usual.daily.items():
        np.testing.assert_array_equal(run.daily[name], series, err_msg=name)
    assert without_modes(beside) == scenario
