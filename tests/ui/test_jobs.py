"""Jobs: progress, cancel, failure, and that nobody computes for a reader who has left."""

import gc
import os
import sys
import weakref
from threading import Event, get_native_id

import numpy as np
import pytest

from analysis import batches
from analysis.batches import go_on
from model.room import GIVES_WAY
from scenarios import load
from tests.pages.jobs_at_once import AtOnce
from ui.frame import computing, page, ranges
from ui.session import asking, jobs, state
from ui.session.turns import Turns
from wording import Words


@pytest.fixture
def session(monkeypatch):
    """A session's choices, without a browser."""
    choices: dict = {}
    monkeypatch.setattr(state, "chosen", lambda name, first: choices.get(name, first))
    monkeypatch.setattr(state, "choose", choices.__setitem__)
    return choices


@pytest.fixture
def held_back(monkeypatch):
    """Jobs wait here until the test lets them run."""
    waiting: list = []
    monkeypatch.setattr(jobs, "_workers", type("Waiting", (), {
        "submit": lambda self, work, *arguments, who: waiting.append((work, arguments))})())

    def release() -> None:
        for work, arguments in waiting:
            work(*arguments)

    return release


def counted(progress):
    """Work in ten steps."""
    steps = 0
    for done in range(10):
        go_on(progress, done, 10)
        steps += 1
    return steps


def test_a_job_tells_its_progress_and_keeps_its_result(session, monkeypatch):
    monkeypatch.setattr(jobs, "_workers", AtOnce())
    jobs.start("sum", "question", counted)
    job = jobs.current("sum")
    assert (job.finished, job.result, job.done, job.total) == (True, 10, 9, 10)


def test_a_cancelled_job_stops_and_is_forgotten(session, held_back):
    ran = []

    def work(progress):
        ran.append(counted(progress))

    jobs.start("sum", "question", work)
    job = jobs.current("sum")
    jobs.cancel("sum")
    held_back()
    assert jobs.current("sum") is None
    assert not ran
    assert job.finished
    assert job.error is None


def test_a_new_question_gives_up_the_old_one(session, held_back):
    jobs.start("sum", "old", counted)
    old = jobs.current("sum")
    jobs.start("sum", "new", counted)
    held_back()
    assert old.cancelled
    assert old.result is None
    assert jobs.current("sum").result == 10


def test_a_job_that_nobody_holds_any_more_stops(session, held_back):
    steps = []

    def work(progress):
        for done in range(10):
            if done == 3:
                session.clear()
                gc.collect()
            go_on(progress, done, 10)
            steps.append(done)

    jobs.start("sum", "question", work)
    held_back()
    assert steps == [0, 1, 2]


def test_a_failure_is_kept_and_logged(session, monkeypatch, caplog):
    monkeypatch.setattr(jobs, "_workers", AtOnce())
    jobs.start("sum", "question", lambda progress: 1 / 0)
    job = jobs.current("sum")
    assert job.finished
    assert isinstance(job.error, ZeroDivisionError)
    assert "a job failed" in caplog.text


def test_a_browser_is_told_how_far_it_is_until_it_has_ended(session, held_back):
    """Also that it waits for its turn; and nothing of a job that was given up, or is nobody's."""
    told = []

    def work(progress):
        told.append(look())
        go_on(progress, 3, 4)
        told.append(look())

    def look():
        return jobs._told(weakref.ref(jobs.current("sum")), Words("en"))

    jobs.start("sum", "question", work)
    told.append(look())
    held_back()
    waiting, begun, most = (status == asking.NOT_YET and shown["text"] for status, shown in
                            (told[0], told[1], told[2]))
    assert (waiting, begun, most) == ("Waiting for its turn …", "Computing … 0%", "Computing … 75%")
    assert look() == (asking.THERE, {})
    jobs.start("sum", "another", counted)
    job = jobs.current("sum")
    job.cancelled = True
    assert jobs._told(weakref.ref(job), Words("en")) == (asking.THERE, {})
    assert jobs._told(lambda: None, Words("en")) == (asking.THERE, {})


@pytest.fixture
def one_by_one(monkeypatch):
    """Runs of a batch come one by one, as they do of the largest scenarios."""
    monkeypatch.setattr(batches, "CHUNK_CELLS", 1)
    return load("as_pitched").scenario.replace({"horizon.days": 30})


def batch(scenario, act):
    """Ten runs whose caller is told nothing; `act` is done after each."""
    fees = {"campaigns.main.sell_fee": np.linspace(0.1, 0.3, 10)}

    def read(run):
        act()
        return {"x": np.zeros(run.inputs.count)}

    return batches.evaluate_with(scenario, fees, read)


def test_steps_that_tell_nothing_stop_between_runs_too(session, held_back, one_by_one):
    ran = []

    def act():
        ran.append(1)
        job.cancelled = len(ran) == 3

    jobs.start("sum", "question", lambda progress: batch(one_by_one, act))
    job = jobs.current("sum")
    held_back()
    assert len(ran) == 3
    assert (job.finished, job.result, job.error) == (True, None, None)


