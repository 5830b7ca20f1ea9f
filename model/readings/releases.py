"""What ad points promise and pay: the first order's payback, what is owed, what must earn it.

Model.md sections 4 (release), 6 (unfunded promise) and 7 (closed forms).
"""

from __future__ import annotations

import numpy as np

from model.bounds import TIE
from model.cohorts.run import MONTH_DAYS, Run
from model.laws import demand, payouts, theory
from model.laws.demand import PROFILES, RELEASED
from model.laws.inputs import Inputs, tall
from model.readings.by_calendar import (
    goes_by_calendar,
    paid_on_average,
    paid_while_watching,
    watched_until,
)
from model.readings.of_promises import points_granted, promised_commission_rate
from model.readings.reading import ratio
from model.terms.rows import has_controls

TEN_YEARS = 3650
"""How long payback is looked for: what is not back by then is called never."""

ENDLESS = 1e300
"""Half-life (days) of an attention that does not fade."""


def ledger(run: Run) -> dict[str, np.ndarray]:
    """Ad points so far by what became of them, name → (scenario, day); they add up to all granted.

    `released` were paid (uplines' part included), `claimable` are held by members who still watch,
    `left_behind` by members who stopped (breakage), `forfeited` are lost by missed tasks; with
    controls some are `unpaid`, due and in arrears, and some `lapsed`.
    """
    daily = run.daily
    released = np.cumsum(daily["released"], axis=1)
    gone = np.cumsum(daily["points_left_ledger"], axis=1) - released
    parts = {
        "released": released, "claimable": claimable(run),
        "left_behind": daily["ad_points_left_behind"],
    }
    if run.demand.controlled is not None:
        parts["unpaid"] = run.demand.controlled.arrears_points
        parts["lapsed"] = np.cumsum(daily["lapsed_points"], axis=1)
        gone = gone - parts["unpaid"] - parts["lapsed"]
    return parts | {"forfeited": np.maximum(0.0, gone)}


def claimable(run: Run) -> np.ndarray:
    """Unreleased ad points of members who still watch, at each close (scenario, day)."""
    return np.asarray(run.daily["unreleased_ad_points"] - run.daily["ad_points_left_behind"])


def first_order_paid_back(run: Run) -> np.ndarray:
    """Part of a first order's price paid by its own ad points u days later, net of commissions
    that the member funds, on average over a segment's members, those who stopped watching included;
    (scenario, segment, u), u = 0 … TEN_YEARS − 1. With the wait and the last day of ad points; as
    if no gate, cut or payout limit, which go by the calendar, held anything back.
    """
    segments = run.inputs.segments
    return _paid_back(run, segments.task_completion, segments.attention_half_life)


def paid_back_while_watching(run: Run) -> np.ndarray:
    """`first_order_paid_back` of members who still watch, at their segment's task completion; where
    releases go by the calendar, of who joins on the first day, u up to the last."""
    segments = run.inputs.segments
    if goes_by_calendar(run):
        return paid_while_watching(run, segments.task_completion)
    return _paid_back(run, segments.task_completion, np.full_like(segments.share, ENDLESS))


def paid_back_if_never_missed(run: Run) -> np.ndarray:
    """`paid_back_while_watching` of somebody who finishes every ad task, (scenario, u)."""
    one = np.ones((run.inputs.count, 1))
    if goes_by_calendar(run):
        return np.asarray(paid_while_watching(run, one)[:, 0])
    return np.asarray(_paid_back(run, one, ENDLESS * one)[:, 0])


def back_on_average(run: Run, age: int) -> np.ndarray:
    """`first_order_paid_back` `age` days after it, (scenario, segment); where releases go by the
    calendar, of who joins on the first day, NaN beyond the last."""
    if not goes_by_calendar(run):
        return np.asarray(first_order_paid_back(run)[:, :, age])
    if age >= run.days:
        return np.full(run.inputs.segments.share.shape, np.nan)
    return paid_on_average(run, age)


