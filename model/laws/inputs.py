"""A scenario (or many that share tables) as the arrays that the kernels read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from model.bounds import FOR_EVER
from model.laws.baskets import Basket, basket_of
from model.laws.demand import CURVES
from model.laws.redemption import fee_kept, platforms_part, sellers_part
from model.modes import terms as modes
from model.modes.terms import ModeTerms
from model.terms.checks import ROLES
from model.terms.scenario import Scenario, varied


class SegmentArrays(NamedTuple):
    """Each (scenario, segment). `share` is normalised, `order_rate` in orders a day."""

    share: np.ndarray
    order_rate: np.ndarray
    reorder_scale: np.ndarray
    retention_half_life: np.ndarray
    attention_half_life: np.ndarray
    task_completion: np.ndarray


class CampaignArrays(NamedTuple):
    """Numbers (scenario, campaign), rules (campaign).

    From the fee follow: `net_part` of a holding's value that one seller alone would get,
    `measured_part` of it that counts towards the cap, `fee_kept`, the part of a sale's value that
    stays in the pool, and the `sellers_part` and `platforms_part` of what leaves it. The issue
    price is never below the floor; `price_ceiling` is infinite where there is none; `most_paid`:
    what a forced exit pays at most, in multiples of the cap base (infinite unless clipped).
    """

    start_day: np.ndarray
    end_day: np.ndarray
    closing_from: np.ndarray
    closing_boost: np.ndarray
    issue_price: np.ndarray
    cap_multiple: np.ndarray
    net_part: np.ndarray
    measured_part: np.ndarray
    fee_kept: np.ndarray
    sellers_part: np.ndarray
    platforms_part: np.ndarray
    voluntary_sale_rate: np.ndarray
    initial_pool: np.ndarray
    initial_points: np.ndarray
    lock_days: np.ndarray
    sale_limit: np.ndarray
    price_floor: np.ndarray
    price_ceiling: np.ndarray
    most_paid: np.ndarray
    by_day: np.ndarray
    of_gift: np.ndarray


class AgentArrays(NamedTuple):
    """Numbers of tiers (scenario, tier), and which are paid on orders, not on releases (tier,)."""

    fee: np.ndarray
    goods_cost_share: np.ndarray
    rate: np.ndarray
    territories: np.ndarray
    sold_share: np.ndarray
    ramp_days: np.ndarray
    by_order: np.ndarray


@dataclass(frozen=True)
class Inputs:
    """All a run needs: plain values by name (numbers or arrays (scenario,)) and packed tables."""

    scenario: Scenario
    flat: Mapping[str, object]
    count: int
    days: int
    curve: int
    segments: SegmentArrays
    campaigns: CampaignArrays
    agents: AgentArrays
    modes: ModeTerms
    baskets: Mapping[str, Basket]

    def number(self, name: str) -> np.ndarray:
        """One numeric field, (scenario, 1), to be broadcast over days."""
        return np.asarray(self.flat[name], float).reshape(-1, 1)

    def column(self, name: str) -> np.ndarray:
        """One numeric field as a contiguous (scenario,) array."""
        return _column(self.flat[name], self.count)

    def table(self, table: str) -> Callable[..., np.ndarray]:
        """A function field → (scenario, row) array of one row table."""
        return _reader(self.scenario, self.flat, self.count, table)

    def part(self, start: int, stop: int) -> Inputs:
        """The scenarios start … stop−1 of a batch."""
        flat = {
            name: value[start:stop] if isinstance(value, np.ndarray) else value
            for name, value in self.flat.items()
        }
        return _pack(self.scenario, flat, stop - start, self.days)


def prepare(scenario: Scenario, vary: Mapping[str, object] | None = None) -> Inputs:
    """Check what varies and pack it. Raises ScenarioError as `varied` does."""
    flat, count = varied(scenario, vary)
    horizons = np.atleast_1d(np.asarray(flat["horizon.days"]))
    days = int(horizons[0])
    if np.any(horizons != days):
        raise ValueError("horizon.days: runs of one batch share a horizon; use summarise")
    flat["horizon.days"] = days
    return _pack(scenario, flat, count, days)


def _pack(scenario: Scenario, flat: Mapping[str, object], count: int, days: int) -> Inputs:
    products = scenario.rows("products")
    baskets = {role: basket_of(flat, products, role) for role in ROLES}
    return Inputs(
        scenario=scenario,
        flat=flat,
        count=count,
        days=days,
        curve=CURVES.index(str(flat["growth.curve"])),
        segments=_segments(scenario, flat, count, bool(np.all(baskets["repurchase"].price))),
        campaigns=_campaigns(scenario, flat, count),
        agents=_agents(scenario, flat, count),
        baskets=baskets,
        modes=_modes(scenario, flat, count),
    )


def _column(value: object, count: int) -> np.ndarray:
    return np.full(count, np.asarray(value, float))


def _reader(
    scenario: Scenario, flat: Mapping[str, object], count: int, table: str
) -> Callable[..., np.ndarray]:
    """A function field → (scenario, row) array; absent optional fields take `absent`."""
    rows = scenario.rows(table)

    def read(field: str, absent: float = 0.0) -> np.ndarray:
        values = np.empty((count, len(rows)))
        for r, row in enumerate(rows):
            values[:, r] = flat.get(f"{table}.{row}.{field}", absent)  # type: ignore[call-overload]
        return values

    return read


def _segments(
    scenario: Scenario, flat: Mapping[str, object], count: int, shelf: bool
) -> SegmentArrays:
    read = _reader(scenario, flat, count, "segments")
    share, interval = read("share"), read("reorder_interval")
    buys = (interval > 0) & shelf
    order_rate = np.divide(1.0, interval, out=np.zeros_like(interval), where=buys)
    return SegmentArrays(
        share=share / share.sum(axis=1, keepdims=True),
        order_rate=order_rate,
        reorder_scale=read("reorder_scale"),
        retention_half_life=read("retention_half_life"),
        attention_half_life=read("attention_half_life"),
        task_completion=read("task_completion"),
    )


def _campaigns(scenario: Scenario, flat: Mapping[str, object], count: int) -> CampaignArrays:
    read = _reader(scenario, flat, count, "campaigns")
    chosen = partial(_chosen, scenario, flat, "campaigns")
    start = read("start_day").astype(np.int64)
    end = start + read("issue_days", FOR_EVER).astype(np.int64)
    fee, to_platform = read("sell_fee"), read("fee_to_platform")
    kept = fee_kept(fee, to_platform)
    measured = np.where(chosen("cap_measure", "net"), 1.0 - fee, 1.0)
    clipped = read("cap_multiple") * (1.0 - fee) / measured
    return CampaignArrays(
        start_day=start,
        end_day=end,
        closing_from=(end - read("closing_days")).astype(np.int64),
        closing_boost=read("closing_boost"),
        issue_price=np.maximum(read("issue_price"), read("price_floor")),
        cap_multiple=read("cap_multiple"),
        net_part=1.0 - fee,
        measured_part=measured,
        fee_kept=kept,
        sellers_part=sellers_part(fee, kept),
        platforms_part=platforms_part(fee, to_platform),
        voluntary_sale_rate=read("voluntary_sale_rate"),
        initial_pool=read("initial_pool"),
        initial_points=read("initial_points"),
        lock_days=read("lock_days").astype(np.int64),
        sale_limit=read("sale_limit"),
        price_floor=read("price_floor"),
        price_ceiling=read("price_ceiling", np.inf),
        most_paid=np.where(chosen("cap_payout", "clipped"), clipped, np.inf),
        by_day=chosen("pricing", "day"),
        of_gift=chosen("cap_base", "gift"),
    )


def _agents(scenario: Scenario, flat: Mapping[str, object], count: int) -> AgentArrays:
    read = _reader(scenario, flat, count, "agents")
    return AgentArrays(
        fee=read("fee"),
        goods_cost_share=read("goods_cost_share"),
        rate=read("rate"),
        territories=read("territories"),
        sold_share=read("sold_share"),
        ramp_days=read("ramp_days"),
        by_order=_chosen(scenario, flat, "agents", "basis", "order"),
    )


def _modes(scenario: Scenario, flat: Mapping[str, object], count: int) -> ModeTerms:
    rows = scenario.rows("modes")
    if not rows:
        return modes.no_modes(count)
    return modes.terms_of(
        rows, lambda row, field, absent: flat.get(f"modes.{row}.{field}", absent),
        flat["referral.sponsored_share"], count,
    )


def _chosen(
    scenario: Scenario, flat: Mapping[str, object], table: str, field: str, value: str
) -> np.ndarray:
    """Which rows of a table have chosen a value of a field, (row,)."""
    rows = scenario.rows(table)
    return np.array([flat[f"{table}.{row}.{field}"] == value for row in rows], dtype=bool)


def event_factor(inputs: Inputs, kind: str) -> np.ndarray:
    """Part left from each event's day on, (scenario, day): Π (1 − size) over events of a kind."""
    left = np.ones((inputs.count, inputs.days))
    days = np.arange(inputs.days)
    for size, day in events(inputs, kind):
        left *= np.where(days >= day, 1.0 - size, 1.0)
    return left


