"""What members are given in points, per yuan of their orders: terms that give next to nothing are
a corner of the model, in which the first buyers own the pool and everybody pays for them."""

from __future__ import annotations

import numpy as np

from model import Run
from model.readings.exits import gift_boost
from model.readings.reading import ratio

LEAST_GIFT = 0.05
"""Appreciation points worth less than this part of all orders are next to nothing; pitched are
21 %, at a gift share of 70 % of a contribution of 30 %."""


def gift_rate(run: Run) -> np.ndarray:
    """Value of the appreciation points gifted, per yuan of orders, over the whole run (scenario,).
    """
    baskets, daily = run.inputs.baskets, run.daily
    first, repeat = (
        np.reshape(baskets[role].gift, (-1, 1)) for role in ("enrolment", "repurchase")
    )
    value = first * daily["first_orders"] + repeat * daily["reorders"]
    minting = run.campaigns["minting"] > 0
    gifted = (np.where(minting, gift_boost(run), 0.0) * value[:, None]).sum(axis=(1, 2))
    return ratio(gifted, (daily["first_orders"] + daily["reorders"]).sum(axis=1))


def is_corner(gift: np.ndarray, now: float) -> np.ndarray:
    """Whether terms give next to nothing, and less than those now, (run,)."""
    return np.asarray(gift < min(LEAST_GIFT, now))
