"""The laws of modes order by order, as modes.md says them: slow, and nothing shared with the model.

Each day's money comes in as some orders (or deposits) of their own. They are kept one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.stats import poisson

SPLIT = (0.5, 0.3, 0.2)
"""A day's money by orders."""

RESIDUE = 1e-9


@dataclass
class Order:
    """Yuan that one order put in, how much of it is open, and what came back."""

    day: int
    size: float
    open: float = 0.0
    per_open_yuan: float = 0.0
    promise: float = 0.0
    received: float = 0.0
    due: float = 0.0


@dataclass
class Mode:
    """One mode's account. `terms`: its row of the scenario."""

    terms: Mapping[str, Any]
    orders: list[Order] = field(default_factory=list)
    pot: float = 0.0
    owed: float = 0.0
    over: bool = False
    stop_day: int | None = None
    rows: list[dict[str, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """What a law needs before its first day."""

    @property
    def end_day(self) -> float:
        return self.terms["start_day"] + self.terms.get("run_days", np.inf)

    def day(self, day: int, entered: float, funded: float) -> None:
        """One day: in, law, pay (modes.md section 3)."""
        row = dict.fromkeys(("paid", "shortfall", "to_platform", "lapsed"), 0.0)
        if day >= self.terms["start_day"] and not self.over:
            self.pot += funded
            fresh = [Order(day, entered * part) for part in SPLIT if entered > 0.0]
            settled = day == self.end_day and "settlement_share" in self.terms
            if settled:
                due, created = self.terms["settlement_share"] * self.owed, 0.0
                self.buy_out()
            else:
                due, created = self.law(day, fresh, row)
            self.pay(day, due, created, settled, row)
        row |= {"pot": self.pot, "owed": self.owed}
        self.rows.append(row)

    def pay(
        self, day: int, due: float, created: float, settled: bool, row: dict[str, float]
    ) -> None:
        part = 1.0
        if due > self.pot * (1 + RESIDUE) + 1e-300 and due - self.pot > RESIDUE * due:
            if self.terms.get("shortfall", "platform") == "stop":
                part, self.stop_day, self.over = self.pot / due, day, True
            else:
                row["shortfall"] = due - self.pot
        paid = part * due
        self.pot = max(0.0, self.pot - (paid - row["shortfall"]))
        for order in self.orders:
            order.received += part * order.due
            order.due = 0.0
        row["paid"] = paid
        self.owed += created - paid - row["lapsed"]
        entered = sum(order.size for order in self.orders)
        if settled or self.over or (day >= self.end_day and self.owed <= RESIDUE * entered):
            row["lapsed"] += self.owed
            self.owed, self.over = 0.0, True
        if self.over and day >= self.end_day:
            row["to_platform"] += self.pot
            self.pot = 0.0

    def promised(self, order: Order) -> float:
        """What an order is owed."""
        return order.promise

    def buy_out(self) -> None:
        for order in self.orders:
            order.due = self.terms["settlement_share"] * self.promised(order)

    def law(
        self, day: int, fresh: list[Order], row: dict[str, float]
    ) -> tuple[float, float]:
        raise NotImplementedError

    def received(self, days: int) -> np.ndarray:
        """By entry day."""
        found = np.zeros(days)
        for order in self.orders:
            found[order.day] += order.received
        return found


class Rebate(Mode):
    """Every order keeps what is open of it and what each open yuan has received."""

    def promised(self, order: Order) -> float:
        return order.open * (self.terms["payout_multiple"] - order.per_open_yuan)

    def law(self, day, fresh, row):
        multiple = self.terms["payout_multiple"]
        for order in self.orders:
            if day - order.day > self.terms.get("claim_days", np.inf):
                row["lapsed"] += self.promised(order)
                order.open = 0.0
        budget = self.terms["pot_release_rate"] * self.pot
        head = self.terms["head_share"] * budget
        spent = self.to_the_oldest(head, multiple) + self.evenly(budget - head, multiple)
        for order in fresh:
            order.open = order.size
        self.orders += fresh
        return spent, multiple * sum(order.size for order in fresh)

    def to_the_oldest(self, budget: float, multiple: float) -> float:
        spent = 0.0
        for order in (order for order in self.orders if order.open > 0.0):
            cost = multiple - order.per_open_yuan
            done = min(order.open, (budget - spent) / cost)
            order.due += done * cost
            # What a completed yuan had received before stays with its order.
            order.open -= done
            spent += done * cost
        return spent

    def evenly(self, budget: float, multiple: float) -> float:
        spent = 0.0
        while budget - spent > 1e-14 * (1.0 + budget):
            waiting = [order for order in self.orders if order.open > 0.0]
            if not waiting:
                break
            each = (budget - spent) / sum(order.open for order in waiting)
            each = min(each, *(multiple - order.per_open_yuan for order in waiting))
            for order in waiting:
                order.due += each * order.open
                order.per_open_yuan += each
                spent += each * order.open
                if multiple - order.per_open_yuan <= 1e-13 * multiple:
                    order.open = 0.0
        return spent


class Chain(Mode):
    """Every order keeps how many of its positions stand where; `sponsored` of new ones have a
    recruiter."""

    sponsored = 0.0

    def law(self, day, fresh, row):
        terms = self.terms
        count, alpha = terms["leave_count"], terms["recruiting_share"]
        sold = sum(order.size for order in fresh) / terms["pack_price"]
        recruiters = alpha * sum(order.size for order in self.orders) / terms["pack_price"]
        part = self.sponsored if recruiters > 0.0 else 0.0
        mean = part * sold / recruiters if recruiters > 0.0 else 0.0
        due = sum(self.bonuses(order, mean, count, alpha) for order in self.orders)
        for order in fresh:
            order.agents, order.teams = np.zeros(count), np.zeros(count)
            order.agents[0], order.bosses = alpha * part, alpha * (1.0 - part)
        self.orders += fresh
        return due, due

    def bonuses(self, order: Order, mean: float, count: int, alpha: float) -> float:
        """A day's bonuses of one order's positions, which move on."""
        sales = np.arange(count + 1)
        likely = poisson.pmf(sales, mean)
        own, mine, team = 0.0, order.bosses * mean, 0.0
        agents, teams, bosses = np.zeros(count), np.zeros(count), order.bosses
        for i in range(count):
            most = count - i
            leaves = poisson.sf(most - 1, mean)
            kept = (sales * likely)[:most].sum() + most * leaves
            own += order.agents[i] * kept
            mine += order.agents[i] * (mean - kept)
            team += order.teams[i] * kept
            bosses += order.agents[i] * leaves
            agents[i:] += order.agents[i] * likely[:most]
            teams[i:] += order.teams[i] * likely[:most]
        teams[0] += alpha * (mine + team)
        order.agents, order.teams, order.bosses = agents, teams, bosses
        direct, boss = self.terms["direct_bonus"], self.terms["team_bonus"]
        positions = order.size / self.terms["pack_price"]
        order.due = positions * (direct * own + (direct + boss) * mine + boss * team)
        return order.due


class Draw(Mode):
    """Every winner's order keeps what is left of its fund."""

    def law(self, day, fresh, row):
        terms = self.terms
        for order in self.orders:
            full = terms["fund_release_rate"] * terms["winner_fund"] * order.size
            order.due = min(order.promise, full)
            order.promise -= order.due
            if order.promise < 1e-12 * order.size:
                order.promise = 0.0
        losers = (terms["group_size"] - terms["winners"]) / terms["winners"]
        created = 0.0
        for order in fresh:
            order.due = terms["loser_reward"] * losers * order.size
            order.promise = terms["winner_fund"] * order.size
            created += order.due + order.promise
        self.orders += fresh
        return sum(order.due for order in self.orders), created


class Resale(Mode):
    """Every deposit keeps its claim."""

    def law(self, day, fresh, row):
        terms = self.terms
        again = terms["rollover_share"] if day < self.end_day else 0.0
        claims = sum(order.promise for order in self.orders)
        fee = min(self.pot, terms["listing_fee"] * claims)
        self.pot -= fee
        row["to_platform"] += fee
        for order in self.orders:
            grown = order.promise * (1.0 + terms["yield_rate"])
            order.due, order.promise = (1.0 - again) * grown, again * grown
        uplines = terms["listing_commission"] * claims
        due = sum(order.due for order in self.orders) + uplines
        created = terms["yield_rate"] * claims + uplines
        for order in fresh:
            order.promise = order.size
            created += order.size
        self.orders += fresh
        return due, created


class Presale(Mode):
    """Every deposit stands in a stage; filled stages wait in a list, the oldest first."""

    number, began = 0, 0

    def begin(self) -> None:
        self.stage: list[Order] = []
        self.held: list[list[Order]] = []
        self.began = self.terms["start_day"]

    def room(self) -> float:
        return self.target() - sum(order.size for order in self.stage)

    def target(self) -> float:
        return self.terms["first_target"] * (1.0 + self.terms["stage_growth"]) ** self.number

    def give(self, stage: list[Order], part: float) -> float:
        for order in stage:
            order.due, order.promise = part * order.size, 0.0
        return sum(order.due for order in stage)

    def fail(self, row: dict[str, float]) -> float:
        held = [order for stage in self.held for order in stage]
        due = self.give(self.stage, 1.0) + self.give(held, self.terms["failure_payout"])
        row["lapsed"] += (1.0 - self.terms["failure_payout"]) * sum(o.size for o in held)
        self.number, self.held = 0, []
        return due

    def law(self, day, fresh, row):
        for order in fresh:
            order.promise = order.size
        self.orders += fresh
        self.stage += fresh
        due, created = 0.0, sum(order.size for order in fresh)
        last = day == self.began + self.terms["stage_days"] - 1
        if day == self.end_day:
            due = self.fail(row)
        elif day < self.end_day and last:
            if sum(o.size for o in self.stage) < (1.0 - RESIDUE) * self.target():
                due = self.fail(row)
            else:
                self.number += 1
                self.held.append(self.stage)
                if len(self.held) > self.terms["stages_held"]:
                    oldest = self.held.pop(0)
                    due = self.give(oldest, 1.0 + self.terms["stage_yield"])
                    created += self.terms["stage_yield"] * sum(o.size for o in oldest)
            self.stage, self.began = [], day + 1
        return due, created


LAWS = {"rebate": Rebate, "chain": Chain, "draw": Draw, "resale": Resale, "presale": Presale}
