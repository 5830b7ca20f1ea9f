"""Where in the space of order histories a segment's people are looked at: one table, made once.

The first coordinates are a rank-1 lattice in the order of a sequence, so that the first 2^m points
are a lattice too (Cools, Kuo and Nuyens 2006); its generating vector was chosen component by
component for 2^8 to 2^14 points. The coordinates of later orders matter less and are pseudo-random.
Nothing here depends on a scenario.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from scipy.special import gammaincinv, ndtri

DIGITS = 14
"""The lattice has 2^14 points."""

GENERATOR = (
    1, 2491, 7245, 4435, 3015, 8093, 7525, 407, 2519, 5069, 6797, 461, 881, 4989, 6543, 3933, 2739,
    431, 3205, 265, 4829, 3317, 637, 6999, 2429, 6283,
)

HEAD = 5
"""Coordinates of a member beside its orders."""

ORDERS = 16
"""Repeat orders with coordinates of their own; later ones take those of other points, STEP on."""

STEP = 377

FREE_FROM = 11
"""From this order on both coordinates are pseudo-random: of second accounts those of other points
are taken, LEAP on and so on."""

LEAP = 2713

SIZES = 3
"""First orders' sizes that are tried for each history under purchase limits: strata."""

NODES = 257
STEEPEST = 24.0
"""Order rates are tabulated at evenly spaced ln(U/(1 − U)) from −STEEPEST to STEEPEST."""

SEED = 20


class Points(NamedTuple):
    """Coordinates (point, …), each turned into what is drawn with it.

    `joined`, `watching` and `few` (for a small number of orders) are uniform; `many` (for a large
    one) is standard normal; `buying` exponential of mean 1; `rate` a place among the nodes of an
    order rate; `orders` (point, order, 2): gaps before, exponential of mean 1, and sizes, standard
    normal; `sizes` (point, SIZES): of the first order under purchase limits, standard normal, from
    the coordinate that is `watching` without them.
    """

    joined: np.ndarray
    buying: np.ndarray
    rate: np.ndarray
    few: np.ndarray
    many: np.ndarray
    watching: np.ndarray
    orders: np.ndarray
    sizes: np.ndarray


@cache
def all_points() -> Points:
    """All points."""
    uniform = _uniform()
    head, orders = uniform[:, :HEAD], uniform[:, HEAD:].reshape(-1, ORDERS, 2)
    logit = np.log(head[:, 2]) - np.log1p(-head[:, 2])
    place = np.clip((logit / STEEPEST + 1.0) * (0.5 * (NODES - 1)), 0.0, NODES - 1.001)
    return Points(
        joined=head[:, 0].copy(),
        buying=-np.log1p(-head[:, 1]),
        rate=place,
        few=head[:, 3].copy(),
        many=ndtri(head[:, 3]),
        watching=head[:, 4].copy(),
        orders=np.stack([-np.log1p(-orders[:, :, 0]), ndtri(orders[:, :, 1])], axis=2),
        sizes=ndtri((np.arange(SIZES) + head[:, 4:5]) / SIZES),
    )


def _uniform() -> np.ndarray:
    """Uniform on (0, 1), (point, coordinate)."""
    width, count = HEAD + 2 * ORDERS, 2**DIGITS
    raw = np.random.PCG64(SEED).random_raw((1 + count) * width).reshape(-1, width)
    drawn = ((raw >> np.uint64(12)) + 0.5) * 2.0**-52
    place = np.zeros(count, dtype=np.int64)
    for digit in range(DIGITS):
        place |= ((np.arange(count) >> digit) & 1) << (DIGITS - 1 - digit)
    shifted = (np.outer(place, GENERATOR) / count + drawn[0, : len(GENERATOR)]) % 1.0
    found = drawn[1:]
    found[:, : len(GENERATOR)] = np.clip(shifted, 2.0**-53, 1.0 - 2.0**-53)
    return np.asarray(found)


@cache
def rate_nodes(spread: float) -> np.ndarray:
    """ln of a gamma factor of mean 1 and this coefficient of variation at the nodes, (node,)."""
    if spread == 0.0:
        return np.zeros(NODES)
    shape = 1.0 / spread**2
    logit = np.linspace(-STEEPEST, STEEPEST, NODES)
    factor = gammaincinv(shape, 1.0 / (1.0 + np.exp(-logit))) / shape
    return np.asarray(np.log(np.maximum(factor, 1e-300)))
