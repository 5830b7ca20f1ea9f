"""`table`: a result for a grid of two levers' values, as CSV."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from analysis.levers import lever
from analysis.table import SIZE, table
from commands.shared import Commands, add_file, add_scheduler, progress_of, scenario_of, where
from model import ScenarioError
from model.terms.problems import problem
from scenarios.files import write_columns
from scenarios.settings import wanted_range
from scenarios.whole import written_whole
from wording import Words

BAD_SIZE = "{field} = {value}: permitted is {permitted}"
LARGEST = 401


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("table", help="a result over the plane between two levers")
    add_file(parser)
    for axis in ("x", "y"):
        parser.add_argument(f"--{axis}", required=True, metavar="NAME", help="a lever")
        parser.add_argument(f"--{axis}-range", metavar="LOW:HIGH")
    parser.add_argument("--result", required=True)
    parser.add_argument("--size", type=int, default=SIZE, help="values of each lever")
    parser.add_argument("--out", type=Path, required=True, metavar="CSV")
    add_scheduler(parser)
    parser.set_defaults(command=_table)


def _table(options: argparse.Namespace, words: Words) -> None:
    scenario = scenario_of(options)
    if not 2 <= options.size <= LARGEST:
        details = {"permitted": f"2 ≤ n ≤ {LARGEST}"}
        raise ScenarioError([problem(BAD_SIZE, "--size", options.size, **details)])
    with where(options):
        found = table(
            scenario, lever(scenario, options.x), lever(scenario, options.y), options.result,
            x_range=wanted_range("--x-range", options.x_range),
            y_range=wanted_range("--y-range", options.y_range), size=options.size,
            progress=progress_of(words),
        )
    across, up = np.meshgrid(found.x, found.y)
    columns = {options.x: across.ravel(), options.y: up.ravel(),
               options.result: found.values.ravel()}
    with written_whole(options.out) as path:
        write_columns(columns, path)
