"""A mode's account, day by day: who enters, what goes in, what its law pays (modes.md 2 and 3)."""

from __future__ import annotations

import numpy as np

from model.compiled import bare, inlined
from model.modes.book import (
    ALL_ENTERED,
    BOUGHT_OUT,
    CREATED,
    ENTERED,
    FIRST_PART,
    FIRST_SHORT_DAY,
    FROM_POT,
    FUNDED,
    LAPSED,
    LAST_DAY,
    LAST_PART,
    MONEY,
    OWED,
    PAID,
    POT,
    PROMISED,
    REPEAT_PART,
    RESIDUE,
    SHORTFALL,
    STOP_DAY,
    TO_PLATFORM,
    Book,
    page,
)
from model.modes.chain import CHAIN, chain_day, chain_terms
from model.modes.draw import DRAW, draw_day, draw_terms
from model.modes.presale import PRESALE, presale_day, presale_terms, room
from model.modes.rebate import REBATE, rebate_day, rebate_terms
from model.modes.resale import RESALE, resale_day, resale_terms
from model.modes.terms import (
    END_DAY,
    FIRST_SHARE,
    FUNDING_SHARE,
    KIND,
    OF_SHOP,
    OWN_NUMBERS,
    REPEAT_SHARE,
    SETTLEMENT_SHARE,
    START_DAY,
    STOPS,
    TAKES_MONEY,
    ModeTerms,
)


@inlined
def is_open(numbers: np.ndarray, day: int, state: np.ndarray) -> bool:
    """Whether orders and money enter a mode today."""
    return bool(numbers[START_DAY] <= day < numbers[END_DAY] and state[LAST_DAY] < 0.0)


@inlined
def is_finished(kind: int, numbers: np.ndarray, day: int, state: np.ndarray) -> bool:
    """Whether finished campaigns' part of the contribution goes here too: ended, and still owes."""
    carried = kind in (REBATE, DRAW) and numbers[SETTLEMENT_SHARE] < 0.0
    ended = numbers[END_DAY] <= day and state[LAST_DAY] < 0.0
    return bool(carried and ended and state[PROMISED] > 0.0)


@bare
def finished_modes(terms: ModeTerms, i: int, day: int, book: Book) -> int:
    """How many are."""
    count = 0
    for m in range(terms.rules.shape[0]):
        count += is_finished(terms.rules[m, KIND], terms.numbers[i, m], day, book.state[m])
    return count


@bare
def enter(
    terms: ModeTerms, i: int, day: int, sales: tuple[float, float], book: Book
) -> tuple[float, float]:
    """Who enters today, of first and of later `sales`; the parts of both that go through modes and
    so to no pool."""
    first, repeat = 0.0, 0.0
    for m in range(terms.rules.shape[0]):
        numbers = terms.numbers[i, m]
        if not terms.rules[m, TAKES_MONEY] and is_open(numbers, day, book.state[m]):
            first += numbers[FIRST_SHARE]
            repeat += numbers[REPEAT_SHARE]
    for m in range(terms.rules.shape[0]):
        numbers = terms.numbers[i, m]
        if is_open(numbers, day, book.state[m]):
            parts = (numbers[FIRST_SHARE], numbers[REPEAT_SHARE])
            if not terms.rules[m, TAKES_MONEY]:
                parts = (parts[0] / max(1.0, first), parts[1] / max(1.0, repeat))
            let_in(terms.rules[m, KIND], numbers, day, parts, sales, page(book, m))
    return min(1.0, first), min(1.0, repeat)


@inlined
def let_in(
    kind: int, numbers: np.ndarray, day: int, parts: tuple[float, float],
    sales: tuple[float, float], book: Book,
) -> None:
    """Let these parts of first and of later sales into a mode; a pre-sale has only so much room."""
    entered, shrink = parts[0] * sales[0] + parts[1] * sales[1], 1.0
    if kind == PRESALE:
        most = room(presale_terms(numbers[OWN_NUMBERS:]), book)
        if entered > most:
            entered, shrink = most, most / entered
    book.series[FIRST_PART, day] = parts[0] * shrink
    book.series[REPEAT_PART, day] = parts[1] * shrink
    book.series[ENTERED, day] = entered


