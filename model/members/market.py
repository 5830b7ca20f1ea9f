"""Single members in a day's order: the pools are fed and emptied by their own orders and exits."""

from __future__ import annotations

import numpy as np

from model.compiled import bare, kernel
from model.laws.day import Record, Rules, Side, State, run_days
from model.members import exits
from model.members.orders import FIRST, Events
from model.members.stakes import Crowd, Orders, credit_member


def by_day(events: Events, count: int, days: tuple[int, int]) -> Orders:
    """The first `count` events, those of a block, by day."""
    numbers, start = sort_by_day(events, count, days)
    return Orders(events, numbers, start, days[0])


@kernel
def sort_by_day(events: Events, count: int, days: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Events of each day of a block: their numbers, and where each day begins (day + 1,)."""
    start = np.zeros(days[1] - days[0] + 1, dtype=np.int64)
    for e in range(count):
        start[events.day[e] - days[0] + 1] += 1
    start = np.cumsum(start)
    free, numbers = start.copy(), np.empty(count, dtype=np.int32)
    for e in range(count):
        lane = events.day[e] - days[0]
        numbers[free[lane]] = e
        free[lane] += 1
    return numbers, start


@bare
def credit(
    crowd: Crowd, c: int, day: int, first: tuple[float, float], repeat: tuple[float, float]
) -> None:
    """Credit each of the day's orders to its buyer; (points, cap base) per yuan of such orders."""
    orders, lane = crowd.orders, day - crowd.orders.first
    for number in range(2):
        crowd.book.notes[number, c, day] = first[number]
        crowd.book.notes[2 + number, c, day] = repeat[number]
    for e in orders.numbers[orders.start[lane] : orders.start[lane + 1]]:
        member, yuan = orders.events.member[e], orders.events.earning[e]
        per_yuan = first if orders.events.kind[e] == FIRST else repeat
        credit_member(crowd, c, member, yuan * per_yuan[0], yuan * per_yuan[1])


SIDE = Side(
    credit=credit, leaving=exits.leaving, stayers=exits.stayers, locked=exits.locked,
    pay=exits.pay, end_round=exits.end_round,
)


@bare
def run_block(
    rules: Rules, state: State, record: Record, crowd: Crowd, days: tuple[int, int]
) -> None:
    """The days (from, to) of the block whose orders the crowd has."""
    run_days(rules, 0, days, state, record, crowd, SIDE)
