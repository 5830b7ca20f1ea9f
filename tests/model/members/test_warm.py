"""After the kernels of single members are compiled, no page waits for another one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

# Dispatchers hold one overload for each combination of types that they were compiled for.
COUNT = """
import importlib, pkgutil
from numba.core.dispatcher import Dispatcher
import model.members
import model.issuance, model.pools, model.redemption
from model.members import compile_kernels, simulate_members
from model.members.story import story
from scenarios.documents import load, preset_names
from tests.model.members.cases import BASE, CASES

modules = [importlib.import_module(f"model.members.{found.name}")
           for found in pkgutil.iter_modules(model.members.__path__)]
modules += [model.issuance, model.pools, model.redemption]
ours = {value.__name__: value for module in modules for value in vars(module).values()
        if isinstance(value, Dispatcher)}

def compiled():
    return {name: len(kernel.overloads) for name, kernel in ours.items()}

compile_kernels()
before = compiled()
assert len(before) > 20, before
shown = [load(name).scenario.replace({"horizon.days": 120}) for name in preset_names()]
for scenario in shown + [BASE.replace(changes) for changes in CASES.values()]:
    story(simulate_members(scenario, 300), 7)
after = compiled()
print({name: (before[name], after[name]) for name in after if after[name] != before[name]})
"""


def test_nothing_is_left_to_compile() -> None:
    found = subprocess.run(
        [sys.executable, "-c", COUNT], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "{}"