def _paid_back(run: Run, completion: np.ndarray, half_life: np.ndarray) -> np.ndarray:
    """Cumulated release per yuan of a member who never orders again: the kernel's own profile."""
    inputs = run.inputs
    points = inputs.column("ad_points.release_rate"), np.full(
        inputs.count, inputs.baskets["enrolment"].ad_points
    )
    rules = (inputs.flat["ad_points.rule"] == "grant",
             inputs.flat["ad_points.missed_day"] == "forfeited")
    paid = np.empty((*completion.shape, TEN_YEARS))
    profiles = np.empty((len(PROFILES), TEN_YEARS))
    for i, j in np.ndindex(completion.shape):
        demand.fill_tenure(
            half_lives=(1.0, float(half_life[i, j])),
            rates=(0.0, float(completion[i, j]), float(points[0][i])),
            first=(1.0, float(points[1][i])), repeat=(0.0, 0.0), rules=rules, profiles=profiles,
        )
        paid[i, j] = _waited(inputs, i, np.cumsum(profiles[RELEASED]), float(half_life[i, j]))
    held_back = payouts.commissions(inputs, run.demand)[1]
    return np.asarray(paid * (1.0 - held_back[:, :, None]))


def _waited(inputs: Inputs, i: int, paid: np.ndarray, half_life: float) -> np.ndarray:
    """The cumulated release (u,) of a grant that waits and that lapses after so many days: who
    watches on till the wait is over is then like anybody who begins, for attention has no memory.
    """
    wait = int(inputs.column("ad_points.lag_days")[i])
    later = np.zeros_like(paid)
    later[wait - 1:] = 2.0 ** (-(wait - 1) / half_life) * paid[: paid.size - (wait - 1)]
    if inputs.flat["ad_points.rule"] == "grant" and "ad_points.expiry_days" in inputs.flat:
        day = min(paid.size - 1, int(inputs.column("ad_points.expiry_days")[i]))
        later[day + 1:] = later[day]
    return later


def payback_day(paid: np.ndarray) -> np.ndarray:
    """First day on which a cumulated part (…, u) reaches the whole, NaN if never (…)."""
    reached = paid >= TIE
    return np.where(reached.any(axis=-1), reached.argmax(axis=-1).astype(float), np.nan)


def paid_back_share(run: Run) -> np.ndarray:
    """Part of a segment's members who watch until their first order is paid back by releases,
    2^(−day/half-life), (scenario, segment)."""
    day = payback_day(paid_back_while_watching(run))
    reached = 2.0 ** (-day / run.inputs.segments.attention_half_life)
    return np.where(np.isnan(day), 0.0, reached)


def never_paid_back_share(run: Run) -> np.ndarray:
    """Part of members whose first order is never paid back by releases (scenario,)."""
    return np.asarray(1.0 - (paid_back_share(run) * run.inputs.segments.share).sum(axis=1))


def paid_back_by_the_end(run: Run) -> np.ndarray:
    """Part of all members whose first order releases have paid back on the last day (scenario,)."""
    members = run.groups.members.sum(axis=2)
    months = np.add.reduceat(members, np.arange(0, run.days, MONTH_DAYS), axis=1)
    return ratio((paid_back_by_month(run)["paid_back"] * months).sum(axis=1), months.sum(axis=1))


def paid_back_by_month(run: Run) -> dict[str, np.ndarray]:
    """Part of each join month's members by what became of their first order, (scenario, month).

    `paid_back` by releases at the end, `watching` (not yet, but still may), `stopped` watching
    before it was paid back; they add up to 1, and are 0 where nobody joined.
    """
    members, segments = run.groups.members, run.inputs.segments
    age = np.arange(run.days)[::-1, None].astype(float)
    if goes_by_calendar(run):
        due = watched_until(run)
    else:
        due = np.nan_to_num(payback_day(paid_back_while_watching(run)), nan=np.inf)[:, None, :]
    watching = 2.0 ** (-np.minimum(age, due) / segments.attention_half_life[:, None, :])
    parts = {
        "paid_back": np.where(age >= due, watching, 0.0),
        "watching": np.where(age >= due, 0.0, watching),
        "stopped": 1.0 - watching,
    }
    starts = np.arange(0, run.days, MONTH_DAYS)
    joined = np.add.reduceat(members.sum(axis=2), starts, axis=1)
    return {
        name: np.nan_to_num(ratio(
            np.add.reduceat((members * part).sum(axis=2), starts, axis=1), joined))
        for name, part in parts.items()
    }


