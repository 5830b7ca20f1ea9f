"""How much of what single members tell is the chance of who they are: the same simulation on other
seeds."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from functools import partial

import numpy as np

from analysis import places
from analysis.batches import Progress, go_on, heard
from model import Scenario
from model.members import simulate_members, spread
from model.members.run import for_readings


def on_seeds(
    scenario: Scenario, members: int, seeds: Sequence[int], progress: Progress | None = None
) -> dict[str, np.ndarray]:
    """Readings of `members` simulated people by name, (seed,). Raises as `simulate_members` does.
    """
    found = []
    go_on(progress, 0, len(seeds))
    with closing(places.current().each(partial(_readings, scenario, members), seeds)) as answers:
        for answer in answers:
            found.append(answer)
            go_on(progress, len(found), len(seeds))
    return {name: np.array([each[name] for each in found]) for name in found[0]}


def _readings(scenario: Scenario, members: int, seed: int) -> dict[str, float]:
    return dict(spread.summary(for_readings(simulate_members(scenario, members, seed, still))))


def still(_done: int, _total: int) -> bool:
    """Whether somebody waits for what is simulated. Raises Cancelled."""
    heard(0, 0)
    return True
