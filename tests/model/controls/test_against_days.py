"""The engine against loops over days, groups and accounts, written from controls.md alone."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from model import Run, Scenario, simulate
from model.modes.book import OWED
from tests.model.controls import by_days, pools_by_hand
from tests.model.rich_modes import MODES
from tests.model.rich_scenario import RICH
from tests.more import long_after

DAYS = 60
SEEDS = range(50, 110)
"""Of the first six one empties a pool whose floor is above what it holds."""

SEEN = ("arrears", "lapsed_points", "refused_sales", "second_accounts", "unrewarded_sales",
        "vouchers_spent")
"""Series that some scenario must have something of, or the agreement says little."""


def drawn(seed: int) -> Scenario:
    """Three pools, events of every kind, now and then modes of every kind, and random controls."""
    draw = np.random.default_rng(seed)

    def pick(*values: Any) -> Any:
        return values[draw.integers(len(values))]

    def limit() -> dict[str, Any]:
        kind = pick("orders", "spend", "earning")
        row = {"on": kind, "limit": {"orders": 1.0, "spend": 800.0, "earning": 500.0}[kind]
               * float(draw.uniform(1.1, 3.0))}
        return row | pick({}, {"window_days": int(draw.integers(5, 40))})

    def pools() -> dict[str, Any]:
        """Gifts above contributions, or points of the platform that nothing backs: else a floor
        never binds."""
        owns = pick({}, {"initial_pool": 500.0, "initial_points": float(draw.uniform(200.0, 2e4))})
        return {
            "lock_days": int(pick(0, 9)), "sale_limit": float(pick(1.0, 0.01)),
            "cap_payout": pick("market", "clipped"), "price_floor": float(pick(0.0, 1.9, 2.4)),
            "closing_boost": float(draw.uniform(1.0, 5.0)), "closing_days": int(pick(6, 20)),
            "voluntary_sale_rate": float(pick(0.004, 0.3)), "sell_fee": float(pick(0.0, 0.2)),
            "cap_multiple": float(draw.uniform(0.2, 0.7)), "pricing": pick("order", "day"),
        } | owns | pick({}, {"price_ceiling": float(draw.uniform(2.5, 4.0))})

    rule, lag = pick("balance", "grant"), int(pick(1, 2, 6))
    ad_points = {"rule": rule, "missed_day": pick("deferred", "forfeited"), "lag_days": lag,
                 "release_rate": float(draw.uniform(0.02, 0.1))}
    controls = {
        "horizon": {"days": DAYS},
        "limits": {f"limit_{n}": limit() for n in range(draw.integers(0, 3))},
        "identity": {"evading_share": float(draw.random()), "detection": float(draw.random())},
        "ad_points": ad_points | (pick({}, {"expiry_days": int(draw.integers(8, 40))})
                                  if rule == "grant" else {}),
        "release_gate": pick({}, {
            "min_growth": float(draw.uniform(-0.2, 0.4)), "period_days": int(draw.integers(3, 15)),
            "measure": pick("sales", "contribution"),
            "while_closed": pick("deferred", "queued", "lapsed")}),
        "payout_limit": pick({}, {
            "share_of_sales": float(draw.uniform(0.005, 0.2)), "unpaid": pick("queued", "lapsed")}),
        "wallet": RICH["wallet"] | {
            "voucher_share": float(draw.random()), "voucher_price_share": 0.6,
            "voucher_spend_rate": 0.1, "voucher_lapse_rate": 0.03},
        "referral": {"basis": pick("release", "order"), "funded_by": pick("platform", "member")},
        "events": RICH["events"] | {"cut": {
            "kind": "release_cut", "day": int(draw.integers(10, 50)),
            "size": float(draw.random())}},
        "campaigns": {row: terms | pools() for row, terms in RICH["campaigns"].items()},
    }
    return Scenario.from_values(RICH | controls | pick({}, {"modes": MODES}))


def outside_pools(run: Run, releases: dict[str, np.ndarray]) -> SimpleNamespace:
    """What `pools_by_hand.run` takes from outside: releases, and modes as the engine found them."""
    document, modes = run.scenario.values, run.modes
    referral, nothing = document["referral"], np.zeros(run.days)
    income = releases["released"]
    if (referral["basis"], referral["funded_by"]) != ("release", "member"):
        income = income + releases["commissions"]
    found = SimpleNamespace(income=income, first=nothing, repeat=nothing, cash=nothing,
                            waiting=nothing.astype(int))
    if not modes.ids:
        return found
    found.income = income + modes.paid[0]
    found.first, found.repeat = 1.0 - modes.outside[0]
    found.cash = (modes.from_pots + modes.to_platform - modes.put_in
                  - document["platform"]["payment_fee"] * modes.deposits)[0]
    owed = modes.daily(OWED)[0]
    for row, left in zip(document["modes"].values(), owed, strict=True):
        if row["kind"] in ("rebate", "draw") and row.get("settlement_share") is None:
            ends = row["start_day"] + row.get("run_days", 10**9)
            owes = np.r_[0.0, left[:-1]] > 0.0
            found.waiting = found.waiting + (owes & (np.arange(run.days) >= ends))
    return found


def assert_agree(run: Run) -> None:
    """Every daily series that a control can change, every account at the end."""
    document, names = run.scenario.values, run.campaign_ids
    bought = by_days.accounts(document)
    releases = by_days.run(document, bought)
    found, market = pools_by_hand.run(document, bought, releases, outside_pools(run, releases))
    ours = dict(run.daily) | {
        f"{series}.{name}": run.campaigns[series][:, c]
        for series in ("price", "pool", "points") for c, name in enumerate(names)}
    sales = releases["first_orders"] + releases["reorders"]
    for name, expected in (releases | found).items():
        # Of a pool that drained, of cash around zero the digits are those of what went through.
        scale = sales.max() if name != "operating_cash" else sales.sum()
        np.testing.assert_allclose(ours[name][0], expected, rtol=1e-8, atol=1e-10 * scale,
                                   err_msg=name)
    own = np.array_split(np.arange(market.count.size), 2)
    second = () if run.second is None else ((run.second, own[1]),)
    for groups, which in ((run.groups, own[0]), *second):
        shape = groups.members[0].shape
        there = groups.members[0] > 0.0

        def account(values: np.ndarray, which=which, shape=shape, there=there) -> np.ndarray:
            return values[which].reshape(shape)[there]

        np.testing.assert_allclose(groups.redeemed[0][there], account(market.redeemed), rtol=1e-8,
                                   atol=1e-9)
        held = np.array([account(pool.in_a_round) for pool in market.pools]).any(axis=0)
        np.testing.assert_array_equal(groups.rounds[0][there], held)
        for c, pool in enumerate(market.pools):
            for values, expected in ((groups.points, pool.points), (groups.base, pool.base)):
                np.testing.assert_allclose(values[0, c][there], account(expected), rtol=1e-8,
                                           atol=1e-9)
            np.testing.assert_array_equal(groups.exit_day[0, c][there], account(pool.exit_day))
    np.testing.assert_array_equal(run.campaigns["round_ends"][0].sum(axis=1),
                                  [pool.rounds for pool in market.pools])


@pytest.mark.parametrize("seed", long_after(6, SEEDS))
def test_every_account_agrees(seed: int) -> None:
    assert_agree(simulate(drawn(seed)))


def test_they_are_told_apart_by_every_control() -> None:
    """In some scenario each control must have done something, or agreement says little."""
    seen: set[str] = set()
    for seed in SEEDS[:6]:
        run = simulate(drawn(seed))
        seen |= {name for name in SEEN if run.daily[name].any()}
        series = {name: values[0] for name, values in run.campaigns.items()}
        rules = run.inputs.campaigns
        binding = {
            "floor": series["pool"] < rules.price_floor[0][:, None] * series["points"] * 0.999,
            "no pool left": (series["pool"] == 0.0) & (series["points"] > 0.0),
            "round end": series["round_ends"] > 0.0,
            "clip": series["charged"] > series["outflow"] * 1.001,
            "exit beside modes": run.exits[0].size * run.modes.paid.any() if run.modes.ids else 0,
        }
        seen |= {name for name, found in binding.items() if np.any(found)}
    assert seen == {*SEEN, *binding}
