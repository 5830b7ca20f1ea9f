"""The parts of the benchmark; each returns some of the flat figures of `latest.json`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from analysis.batches import SLOW
from benchmarks import (
    api,
    hands,
    inputs,
    members,
    numpy_engine,
    orders,
    questions,
    radcad_engine,
    reports,
    screen,
    sessions,
    soak,
    wire,
    workers,
)
from benchmarks.timing import MILLISECOND, SECOND, fresh_process, medians
from model import Scenario, readings, simulate, summarise
from model.terms.rows import without_modes
from scenarios import load
from scenarios.controls import without_any

Figures = dict[str, float]
HORIZONS = (365, 730, 1095, 1825, 3650)
BATCHES = (1, 10, 100, 1000)
PEAK = """
from benchmarks import inputs, timing
from model import summarise
scenario = inputs.default()
summarise(scenario, inputs.varied(1, seed=0))
summarise(scenario, inputs.varied({runs}, seed=1))
print(timing.peak_memory_mb())
"""
START = """
import scenarios
from model import readings, simulate
readings.summary(simulate(scenarios.load("as_pitched").scenario))
"""


def asked(shares: bool) -> tuple[str, ...]:
    """What `readings.summary` is asked for besides what takes no time."""
    return SLOW if shares else ()


def one_run(scenarios: list[Scenario], repetition: int, shares: bool = False) -> None:
    """A run with its daily series and its summary, of a scenario not run before."""
    readings.summary(simulate(scenarios[repetition]), asked(shares))


def single(repetitions: int = 101) -> Figures:
    """One default run, daily series and summary, after warm-up; what a share of people adds."""
    drawn = inputs.distinct(inputs.default(), repetitions + 1)
    took = medians({
        "without": partial(one_run, drawn), "with": partial(one_run, drawn, shares=True),
    }, repetitions)
    return {
        "single_run_ms": took["without"] * MILLISECOND,
        "people_share_extra_ms": (took["with"] - took["without"]) * MILLISECOND,
    }


def modes(repetitions: int = 101) -> Figures:
    """The rotation of modes over three years, and how many times the same without modes."""
    drawn = inputs.distinct(load("rotation_of_modes").scenario, repetitions + 1)
    took = medians({
        "with": partial(one_run, drawn), "plain": partial(one_run, [*map(without_modes, drawn)]),
    }, repetitions)
    return {
        "modes_run_ms": took["with"] * MILLISECOND,
        "modes_times_plain": took["with"] / took["plain"],
    }


def controls(repetitions: int = 101) -> Figures:
    """Gate and vouchers over three years, and how many times the same without controls."""
    drawn = inputs.distinct(load("gate_and_vouchers").scenario, repetitions + 1)
    took = medians({
        "with": partial(one_run, drawn), "plain": partial(one_run, [*map(without_any, drawn)]),
    }, repetitions)
    return {
        "controls_run_ms": took["with"] * MILLISECOND,
        "controls_times_plain": took["with"] / took["plain"],
    }


def batch_seconds(runs: int, repetitions: int, shares: bool = False) -> float:
    """Median seconds of `summarise` on `runs` scenarios varied in many parameters at once."""
    scenario, read = inputs.default(), partial(readings.summary, asked=asked(shares))
    vary = [inputs.varied(runs, seed) for seed in range(repetitions + 1)]
    runs_of = {"batch": lambda turn: summarise(scenario, vary[turn], read=read)}
    return medians(runs_of, repetitions)["batch"]


def thousand(repetitions: int = 5) -> Figures:
    """1,000 varied runs: seconds without and with shares of people, and how much more memory than
    one run at the peak.

    The memory is the peak of a fresh process that does one run and then the thousand, less the
    peak of one that does one run and then one more. The first process only fills the cache of
    kernels.
    """
    _, single, batch = (float(fresh_process(PEAK.format(runs=runs))[1]) for runs in (1, 1, 1000))
    return {
        "thousand_runs_s": batch_seconds(1000, repetitions) * SECOND,
        "thousand_people_s": batch_seconds(1000, repetitions, shares=True) * SECOND,
        "thousand_runs_mb": batch - single,
    }


def assert_same(ours: dict[str, np.ndarray], theirs: dict[str, float | int | None]) -> None:
    """Rivals must give the same summary: 1e-8, the promise kept towards the golden data."""
    for name, value in theirs.items():
        expected = np.nan if value is None else value
        np.testing.assert_allclose(ours[name][0], expected, rtol=1e-8, err_msg=name)


def rivals(repetitions: int = 15) -> Figures:
    """How many times faster one run is than NumPy over cohorts and than radCAD, side by side."""
    scenario = inputs.default()
    ours = readings.summary(simulate(scenario))
    assert_same(ours, numpy_engine.run(scenario.values).summary)
    assert_same(ours, radcad_engine.run(scenario.values).summary)
    drawn = inputs.distinct(scenario, repetitions + 1)
    documents = [each.values for each in drawn]
    contestants: dict[str, Callable[[int], object]] = {
        "ours": partial(one_run, drawn),
        "numpy": lambda turn: numpy_engine.run(documents[turn]),
        "radcad": lambda turn: radcad_engine.run(documents[turn]),
    }
    took = medians(contestants, repetitions)
    return {
        "times_numpy": took["numpy"] / took["ours"],
        "times_radcad": took["radcad"] / took["ours"],
        "numpy_run_ms": took["numpy"] * MILLISECOND,
        "radcad_run_ms": took["radcad"] * MILLISECOND,
    }


def start(repetitions: int = 3) -> Figures:
    """A fresh interpreter: import, load cached kernels, one default run; kernels cached before."""
    times = medians({"start": lambda turn: fresh_process(START)}, repetitions)
    return {"second_start_s": times["start"] * SECOND}


def horizons(repetitions: int = 21) -> Figures:
    """One run against its number of days."""
    runs: dict[str, Callable[[int], object]] = {}
    for days in HORIZONS:
        scenario = inputs.default().replace({"horizon.days": days})
        runs[f"horizon_{days}_ms"] = partial(one_run, inputs.distinct(scenario, repetitions + 1))
    return {name: took * MILLISECOND for name, took in medians(runs, repetitions).items()}


def batches(repetitions: int = 5) -> Figures:
    """A varied run in a batch, summaries only, against the size of the batch."""
    return {
        f"batch_{runs}_ms_per_run": batch_seconds(runs, repetitions) / runs * MILLISECOND
        for runs in BATCHES
    }


PARTS: dict[str, Callable[[], Figures]] = {
    "single": single,
    "modes": modes,
    "controls": controls,
    "thousand": thousand,
    "rivals": rivals,
    "start": start,
    "horizons": horizons,
    "batches": batches,
    "wire": wire.figures,
    "screen": screen.figures,
    "sessions": sessions.figures,
    "hands": hands.figures,
    "soak": soak.figures,
    "api": api.figures,
    "tornado": questions.tornado_bars,
    "table": questions.table_cells,
    "live_draws": questions.live_draws,
    "many_draws": questions.many_draws,
    "dask": workers.figures,
    "members": members.million,
    "ten_million": members.ten_million,
    "members_many": members.many,
    "members_curve": members.curve,
    "mesa": members.mesa_rival,
    "orders": orders.figures,
    "reports": reports.figures,
}
