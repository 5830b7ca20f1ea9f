"""Whether a scenario has a pool at all; of its runs `promises.pooled` says so."""

from model import Scenario
from model.terms.checks import contribution

LEAST = 1e-9
"""Part of a price that is no rounding."""


def has_pool(scenario: Scenario) -> bool:
    """Whether anything of an order enters a pool, or one is there from the start."""
    initial = any(scenario.number(f"campaigns.{row}.initial_pool") > 0.0
                  for row in scenario.rows("campaigns"))
    return initial or any(
        float(contribution(scenario.flat, row)) > LEAST * scenario.number(f"products.{row}.price")
        for row in scenario.rows("products"))
