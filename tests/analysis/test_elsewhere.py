"""What workers of a Dask scheduler compute is what this machine computes, to the last bit, also
when one of them is lost; what is in the way is said at once, and nobody works for who has left."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import numpy as np
import pytest

import scenarios
from analysis import elsewhere, places
from analysis.batches import Cancelled, heard, heard_by
from analysis.draws import draw
from analysis.elsewhere import done_by
from analysis.seeds import on_seeds
from analysis.uncertainty import assumptions
from commands.main import main
from model import ScenarioError
from tests import cluster

pytestmark = pytest.mark.slow

NOBODY = "tcp://127.0.0.1:1"
SHORT = scenarios.load("as_pitched").scenario.replace({"horizon.days": 60})
DRAWS = 600
"""Three parts."""
COMMANDS = {
    "draw": ["--draws", str(DRAWS), "--claims", "--out", "{out}"],
    "table": ["--x", "ad_points.release_rate", "--y", "wallet.withdraw_share",
              "--result", "lowest_cash", "--size", "17", "--out", "{out}/table.csv"],
    "tornado": ["--result", "lowest_cash", "--sobol", "--samples", "32", "--json"],
    "search": ["--config", "{question}", "--out", "{out}"],
    "members": ["--members", "3000", "--runs", "3", "--out", "{out}"],
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with cluster.scheduler() as found:
        yield found


@pytest.fixture(scope="module")
def cluster_of_two(address: str) -> Iterator[str]:
    with cluster.workers(address, 2):
        yield address


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """A scenario, and a question whose generations are two parts."""
    folder = tmp_path_factory.mktemp("asked")
    short, question = folder / "short.toml", folder / "question.toml"
    short.write_text(scenarios.write(scenarios.Document("short", {}, {}, SHORT)), "utf-8")
    question.write_text("[search]\nevaluations = 600\npopulation = 300\n", "utf-8")
    return {"short": str(short), "question": str(question)}


def test_without_workers_it_is_said_at_once(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "WORKERS_SECONDS", 0.3)
    with pytest.raises(ScenarioError, match="has no workers"), done_by(address):
        pytest.fail("nobody could work")


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_give_the_same_files(
    command: str, cluster_of_two: str, documents: Mapping[str, str], tmp_path: Path,
    capsys: pytest.CaptureFixture[str], handed_out: list[int],
) -> None:
    found = []
    for where in ([], ["--scheduler", cluster_of_two]):
        out = tmp_path / str(len(where))
        given = [each.format(out=out, **documents) for each in COMMANDS[command]]
        if command == "table":
            out.mkdir()
        assert main([command, documents["short"], *given, *where]) == 0
        files = {path.name: path.read_bytes() for path in sorted(out.glob("*"))}
        found.append((files, capsys.readouterr().out))
    assert found[0] == found[1]
    assert handed_out, "workers had nothing to do"


@pytest.fixture
def handed_out(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows with every part that goes to a worker."""
    from distributed import Client

    found: list[int] = []
    submit = Client.submit

    def counted(self: Client, *given: object, **more: object) -> object:
        found.append(1)
        return submit(self, *given, **more)

    monkeypatch.setattr(Client, "submit", counted)
    return found


def test_a_lost_worker_changes_no_number(address: str) -> None:
    spread = assumptions(SHORT)
    alone = draw(SHORT, spread, 2000)
    with cluster.workers(address, 2) as processes, done_by(address):

        def kill(done: int, total: int) -> bool:
            if 0 < done < total and processes[0].poll() is None:
                processes[0].kill()
            return True

        found = draw(SHORT, spread, 2000, progress=kill)
        assert processes[0].poll() is not None
    for name, values in alone.results.items():
        np.testing.assert_array_equal(found.results[name], values, err_msg=name)


def test_progress_counts_up_and_who_says_no_is_not_worked_for(cluster_of_two: str) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 512

    with done_by(cluster_of_two):
        with pytest.raises(Cancelled):
            draw(SHORT, assumptions(SHORT), 2000, progress=progress)
        assert told == [(0, 2000), (256, 2000), (512, 2000)]
        client = places.current().client  # type: ignore[attr-defined]
        assert cluster.until(lambda: not any(client.processing().values()), 5.0)


def endless(_part: int) -> None:
    """As long work does, it asks between its steps whether somebody waits."""
    while True:
        heard(0, 0)
        sleep(0.01)


