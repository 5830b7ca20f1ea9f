"""Validation: scenarios with modes whose series an independent implementation gave."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

import scenarios
from commands.main import main
from model import Run, readings, simulate
from scenarios import files

GOLDEN = Path(__file__).parents[2] / "golden_modes"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.toml"))


def agree(ours: np.ndarray, theirs: np.ndarray, entered: float, name: str) -> None:
    """To 1e-8, or 1e-10 of the column's largest, or 1e-12 of all entered (modes.md section 8)."""
    ours, theirs = np.asarray(ours, float), np.asarray(theirs, float)
    largest = np.abs(theirs).max(initial=0.0)
    allowed = np.maximum(1e-8 * np.abs(theirs), max(1e-10 * largest, 1e-12 * entered))
    off = np.abs(ours - theirs) - allowed
    assert (off <= 0.0).all(), (name, int(np.argmax(off)), off.max())


def rows_of(name: str) -> list[dict[str, str]]:
    with (GOLDEN / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def summary_of(name: str) -> dict[str, float | None]:
    return json.loads((GOLDEN / f"{name}.summary.json").read_text(encoding="utf-8"))


def entered(name: str) -> float:
    return sum(value for key, value in summary_of(name).items() if key.startswith("entered."))


@pytest.fixture(scope="module", params=NAMES)
def golden(request: pytest.FixtureRequest) -> tuple[str, Run]:
    return request.param, simulate(scenarios.load(GOLDEN / f"{request.param}.toml").scenario)


def test_nineteen_scenarios_are_there() -> None:
    assert len(NAMES) == 19


def test_daily_series(golden: tuple[str, Run]) -> None:
    name, run = golden
    rows, ours = rows_of(f"{name}.daily.csv"), files.daily_columns(run)
    assert list(rows[0]) == ["day", *ours]
    for column, series in ours.items():
        agree(series, [float(row[column]) for row in rows], entered(name), column)


def test_groups(golden: tuple[str, Run]) -> None:
    name, run = golden
    rows = rows_of(f"{name}.groups.csv")
    places = [(int(row["join_day"]), run.segment_ids.index(row["segment"])) for row in rows]
    for column, values in (
        ("members", run.groups.members), ("redeemed_per_member", run.groups.redeemed),
        ("from_modes_per_member", run.groups.from_modes),
    ):
        agree([values[0][at] for at in places], [float(row[column]) for row in rows], 0.0, column)
    for c, campaign in enumerate(run.campaign_ids):
        assert [run.groups.exit_day[0, c][at] for at in places] == [
            int(row[f"exit_day.{campaign}"]) for row in rows]


def test_lots(golden: tuple[str, Run]) -> None:
    name, run = golden
    rows, lots = rows_of(f"{name}.lots.csv"), run.modes.lots
    places = [(run.modes.ids.index(row["mode"]), int(row["entry_day"])) for row in rows]
    for column, values in (
        ("received", lots.received), ("owed", lots.owed), ("made_whole_share", lots.whole),
    ):
        found = [values[0][at] for at in places]
        scale = 0.0 if column == "made_whole_share" else entered(name)
        agree(found, [float(row[column]) for row in rows], scale, column)


def test_summary(golden: tuple[str, Run]) -> None:
    name, run = golden
    theirs, ours = summary_of(name), files.summary(run)
    assert sorted(ours) == sorted(theirs)
    for reading, value in theirs.items():
        if value is None:
            assert ours[reading] is None, reading
        elif reading == "recovered_share":
            assert ours[reading] == pytest.approx(value, abs=0.02 * value + 0.0005)
        else:
            assert ours[reading] == pytest.approx(
                value, rel=1e-8, abs=1e-12 * entered(name) if abs(value) > 1.0 else 0.0), reading


def test_accounts_add_up(golden: tuple[str, Run]) -> None:
    assert not readings.faults(golden[1])


def test_the_command_line_writes_what_golden_files_hold(tmp_path: Path) -> None:
    assert main(["run", str(GOLDEN / "beside.toml"), "--out", str(tmp_path)]) == 0
    for kind in ("daily.csv", "groups.csv", "lots.csv"):
        with (tmp_path / kind).open(encoding="utf-8") as file:
            ours, theirs = list(csv.DictReader(file)), rows_of(f"beside.{kind}")
        assert list(ours[0]) == list(theirs[0])
        assert len(ours) == len(theirs)
        for column in set(ours[0]) - {"segment", "mode"}:
            agree([float(row[column]) for row in ours], [float(row[column]) for row in theirs],
                  entered("beside"), column)
    found = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert found.keys() == summary_of("beside").keys()
