"""What leaders, agents and the operator's costs take, again from sales (model.md 5.7 and 5.9)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from model import Run
from reports.xlsx.laws import Days, Law, Part, linear
from wording import Words

SALES = ("first_orders", "reorders")


def laws(run: Run, words: Words) -> list[Law]:
    """Every payment that follows from sales, releases or withdrawals."""
    levels, tiers = run.scenario.rows("team.levels"), run.scenario.rows("agents")
    found = [
        linear("goods_cost", words("Cost of goods"), words("sales × unit cost per yuan"),
               [("enrolment.cost", SALES[0]), ("repurchase.cost", SALES[1]),
                ("wallet.cost", "wallet_orders")]),
        linear("payment_fees", words("Payment fees"), words("first and repeat orders × rate"),
               [("rates.paying", name) for name in SALES]),
        linear("cost_of_sales", words("Other costs of sales"),
               words("first and repeat orders × rate"), [("rates.costs", name) for name in SALES]),
        linear("withdrawals_paid", words("Withdrawals paid out"),
               words("withdrawals less their fee"), [("rates.withdrawn", "withdrawals")]),
        linear("team_bonus_cash", words("Team bonus in cash"),
               words("the team bonus, if it is paid in cash"), [("rates.cash", "team_bonus")]),
        Law("law.fixed_cost", words("Fixed costs"), _fixed, words("the same on every day")),
        Law("law.initial_pools", words("Reserves put into new pools"), _reserves,
            words("reserves of the campaigns that start on the day")),
    ]
    if levels:
        found.append(linear("team_bonus", words("Team bonus"), words(
            "sales or released ad points × the rates of all levels"), [
                (f"levels.{row}.{basis}", name) for row in levels for basis, name in
                (("order", SALES[0]), ("order", SALES[1]), ("release", "released"))]))
    if tiers:
        found += [
            Law("law.agent_payouts", words("Paid to agents"), _payouts,
                words("sales or released ad points × the rates of all tiers, as far as sold")),
            Law("law.agent_fees", words("Joining fees of agents"),
                lambda days: _fees(days, "agent_fees"),
                words("fees of the territories sold on the day")),
            Law("law.agent_goods", words("Goods given to agents"),
                lambda days: _fees(days, "agent_goods", "goods"),
                words("joining fees × the part of them given in goods")),
        ]
    return found


def _fixed(days: Days) -> Iterator[Part]:
    name = "platform.fixed_cost_per_day"
    yield days.again(days.parameter(name), np.full(days.run.days, days.number(name)))
    yield days.off("fixed_cost", "law.fixed_cost.again")


def _reserves(days: Days) -> Iterator[Part]:
    cells, values, today = [], np.zeros(days.run.days), np.arange(days.run.days)
    for row in days.run.campaign_ids:
        start, pool = (f"campaigns.{row}.{name}" for name in ("start_day", "initial_pool"))
        cells.append(f"($A{{row}}={days.parameter(start)})*{days.parameter(pool)}")
        values = values + np.where(today == days.number(start), days.number(pool), 0.0)
    yield days.again("+".join(cells), values)
    yield days.off("initial_pools", "law.initial_pools.again")


def _sold(days: Days, row: str, day: str) -> tuple[str, np.ndarray]:
    """The part of a tier's territories for sale that is sold by a day's close."""
    ramp = f"agents.{row}.ramp"
    return (f"MIN(1,{day}/{days.terms[ramp]})",
            np.minimum(1.0, np.arange(1, days.run.days + 1) / days.terms.value(ramp)))


def _payouts(days: Days) -> Iterator[Part]:
    cells, values = [], np.zeros(days.run.days)
    for row in days.run.scenario.rows("agents"):
        sold, part = _sold(days, row, "($A{row}+1)")
        rate, paid = days.sum([(f"agents.{row}.order", SALES[0]), (f"agents.{row}.order", SALES[1]),
                               (f"agents.{row}.release", "released")])
        cells.append(f"({rate})*{sold}")
        values = values + paid * part
    yield days.again("+".join(cells), values)
    yield days.off("agent_payouts", "law.agent_payouts.again")


def _fees(days: Days, stated: str, *parts: str) -> Iterator[Part]:
    """Fees of the territories sold on the day, of all tiers, or `parts` of them."""
    cells, values = [], np.zeros(days.run.days)
    for row in days.run.scenario.rows("agents"):
        (now, share), (before, _) = (_sold(days, row, day) for day in ("($A{row}+1)", "$A{row}"))
        terms = [f"agents.{row}.{name}" for name in ("fees", *parts)]
        cells.append("*".join([*(days.terms[name] for name in terms), f"({now}-{before})"]))
        values = values + np.prod([days.terms.value(name) for name in terms]) * np.diff(
            share, prepend=0.0)
    yield days.again("+".join(cells), values)
    yield days.off(stated, f"law.{stated}.again", "operating_cash.turnover")
