"""What nobody knows beforehand, and from where to where it is taken to lie if nobody says more.

Only assumptions: what the operator decides is decided, and the terms are what is asked about. Only
what takes part in the scenario. A value at the end of its scale (no sales, everything withdrawn at
once) is a statement and taken as certain.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from analysis.batches import permitted
from analysis.distributions import Distribution
from analysis.in_use import is_idle
from model import Scenario
from model.terms.parameters import Parameter, declared, pattern

ASSUMED = (
    "growth.market_size", "growth.innovation", "growth.imitation", "growth.daily_joins",
    "growth.growth_rate", "growth.peak_daily_joins",
    "segments.*.share", "segments.*.reorder_interval", "segments.*.reorder_scale",
    "segments.*.retention_half_life", "segments.*.task_completion",
    "segments.*.attention_half_life",
    "campaigns.*.voluntary_sale_rate", "ad_points.revenue_per_view", "referral.sponsored_share",
    "agents.*.sold_share", "agents.*.ramp_days", "wallet.withdraw_share", "wallet.spend_rate",
    "platform.fixed_cost_per_day", "platform.cost_share_of_sales",
    "members.order_rate_spread", "members.order_size_spread",
)
"""How many come, what they buy and how unlike they are, how long they stay and watch, what adverts
bring, what it costs.

Assumptions that are not among them are known (cash and tariffs), are what is asked (horizon,
events) or are parts of one whole that cannot be drawn one by one (the volume below leaders).
"""

OFF = 2.0
"""A value may be off by this factor either way, a share in its odds."""


OF_SIZES, OF_SHARES = (0.1, 0.1, 0.5), (0.1, 0.5, 1.0)
"""Steps of rounded ends: 180 and 360 days, 2.5% and 10%, 55% and 82%."""
SMALLEST = -300
"""Powers of ten below which numbers have lost their digits."""
AT_ONCE = 64
"""Names whose ends are tried in one look at the scenario."""


def distributions(scenario: Scenario) -> dict[str, Distribution]:
    """What is assumed of each parameter of `ASSUMED` that takes part, by dotted name."""
    found = {}
    for name in scenario.flat:
        if pattern(name) in ASSUMED and not is_idle(scenario, name):
            shape = _around(scenario.number(name), declared(name))
            if shape is not None:
                found[name] = shape
    return {name: found[name] for name in _accepted(scenario, found)}


def _accepted(scenario: Scenario, shapes: Mapping[str, Distribution]) -> list[str]:
    """Those names that may have either end of what is assumed, each alone: the model looks at a
    whole scenario whatever is varied, so many of them are asked about at once.
    """
    accepted = []
    for start in range(0, len(shapes), AT_ONCE):
        names = list(shapes)[start : start + AT_ONCE]
        vary = {name: np.full(2 * len(names), float(scenario.number(name))) for name in names}
        for row, name in enumerate(names):
            vary[name][2 * row : 2 * row + 2] = shapes[name].figures[0], shapes[name].figures[-1]
        may = permitted(scenario, vary)
        accepted += [name for name, low, high in zip(names, may[::2], may[1::2], strict=True)
                     if low and high]
    return accepted


def _around(value: float, parameter: Parameter) -> Distribution | None:
    """From half to twice the value, or the odds of a share, the value itself most likely.

    None for a value at an end of its scale, or so near to it that no rounded end lies between.
    """
    if value == 0.0:
        return None
    if parameter.high == 1.0:
        kind, ends = "logit-triangular", _shares(value)
    elif value > 0.0:
        kind, ends = "log-triangular", (rounded(value / OFF), rounded(value * OFF))
    else:  # a decline has no logarithm: half of it either way
        kind, ends = "triangular", (-rounded(-1.5 * value), -rounded(-0.5 * value))
    low, high = _within(parameter, *ends)
    inside = low <= value <= high and low < high and (kind == "triangular" or low > 0.0)
    return Distribution(kind, (low, float(value), high)) if inside else None


def _within(parameter: Parameter, low: float, high: float) -> tuple[float, float]:
    """Ends that the parameter permits; whole ones outwards."""
    if parameter.kind == "whole":
        low, high = max(1.0, float(math.floor(low))), float(math.ceil(high))
    least = -math.inf if parameter.low is None else float(parameter.low)
    most = math.inf if parameter.high is None else float(parameter.high)
    return max(low, least), min(high, most)


def _shares(value: float) -> tuple[float, float]:
    """Half and twice the odds of a share; the same end twice where it is 1."""
    if value >= 1.0:
        return value, value
    ends = (odds * value / (1.0 - value + odds * value) for odds in (1.0 / OFF, OFF))
    low, high = (rounded(end, OF_SHARES) if end <= 0.5 else 1.0 - rounded(1.0 - end, OF_SHARES)
                 for end in ends)
    return float(f"{low:.12g}"), float(f"{high:.12g}")


def rounded(value: float, steps: tuple[float, float, float] = OF_SIZES) -> float:
    """As a person would write it, in at most two digits: to `steps` of its leading one, below 2,
    below 5 and from there on.
    """
    size = math.floor(math.log10(value))
    if size < SMALLEST:
        return 0.0
    digits = value / 10.0**size
    step = steps[0] if digits < 2.0 else steps[1] if digits < 5.0 else steps[2]
    return float(f"{step * round(digits / step):.1f}e{size}")
