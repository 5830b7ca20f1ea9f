"""`model.warm` calls every kernel: what it misses would be compiled while somebody waits."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Called or in reach of what is called, not compiled: seen whatever this machine has on disk.
REACHED = """
import json, os, sys, types
os.environ["NUMBA_DISABLE_JIT"] = "1"
from model import warm
from model.members import tasks

tasks.trailing_zeros = lambda lanes: f"{lanes:b}"[::-1].index("1")  # has no Python of its own
called, reached = {}, set()

def note(frame, what, _):
    if what == "call":
        called[frame.f_code] = frame.f_globals

def reach(code, places):
    module = str(places.get("__name__"))
    if code in reached or not module.startswith("model"):
        return
    reached.add(code)
    names.add(module.rpartition(".")[2] + "." + code.co_qualname)
    for place in [places, *(vars(part) for name in code.co_names
                            if isinstance(part := places.get(name), types.ModuleType))]:
        for name in code.co_names:
            found = place.get(name)
            for part in found if isinstance(found, tuple) else (found,):  # a day's Side
                if isinstance(part, types.FunctionType):
                    reach(part.__code__, part.__globals__)

sys.setprofile(note)
warm.load()
sys.setprofile(None)
names = set()
for code, places in called.items():
    name = str(places.get("__name__")).rpartition(".")[2] + "." + code.co_qualname
    if name in warm.KEPT:
        reach(code, places)
print(json.dumps(sorted(set(warm.KEPT) - names)))
"""


def test_every_kernel_is_called_beforehand():
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", REACHED], cwd=ROOT,
                         capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == []
