"""Joins, baskets, tenure profiles and the flows that follow from them (model.md 2-4, 7).

Part of the NumPy oracle: written from model.md alone, it imports nothing of ours. Axes are
`(day,)` for the platform, `(tenure, segment)` for profiles. Money is yuan, time whole days.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

Table = Mapping[str, Any]
ROUNDING = 1e-12  # numbers this close, relatively, are equal in real arithmetic


@dataclass(frozen=True)
class Basket:
    """One role's basket: its price in yuan, the other fields per yuan of sales (model.md 3)."""

    price: float = 0.0
    cost: float = 0.0
    contribution: float = 0.0
    gift: float = 0.0
    ad_points: float = 0.0


def rows(document: Table, table: str) -> list[Table]:
    """Rows of an optional keyed table, in the order of the document."""
    return list(document.get(table, {}).values())


def basket(products: Iterable[Table], role: str) -> Basket:
    """The value-weighted basket of a role; all zero if the role has no product (model.md 3)."""
    shelf = [product for product in products if product["role"] == role]
    if not shelf:
        return Basket()

    def column(field: str) -> np.ndarray:
        return np.array([product[field] for product in shelf], dtype=float)

    mix, price = column("mix") / column("mix").sum(), column("price")
    margin = price - column("unit_cost") - column("platform_margin") - column("commission_reserve")
    margin[np.abs(margin) <= ROUNDING * price] = 0.0  # 0.3 - 0.2 - 0.1 is nothing, not a gift
    average = mix @ price
    return Basket(
        price=average,
        cost=mix @ column("unit_cost") / average,
        contribution=mix @ margin / average,
        gift=mix @ (margin * column("gift_share")) / average,
        ad_points=mix @ (price * column("ad_point_rate")) / average,
    )


def bass(days: int, market_size: float, innovation: float, imitation: float) -> np.ndarray:
    """Members who join each day of a Bass curve; none in a market of size 0 (model.md 2)."""
    joins = np.zeros(days)
    joined = 0.0
    for day in range(days if market_size > 0 else 0):
        rate = innovation + imitation * joined / market_size
        joins[day] = max(0.0, rate * (market_size - joined))
        joined += joins[day]
    return joins


def joins_per_day(days: int, growth: Table, growth_factor: np.ndarray) -> np.ndarray:
    """Members who join, `(day,)`, cut by growth events after the curve (model.md 2)."""
    curve = growth["curve"]
    joins = np.zeros(days)
    if curve == "bass":
        joins = bass(days, growth["market_size"], growth["innovation"], growth["imitation"])
    elif curve == "constant":
        joins[:] = growth["daily_joins"]
    elif curve == "series":
        given = np.asarray(growth["series"], dtype=float)[:days]
        joins[: given.size] = given
    elif growth["daily_joins"] > 0:
        with np.errstate(over="ignore"):
            grown = growth["daily_joins"] * (1.0 + growth["growth_rate"]) ** np.arange(float(days))
        joins = np.minimum(growth["peak_daily_joins"], grown)
    return joins * growth_factor


def events_per_day(days: int, events: Iterable[Table]) -> SimpleNamespace:
    """Factors and sizes that the events put on each day (model.md 2, 5.5, 5.8, 5.9)."""
    effect = SimpleNamespace(
        growth=np.ones(days), run=np.zeros(days), ad_revenue=np.ones(days), rush=np.ones(days)
    )
    for event in (event for event in events if event["day"] < days):
        day, kept = event["day"], 1.0 - event["size"]
        if event["kind"] == "growth":
            effect.growth[day:] *= kept
        elif event["kind"] == "ad_revenue":
            effect.ad_revenue[day:] *= kept
        elif event["kind"] == "withdrawal_rush":
            effect.rush[day] *= kept
        else:
            effect.run[day] = max(effect.run[day], event["size"])
    return effect


