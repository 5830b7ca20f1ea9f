"""A table is single runs side by side; refused combinations are told apart from undefined ones."""

import numpy as np
import pytest

import scenarios
from analysis.levers import lever
from analysis.table import table
from model import readings, simulate

PITCHED = scenarios.load("as_pitched").scenario


def test_cells_are_single_runs() -> None:
    x, y = lever(PITCHED, "products.bundle.ad_point_rate"), lever(PITCHED, "campaigns.*.sell_fee")
    found = table(PITCHED, x, y, "pool_coverage", x_range=(0.2, 1.4), y_range=(0.0, 0.5), size=5)
    assert found.values.shape == (5, 5)
    for row, column in ((0, 0), (4, 0), (1, 3), (4, 4)):
        terms = {"products.bundle.ad_point_rate": found.x[column],
                 "campaigns.main.sell_fee": found.y[row]}
        alone = readings.summary(simulate(PITCHED.replace(terms)))["pool_coverage"][0]
        assert found.values[row, column] == pytest.approx(alone, rel=1e-12)


def test_refused_cells_are_blank() -> None:
    x, y = (lever(PITCHED, f"products.bundle.{name}") for name in ("price", "unit_cost"))
    found = table(PITCHED, x, y, "sales", x_range=(500, 1500), y_range=(0, 1000), size=11)
    price, cost = np.meshgrid(found.x, found.y)
    np.testing.assert_array_equal(found.permitted, price - cost >= 400.0)
    np.testing.assert_array_equal(np.isnan(found.values), ~found.permitted)


def test_whole_levers_take_whole_values_once() -> None:
    x, y = lever(PITCHED, "campaigns.main.issue_days"), lever(PITCHED, "platform.initial_cash")
    found = table(PITCHED, x, y, "exit_share", x_range=(100, 110), size=41)
    assert found.x.tolist() == list(range(100, 111))
    assert found.values.shape == (41, 11)


def test_rows_that_differ_move_in_proportion() -> None:
    moved = lever(PITCHED, "agents.*.rate")
    assert moved.current(PITCHED) == 1.0
    found = table(PITCHED, moved, lever(PITCHED, "platform.initial_cash"), "agent_payback_day.city",
                  x_range=(0, 100), y_range=(0, 1), size=3)
    terms = {name: 50 * PITCHED[name] for name in moved.names}
    alone = readings.summary(simulate(PITCHED.replace(terms)))["agent_payback_day.city"][0]
    assert np.isfinite(alone)
    np.testing.assert_array_equal(found.values[:, 1], [alone, alone, alone])
