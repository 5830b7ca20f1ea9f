"""Regional agents are paid on what members of their territory do.

Each member lives at one place between 0 and 1, alike in all tiers but for a shift, so that the
territories of one tier lie across those of another. Territories are sold from the first to the
last; one that is partly sold, as a mean can be, pays its part.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.compiled import bare
from model.laws import payouts
from model.laws.inputs import Inputs
from model.members import draws

SHIFT = 0.6180339887498949
"""Golden ratio: shifts of the tiers that never meet."""


class Tiers(NamedTuple):
    """Commission rate and number of territories (tier,), how many are sold (tier, day)."""

    rate: np.ndarray
    territories: np.ndarray
    sold: np.ndarray


def tiers_of(inputs: Inputs, basis: str) -> Tiers:
    """The tiers that are paid on `order` or on `release`."""
    tiers = inputs.agents
    chosen = np.flatnonzero(tiers.by_order == (basis == "order"))
    sold = payouts.territories_sold(inputs)[0]
    return Tiers(tiers.rate[0, chosen], tiers.territories[0, chosen], sold[chosen])


@bare
def rate_at(tiers: Tiers, key: np.uint64, day: int) -> float:
    """What all agents of a member's home together are paid per yuan on a day."""
    if tiers.rate.size == 0:
        return 0.0
    total, home = 0.0, draws.uniform(key, draws.RESIDENCE, 0)
    for tier in range(tiers.rate.size):
        place = home + tier * SHIFT
        number = np.floor((place - np.floor(place)) * tiers.territories[tier])
        size = min(1.0, tiers.territories[tier] - number)
        part = (tiers.sold[tier, day] - number) / size
        total += tiers.rate[tier] * min(1.0, max(0.0, part))
    return total


@bare
def changes(tiers: Tiers, key: np.uint64, start: int, stop: int) -> bool:
    """Whether the rate changes within the days start … stop − 1: sold territories only grow."""
    return bool(rate_at(tiers, key, start) != rate_at(tiers, key, stop - 1))
