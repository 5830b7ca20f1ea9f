"""Speed and memory of the simulation of single members, and Mesa beside it."""

from __future__ import annotations

from benchmarks import inputs, mesa_members
from benchmarks.timing import SECOND, fresh_process, medians, seconds
from model.members import simulate_members

Figures = dict[str, float]
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000)
MILLION, TEN_MILLION = 1_000_000, 10_000_000
MESA_MEMBERS = 100_000
AGREES = 0.05
"""Part by which Mesa's releases, drawn otherwise, may differ from ours: they are the same model."""

MANY = {"30m": 30_000_000, "100m": 100_000_000}

READINGS = """
import time
from benchmarks import inputs, timing
from model.members import simulate_members, spread
from model.members.run import for_readings
simulate_members(inputs.default(), 1000)
began = time.perf_counter()
found = spread.summary(for_readings(simulate_members(inputs.default(), {members}, 1)))
print(time.perf_counter() - began, timing.peak_memory_mb() * 2**20 / 1e9)
"""

PEAK = """
from benchmarks import inputs, timing
from model.members import simulate_members
simulate_members(inputs.default(), {members}, 1)
print(timing.peak_memory_mb())
"""


def took(members: int, repetitions: int) -> float:
    """Median seconds of a run of the default scenario, a seed of its own each time."""
    scenario = inputs.default()
    simulate_members(scenario, 1000)
    return medians({
        "members": lambda turn: simulate_members(scenario, members, turn)}, repetitions)["members"]


def million(repetitions: int = 5) -> Figures:
    """One million members over three years with everything on: seconds, and MB at the peak.

    The memory is that of a whole fresh process, interpreter and libraries included.
    """
    return {
        "members_1m_s": took(MILLION, repetitions) * SECOND,
        "members_1m_mb": float(fresh_process(PEAK.format(members=MILLION))[1]),
    }


def ten_million() -> Figures:
    """Ten million members over three years, once."""
    scenario = inputs.default()
    simulate_members(scenario, 1000)
    return {"members_10m_s": seconds(lambda: simulate_members(scenario, TEN_MILLION)) * SECOND}


def many() -> Figures:
    """30 and 100 million members and their readings, once each: seconds, and GB at the peak."""
    found = {}
    for size, members in MANY.items():
        took, peak = fresh_process(READINGS.format(members=members))[1].split()
        found |= {f"members_{size}_s": float(took), f"members_{size}_gb": float(peak)}
    return found


def curve(repetitions: int = 3) -> Figures:
    """Nanoseconds a member-day against the number of members."""
    days = int(inputs.default()["horizon.days"])  # type: ignore[arg-type]
    return {
        f"members_{size}_ns_per_day": took(size, repetitions) / (size * days) * 1e9
        for size in SIZES
    }


def mesa_rival() -> Figures:
    """How many times longer Mesa takes for the same members and days."""
    scenario = inputs.default()
    scheme: list[mesa_members.Scheme] = []
    theirs = seconds(lambda: scheme.append(mesa_members.run(scenario, MESA_MEMBERS, 1)))
    ours = simulate_members(scenario, MESA_MEMBERS, 1).run.daily["released"].sum()
    off = abs(scheme[0].weight * scheme[0].released / ours - 1.0)
    if off > AGREES:
        raise AssertionError(f"Mesa's model is another one: its releases differ by {off:.1%}")
    return {
        "times_mesa": theirs / took(MESA_MEMBERS, 5),
        "mesa_s": theirs * SECOND,
        "mesa_members": float(MESA_MEMBERS),
    }
