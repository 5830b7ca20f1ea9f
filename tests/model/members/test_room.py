"""Room for many members: sums are taken part by part, and what nobody reads any more is let go; no
number depends on either."""

from __future__ import annotations

import json
import tracemalloc
from dataclasses import fields

import numpy as np
import pytest

from model.members import run as runs
from model.members import simulate_members, spread
from model.members.run import for_readings
from scenarios import load
from tests.model.members.cases import case

EVADED = case("few orders a month, evaded")
MOST_BYTES = 240
"""Of a member, room that is never touched (a third) among them; nothing let go, it is above 330."""


def test_no_number_depends_on_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = simulate_members(EVADED, 700, 3)
    monkeypatch.setattr(runs, "ROWS", 37)
    monkeypatch.setattr(spread, "ROWS", 41)
    parted = simulate_members(EVADED, 700, 3)
    for one, other in ((whole.run.groups, parted.run.groups),
                       (whole.run.second, parted.run.second)):
        for each in fields(one):
            np.testing.assert_array_equal(
                getattr(one, each.name), getattr(other, each.name), err_msg=each.name)
    assert json.dumps(spread.summary(whole)) == json.dumps(spread.summary(parted))


def test_groups_are_the_sums_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "ROWS", 37)
    found = simulate_members(load("as_pitched").scenario.replace({"horizon.days": 90}), 900, 3)
    members, segments = found.members, len(found.run.segment_ids)
    place = members.joined.astype(np.int64) * segments + members.segment
    summed = np.bincount(place, members.spent, minlength=90 * segments)
    count = np.bincount(place, minlength=90 * segments)
    np.testing.assert_array_equal(
        found.run.groups.spent[0].ravel(), summed / np.maximum(1.0, count))


@pytest.mark.parametrize("name", ["as it is", "few orders a month, evaded"])
def test_readings_need_less_than_a_run_holds(name: str) -> None:
    run = simulate_members(case(name), 700, 3)
    slim = for_readings(run)
    assert json.dumps(spread.summary(run)) == json.dumps(spread.summary(slim))
    assert slim.members.count == run.members.count

    def held(of: runs.MemberRun) -> int:
        arrays = {id(array): array.nbytes for array in (
            *(getattr(of.members, each.name) for each in fields(of.members)), *of.people)}
        return sum(arrays.values())

    assert held(slim) < 0.75 * held(run)


def test_a_simulation_keeps_to_its_room() -> None:
    scenario, members = load("as_pitched").scenario.replace({"horizon.days": 200}), 200_000
    simulate_members(scenario, 100)
    tracemalloc.start()
    try:
        spread.summary(for_readings(simulate_members(scenario, members)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST_BYTES * members + 4e6, peak / members
