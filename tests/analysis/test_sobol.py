"""Sobol indices of a published function, and of our own model against brute force."""

import numpy as np
import pytest

import scenarios
from analysis.levers import lever
from analysis.sobol import indices, sobol
from analysis.table import table
from model import ScenarioError

PITCHED = scenarios.load("as_pitched").scenario
PI = float(np.pi)


def test_an_additive_function_has_its_variances_as_indices() -> None:
    """y = Σ a·x with uniform x: first order and total are a²·width² over their sum."""
    ends = {"a": (0.0, 1.0), "b": (-1.0, 1.0), "c": (2.0, 5.0)}
    weights = np.array([3.0, 1.0, 0.5])
    widths = np.array([high - low for low, high in ends.values()])
    expected = (weights * widths) ** 2 / ((weights * widths) ** 2).sum()
    found = {index.name: index for index in indices(lambda x: x @ weights, ends, 1024, seed=3)}
    for name, share in zip(ends, expected, strict=True):
        assert found[name].first == pytest.approx(share, abs=0.02)
        assert found[name].total == pytest.approx(share, abs=0.02)


def test_ishigami_function() -> None:
    """Ishigami & Homma (1990), a = 7, b = 0.1: S = (0.3139, 0.4424, 0), T = (0.5576, 0.4424,
    0.2437)."""
    ends = dict.fromkeys("abc", (-PI, PI))

    def function(x: np.ndarray) -> np.ndarray:
        a, b, c = x.T
        return np.sin(a) + 7.0 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)

    found = {index.name: index for index in indices(function, ends, 4096, seed=1)}
    first, total = (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437)
    for name, alone, together in zip("abc", first, total, strict=True):
        index = found[name]
        # Three half-widths of the 95 % interval that the estimate itself claims.
        assert index.first == pytest.approx(alone, abs=3 * index.first_error)
        assert index.total == pytest.approx(together, abs=3 * index.total_error)
        assert index.total_error < 0.05


def test_brute_force_on_the_model_agrees() -> None:
    ends = {"growth.market_size": (1e5, 3e5), "products.bundle.ad_point_rate": (0.6, 1.4)}
    across, up = (lever(PITCHED, name) for name in ends)
    size = 32
    middles = [
        (low + (high - low) / (2 * size), high - (high - low) / (2 * size))
        for low, high in ends.values()
    ]
    grid = table(PITCHED, across, up, "unfunded_promise", x_range=middles[0], y_range=middles[1],
                 size=size).values
    expected = {
        "growth.market_size": grid.mean(axis=0).var() / grid.var(),
        "products.bundle.ad_point_rate": grid.mean(axis=1).var() / grid.var(),
    }
    for index in sobol(PITCHED, "unfunded_promise", ends, samples=256):
        assert index.first == pytest.approx(expected[index.name], abs=3 * index.first_error)
        assert index.first_error < 0.2


def test_refused_combinations_draw_the_ranges_in() -> None:
    ends = {"products.bundle.price": (800.0, 1500.0), "products.bundle.unit_cost": (100.0, 550.0)}
    found = {index.name: index for index in sobol(PITCHED, "sales", ends, samples=16)}
    price, cost = found["products.bundle.price"], found["products.bundle.unit_cost"]
    assert 800.0 < price.low < 1000.0 < price.high
    assert cost.high <= price.low - 100.0 - 300.0 + 60.0  # the sample, not every corner


def test_a_result_that_is_undefined_has_no_indices() -> None:
    ends = {"products.bundle.ad_point_rate": (0.0, 1.4)}
    with pytest.raises(ScenarioError, match="first_negative_day"):
        sobol(PITCHED, "first_negative_day", ends, samples=8)
