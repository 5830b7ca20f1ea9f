"""What the benchmarks run: the default scenario, and draws around it from a seeded generator."""

from __future__ import annotations

import numpy as np

import scenarios
from model import Scenario

RANGES = {
    "growth.market_size": (50_000, 400_000),
    "growth.imitation": (0.008, 0.025),
    "products.bundle.gift_share": (0.3, 1.0),
    "products.refill.gift_share": (0.3, 1.0),
    "campaigns.main.cap_multiple": (1.1, 2.5),
    "campaigns.main.sell_fee": (0.05, 0.4),
    "ad_points.release_rate": (0.003, 0.02),
    "segments.occasional.task_completion": (0.2, 0.95),
    "segments.loyal.task_completion": (0.2, 0.95),
}


def default() -> Scenario:
    """The pitched terms: 3 years, 3 segments, one pool."""
    return scenarios.load("as_pitched").scenario


def varied(runs: int, seed: int) -> dict[str, np.ndarray]:
    """Draws for `runs` scenarios that differ in all of `RANGES` at once."""
    draw = np.random.default_rng(seed)
    return {name: draw.uniform(low, high, runs) for name, (low, high) in RANGES.items()}


def distinct(scenario: Scenario, runs: int) -> list[Scenario]:
    """`runs` scenarios that cost the same and differ a little, so that no cache can answer."""
    market = scenario["growth.market_size"]
    return [scenario.replace({"growth.market_size": market + number}) for number in range(runs)]
