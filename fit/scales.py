"""Whether the repeat orders of a segment's members are larger or smaller than all repeat orders."""

from __future__ import annotations

import numpy as np

from fit.histories import Histories, OrderDays
from fit.likelihood import Grid, halving, log_likelihood
from fit.segments import Segments

SURE, SAME = 2.0, 1e-9
"""Standard errors beyond which a difference counts, and the part that rounding may make."""


def reorder_scales(seen: OrderDays, rows: Segments, shape: float) -> tuple[float, ...]:
    """Size of a repeat order of each segment against all, 1 where the difference may be chance.

    A customer belongs to each segment with the chance that its history gives; errors are of
    customers, whose orders are alike.
    """
    starts = np.flatnonzero(seen.first)
    ends = np.append(starts[1:], seen.day.size) - 1
    repeats = ends - starts
    running = np.concatenate(([0], np.cumsum(seen.cents)))
    yuan = (running[ends + 1] - running[starts + 1]) / 100.0
    belongs = _chances(seen, rows, shape)
    mean = yuan.sum() / repeats.sum()
    scales = []
    for chance in belongs:
        orders = float(chance @ repeats)
        own = float(chance @ yuan) / orders if orders > 0.0 else mean
        apart = chance * (yuan - own * repeats) / max(orders, 1e-12)
        off = apart - (yuan - mean * repeats) / repeats.sum()
        sure = abs(own - mean) > SURE * np.sqrt((off**2).sum()) + SAME * mean
        scales.append(float(own / mean) if sure else 1.0)
    return tuple(scales)


def _chances(seen: OrderDays, rows: Segments, shape: float) -> np.ndarray:
    """The chance of each segment by each customer's history (segment, customer)."""
    starts = np.flatnonzero(seen.first)
    ends = np.append(starts[1:], seen.day.size) - 1
    joined = seen.day[starts]
    table = np.column_stack((ends - starts, seen.day[ends] - joined, seen.days - 1 - joined))
    found, place = np.unique(table, axis=0, return_inverse=True)
    grid = Grid.of(Histories(found[:, 0], found[:, 1], found[:, 2], np.ones(len(found))))
    logs = np.array([
        np.log(max(row.share, 1e-12)) + log_likelihood(
            grid, shape, 1.0 / row.reorder_interval,
            halving(row.retention_half_life, grid.seen.days))[0]
        for row in rows.rows
    ])
    parts = np.exp(logs - logs.max(axis=0))
    return np.asarray((parts / parts.sum(axis=0))[:, place.ravel()])
