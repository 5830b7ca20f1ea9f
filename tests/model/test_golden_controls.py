"""Validation: scenarios with controls whose series an independent implementation gave."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

import scenarios
from model import Run, readings, simulate
from scenarios import files

GOLDEN = Path(__file__).parents[1] / "golden_controls"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.toml"))


@pytest.fixture(scope="module", params=NAMES)
def golden(request: pytest.FixtureRequest) -> tuple[str, Run]:
    return request.param, simulate(scenarios.load(GOLDEN / f"{request.param}.toml").scenario)


def test_three_scenarios_are_there() -> None:
    assert len(NAMES) == 3


def test_daily_series(golden: tuple[str, Run]) -> None:
    """To 1e-8, as all golden files (model.md), or 1e-12 of the column's largest: sums that ought
    to be nothing keep roundings."""
    name, run = golden
    with (GOLDEN / f"{name}.daily.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    ours = files.daily_columns(run)
    assert list(rows[0]) == ["day", *ours]
    for column, series in ours.items():
        theirs = np.array([float(row[column]) for row in rows])
        np.testing.assert_allclose(series, theirs, rtol=1e-8,
                                   atol=1e-12 * np.abs(theirs).max(), err_msg=column)


def test_summary(golden: tuple[str, Run]) -> None:
    name, run = golden
    theirs = json.loads((GOLDEN / f"{name}.summary.json").read_text(encoding="utf-8"))
    ours = files.summary(run)
    assert {*ours} == {*theirs, "recovered_share"}
    for reading, value in theirs.items():
        if value is None:
            assert ours[reading] is None, reading
        else:
            assert ours[reading] == pytest.approx(value, rel=1e-8, abs=0), reading


def test_accounts_add_up(golden: tuple[str, Run]) -> None:
    assert not readings.faults(golden[1])
