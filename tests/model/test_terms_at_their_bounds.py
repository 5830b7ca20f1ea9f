"""Terms at the ends of what is permitted: accounts still balance, and every figure is a number."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

import scenarios
from model import Scenario, readings, simulate
from model.modes.book import CREATED, PAID
from model.terms import controls, modes
from model.terms.declarations import Parameter
from model.terms.modes import MODE_KINDS
from model.terms.rows import with_row

DAYS = 60
PITCHED = scenarios.load("as_pitched").scenario.replace({"horizon.days": DAYS})
OF_MODES = {kind: [p for p in modes.MODES if p.field != "modes.*.kind"
                   and kind in (p.kinds or MODE_KINDS)] for kind in MODE_KINDS}
ABOVE = 1e-6
"""Hardly more than a bound that is not permitted itself; nearer to it prices leave the doubles."""


def ends(parameter: Parameter) -> Iterator[object]:
    """Each choice; the least and the most that is permitted, and of days those around the run."""
    if parameter.kind == "choice":
        yield from parameter.choices
        return
    assert parameter.low is not None
    assert parameter.high is not None
    yield parameter.low + (ABOVE if parameter.above_low else 0.0)
    yield parameter.high
    if parameter.unit == "days":
        yield from (day for day in (DAYS - 1, DAYS) if day >= parameter.low)


BESIDE = {"winners": {"group_size": 1000}, "group_size": {"winners": 1}}
"""What must give way to the ends of a field."""


def with_mode(kind: str, **fields: object) -> Scenario:
    """Pitched terms for 60 days with one mode, which opens on day 3 unless its fields say else."""
    grown = with_row(PITCHED, "modes", "it").replace({"modes.it.kind": kind})
    return grown.replace(
        {f"modes.it.{name}": value for name, value in ({"start_day": 3} | fields).items()})


def assert_sound(scenario: Scenario, where: object) -> None:
    run = simulate(scenario)
    assert not readings.faults(run), (where, dict(readings.faults(run)))
    for name, series in {**run.daily, **run.cash, **run.modes.columns}.items():
        assert np.isfinite(series).all(), (where, name)
    for name, value in readings.summary(run).items():
        assert not np.isinf(value).any(), (where, name)
        if name.partition(".")[0].endswith("_share"):
            assert not ((value < 0.0) | (value > 1.0 + 1e-9)).any(), (where, name, value)


@pytest.mark.parametrize("kind", MODE_KINDS)
def test_a_mode_at_each_bound(kind: str) -> None:
    for parameter in OF_MODES[kind]:
        field = parameter.field.rpartition(".")[2]
        for value in ends(parameter):
            more = BESIDE.get(field, {})
            for last in ({}, {"run_days": 20}, {"run_days": 20, "settlement_share": 0.5}):
                scenario = with_mode(kind, **(more | last | {field: value}))
                assert_sound(scenario, (field, value, last))


@pytest.mark.parametrize("kind", MODE_KINDS)
def test_modes_alike_on_one_another_and_on_two_pools(kind: str) -> None:
    """On all orders each, opening on the first and on the last day, closing on the day they open;
    two pools, the second while the modes are open."""
    share = "order_share" if kind in ("rebate", "chain", "draw") else "deposit_share"
    found = with_row(with_mode(kind, **{share: 1.0}), "campaigns", "later", like="main")
    found = with_row(with_row(found, "modes", "last", like="it"), "modes", "never", like="it")
    found = found.replace({
        "campaigns.later.start_day": 20, "campaigns.main.issue_days": 30,
        "modes.it.start_day": 0, "modes.last.start_day": DAYS - 1, "modes.never.run_days": 0})
    assert_sound(found, kind)
    run = simulate(found)
    assert run.daily["entered.last"][0, : DAYS - 1].sum() == 0.0
    assert run.daily["entered.never"].sum() == 0.0
    alone = simulate(found.replace({"modes.last.start_day": DAYS}))
    assert run.daily["entered.last"][0, -1] > 0.0
    for each, other in zip(run.daily["entered.it"][0, :-1], alone.daily["entered.it"][0, :-1],
                           strict=True):
        assert each == other


CONTROLS = (*controls.IDENTITY, *controls.RELEASES, *controls.GATE,
            *controls.PAYOUT_LIMIT, *controls.VOUCHERS, *controls.OF_CAMPAIGNS)
AT_WORK = {
    "ad_points.rule": "grant", "release_gate.min_growth": 0.1, "payout_limit.share_of_sales": 0.01,
    "wallet.voucher_share": 0.5, "wallet.voucher_spend_rate": 0.05, "identity.evading_share": 0.5,
    "campaigns.main.voluntary_sale_rate": 0.01, "campaigns.main.cap_multiple": 0.3,
    "campaigns.main.initial_pool": 1e6, "campaigns.main.initial_points": 1e6,
}
"""So that each control has something to strike."""
ALONE = {"wallet.voucher_lapse_rate": {"wallet.voucher_spend_rate": 0.0}}
"""What must give way to the highest value of a field."""


@pytest.mark.parametrize("parameter", CONTROLS, ids=lambda p: p.field)
def test_a_control_at_each_bound(parameter: Parameter) -> None:
    limited = with_row(PITCHED, "limits", "two").replace({"limits.two.limit": 2.0})
    field = parameter.field.replace("*", "main")
    for value in ends(parameter):
        if parameter.field == "campaigns.*.price_ceiling":
            value = max(float(value), 1.0 + 1e-9)
        more = ALONE.get(field, {}) if value == parameter.high else {}
        for scenario in (PITCHED.replace({field: value} | more),
                         limited.replace(AT_WORK | more | {field: value})):
            assert_sound(scenario, (field, value))


@pytest.mark.parametrize(("kind", "least"), [("orders", 1.0), ("spend", 0.0), ("earning", 500.0)])
def test_a_purchase_limit_at_its_least_and_most(kind: str, least: float) -> None:
    """Of a first order's price no more, no less than it may be."""
    products = [PITCHED[f"products.{row}.price"] for row in PITCHED.rows("products")
                if PITCHED[f"products.{row}.role"] == "enrolment"]
    least = least or max(float(price) for price in products)
    for limit in (least, 1e12):
        for window in (None, 1, 36500):
            for evading in (0.0, 1.0):
                found = with_row(PITCHED, "limits", "it").replace({
                    "limits.it.on": kind, "limits.it.limit": limit,
                    "limits.it.window_days": window, "identity.evading_share": evading})
                assert_sound(found, (kind, limit, window, evading))


