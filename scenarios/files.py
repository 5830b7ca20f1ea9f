"""A run as files: `daily.csv`, `groups.csv`, `summary.json`, `lots.csv` of modes; all or none."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from model import Run, readings
from model.laws.series import DAILY, OF_CAMPAIGNS, OF_CONTROLS
from model.modes.book import ENTERED
from model.terms.rows import has_controls
from scenarios.whole import complete

DIGITS = "%.15g"


def write_run(run: Run, folder: Path) -> None:
    """Write the files of a single run into `folder` (made if absent). Raises OSError."""
    with complete(folder) as partial:
        write_daily(run, partial / "daily.csv")
        _write_groups(run, partial / "groups.csv")
        if run.modes.ids:
            _write_lots(run, partial / "lots.csv")
        write_json(summary(run), partial / "summary.json")


def write_json(content: object, path: Path) -> None:
    """Plain values as JSON, which has no NaN."""
    path.write_text(json_text(content), encoding="utf-8")


def json_text(content: object) -> str:
    """What `write_json` writes."""
    return json.dumps(content, indent=1, allow_nan=False, ensure_ascii=False) + "\n"


def plain(value: object) -> object:
    """What JSON can hold: NaN and infinities become None."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def plain_all(values: object) -> object:
    """The same within mappings and sequences."""
    if isinstance(values, dict):
        return {name: plain_all(value) for name, value in values.items()}
    if isinstance(values, list | tuple):
        return [plain_all(value) for value in values]
    return plain(values)


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
    reading = readings.find(name)
    return int(value) if reading and reading.style == "day" else value


def daily_columns(run: Run) -> dict[str, np.ndarray]:
    """Column → (day,) in the order of the file; later campaigns' price, pool and points, then
    what each mode did, last."""
    names = (*DAILY, *OF_CONTROLS) if has_controls(run.scenario) else DAILY
    columns = {name: run.daily[name][0] for name in names}
    for c, campaign in enumerate(run.campaign_ids[1:], start=1):
        for name in OF_CAMPAIGNS:
            columns[f"{name}.{campaign}"] = run.campaigns[name][0, c]
    return columns | {name: series[0] for name, series in run.modes.columns.items()}


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
        more = ["from_modes_per_member"] if run.modes.ids else []
        rows.writerow(["join_day", "segment", "members", "redeemed_per_member", *exits, *more])
        for day, segment in zip(*np.nonzero(groups.members[0] > 0), strict=True):
            members, redeemed = groups.members[0, day, segment], groups.redeemed[0, day, segment]
            exit_days = groups.exit_day[0, :, day, segment]
            from_modes = [DIGITS % groups.from_modes[0, day, segment] for _ in more]
            rows.writerow([day, run.segment_ids[segment], DIGITS % members, DIGITS % redeemed,
                           *exit_days, *from_modes])


def _write_lots(run: Run, path: Path) -> None:
    """One row a mode and day on which anything entered, yuan."""
    entered, lots = run.modes.daily(ENTERED)[0], run.modes.lots
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["mode", "entry_day", "entered", "received", "made_whole_share", "owed"])
        for mode, day in zip(*np.nonzero(entered > 0), strict=True):
            values = (entered, lots.received[0], lots.whole[0], lots.owed[0])
            found = (DIGITS % each[mode, day] for each in values)
            rows.writerow([run.modes.ids[mode], day, *found])
