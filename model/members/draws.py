"""Draws keyed by seed, member, purpose and number: any of them again, in any order.

A counter goes through SplitMix64's finaliser (Steele, Lea and Flood 2014, "Fast splittable
pseudorandom number generators"), with a key of each member's own in place of its state. So nothing
depends on who was simulated before whom.
"""

from __future__ import annotations

import math

import numpy as np

from model.compiled import bare

STEP = np.uint64(0x9E3779B97F4A7C15)
MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
MIX_2 = np.uint64(0x94D049BB133111EB)
PLACE = np.uint64(44)
"""Numbers of a purpose: 2^44, so that no purpose reaches into another's."""

(SEGMENT, SPONSOR, IMPATIENCE, RESIDENCE, RATE, BUYING, WATCHING, GAP, SIZE, TASKS, EVADING,
 CHECK) = range(12)
"""Purposes of a draw."""

LANES = 32
"""Days whose tasks one mask holds."""


@bare
def mixed(number: np.uint64) -> np.uint64:
    """SplitMix64's finaliser."""
    number = (number ^ (number >> np.uint64(30))) * MIX_1
    number = (number ^ (number >> np.uint64(27))) * MIX_2
    return number ^ (number >> np.uint64(31))


@bare
def key_of(seed: int, member: int) -> np.uint64:
    """A member's key."""
    key: np.uint64 = mixed(mixed(np.uint64(seed) + STEP) + STEP * np.uint64(member + 1))
    return key


@bare
def bits(key: np.uint64, purpose: int, number: int) -> np.uint64:
    """64 random bits."""
    counter = (np.uint64(purpose) << PLACE) + np.uint64(number + 1)
    drawn: np.uint64 = mixed(key + STEP * counter)
    return drawn


@bare
def uniform(key: np.uint64, purpose: int, number: int) -> float:
    """Uniform on (0, 1), never either end."""
    return (float(bits(key, purpose, number) >> np.uint64(12)) + 0.5) * 2.0**-52


@bare
def exponential(key: np.uint64, purpose: int, number: int) -> float:
    """Exponential of mean 1."""
    return -math.log(uniform(key, purpose, number))


@bare
def normal(key: np.uint64, purpose: int, number: int) -> float:
    """Standard normal (Box and Muller 1958); uses numbers 2n and 2n + 1."""
    radius = math.sqrt(2.0 * exponential(key, purpose, 2 * number))
    return radius * math.cos(2.0 * math.pi * uniform(key, purpose, 2 * number + 1))


@bare
def gamma(key: np.uint64, purpose: int, shape: float) -> float:
    """Gamma of mean 1 (Marsaglia and Tsang 2000; shapes below 1 by a power of a uniform)."""
    boosted = shape if shape >= 1.0 else shape + 1.0
    d = boosted - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    number = 1
    while True:
        x = normal(key, purpose, 2 * number)
        v = (1.0 + c * x) ** 3
        u = uniform(key, purpose, 4 * number + 3)
        if v > 0.0 and math.log(u) < 0.5 * x * x + d - d * v + d * math.log(v):
            break
        number += 1
    drawn = d * v
    if shape < 1.0:
        drawn *= uniform(key, purpose, 0) ** (1.0 / shape)
    return float(drawn / shape)


@bare
def lognormal(key: np.uint64, purpose: int, number: int, sigma: float) -> float:
    """Lognormal of mean 1; exactly 1 without spread."""
    if sigma == 0.0:
        return 1.0
    return math.exp(sigma * normal(key, purpose, number) - 0.5 * sigma * sigma)


@bare
def task_mask(key: np.uint64, block: int, chance: float, wanted: np.uint32) -> np.uint32:
    """Of the `wanted` lanes (bits) of a block of days those in which a task is done.

    Lane by lane a uniform number is compared with the chance, digit after digit, until all are
    decided: every digit of the chance counts.
    """
    if chance >= 1.0:
        return wanted
    done, open_lanes = np.uint32(0), wanted
    rest = chance
    for pair in range(LANES):
        word = bits(key, TASKS, block * LANES + pair)
        for half in range(2):
            digits = np.uint32((word >> np.uint64(32 * half)) & np.uint64(0xFFFFFFFF))
            rest *= 2.0
            if rest >= 1.0:
                rest -= 1.0
                done |= open_lanes & ~digits
                open_lanes &= digits
            else:
                open_lanes &= ~digits
        if open_lanes == np.uint32(0) or rest == 0.0:
            break
    return done
