"""Closed forms of modes.md section 7: their published numbers, and what the model simulates."""

import math

import numpy as np
import pytest

import scenarios
from model import Run, Scenario, simulate
from model.laws import theory_of_modes as theory
from model.modes.book import ENTERED, FUNDED, OWED, PAID, POT
from model.modes.chain import BOSSES, TEAMS
from tests.model.modes.test_golden_modes import GOLDEN


def hand(name: str, **changes: object) -> Scenario:
    """A `*_hand` scenario: one kind of order, one mode, no repeat orders."""
    return scenarios.load(GOLDEN / f"{name}.toml").scenario.replace(
        {key.replace("__", "."): value for key, value in changes.items()})


def daily(run: Run, which: int) -> np.ndarray:
    return run.modes.daily(which)[0, 0]


@pytest.mark.parametrize("multiple", [0.5, 1.0, 1.4])
def test_a_queue_pays_what_was_put_in_or_promised(multiple: float) -> None:
    run = simulate(hand("queue_hand", modes__queue__payout_multiple=multiple))
    entered = np.cumsum(daily(run, ENTERED))
    before = np.concatenate([[0.0], entered[:-1]])
    paid = np.cumsum(daily(run, PAID))
    np.testing.assert_allclose(paid, theory.queue_paid(before, entered, 0.2, multiple), rtol=1e-12)
    whole = run.modes.lots.whole[0, 0]
    if multiple >= 1.0:
        share = np.average(whole, weights=daily(run, ENTERED))
        assert share == pytest.approx(theory.queue_whole_limit(0.2, multiple), rel=1e-12)
        # Order k, of 1,000 yuan, is repaid when order km/s is made: ten a day.
        done = int(np.flatnonzero(whole >= 1.0 - 1e-9)[-1]) + 1
        assert theory.queue_repaid_at(10 * done, 0.2, multiple) == pytest.approx(
            10 * run.days, abs=10 / 0.2 * multiple)


def test_the_wait_in_a_growing_queue() -> None:
    growth = 0.05
    run = simulate(hand("queue_hand", growth__curve="exponential", growth__growth_rate=growth,
                        growth__peak_daily_joins=1e9, horizon__days=150))
    complete = run.modes.book.notes[0, 0, 1]  # oldest open lot at each close
    waits = np.arange(run.days) - complete
    assert waits[-1] == pytest.approx(theory.queue_wait(0.2, 1.0, growth), abs=1.0)
    assert theory.queue_wait(0.2, 1.0, 0.0) == math.inf
    assert theory.queue_wait(0.5, 0.4, 0.0) == 0.0


def test_an_even_rebate_pays_harmonic_sums() -> None:
    run = simulate(hand("circular_hand"))
    per_yuan = run.modes.received[0, 0] / daily(run, ENTERED)
    for entry in (0, 1, 7, run.days - 2):
        expected = theory.even_received(run.days - 1, entry, 0.1)
        assert per_yuan[entry] == pytest.approx(expected, rel=1e-12)


def test_an_even_rebate_with_growing_sales() -> None:
    growth = 0.02
    run = simulate(hand("circular_hand", growth__curve="exponential", growth__growth_rate=growth,
                        growth__peak_daily_joins=1e10, horizon__days=400))
    even = run.modes.book.notes[0, 0, 0]
    for day in (2, 30, 399):
        assert even[day] - even[day - 1] == pytest.approx(
            theory.even_payment(day, 0.1, growth), rel=1e-9)
    assert theory.even_days_to_finish(0.1, 3.0, 0.02) == pytest.approx(1500.0)
    assert theory.even_days_to_finish(0.1, 3.0, 0.0) == pytest.approx(math.exp(30.0))


def test_packets_give_back_their_funding() -> None:
    run = simulate(hand("packet_hand", horizon__days=200))
    per_yuan = run.modes.received[0, 0] / daily(run, ENTERED)
    assert per_yuan[100] == pytest.approx(0.14, rel=1e-9)
    assert daily(run, POT)[-1] == pytest.approx(theory.packets_pot(0.14, 0.2, 1e4), rel=1e-9)


@pytest.mark.parametrize("recruiting", [1.0, 0.5])
@pytest.mark.parametrize("leave_count", [2, 3])
def test_what_chains_come_to(leave_count: int, recruiting: float) -> None:
    run = simulate(hand("chain_hand", horizon__days=500, growth__growth_rate=0.02,
                        growth__peak_daily_joins=1e10, modes__chain__leave_count=leave_count,
                        modes__chain__recruiting_share=recruiting))
    entered = daily(run, ENTERED)
    positions = entered.sum() / 499.0
    assert daily(run, PAID)[1:] == pytest.approx(
        entered[1:] / 499.0 * theory.chain_cost(100.0, 200.0), rel=1e-12)
    chain = run.modes.book.chain[0, 0]
    # Days of discrete size and the first roots: the long run is met to two per cent.
    assert chain[BOSSES] / positions == pytest.approx(
        theory.chain_boss_share(leave_count, recruiting), rel=0.03)
    needed = leave_count + math.ceil((499.0 - 100.0 * leave_count) / 300.0)
    whole = run.modes.readings[0, 0, 1]
    assert whole == pytest.approx(theory.chain_whole_share(needed, recruiting), rel=0.03)
    assert theory.chain_whole_share(3, 1.0) == 0.125
    shares = [theory.chain_whole_share(3, alpha) for alpha in (0.3, 0.5, 0.7, 1.0)]
    assert max(shares) == shares[1] == pytest.approx(4 / 27)


