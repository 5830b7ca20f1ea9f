"""What is read off a mode (modes.md section 6)."""

from __future__ import annotations

import numpy as np

from model.compiled import bare, kernel
from model.modes.book import (
    ENTERED,
    FIRST_SHORT_DAY,
    FUNDED,
    LAPSED,
    OWED,
    PAID,
    RESIDUE,
    SHORTFALL,
    STOP_DAY,
    TO_PLATFORM,
    Book,
)
from model.modes.terms import TAKES_MONEY, ModeTerms

READINGS = (
    "entered", "made_whole_share", "last_whole_day", "payout_ratio", "promised_ratio",
    "first_half_share", "first_short_day", "stop_day", "platform_cost", "highest_owed",
)
(
    ALL_ENTERED, MADE_WHOLE, LAST_WHOLE, PAYOUT, PROMISED, FIRST_HALF, FIRST_SHORT, STOPPED, COST,
    HIGHEST_OWED,
) = range(len(READINGS))


@kernel
def fill_readings(
    terms: ModeTerms, book: Book, received: np.ndarray, whole: np.ndarray, found: np.ndarray
) -> None:
    """All readings (scenario, mode, READINGS), NaN where undefined; what lots received and which
    part of each is whole (scenario, mode, entry day)."""
    for i in range(found.shape[0]):
        for m in range(found.shape[1]):
            of_lots(book.series[i, m, ENTERED], received[i, m], whole[i, m], found[i, m])
            of_account(book.series[i, m], terms.rules[m, TAKES_MONEY], found[i, m])
            for reading, day in ((FIRST_SHORT, FIRST_SHORT_DAY), (STOPPED, STOP_DAY)):
                came = book.state[i, m, day]
                found[i, m, reading] = came if came >= 0.0 else np.nan


@bare
def of_lots(
    entered: np.ndarray, received: np.ndarray, whole: np.ndarray, found: np.ndarray
) -> None:
    """What lots got back, and who of them."""
    total, all_received, whole_yuan, last = 0.0, 0.0, 0.0, np.nan
    for lot in range(entered.size):
        if entered[lot] > 0.0:
            total += entered[lot]
            all_received += received[lot]
            whole_yuan += entered[lot] * whole[lot]
            if whole[lot] >= 1.0 - RESIDUE:
                last = lot
    before, first_half = 0.0, 0.0
    for lot in range(entered.size):
        if entered[lot] > 0.0:
            inside = min(1.0, max(0.0, (0.5 * total - before) / entered[lot]))
            first_half += inside * received[lot]
            before += entered[lot]
    found[ALL_ENTERED], found[LAST_WHOLE] = total, last
    found[MADE_WHOLE] = whole_yuan / total if total > 0.0 else np.nan
    found[FIRST_HALF] = first_half / all_received if all_received > 0.0 else np.nan


@bare
def of_account(series: np.ndarray, takes_money: int, found: np.ndarray) -> None:
    """What the account of a mode adds up to."""
    paid, lapsed, cost, highest, total = 0.0, 0.0, 0.0, 0.0, 0.0
    for day in range(series.shape[1]):
        paid += series[PAID, day]
        lapsed += series[LAPSED, day]
        deposits = series[ENTERED, day] if takes_money else 0.0
        cost += series[FUNDED, day] - deposits + series[SHORTFALL, day] - series[TO_PLATFORM, day]
        highest = max(highest, series[OWED, day])
        total += series[ENTERED, day]
    owed = series[OWED, series.shape[1] - 1]
    found[COST], found[HIGHEST_OWED] = cost, highest
    found[PAYOUT] = paid / total if total > 0.0 else np.nan
    found[PROMISED] = (paid + owed + lapsed) / total if total > 0.0 else np.nan
