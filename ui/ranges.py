"""Headline tiles with the range in which nine of ten draws lie, computed once all is painted.

The draws are a job that waits a moment and gives way to the next move of a lever. The tiles in the
browser ask for them over HTTP and have kept room for them: no part of the page runs again, which a
turn of the page could overtake.
"""

import secrets
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import count
from threading import Lock

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from analysis.batches import Progress, go_on
from answers import ranges as answer
from answers.ranges import Asked, Ranges, beside
from answers.tiles import Told
from ui import jobs, panel
from ui.jobs import Job
from wording import Words

JOB = "ranges"
FIRST_PAINT_SECONDS = 0.4
"""How long the job waits, so that the browser has painted and a lever in motion has passed on."""
LOOK_SECONDS = 0.1
ADDRESS, KEPT = "/backstop/ranges/", 256
NOT_YET = 204
_workers = ThreadPoolExecutor(2, "ranges")  # beside the long jobs, whose end nobody waits for


@dataclass(frozen=True, eq=False)
class _Waiting:
    """Tiles that ask for their ranges, and the job that computes them while its session holds it.
    """

    wanted: Asked
    shown: Sequence[Told]
    words: Words
    job: "weakref.ref[Job]"


_waiting: OrderedDict[str, _Waiting] = OrderedDict()
_lock = Lock()


def draw(
    wanted: Asked, shown: Sequence[Told], show: Callable[[Sequence[Told], str], None], words: Words
) -> None:
    """Call `show` with the tiles, their ranges beside them, in a fragment of its own; and with the
    address at which they may ask for ranges that are still computed.
    """

    @st.fragment(key=JOB)
    def place() -> None:
        found = _found(wanted)
        ask = _address(wanted, shown, words) if found is None and panel.works() else ""
        show(beside(shown, found, words), ask)
        if found is not None:
            _failure(wanted, words)
        elif not ask:
            _watch(wanted)

    place()


def _address(wanted: Asked, shown: Sequence[Told], words: Words) -> str:
    """Where the browser asks; nobody else can guess it."""
    job = jobs.current(JOB)
    assert job is not None
    name = secrets.token_urlsafe(16)
    with _lock:
        _waiting[name] = _Waiting(wanted, shown, words, weakref.ref(job))
        while len(_waiting) > KEPT:
            _waiting.popitem(last=False)
    return ADDRESS + name


async def _answer(request: Request) -> Response:
    """The tiles with their ranges, or NOT_YET. No tiles and whether the computation failed where
    there will be none: a browser reports other codes than 2xx as errors of the page.
    """
    with _lock:
        waiting = _waiting.get(request.path_params["name"])
    found = answer.known(waiting.wanted) if waiting else None
    job = waiting.job() if waiting else None
    if waiting and found is not None:
        return _told({"tiles": beside(waiting.shown, found, waiting.words)})
    if job is not None and not job.cancelled and not job.finished:
        return Response(status_code=NOT_YET)
    return _told({"tiles": None, "failed": job is not None and not job.cancelled})


def _told(content: dict[str, object]) -> Response:
    return JSONResponse(content, headers={"Cache-Control": "no-store"})


ROUTE = Route(ADDRESS + "{name}", _answer)


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
