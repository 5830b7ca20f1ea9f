"""Data table's cells are the command line's; a click goes to the cell."""

import csv

import numpy as np
import pytest

import scenarios
from analysis.levers import lever
from analysis.table import Table
from answers import data_table as answer
from answers import outcomes
from commands.main import main
from ui.decide import plane
from ui.panel import Click
from wording import Words

EN = Words("en")
PITCHED = scenarios.load("as_pitched").scenario
INCOME, RELEASE = plane.FIRST_X, plane.FIRST_Y
LEVERS = lever(PITCHED, INCOME), lever(PITCHED, RELEASE)
RANGES = (0.0, 1.0), (0.0, 0.05)


def shown(scenario) -> Table:
    return plane._table(*plane._apart(scenario, *LEVERS), "lowest_cash", *RANGES)


def test_the_cells_are_those_of_the_command_line(tmp_path):
    out = tmp_path / "table.csv"
    assert main(["table", "as_pitched", "--x", INCOME, "--y", RELEASE, "--result", "lowest_cash",
                 "--out", str(out)]) == 0
    with out.open() as file:
        rows = list(csv.reader(file))
    found = shown(PITCHED)
    told = np.array([float(row[-1]) for row in rows[1:]])
    np.testing.assert_allclose(found.values.ravel(), told, rtol=1e-12)


def test_moving_a_lever_within_its_plane_computes_nothing_anew():
    moved = PITCHED.replace({INCOME: 0.33, RELEASE: 0.02})
    assert shown(moved) is shown(PITCHED)
    assert shown(PITCHED.replace({"campaigns.main.sell_fee": 0.3})) is not shown(PITCHED)


def test_levers_that_rows_hold_at_different_values_move_in_proportion():
    price = lever(PITCHED, "products.*.price")
    assert price.bases
    assert plane._apart(PITCHED, price, LEVERS[1])[0] is PITCHED


def test_a_click_on_a_cell_goes_there(monkeypatch):
    gone = {}
    monkeypatch.setattr("ui.decide.going.clicked", gone.update)
    found, tile = shown(PITCHED), outcomes.tile("lowest_cash", EN)
    card = plane._card(found, LEVERS, PITCHED, tile, 0.0, EN)
    card.clicked(Click(trace=0, point=[3, 7], x=0.0, y=0.0))
    assert gone == {INCOME: found.x[7], RELEASE: found.y[3]}
    scenario = PITCHED.replace(gone)
    at = plane._table(*plane._apart(scenario, *LEVERS), "lowest_cash", *RANGES).values[3, 7]
    assert at == found.values[3, 7]


@pytest.mark.parametrize(("result", "target", "part"), [("lowest_cash", 0.0, "at least"),
                                                        ("peak_funding", 0.0, "at most"),
                                                        ("payout_ratio_cash", 1.0, "at most")])
def test_the_verdict_knows_which_way_is_good(result, target, part):
    values = np.array([[target - 1.0, target], [target, target + 3.0]])
    found = Table(np.arange(2.0), np.arange(2.0), values, np.ones((2, 2), bool))
    told = answer.verdict(found, outcomes.tile(result, EN), target, EN)
    assert told.startswith("In 75.0%")
    assert part in told


def test_an_undefined_plane_is_told():
    empty = Table(np.arange(2.0), np.arange(2.0), np.full((2, 2), np.nan), np.zeros((2, 2), bool))
    assert "undefined" in answer.verdict(empty, outcomes.tile("exit_share", EN), 0.5, EN)
