"""Jobs: progress, cancel, failure, and that nobody computes for a reader who has left."""

import gc
from concurrent.futures import ThreadPoolExecutor

import pytest

from analysis.batches import go_on
from tests.pages.jobs_at_once import AtOnce
from ui import jobs, state


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
        "submit": lambda self, work, *arguments: waiting.append((work, arguments))})())

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


def test_jobs_share_two_threads():
    assert isinstance(jobs._workers, ThreadPoolExecutor)
    assert jobs._workers._max_workers == 2
