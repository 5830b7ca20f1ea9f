"""Headline tiles with the range in which nine of ten draws lie, computed once all is painted.

The draws are a job that waits a moment and gives way to the next move of a lever. The tiles in the
browser ask for them over HTTP and have kept room for them.
"""

import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import streamlit as st

from analysis.batches import Progress, go_on
from answers import ranges as answer
from answers.ranges import Asked, Ranges, beside
from answers.tiles import Told
from model.room import give_way
from ui import panel
from ui.session import asking, jobs
from ui.session.jobs import Job
from wording import Words

JOB = "ranges"
FIRST_PAINT_SECONDS = 0.4
"""How long the job waits, so that the browser has painted and a lever in motion has passed on."""
LOOK_SECONDS = 0.1
# Beside the long jobs, whose end nobody waits for.
_workers = ThreadPoolExecutor(2, "ranges", give_way)


def give_up() -> None:
    """Draw no more: nothing on the page shows ranges."""
    jobs.cancel(JOB)


def draw(
    wanted: Asked, shown: Sequence[Told], show: Callable[[Sequence[Told], str], None], words: Words
) -> None:
    """Call `show` with the tiles, their ranges beside them, in a fragment of its own; and with the
    address at which they may ask for ranges that are still computed.
    """

    @st.fragment(key=JOB)
    def place() -> None:
        found = _found(wanted)
        ask = _address(wanted, shown, words) if found is None else ""
        show(beside(shown, found, words), ask)
        if found is not None:
            _failure(wanted, words)
        elif not panel.works():
            asking.wait(ask, "watch ranges", lambda: None)

    place()


def _address(wanted: Asked, shown: Sequence[Told], words: Words) -> str:
    """Where the browser asks, while the session holds the job that computes them."""
    job = jobs.current(JOB)
    assert job is not None
    return asking.offer(partial(_told, wanted, shown, words, weakref.ref(job)))


def _told(
    wanted: Asked, shown: Sequence[Told], words: Words, held: "weakref.ref[Job]"
) -> tuple[int, Mapping[str, object]]:
    """The tiles with their ranges once these are there. No tiles and whether the computation failed
    where there will be none.
    """
    found, job = answer.known(wanted), held()
    if found is not None:
        return asking.THERE, {"tiles": beside(shown, found, words)}
    if job is not None and not job.cancelled and not job.finished:
        return asking.NOT_YET, {}
    return asking.THERE, {"tiles": None, "failed": job is not None and not job.cancelled}


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


def _failure(wanted: Asked, words: Words) -> None:
    job = jobs.current(JOB)
    if job is not None and job.question == wanted and job.error is not None:
        jobs.failed(job.error, words)
