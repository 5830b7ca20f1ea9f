"""Pools and modes on one time line, and who funds whom in a mode (modes.md section 6)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from model.cohorts.run import MONTH_DAYS, Run
from model.modes.book import (
    ENTERED,
    FIRST_SHORT_DAY,
    FUNDED,
    OWED,
    POT,
    RESIDUE,
    STOP_DAY,
)
from model.modes.terms import END_DAY, START_DAY
from model.readings.totals import totals


@dataclass(frozen=True)
class Stage:
    """A pool or a mode of the first scenario of a run, yuan.

    It is open on `opens` ≤ day < `closes`, the run's length if it never closes, and owes something
    or has members with points until `done`. At the close of the last open day it `owed` so much and
    had so much `held` in pot or pool; `owed_at_end`: on the last day. `short`, `stopped`: the days
    on which the pot first could not pay and on which it stopped, NaN if never.
    """

    row: str
    table: Literal["campaigns", "modes"]
    opens: int
    closes: int
    done: int
    owed: float
    held: float
    owed_at_end: float
    short: float = math.nan
    stopped: float = math.nan


def stages(run: Run) -> list[Stage]:
    """Those that open within the run: pools, then modes, each in the order of the file."""
    return [*_pools(run), *_modes(run)]


def _pools(run: Run) -> list[Stage]:
    """Of a pool is owed what caps promise on all that was credited, less what was paid."""
    terms, series, found = run.inputs.campaigns, run.campaigns, []
    at_end = totals(run.groups).base[0]
    for c, row in enumerate(run.campaign_ids):
        opens, closes = int(terms.start_day[0, c]), min(run.days, int(terms.end_day[0, c]))
        if opens >= run.days:
            continue
        cap = float(terms.cap_multiple[0, c])
        paid = float(series["redeemed"][0, c, :closes].sum())
        last = max(opens, closes - 1)
        found.append(Stage(
            row, "campaigns", opens, closes, _done(series["points"][0, c], closes),
            owed=max(0.0, cap * float(run.accrued[0, c]) - paid),
            held=float(series["pool"][0, c, last]), owed_at_end=cap * float(at_end[c]),
        ))
    return found


def _modes(run: Run) -> list[Stage]:
    book, numbers, found = run.modes.book, run.modes.terms.numbers, []
    for m, row in enumerate(run.modes.ids):
        opens = int(numbers[0, m, START_DAY])
        if opens >= run.days:
            continue
        stopped, short = (
            day if day >= 0.0 else math.nan
            for day in (float(book.state[0, m, which]) for which in (STOP_DAY, FIRST_SHORT_DAY)))
        closes = int(min(run.days, run.modes.closing_day[0, m]))
        owed, pot = book.series[0, m, OWED], book.series[0, m, POT]
        last = max(opens, closes - 1)
        found.append(Stage(
            row, "modes", opens, closes, _done(owed, closes), owed=float(owed[last]),
            held=float(pot[last]), owed_at_end=float(owed[-1]), short=short, stopped=stopped,
        ))
    return found


def _done(stock: np.ndarray, closes: int) -> int:
    """The first day, from `closes` on, at whose start nothing is left of a stock (day,)."""
    left = np.flatnonzero(stock > RESIDUE * stock.max(initial=0.0))
    return max(closes, int(left[-1]) + 1 if left.size else 0)


def by_entry_month(run: Run) -> dict[str, np.ndarray]:
    """By 30-day block of entry, yuan (scenario, mode, month): what `entered`, what was `put_in` the
    pot on its days (tails left out), what its lots `received` by the end and are still `owed`."""
    lots, starts = run.modes.lots, np.arange(0, run.days, MONTH_DAYS)
    numbers, day = run.modes.terms.numbers, np.arange(run.days)
    is_open = day < numbers[:, :, END_DAY, None]
    parts = {
        "entered": run.modes.daily(ENTERED),
        "put_in": np.where(is_open, run.modes.daily(FUNDED), 0.0),
        "received": lots.received, "owed": lots.owed,
    }
    return {name: np.add.reduceat(part, starts, axis=2) for name, part in parts.items()}

