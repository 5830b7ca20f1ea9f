"""Processes that answer the questions of hands (`moving`) beside this one, so that its sessions
need not wait for them.

Plain children that read questions on a pipe and write answers on another: none is a copy of a
process with threads, all use the compiled model on disk, and however this process ends, they end
with it, for then their pipe is closed.
"""

import logging
import os
import signal
import struct
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread, Timer
from typing import IO

from answers import moving
from model import warm

ROOT = Path(__file__).parents[1]
MOST = 4
"""Processes at most: each takes 120 MB of its own, and four answer some hundred moves a second."""
PATIENCE_SECONDS = 10.0
"""After which a browser asks no more, and a process that has not answered is ended."""
PAUSE_SECONDS = 5.0
"""From a start to the next in place of a process that was lost."""
CLOSING_SECONDS = 2.0
ANSWERED, NO_QUESTION, FAILED = range(3)
_HEAD = struct.Struct("!BI")
_log = logging.getLogger("backstop")


def sensible() -> int:
    """How many processes to have: one core is left to the sessions; none where there is but one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(0, min(MOST, (cores or 1) - 1))


class Lost(Exception):
    """A process has ended without an answer."""


class Worker:
    """One process, from its start until it is lost or closed. Raises Lost where none can start."""

    def __init__(self) -> None:
        try:
            # In a session of its own: a terminal's Ctrl-C is the server's to hear.
            self.process = subprocess.Popen(
                [sys.executable, "-m", "answers"], cwd=ROOT, stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, start_new_session=True)
        except OSError as error:
            raise Lost from error
        assert self.process.stdin
        assert self.process.stdout
        self._asked, self._told = self.process.stdin, self.process.stdout
        self._is_late = False

    def ready(self) -> None:
        """Wait until it has loaded the model. Raises Lost."""
        self._answer()

    def answered(self, question: bytes) -> bytes:
        """As `moving.written`. Raises Lost, and TimeoutError where it takes too long."""
        timer = Timer(PATIENCE_SECONDS, self._give_up)
        timer.start()
        try:
            _send(self._asked, ANSWERED, question)
            kind, answer = self._answer()
        except (Lost, OSError) as error:
            raise TimeoutError if self._is_late else Lost from error
        finally:
            timer.cancel()
        if kind == ANSWERED:
            return answer
        raise ValueError(answer.decode()) if kind == NO_QUESTION else RuntimeError(answer.decode())

    def _give_up(self) -> None:
        self._is_late = True
        self.process.kill()

    def _answer(self) -> tuple[int, bytes]:
        found = _received(self._told)
        if found is None:
            raise Lost
        return found

    def close(self) -> None:
        """End it, at once where it does not by itself."""
        with suppress(OSError):
            self._asked.close()
        try:
            self.process.wait(CLOSING_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._told.close()


class Pool:
    """Up to `count` processes, begun when they are needed first. While none is free, this process
    answers itself; for many threads.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self.is_open = False
        self._free: list[Worker] = []
        self._every: set[Worker] = set()
        self._begun, self._last, self._next = 0, 0.0, 0.0
        self._lock = Lock()

    @property
    def places(self) -> int:
        """How many questions are answered at once."""
        return max(1, self.count)

    @property
    def processes(self) -> list[subprocess.Popen[bytes]]:
        """Those that are ready or begin."""
        with self._lock:
            return [worker.process for worker in self._every]

    def open(self) -> None:
        """Let processes begin from now on."""
        self.is_open = True

    def close(self) -> None:
        """End all of them, and begin none any more."""
        with self._lock:
            self.is_open = False
            every, self._every, self._free = self._every, set(), []
            self._begun = 0
        for worker in every:
            worker.close()

    def answered(self, question: bytes) -> bytes:
        """As `moving.written`. Raises TimeoutError besides, and RuntimeError where we failed."""
        worker = self._taken()
        if worker is None:
            return moving.written(question)
        try:
            answer = worker.answered(question)
        except (Lost, TimeoutError) as error:
            self._lost(worker)
            if isinstance(error, TimeoutError):
                raise
            return moving.written(question)
        except (ValueError, RuntimeError):
            self._give_back(worker)
            raise
        self._give_back(worker)
        return answer

    def _taken(self) -> Worker | None:
        """A free process; where there is none, another begins, if there may be more."""
        with self._lock:
            if self._free:
                return self._free.pop()
            now = time.monotonic()
            if self.is_open and self._begun < self.count and now >= self._next:
                self._begun, self._last = self._begun + 1, now
                Thread(target=self._begin, name="live begins", daemon=True).start()
            return None

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            if self.is_open:
                self._free.append(worker)

    def _begin(self) -> None:
        """Have one more process, as soon as it is ready."""
        worker = None
        try:
            worker = Worker()
            with self._lock:
                self._every.add(worker)
            worker.ready()
        except Lost:
            self._lost(worker)
            return
        if self.is_open:
            self._give_back(worker)
        else:
            worker.close()

    def _lost(self, worker: Worker | None) -> None:
        """Let another begin in its place, unless all were to end."""
        with self._lock:
            if not self.is_open:
                return
            self._begun -= 1
            self._next = self._last + PAUSE_SECONDS
            self._every -= {worker}
        if worker:
            worker.close()
        _log.warning("a process that answers hands on levers was lost; another takes its place")


POOL = Pool(sensible())
"""That of this server."""


def serve() -> None:
    """Answer what comes on standard input until that is closed, and say first that it is ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, told = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed belongs to the server's log
    with suppress(OSError):  # whoever asked is gone
        warm.cohorts()
        _send(told, ANSWERED, b"")
        while (question := _received(asked)) is not None:
            _send(told, *_told(question[1]))


def _told(question: bytes) -> tuple[int, bytes]:
    try:
        return ANSWERED, moving.written(question)
    except (ValueError, RecursionError) as error:
        return NO_QUESTION, str(error).encode(errors="replace")
    except Exception as error:
        _log.exception("a hand's question failed")
        return FAILED, str(error).encode(errors="replace")


def _send(to: IO[bytes], kind: int, content: bytes) -> None:
    to.write(_HEAD.pack(kind, len(content)) + content)
    to.flush()


def _received(source: IO[bytes]) -> tuple[int, bytes] | None:
    """Kind and content of what was sent; None once nothing more comes."""
    head = source.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    content = source.read(length)
    return (kind, content) if len(content) == length else None
