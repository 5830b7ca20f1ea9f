"""A run as files: `daily.csv`, `groups.csv`, `summary.json`, `lots.csv` of modes; all or none."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from model import Run, readings
from model.laws.series import DAILY, OF_CAMPAIGNS, OF_CONTROLS
from model.modes.book import ENTERED
from model.terms.rows import has_controls
from scenarios.whole import complete

DIGITS = "%.15g"


def write_run(run: Run, folder: Path, day_zero: date | None = None) -> None:
    """Write the files of a single run into `folder` (made if absent), with dates beside days where
    that of day 0 is given. Raises OSError.
    """
    with complete(folder) as partial:
        write_daily(run, partial / "daily.csv", day_zero)
        _write_groups(run, partial / "groups.csv", day_zero)
        if run.modes.ids:
            _write_lots(run, partial / "lots.csv", day_zero)
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


def write_daily(run: Run, path: Path, day_zero: date | None = None) -> None:
    """The daily series of a single run as CSV, a row a day."""
    columns = {"day": np.arange(run.days), **daily_columns(run)}
    table = np.column_stack(list(columns.values()))
    if day_zero is None:
        header = ",".join(columns)
        np.savetxt(path, table, DIGITS, ",", header=header, comments="", encoding="utf-8")
        return
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["day", "date", *list(columns)[1:]])
        rows.writerows([DIGITS % day, *_date(day, day_zero), *(DIGITS % each for each in values)]
                       for day, *values in table.tolist())


def _date(day: float, day_zero: date | None) -> list[str]:
    """The cell beside a day, none where there is no calendar."""
    return [] if day_zero is None else [(day_zero + timedelta(days=int(day))).isoformat()]


def _write_groups(run: Run, path: Path, day_zero: date | None) -> None:
    """One row a group that has members, join days first."""
    groups = run.groups
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        exits = [f"exit_day.{campaign}" for campaign in run.campaign_ids]
        more = ["from_modes_per_member"] if run.modes.ids else []
        dates = [] if day_zero is None else ["join_date"]
        rows.writerow(["join_day", *dates, "segment", "members", "redeemed_per_member", *exits,
                       *more])
        for day, segment in zip(*np.nonzero(groups.members[0] > 0), strict=True):
            members, redeemed = groups.members[0, day, segment], groups.redeemed[0, day, segment]
            exit_days = groups.exit_day[0, :, day, segment]
            from_modes = [DIGITS % groups.from_modes[0, day, segment] for _ in more]
            rows.writerow([day, *_date(day, day_zero), run.segment_ids[segment],
                           DIGITS % members, DIGITS % redeemed, *exit_days, *from_modes])


def _write_lots(run: Run, path: Path, day_zero: date | None) -> None:
    """One row a mode and day on which anything entered, yuan."""
    entered, lots = run.modes.daily(ENTERED)[0], run.modes.lots
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        dates = [] if day_zero is None else ["entry_date"]
        rows.writerow(["mode", "entry_day", *dates, "entered", "received", "made_whole_share",
                       "owed"])
        for mode, day in zip(*np.nonzero(entered > 0), strict=True):
            values = (entered, lots.received[0], lots.whole[0], lots.owed[0])
            found = (DIGITS % each[mode, day] for each in values)
            rows.writerow([run.modes.ids[mode], day, *_date(day, day_zero), *found])
