"""What each entry day's money got back from a mode, as of any day (modes.md 3, 6 and 8)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import gammainc

from model.bounds import TIE
from model.compiled import bare, kernel
from model.modes.book import (
    BOUGHT_OUT,
    ENTERED,
    FIRST_PART,
    LAST_DAY,
    LAST_PART,
    REPEAT_PART,
    Book,
    page,
)
from model.modes.book import CHAIN as POSITION_KINDS
from model.modes.chain import CHAIN, SALES, SPONSORED, chain_lots, chain_terms
from model.modes.draw import DRAW, draw_lots, draw_terms
from model.modes.presale import PRESALE, presale_lots
from model.modes.rebate import REBATE, rebate_lots, rebate_terms, rebate_whole
from model.modes.resale import RESALE, resale_lots, resale_terms
from model.modes.terms import END_DAY, KIND, OWN_NUMBERS, TAKES_MONEY, ModeTerms


class Room(NamedTuple):
    """Room to work in: what positions of a chain are worth (POSITION_KINDS), receipts (day)."""

    worth: np.ndarray
    before: np.ndarray


@bare
def by_law(
    kind: int, numbers: np.ndarray, end: int, book: Book, received: np.ndarray,
    owed: np.ndarray, room: Room,
) -> None:
    """What each lot has received and is owed at the close of day `end` if all that was due was
    paid, yuan (entry day)."""
    received[:] = 0.0
    owed[:] = 0.0
    own = numbers[OWN_NUMBERS:]
    if kind == REBATE:
        rebate_lots(rebate_terms(own), end, book, received, owed)
    elif kind == CHAIN:
        chain_lots(chain_terms(own), end, book, received, room.worth)
    elif kind == DRAW:
        draw_lots(draw_terms(own), end, book, received, owed)
    elif kind == RESALE:
        resale_lots(resale_terms(own), end, int(numbers[END_DAY]), book, received, owed)
    elif kind == PRESALE:
        presale_lots(end, book, received, owed)


@bare
def lots_at(
    kind: int, numbers: np.ndarray, end: int, book: Book, received: np.ndarray,
    owed: np.ndarray, room: Room,
) -> None:
    """As things went: with the last day, on which a mode may pay its due in part or buy
    its lots out."""
    state = book.state
    if state[LAST_DAY] < 0.0 or end < state[LAST_DAY]:
        by_law(kind, numbers, end, book, received, owed, room)
        return
    last, part = int(state[LAST_DAY]), state[LAST_PART]
    if state[BOUGHT_OUT] >= 0.0:
        by_law(kind, numbers, last - 1, book, received, owed, room)
        for lot in range(last):
            received[lot] += part * state[BOUGHT_OUT] * owed[lot]
    else:
        by_law(kind, numbers, last, book, received, owed, room)
        if part < 1.0:
            by_law(kind, numbers, last - 1, book, room.before, owed, room)
            for lot in range(last + 1):
                received[lot] = part * received[lot] + (1.0 - part) * room.before[lot]
    owed[:] = 0.0


@kernel
def fill_lots(terms: ModeTerms, book: Book, received: np.ndarray, owed: np.ndarray) -> None:
    """At the end of the run, yuan (scenario, mode, entry day)."""
    room = Room(np.empty(POSITION_KINDS), np.empty(received.shape[2]))
    for i in range(received.shape[0]):
        one = page(book, i)
        for m in range(received.shape[1]):
            lots_at(
                terms.rules[m, KIND], terms.numbers[i, m], received.shape[2] - 1, page(one, m),
                received[i, m], owed[i, m], room,
            )


@bare
def add_orders(
    rules: np.ndarray, book: Book, received: np.ndarray, gets: np.ndarray, puts: np.ndarray
) -> None:
    """Add what a yuan of first and of later orders of a day (2, day) gets from a mode whose lots
    received so much (entry day), and what is put in beside it. Income as an upline is no receipt of
    a lot: chains add nothing."""
    for day in range(received.size):
        entered = book.series[ENTERED, day]
        per_yuan = received[day] / entered if entered > 0.0 else 0.0
        for which, part in ((0, FIRST_PART), (1, REPEAT_PART)):
            if rules[KIND] != CHAIN:
                gets[which, day] += book.series[part, day] * per_yuan
            if rules[TAKES_MONEY]:
                puts[which, day] += book.series[part, day]


@kernel
def fill_orders(
    terms: ModeTerms, book: Book, received: np.ndarray, gets: np.ndarray, puts: np.ndarray
) -> None:
    """What a yuan of first and of later orders gets by the end from all modes, and what is put into
    them beside it, (scenario, 2, day); `received` as `fill_lots` found it."""
    for i in range(received.shape[0]):
        one = page(book, i)
        for m in range(received.shape[1]):
            add_orders(terms.rules[m], page(one, m), received[i, m], gets[i], puts[i])


@kernel
def fill_orders_by_day(terms: ModeTerms, i: int, book: Book, gets: np.ndarray) -> None:
    """What a yuan of first and of later orders got by the close of each day, (2, day, close)."""
    days = gets.shape[1]
    room = Room(np.empty(POSITION_KINDS), np.empty(days))
    received, owed, puts = np.empty(days), np.empty(days), np.empty((2, days))
    so_far = np.empty((2, days))
    for close in range(days):
        so_far[:] = 0.0
        for m in range(terms.rules.shape[0]):
            one = page(book, m)
            lots_at(terms.rules[m, KIND], terms.numbers[i, m], close, one, received, owed, room)
            add_orders(terms.rules[m], one, received, so_far, puts)
        gets[:, :, close] = so_far


@bare
def add_later(per_yuan: np.ndarray, backward: np.ndarray, total: np.ndarray) -> None:
    """Add what later orders bring to who joined on each day; `backward`: spending by tenure, the
    longest first. Day by day, for a sum by member would wait for each of its terms."""
    days = total.size
    for day in range(days):
        each, turn = per_yuan[day], days - 1 - day
        if each != 0.0:
            for joined in range(day):
                total[joined] += backward[turn + joined] * each


@bare
def add_fading(per_yuan: np.ndarray, first: float, kept: float, total: np.ndarray) -> None:
    """`add_later` where spending fades by the factor `kept` a day from `first`, the day after
    joining, on: one sum backward."""
    later = 0.0
    for joined in range(total.size - 2, -1, -1):
        later = per_yuan[joined + 1] + kept * later
        total[joined] += first * later


@kernel
def fill_groups(
    spend: np.ndarray, kept: np.ndarray, gets: np.ndarray, puts: np.ndarray, received: np.ndarray,
    paid_in: np.ndarray,
) -> None:
    """What a member of each group gets from modes and puts in beside orders (scenario, segment,
    join_day), from its spending by tenure (scenario, segment, tenure); `kept`: what is left of that
    each day, NaN where it does not fade so (scenario, segment)."""
    count, segments, days = spend.shape
    backward = np.empty(days)
    for i in range(count):
        for j in range(segments):
            for day in range(days):
                backward[day] = spend[i, j, days - 1 - day]
                received[i, j, day] = spend[i, j, 0] * gets[i, 0, day]
                paid_in[i, j, day] = spend[i, j, 0] * puts[i, 0, day]
            if days > 1 and kept[i, j] >= 0.0:
                add_fading(gets[i, 1], spend[i, j, 1], kept[i, j], received[i, j])
                add_fading(puts[i, 1], spend[i, j, 1], kept[i, j], paid_in[i, j])
            elif days > 1 and spend[i, j, 1] > 0.0:
                add_later(gets[i, 1], backward, received[i, j])
                add_later(puts[i, 1], backward, paid_in[i, j])


@kernel
def fill_whole(terms: ModeTerms, book: Book, received: np.ndarray, whole: np.ndarray) -> None:
    """Part of each lot that got back at least itself by the end, but for chains (scenario, mode,
    entry day); NaN where nothing entered."""
    for i in range(received.shape[0]):
        scenario = page(book, i)
        for m in range(received.shape[1]):
            one = page(scenario, m)
            for lot in range(received.shape[2]):
                entered = one.series[ENTERED, lot]
                got_back = 1.0 if received[i, m, lot] >= TIE * entered else 0.0
                whole[i, m, lot] = got_back if entered > 0.0 else np.nan
            if terms.rules[m, KIND] == REBATE:
                last, bought_out = int(one.state[LAST_DAY]), one.state[BOUGHT_OUT]
                end = received.shape[2] - 1 if last < 0 else last - int(bought_out >= 0.0)
                own = rebate_terms(terms.numbers[i, m, OWN_NUMBERS:])
                rebate_whole(own, end, bought_out, one, whole[i, m])


def chain_whole(terms: ModeTerms, book: Book, m: int) -> np.ndarray:
    """Part of each lot of a chain whose own sales earned its price: α[f·P(N ≥ h) + (1−f)·P(N ≥ h₀)]
    (modes.md section 6), (scenario, entry day)."""
    own, notes = terms.numbers[:, m, OWN_NUMBERS:], book.notes[:, m]
    price, direct, team, leave_count, recruiting = (own[:, field] for field in range(5))
    sales = np.cumsum(notes[:, SALES, ::-1], axis=1)[:, ::-1] - notes[:, SALES]
    with np.errstate(divide="ignore", invalid="ignore"):
        as_agent = np.ceil(TIE * price / direct)
        as_boss = np.ceil(TIE * price / (direct + team))
        left = np.ceil(TIE * (price - leave_count * direct) / (direct + team))
    fewest = np.where(as_agent <= leave_count, as_agent, leave_count + left)
    sponsored = notes[:, SPONSORED]
    found = sponsored * _at_least(fewest, sales) + (1.0 - sponsored) * _at_least(as_boss, sales)
    return np.asarray(recruiting[:, None] * found)


def _at_least(fewest: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """P(N ≥ fewest) for N Poisson: `fewest` (scenario,), not finite where no number is enough."""
    enough = np.isfinite(fewest)[:, None]
    return np.where(enough, gammainc(np.where(enough, fewest[:, None], 1.0), mean), 0.0)
