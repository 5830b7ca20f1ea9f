"""`python -m scenarios members` writes Python's numbers, all files or none."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from pyarrow import parquet

from commands import members as command
from commands.main import main
from model import MODEL_VERSION
from model.members import simulate_members, spread
from scenarios import files, load


def test_the_files_hold_the_run(tmp_path: Path) -> None:
    out = tmp_path / "found"
    assert main(["members", "rotation", "--set", "horizon.days=200", "--members", "600",
                 "--seed", "4", "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "daily.csv", "members.parquet", "summary.json"]
    run = simulate_members(load("rotation").scenario.replace({"horizon.days": 200}), 600, 4)
    with (out / "daily.csv").open() as file:
        rows = list(csv.DictReader(file))
    for name, values in files.daily_columns(run.run).items():
        assert [float(row[name]) for row in rows] == pytest.approx(values, rel=1e-14), name
    summary = json.loads((out / "summary.json").read_text())
    assert (summary.pop("model_version"), summary.pop("seed")) == (MODEL_VERSION, 4)
    for name, value in spread.summary(run).items():
        assert summary[name] == (value if np.isfinite(value) else None), name
    table = parquet.read_table(out / "members.parquet").to_pydict()
    for name in command.OF_MEMBERS:
        assert table[name] == getattr(run.members, name).tolist(), name
    assert table["exit_day.main"] == run.members.exit_day[0].tolist()
    ids = run.run.segment_ids
    assert table["segment"] == [ids[number] for number in run.members.segment]
    assert set(table["level"]) <= {"", *run.levels}


def test_a_cohort_runs_daily_csv_has_the_same_columns(tmp_path: Path) -> None:
    assert main(["run", "as_pitched", "--out", str(tmp_path / "a")]) == 0
    assert main(["members", "as_pitched", "--members", "50", "--out", str(tmp_path / "b")]) == 0
    heads = [(tmp_path / x / "daily.csv").read_text().splitlines()[0] for x in "ab"]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("wrong", [["--members", "0"], ["--seed", "-3"], ["--set", "members.x=1"]])
def test_a_refused_call_writes_nothing(
    wrong: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "none"
    assert main(["members", "as_pitched", *wrong, "--out", str(out)]) == 2
    assert not out.exists()
    assert wrong[-1].partition("=")[0] in capsys.readouterr().err


def test_a_failure_while_writing_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*arguments: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(command, "write_json", full)
    out = tmp_path / "half"
    assert main(["members", "as_pitched", "--members", "50", "--out", str(out)]) == 2
    assert list(out.iterdir()) == []
    assert "no space left" in capsys.readouterr().err