def event_peak(inputs: Inputs, kind: str) -> np.ndarray:
    """Largest size of the events of a kind on each day, (scenario, day)."""
    peak = np.zeros((inputs.count, inputs.days))
    days = np.arange(inputs.days)
    for size, day in events(inputs, kind):
        peak = np.maximum(peak, np.where(days == day, size, 0.0))
    return peak


def event_day_factor(inputs: Inputs, kind: str) -> np.ndarray:
    """Part left on the very day of each event, (scenario, day): Π (1 − size)."""
    left = np.ones((inputs.count, inputs.days))
    for size, day in events(inputs, kind):
        left *= np.where(np.arange(inputs.days) == day, 1.0 - size, 1.0)
    return left


def events(inputs: Inputs, kind: str) -> list[tuple[np.ndarray, np.ndarray]]:
    """(size, day) of the events of a kind, each (scenario, 1) or (1, 1)."""
    rows = [
        row for row in inputs.scenario.rows("events") if inputs.flat[f"events.{row}.kind"] == kind
    ]
    return [
        (inputs.number(f"events.{row}.size"), inputs.number(f"events.{row}.day")) for row in rows
    ]


def tall(value: np.ndarray | float) -> np.ndarray:
    """A number or an array (scenario,) to be broadcast over days."""
    return np.asarray(value, float).reshape(-1, 1)


def stacked(inputs: Inputs, *columns: np.ndarray | float) -> np.ndarray:
    """Numbers or arrays (scenario,) as one contiguous array (scenario, column)."""
    table = np.empty((inputs.count, len(columns)))
    for c, column in enumerate(columns):
        table[:, c] = column
    return table