@inlined
def law_of(
    kind: int, numbers: np.ndarray, day: int, book: Book
) -> tuple[float, float, float, float]:
    """What the day creates, what is due, what lapses, and the platform's fee, yuan."""
    own, created, due, lapsed, fee = numbers[OWN_NUMBERS:], 0.0, 0.0, 0.0, 0.0
    if kind == REBATE:
        created, due, lapsed = rebate_day(rebate_terms(own), day, book)
    elif kind == CHAIN:
        due = chain_day(chain_terms(own), day, book)
        created = due
    elif kind == DRAW:
        created, due = draw_day(draw_terms(own), day, book)
    elif kind == RESALE:
        created, due, fee = resale_day(resale_terms(own), day, int(numbers[END_DAY]), book)
    elif kind == PRESALE:
        span = (int(numbers[START_DAY]), int(numbers[END_DAY]))
        created, due, lapsed = presale_day(presale_terms(own), day, span, book)
    return created, due, lapsed, fee


@inlined
def pay(stops: int, day: int, due: float, state: np.ndarray) -> tuple[float, float, float]:
    """Pay what is due from the pot, what it lacks from operating cash or not at all: (paid, of it
    from the pot, from operating cash). A mode that stops is noted with the part of its due that was
    paid."""
    lacks = due - state[MONEY]
    if lacks <= RESIDUE * due:
        state[MONEY] = max(0.0, -lacks)
        return due, due, 0.0
    if state[FIRST_SHORT_DAY] < 0.0:
        state[FIRST_SHORT_DAY] = day
    held = state[MONEY]
    state[MONEY] = 0.0
    if stops:
        state[STOP_DAY], state[LAST_DAY], state[LAST_PART] = day, day, held / due
        return held, held, 0.0
    return due, held, lacks


@inlined
def put_in(
    rules: np.ndarray, numbers: np.ndarray, day: int, sales: float, tail: float, book: Book
) -> None:
    """Put the day's money into the pot: funding or deposits while the mode is open, and the tail of
    contributions that a finished one gets."""
    entered, funded = book.series[ENTERED, day], tail
    if is_open(numbers, day, book.state):
        basis = sales if rules[OF_SHOP] else entered
        funded += entered if rules[TAKES_MONEY] else numbers[FUNDING_SHARE] * basis
    book.series[FUNDED, day] = funded
    book.state[MONEY] += funded
    book.state[ALL_ENTERED] += entered


@bare
def run_mode(
    rules: np.ndarray, numbers: np.ndarray, day: int, sales: float, tail: float, book: Book
) -> float:
    """One started mode's day, from yuan that go in to what members are paid; `sales` of the shop,
    `tail`: a finished mode's part of contributions."""
    state, series = book.state, book.series
    put_in(rules, numbers, day, sales, tail, book)
    created, lapsed, fee = 0.0, 0.0, 0.0
    if day == numbers[END_DAY] and numbers[SETTLEMENT_SHARE] >= 0.0:
        due = numbers[SETTLEMENT_SHARE] * state[PROMISED]
        state[LAST_DAY], state[LAST_PART] = day, 1.0
        state[BOUGHT_OUT] = numbers[SETTLEMENT_SHARE]
    else:
        created, due, lapsed, fee = law_of(rules[KIND], numbers, day, book)
    state[MONEY] -= fee
    paid, from_pot, shortfall = pay(rules[STOPS], day, due, state)
    owed, ended = state[PROMISED] + created - paid - lapsed, numbers[END_DAY] <= day
    if state[LAST_DAY] >= 0.0 or (ended and owed <= RESIDUE * state[ALL_ENTERED]):
        lapsed, owed = lapsed + max(0.0, owed), 0.0
        if state[LAST_DAY] < 0.0:
            state[LAST_DAY], state[LAST_PART] = day, 1.0
        if ended:
            fee += state[MONEY]
            state[MONEY] = 0.0
    state[PROMISED] = max(0.0, owed)
    series[CREATED, day], series[PAID, day], series[SHORTFALL, day] = created, paid, shortfall
    series[TO_PLATFORM, day], series[LAPSED, day], series[FROM_POT, day] = fee, lapsed, from_pot
    series[POT, day], series[OWED, day] = state[MONEY], state[PROMISED]
    return float(paid)


@bare
def run_modes(
    terms: ModeTerms, i: int, day: int, sales: float, tail: float, book: Book
) -> float:
    """Every started mode's day in the order of the file; yuan paid to members. `tail`: what each
    finished mode gets of the day's contributions."""
    paid = 0.0
    for m in range(terms.rules.shape[0]):
        rules, numbers, state = terms.rules[m], terms.numbers[i, m], book.state[m]
        if numbers[START_DAY] <= day and state[LAST_DAY] < 0.0:
            part = tail if is_finished(rules[KIND], numbers, day, state) else 0.0
            paid += run_mode(rules, numbers, day, sales, part, page(book, m))
    return paid
