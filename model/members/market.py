"""The pools day by day, fed and emptied by the members' own orders and exits."""

from __future__ import annotations

import numpy as np

from model import engine, pools
from model.compiled import bare, kernel
from model.members.exits import redeem
from model.members.orders import Events
from model.members.population import Population
from model.members.stakes import Book, Market, Rules, credit
from model.members.thresholds import Shelves


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


@kernel
def run_block(
    rules: Rules, people: Population, events: Events, count: int, market: Market, shelves: Shelves,
    book: Book, days: tuple[int, int],
) -> None:
    """Steps 1–6 and 8 of model.md section 5 for the days of a block."""
    numbers, start = sort_by_day(events, count, days)
    inflow = np.zeros(rules.campaigns.start_day.shape[1])
    for day in range(days[0], days[1]):
        here = numbers[start[day - days[0]] : start[day - days[0] + 1]]
        run_day(rules, people, events, here, market, shelves, book, day, inflow)


@bare
def run_day(
    rules: Rules, people: Population, events: Events, here: np.ndarray, market: Market,
    shelves: Shelves, book: Book, day: int, inflow: np.ndarray,
) -> None:
    """One day; `here` are the numbers of its orders."""
    campaigns, series, balance = rules.campaigns, book.series, market.wallet[0]
    wallet_orders = rules.wallet[1] * balance
    orders = rules.orders[day]
    if rules.wallet[0] > 0.0:
        orders += wallet_orders / rules.wallet[0]
    contribution = (
        rules.contribution[0] * rules.first_orders[day]
        + rules.contribution[1] * rules.reorders[day] + rules.contribution[2] * wallet_orders
    )
    active = pools.active_campaign(campaigns, 0, day)
    pools.share_contribution(
        campaigns, 0, day, active, market.state[:, 1], rules.rotation, contribution, inflow
    )
    received = rules.income[day]
    for c in range(inflow.size):
        state = market.state[c]
        if c == active:
            minted = mint(
                rules, people, events, here, market, shelves, book, c, day, contribution, orders,
                inflow[c],
            )
            series[engine.MINTED, c, day], series[engine.MINTING, c, day] = minted, 1.0
            state[1] += minted
        state[0] += inflow[c]
        series[engine.CONTRIBUTION, c, day] = inflow[c]
        series[engine.BEFORE_SALES, c, day] = pools.price_of(campaigns, 0, c, day, state)
        if day >= campaigns.start_day[0, c] and state[1] > 0.0:
            redeem(rules, people, market, shelves, book, c, day)
        series[engine.PRICE, c, day] = pools.price_of(campaigns, 0, c, day, state)
        series[engine.POOL, c, day] = state[0]
        series[engine.POINTS, c, day] = state[1] + campaigns.initial_points[0, c]
        received += series[engine.REDEEMED, c, day]
    withdrawn, balance = pools.close_wallet(
        balance, received, rules.wallet[1], rules.wallet[2], rules.rush_size[day]
    )
    market.wallet[0] = balance
    for number, yuan in enumerate((wallet_orders, withdrawn, balance)):
        book.wallet[number, day] = yuan


@bare
def mint(
    rules: Rules, people: Population, events: Events, here: np.ndarray, market: Market,
    shelves: Shelves, book: Book, c: int, day: int, contribution: float, orders: float,
    inflow: float,
) -> float:
    """Mint for the day's orders and credit each to its buyer."""
    first_sales, repeat_sales = rules.first_orders[day], rules.reorders[day]
    minted, first, repeat = pools.minting(
        rules.campaigns, 0, c, day, rules.gifts, first_sales, repeat_sales, contribution, orders,
        inflow, market.state[c],
    )
    book.accrued[c] += first[1] * first_sales + repeat[1] * repeat_sales
    for number in range(2):
        book.notes[number, c, day] = first[number]
        book.notes[2 + number, c, day] = repeat[number]
    for e in here:
        member, yuan = events.member[e], events.yuan[e]
        per_yuan = first if people.joined[member] == day else repeat
        credit(rules, people, market, shelves, c, member, yuan * per_yuan[0], yuan * per_yuan[1])
    return float(minted)
