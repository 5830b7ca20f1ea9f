"""Compiled once, before anybody waits: after that no page and no question compiles any more."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from model import warm

# A fresh copy of the project begins to compile for them.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MADE = (".git", ".venv", ".*cache", ".hypothesis", "__pycache__", "tests", "docs")
PROGRESS = re.compile(r"Compiling the model for this machine, once: (\d+) of (\d+) kernels")

# A server that has started: the model is loaded, and what is compiled from now on is told.
STARTED = """
import json
from numba.core import event
from model import warm

late = []

class Listener(event.Listener):
    def on_start(self, told):
        late.append(told.data["dispatcher"].py_func.__qualname__)
    def on_end(self, told):
        pass

event.register("numba:compile", Listener())
warm.load()
"""

RUNS = STARTED + """
from analysis.member_life import life
from model import people, readings, simulate, summarise
from model.members import simulate_members
from model.readings import releases
from scenarios.documents import load, preset_names

CHOICES = {
    "growth.curve": ("constant", "exponential"), "ad_points.rule": ("grant",),
    "ad_points.missed_day": ("forfeited",), "referral.basis": ("order",),
    "team.basis": ("release",),
    "campaigns.main.pricing": ("day",), "campaigns.main.cap_measure": ("net",),
    "campaigns.main.cap_base": ("gift",),
}
pitched = load("as_pitched").scenario
scenarios = [load(name).scenario for name in preset_names()] + [
    pitched.replace({name: value}) for name, values in CHOICES.items() for value in values
]
for scenario in scenarios:
    run = simulate(scenario)
    readings.summary(run), readings.by_join_month(run), releases.paid_back_if_never_missed(run)
    people.recovered_within(run, 180), people.by_segment(run), people.share(run, of="released")
    people_drawn = simulate_members(scenario, 200, 7)
    life(people_drawn, 3), readings.summary(people_drawn.run, asked=())
summarise(pitched, {"campaigns.main.sell_fee": [0.1, 0.2] * 20})
print(json.dumps(late))
"""

PAGES = STARTED + """
from pathlib import Path
from streamlit.testing.v1 import AppTest
from scenarios.contents import PAGES

app = AppTest.from_file(Path("app.py").resolve(), default_timeout=300).run()
for page in PAGES.values():
    app.switch_page(page.file).run()
    assert not app.exception, page
print(json.dumps(late))
"""

def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=surroundings(),
                         capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran


def surroundings() -> dict[str, str]:
    """What a process finds around it that no setting of Numba's reaches."""
    return {name: value for name, value in os.environ.items() if not name.startswith("NUMBA")}


@pytest.fixture(scope="module")
def compiled():
    """The model is compiled on this machine, as the README's commands do first."""
    python("-m", "model")


@pytest.fixture
def fresh(tmp_path):
    """A copy of the project in which nothing was compiled."""
    folder = tmp_path / "backstop"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*MADE))
    return folder


def first_told(folder: Path, lines: int, *arguments: str) -> list[str]:
    """What a command says first of compiling. Then it is ended: to compile everything takes
    minutes.
    """
    running = subprocess.Popen([sys.executable, *arguments], cwd=folder, env=surroundings(),
                               stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert running.stderr
    try:
        return list(islice((line for line in running.stderr if "Compiling" in line), lines))
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()


def test_compiling_counts_on_the_terminal(fresh):
    found = PROGRESS.findall("".join(first_told(fresh, 2, "-m", "model")))
    told = [(int(done), int(total)) for done, total in found]
    assert len(told) == 2
    assert told[0][0] < told[1][0] <= len(warm.KEPT)
    assert {total for _, total in told} == {len(warm.KEPT)}


def test_the_command_line_announces_the_wait(fresh, tmp_path):
    assert first_told(fresh, 1, "-m", "scenarios", "run", "as_pitched", "--out", str(tmp_path))


@pytest.mark.usefixtures("compiled")
def test_it_is_done_once():
    assert python("-m", "model").stderr == ""


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("script", [RUNS, PAGES], ids=["runs", "pages"])
def test_nothing_is_compiled_after_it(script, folder):
    assert json.loads(python("-c", script).stdout.splitlines()[-1]) == []


@pytest.mark.usefixtures("compiled")
def test_the_command_line_is_silent_where_there_is_no_wait(tmp_path):
    scenario = ("as_pitched", "--out", str(tmp_path))
    told = python("-m", "scenarios", "members", *scenario, "--members", "100").stderr
    assert "Compiling" not in told
