"""Long work: asked for now, looked at meanwhile, fetched when it is done.

What is told of a job, and the file that it makes, stand in a folder, so that every process that
answers for the API knows of every job. Whoever has a job's id may see it: ids cannot be guessed.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from threading import Thread
from typing import Any, Literal

from analysis.batches import Cancelled, Progress, go_on, heard_by
from api.turns import Crowded
from model import ScenarioError
from model.room import give_way
from wording import Words

FOLDER = "BACKSTOP_JOBS"
"""Where several processes or servers share their jobs; unset: a folder of this process."""
AT_ONCE, WAITING, EACH = 1, 12, 4
"""Jobs that this process works at; all that are not done, and those of one caller."""
KEPT_SECONDS, KEPT = 3600.0, 48
"""How long a job can be fetched after it has ended; how many such there are at most."""
SILENT_SECONDS, ALIVE_SECONDS, TELL_SECONDS = 60.0, 15.0, 0.5
"""A job of which nothing is heard for so long has lost its process, which says so often that it
lives; how often a job tells how far it is."""
_TOLD, _FILE, _CANCELLED = "told.json", "file", "cancelled"
_ID = re.compile(r"[\w-]{24}", re.ASCII)
_log = logging.getLogger("backstop")

State = Literal["waiting", "working", "done", "refused", "failed", "cancelled"]


@dataclass(frozen=True)
class File:
    """What a job makes."""

    name: str
    mime: str
    content: bytes


Work = Callable[[Progress], File]


@dataclass(frozen=True)
class Job:
    """How far a job is: `done` of `total`; `errors`: what was refused, by field, in words; `name`
    and `mime` of its file; `heard`: seconds of the clock when it was last told of."""

    who: str
    state: State = "waiting"
    done: int = 0
    total: int = 1
    name: str = ""
    mime: str = ""
    errors: Sequence[Mapping[str, str]] = ()
    heard: float = 0.0

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.state not in ("waiting", "working")


class Jobs:
    """The jobs of a folder; those that begin here are worked at in a thread of this process."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, "api job", initializer=give_way)
        self._here: dict[str, Job] = {}

    @cached_property
    def _folder(self) -> Path:
        named = os.environ.get(FOLDER, "")
        if named:
            folder = Path(named)
        else:
            folder = Path(tempfile.mkdtemp(prefix="backstop-jobs-"))
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        Thread(target=self._keep_telling, daemon=True).start()
        return folder

    def begin(self, who: str, words: Words, work: Work) -> tuple[str, Job]:
        """Have it done in its turn; its id and what it is now. Raises Crowded."""
        unfinished = self._forget()
        if len(unfinished) >= WAITING or unfinished.count(who) >= EACH:
            raise Crowded(alone=len(unfinished) < WAITING)
        name = secrets.token_urlsafe(18)
        (self._folder / name).mkdir(mode=0o700)
        job = Job(who)
        self._tell(name, job)
        self._threads.submit(self._do, name, words, work)
        return name, job

    def look(self, name: str, who: str) -> Job | None:
        """How far it is; None where this caller has no such job."""
        found = self._read(name)
        return found if found is not None and found.who == who else None

    def file(self, name: str) -> bytes:
        """What a job that is done has made. Raises OSError."""
        return (self._folder / name / _FILE).read_bytes()

    def cancel(self, name: str) -> None:
        """Stop it as soon as it tells of itself; what has ended is forgotten."""
        found = self._read(name)
        if found is not None and found.is_over:
            shutil.rmtree(self._folder / name, ignore_errors=True)
        elif found is not None:
            (self._folder / name / _CANCELLED).touch()

    def _do(self, name: str, words: Words, work: Work) -> None:
        """Work, and leave in the folder what came of it."""
        told = time.monotonic()

        def progress(done: int, total: int) -> bool:
            nonlocal told
            if time.monotonic() - told >= TELL_SECONDS:
                told = time.monotonic()
                now = self._here[name]
                self._tell(name, replace(now, done=done, total=max(1, total)))
            return still(done, total)

        def still(_done: int, _total: int) -> bool:
            return not (self._folder / name / _CANCELLED).exists()

        self._tell(name, replace(self._here[name], state="working"))
        try:
            with heard_by(still):
                go_on(still, 0, 1)
                found = work(progress)
            (self._folder / name / _FILE).write_bytes(found.content)
            ended: dict[str, Any] = {"state": "done", "name": found.name, "mime": found.mime}
        except Cancelled:
            ended = {"state": "cancelled"}
        except ScenarioError as error:
            ended = {"state": "refused", "errors": [
                {"field": each.field, "detail": words.problem(each)} for each in error.problems]}
        except Exception:
            _log.exception("a job of the API failed")
            ended = {"state": "failed"}
        self._tell(name, replace(self._here[name], **ended))

    def _tell(self, name: str, job: Job) -> None:
        """Put it into the folder; who looks sees the whole of it or of what was told before."""
        if job.is_over:
            self._here.pop(name, None)
        else:
            self._here[name] = job
        with suppress(FileNotFoundError):
            beside = self._folder / name / secrets.token_hex(8)
            beside.write_text(json.dumps(asdict(replace(job, heard=time.time()))), "utf-8")
            beside.replace(self._folder / name / _TOLD)

    def _keep_telling(self) -> None:
        """Say of every job that is not over that its process lives."""
        while True:
            time.sleep(ALIVE_SECONDS)
            for name, job in list(self._here.items()):
                if name in self._here:
                    self._tell(name, job)

    def _read(self, name: str) -> Job | None:
        """What was last told; a job that has lost its process has failed."""
        if _ID.fullmatch(name) is None:
            return None
        try:
            job = Job(**json.loads((self._folder / name / _TOLD).read_text("utf-8")))
        except (OSError, ValueError):
            return None
        if not job.is_over and time.time() - job.heard > SILENT_SECONDS:
            return replace(job, state="failed")
        return job

    def _forget(self) -> list[str]:
        """Drop what ended long ago or before many others; whose jobs are not over."""
        found = {path: job for path in list(self._folder.iterdir())
                 if (job := self._read(path.name)) is not None}
        over = sorted((path for path, job in found.items() if job.is_over),
                      key=lambda path: found[path].heard, reverse=True)
        for place, path in enumerate(over):
            if place >= KEPT or time.time() - found[path].heard > KEPT_SECONDS:
                shutil.rmtree(path, ignore_errors=True)
        return [job.who for job in found.values() if not job.is_over]
