"""What a client could print: every parameter with a step, rounded to it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scenarios
from analysis.levers import lever, numeric_names, printable, slider
from analysis.rounding import FEWEST, finer, on_step, printed_step, row_step
from model.terms.parameters import PARAMETERS, Parameter
from tests.multiples import is_multiple

NUMERIC = [each for each in PARAMETERS.values() if each.kind in ("number", "whole")]
PITCHED = scenarios.load("as_pitched").scenario
parameters = pytest.mark.parametrize("parameter", NUMERIC, ids=lambda each: each.field)


def between(parameter: Parameter, part: float) -> float:
    low, high = slider(parameter)
    return low + part * (high - low)


@parameters
@given(part=st.floats(0.0, 1.0), times=st.integers(0, 3))
def test_rounded_values_are_permitted_multiples_of_the_step(parameter, part, times):
    value, step = between(parameter, part), finer(parameter, times)
    nearest, below, above = (
        float(on_step(parameter, np.array([value]), step, way)[0])
        for way in ("nearest", "down", "up")
    )
    for rounded in (nearest, below, above):
        assert parameter.permits(rounded)
        assert is_multiple(rounded, step)
        assert float(f"{rounded:.12g}") == rounded  # a reader would write it
        assert on_step(parameter, np.array([rounded]), step)[0] == rounded
    assert abs(nearest - value) <= step * (0.5 + 1e-6) or not parameter.permits(
        float(np.rint(value / step)) * step)
    hair = 1e-8 * step + 1e-12 * abs(value)
    assert below <= value + hair or below == on_step(parameter, np.array([-1e30]), step)[0]
    assert above >= value - hair or above == on_step(parameter, np.array([1e30]), step)[0]


@parameters
@given(one=st.floats(0.0, 1.0), other=st.floats(0.0, 1.0), part=st.floats(0.0, 1.0))
def test_rounded_values_stay_between_the_ends(parameter, one, other, part):
    low, high = sorted((between(parameter, one), between(parameter, other)))
    value = low + part * (high - low)
    step = printed_step(parameter, low, high)
    rounded = float(on_step(parameter, np.array([value]), step, "nearest", low, high)[0])
    dust = 1e-9 * step + 1e-12 * abs(high)
    assert low - dust <= rounded <= high + dust
    assert step <= parameter.step


def test_a_step_too_coarse_for_a_range_gets_finer_by_tens():
    fee = PARAMETERS["campaigns.*.sell_fee"]
    assert printed_step(fee, 0.0, 0.3) == fee.step == 0.01
    assert printed_step(fee, 0.1, 0.13) == 0.001
    days = PARAMETERS["campaigns.*.issue_days"]
    assert printed_step(days, 100, 102) == 1.0
    assert row_step(PARAMETERS["agents.*.rate"], 0.001) == 0.0001
    assert FEWEST * row_step(fee, 0.2) <= 0.2


def test_an_open_end_is_never_printed():
    fee, price = PARAMETERS["campaigns.*.sell_fee"], PARAMETERS["products.*.price"]
    assert on_step(fee, np.array([0.9999]), 0.01)[0] == 0.99
    assert on_step(price, np.array([0.1]), 10.0)[0] == 10.0


@parameters
def test_printed_ends_lie_within_what_is_permitted(parameter):
    if parameter.printed is None:
        return
    low, high = parameter.printed
    assert low < high
    assert parameter.permits(low)
    assert parameter.permits(high)
    for end in parameter.printed:
        assert is_multiple(end, parameter.step)


def test_every_lever_is_printable_from_where_it_stands():
    """The range holds the present value, and the model accepts both ends beside the other terms."""
    for name in numeric_names(PITCHED):
        moved = lever(PITCHED, name)
        low, high = printable(PITCHED, moved)
        assert low <= moved.current(PITCHED) <= high, name
        for end in (low, high):
            PITCHED.replace({name: end})
