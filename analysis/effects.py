"""Which of the changes between two scenarios do most, over results of members and operator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from analysis.batches import evaluate_with
from analysis.compare import Difference, separable, switched
from model import Run, Scenario
from model.terms.parameters import declared

MOST = 150
"""Changes that are tried one by one, at two runs each; of more, levers just come first."""


def effects(first: Scenario, second: Scenario) -> dict[str, float]:
    """By changed name, how far switching it alone moves a result, as a part of that result.

    Each is switched once in `first` and once back in `second`: the mean of both. Counted is the
    result that it moves most, of what members get back per yuan and the lowest operating cash.
    """
    units = separable(first, second)
    if len(units) > MOST:
        return {}
    start, end = _results(first), _results(second)
    scale = np.maximum(np.abs(start), np.abs(end))
    found = {}
    for unit in units:
        there = np.abs(_results(switched(first, second, unit)) - start)
        back = np.abs(_results(switched(second, first, unit)) - end)
        part = np.divide(0.5 * (there + back), scale, out=np.zeros_like(scale), where=scale > 0)
        found.update(dict.fromkeys(unit, float(np.nan_to_num(part).max())))
    return found


def ranked(names: Sequence[str], sizes: Mapping[str, float]) -> list[str]:
    """Names by effect, the largest first; of equal ones levers before assumptions."""
    return sorted(names, key=lambda name: (-sizes.get(name, 0.0), not declared(name).lever))


def by_effect(
    found: Sequence[Difference], scenarios: Mapping[str, Scenario], baseline: str
) -> list[Difference]:
    """Differing parameters by the largest effect that one has between the baseline and another;
    fields of rows that some scenario lacks come last, for the row is told before.
    """
    sizes: dict[str, float] = {}
    for label, other in scenarios.items():
        if label != baseline:
            for name, size in effects(scenarios[baseline], other).items():
                sizes[name] = max(size, sizes.get(name, 0.0))
    known = {each.name: each for each in found}
    order = ranked(list(known), sizes)
    everywhere = [name for name in order
                  if all(name in each.possible_names for each in scenarios.values())]
    return [known[name] for name in (*everywhere, *(n for n in order if n not in everywhere))]


def _results(scenario: Scenario) -> np.ndarray:
    """Money back per yuan spent and lowest operating cash, (result,)."""
    return np.array([values[0] for values in evaluate_with(scenario, {}, _read).results.values()])


def _read(run: Run) -> dict[str, np.ndarray]:
    groups = run.groups
    spent, received = ((groups.members * amount).sum(axis=(1, 2))
                       for amount in (groups.spent, groups.received))
    back = np.divide(received, spent, out=np.zeros_like(spent), where=spent > 0)
    return {"recovered_multiple": back, "lowest_cash": run.daily["operating_cash"].min(axis=1)}
