"""Draws made by the workers of a Dask scheduler: two against one, all processes on this machine."""

from __future__ import annotations

from analysis.draws import draw
from analysis.elsewhere import done_by
from analysis.uncertainty import assumptions
from benchmarks import inputs
from benchmarks.timing import SECOND, seconds
from tests import cluster

DRAWS, WARM = 20_000, 1_000


def figures() -> dict[str, float]:
    """20,000 draws by one worker and by two: seconds, and how much of both is put to use."""
    one, two = took(1), took(2)
    return {
        "dask_1_s": one * SECOND,
        "dask_2_s": two * SECOND,
        "dask_efficiency_2": one / (2.0 * two),
    }


def took(workers: int) -> float:
    """Seconds of the draws by so many workers, once each has loaded what it needs."""
    scenario = inputs.default()
    with cluster.scheduler() as address, cluster.workers(address, workers), done_by(address):
        draw(scenario, assumptions(scenario), WARM)
        return seconds(lambda: draw(scenario, assumptions(scenario, seed=2), DRAWS))
