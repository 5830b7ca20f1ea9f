"""Each law of controls against a slow one, order by order, point by point or day by day."""

import numpy as np
import pytest

from model import Scenario, ScenarioError, simulate
from model.laws import theory_of_controls as theory
from model.laws.calendar import DEFERRED, LAPSED, OPEN, QUEUED, fill_gate
from model.laws.issuance import mint_above_floor, mint_by_order
from model.laws.redemption import pool_outflow, sold_at_floor
from model.people.releases import empty_calendar, fill_calendar, part_brought
from tests.model.rich_scenario import RICH


def test_closed_forms_of_limits() -> None:
    assert theory.poisson_orders(4.0, 5) == pytest.approx(4.218533, abs=5e-7)
    assert theory.gamma_orders(4.0, 0.7, 5) == pytest.approx(3.690992, abs=5e-7)
    assert theory.gamma_orders(4.0, 1e-3, 5) == pytest.approx(
        theory.poisson_orders(4.0, 5), rel=1e-5)
    assert theory.lognormal_earning(1000.0, 0.5, 1000.0) == pytest.approx(813.2850, abs=5e-5)
    for expected in (0.0, 0.3, 4.0, 30.0):
        for limit in (1, 2, 5, 40):
            mean = theory.poisson_orders(expected, limit)
            assert 1.0 <= mean <= min(1.0 + expected, limit) + 1e-12  # Jensen


def test_a_round_that_ends_at_a_ceiling() -> None:
    """Orders of 1,000 of which 300 go to the pool: what each gets when the price has reached 9.52.
    """
    assert theory.round_orders(9.52, 1.0, 0.7) == pytest.approx(767.0, abs=1.0)
    got = np.array(theory.round_payouts(767, 300.0, 0.7))
    assert got.mean() == pytest.approx(300.0)
    assert np.median(got) == pytest.approx(259.0, abs=0.5)
    assert got[-1] == pytest.approx(210.0, abs=0.5)
    assert (got >= 1000.0).sum() == 4


@pytest.mark.parametrize("floor", [0.5, 0.97, 1.4])
@pytest.mark.parametrize("gift", [0.4, 1.0, 1.7, 4.0])
@pytest.mark.parametrize("start", [(0.0, 0.0), (50.0, 30.0), (30.0, 50.0), (10.0, 400.0)])
def test_orders_mint_at_the_floor_or_above_it(
    floor: float, gift: float, start: tuple[float, float]
) -> None:
    """One order after another: at the floor while the pool holds less per point, else at the price
    that the one before left."""
    pool, points = start
    size, orders, issue = 2.5, 40, max(1.0, floor)
    found = mint_above_floor(pool, points, size * orders, float(orders), gift, issue, floor)
    minted = 0.0
    for _ in range(orders):
        price = max(pool / points, floor) if points > 0.0 else issue
        own = gift * size / price
        minted, points, pool = minted + own, points + own, pool + size
    assert found == pytest.approx(minted, rel=1e-12)
    if floor == 0.5:
        assert mint_by_order(50.0, 30.0, 100.0, 40.0, 0.4, 1.0) == mint_above_floor(
            50.0, 30.0, 100.0, 40.0, 0.4, 1.0, floor)


@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5])
@pytest.mark.parametrize("pool", [20.0, 60.0, 95.0, 130.0])
@pytest.mark.parametrize("sold", [10.0, 60.0, 99.0])
def test_points_sold_at_the_floor_or_above_it(kept: float, pool: float, sold: float) -> None:
    """In small pieces: each takes what the mark, floored, leaves after the fee, while there is any.
    """
    count, early = sold_at_floor(pool, 100.0, sold, kept, 1.0)
    out = early
    if sold > count:
        out += pool_outflow(pool - early, 100.0 - count, sold - count, 100.0 - sold, kept)
    left, points, pieces = pool, 100.0, 200_000
    for _ in range(pieces):
        taken = min(left, (1.0 - kept) * max(left / points, 1.0) * sold / pieces)
        left, points = left - taken, points - sold / pieces
    assert out == pytest.approx(pool - left, rel=1e-4)


def test_a_gate_opens_by_the_growth_of_the_last_period() -> None:
    measure = np.repeat([10.0, 12.0, 12.5, 14.0, 0.0, 0.0, 5.0], 3)
    gate = np.zeros(measure.size, dtype=np.int64)
    fill_gate(measure, 3, 0.1, QUEUED, gate)
    assert gate[::3].tolist() == [OPEN, OPEN, OPEN, QUEUED, OPEN, QUEUED, QUEUED]


