"""The engine against a loop over days and groups that was written from controls.md alone."""

from typing import Any

import numpy as np
import pytest

from benchmarks.numpy_terms import events_per_day, rows
from model import Scenario, simulate
from tests.model.controls import by_days
from tests.model.rich_modes import with_every_kind
from tests.model.rich_scenario import RICH
from tests.more import long_after

DAYS = 60
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
        "campaigns": {row: terms | {
            "lock_days": int(pick(0, 9)), "sale_limit": float(pick(1.0, 0.01)),
            "cap_payout": pick("market", "clipped"), "price_floor": float(pick(0.0, 1.9)),
        } | pick({}, {"price_ceiling": 2.6}) for row, terms in RICH["campaigns"].items()},
    }
    scenario = Scenario.from_values(RICH | controls)
    return with_every_kind(scenario) if draw.random() < 0.5 else scenario


@pytest.mark.parametrize("seed", long_after(6, range(60)))
def test_orders_releases_and_vouchers_agree(seed: int) -> None:
    """Wallets on the income that the engine found, for pools and modes are not in the loop."""
    run = simulate(drawn(seed))
    document = run.scenario.values
    found = by_days.run(document)
    income = run.daily["released"][0] + run.daily["redeemed"][0]
    if (document["referral"]["basis"], document["referral"]["funded_by"]) != ("release", "member"):
        income = income + run.daily["commissions"][0]
    if run.modes.ids:
        income = income + run.modes.paid[0]
    events = [event for event in rows(document, "events") if event["kind"] != "release_cut"]
    rush = events_per_day(run.days, events).rush
    sales = (run.daily["first_orders"] + run.daily["reorders"])[0].max()
    for name, expected in (found | by_days.wallet(document, income, rush)).items():
        np.testing.assert_allclose(run.daily[name][0], expected, rtol=1e-8, err_msg=name,
                                   atol=1e-11 * sales)


def test_they_are_told_apart_by_every_control() -> None:
    seen = {name for seed in range(6) for name in SEEN if simulate(drawn(seed)).daily[name].any()}
    assert seen == set(SEEN)
