"""A chain of positions, `leave_count` + 1 (modes.md section 4): bonuses for sales, by rank.

All lots follow one linear law a day, so their sum tells what is due; what one lot receives is told
afterwards by the same law run backward. Positions of a lot by what they may do: agents with i own
sales (i < c), bosses, and agents in the teams of the lot's bosses by their own sales.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from model.compiled import bare, inlined
from model.modes.book import ENTERED, MOST_OWN_SALES, OWN, Book
from model.modes.terms import KINDS

CHAIN = KINDS.index("chain")

POSITIONS = OWN
"""Of the state: all positions sold by yesterday."""

SALES, SPONSORED = 0, 1
"""Of the notes: mean sales of a recruiter on the day, and part of its lot that came through one."""

BOSSES, TEAMS = MOST_OWN_SALES, MOST_OWN_SALES + 1
"""Where bosses and their teams stand behind the agents."""

HARDLY_ANY = 1e-200
"""Recruiters per position sold: fewer sell nothing, for their sales would be beyond any double."""


class ChainTerms(NamedTuple):
    """A chain's own terms, and the part of members who have a sponsor."""

    pack_price: float
    direct_bonus: float
    team_bonus: float
    leave_count: float
    recruiting_share: float
    sponsored_share: float


@inlined
def chain_terms(own: np.ndarray) -> ChainTerms:
    """From a mode's own numbers."""
    return ChainTerms(own[0], own[1], own[2], own[3], own[4], own[5])


@inlined
def exactly(sales: float, k: int) -> float:
    """P(N = k) for N Poisson of mean `sales`."""
    chance = math.exp(-sales)
    for n in range(1, k + 1):
        chance *= sales / n
    return chance


@inlined
def up_to(sales: float, most: int) -> tuple[float, float]:
    """P(N ≥ most) and E min(N, most) for N Poisson of mean `sales`."""
    chance, below, counted = math.exp(-sales), 0.0, 0.0
    for n in range(most):
        below += chance
        counted += n * chance
        chance *= sales / (n + 1)
    at_least = max(0.0, 1.0 - below)
    return at_least, counted + most * at_least


@bare
def sell(leave_count: int, recruiting_share: float, sales: float, positions: np.ndarray) -> tuple[
    float, float, float
]:
    """One day of `sales` a recruiter: sales of agents (own), of bosses (own), of bosses' teams.

    `positions` move on; the last i first, for agents only rise.
    """
    own_as_agent, own_as_boss, of_teams, new_bosses = 0.0, positions[BOSSES] * sales, 0.0, 0.0
    for i in range(leave_count - 1, -1, -1):
        agents, teams = positions[i], positions[TEAMS + i]
        leaves, kept = up_to(sales, leave_count - i)
        own_as_agent += agents * kept
        own_as_boss += agents * max(0.0, sales - kept)
        of_teams += teams * kept
        new_bosses += agents * leaves
        for k in range(leave_count - i):
            chance = exactly(sales, k)
            positions[i + k] = (positions[i + k] if k else 0.0) + agents * chance
            positions[TEAMS + i + k] = (positions[TEAMS + i + k] if k else 0.0) + teams * chance
    positions[BOSSES] += new_bosses
    positions[TEAMS] += recruiting_share * (own_as_boss + of_teams)
    return own_as_agent, own_as_boss, of_teams


@bare
def chain_day(terms: ChainTerms, day: int, book: Book) -> float:
    """Bonuses due for a day's sales, yuan: created and due at once."""
    positions, entered = book.chain, book.series[ENTERED, day]
    sold = entered / terms.pack_price
    if sold <= 0.0:
        return 0.0
    recruiting, sponsored, due = terms.recruiting_share, 0.0, 0.0
    recruiters = recruiting * book.state[POSITIONS]
    if recruiters > HARDLY_ANY * sold:
        sponsored = terms.sponsored_share
        book.notes[SALES, day] = sponsored * sold / recruiters
        as_agent, as_boss, of_teams = sell(
            int(terms.leave_count), recruiting, book.notes[SALES, day], positions
        )
        direct, team = terms.direct_bonus, terms.team_bonus
        due = direct * as_agent + (direct + team) * as_boss + team * of_teams
    book.notes[SPONSORED, day] = sponsored
    positions[0] += recruiting * sponsored * sold
    positions[BOSSES] += recruiting * (1.0 - sponsored) * sold
    book.state[POSITIONS] += sold
    return float(due)


@bare
def earn_before(
    leave_count: int, recruiting_share: float, sales: float, bonuses: tuple[float, float],
    worth: np.ndarray,
) -> None:
    """What a position of each kind earns from a day on, from what it earns after it: `sell` read
    backward. Bonuses (direct, team) in yuan a sale."""
    direct, team = bonuses
    recruit = recruiting_share * worth[TEAMS]
    boss = worth[BOSSES]
    worth[BOSSES] += sales * (direct + team + recruit)
    for i in range(leave_count):
        leaves, kept = up_to(sales, leave_count - i)
        agent = boss * leaves + direct * kept
        agent += (direct + team + recruit) * max(0.0, sales - kept)
        member = (team + recruit) * kept
        for k in range(leave_count - i):
            chance = exactly(sales, k)
            agent += chance * worth[i + k]
            member += chance * worth[TEAMS + i + k]
        worth[i], worth[TEAMS + i] = agent, member


@bare
def chain_lots(
    terms: ChainTerms, end: int, book: Book, received: np.ndarray, worth: np.ndarray
) -> None:
    """What each lot has received by the close of day `end` if all that was due was paid, yuan
    (entry day); `worth` (CHAIN) is room to work in."""
    worth[:] = 0.0
    bonuses = (terms.direct_bonus, terms.team_bonus)
    recruiting = terms.recruiting_share
    for lot in range(end, -1, -1):
        sold = book.series[ENTERED, lot] / terms.pack_price
        sponsored = book.notes[SPONSORED, lot]
        a_position = sponsored * worth[0] + (1.0 - sponsored) * worth[BOSSES]
        received[lot] = sold * recruiting * a_position
        if book.notes[SALES, lot] > 0.0:
            earn_before(
                int(terms.leave_count), recruiting, book.notes[SALES, lot], bonuses,
                worth,
            )