def brute(
    share: float, factor: np.ndarray, gate: np.ndarray, part: np.ndarray, lapses: bool,
    rule: tuple[int, int, bool], made: int, until: int, seen: int,
) -> float:
    """A point granted on a day, day by day, to who watches until a day and then waits."""
    lag, expiry, by_grant = rule
    held, gone, owed, paid = 1.0, 0.0, 0.0, 0.0
    for day in range(made + 1, seen + 1):
        due = 0.0
        if made + lag <= day <= until and not (by_grant and day > made + expiry):
            leaves = share * factor[day]
            due = min(1.0 - gone, leaves) if by_grant else held * leaves
            held, gone = held - due, gone + due
        if gate[day] == LAPSED:
            continue
        if gate[day] == QUEUED:
            owed += due
            continue
        paid += part[day] * (owed + due)
        owed = 0.0 if lapses else (1.0 - part[day]) * (owed + due)
    return paid


@pytest.mark.parametrize("by_grant", [False, True])
@pytest.mark.parametrize("lapses", [False, True])
@pytest.mark.parametrize("closed", [DEFERRED, QUEUED, LAPSED])
@pytest.mark.parametrize("share", [0.02, 0.3, 1.0])
def test_what_a_point_brings_a_member_by_the_calendar(
    by_grant: bool, lapses: bool, closed: int, share: float
) -> None:
    days, rng = 60, np.random.default_rng(5)
    gate = np.where((np.arange(days) // 7) % 3 == 2, closed, OPEN)
    part = np.where(gate >= QUEUED, 0.0, np.where(np.arange(days) % 11 == 5, 1.0, rng.random(days)))
    if closed != DEFERRED and lapses:
        gate[:], part[:] = OPEN, rng.random(days)  # else when the limit strikes depends on `seen`
    factor = np.where(gate == DEFERRED, 0.0, 0.8)
    lag, expiry = 3, 25
    calendar = empty_calendar(1, 1, days)
    calendar.rule[0] = lag, expiry, by_grant
    fill_calendar(np.array([[share]]), factor[None], gate[None], part[None], lapses, calendar)
    one = type(calendar)(*(values[0] for values in calendar))
    for made, until, seen in ((0, 40, 59), (5, 59, 59), (20, 22, 59), (20, 23, 40), (50, 58, 58)):
        if lapses and seen < 59:
            continue
        found = part_brought(one, 0, made, until, seen)
        wanted = brute(share, factor, gate, part, lapses, (lag, expiry, by_grant), made, until,
                       seen)
        assert found == pytest.approx(wanted, abs=1e-8), (made, until, seen)


RELEASES = {
    "release_gate": {"min_growth": 0.1, "period_days": 9, "while_closed": "queued"},
    "payout_limit": {"share_of_sales": 0.03}, "ad_points": {"lag_days": 4, "release_rate": 0.05},
    "events": {"cut": {"kind": "release_cut", "day": 30, "size": 0.4}},
}


@pytest.mark.parametrize("rule", ["balance", "grant"])
@pytest.mark.parametrize("missed", ["deferred", "forfeited"])
def test_people_are_paid_what_their_group_is(rule: str, missed: str) -> None:
    """The mean over watching lives of what a person's points bring is the group's."""
    from model.people.terms import Place, of_scenario, released_part, terms_of

    changed = RELEASES | {"ad_points": RELEASES["ad_points"] | {
        "rule": rule, "missed_day": missed, **({"expiry_days": 30} if rule == "grant" else {})}}
    segment = RICH["segments"]["occasional"] | {"reorder_interval": 0.0}
    run = simulate(Scenario.from_values({**RICH, **changed, "segments": {"once": segment}}))
    assert run.daily["arrears"].max() > 0.0
    terms = of_scenario(terms_of(run), 0)
    granted = float(run.inputs.baskets["enrolment"].price) * terms.ad_points[0]
    for joined in (0, 11, 40, 78):
        place = Place(0, joined, run.days - 1 - joined)
        brought = [released_part(terms, place, 0, u) for u in range(place.seen + 1)]
        mean = (np.diff(brought) * terms.watching[0, 1 : place.seen + 1]).sum()
        assert terms.paid[0] * granted * mean == pytest.approx(
            run.groups.released[0, joined, 0], abs=1e-8 * granted)


def test_a_limit_in_blocks_of_tenure() -> None:
    """By hand: 0.25 orders a day that never cease; at most 2 in 6 days, the first one counted."""
    from model.laws.limits import EARNING, EVADED, REFUSED, serve

    spend, orders = np.full(14, 25.0), np.full(14, 0.25)
    spend[0], orders[0] = 1000.0, 1.0
    split = np.zeros((3, 14))
    serve(np.array([0, 2]), np.array([2.0, 1050.0]), np.array([6.0, 1e9]), 0.5, np.zeros(2),
          spend, orders, split)
    served = [1000, 25, 25, 25, 25, 0, *[25.0] * 8]
    earning = [1000, 25, 25, *[0.0] * 11]
    np.testing.assert_allclose(split[EARNING], earning, atol=1e-9)
    np.testing.assert_allclose(split[REFUSED, 1:], 0.5 * (25.0 - np.array(served[1:])))
    np.testing.assert_allclose(split[EVADED, 1:], 0.5 * (25.0 - np.array(earning[1:])))
    np.testing.assert_allclose(spend[1:], [
        e + 0.5 * (s - e) for e, s in zip(earning[1:], served[1:], strict=True)])
    assert orders[3] == pytest.approx(0.125)


BASE = Scenario.from_values(RICH)
NEUTRAL = {
    "campaigns.main.lock_days": 0, "campaigns.main.sale_limit": 1.0,
    "campaigns.main.price_ceiling": 1e12, "wallet.voucher_price_share": 0.5,
    "wallet.voucher_spend_rate": 0.3, "identity.evading_share": 0.4,
    "payout_limit.share_of_sales": None, "release_gate.period_days": 7,
}


def test_controls_that_do_nothing_change_nothing_to_the_last_bit() -> None:
    usual, run = simulate(BASE), simulate(BASE.replace(NEUTRAL))
    for name, series in usual.daily.items():
        np.testing.assert_array_equal(run.daily[name], series, err_msg=name)


def test_a_gate_that_never_closes_changes_nothing_but_digits() -> None:
    """Ledgers by the calendar against those by tenure, which plain scenarios have."""
    for rule in ("balance", "grant"):
        for missed in ("deferred", "forfeited"):
            plain = BASE.replace({"ad_points.rule": rule, "ad_points.missed_day": missed})
            usual = simulate(plain)
            run = simulate(plain.replace({"release_gate.min_growth": -1.0}))
            for name in ("released", "unreleased_ad_points", "ad_points_left_behind",
                         "operating_cash", "price"):
                np.testing.assert_allclose(run.daily[name], usual.daily[name], rtol=1e-9,
                                           err_msg=name)
            np.testing.assert_allclose(run.groups.released, usual.groups.released, rtol=1e-9)


@pytest.mark.parametrize(("changes", "field"), [
    ({"limits": {"few": {"on": "orders", "limit": 0.5}}}, "limits.few.limit"),
    ({"limits": {"few": {"on": "spend", "limit": 500.0}}}, "limits.few.limit"),
    ({"wallet": {"voucher_spend_rate": 0.6, "voucher_lapse_rate": 0.5}},
     "wallet.voucher_spend_rate"),
    ({"campaigns": {"main": {"issue_price": 2.0, "price_ceiling": 2.0}}},
     "campaigns.main.price_ceiling"),
    ({"campaigns": {"main": {"price_floor": 3.0, "price_ceiling": 2.5}}},
     "campaigns.main.price_ceiling"),
])
def test_what_cannot_be_is_refused_by_name(changes: dict, field: str) -> None:
    with pytest.raises(ScenarioError) as error:
        Scenario.from_values({**RICH, **changes})
    assert [problem.field for problem in error.value.problems] == [field]


def test_a_limit_on_earning_needs_no_room_for_a_first_order() -> None:
    row = {"on": "earning", "limit": 10.0}
    run = simulate(Scenario.from_values({**RICH, "limits": {"little": row}}))
    joined = run.daily["joins"][0, 0]
    assert run.daily["unrewarded_sales"][0, 0] == pytest.approx(
        run.daily["first_orders"][0, 0] - 10.0 * joined)