def ledger_by_balance(granted: np.ndarray, part: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What leaves a watcher's ledger each day and stays at its close, `(tenure, segment)`, when
    the share `part` `(segment,)` of the balance goes (model.md 4).
    """
    left, kept = np.zeros_like(granted), np.zeros_like(granted)
    balance = np.zeros(granted.shape[1])
    for tenure in range(granted.shape[0]):
        left[tenure] = part * balance
        balance = balance - left[tenure] + granted[tenure]
        kept[tenure] = balance
    return left, kept


def ledger_by_grant(granted: np.ndarray, part: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same when each grant goes in equal parts of itself: `min(1, part·age)` of it so far."""
    days = granted.shape[0]
    gone = np.minimum(1.0, np.arange(float(days))[:, None] * part)
    today = np.diff(gone, axis=0, prepend=0.0)

    def over_ages(of_a_grant: np.ndarray) -> np.ndarray:
        columns = zip(granted.T, of_a_grant.T, strict=True)
        return np.array([np.convolve(given, aged)[:days] for given, aged in columns]).T

    return over_ages(today), over_ages(1.0 - gone)


def ledgers(
    granted: np.ndarray, watching: np.ndarray, half_life: np.ndarray, chance: np.ndarray,
    ad_points: Table,
) -> SimpleNamespace:
    """Means over all members, watching or not, `(tenure, segment)` in ad points (model.md 4).

    `watching` is the part that still watches, 1 on the day of joining. What those who stopped hold
    grows by sums of positive terms: taking it as a difference would lose its digits.
    """
    forfeited = ad_points["missed_day"] == "forfeited"
    part = ad_points["release_rate"] * (np.ones_like(chance) if forfeited else chance)
    ledger = ledger_by_balance if ad_points["rule"] == "balance" else ledger_by_grant
    left, kept = ledger(granted, part)
    stopped = -np.expm1(-math.log(2.0) * np.arange(float(len(granted)))[:, None] / half_life)
    if forfeited:
        behind = stopped * kept
    else:
        stopping = watching[:-1] * stopped[1:2]
        behind = stopped * granted
        behind[1:] += stopping * kept[:-1]
        behind = np.cumsum(behind, axis=0)
    released = watching * left * (chance if forfeited else 1.0)
    return SimpleNamespace(
        released=released, unreleased=behind + watching * kept, left_behind=behind
    )


def tenure_profiles(
    days: int, segments: list[Table], ad_points: Table, enrolment: Basket, repurchase: Basket
) -> SimpleNamespace:
    """What one member of each segment does on each day of tenure (model.md 4)."""

    def column(field: str) -> np.ndarray:
        return np.array([segment[field] for segment in segments], dtype=float)

    tenure = np.arange(float(days))[:, None]
    interval = column("reorder_interval")
    reorders = (interval > 0) & (repurchase.price > 0)
    orders = np.exp2(-tenure / column("retention_half_life"))
    orders *= np.where(reorders, 1.0 / np.where(reorders, interval, 1.0), 0.0)
    spend = orders * (repurchase.price * column("reorder_scale"))
    chance, half_life = column("task_completion"), column("attention_half_life")
    watching = np.exp2(-tenure / half_life)
    tasks = chance * watching
    orders[0], spend[0], tasks[0] = 1.0, enrolment.price, 0.0

    def granted(first: float, later: float) -> np.ndarray:
        return spend * np.r_[first, np.full(days - 1, later)][:, None]

    ledger = ledgers(
        granted(enrolment.ad_points, repurchase.ad_points), watching, half_life, chance, ad_points
    )
    return SimpleNamespace(
        spend=spend,
        orders=orders,
        tasks=tasks,
        gift=granted(enrolment.gift, repurchase.gift),
        released=ledger.released,
        unreleased=ledger.unreleased,
        left_behind=ledger.left_behind,
    )


def commission_rate(referral: Table) -> float:
    """Both uplines' commission per yuan of its basis (model.md 5.7)."""
    prefix = "" if referral["basis"] == "release" else "order_"
    sponsored = referral["sponsored_share"]
    return referral[prefix + "direct"] * sponsored + referral[prefix + "indirect"] * sponsored**2


def bonus_rate(team: Table) -> float:
    """Team bonus per yuan of its basis, same-level bonus included (model.md 5.7)."""
    same_level = team["same_level_rate"]
    return sum(
        level["volume_share"] * level["rate"] * (1 + same_level * level["same_level_share"])
        for level in rows(team, "levels")
    )


def agent_flows(
    days: int, agents: list[Table], bases: Mapping[str, np.ndarray]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Payouts, fees and goods of all agents together, each `(day,)` in yuan (model.md 5.7)."""
    payouts, fees, goods = np.zeros(days), np.zeros(days), np.zeros(days)
    for tier in agents:
        ramp = np.minimum(1.0, np.arange(1.0, days + 1) / max(1, tier["ramp_days"]))
        sold = tier["territories"] * tier["sold_share"] * ramp
        signed = tier["fee"] * np.diff(sold, prepend=0.0)
        payouts += tier["rate"] * sold / tier["territories"] * bases[tier["basis"]]
        fees += signed
        goods += tier["goods_cost_share"] * signed
    return payouts, fees, goods


def flows_per_day(
    document: Table, joins: np.ndarray, share: np.ndarray, profile: SimpleNamespace, advert: Any
) -> SimpleNamespace:
    """All daily flows that no pool and no wallet can change, `(day,)` each (model.md 4, 5.7)."""
    days = joins.size

    def convolved(per_member: np.ndarray) -> np.ndarray:
        return np.convolve(joins, per_member @ share)[:days]

    first_orders = joins * profile.spend[0, 0]
    repeat = profile.spend.copy()
    repeat[0] = 0.0
    reorders, released = convolved(repeat), convolved(profile.released)
    bases = {"order": first_orders + reorders, "release": released}
    payouts, fees, goods = agent_flows(days, rows(document, "agents"), bases)
    ads = document["ad_points"]
    return SimpleNamespace(
        joins=joins,
        first_orders=first_orders,
        reorders=reorders,
        sales=bases["order"],
        orders=convolved(profile.orders),
        released=released,
        views=convolved(profile.tasks) * ads["ads_per_task"] * advert,
        unreleased=convolved(profile.unreleased),
        left_behind=convolved(profile.left_behind),
        commissions=commission_rate(document["referral"]) * bases[document["referral"]["basis"]],
        team_bonus=bonus_rate(document["team"]) * bases[document["team"]["basis"]],
        agent_payouts=payouts,
        agent_fees=fees,
        agent_goods=goods,
        bases=bases,
    )
