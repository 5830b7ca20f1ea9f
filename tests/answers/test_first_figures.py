"""Compiled once, before anybody waits: after that no page and no question compiles any more."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# A fresh copy of the project is compiled for them.
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
from model import people, readings, releases, simulate, summarise
from model.members import simulate_members
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
    life(people_drawn, 3), readings.summary(people_drawn.run, shares=False)
summarise(pitched, {"campaigns.main.sell_fee": [0.1, 0.2] * 20})
print(json.dumps(late))
"""

PAGES = STARTED + """
from pathlib import Path
from streamlit.testing.v1 import AppTest
from ui.navigation import PAGES

app = AppTest.from_file(Path("app.py").resolve(), default_timeout=300).run()
for page in PAGES.values():
    app.switch_page(page.file).run()
    assert not app.exception, page
print(json.dumps(late))
"""


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA")}
    ran = subprocess.run([sys.executable, *arguments], cwd=folder, env=kept,
                         capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """A fresh copy of the project in which the model was compiled, and what was told of it."""
    folder = tmp_path_factory.mktemp("fresh") / "backstop"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*MADE))
    return folder, python(folder, "-m", "model").stderr


def test_compiling_counts_on_the_terminal_up_to_all_kernels(compiled):
    told = [(int(done), int(total)) for done, total in PROGRESS.findall(compiled[1])]
    assert told == sorted(told)
    assert told[0][0] < told[-1][0] == told[-1][1]
    assert len(told) > 4


def test_it_is_done_once(compiled):
    assert python(compiled[0], "-m", "model").stderr == ""


@pytest.mark.parametrize("script", [RUNS, PAGES], ids=["runs", "pages"])
def test_nothing_is_compiled_after_it(compiled, script, tmp_path, monkeypatch):
    monkeypatch.setenv("BACKSTOP_DATA", str(tmp_path))
    assert json.loads(python(compiled[0], "-c", script).stdout.splitlines()[-1]) == []


def test_the_command_line_announces_a_wait_only_where_there_is_one(compiled, tmp_path):
    scenario = ("as_pitched", "--out", str(tmp_path))
    told = python(compiled[0], "-m", "scenarios", "members", *scenario, "--members", "100").stderr
    assert "Compiling" not in told
    shutil.rmtree(compiled[0] / ".cache")
    told = python(compiled[0], "-m", "scenarios", "run", *scenario).stderr
    assert "Compiling" in told
