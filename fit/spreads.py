"""How sure a fit is: what draws of its parameters give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fit.repeat import Fitted, repeat_curve
from fit.segments import Segments, shares_like

SHARES_DRAWN = 100
"""Draws for which segments' shares are found anew."""
LEAST = 1e-6


@dataclass(frozen=True)
class Spreads:
    """Standard deviations of logarithms: of each segment's reorder interval, of the spread of
    rates, of the ratio of each later segment's share to the first's, and of all repeat orders by
    the horizon; half-lives stay, so shares tell what the file leaves open about lives."""

    interval: tuple[float, ...]
    rate_spread: float
    share_ratio: tuple[float, ...]
    total: float


def spreads_of(fitted: Fitted, rows: Segments, horizon: int) -> Spreads:
    """From draws of the fitted parameters, always the same ones."""
    drawn = fitted.draws()
    kinds = [fitted.model.kinds(theta) for theta in drawn]
    total = np.array([repeat_curve(each, horizon)[-1] for each in kinds])
    rates = np.log([[kind.rate for kind in each] for each in kinds]).std(axis=0, ddof=1)
    merged = max(row.kind for row in rows.rows) + 1 < len(fitted.kinds)
    ratios: tuple[float, ...] = ()
    if not merged:
        shares = np.array([shares_like(rows.rows, each, horizon) for each in kinds[:SHARES_DRAWN]])
        logs = np.log(np.maximum(shares, LEAST))
        ratios = tuple((logs[:, 1:] - logs[:, :1]).std(axis=0, ddof=1).tolist())
    shape = drawn[:, fitted.model.names.index("r")]
    return Spreads(tuple(float(rates[row.kind]) for row in rows.rows),
                   0.5 * float(shape.std(ddof=1)), ratios,
                   float(np.log(total).std(ddof=1)))
