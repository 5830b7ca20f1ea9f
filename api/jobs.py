"""Long work: asked for now, looked at meanwhile, fetched when it is done.

A job is worked at by the process where it began; what is told of it, and the file that it makes,
stand in the library, so that every server of it answers for every job. Whoever has a job's name may
see it if they began it: names cannot be guessed.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from queue import SimpleQueue
from threading import Lock, Thread

from analysis.batches import Cancelled, Progress, go_on, heard_by
from api.kept import books
from api.turns import Crowded
from library import Library, LibraryError
from library.jobs import File, Job, JobBook, State
from model import ScenarioError
from model.room import give_way
from model.terms.problems import problem
from wording import Words, mark

WAITING, EACH = 12, 4
"""Jobs that a process has not ended, of which it works at one; those of one caller anywhere."""
FILE_LIMIT = 100_000_000
"""Bytes of what a job makes."""
TELL_SECONDS = 1.0
"""How often this process tells of its jobs."""
TRIES = (0, 1, 5, 20, 60)
"""Seconds before each try to keep how a job ended."""
TOO_LARGE = mark("{field}: what was made takes {value} bytes; permitted is {permitted}")
_NAME = re.compile(r"[\w-]{24}", re.ASCII)
_log = logging.getLogger("backstop")

Work = Callable[[Progress], File]


@dataclass(eq=False)
class _Here:
    """A job of this process; `stopped`: nobody wants it any more."""

    job: Job
    words: Words
    work: Work
    stopped: bool = False

    def go_on(self, _done: int, _total: int) -> bool:
        """Whether to."""
        return not self.stopped

    def told(self, done: int, total: int) -> bool:
        """How far it is."""
        self.job = replace(self.job, done=done, total=max(1, total))
        return self.go_on(done, total)


@dataclass(frozen=True)
class _Ended:
    state: State
    made: File | None = None
    errors: Sequence[Mapping[str, str]] = ()


class Jobs:
    """The jobs of a library; those that begin here are worked at in a thread of this process, one
    after the other. Whatever is asked may raise LibraryError.
    """

    def __init__(self, library: Callable[[], Library]) -> None:
        self._library = library
        self._here: dict[str, _Here] = {}
        self._turns: SimpleQueue[str] = SimpleQueue()
        self._lock = Lock()

    @cached_property
    def _books(self) -> Callable[[], JobBook]:
        found = books(self._library)
        for act in (self._keep_telling, self._keep_working):
            Thread(target=act, args=(found,), name="api job", daemon=True).start()
        return found

    @asynccontextmanager
    async def lasting(self) -> AsyncIterator[None]:
        """As long as this process answers; then it says that the jobs are lost that it has."""
        yield
        if self._here:
            await asyncio.to_thread(self._leave)

    def _leave(self) -> None:
        for name in list(self._here):
            with suppress(LibraryError):
                self._books().end(name, "lost")

    def begin(self, who: str, words: Words, work: Work) -> tuple[str, Job]:
        """Have it done in its turn; its name and what it is now. Raises Crowded."""
        name = secrets.token_urlsafe(18)
        with self._lock:
            if len(self._here) >= WAITING:
                raise Crowded(alone=False)
            job = self._books().begin(name, who, EACH)
            if job is None:
                raise Crowded(alone=True)
            self._here[name] = _Here(job, words, work)
        self._turns.put(name)
        return name, job

    def look(self, name: str, who: str) -> Job | None:
        """How far it is; None where this caller has no such job."""
        if _NAME.fullmatch(name) is None:
            return None
        found = self._books().look(name)
        return found if found is not None and found.who == who else None

    def file(self, name: str) -> bytes | None:
        """What a job that is done has made; None where it was dropped meanwhile."""
        return self._books().content(name)

    def cancel(self, name: str) -> None:
        """Stop it as soon as it tells of itself; what has ended is forgotten."""
        self._books().drop(name)

    def _keep_working(self, found: Callable[[], JobBook]) -> None:
        """Work at one job after the other, and keep what comes of each."""
        give_way()
        while True:
            name = self._turns.get()
            here = self._here[name]
            here.job = replace(here.job, state="working")
            ended = _ended(here)
            try:
                _settle(found, name, ended)
            except Exception:
                _log.exception("what came of a job of the API is lost")
            del self._here[name]

    def _keep_telling(self, found: Callable[[], JobBook]) -> None:
        """Say of every job that is not over that its process lives; hear which are to stop."""
        is_heard = True
        while True:
            time.sleep(TELL_SECONDS)
            here = dict(self._here)
            if not here:
                continue
            try:
                for name in found().tell({name: each.job for name, each in here.items()}):
                    here[name].stopped = True
                is_heard = True
            except Exception as error:  # whatever happens, it is told again
                if is_heard:
                    _log.error("how far jobs of the API are cannot be told: %s", error)
                is_heard = False


def _ended(here: _Here) -> _Ended:
    """Do it; how it ended."""
    try:
        with heard_by(here.go_on):
            go_on(here.go_on, 0, 1)
            made = here.work(here.told)
        size = len(made.content)
        if size > FILE_LIMIT:
            raise ScenarioError([problem(TOO_LARGE, made.name, size, permitted=FILE_LIMIT)])
        return _Ended("done", made)
    except Cancelled:
        return _Ended("cancelled")
    except ScenarioError as error:
        return _Ended("refused", errors=[
            {"field": each.field, "detail": here.words.problem(each)} for each in error.problems])
    except Exception:
        _log.exception("a job of the API failed")
        return _Ended("failed")


def _settle(found: Callable[[], JobBook], name: str, ended: _Ended) -> None:
    """Keep how it ended, once the library can."""
    for pause in TRIES:
        time.sleep(pause)
        try:
            found().end(name, ended.state, ended.made, ended.errors)
        except LibraryError as error:
            _log.error("how a job of the API ended is not kept: %s", error)
        else:
            return
