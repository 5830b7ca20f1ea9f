"""Headline tiles with the range in which nine of ten draws lie, computed once all is painted.

The draws are a job that waits a moment and gives way to the next move of a lever. The tiles in the
browser ask for them, so that nothing else of the page runs again, and have kept room for them.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count

import streamlit as st

from analysis.batches import Progress, go_on
from answers import ranges as answer
from answers.ranges import Asked, Ranges
from ui import jobs, panel
from wording import Words

JOB = "ranges"
FIRST_PAINT_SECONDS = 0.4
"""How long the job waits, so that the browser has painted and a lever in motion has passed on."""
LOOK_SECONDS = 0.1
_workers = ThreadPoolExecutor(2, "ranges")  # beside the long jobs, whose end nobody waits for


def draw(wanted: Asked, show: Callable[[Ranges | None], None], words: Words) -> None:
    """Call `show` with the ranges in a fragment of its own, with None as long as there are none."""

    @st.fragment(key=JOB)
    def place() -> None:
        found = _found(wanted)
        show(found)
        if found is not None:
            _failure(wanted, words)
        elif not panel.works():
            _watch(wanted)

    place()


def _found(wanted: Asked) -> Ranges | None:
    """What is known, else None while a job computes it; nothing where it failed."""
    found, job = answer.known(wanted), jobs.current(JOB)
    if found is not None:
        if job is not None and job.question != wanted:
            jobs.cancel(JOB)
        return found
    if job is None or job.question != wanted:
        jobs.start(JOB, wanted, partial(_computed, wanted), _workers)
        job = jobs.current(JOB)
    assert job is not None
    return (answer.known(wanted) or {}) if job.finished else None


def _computed(wanted: Asked, progress: Progress) -> Ranges:
    """Wait while levers may still be moving, then draw."""
    for _ in range(round(FIRST_PAINT_SECONDS / LOOK_SECONDS)):
        time.sleep(LOOK_SECONDS)
        go_on(progress, 0, 1)
    return answer.computed(wanted, progress, threads=1)


def _watch(wanted: Asked) -> None:
    """Look now and then whether the ranges are there, where the tiles cannot ask for them."""
    looks = count()

    @st.fragment(run_every=jobs.POLL_SECONDS, key="watch ranges")
    def watch() -> None:
        first = next(looks) == 0  # on the way through the page nothing is run again
        job = jobs.current(JOB)
        if not first and (job is None or job.finished or job.question != wanted):
            st.rerun()

    watch()


def _failure(wanted: Asked, words: Words) -> None:
    job = jobs.current(JOB)
    if job is not None and job.question == wanted and job.error is not None:
        jobs.failed(job.error, words)
