"""Compiles the model for this machine before anybody waits for it.

A kernel is compiled when it is first called, for the types that it is called with, and its machine
code is kept on disk (`compiled`). Each of `PARTS` makes the calls that all runs of its kind make,
in runs as small as can be; in processes of their own the parts use more than one core.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from model import people, readings
from model.cohorts.simulate import simulate
from model.compiled import KEPT, kept
from model.members import simulate_members
from model.members.story import story
from model.progress import Progress, go_on
from model.readings import releases
from model.terms.scenario import Scenario

ROOT = Path(__file__).parents[1]
LOOK_SECONDS = 0.25
"""How often the progress of other processes is looked at."""

SMALL = {
    "horizon": {"days": 31},
    "growth": {"daily_joins": 1.0, "growth_rate": 0.0, "peak_daily_joins": 1.0},
    "segments": {"all": {}},
    "products": {"first": {"role": "enrolment"}},
    "campaigns": {"main": {}},
}


CONTROLLED = (
    {"limits": {"all": {}}, "identity": {"evading_share": 0.1}},
    {"release_gate": {"min_growth": 0.0}, "payout_limit": {"share_of_sales": 0.5}},
)
"""Limits of orders, and releases by the calendar with the people whom they reach: the other
controls are in the kernels of every run."""


def cohorts() -> None:
    """Runs of every curve that has a kernel, and the readings that need one."""
    scenario = Scenario.from_values(SMALL)
    for curve in ("bass", "exponential"):
        run = simulate(scenario.replace({"growth.curve": curve}))
        readings.summary(run)
    people.share(run, of="released")
    for controls in CONTROLLED:
        gated = simulate(Scenario.from_values(SMALL | controls))
        readings.summary(gated)
    with_modes = simulate(Scenario.from_values({**SMALL, "modes": {"all": {}}}))
    readings.summary(with_modes)
    people.share(with_modes, until=5)
    releases.first_order_paid_back(run)
    releases.paid_back_by_month(gated)
    releases.back_on_average(gated, 1)
    releases.paid_back_if_never_missed(gated)


def members() -> None:
    """Single members, and the story of one, by either kernel of releases."""
    scenario = Scenario.from_values(SMALL)
    for missed in ("deferred", "forfeited"):
        story(simulate_members(scenario.replace({"ad_points.missed_day": missed}), 1), 0)
    story(simulate_members(Scenario.from_values(SMALL | CONTROLLED[0]), 1), 0)


PARTS: Mapping[str, Callable[[], None]] = {"cohorts": cohorts, "members": members}


def load() -> None:
    """Have every kernel at hand in this process; what is not on disk is compiled."""
    for part in PARTS.values():
        part()


def compile_missing(tell: Progress) -> bool:
    """Compile what is not on disk; `tell` hears (kernels on disk, all), if any is missing.

    Returns whether every part came to its end: Ctrl-C ends them too. Raises Cancelled where `tell`
    wants no more.
    """
    if kept() >= len(KEPT):
        return True
    running = [
        subprocess.Popen([sys.executable, "-m", "model", part], cwd=ROOT) for part in PARTS
    ]
    try:
        for process in running:
            while not _has_ended(process):
                go_on(tell, kept(), len(KEPT))
        go_on(tell, kept(), len(KEPT))
        return not any(process.returncode for process in running)
    finally:
        for process in running:
            process.kill()


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(LOOK_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return True


def on_terminal() -> Progress:
    """Progress on stderr: one line that counts, or a line a tenth where nobody sees it change."""
    tenth = -1

    def tell(done: int, total: int) -> bool:
        nonlocal tenth
        seen = sys.stderr.isatty()
        if seen or 10 * done // total > tenth:
            tenth = 10 * done // total
            end = "\r" if seen and done < total else "\n"
            print(f"Compiling the model for this machine, once: {done} of {total} kernels",
                  end=end, file=sys.stderr, flush=True)
        return True

    return tell
