"""Memory of large arrays goes back to the system."""

import subprocess
import sys

import pytest

KEEPS = """
import sys
from pathlib import Path
from threading import Thread

import numpy as np

from ui.door.memory import give_back

def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

def compute():
    np.ones(30_000_000, dtype=np.uint8)  # from then on blocks of its size are kept
    arrays = [np.ones(SIZE, dtype=np.uint8) for _ in range(COUNT)]
    kept.append(np.ones(100_000, dtype=np.uint8))  # lies above them

SIZE, COUNT, kept = int(sys.argv[1]), int(sys.argv[2]), []
assert give_back() or sys.argv[3] == "before"
before = resident()
for _ in range(4):
    thread = Thread(target=compute)
    thread.start()
    thread.join()
print(resident() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
@pytest.mark.parametrize(("size", "count"), [(17_000_000, 8), (2_000_000, 40)])
def test_freed_arrays_are_given_back(size, count):
    done = subprocess.run([sys.executable, "-c", KEEPS, str(size), str(count), ""],
                          capture_output=True, text=True, check=True)
    assert float(done.stdout) < 20.0  # MB


def test_what_is_there_at_the_start_is_not_looked_through_again():
    asked = ("import gc, app\nfrom ui.door.memory import keep\nbefore = len(gc.get_objects())\n"
             "keep()\nprint(before, len(gc.get_objects()))")
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    before, after = map(int, done.stdout.split())
    assert after < before / 100