def owed(run: Run) -> dict[str, np.ndarray]:
    """What the platform owes at each close by kind, yuan, name → (scenario, day).

    `claimable` ad points with the `commissions` due on them, `wallet` balances, and what was
    `left_behind` with its commissions: on paper only, for nobody watches for it any more; with
    controls `arrears` with their commissions and `vouchers`, with modes what these owe beyond their
    pots. Less the operating cash there is, their sum on the last day is the unfunded promise.
    """
    rate = promised_commission_rate(run)[:, None]
    more = {}
    if has_controls(run.scenario):
        more = {"arrears": run.daily["arrears"], "vouchers": run.daily["voucher_balance"]}
    if run.modes.ids:
        more["modes"] = run.modes.unfunded_by_day
    return more | {
        "claimable": claimable(run),
        "commissions": claimable(run) * rate,
        "wallet": run.daily["wallet_balance"],
        "left_behind": run.daily["ad_points_left_behind"] * (1.0 + rate),
    }


def income_per_active_member(run: Run) -> dict[str, np.ndarray]:
    """Yuan per finished ad task (one active member's day), name → (scenario, day); NaN without.

    `available` is what adverts bring in, `needed` what the day's releases cost with the commissions
    that the platform adds.
    """
    tasks = run.demand.watched
    cost = run.daily["released"] * (1.0 + promised_commission_rate(run)[:, None])
    return {
        "available": ratio(run.daily["ad_revenue"], tasks),
        "needed": ratio(cost, tasks),
    }


def required_growth(run: Run) -> np.ndarray:
    """Daily growth of sales needed to pay releases out of sales if no task is missed (scenario,).

    r* of model.md 7 with the run's own mix of orders: ad points and what is left of a yuan of sales
    after goods and the contribution. Infinite where nothing is left, NaN without sales.
    """
    sales = (run.daily["first_orders"] + run.daily["reorders"]).sum(axis=1)
    granted = ratio(points_granted(run).sum(axis=1), sales)
    left = 1.0 - ratio(_goods_and_contribution(run), sales)
    rates = np.broadcast_to(run.inputs.column("ad_points.release_rate"), sales.shape)
    uplines = np.broadcast_to(promised_commission_rate(run), sales.shape)
    return np.array([
        _required_growth(*terms) for terms in zip(rates, granted, uplines, left, strict=True)
    ])


def _required_growth(rate: float, granted: float, uplines: float, left: float) -> float:
    if np.isnan(granted):
        return np.nan
    return theory.required_growth(rate, granted, uplines, min(1.0, left)) if left > 0 else np.inf


def _goods_and_contribution(run: Run) -> np.ndarray:
    """Yuan of all first and repeat orders that go to goods and contributions (scenario,)."""
    roles = (("enrolment", "first_orders"), ("repurchase", "reorders"))
    spent = [
        (tall(run.inputs.baskets[role].cost + run.inputs.baskets[role].contribution)
         * run.daily[series]).sum(axis=1)
        for role, series in roles
    ]
    return np.asarray(spent[0] + spent[1])


def sales_growth(run: Run) -> tuple[np.ndarray, np.ndarray]:
    """Mean daily growth of sales from each 30-day block to the next, and the days between them.

    (scenario, block) and (block,): growth (S₂/S₁)^(1/n) − 1 of mean daily sales S whose blocks'
    middles lie n days apart; NaN where a block has no sales.
    """
    starts = np.arange(0, run.days, MONTH_DAYS)
    ends = np.append(starts[1:], run.days)
    sales = np.add.reduceat(run.daily["first_orders"] + run.daily["reorders"], starts, axis=1)
    sales = sales / (ends - starts)
    middles = (starts + ends - 1) / 2.0
    change = np.where(sales[:, 1:] > 0, ratio(sales[:, 1:], sales[:, :-1]), np.nan)
    return change ** (1.0 / np.diff(middles)) - 1.0, starts[1:]
