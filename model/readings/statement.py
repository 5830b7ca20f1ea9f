"""Sources and uses of operating cash over a run or by month (model.md section 5.9).

Opening cash + sources − uses = closing cash, in total and in every month. What cash lacks at its
worst must come from outside, cash at the start counted: with it, cash is never below zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.cohorts.run import MONTH_DAYS, Run
from model.laws.series import INCOME


@dataclass(frozen=True)
class Statement:
    """Yuan: `opening` and `closing` (scenario,), `sources` and `uses` by flow (scenario,).

    `outside` is what must come from outside at the worst close, the peak funding (scenario,).
    """

    opening: np.ndarray
    sources: dict[str, np.ndarray]
    uses: dict[str, np.ndarray]
    closing: np.ndarray
    outside: np.ndarray


def statement(run: Run) -> Statement:
    """The whole run's account of operating cash."""
    totals = {name: flow.sum(axis=1) for name, flow in run.cash.items()}
    return Statement(
        run.inputs.column("platform.initial_cash"),
        {name: total for name, total in totals.items() if name in INCOME},
        {name: total for name, total in totals.items() if name not in INCOME},
        run.daily["operating_cash"][:, -1],
        _lacking(run)[:, -1],
    )


def _lacking(run: Run) -> np.ndarray:
    """What must have come from outside by each close, yuan (scenario, day)."""
    lowest = np.minimum.accumulate(run.daily["operating_cash"], axis=1)
    return np.asarray(np.maximum(0.0, -lowest))


def by_month(run: Run) -> dict[str, np.ndarray]:
    """Each flow in 30-day blocks, name → (scenario, month), yuan; the last block may be short."""
    starts = np.arange(0, run.days, MONTH_DAYS)
    return {name: np.add.reduceat(flow, starts, axis=1) for name, flow in run.cash.items()}


def outside_by_month(run: Run) -> np.ndarray:
    """What must come from outside in each month, for cash to be never below zero, yuan
    (scenario, month).
    """
    ends = np.minimum(np.arange(MONTH_DAYS, run.days + MONTH_DAYS, MONTH_DAYS), run.days) - 1
    return np.asarray(np.diff(_lacking(run)[:, ends], axis=1, prepend=0.0))


def whole_yuan(amounts: np.ndarray) -> np.ndarray:
    """Amounts (…, row) as whole yuan that still add up: each off by less than one yuan.

    Differences of the rounded running total, so that its last one is the rounded sum; rounding
    each by itself could leave a printed table some yuan short.
    """
    running = np.floor(np.cumsum(amounts, axis=-1) + 0.5)
    return np.asarray(np.diff(running, axis=-1, prepend=0.0))
