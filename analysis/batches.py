"""Many runs of one scenario: any result by its name, refused combinations, progress and cancel."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model import Run, Scenario, ScenarioError, people, readings, summarise
from model.parameters import DAYS_LIMIT
from model.problems import NOT_NUMERIC, UNEQUAL_LENGTHS, UNKNOWN, problem
from model.progress import Cancelled, Progress, go_on
from model.scenario import varied

__all__ = [
    "SHARE",
    "WITHIN",
    "Batch",
    "Cancelled",
    "Progress",
    "check_results",
    "evaluate",
    "evaluate_with",
    "go_on",
    "one_result",
    "permitted",
    "result_names",
]

SHARE = "recovered_share"
"""A share of people takes as long as a run: it is only found where it is asked for."""

WITHIN = "recovered_share_within."
"""`recovered_share_within.180` is the share that has recovered its spend 180 days after joining."""

CHUNK = 256
"""Runs between two reports of progress: about a quarter of a second."""

UNKNOWN_RESULT = "{field}: there is no such result; the nearest known one is {nearest}"

@dataclass(frozen=True)
class Batch:
    """Results by name, (run,), NaN where undefined or not `permitted` (run,)."""

    results: Mapping[str, np.ndarray]
    permitted: np.ndarray


def evaluate(
    scenario: Scenario, vary: Mapping[str, np.ndarray], results: Sequence[str] = (),
    progress: Progress | None = None,
    more: Callable[[Run], Mapping[str, np.ndarray]] = lambda run: {},
) -> Batch:
    """All readings of `summary.json` but `SHARE`, what `results` ask for, and `more` that the
    caller reads off a run, for each varied run.

    `vary` maps dotted names to arrays (run,). Combinations that the model refuses are left out.
    Raises ScenarioError for an unknown name or result, Cancelled.
    """
    check_results(scenario, results)
    ages = _ages_of(results)

    def read(run: Run) -> dict[str, np.ndarray]:
        within = {f"{WITHIN}{age}": people.recovered_within(run, age) for age in ages}
        return readings.summary(run, shares=SHARE in results) | within | dict(more(run))

    return evaluate_with(scenario, vary, read, progress)


def evaluate_with(
    scenario: Scenario, vary: Mapping[str, np.ndarray],
    read: Callable[[Run], dict[str, np.ndarray]], progress: Progress | None = None,
    chunk: int = CHUNK, threads: int | None = None,
) -> Batch:
    """The same for what `read` finds in a run, name → (run, …); progress is told every `chunk`."""
    allowed = permitted(scenario, vary)
    rows = np.flatnonzero(allowed)
    found: dict[str, np.ndarray] = {}
    if not rows.size:
        names = summarise(scenario, read=read)
        found = {name: np.full(allowed.size, np.nan) for name in names}
    go_on(progress, 0, rows.size)
    for start in range(0, rows.size, chunk):
        here = rows[start : start + chunk]
        part = {name: values[here] for name, values in vary.items()}
        for name, values in summarise(scenario, part, threads, read).items():
            empty = np.full((allowed.size, *values.shape[1:]), np.nan)
            found.setdefault(name, empty)[here] = values
        go_on(progress, min(start + chunk, rows.size), rows.size)
    return Batch(found, allowed)


def one_result(scenario: Scenario, result: str) -> float:
    """A result of a single run; NaN where undefined."""
    return float(evaluate(scenario, {}, [result]).results[result][0])


def permitted(scenario: Scenario, vary: Mapping[str, np.ndarray]) -> np.ndarray:
    """Which combinations the model accepts, (run,). Raises ScenarioError for unknown names."""
    count = max((values.size for values in vary.values()), default=1)
    allowed = np.ones(count, dtype=bool)

    def mark(start: int, stop: int) -> None:
        """Halve what is refused as a whole until single combinations are left."""
        try:
            varied(scenario, {name: values[start:stop] for name, values in vary.items()})
        except ScenarioError as error:
            if any(p.template in (UNKNOWN, NOT_NUMERIC, UNEQUAL_LENGTHS) for p in error.problems):
                raise
            middle = (start + stop) // 2
            if middle == start:
                allowed[start] = False
            else:
                mark(start, middle)
                mark(middle, stop)

    mark(0, count)
    return allowed


def result_names(scenario: Scenario) -> tuple[str, ...]:
    """Every reading of `summary.json` that this scenario has."""
    return tuple(summarise(scenario))


def check_results(scenario: Scenario, results: Sequence[str]) -> None:
    """Raise ScenarioError for results that do not exist, naming the nearest known one."""
    beyond = [name for name in results if not _is_within(name)]
    if not beyond:
        return
    known = result_names(scenario)
    unknown = [name for name in beyond if name not in known]
    if unknown:
        nearest = [
            difflib.get_close_matches(name, (*known, f"{WITHIN}365"), 1, 0.0)[0] for name in unknown
        ]
        raise ScenarioError([
            problem(UNKNOWN_RESULT, name, nearest=near)
            for name, near in zip(unknown, nearest, strict=True)
        ])


def _ages_of(results: Sequence[str]) -> tuple[int, ...]:
    """Days since joining that the results ask for, each once."""
    days = [int(name.removeprefix(WITHIN)) for name in results if _is_within(name)]
    return tuple(dict.fromkeys(days))


def _is_within(name: str) -> bool:
    days = name.removeprefix(WITHIN)
    return name.startswith(WITHIN) and days.isascii() and days.isdigit() and (
        int(days) <= DAYS_LIMIT and str(int(days)) == days
    )
