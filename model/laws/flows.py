"""Demand of all segments together: joins, sales, tasks and releases of every day (model.md 2–4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.laws import demand
from model.laws.controlled import Controlled, control, is_controlled
from model.laws.demand import PROFILES
from model.laws.inputs import Inputs, event_factor, stacked, tall

CURVES = {
    demand.BASS: (demand.fill_bass, ("market_size", "innovation", "imitation")),
    demand.EXPONENTIAL: (
        demand.fill_exponential, ("daily_joins", "growth_rate", "peak_daily_joins"),
    ),
}
"""What fills the joins of a curve, from which numbers of `growth`."""


@dataclass(frozen=True)
class Flows:
    """Demand-side daily series (scenario, day) and profiles (scenario, segment, PROFILES, day).

    `controlled`: what limits, gates and the like do to them (None without any); profiles of ad
    points know nothing of it, daily series do.
    """

    joins: np.ndarray
    first_orders: np.ndarray
    profiles: np.ndarray
    daily: np.ndarray
    controlled: Controlled | None = None

    def __getattr__(self, name: str) -> np.ndarray:
        if name not in PROFILES:
            raise AttributeError(name)
        series: np.ndarray = self.daily[:, PROFILES.index(name)]
        return series

    @property
    def sales(self) -> np.ndarray:
        """First and repeat orders, yuan a day."""
        return np.asarray(self.first_orders + self.spend)


def _joins(inputs: Inputs) -> np.ndarray:
    joins = np.zeros((inputs.count, inputs.days))
    if inputs.curve == demand.CONSTANT:
        joins[:] = inputs.number("growth.daily_joins")
    elif inputs.curve == demand.SERIES:
        series = np.asarray(inputs.flat["growth.series"], float)[: inputs.days]
        joins[:, : series.size] = series
    else:
        fill, names = CURVES[inputs.curve]
        terms = [inputs.column(f"growth.{name}") for name in names]
        for i in range(inputs.count):
            fill(joins[i], *(term[i] for term in terms))
    return np.asarray(joins * event_factor(inputs, "growth"))


def flows_of(inputs: Inputs) -> Flows:
    """Daily flows and tenure profiles of every scenario of a batch."""
    joins = _joins(inputs)
    enrol, repeat = inputs.baskets["enrolment"], inputs.baskets["repurchase"]
    segments = inputs.segments
    count, rows = segments.share.shape
    release = np.broadcast_to(inputs.number("ad_points.release_rate"), (count, rows))
    rates = (segments.order_rate, segments.task_completion, release, segments.reorder_scale)
    profiles = np.empty((count, rows, len(PROFILES), inputs.days))
    daily = np.empty((count, len(PROFILES), inputs.days))
    demand.fill_batch(
        joins=joins,
        share=segments.share,
        half_lives=np.stack(
            [segments.retention_half_life, segments.attention_half_life], axis=-1
        ),
        rates=np.stack(rates, axis=-1),
        baskets=stacked(inputs, enrol.price, enrol.ad_points, repeat.price, repeat.ad_points),
        by_grant=inputs.flat["ad_points.rule"] == "grant",
        forfeited=inputs.flat["ad_points.missed_day"] == "forfeited",
        profiles=profiles,
        flows=daily,
    )
    if not is_controlled(inputs):
        return Flows(joins, joins * tall(enrol.price), profiles, daily)
    controlled = control(inputs, joins, profiles, daily)
    first_orders = joins * tall(enrol.price) + controlled.second_sales
    return Flows(joins, first_orders, profiles, daily, controlled)
