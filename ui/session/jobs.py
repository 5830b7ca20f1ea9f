"""Long computations beside the page: one thread each, with progress, cancel and a result.

A job belongs to a session and a name; a page shows its result only for the question that it asks
now. A job that nobody holds any more, or whose tab has been closed for a while, stops by itself.
Users have their turns, however much one of them asks for.
"""

import logging
import time
import weakref
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import uuid4

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis import elsewhere
from analysis.batches import Cancelled, Progress, heard_by
from answers.help import listed
from model import ScenarioError
from ui.door import access
from ui.session import asking, state
from ui.session.turns import Turns
from wording import Words

AWAY_SECONDS = 20
"""How long a tab may be away, for instance without a network, before its jobs are given up."""
_workers = Turns(2, "job")  # more places would only take the cores from the pages
_log = logging.getLogger("backstop")

Work = Callable[[Progress], Any]


@dataclass(eq=False)
class Job:
    """`question` is what is computed; `error` what the model refused, or any other failure.
    `mark` is of this job alone, also after the server was started again. `begun`: it has a place.
    """

    question: Hashable
    done: int = 0
    total: int = 1
    finished: bool = False
    cancelled: bool = False
    result: Any = None
    error: Exception | None = None
    begun: bool = False
    mark: str = field(default_factory=lambda: uuid4().hex)
    session: str = field(default_factory=lambda: _session())
    seen: float = field(default_factory=time.monotonic)

    @property
    def share(self) -> float:
        """How much is done."""
        return min(1.0, self.done / self.total)

    def told(self, done: int, total: int) -> bool:
        """Take a report of progress; returns whether to go on."""
        self.begun, self.done, self.total = True, done, max(1, total)
        now = time.monotonic()
        if _is_open(self.session):
            self.seen = now
        return not self.cancelled and now - self.seen < AWAY_SECONDS


def _session() -> str:
    """The id of the session that runs this; none outside of Streamlit."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def _is_open(session: str) -> bool:
    """Whether its tab is there, as far as the server knows."""
    return not session or not runtime.exists() or runtime.get_instance().is_active_session(session)


def start(
    name: str, question: Hashable, work: Work, workers: ThreadPoolExecutor | None = None
) -> None:
    """Begin to answer a question; the job of that name before it is given up. `workers` other
    than those of long jobs do what is shown by itself. Runs of a long job may be made `elsewhere`.
    """
    cancel(name)
    job = Job(question)
    state.choose(_place(name), job)
    if workers is None:
        _workers.submit(_run, weakref.ref(job), partial(_far, work),
                        who=access.user().id or job.session)
    else:
        workers.submit(_run, weakref.ref(job), work)


def _far(work: Work, progress: Progress) -> Any:
    """Do it with the workers that this server is configured with, if it is."""
    with elsewhere.configured():
        return work(progress)


def _run(held: "weakref.ref[Job]", work: Work) -> None:
    """Work, as long as somebody holds the job, and leave result or failure in it."""

    def progress(done: int, total: int) -> bool:
        job = held()
        return job is not None and job.told(done, total)

    def still(_done: int, _total: int) -> bool:
        job = held()
        return job is not None and job.told(job.done, job.total)

    outcome: dict[str, Any] = {}
    try:
        with heard_by(still):  # steps that tell no progress of their own stop between runs too
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


def drop(name: str) -> None:
    """Give it up, and let go of what came of it."""
    cancel(name)
    state.forget(_place(name))


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
        _watch(name, job, words)
        return None
    if job.error is not None:
        failed(job.error, words)
        return None
    if job.question != question:
        st.info(words("Scenario or question have changed since this was computed: start it again."),
                icon=":material/history:")
        return None
    return job.result


def _watch(name: str, job: Job, words: Words) -> None:
    """Progress, told to the browser until the job has ended, and cancel; the page stays free."""
    ask = asking.offer(partial(_told, weakref.ref(job), words), job.mark)
    with st.container(horizontal=True, vertical_alignment="center"):
        asking.wait(ask, f"progress {name}", st.rerun, **_progress(job, words))
        st.button(words("Cancel"), key=f"cancel {name}", icon=":material/close:",
                  on_click=state.everywhere, args=(cancel, name))


def _told(held: "weakref.ref[Job]", words: Words) -> tuple[int, Mapping[str, object]]:
    """How far it is, as long as its session holds it and it goes on."""
    job = held()
    if job is None or job.finished or job.cancelled:
        return asking.THERE, {}
    return asking.NOT_YET, _progress(job, words)


def _progress(job: Job, words: Words) -> dict[str, Any]:
    text = computing(job.share, words) if job.begun else words("Waiting for its turn …")
    return {"text": text, "share": job.share, "label": words("How much is computed")}


def computing(share: float, words: Words) -> str:
    """How far a computation is, in words."""
    return words("Computing … {share}", share=words.percent(share, digits=0))


def failed(error: Exception, words: Words) -> None:
    """Say why a question has no answer: what the model refused, or that we failed."""
    if isinstance(error, ScenarioError):
        st.warning(words("This question cannot be answered:") + listed(error.problems, words),
                   icon=":material/warning:")
    else:
        st.error(words("The computation failed; details are in the server's log."),
                 icon=":material/error:")