def test_a_boss_s_team_grows_as_positions_to_the_golden_ratio() -> None:
    assert theory.chain_team_exponent(2, 1.0) == pytest.approx((math.sqrt(5.0) - 1.0) / 2.0)
    assert theory.chain_team_exponent(1, 1.0) == pytest.approx(0.0, abs=1e-12)
    # One boss alone on the first day, everybody sponsored: its team is all agents of its own.
    run = simulate(hand("chain_hand", horizon__days=60))
    assert run.modes.book.chain[0, 0, TEAMS:].sum() > 0.0


@pytest.mark.parametrize(("fund", "funding", "lasts"), [
    (0.0, 0.1167, True), (0.0, 0.1166, False), (0.5, 0.62, True), (0.5, 0.6, False),
])
def test_a_draw_pays_for_itself_from_this_funding_on(
    fund: float, funding: float, lasts: bool
) -> None:
    run = simulate(hand("draw_hand", horizon__days=400, modes__draw__funding_share=funding,
                        modes__draw__winner_fund=fund))
    needed = theory.draw_funding_needed(10, 3, 0.05, fund)
    assert (funding >= needed) is lasts
    assert np.isnan(run.modes.readings[0, 0, 6]) == lasts
    assert theory.draw_claimed_turnover(10, 3) == pytest.approx(10 / 3)


def test_resale_claims_and_pot() -> None:
    run = simulate(hand("box_hand", modes__box__shortfall="stop", horizon__days=60))
    entered = daily(run, ENTERED)
    terms = (entered[0], 0.01, 0.9, 0.0125)
    np.testing.assert_allclose(
        daily(run, OWED), theory.resale_claims(np.arange(60), *terms), rtol=1e-10)
    np.testing.assert_allclose(
        daily(run, POT), theory.resale_pot(60, *terms, 0.0), rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize(("growth", "rollover"), [(0.013, 0.9), (0.013, 0.0), (0.011, 0.3)])
def test_a_resale_lasts_while_deposits_grow_by_the_price_rise(
    growth: float, rollover: float
) -> None:
    lasts = theory.resale_lasts(growth, 0.0125, 0.0)
    pot = theory.resale_pot(3000, 100.0, growth, rollover, 0.0125, 0.0)
    assert bool(pot[-1] > 0.0) is lasts
    run = simulate(hand("box_hand", growth__growth_rate=growth, horizon__days=900,
                        growth__peak_daily_joins=1e10, modes__box__rollover_share=rollover))
    if lasts:
        assert np.isnan(run.modes.readings[0, 0, 6])


@pytest.mark.parametrize("rate", [0.015, 0.05, 0.07])
def test_who_never_buys_again_is_short_on_this_day(rate: float) -> None:
    run = simulate(hand("flash_hand", modes__flash__yield_rate=rate, horizon__days=100))
    assert run.modes.readings[0, 0, 6] == theory.resale_first_short_day(rate)


def test_a_presale_that_fails() -> None:
    run = simulate(hand("presale_hand", modes__stages__shortfall="stop"))
    due = run.modes.book.notes[0, 0]
    failed = int(due[0][due[1] == 1.0].min()) - 1
    stages = failed // 2
    expected = theory.presale_pot(stages, 5000.0, 0.15, 3, 0.07, 0.5)
    assert daily(run, POT)[failed] == pytest.approx(expected, rel=1e-9)
    entered = daily(run, ENTERED)[: 2 * stages]
    lost = entered[due[1][: 2 * stages] == 0.5].sum() / entered.sum()
    long_run = theory.presale_losing_share(0.15, 3)
    filled = 1.0 - 1.15**-stages
    assert lost == pytest.approx(long_run / filled, rel=1e-9)
    assert long_run == pytest.approx(0.342, abs=5e-4)
    assert theory.presale_payout_limit(0.15, 3, 0.07) == pytest.approx(
        1.0 - 0.07 / (1.15**3 - 1.0))


def test_bad_arguments_are_named() -> None:
    for call, name in (
        (lambda: theory.queue_wait(0.0, 1.0, 0.1), "funding_share"),
        (lambda: theory.draw_funding_needed(3, 3, 0.1, 0.0), "winners"),
        (lambda: theory.presale_pot(2, 1.0, 0.1, 3, 0.0, 0.5), "stages"),
        (lambda: theory.resale_claims(-1.0, 1.0, 0.0, 0.5, 0.1), "days"),
    ):
        with pytest.raises(ValueError, match=name):
            call()


def test_what_is_put_in_without_orders_is_nothing() -> None:
    run = simulate(hand("queue_hand", growth__daily_joins=0.0))
    assert not daily(run, FUNDED).any()
    assert np.isnan(run.modes.readings[0, 0, 1])
