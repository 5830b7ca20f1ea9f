"""What single members do on their own: the numbers of a scenario that their kernels read."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.laws.inputs import Inputs
from model.laws.limits import limits_of


class Limited(NamedTuple):
    """Purchase limits: what each row limits, how much, for how many days (row,); part of people who
    rather open a second account, and of these accounts that a check stops."""

    on: np.ndarray
    limit: np.ndarray
    window: np.ndarray
    evading: float
    caught: float


class Terms(NamedTuple):
    """By segment: orders a day, half-lives in days, chance to finish a task, price of a usual
    repeat order in yuan.

    `first_price` of an order in yuan; `ad_points` per yuan of first, of repeat orders; `sigma` of
    an order's size; `shape` of order rates (infinite without spread); rules as in `laws.demand`.
    """

    order_rate: np.ndarray
    retention: np.ndarray
    attention: np.ndarray
    completion: np.ndarray
    repeat_price: np.ndarray
    first_price: float
    ad_points: np.ndarray
    release_rate: float
    sigma: float
    shape: float
    by_grant: bool
    forfeited: bool
    limited: Limited


def terms_of(inputs: Inputs) -> Terms:
    """Pack the terms of a single scenario."""
    segments, flat = inputs.segments, inputs.flat
    enrol, repeat = inputs.baskets["enrolment"], inputs.baskets["repurchase"]

    def number(name: str) -> float:
        return float(inputs.column(name)[0])

    rate_spread, size_spread = (number(f"members.order_{x}_spread") for x in ("rate", "size"))
    return Terms(
        order_rate=segments.order_rate[0],
        retention=segments.retention_half_life[0],
        attention=segments.attention_half_life[0],
        completion=segments.task_completion[0],
        repeat_price=segments.reorder_scale[0] * float(repeat.price),
        first_price=float(enrol.price),
        ad_points=np.array([float(enrol.ad_points), float(repeat.ad_points)]),
        release_rate=number("ad_points.release_rate"),
        sigma=float(np.sqrt(np.log1p(size_spread**2))),
        shape=1.0 / rate_spread**2 if rate_spread > 0.0 else np.inf,
        by_grant=flat["ad_points.rule"] == "grant",
        forfeited=flat["ad_points.missed_day"] == "forfeited",
        limited=_limited(inputs),
    )


def _limited(inputs: Inputs) -> Limited:
    rows = limits_of(
        inputs.scenario.rows("limits"), lambda name, absent: inputs.flat.get(name, absent), 1)
    evading, caught = (
        float(inputs.column(f"identity.{field}")[0]) for field in ("evading_share", "detection"))
    return Limited(
        on=rows.on, limit=rows.limit[0], window=rows.window[0], evading=evading, caught=caught)
