"""Who reaches the cap at which price: members filed by the price that forces them out.

Prices are filed in narrow steps of their logarithm. A member whose threshold rises stays where it
is until the price gets there, and is filed again only then: orders mostly raise it. One whose
threshold falls is moved at once. So a day looks only at those whom the price may have reached.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from model.compiled import bare

STEPS_PER_E = 512.0
"""Shelves per factor e of the price: 0.2 % wide (measured: 256–1024 are alike)."""

SHELVES = 1 << 17
LOWEST = -128.0
"""Logarithm of the lowest price with a shelf of its own."""

SLACK = 1e-9
"""A member stands on a shelf no higher than its threshold, rounding included."""


class Shelves(NamedTuple):
    """Doubly linked lists: head (campaign, shelf), following, before and shelf (campaign, member),
    −1 for none; lowest (campaign): no shelf below it is used."""

    head: np.ndarray
    following: np.ndarray
    before: np.ndarray
    shelf: np.ndarray
    lowest: np.ndarray


def no_shelves(campaigns: int, members: int) -> Shelves:
    """Nobody is filed."""
    of_members = (campaigns, members)
    return Shelves(
        np.full((campaigns, SHELVES), -1, dtype=np.int32), np.full(of_members, -1, dtype=np.int32),
        np.full(of_members, -1, dtype=np.int32), np.full(of_members, -1, dtype=np.int32),
        np.full(campaigns, SHELVES, dtype=np.int64),
    )


@bare
def shelf_of(price: float) -> int:
    """The shelf of a price; of one that is no number, where points overflow, the lowest."""
    if not price > 0.0:
        return 0
    step = (math.log(price) - LOWEST) * STEPS_PER_E
    return int(min(max(step, 0.0), SHELVES - 1.0))


@bare
def file(shelves: Shelves, c: int, member: int, shelf: int) -> None:
    """Put a member who is not filed on a shelf."""
    head = shelves.head[c, shelf]
    shelves.following[c, member], shelves.before[c, member] = head, -1
    shelves.shelf[c, member] = shelf
    if head >= 0:
        shelves.before[c, head] = member
    shelves.head[c, shelf] = member
    shelves.lowest[c] = min(shelves.lowest[c], shelf)


@bare
def take(shelves: Shelves, c: int, member: int) -> None:
    """Take a member from its shelf."""
    following, before = shelves.following[c, member], shelves.before[c, member]
    if before >= 0:
        shelves.following[c, before] = following
    else:
        shelves.head[c, shelves.shelf[c, member]] = following
    if following >= 0:
        shelves.before[c, following] = before
    shelves.shelf[c, member] = -1


@bare
def clear(shelves: Shelves, c: int) -> None:
    """Nobody is filed."""
    for shelf in range(SHELVES):
        shelves.head[c, shelf] = -1
    for member in range(shelves.shelf.shape[1]):
        shelves.shelf[c, member] = -1
    shelves.lowest[c] = SHELVES
