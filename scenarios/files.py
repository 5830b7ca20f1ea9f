"""A run as files: `daily.csv`, `groups.csv`, `summary.json`, complete or not at all."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from model import Run, readings

DAILY = (
    "joins", "first_orders", "reorders", "wallet_orders", "contribution", "price", "pool", "points",
    "minted", "redeemed", "points_burned", "released", "commissions", "team_bonus", "agent_payouts",
    "agent_fees", "ad_revenue", "withdrawals", "wallet_balance", "unreleased_ad_points",
    "ad_points_left_behind", "operating_cash",
)
DIGITS = "%.15g"
WHOLE = ("lowest_cash_day", "first_negative_day")


def write_run(run: Run, folder: Path) -> None:
    """Write the three files of a single run into `folder` (made if absent). Raises OSError."""
    with complete(folder) as partial:
        write_daily(run, partial / "daily.csv")
        _write_groups(run, partial / "groups.csv")
        write_json(summary(run), partial / "summary.json")


@contextlib.contextmanager
def complete(folder: Path) -> Iterator[Path]:
    """A folder to write files into, which are moved to `folder` when all are complete.

    It lies beside them; where anything fails nothing is moved. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=".partial-", dir=folder))
    try:
        yield partial
        for path in sorted(partial.iterdir()):
            os.replace(path, folder / path.name)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A path to write one file to, which becomes `path` when complete. Raises OSError."""
    with complete(path.parent) as folder:
        yield folder / path.name


def write_json(content: object, path: Path) -> None:
    """Plain values as JSON, which has no NaN."""
    text = json.dumps(content, indent=1, allow_nan=False, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def write_columns(columns: Mapping[str, np.ndarray], path: Path) -> None:
    """Columns of numbers (row,) as CSV, an undefined one as nothing."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(columns)
        for row in zip(*columns.values(), strict=True):
            rows.writerow("" if np.isnan(value) else DIGITS % value for value in row)


def summary(run: Run) -> dict[str, float | int | None]:
    """The readings of a single run as plain numbers, None where undefined."""
    found = readings.summary(run)
    return {name: plain_reading(name, float(values[0])) for name, values in found.items()}


def plain_reading(name: str, value: float) -> float | int | None:
    """A reading as JSON has it: days are whole, an undefined one is None."""
    if not np.isfinite(value):
        return None
    days = name in WHOLE or name.startswith("agent_payback_day.")
    return int(value) if days else value


def daily_columns(run: Run) -> dict[str, np.ndarray]:
    """Column → (day,) in the order of the file; later campaigns' price, pool and points last."""
    columns = {name: run.daily[name][0] for name in DAILY}
    for c, campaign in enumerate(run.campaign_ids[1:], start=1):
        for name in ("price", "pool", "points"):
            columns[f"{name}.{campaign}"] = run.campaigns[name][0, c]
    return columns


def write_daily(run: Run, path: Path) -> None:
    """The daily series of a single run as CSV, a row a day."""
    columns = {"day": np.arange(run.days), **daily_columns(run)}
    table = np.column_stack(list(columns.values()))
    header = ",".join(columns)
    np.savetxt(path, table, DIGITS, ",", header=header, comments="", encoding="utf-8")


def _write_groups(run: Run, path: Path) -> None:
    """One row a group that has members, join days first."""
    groups = run.groups
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        exits = [f"exit_day.{campaign}" for campaign in run.campaign_ids]
        rows.writerow(["join_day", "segment", "members", "redeemed_per_member", *exits])
        for day, segment in zip(*np.nonzero(groups.members[0] > 0), strict=True):
            members, redeemed = groups.members[0, day, segment], groups.redeemed[0, day, segment]
            exit_days = groups.exit_day[0, :, day, segment]
            rows.writerow([day, run.segment_ids[segment], DIGITS % members, DIGITS % redeemed,
                           *exit_days])