class Turned(BaseException):
    """As Streamlit ends a run of the page that another has made idle, where something is drawn."""


def test_what_a_page_computes_tells_how_far_it_is_and_ends_with_a_turn(monkeypatch, one_by_one):
    said, ran = [], []

    class Place:
        def progress(self, share, text):
            said.extend([text] if text not in said[-1:] else [])
            if len(said) > 6:
                raise Turned

        def empty(self):
            said.clear()

    monkeypatch.setattr(computing.st, "empty", Place)
    monkeypatch.setattr(computing, "LOOK_SECONDS", 0.0)
    with computing.told(Words("en")):
        batch(one_by_one, lambda: ran.append(1) or said.clear())
    assert len(ran) == 10
    assert not said
    ran.clear()
    with pytest.raises(Turned), computing.told(Words("en")):
        batch(one_by_one, lambda: ran.append(1))
    assert len(ran) == 6
    assert said[:3] == ["Computing … 0%", "Computing … 10%", "Computing … 20%"]
    assert batch(one_by_one, lambda: None).results["x"].size == 10  # nobody hears any more


def test_jobs_share_two_threads():
    assert isinstance(jobs._workers, Turns)
    assert jobs._workers.places == 2


@pytest.mark.parametrize("greedy", [3, 40])
def test_one_user_does_not_hold_everybody_up(greedy):
    """However much one asks for, who comes later is next, and gets the second place at once."""
    turns, order, go, all_done = Turns(1, "test"), [], Event(), Event()
    turns.submit(go.wait, who="first")
    for number in range(greedy):
        turns.submit(order.append, ("greedy", number), who="greedy")
    for name in ("ann", "bob"):
        turns.submit(order.append, (name, 0), who=name)
    turns.submit(order.append, ("ann", 1), who="ann")
    turns.submit(all_done.set, who="greedy")
    go.set()
    assert all_done.wait(60)
    assert [order.index((name, 0)) for name in ("greedy", "ann", "bob")] == [0, 1, 2]
    assert order.index(("ann", 1)) < 5
    assert len(order) == greedy + 3


def test_with_two_places_nobody_gets_both_while_another_waits():
    turns, started, go = Turns(2, "test"), [], Event()
    both = Event()

    def work(who):
        started.append(who)
        if len(started) == 2:
            both.set()
        go.wait(60)

    blocker = Event()
    turns.submit(blocker.wait, who="x")
    turns.submit(blocker.wait, who="x")
    for who in ("greedy", "greedy", "greedy", "ann"):
        turns.submit(work, who, who=who)
    blocker.set()
    assert both.wait(60)
    assert sorted(started[:2]) == ["ann", "greedy"]
    go.set()


def test_a_failing_act_gives_its_place_back(caplog):
    turns, done = Turns(1, "test"), Event()

    def fail():
        raise ValueError("an act of a test")

    turns.submit(fail)
    turns.submit(done.set)
    assert done.wait(60)


@pytest.mark.parametrize("report", [(0, 1), (5, 10)])
def test_a_job_whose_tab_is_closed_stops_after_a_while(monkeypatch, report):
    job, clock = jobs.Job("question"), [0.0]
    job.session, job.seen = "gone", 0.0
    open_tabs = {"gone"}
    monkeypatch.setattr(jobs, "_is_open", open_tabs.__contains__)
    monkeypatch.setattr(jobs.time, "monotonic", lambda: clock[0])
    clock[0] = 1_000.0
    assert job.told(*report)
    open_tabs.clear()
    clock[0] += jobs.AWAY_SECONDS - 1
    assert job.told(*report)
    clock[0] += 2
    assert not job.told(*report)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows the niceness of a thread")
def test_what_computes_beside_the_pages_gives_way_to_them():
    turns, nice, done = Turns(1, "test"), [], Event()

    def look() -> None:
        nice.append(os.getpriority(os.PRIO_PROCESS, get_native_id()))

    before = os.getpriority(os.PRIO_PROCESS, get_native_id())
    turns.submit(look)
    turns.submit(done.set)
    assert done.wait(5)
    ranges._workers.submit(look).result(5)
    assert nice == [min(19, before + GIVES_WAY)] * 2
    assert os.getpriority(os.PRIO_PROCESS, get_native_id()) == before


@pytest.mark.parametrize("shows", [True, False])
def test_ranges_that_a_page_does_not_show_are_given_up(shows, session, held_back, monkeypatch):
    monkeypatch.setattr(page.resuming, "waits", lambda: True)
    monkeypatch.setattr(page.st, "fragment", lambda key: lambda view: lambda: None)
    jobs.start(ranges.JOB, "question", counted)
    page.board(lambda view: None, ranged=shows)
    assert (jobs.current(ranges.JOB) is not None) == shows
