"""What a share is worth stands in reports where it is asked for, in XLSX as formulas."""

from datetime import date

import openpyxl
import pytest

from analysis.equity import SHARES, equity
from answers import share_worth
from answers.results import results
from commands.main import main
from model import ScenarioError
from reports import datapackage, xlsx
from reports.content import report
from reports.request import Request
from reports.share_worth import KEY
from scenarios import Shared
from tests.reports.asked import DAY
from tests.reports.office import converted

SHORT = 370
"""Days: a few more than a year of earnings takes."""


def asked(preset: str, language: str = "en", days: int = SHORT, **more: object) -> Request:
    loaded = Shared.of(preset)
    shared = Shared(preset, loaded.scenario.replace({"horizon.days": days}))
    return Request(shared.starting(date(2026, 3, 1)), language, DAY, ranged=False, **more)


def test_it_is_there_on_request_alone() -> None:
    assert not report(asked("necessities")).has(KEY)
    made = report(asked("necessities", shares=5e7))
    section = made.section(KEY)
    found = share_worth.at(made.request.shared.scenario, 5e7)
    assert section.blocks[0].text == share_worth.verdict(found, made.words)
    assert {"share-worth", "share-sensitivity", "anecdote"} <= {
        block.key for block in section.blocks if hasattr(block, "key")}
    assert datapackage.write(made)


@pytest.mark.parametrize("shares", [0.0, 1e14, float("nan")])
def test_shares_are_refused_by_name(shares: float) -> None:
    with pytest.raises(ScenarioError, match=r"shares = .*permitted is 1 ≤ x"):
        asked("necessities", shares=shares)


@pytest.mark.parametrize(
    "preset", ["necessities", pytest.param("rotation_of_modes", marks=pytest.mark.long)])
def test_every_number_is_a_formula_that_gives_what_stands_beside_it(
    preset: str, libreoffice, tmp_path
) -> None:
    """Values beside formulas are those of the law, and what LibreOffice calculates."""
    path = tmp_path / "worth.xlsx"
    path.write_bytes(xlsx.write(report(asked(preset, shares=SHARES))))
    (again,) = converted([path], "xlsx", tmp_path)
    formulas, before, after = (
        openpyxl.load_workbook(each, data_only=values)["Share worth"]
        for each, values in ((path, False), (path, True), (again, True)))
    run = results(asked(preset).shared.scenario).run
    found = [equity(run, day) for day in (SHORT - 1, share_worth.best_day(run))]
    rows = {row[0].value: row for row in after.iter_rows(max_col=3) if row[0].value}
    for column, each in enumerate(found, 1):
        assert rows["Equity, all is paid"][column].value == pytest.approx(each.full, rel=1e-9)
        assert rows["Equity, run-off"][column].value == pytest.approx(each.runoff, rel=1e-9)
        cover = rows["Of what they were paid as, run-off"][column].value
        assert cover == pytest.approx(each.cover(each.runoff), rel=1e-9)
    count = 0
    for row in formulas.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                old, new = before[cell.coordinate].value, after[cell.coordinate].value
                assert (old or 0) == pytest.approx(new or 0, rel=1e-9), cell.coordinate
                count += 1
    assert count > 50


def test_the_command_asks_for_it(tmp_path, capsys) -> None:
    out = tmp_path / "r.zip"
    command = ["report", "necessities", "--set", "horizon.days=90", "--out", str(out)]
    assert main([*command, "--share-worth", "0"]) == 2
    assert "shares = 0" in capsys.readouterr().err
    assert main([*command, "--share-worth"]) == 0
    assert out.stat().st_size > 0
