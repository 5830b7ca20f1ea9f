"""Random scenarios that a client might ask about: every rule, terms and worlds around the pitched.

Unlike `random_scenarios`, which looks for the edges of what is permitted, these are schemes that
people join: thousands of members over one to three years, several orders each.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from model import Scenario

Table = dict[str, Any]


def scenario(seed: int) -> Scenario:
    """The random scenario of a seed."""
    draw = np.random.default_rng(seed)
    days = int(draw.integers(200, 1096))
    return Scenario.from_values({
        "horizon": {"days": days},
        "growth": growth(draw),
        "segments": {f"kind_{n}": segment(draw) for n in range(draw.integers(1, 4))},
        "products": products(draw),
        "campaigns": {
            f"pool_{n}": campaign(draw, n * days // 3) for n in range(draw.integers(1, 4))},
        "rotation": {"tail_share": draw.uniform(0, 0.5), "after_pause_share": draw.uniform(0, 1)},
        "ad_points": {
            "release_rate": draw.uniform(0.004, 0.03), "rule": one_of(draw, "balance", "grant"),
            "missed_day": one_of(draw, "deferred", "forfeited"), "ads_per_task": 5.0,
            "revenue_per_view": draw.uniform(0.02, 0.2)},
        "referral": {
            "basis": one_of(draw, "release", "order"), "direct": draw.uniform(0, 0.3),
            "indirect": draw.uniform(0, 0.15), "order_direct": draw.uniform(0, 0.15),
            "order_indirect": draw.uniform(0, 0.08), "sponsored_share": draw.uniform(0.3, 0.95),
            "funded_by": one_of(draw, "platform", "member")},
        "wallet": {
            "withdraw_share": draw.uniform(0.2, 1), "spend_rate": draw.uniform(0, 0.1),
            "withdrawal_fee": draw.uniform(0, 0.1)},
        "members": {
            "order_rate_spread": draw.uniform(0, 1.5), "order_size_spread": draw.uniform(0, 1.2)},
        "events": events(draw, days),
    })


def one_of(draw: np.random.Generator, *choices: str) -> str:
    return choices[draw.integers(len(choices))]


def growth(draw: np.random.Generator) -> Table:
    """Any of three curves, ten thousand to a few hundred thousand joins."""
    curve = one_of(draw, "bass", "constant", "exponential")
    return {
        "curve": curve, "market_size": draw.uniform(2e4, 4e5),
        "innovation": draw.uniform(0.0003, 0.004), "imitation": draw.uniform(0.005, 0.03),
        "daily_joins": draw.uniform(30, 300), "growth_rate": draw.uniform(-0.005, 0.02),
        "peak_daily_joins": draw.uniform(300, 900),
    }


def segment(draw: np.random.Generator) -> Table:
    return {
        "share": draw.uniform(0.1, 1), "reorder_interval": draw.choice([0.0, *range(7, 90, 7)]),
        "reorder_scale": draw.uniform(0.5, 1.5), "retention_half_life": draw.uniform(30, 700),
        "task_completion": draw.uniform(0.2, 1), "attention_half_life": draw.uniform(20, 700),
    }


def products(draw: np.random.Generator) -> Table:
    """One product of each role; the price covers its parts."""
    found = {}
    for role, low, high, ads in (
        ("enrolment", 300, 2000, 1.4), ("repurchase", 50, 400, 1.4), ("wallet", 50, 200, 0.0),
    ):
        price, parts = draw.uniform(low, high), draw.dirichlet([3, 1, 2, 3])
        found[f"{role}_product"] = {
            "role": role, "mix": 1.0, "price": price, "unit_cost": price * parts[0],
            "platform_margin": price * parts[1], "commission_reserve": price * parts[2],
            "gift_share": draw.uniform(0, 1), "ad_point_rate": draw.uniform(0, ads),
        }
    return found


def campaign(draw: np.random.Generator, start_day: int) -> Table:
    table = {
        "start_day": start_day, "issue_price": draw.uniform(0.5, 3),
        "pricing": one_of(draw, "order", "day"), "cap_multiple": draw.uniform(0.3, 3),
        "cap_measure": one_of(draw, "gross", "net"), "cap_base": one_of(draw, "spend", "gift"),
        "sell_fee": draw.uniform(0, 0.4), "fee_to_platform": draw.uniform(0, 1),
        "voluntary_sale_rate": one_of_numbers(draw, 0.0, draw.uniform(0, 0.01)),
        "closing_days": int(draw.integers(0, 30)), "closing_boost": draw.uniform(0.8, 1.3),
    }
    seeded = {"initial_pool": draw.uniform(1e4, 2e6), "initial_points": draw.uniform(1e4, 1e6)}
    for_days = {"issue_days": int(draw.integers(60, 400))}
    return table | (seeded if draw.random() < 0.3 else {}) | (
        for_days if draw.random() < 0.5 else {})


def one_of_numbers(draw: np.random.Generator, *choices: float) -> float:
    return float(choices[draw.integers(len(choices))])


def events(draw: np.random.Generator, days: int) -> Table:
    """None to three of any kind."""
    kinds = ("growth", "run", "ad_revenue", "withdrawal_rush")
    return {
        f"event_{n}": {
            "kind": one_of(draw, *kinds), "day": int(draw.integers(0, days)),
            "size": draw.uniform(0.05, 0.6)}
        for n in range(draw.integers(0, 4))
    }


def without_exits(scheme: Scenario) -> Scenario:
    """The same scheme with caps that hardly anybody reaches."""
    return scheme.replace({
        f"campaigns.{row}.{field}": value for row in scheme.rows("campaigns")
        for field, value in (("cap_multiple", 20.0), ("cap_base", "spend"))
    })
