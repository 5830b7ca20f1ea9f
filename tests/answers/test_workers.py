"""Processes answer as this one does; what is lost is replaced, and nothing outlives the server."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from answers import moving, workers
from answers.workers import Pool
from scenarios import Shared, link

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
ROOT = Path(__file__).parents[2]
START_SECONDS = 60.0


def asked(fee: float) -> bytes:
    return json.dumps({
        "s": link.encode(Shared.of("as_pitched")), "lang": "zh", "page": "overview",
        "readings": ["exit_share"], "figures": ["price"], "set": {"campaigns.main.sell_fee": fee},
    }).encode()


def wait_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + START_SECONDS
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)


def ready(pool: Pool) -> subprocess.Popen[bytes]:
    """The one process of a pool, once it answers."""
    pool.answered(asked(1))
    wait_for(lambda: bool(pool._free))
    return pool._free[-1].process


@pytest.fixture(scope="module")
def shared() -> Iterator[Pool]:
    pool = Pool(1)
    pool.open()
    yield pool
    pool.close()


@pytest.fixture
def pool(shared: Pool, monkeypatch: pytest.MonkeyPatch) -> Pool:
    monkeypatch.setattr(workers, "PAUSE_SECONDS", 0.0)
    ready(shared)
    return shared


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails whatever this process answers itself."""
    monkeypatch.setattr(moving, "written", lambda told: pytest.fail("answered here"))


def test_a_process_answers_as_this_one(pool: Pool, request: pytest.FixtureRequest):
    own = {fee: moving.written(asked(fee)) for fee in (5, 20.5)}
    request.getfixturevalue("elsewhere")
    assert {fee: pool.answered(asked(fee)) for fee in own} == own


def test_what_is_no_question_is_refused_and_costs_no_process(pool: Pool, elsewhere: None):
    process = ready_pid(pool)
    for nonsense in (b"{}", b"\xff", b"[" * 30_000, b'{"lang": "\\ud800"}'):
        with pytest.raises((ValueError, RuntimeError)):
            pool.answered(nonsense)
    assert ready_pid(pool) == process


def ready_pid(pool: Pool) -> int:
    return pool._free[-1].process.pid


def test_what_is_lost_is_replaced_and_the_question_answered(pool: Pool):
    process = ready(pool)
    process.kill()
    assert pool.answered(asked(7)) == moving.written(asked(7))
    assert ready(pool).pid != process.pid
    assert process.returncode == -signal.SIGKILL


def test_a_terminal_s_interrupt_is_not_for_processes(pool: Pool, elsewhere: None):
    process = ready_pid(pool)
    os.kill(process, signal.SIGINT)
    pool.answered(asked(8))
    assert ready_pid(pool) == process
    assert os.getpgid(process) != os.getpgid(0)


def test_who_takes_too_long_is_ended(pool: Pool, monkeypatch: pytest.MonkeyPatch):
    process = ready(pool)
    monkeypatch.setattr(workers, "PATIENCE_SECONDS", 0.1)
    process.send_signal(signal.SIGSTOP)
    with pytest.raises(TimeoutError):
        pool.answered(asked(9))
    assert process.returncode == -signal.SIGKILL
    assert ready(pool).pid != process.pid


def test_nothing_begins_before_a_server_or_after_it():
    pool = Pool(1)
    assert pool.answered(asked(3)) == moving.written(asked(3))
    assert not pool.processes
    pool.open()
    process = ready(pool)
    pool.close()
    assert process.returncode is not None
    pool.answered(asked(3))
    assert not pool.processes


def test_none_outlives_a_server_that_is_killed():
    script = ("from answers.workers import Pool; import os, time; pool = Pool(1); pool.open()\n"
              "pool._taken()\n"
              "while not pool._free: time.sleep(0.02)\n"
              "print(pool.processes[0].pid, flush=True); os.kill(os.getpid(), 9)")
    server = subprocess.run([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE,
                            check=False)
    pid = int(server.stdout)
    wait_for(lambda: not is_running(pid))


def is_running(pid: int) -> bool:
    """Whether there is such a process that has not ended (as far as nobody waits for it)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(("cores", "count"), [(1, 0), (2, 1), (3, 2), (64, workers.MOST)])
def test_one_core_is_left_to_the_sessions(cores: int, count: int, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(cores)), raising=False)
    assert workers.sensible() == count
