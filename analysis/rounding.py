"""Values that a client could print: multiples of a parameter's step, finer by tens where the step
is too coarse.

Rounding goes to the nearest multiple between two ends, or to the next one below or above.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np

from model.terms.parameters import Parameter

Way = Literal["nearest", "down", "up"]

FEWEST = 5
"""Multiples of the step that a range must have to be searched in that step."""

FINEST = 6
"""How often a step is divided by ten at most."""

SLACK = 1e-9
"""A value this part of a step away from a multiple is that multiple: 0.3 / 0.1 is 2.9999…"""

_WAYS: dict[Way, Callable[[np.ndarray], np.ndarray]] = {
    "nearest": np.rint, "down": lambda k: np.floor(k + SLACK), "up": lambda k: np.ceil(k - SLACK),
}


def printed_step(parameter: Parameter, low: float, high: float) -> float:
    """The step of the parameter, divided by ten until FEWEST multiples lie from low to high."""
    for times in range(FINEST):
        step = finer(parameter, times)
        if _last(high, step) - _first(low, step) + 1 >= FEWEST:
            break
    return step


def row_step(parameter: Parameter, value: float) -> float:
    """The step of the parameter, divided by ten until FEWEST of it fit into a row's value."""
    steps = (finer(parameter, times) for times in range(FINEST))
    return next((step for step in steps if abs(value) >= FEWEST * step or not value),
                finer(parameter, FINEST))


def finer(parameter: Parameter, times: int) -> float:
    """The step divided by ten so many times; whole values stay whole."""
    if parameter.kind == "whole":
        return max(1.0, float(parameter.step))
    return float(f"{parameter.step / 10.0**times:.6g}")


def on_step(
    parameter: Parameter, values: np.ndarray, step: float, way: Way = "nearest",
    low: float = -np.inf, high: float = np.inf,
) -> np.ndarray:
    """Multiples of the step for values, in their shape, kept between the ends and within what is
    permitted. Where no multiple lies between the ends, the value within them."""
    values = np.asarray(values, float)
    ends = _permitted_ends(parameter, step, low, high)
    if ends[0] > ends[1]:
        return np.asarray(np.clip(values, low, high))
    return multiple(np.asarray(np.clip(_WAYS[way](values / step), *ends)), step)


def multiple(count: np.ndarray, step: float) -> np.ndarray:
    """`count` steps as the decimal that a reader would write: 3 × 0.1 is 0.3."""
    decimals = max(0, 3 - int(np.floor(np.log10(step))))
    return np.asarray(np.round(count * step, min(decimals, 15)) + 0.0)  # no −0


def _permitted_ends(
    parameter: Parameter, step: float, low: float, high: float
) -> tuple[float, float]:
    """First and last count of steps between the ends that the parameter permits."""
    least = -np.inf if parameter.low is None else parameter.low
    most = np.inf if parameter.high is None else parameter.high
    first, last = _first(max(low, least), step), _last(min(high, most), step)
    if parameter.above_low and multiple(np.array(first), step) <= least:
        first += 1.0
    if parameter.below_high and multiple(np.array(last), step) >= most:
        last -= 1.0
    return first, last


def _first(low: float, step: float) -> float:
    return float(np.ceil(low / step - SLACK))


def _last(high: float, step: float) -> float:
    return float(np.floor(high / step + SLACK))
