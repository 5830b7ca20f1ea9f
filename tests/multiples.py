"""Whether a number is a whole number of steps, as `analysis.rounding` promises."""

from analysis.rounding import SLACK


def is_multiple(value: float, step: float) -> bool:
    """Whether a value is a multiple of the step, but for the rounding of doubles."""
    return abs(value / step - round(value / step)) <= SLACK * max(1.0, abs(value / step))
