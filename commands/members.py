"""`members`: simulate single members and write what they did and what averages hide."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from analysis.seeds import on_seeds
from answers.members import left_out
from commands.shared import (
    Commands,
    add_file,
    add_scheduler,
    document_of,
    progress_of,
    say_if_cold,
    where,
)
from model import MODEL_VERSION, Scenario, ScenarioError, readings
from model.members import MemberRun, simulate_members, spread
from model.terms.problems import OUT_OF_RANGE, problem
from scenarios.documents import Document
from scenarios.files import plain_all, plain_reading, write_columns, write_daily, write_json
from scenarios.settings import with_settings
from scenarios.whole import complete
from wording import Words

DEFAULT_MEMBERS = 100_000
MOST_RUNS = 10_000

OF_MEMBERS = (
    "joined", "sponsor", "depth", "orders", "spent", "released", "redeemed", "commissions",
    "bonus", "referrals", "team_volume", "ad_points", "holdings", "impatient", "sold_early",
    "accounts",
)


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("members", help="simulate single members, not averages")
    add_file(parser)
    parser.add_argument("--members", type=int, default=DEFAULT_MEMBERS, metavar="N",
                        help=f"how many stand for all (default: {DEFAULT_MEMBERS})")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--runs", type=int, metavar="N",
                        help="so many simulations on seeds from --seed on: runs.csv with the "
                             "readings of each instead of members")
    add_scheduler(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.set_defaults(command=_members)


def _members(options: argparse.Namespace, words: Words) -> None:
    if options.runs is not None or options.scheduler is not None:
        _check_runs(options.runs)
    say_if_cold("market.run_block", words)
    document = document_of(options)
    scenario = with_settings(document.scenario, options.set)
    if options.runs is not None:
        _several(options, scenario, words)
    else:
        _one(options, scenario, document, words)
    for told in left_out(scenario, document.words(words.language)):
        print(told, file=sys.stderr)


def _one(
    options: argparse.Namespace, scenario: Scenario, document: Document, words: Words
) -> None:
    run = simulate_members(scenario, options.members, options.seed, progress_of(words))
    about = {"model_version": MODEL_VERSION, "seed": run.seed} | {
        name: plain_reading(name, value) for name, value in spread.summary(run).items()
    }
    with complete(options.out) as folder:
        write_daily(run.run, folder / "daily.csv", document.day_zero)
        parquet.write_table(member_table(run), folder / "members.parquet")
        write_json(about, folder / "summary.json")
    if readings.faults(run.run):
        faulty = words("The accounts of this run do not add up: do not rely on its figures.")
        print(faulty, file=sys.stderr)


def _check_runs(runs: int | None) -> None:
    """Several, or a scheduler would have nothing to share out. Raises ScenarioError."""
    if runs is None or not 1 <= runs <= MOST_RUNS:
        raise ScenarioError([problem(OUT_OF_RANGE, "--runs", "–" if runs is None else runs,
                                     permitted=f"1 ≤ n ≤ {MOST_RUNS}")])


def _several(options: argparse.Namespace, scenario: Scenario, words: Words) -> None:
    """The same on several seeds: each reading of each, and how far they lie apart."""
    seeds = range(options.seed, options.seed + options.runs)
    with where(options):
        found = on_seeds(scenario, options.members, seeds, progress_of(words))
    about = {name: {"mean": values.mean(), "deviation": values.std(), "low": values.min(),
                    "high": values.max()} for name, values in found.items()}
    with complete(options.out) as folder:
        write_columns({"seed": np.array(seeds), **found}, folder / "runs.csv")
        write_json(plain_all({"model_version": MODEL_VERSION, "members": options.members,
                              "runs": options.runs, "readings": about}), folder / "summary.json")


def member_table(run: MemberRun) -> pa.Table:
    """One row a simulated member, in the order of joining; its row number is its number."""
    members = run.members
    columns: dict[str, object] = {name: getattr(members, name) for name in OF_MEMBERS}
    columns["segment"] = _named(members.segment, run.run.segment_ids)
    columns["level"] = _named(members.level, ("", *run.levels))
    for c, row in enumerate(run.run.campaign_ids):
        columns[f"points.{row}"] = members.points[c]
        columns[f"exit_day.{row}"] = members.exit_day[c]
    return pa.table(columns)


def _named(numbers: np.ndarray, names: tuple[str, ...]) -> pa.DictionaryArray:
    """Numbers as the names they stand for."""
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int32)), list(names))
