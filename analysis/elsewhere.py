"""Long work done by the workers of a Dask scheduler, on this machine or on many.

Parts are handed out a few at a time and taken back in their order. A part whose worker is lost is
done by another one: Dask sees to that. Dask is loaded by those alone who ask for it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import places
from analysis.batches import heard, heard_by
from analysis.places import Here, Part, Result
from model import MODEL_VERSION, ScenarioError
from model.terms.problems import problem

if TYPE_CHECKING:
    from distributed import Client, Future

ADDRESS = "BACKSTOP_DASK"
"""Names the scheduler that long work of pages and of the API is given to."""

REACH_SECONDS, WORKERS_SECONDS = 5.0, 5.0
"""How long a scheduler may take to answer, and to have a worker."""
ALONE_SECONDS = 30.0
"""How long it may be without one later on."""
LOOK_SECONDS = 0.2
AHEAD = 3
"""Parts for each thread of the workers that are handed out before they are asked for."""

MISSING = (
    "{field} = {value}: Dask is not installed here; `pip install -r requirements-dask.txt` "
    "installs it"
)
UNREACHABLE = (
    "{field} = {value}: no Dask scheduler answers at this address; one reads tcp://name:port"
)
NO_WORKERS = "{field} = {value}: this Dask scheduler has no workers"
STRANGER = (
    "{field} = {value}: the worker {worker} cannot load Backstop ({reason}); it must be started in "
    "Backstop's folder"
)
OTHER_EDITION = (
    "{field} = {value}: the worker {worker} computes with Backstop {theirs}, this machine with "
    "{ours}; they must be the same"
)
LOST = "{field} = {value}: the connection to the Dask scheduler was lost"
KILLED = "{field} = {value}: a part of the work was lost with its worker again and again"


@contextmanager
def done_by(address: str, field: str = "--scheduler") -> Iterator[None]:
    """Have what this thread computes meanwhile done by the workers of a scheduler; `field` is what
    names its address. Raises ScenarioError where it cannot be reached, or its workers are of
    another edition.
    """
    workers = _reached(address, field)
    try:
        workers.check()
        with places.done_at(workers):
            yield
    finally:
        workers.client.close()


@contextmanager
def configured() -> Iterator[None]:
    """The same where `ADDRESS` names a scheduler; else everything is done here."""
    address = os.environ.get(ADDRESS, "")
    with done_by(address, ADDRESS) if address else nullcontext():
        yield


def _reached(address: str, name: str) -> Workers:
    """Raises ScenarioError."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ScenarioError([problem(MISSING, name, address)]) from error
    try:
        with warnings.catch_warnings(action="ignore"):  # of other versions: `check` says it
            client = Client(address, timeout=REACH_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ScenarioError([problem(UNREACHABLE, name, address)]) from error
    return Workers(client, address, name)


@dataclass
class Workers:
    """Those of the scheduler at `address`, which `field` names."""

    client: Client
    address: str
    field: str
    threads: int | None = None

    def check(self) -> None:
        """Raises ScenarioError where there is none, or one that would give other numbers."""
        try:
            self.client.wait_for_workers(1, timeout=WORKERS_SECONDS)
        except TimeoutError as error:
            raise self._refused(NO_WORKERS) from error
        for worker, found in self.client.run(edition, on_error="return").items():
            if isinstance(found, Exception):
                raise self._refused(STRANGER, worker=worker, reason=found) from found
            if found != edition():
                raise self._refused(OTHER_EDITION, worker=worker, theirs=found, ours=edition())

    def each(
        self, work: Callable[[Part], Result], parts: Iterable[Part]
    ) -> Generator[Result, None, None]:
        """Several at once, in their order; a single one is done here, which takes no longer."""
        import cloudpickle

        left = iter(parts)
        first = list(islice(left, 2))
        if len(first) < 2:
            yield from map(work, first)
            return
        written, ahead = cloudpickle.dumps(work), AHEAD * self._places()
        out: deque[Future[Result]] = deque()
        try:
            for part in chain(first, left):
                out.append(self.client.submit(
                    _answered, edition(), written, cloudpickle.dumps(part), pure=False))
                if len(out) > ahead:
                    yield self._taken(out[0])
                    out.popleft()
            while out:
                yield self._taken(out[0])
                out.popleft()
        finally:
            with suppress(Exception):  # the scheduler may be gone
                self.client.cancel(list(out))

    def _places(self) -> int:
        """Threads of all workers."""
        found = self.client.scheduler_info()["workers"].values()
        return max(1, sum(int(each["nthreads"]) for each in found))

    def _taken(self, future: Future[Result]) -> Result:
        """What came of a part, once it is done. Raises as `Place.each` does."""
        from distributed import CancelledError as Gone
        from distributed import KilledWorker

        try:
            self._wait(future)
            return future.result()
        except Gone as error:
            raise self._refused(LOST) from error
        except KilledWorker as error:
            raise self._refused(KILLED) from error
        except ImportError as error:
            raise self._refused(STRANGER, worker="", reason=error) from error
        except OtherEdition as error:
            raise self._refused(OTHER_EDITION, worker="", theirs=error, ours=edition()) from error

    def _wait(self, future: Future[Result]) -> None:
        """Until a part is done or given up, as long as somebody waits and there is a worker."""
        seen = time.monotonic()
        while not future.done():
            heard(0, 0)
            with suppress(TimeoutError):
                future.exception(LOOK_SECONDS)  # fetches nothing, as `result` would
            if time.monotonic() - seen > ALONE_SECONDS:
                if not self.client.scheduler_info()["workers"]:
                    raise self._refused(NO_WORKERS)
                seen = time.monotonic()

    def _refused(self, template: str, **details: object) -> ScenarioError:
        return ScenarioError([problem(template, self.field, self.address, **details)])


class OtherEdition(Exception):
    """A worker that came later is of another edition."""


def _answered(wanted: str, work: bytes, part: bytes) -> Any:
    """What a worker does with a part, as long as somebody wants it. Raises OtherEdition."""
    import cloudpickle
    from distributed import get_worker

    if wanted != edition():
        raise OtherEdition(edition())
    worker = get_worker()
    key = worker.get_current_task()

    def still(_done: int, _total: int) -> bool:
        task = worker.state.tasks.get(key)
        return task is not None and task.state != "cancelled"

    with places.done_at(Here(threads=1)), heard_by(still):
        return cloudpickle.loads(work)(cloudpickle.loads(part))


@cache
def edition() -> str:
    """What decides about the last digit of a number: the model's version, its and its questions'
    sources, what computes them.
    """
    import numba
    import numpy

    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for room in ("model", "analysis"):
        for path in sorted((root / room).rglob("*.py")):
            digest.update(path.read_bytes())
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return (f"{MODEL_VERSION} ({digest.hexdigest()[:8]}; Python {python}, "
            f"NumPy {numpy.__version__}, Numba {numba.__version__})")
