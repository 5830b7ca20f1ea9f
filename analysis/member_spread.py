"""The spread of a simulation of members, small enough to keep, beside that of the cohort model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from analysis import weighted
from model import Run, readings
from model.bounds import TIE
from model.cohorts.run import MONTH_DAYS
from model.members import MemberRun, spread
from model.members.funding import Funding, funding
from model.readings.reading import ratio

PERCENTILES = (5, 25, 50, 75, 95)
ENOUGH = 20
"""Simulated members of a month or a depth below which its figures would be chance alone."""
STEPS = (0.02, 0.05, 0.1, 0.2, 0.5)
BARS = 50
WIDEST = (-5.0, 20.0)
"""Recovered multiples beyond these ends are counted in the outermost bars."""


@dataclass(frozen=True)
class Spread:
    """How money is spread over people; the same of single members and of cohorts' means.

    `summary`: readings by name; `multiples`: share of people between two `edges` of the recovered
    multiple, those beyond the ends in the outermost (edge − 1,); `net` and `received`: Lorenz
    curves (x, y) of net results and of money received.
    """

    summary: Mapping[str, float]
    edges: np.ndarray
    multiples: np.ndarray
    net: tuple[np.ndarray, np.ndarray]
    received: tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class MemberSpread(Spread):
    """Of single members; besides, readings by join month, depth and rank (`spread.by_…`),
    `month_percentiles` of net results (PERCENTILES, month), NaN where fewer than ENOUGH were
    simulated, and who funds whom. `levels`: ids of the ranks from the lowest rate up; `simulated`:
    members behind a depth (depth,).
    """

    members: int
    seed: int
    levels: tuple[str, ...]
    months: Mapping[str, np.ndarray]
    month_percentiles: np.ndarray
    depths: Mapping[str, np.ndarray]
    simulated: np.ndarray
    ranks: Mapping[str, np.ndarray]
    funding: Funding


@dataclass(frozen=True)
class CohortSpread(Spread):
    """Of cohorts, everybody having the mean of join day and segment; `month_means`: mean net result
    by join month, (month,)."""

    month_means: np.ndarray


def of_members(run: MemberRun) -> MemberSpread:
    """What is kept of a simulation. Empty arrays and NaN where nobody joins."""
    members = run.members
    multiple, net = spread.recovered_multiple(run), spread.net_result(run)
    got = spread.received(run) + spread.earned(run)
    edges = bar_edges(multiple)
    return MemberSpread(
        summary=spread.summary(run),
        edges=edges,
        multiples=bars(multiple, np.ones(members.count), edges),
        net=spread.lorenz(net),
        received=spread.lorenz(got),
        members=members.count,
        seed=run.seed,
        levels=run.levels,
        months=spread.by_join_month(run),
        month_percentiles=_month_percentiles(run, net),
        depths=spread.by_depth(run),
        simulated=np.bincount(members.depth, minlength=1),
        ranks=spread.by_level(run),
        funding=funding(run),
    )


def of_cohorts(run: Run, edges: np.ndarray) -> CohortSpread:
    """The same of the cohort model, its bars between the edges given. What uplines get is no part
    of it: the model does not know who they are. It counts people only where it says who breaks
    even, and so who does not; the rest is of means of join day and segment.
    """
    groups = run.groups
    weight, spent, received = (
        part[0].ravel() for part in (groups.members, groups.spent, groups.received)
    )
    multiple, net = ratio(received, spent), received - spent
    found = {name: float(values[0]) for name, values in readings.summary(run).items()}
    summary = found | {
        "recovered_multiple_median": weighted.quantile(multiple, weight, 0.5),
        "below_spend_share": 1.0 - found["recovered_share"],
        "net_result_median": weighted.quantile(net, weight, 0.5),
        "net_result_gini": weighted.gini(net, weight),
        "received_gini": weighted.gini(received, weight),
        "top_1_percent_share": weighted.top_share(received, weight, spread.TOP),
    }
    points = spread.CURVE_POINTS
    months = readings.by_join_month(run)
    totals = months["received"] - months["spent"]
    return CohortSpread(
        summary=summary,
        edges=edges,
        multiples=bars(multiple, weight, edges),
        net=weighted.lorenz(net, weight, points),
        received=weighted.lorenz(received, weight, points),
        month_means=ratio(totals, months["members"])[0],
    )


def bar_edges(multiples: np.ndarray) -> np.ndarray:
    """Edges of at most BARS bars over nearly all multiples (member,), 1 always among them."""
    known = multiples[np.isfinite(multiples)]
    low, high = np.percentile(known, (0.2, 99.8)) if known.size else (0.0, 1.0)
    low, high = max(WIDEST[0], min(0.0, float(low))), min(WIDEST[1], max(1.2, float(high)))
    step = next((step for step in STEPS if (high - low) / step <= BARS - 2), STEPS[-1])
    first, last = int(np.floor(low / step + 1e-9)), int(np.ceil(high / step - 1e-9))
    return np.arange(first, last + 1) * step


def bars(multiples: np.ndarray, weights: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Share of the weight between two edges, (edge − 1,); a multiple within a rounding of 1 has
    reached it."""
    known = ~np.isnan(multiples)
    shown = np.clip(multiples[known], edges[0], edges[-1])
    shown = np.where((shown >= TIE) & (shown < 1.0), 1.0, shown)
    one = int(np.argmin(np.abs(edges - 1.0)))
    exact = np.where(np.arange(edges.size) == one, 1.0, edges)
    counts = np.histogram(shown, exact, weights=weights[known])[0]
    total = weights.sum()
    return np.asarray(counts / total if total > 0.0 else counts)


def _month_percentiles(run: MemberRun, net: np.ndarray) -> np.ndarray:
    """Members lie in the order of joining, so that each month is one slice."""
    months = -(-run.days // MONTH_DAYS)
    starts = np.searchsorted(run.members.joined, MONTH_DAYS * np.arange(months + 1))
    found = np.full((len(PERCENTILES), months), np.nan)
    for month, (start, stop) in enumerate(pairwise(starts)):
        if stop - start >= ENOUGH:
            found[:, month] = np.percentile(net[start:stop], PERCENTILES)
    return found
