"""How much of a result's variance each lever causes, alone and with the others (Sobol indices)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from analysis.batches import Progress, check_results, evaluate, permitted
from analysis.levers import settled, value_of
from analysis.tornado import tornado
from model import Scenario, ScenarioError
from model.terms.parameters import declared
from model.terms.problems import problem

SAMPLES = 256
LEVERS = 8
SHRINK = 0.8
"""Ranges are drawn in by this factor until no combination in them is refused."""

UNDEFINED = "{field}: undefined in {value} of {permitted} runs, so its variance is none"


@dataclass(frozen=True)
class Index:
    """First-order and total index of one parameter with half-widths of their 95 % intervals."""

    name: str
    low: float
    high: float
    first: float
    first_error: float
    total: float
    total_error: float


def sobol(
    scenario: Scenario, result: str, ends: Mapping[str, tuple[float, float]] | None = None,
    samples: int = SAMPLES, seed: int = 1, progress: Progress | None = None,
) -> list[Index]:
    """Indices of the parameters in `ends` (default: the LEVERS longest bars of the tornado).

    Each is uniform over its range; `samples` is a power of two, and samples·(parameters + 2) runs
    are made. Raises ScenarioError for unknown names and where the result is undefined, Cancelled.
    """
    check_results(scenario, [result])
    if ends is None:
        bars = [bar for bar in tornado(scenario, result) if not bar.silence and not bar.is_switch]
        ends = {bar.name: (bar.low, bar.high) for bar in bars[:LEVERS]}
    ends = _accepted(scenario, ends, samples, seed)

    def run(points: np.ndarray) -> np.ndarray:
        return _values(scenario, result, _vary(ends, points), progress)

    return indices(run, ends, samples, seed)


def indices(
    function: Callable[[np.ndarray], np.ndarray], ends: Mapping[str, tuple[float, float]],
    samples: int, seed: int,
) -> list[Index]:
    """Indices of any function of points (run, parameter) → (run,), largest total first."""
    from SALib.analyze import sobol as analysis

    values = function(_points(ends, samples, seed))
    found = analysis.analyze(
        _problem(ends), values, calc_second_order=False, seed=seed, print_to_console=False
    )
    columns = zip(*(found[key].tolist() for key in ("S1", "S1_conf", "ST", "ST_conf")), strict=True)
    rows = [
        Index(name, low, high, *figures)
        for (name, (low, high)), figures in zip(ends.items(), columns, strict=True)
    ]
    return sorted(rows, key=lambda index: -index.total)


def _problem(ends: Mapping[str, tuple[float, float]]) -> dict[str, object]:
    return {
        "num_vars": len(ends), "names": list(ends), "bounds": [list(pair) for pair in ends.values()]
    }


def _points(ends: Mapping[str, tuple[float, float]], samples: int, seed: int) -> np.ndarray:
    # Loading SALib takes a second, which only those who ask for indices should wait.
    from SALib.sample import sobol as sampler

    return np.asarray(
        sampler.sample(_problem(ends), samples, calc_second_order=False, seed=seed), dtype=float
    )


def _vary(ends: Mapping[str, tuple[float, float]], points: np.ndarray) -> dict[str, np.ndarray]:
    return {name: settled(declared(name), points[:, i]) for i, name in enumerate(ends)}


def _accepted(
    scenario: Scenario, ends: Mapping[str, tuple[float, float]], samples: int, seed: int
) -> dict[str, tuple[float, float]]:
    """The ranges, drawn in towards the present values until every combination is permitted."""
    ends = dict(ends)
    while not permitted(scenario, _vary(ends, _points(ends, samples, seed))).all():
        for name, (low, high) in ends.items():
            now = value_of(scenario, name)
            ends[name] = (now + SHRINK * (low - now), now + SHRINK * (high - now))
    return ends


def _values(
    scenario: Scenario, result: str, vary: Mapping[str, np.ndarray], progress: Progress | None
) -> np.ndarray:
    batch = evaluate(scenario, vary, [result], progress)
    values = np.asarray(batch.results[result])
    undefined = int(np.isnan(values).sum())
    if undefined:
        raise ScenarioError([problem(UNDEFINED, result, undefined, permitted=values.size)])
    return values