def test_a_part_that_has_begun_stops_on_its_worker(cluster_of_two: str) -> None:
    with done_by(cluster_of_two):
        place = places.current()
        client = place.client  # type: ignore[attr-defined]

        def busy() -> int:
            def threads(dask_worker: Any) -> int:
                return len(dask_worker.active_threads)

            return sum(client.run(threads).values())

        assert cluster.until(lambda: not busy(), 10.0)
        with heard_by(lambda _done, _total: not busy()), pytest.raises(Cancelled):
            list(place.each(endless, range(2)))
        assert cluster.until(lambda: not busy(), 10.0)


def test_so_does_a_simulation_of_members_here() -> None:
    with heard_by(lambda _done, _total: False), pytest.raises(Cancelled):
        on_seeds(SHORT, 100, range(2))


def test_what_the_model_refuses_is_told_as_here(cluster_of_two: str) -> None:
    def refusals() -> list[str]:
        with pytest.raises(ScenarioError) as refused:
            on_seeds(SHORT, 0, range(3))
        return [str(each) for each in refused.value.problems]

    here = refusals()
    with done_by(cluster_of_two):
        assert refusals() == here


OTHER = r"with Backstop \d.*this machine with 9\.9\.9"


@pytest.fixture
def upgraded(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Makes this process one of another version than those that were started before."""

    def upgrade() -> None:
        monkeypatch.setattr(elsewhere, "MODEL_VERSION", "9.9.9")
        elsewhere.edition.cache_clear()

    yield upgrade
    elsewhere.edition.cache_clear()


def test_a_worker_of_another_edition_is_refused(
    cluster_of_two: str, upgraded: Callable[[], None]
) -> None:
    upgraded()
    with pytest.raises(ScenarioError, match=OTHER), done_by(cluster_of_two):
        pytest.fail("numbers would differ")


def test_one_of_another_edition_that_comes_later_is_refused_too(
    cluster_of_two: str, upgraded: Callable[[], None]
) -> None:
    with done_by(cluster_of_two):
        upgraded()
        with pytest.raises(ScenarioError, match=OTHER):
            draw(SHORT, assumptions(SHORT), DRAWS)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_address_where_nobody_answers_is_named(
    language: str, documents: Mapping[str, str], tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(elsewhere, "REACH_SECONDS", 0.5)
    began = monotonic()
    assert main(["--language", language, "draw", documents["short"], "--draws", "600",
                 "--out", str(tmp_path / "none"), "--scheduler", NOBODY]) == 2
    assert monotonic() - began < 25.0  # Dask itself would try for longer
    said = capsys.readouterr().err
    assert NOBODY in said
    assert ("no Dask scheduler answers" in said) == (language == "en")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("wrong", ["nonsense", "ftp://somewhere:8786", "tcp://", ""])
def test_so_is_what_is_no_address(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "REACH_SECONDS", 0.5)
    with pytest.raises(ScenarioError, match="no Dask scheduler answers"), done_by(wrong):
        pytest.fail("there is nobody")


def test_a_server_takes_it_from_its_environment(
    cluster_of_two: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with elsewhere.configured():
        assert places.current() is places.HERE
    monkeypatch.setenv(elsewhere.ADDRESS, cluster_of_two)
    with elsewhere.configured():
        assert isinstance(places.current(), elsewhere.Workers)
    assert places.current() is places.HERE


def test_a_scheduler_that_is_lost_is_said_to_be() -> None:
    with ExitStack() as running:
        address = running.enter_context(cluster.scheduler())

        def lose(done: int, _total: int) -> bool:
            if done:
                running.close()
            return True

        with cluster.workers(address, 1), done_by(address), \
                pytest.raises(ScenarioError, match="connection to the Dask scheduler was lost"):
            draw(SHORT, assumptions(SHORT), 4000, progress=lose)


def test_dask_is_loaded_by_those_alone_who_ask_for_it() -> None:
    code = ("import sys, commands.main; from analysis import elsewhere\n"
            "assert not {'distributed', 'dask'} & set(sys.modules)\n"
            "sys.modules['distributed'] = None\n"
            "sys.exit(commands.main.main(['draw', 'as_pitched', '--draws', '2', '--out', 'none',"
            " '--scheduler', 'tcp://127.0.0.1:8786']))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                          env=os.environ | {"PYTHONPATH": str(cluster.ROOT)})
    assert done.returncode == 2, done.stderr
    assert "requirements-dask.txt" in done.stderr