def test_a_pot_keeps_its_digits_beside_what_the_operator_adds() -> None:
    """A bonus of 1e12 yuan: what the pot gave is no difference of what was paid and added."""
    run = simulate(with_mode("chain", direct_bonus=1e12))
    assert not readings.faults(run)
    funded, pot = run.daily["funded.it"][0], run.daily["pot.it"][0]
    assert run.modes.from_pots[0].sum() + pot[-1] == pytest.approx(funded.sum(), rel=1e-13)


def test_lots_get_what_a_large_pot_paid() -> None:
    """All sales fund what a millionth of repeat orders is promised: nearly all stays in the pot."""
    run = simulate(with_mode(
        "rebate", order_share=1e-6, orders="repeat", funding_basis="shop", funding_share=1.0,
        payout_multiple=0.1, claim_days=2).replace({
            "growth.curve": "constant", "growth.daily_joins": 1e8}))
    paid, created = run.modes.daily(PAID)[0, 0].sum(), run.modes.daily(CREATED)[0, 0].sum()
    assert run.modes.received[0, 0].sum() == pytest.approx(paid, rel=1e-12)
    assert paid == pytest.approx(created - run.daily["owed.it"][0, -1], rel=1e-12)


def test_a_round_of_the_platforms_points_alone_ends_too() -> None:
    """Mark 5 at a ceiling of 4 before anybody joins: the pool goes back into operating cash."""
    run = simulate(PITCHED.replace({
        "campaigns.main.initial_pool": 5000.0, "campaigns.main.initial_points": 1000.0,
        "campaigns.main.price_ceiling": 4.0, "growth.curve": "series",
        "growth.series": (0.0, 0.0, 10.0)}))
    assert run.campaigns["round_ends"][0, 0, :2].tolist() == [1.0, 0.0]
    assert run.cash["round_end_income"][0, 0] == 5000.0
    assert run.campaigns["redeemed"][0, 0, 0] == run.campaigns["pool"][0, 0, 0] == 0.0
    assert run.campaigns["price"][0, 0, 1] == PITCHED["campaigns.main.issue_price"]
    assert not readings.faults(run)


@pytest.mark.parametrize("lock", [0, 30, 180])
def test_a_pool_that_drains_over_many_exits_keeps_its_digits(lock: int) -> None:
    """Points on the first 100 yuan only: locked groups leave one after another, what is left falls
    by many orders of magnitude, and is still what the groups hold together."""
    limited = with_row(PITCHED, "limits", "few").replace({
        "limits.few.on": "earning", "limits.few.limit": 100.0, "horizon.days": 1095,
        "campaigns.main.lock_days": lock, "campaigns.main.cap_payout": "clipped"})
    run = simulate(limited)
    assert not readings.faults(run)
    held = (run.groups.members * run.groups.points[:, 0]).sum()
    assert run.campaigns["points"][0, 0, -1] == pytest.approx(held, rel=1e-9)


def test_a_price_that_no_double_holds_is_told() -> None:
    """A lock of one day more: all but the last group leave every day, at a hundred times the price.
    """
    limited = with_row(PITCHED, "limits", "few").replace({
        "limits.few.on": "earning", "limits.few.limit": 100.0, "horizon.days": 400,
        "campaigns.main.lock_days": 1})
    assert "points" in readings.faults(simulate(limited))


def test_joins_that_halve_every_day_for_years_leave_numbers() -> None:
    """After a thousand days a day's orders are 1e-300 yuan: they mint next to nothing."""
    fading = PITCHED.replace({
        "horizon.days": 1095, "growth.curve": "exponential", "growth.daily_joins": 1000.0,
        "growth.growth_rate": -0.5,
        **{f"segments.{row}.reorder_interval": 0.0 for row in PITCHED.rows("segments")}})
    assert_sound(fading, "fading")


def test_no_more_than_all_have_everything_back() -> None:
    """Losers' rewards of half the price, 999 times a winner's order: everybody is paid back, as far
    as histories of orders are told apart."""
    paid_back = with_mode("draw", start_day=0, order_share=1.0, group_size=1000, winners=1,
                          loser_reward=0.5)
    for day in range(6):
        joins = (0.0,) * day + (100.0,)
        run = simulate(paid_back.replace({
            "horizon.days": 30, "growth.curve": "series", "growth.series": joins}))
        share = readings.summary(run)["recovered_share"][0]
        assert 0.9999 < share <= 1.0, day
