"""What is kept and what is computed at once is bounded by bytes."""

from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from threading import Barrier, Event, Lock
from time import monotonic, sleep

import numpy as np
import pytest

import scenarios
from analysis import batches
from analysis.batches import Cancelled, heard_by, permitted
from analysis.compare import switched
from analysis.tornado import ranges
from analysis.uncertainty import uncertainty
from answers import promises, shelves
from answers import ranges as ranges_of
from answers import results as module
from answers.results import results
from answers.shelves import Kept, nbytes, once
from model import room
from scenarios.size import CELLS_LIMIT

PITCHED = scenarios.load("as_pitched").scenario


@pytest.mark.parametrize(("each", "room_of", "left"), [
    (1_000, 3_500, 3), (1_000, 999, 1), (10, 1_000_000, 5),
])
def test_as_much_is_kept_as_has_room_and_the_last_in_any_case(each, room_of, left):
    kept = Kept(lambda asked: np.zeros(each // 8 + asked * 0), room_of, 5)
    for asked in range(20):
        kept(asked)
    assert len(kept) == left
    assert kept.taken <= max(room_of, each)


def test_what_was_asked_last_stays():
    asked = []
    kept = Kept(lambda name: asked.append(name) or np.zeros(1), 10_000, 2)
    for name in ("a", "b", "a", "c", "a"):
        kept(name)
    assert asked == ["a", "b", "c"]


def test_many_who_ask_the_same_at_once_wait_for_one_answer():
    together, count, lock = Barrier(8), [0], Lock()

    def answer(asked):
        with lock:
            count[0] += 1
        sleep(0.05)
        return np.zeros(3)

    kept = Kept(answer, 1_000, 8)

    def ask(_):
        together.wait()
        return kept("it")

    with ThreadPoolExecutor(8) as pool:
        assert len({id(each) for each in pool.map(ask, range(8))}) == 1
    assert count == [1]


def test_what_fails_is_asked_again():
    kept = Kept(lambda asked: 1 / asked, 10, 10)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            kept(0)
    assert kept(1) == 1.0


def test_one_answer_for_all_who_wait_though_the_first_of_them_leaves():
    """A page that is turned takes no answer from those who ask the same."""
    begun, go, count = Event(), Event(), []

    @once(4)
    def answer(asked):
        count.append(asked)
        begun.set()
        while not go.wait(0.01):
            batches.heard(1, 2)
        return asked * 2

    def leaves():
        with batches.heard_by(lambda done, total: False):
            answer(21)

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(leaves)
        begun.wait()
        told = []

        def stays():
            with batches.heard_by(lambda done, total: told.append((done, total)) or True):
                return answer(21)

        others = [pool.submit(stays), pool.submit(stays)]
        with pytest.raises(batches.Cancelled):
            first.result(10)
        while len(told) < 2:
            sleep(0.01)
        go.set()
        assert [other.result(10) for other in others] == [42, 42]
    assert set(told) == {(1, 2)}
    assert count == [21]
    assert answer(21) == 42
    assert count == [21]


@pytest.mark.parametrize(("patience", "again", "times"), [(0.6, 0.2, 1), (0.05, 0.6, 2)])
def test_who_asks_again_soon_finds_what_was_left(patience, again, times):
    """An answer is sought for as long again as it was waited for: a lever that moves on leaves
    nothing behind, a page that is turned after a while something for the next.
    """
    count, until = [], monotonic() + patience

    @once(4)
    def answer(asked):
        count.append(asked)
        for _ in range(80):
            batches.heard(0, 0)
            sleep(0.01)
        return asked

    with pytest.raises(batches.Cancelled), batches.heard_by(lambda done, total:
                                                             monotonic() < until):
        answer(7)
    sleep(again)
    assert answer(7) == 7
    assert len(count) == times


def test_an_answer_that_nobody_waits_for_is_given_up_and_a_failure_is_not_kept():
    ended = Event()

    @once(4)
    def answer(asked):
        try:
            while not asked:
                batches.heard(0, 0)
                sleep(0.005)
            return 1 / (asked - 1)
        finally:
            ended.set()

    with pytest.raises(batches.Cancelled), batches.heard_by(lambda done, total: False):
        answer(0)
    assert ended.wait(10)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            answer(1)
    assert answer(2) == 1.0


@pytest.mark.parametrize(("seconds", "times"), [(0.0, 1), (60.0, 0)])
def test_what_is_sought_for_long_gives_way_once(monkeypatch, seconds, times):
    gave = []
    monkeypatch.setattr(shelves, "give_way", lambda: gave.append(1))
    monkeypatch.setattr(shelves, "ALONE_SECONDS", seconds)
    once(1)(lambda asked: [batches.heard(0, 0) for _ in range(3)])(1)
    assert len(gave) == times


def test_what_gives_way_rests_as_long_as_it_has_worked(monkeypatch):
    clock, rests = [100.0], []

    def rest(seconds: float) -> None:
        rests.append(seconds)
        clock[0] += seconds

    monkeypatch.setattr(shelves, "monotonic", lambda: clock[0])
    monkeypatch.setattr(shelves, "sleep", rest)
    monkeypatch.setattr(shelves, "give_way", lambda: None)
    sought = shelves._Sought(waiting=1, begun=100.0)
    for worked in (0.5, 0.6, 0.01, 5.0):
        clock[0] += worked
        sought.told(0, 0)
    assert rests == pytest.approx([shelves.REST_SECONDS, 0.01, shelves.REST_SECONDS])


@pytest.mark.parametrize("act", [
    lambda: permitted(PITCHED, {"platform.payment_fee": np.array([0.1, 0.2])}),
    lambda: switched(PITCHED, PITCHED, ()),
    lambda: ranges(PITCHED),
], ids=["permitted", "switched", "ranges"])
def test_what_computes_without_runs_stops_too(act):
    asked = []

    def never(done: int, total: int) -> bool:
        asked.append((done, total))
        return False

    with pytest.raises(Cancelled), heard_by(never):
        act()
    assert len(asked) == 1


SHORT = PITCHED.replace({"horizon.days": 40})
SPREAD = uncertainty({"distributions": {
    "growth.market_size": {"kind": "uniform", "low": 1e5, "high": 2e5}}}, SHORT)


@pytest.mark.parametrize(("asks", "computes"), [
    (lambda progress: promises.solve(SHORT, progress), (promises, "examine")),
    (lambda progress: ranges_of.computed(
        ranges_of.asked(SHORT, SPREAD, ["sales"]), progress, threads=1),
     (ranges_of.analysis, "ranges")),
])
def test_jobs_that_ask_the_same_at_once_compute_it_once(asks, computes, monkeypatch):
    """And where the first is given up, the next one computes it."""
    begun, told, count = Event(), Event(), []
    real = getattr(*computes)

    def slowly(*given, **named):
        count.append(1)
        begun.set()
        told.wait(5.0)
        return real(*given, **named)

    monkeypatch.setattr(*computes, slowly)
    monkeypatch.setattr(promises, "solved", lru_cache(promises.solved.__wrapped__))
    monkeypatch.setattr(ranges_of, "_kept", OrderedDict())
    with ThreadPoolExecutor(4) as pool:
        given_up = pool.submit(asks, lambda done, total: False)
        assert begun.wait(5.0)
        others = [pool.submit(asks, None) for _ in range(3)]
        sleep(0.1)
        assert len(count) == 1
        told.set()
        with pytest.raises(Cancelled):
            given_up.result(60.0)
        first, *rest = (each.result(60.0) for each in others)
    assert len(count) == 2
    assert all(each is first for each in rest)


def test_an_array_that_several_parts_look_at_counts_once():
    whole = np.zeros(100)
    assert nbytes({"a": whole, "b": [whole[:50], whole[::2], (whole,)]}) == 800
    assert nbytes("text") == 0


@pytest.mark.parametrize("shape", ["days", "campaigns"])
def test_the_size_of_a_run_is_known_beforehand(shape):
    """Within a factor of two: at small sizes a run has arrays of other axes too."""
    scenario = PITCHED.replace({"horizon.days": 3_650}) if shape == "days" else PITCHED
    run = results(scenario).run
    told = room.run_bytes(len(run.campaign_ids), len(run.segment_ids), run.days)
    assert 0.4 < told / nbytes(run) < 2.5


def test_two_of_the_largest_runs_are_kept_and_one_is_computed_at_a_time():
    largest = room.run_bytes(1, CELLS_LIMIT // 3_650, 3_650)
    assert 2 * largest <= module.KEPT_BYTES
    assert largest <= room.ROOM < 2 * largest


@pytest.mark.parametrize(("sizes", "most"), [([400, 400, 400], 400), ([300, 300, 300], 600),
                                             ([20] * 9, 20 * room.AT_ONCE),
                                             ([900, 100, 100], 900)])
def test_runs_wait_until_there_is_room(sizes, most):
    now, peak, lock = [0], [0], Lock()

    def hold(size):
        with room.room_for(size * 1_000_000):
            with lock:
                now[0] += size
                peak[0] = max(peak[0], now[0])
            sleep(0.05)
            with lock:
                now[0] -= size

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(hold, sizes))
    assert peak[0] <= most


@pytest.mark.parametrize("large", [room.LARGE, 250_000_000])
@pytest.mark.parametrize("places", [2, 3])
def test_large_runs_leave_a_place_to_smaller_ones(large, places, monkeypatch):
    monkeypatch.setattr(room, "AT_ONCE", places)
    end, held, small = Event(), [], Event()

    def hold(size):
        with room.room_for(size):
            held.append(size)
            if size < room.LARGE:
                small.set()
            end.wait(5.0)

    with ThreadPoolExecutor(places + 1) as pool:
        for _ in range(places):
            pool.submit(hold, large)
        sleep(0.1)
        assert len(held) == min(places - 1, room.ROOM // large)
        pool.submit(hold, 2 * room.SMALL)
        assert small.wait(2.0)
        end.set()
    assert held.count(large) == places


@pytest.mark.parametrize("vary", [
    {"campaigns.main.sell_fee": np.linspace(0.1, 0.3, 40)},
    {"horizon.days": np.array([30, 3_650] * 20)},
])
def test_progress_comes_by_cells_and_changes_no_result(vary, monkeypatch):
    told = []
    whole = batches.evaluate(PITCHED, vary).results
    monkeypatch.setattr(batches, "CHUNK_CELLS", 12_000)
    parts = batches.evaluate(
        PITCHED, vary, progress=lambda done, total: told.append(done) or True).results
    assert len(told) > 10
    for name, values in whole.items():
        np.testing.assert_array_equal(values, parts[name])
