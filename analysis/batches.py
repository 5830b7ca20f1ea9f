"""Many runs of one scenario: any result by its name, refused combinations, progress and cancel."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial

import numpy as np

from analysis import places
from model import Run, Scenario, ScenarioError, people, readings, summarise
from model.progress import Cancelled, Progress, go_on
from model.terms.parameters import DAYS_LIMIT, PARAMETERS, declared, pattern
from model.terms.problems import NOT_NUMERIC, UNEQUAL_LENGTHS, UNKNOWN, problem
from model.terms.scenario import varied

__all__ = [
    "SLOW",
    "WITHIN",
    "Batch",
    "Cancelled",
    "Progress",
    "alike",
    "check_results",
    "evaluate",
    "evaluate_with",
    "go_on",
    "heard",
    "heard_by",
    "one_result",
    "permitted",
    "result_names",
]

SLOW = tuple(each.name for each in readings.READINGS.values() if each.slow)
"""A share of people takes as long as a run: it is only found where it is asked for."""

WITHIN = f"{readings.WITHIN.stem}."
"""`recovered_share_within.180` is the share that has recovered its spend 180 days after joining."""

CHUNK = 256
"""Runs between two reports of progress at most."""
CHUNK_CELLS = 2_000_000
"""Campaigns × segments × days between two reports: less than a second, unless a single run takes
more.
"""

_hears: ContextVar[Progress | None] = ContextVar("hears", default=None)

UNKNOWN_RESULT = "{field}: there is no such result; the nearest known one is {nearest}"

@dataclass(frozen=True)
class Batch:
    """Results by name, (run,), NaN where undefined or not `permitted` (run,)."""

    results: Mapping[str, np.ndarray]
    permitted: np.ndarray


@contextmanager
def heard_by(progress: Progress) -> Iterator[None]:
    """Have `progress` told of every batch that is run here meanwhile, (runs done, of all), however
    deep in some analysis, and asked whether to go on: within each run too.
    """
    before = _hears.set(progress)
    try:
        yield
    finally:
        _hears.reset(before)


def heard(done: int, total: int) -> None:
    """Tell who hears (`heard_by`) how far it is; total 0: only ask whether to go on. Raises
    Cancelled where nobody waits any more.
    """
    go_on(_hears.get(), done, total)


def evaluate(
    scenario: Scenario, vary: Mapping[str, np.ndarray], results: Sequence[str] = (),
    progress: Progress | None = None,
    more: Callable[[Run], Mapping[str, np.ndarray]] = lambda run: {},
) -> Batch:
    """All readings of `summary.json` but `SLOW` ones, what `results` ask for, and `more` that the
    caller reads off a run, for each varied run.

    `vary` maps dotted names to arrays (run,); NaN for an optional parameter is one that is absent
    there. Combinations that the model refuses are left out.
    Raises ScenarioError for an unknown name or result, Cancelled.
    """
    check_results(scenario, results)
    ages = _ages_of(results)

    def read(run: Run) -> dict[str, np.ndarray]:
        heard(0, 0)
        within = {f"{WITHIN}{age}": people.recovered_within(run, age) for age in ages}
        return readings.summary(run, results) | within | dict(more(run))

    return evaluate_with(scenario, vary, read, progress)


def evaluate_with(
    scenario: Scenario, vary: Mapping[str, np.ndarray],
    read: Callable[[Run], dict[str, np.ndarray]], progress: Progress | None = None,
    chunk: int = CHUNK, threads: int | None = None,
) -> Batch:
    """The same for what `read` finds in a run, name → (run, …); progress is told every `chunk`.

    Done where `places` says; `read` can be pickled.
    """
    allowed = permitted(scenario, vary)
    rows = np.flatnonzero(allowed)
    found: dict[str, np.ndarray] = {}
    if not rows.size:
        names = summarise(scenario, read=read)
        found = {name: np.full(allowed.size, np.nan) for name in names}
    chunk = max(1, min(chunk, CHUNK_CELLS // _cells(scenario, vary)))
    parts = [
        (given, group[start : start + chunk])
        for given, group in alike(vary, rows) for start in range(0, group.size, chunk)
    ]
    done = 0
    _told(progress, done, rows.size)
    with closing(places.current().each(
        partial(_summarised, scenario, read, threads),
        ({name: vary[name][here] for name in given} for given, here in parts),
    )) as answers:
        for (_, here), answer in zip(parts, answers, strict=True):
            for name, values in answer.items():
                empty = np.full((allowed.size, *values.shape[1:]), np.nan)
                found.setdefault(name, empty)[here] = values
            done += here.size
            _told(progress, done, rows.size)
    return Batch(found, allowed)


def _summarised(
    scenario: Scenario, read: Callable[[Run], dict[str, np.ndarray]], threads: int | None,
    vary: Mapping[str, np.ndarray],
) -> dict[str, np.ndarray]:
    return summarise(scenario, vary, threads or places.current().threads, read)


def alike(
    vary: Mapping[str, np.ndarray], rows: np.ndarray
) -> list[tuple[list[str], np.ndarray]]:
    """The rows in groups in which the same optional parameters are absent: the names of those that
    are given, and the rows. Where a parameter is absent its law is not computed at all.
    """
    absent = {name: np.isnan(values[rows]) for name, values in vary.items() if _optional(name)}
    absent = {name: none for name, none in absent.items() if none.any()}
    if not absent:
        return [(list(vary), rows)]
    patterns, which = np.unique(np.stack([*absent.values()], axis=1), axis=0, return_inverse=True)
    groups = []
    for number, gone_here in enumerate(patterns):
        gone = {name for name, none in zip(absent, gone_here, strict=True) if none}
        groups.append(([name for name in vary if name not in gone], rows[which.ravel() == number]))
    return groups


def _optional(name: str) -> bool:
    return pattern(name) in PARAMETERS and declared(name).optional


def _told(progress: Progress | None, done: int, total: int) -> None:
    go_on(progress, done, total)
    heard(done, total)


def _cells(scenario: Scenario, vary: Mapping[str, np.ndarray]) -> int:
    """Of the largest of the runs."""
    own = int(scenario.flat["horizon.days"])  # type: ignore[arg-type]
    days = vary.get("horizon.days", np.array([own]))
    rows = len(scenario.rows("campaigns")) * len(scenario.rows("segments"))
    return max(1, rows * int(np.nanmax(days, initial=1)))


def one_result(scenario: Scenario, result: str) -> float:
    """A result of a single run; NaN where undefined."""
    return float(evaluate(scenario, {}, [result]).results[result][0])


def permitted(scenario: Scenario, vary: Mapping[str, np.ndarray]) -> np.ndarray:
    """Which combinations the model accepts, (run,). Raises ScenarioError for unknown names,
    Cancelled.
    """
    count = max((values.size for values in vary.values()), default=1)
    allowed = np.ones(count, dtype=bool)

    def mark(given: Sequence[str], rows: np.ndarray) -> None:
        """Halve what is refused as a whole until single combinations are left."""
        heard(0, 0)
        try:
            varied(scenario, {name: vary[name][rows] for name in given})
        except ScenarioError as error:
            if any(p.template in (UNKNOWN, NOT_NUMERIC, UNEQUAL_LENGTHS) for p in error.problems):
                raise
            if rows.size == 1:
                allowed[rows] = False
                return
            for half in np.array_split(rows, 2):
                mark(given, half)

    if len({values.size for values in vary.values()}) > 1:
        varied(scenario, vary)  # raises: unequal lengths
    for given, rows in alike(vary, np.arange(count)):
        mark(given, rows)
    return allowed


def result_names(scenario: Scenario) -> tuple[str, ...]:
    """Every reading of `summary.json` that this scenario has."""
    return readings.names(scenario)


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
