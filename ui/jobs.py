"""Long computations beside the page: one thread each, with progress, cancel and a result.

A job belongs to a session and a name; a page shows its result only for the question that it asks
now. A job that nobody holds any more, because its session has ended, stops by itself.
"""

import logging
import weakref
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import streamlit as st

from analysis.batches import Cancelled, Progress
from answers.help import listed
from model import ScenarioError
from ui import state
from wording import Words

POLL_SECONDS = 0.5
_workers = ThreadPoolExecutor(2, "job")  # more would only take the cores from the pages
_log = logging.getLogger("backstop")

Work = Callable[[Progress], Any]


@dataclass(eq=False)
class Job:
    """`question` is what is computed; `error` what the model refused, or any other failure.
    `mark` is of this job alone, also after the server was started again.
    """

    question: Hashable
    done: int = 0
    total: int = 1
    finished: bool = False
    cancelled: bool = False
    result: Any = None
    error: Exception | None = None
    mark: str = field(default_factory=lambda: uuid4().hex)

    def told(self, done: int, total: int) -> bool:
        """Take a report of progress; returns whether to go on."""
        self.done, self.total = done, max(1, total)
        return not self.cancelled


def start(
    name: str, question: Hashable, work: Work, workers: ThreadPoolExecutor | None = None
) -> None:
    """Begin to answer a question; the job of that name before it is given up. `workers` other
    than those of long jobs do what is shown by itself.
    """
    cancel(name)
    job = Job(question)
    state.choose(_place(name), job)
    (workers or _workers).submit(_run, weakref.ref(job), work)


def _run(held: "weakref.ref[Job]", work: Work) -> None:
    """Work, as long as somebody holds the job, and leave result or failure in it."""

    def progress(done: int, total: int) -> bool:
        job = held()
        return job is not None and job.told(done, total)

    outcome: dict[str, Any] = {}
    try:
        outcome["result"] = work(progress) if progress(0, 1) else None
    except Cancelled:
        pass
    except Exception as error:
        if not isinstance(error, ScenarioError):
            _log.exception("a job failed")
        outcome["error"] = error
    job = held()
    if job is not None:
        vars(job).update(outcome, finished=True)


def current(name: str) -> Job | None:
    """The session's job of that name, None if there is none or it was cancelled."""
    job = state.chosen(_place(name), None)
    return None if job is None or job.cancelled else job


def cancel(name: str) -> None:
    """Give up the job of that name; its thread stops at its next report of progress."""
    job = current(name)
    if job is not None:
        job.cancelled = True


def _place(name: str) -> str:
    return f"job {name}"


def show(name: str, question: Hashable, words: Words) -> Any:
    """The result if it answers `question`. Else progress, failure or that it is out of date are
    drawn, and there is none.
    """
    job = current(name)
    if job is None:
        return None
    if not job.finished:
        _watch(name, words)
        return None
    if job.error is not None:
        failed(job.error, words)
        return None
    if job.question != question:
        st.info(words("Scenario or question have changed since this was computed: start it again."),
                icon=":material/history:")
        return None
    return job.result


def _watch(name: str, words: Words) -> None:
    """Progress and cancel, looked after until the job is done; the rest of the page stays free."""

    @st.fragment(run_every=POLL_SECONDS, key=f"watch {name}")
    def watch() -> None:
        job = current(name)
        if job is None or job.finished:
            st.rerun()
        share = job.done / job.total
        with st.container(horizontal=True, vertical_alignment="center"):
            st.progress(share, words("Computing … {share}", share=words.percent(share, digits=0)))
            st.button(words("Cancel"), key=f"cancel {name}", icon=":material/close:",
                      on_click=state.everywhere, args=(cancel, name))

    watch()


def failed(error: Exception, words: Words) -> None:
    """Say why a question has no answer: what the model refused, or that we failed."""
    if isinstance(error, ScenarioError):
        st.warning(words("This question cannot be answered:") + listed(error.problems, words),
                   icon=":material/warning:")
    else:
        st.error(words("The computation failed; the details are in the server's log."),
                 icon=":material/error:")
