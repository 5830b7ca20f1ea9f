"""Readings of many scenarios at once, without keeping their days."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from model.cohorts.run import Run
from model.cohorts.simulate import run_inputs
from model.laws.inputs import Inputs, prepare
from model.readings.declared import summary
from model.room import room_for, run_bytes
from model.terms.scenario import Scenario, varied

CHUNK = 16
"""Scenarios that are kept with all their days at one time while summarising, if they are small."""
CHUNK_BYTES = 64_000_000
"""What those of one thread take at most, unless a single one takes more."""


def summarise(
    scenario: Scenario, vary: Mapping[str, object] | None = None, threads: int | None = None,
    read: Callable[[Run], dict[str, np.ndarray]] = summary,
) -> dict[str, np.ndarray]:
    """What `read` finds for each varied scenario, keeping no daily series; horizons may vary.

    `read` gives name → (scenario, …) for the scenarios of a run; so does this for all of them.
    Raises ScenarioError for values that are not permitted.
    """
    flat, count = varied(scenario, vary)
    horizons = np.broadcast_to(np.asarray(flat["horizon.days"], int), (count,))
    found: dict[str, np.ndarray] = {}
    for days in np.unique(horizons):
        here = np.flatnonzero(horizons == days)
        chosen = {name: np.asarray(flat[name], float)[here] for name in vary or {}}
        inputs = prepare(scenario, chosen)
        _merge(found, here, count, _in_chunks(inputs, threads, read))
    return found


def _merge(
    found: dict[str, np.ndarray], here: np.ndarray, count: int, part: dict[str, np.ndarray]
) -> None:
    for name, values in part.items():
        found.setdefault(name, np.full((count, *values.shape[1:]), np.nan))[here] = values


def _in_chunks(
    inputs: Inputs, threads: int | None, read: Callable[[Run], dict[str, np.ndarray]]
) -> dict[str, np.ndarray]:
    each = run_bytes(inputs.campaigns.start_day.shape[1], inputs.segments.share.shape[1],
                     inputs.days)
    chunk = max(1, min(CHUNK, CHUNK_BYTES // each))
    starts = range(0, inputs.count, chunk)

    def one(start: int) -> dict[str, np.ndarray]:
        part = inputs.part(start, min(start + chunk, inputs.count))
        with room_for(each * part.count):
            return read(run_inputs(part))

    workers = min(threads or os.cpu_count() or 1, len(starts))
    if workers == 1:  # waking a thread costs more than a few runs
        parts = [one(start) for start in starts]
    else:
        with ThreadPoolExecutor(workers) as pool:
            parts = list(pool.map(one, starts))
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
