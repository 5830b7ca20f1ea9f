"""Team leaders on the actual tree: levels by assessment, differential and same-level bonus.

Above a yuan the leaders stand one over the other. Going up, whoever has a higher rate than all
below is paid the difference; the next leader of the same level above such a one is paid a part of
that bonus, unless a higher one stands between.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.compiled import bare
from model.laws.inputs import Inputs


class Levels(NamedTuple):
    """By level from the lowest rate to the highest (level 0: no leader): rate per yuan, direct
    referrals and team volume (yuan) that it takes; same_level: part of the bonus below."""

    rate: np.ndarray
    referrals: np.ndarray
    volume: np.ndarray
    same_level: float


class Leaders(NamedTuple):
    """Per member: level, nearest leader above (−1: none), direct referrals, team volume (own orders
    and those of everybody below) and own volume since the last assessment, bonus so far; yuan."""

    level: np.ndarray
    nearest: np.ndarray
    referrals: np.ndarray
    team_volume: np.ndarray
    fresh_volume: np.ndarray
    bonus: np.ndarray


def level_order(inputs: Inputs) -> list[str]:
    """Ids of the levels from the lowest rate to the highest; of equal ones as in the file."""
    rows = inputs.scenario.rows("team.levels")
    rates = inputs.table("team.levels")("rate")[0]
    return [rows[i] for i in np.argsort(rates, kind="stable")]


def levels_of(inputs: Inputs) -> Levels:
    """What it takes to reach each level, and what it pays."""
    order = level_order(inputs)

    def by_level(field: str) -> np.ndarray:
        values = [inputs.column(f"team.levels.{row}.{field}")[0] for row in order]
        return np.array([0.0, *values])

    return Levels(
        by_level("rate"), by_level("direct_referrals"), by_level("team_volume"),
        float(inputs.column("team.same_level_rate")[0]),
    )


def no_leaders(members: int) -> Leaders:
    """Nobody has any level yet."""
    return Leaders(
        level=np.zeros(members, dtype=np.uint8),
        nearest=np.full(members, -1, dtype=np.int32),
        referrals=np.zeros(members, dtype=np.int32),
        team_volume=np.zeros(members),
        fresh_volume=np.zeros(members),
        bonus=np.zeros(members),
    )


@bare
def pay_leaders(levels: Levels, leaders: Leaders, member: int, volume: float) -> float:
    """Pay everybody who leads `member` on its `volume` (yuan); the sum."""
    paid, best, last, owed = 0.0, 0.0, 0, 0.0
    leader = leaders.nearest[member]
    while leader >= 0:
        level = leaders.level[leader]
        rate = levels.rate[level]
        due = 0.0
        if rate > best:
            due = (rate - best) * volume
            best, last, owed = rate, level, levels.same_level * due
        elif level == last:
            due, owed = owed, 0.0
        leaders.bonus[leader] += due
        paid += due
        if best >= levels.rate[-1] and owed == 0.0:
            break
        leader = leaders.nearest[leader]
    return paid


@bare
def place(leaders: Leaders, sponsors: np.ndarray, start: int, stop: int) -> None:
    """Put the members start … stop − 1 below their sponsors."""
    for member in range(start, stop):
        sponsor = sponsors[member]
        leaders.nearest[member] = -1
        if sponsor >= 0:
            is_leader = leaders.level[sponsor] > 0
            leaders.nearest[member] = sponsor if is_leader else leaders.nearest[sponsor]


@bare
def count_referrals(leaders: Leaders, sponsors: np.ndarray, start: int, stop: int) -> None:
    """Count new members with their sponsors."""
    for member in range(start, stop):
        if sponsors[member] >= 0:
            leaders.referrals[sponsors[member]] += 1


@bare
def assess(levels: Levels, leaders: Leaders, sponsors: np.ndarray, members: int) -> None:
    """Add up what the teams bought since the last time and raise whoever now meets a level.

    Sponsors have lower numbers than those they brought: one pass from the last member up. A level
    once reached is kept. `members`: how many have joined.
    """
    anybody_new = False
    least = np.inf
    for level in range(1, levels.volume.size):
        least = min(least, levels.volume[level])
    for member in range(members - 1, -1, -1):
        fresh = leaders.fresh_volume[member]
        if fresh > 0.0:
            leaders.fresh_volume[member] = 0.0
            leaders.team_volume[member] += fresh
            if sponsors[member] >= 0:
                leaders.fresh_volume[sponsors[member]] += fresh
        if leaders.team_volume[member] >= least:
            level = level_met(levels, leaders.referrals[member], leaders.team_volume[member])
            if level > leaders.level[member]:
                anybody_new = anybody_new or leaders.level[member] == 0
                leaders.level[member] = level
    if anybody_new:
        place(leaders, sponsors, 0, members)


@bare
def level_met(levels: Levels, referrals: int, volume: float) -> int:
    """The highest level whose conditions are both met, 0 for none."""
    for level in range(levels.rate.size - 1, 0, -1):
        if referrals >= levels.referrals[level] and volume >= levels.volume[level]:
            return level
    return 0
