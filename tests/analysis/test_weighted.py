"""Readings of weighted groups are those of the people whom the groups stand for."""

import numpy as np
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from analysis import weighted
from model.members import spread

GROUPS = st.lists(st.tuples(st.integers(-50, 200), st.integers(0, 9)), min_size=1, max_size=12)
MANY = 200
"""Each weight stands for so many people, that a sample's n − 1 hardly differs from n."""


def people(groups):
    """Values and weights of the groups, and everybody's value."""
    values, weights = (np.array(column, float) for column in zip(*groups, strict=True))
    return values, weights, np.repeat(values, (MANY * weights).astype(int))


@seed(1)
@settings(max_examples=150, deadline=None, database=None)
@given(GROUPS)
def test_gini_lorenz_and_median_are_those_of_all_people(groups):
    values, weights, everybody = people(groups)
    if everybody.size == 0 or not everybody.any():
        return
    # n − 1 instead of n in the sample's Gini: off by 1/n of it.
    assert weighted.gini(values, weights) == pytest.approx(
        spread.gini(everybody), abs=1.1 / everybody.size)
    at, sums = weighted.lorenz(values, weights, 101)
    theirs = spread.lorenz(everybody, 101)
    np.testing.assert_allclose(at, theirs[0])
    np.testing.assert_allclose(sums, theirs[1], atol=1e-12)
    median = weighted.quantile(values, weights, 0.5)
    assert np.mean(everybody <= median) >= 0.5
    assert np.mean(everybody < median) <= 0.5


@seed(1)
@settings(max_examples=100, deadline=None, database=None)
@given(GROUPS)
def test_the_top_takes_what_all_people_of_the_top_take(groups):
    values, weights, everybody = people(groups)
    values, everybody = np.abs(values), np.abs(everybody)
    if everybody.size == 0 or not everybody.any():
        return
    assert weighted.top_share(values, weights, 0.01) == pytest.approx(
        spread.top_share(everybody, 0.01), abs=1e-9)


def test_nothing_to_share_is_undefined():
    nothing, weights = np.zeros(3), np.ones(3)
    assert np.isnan(weighted.gini(nothing, weights))
    assert np.isnan(weighted.top_share(nothing, weights, 0.01))
    assert np.isnan(weighted.quantile(np.full(2, np.nan), np.ones(2), 0.5))
    assert np.isnan(weighted.quantile(np.ones(2), np.zeros(2), 0.5))
    assert not weighted.lorenz(nothing, weights, 5)[1].any()
