"""The plane between two levers: any result on a grid of their values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.batches import Progress, evaluate
from analysis.levers import Lever, checked_range, spaced
from model import Scenario

SIZE = 41
Range = tuple[float | None, float | None]
WHOLE_RANGE: Range = (None, None)


@dataclass(frozen=True)
class Table:
    """`values` (y, x), NaN where the result is undefined; `permitted` (y, x) says what was run."""

    x: np.ndarray
    y: np.ndarray
    values: np.ndarray
    permitted: np.ndarray


def table(
    scenario: Scenario, across: Lever, up: Lever, result: str, *, x_range: Range = WHOLE_RANGE,
    y_range: Range = WHOLE_RANGE, size: int = SIZE, progress: Progress | None = None,
) -> Table:
    """A result for `size` values of each lever; ranges default to what a slider offers.

    Where both levers move one parameter, the one going up has the last word. Raises ScenarioError
    for unknown names and empty ranges, Cancelled.
    """
    x = spaced(across, *checked_range(scenario, across, *x_range), size)
    y = spaced(up, *checked_range(scenario, up, *y_range), size)
    over_x, over_y = (each.ravel() for each in np.meshgrid(x, y))
    vary = across.vary(over_x) | up.vary(over_y)
    found = evaluate(scenario, vary, [result], progress)
    shape = (y.size, x.size)
    return Table(x, y, found.results[result].reshape(shape), found.permitted.reshape(shape))
