"""Pools, wallets and cash under controls, account by account, written from model.md and controls.md
and nothing of `model`: orders mint one after another, forced exits are found one at a time.

Accounts are those of `by_days.accounts`, in one row: own ones by join day and segment, then second
ones. What modes do is taken from outside.
"""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np

from benchmarks.numpy_pools import log_issue_ratio
from benchmarks.numpy_terms import (
    Table,
    agent_flows,
    basket,
    bonus_rate,
    events_per_day,
    rows,
)

AT_CAP = 1.0 - 1e-12
"""A value within this of a limit has reached it."""


def mint(
    pool: float, points: float, orders: float, size: float, gift: float, issue: float, floor: float
) -> float:
    """Points for `orders` orders (at least one) of `size` yuan, each at the mark that the one
    before it left; of the last the part that there is."""
    left, minted = max(1.0, orders), 0.0
    while left > 1e-12 * orders:
        part = min(1.0, left)
        if points == 0.0:
            own = gift * size / max(issue, floor)
        elif pool < floor * points:
            own = part * gift * size / floor
        elif part == 1.0:
            own = gift * size * points / pool
        else:
            own = points * math.expm1(log_issue_ratio(pool / size, part, gift))
        minted, points, pool, left = minted + own, points + own, pool + part * size, left - part
    return minted


class Pool:
    """A campaign and what each account holds of its points."""

    def __init__(self, row: Table, count: np.ndarray, opened: np.ndarray) -> None:
        self.row, self.count, self.opened = row, count, opened
        self.pool, self.own = float(row["initial_pool"]), float(row["initial_points"])
        self.points, self.base = np.zeros(count.size), np.zeros(count.size)
        self.exit_day = np.full(count.size, -1)
        self.in_a_round = np.zeros(count.size, dtype=bool)
        self.start, self.rounds = row["start_day"], 0
        self.end = self.start + row.get("issue_days", math.inf)
        self.floor = row["price_floor"]
        self.kept = row["sell_fee"] * (1.0 - row["fee_to_platform"])
        self.sellers = (1.0 - row["sell_fee"]) / (1.0 - self.kept)
        net = row["cap_measure"] == "net"
        self.measured = 1.0 - row["sell_fee"] if net else 1.0
        self.most = row["cap_multiple"] * (1.0 if net else 1.0 - row["sell_fee"])

    @property
    def held(self) -> float:
        return float(self.count @ self.points)

    @property
    def all(self) -> float:
        return self.held + self.own

    def mark(self, day: int) -> float:
        if day < self.start or self.all == 0.0:
            return float(max(self.row["issue_price"], self.floor))
        return float(max(self.pool / self.all, self.floor))

    def boost(self, day: int) -> float:
        closing = day >= self.end - self.row["closing_days"]
        return float(self.row["closing_boost"]) if closing else 1.0

    def order(
        self, day: int, amount: float, contribution: float, orders: float, earning: np.ndarray,
        gifts: np.ndarray,
    ) -> float:
        """The day's orders: `amount` of their contribution comes here; of each account yuan that
        earn points, and the gift value of them. Points minted."""
        boost, gift = self.boost(day), float(self.count @ gifts)
        minted = 0.0
        if contribution > 0.0 and gift > 0.0 and amount > 0.0:
            g = boost * gift / contribution
            if self.row["pricing"] == "day":
                minted = g * amount / self.mark(day)
            else:
                minted = mint(self.pool, self.all, orders, amount / max(1.0, orders), g,
                              self.row["issue_price"], self.floor)
        if minted > 0.0:
            self.points += gifts * (minted / gift)
        self.base += earning if self.row["cap_base"] == "spend" else boost * gifts
        self.pool += amount
        return minted

    def after(self, sold: float) -> tuple[float, float]:
        """The pool and its mark once `sold` points are sold in small pieces."""
        pool, points, floor = self.pool, self.all, self.floor
        if pool < floor * points:
            each = (1.0 - self.kept) * floor
            if pool <= each * points:
                return max(0.0, pool - each * sold), floor
            first = min(sold, (floor * points - pool) / (self.kept * floor))
            pool, points, sold = pool - first * each, points - first, sold - first
            if sold == 0.0:
                return pool, floor
        left = (points - sold) / points
        if left <= 0.0:
            return 0.0, math.inf
        return pool * left ** (1.0 - self.kept), max(floor, pool / points * left**-self.kept)

    def forced(self, day: int) -> np.ndarray:
        """Whom the cap forces out, found one after another, each at the mark that the others leave.
        """
        leaving = np.zeros(self.count.size, dtype=bool)
        may = (self.points > 0.0) & (day - self.opened >= self.row["lock_days"])
        may &= self.count > 0.0
        while True:
            mark = self.after(float((self.count * self.points)[leaving].sum()))[1]
            stay = np.flatnonzero(may & ~leaving)
            worth = self.points[stay] * self.measured * mark
            reached = stay[worth >= self.row["cap_multiple"] * self.base[stay] * AT_CAP]
            if not reached.size:
                return leaving
            leaving[reached[0]] = True

    def sell(self, day: int, run: float) -> SimpleNamespace:
        """All sales of the day: yuan to each account, points sold, yuan to the platform."""
        leaving = self.forced(day)
        locked = day - self.opened < self.row["lock_days"]
        usual = min(max(self.row["voluntary_sale_rate"], run), self.row["sale_limit"])
        part = np.where(locked, 0.0, np.where(leaving, 1.0, usual))
        left = float((self.count * self.points) @ (1.0 - part))
        if self.own == 0.0 and left < 1e-9 * self.held and not self.points[locked].any():
            part[:] = 1.0
        sold = float((self.count * self.points) @ part)
        got = np.zeros(self.count.size)
        if sold == 0.0:
            return SimpleNamespace(got=got, sold=0.0, fee=0.0)
        pool = self.after(sold)[0]
        out = self.pool - pool
        got = self.points * part * (self.sellers * out / sold)
        back = 0.0
        if self.row["cap_payout"] == "clipped":
            most = np.where(leaving, self.most * self.base, np.inf)
            back = float(self.count @ np.maximum(0.0, got - most))
            got = np.minimum(got, most)
        self.points = np.where(part == 1.0, 0.0, self.points * (1.0 - part))
        self.base[leaving] = 0.0
        self.exit_day[leaving & (self.exit_day < 0)] = day
        self.pool = pool + back
        return SimpleNamespace(got=got, sold=sold, fee=(1.0 - self.sellers) * out)

    def end_round(self, day: int) -> SimpleNamespace | None:
        """Where the mark has reached the ceiling: yuan to each account, to the platform, points."""
        ceiling = self.row.get("price_ceiling")
        if ceiling is None or self.all == 0.0 or self.mark(day) < ceiling * AT_CAP:
            return None
        each, points = self.pool / self.all, self.all
        done = SimpleNamespace(got=self.points * each, own=self.own * each, sold=points)
        self.in_a_round |= self.points > 0.0
        self.points, self.base = np.zeros(self.count.size), np.zeros(self.count.size)
        self.pool, self.own, self.rounds = 0.0, 0.0, self.rounds + 1
        return done


class Day(SimpleNamespace):
    """What a day's orders are, by account and in all."""


class Market:
    """All pools, the wallet and the vouchers of a scenario."""

    def __init__(self, document: Table, bought: SimpleNamespace, outside: SimpleNamespace) -> None:
        self.document, self.bought, self.outside = document, bought, outside
        people = bought.people
        self.shape, self.days = people.shape, people.shape[1]
        self.count = people.reshape(-1)
        kind, opened, segment = np.indices(self.shape)
        self.second, self.opened = kind.reshape(-1) == 1, opened.reshape(-1)
        self.segment = segment.reshape(-1)
        self.pools = [Pool(row, self.count, self.opened) for row in rows(document, "campaigns")]
        self.redeemed = np.zeros(self.count.size)
        self.balance = self.vouchers = 0.0
        self.baskets = {role: basket(rows(document, "products"), role)
                        for role in ("enrolment", "repurchase", "wallet")}
        events = [e for e in rows(document, "events") if e["kind"] != "release_cut"]
        self.effect = events_per_day(self.days, events)

    def by_account(self, per_tenure: np.ndarray, day: int) -> tuple[np.ndarray, np.ndarray]:
        """Of a profile (tenure, segment) what each account does today: as its first, as a later
        order; second accounts do nothing later."""
        age = day - self.opened
        value = per_tenure[np.clip(age, 0, None), self.segment]
        return np.where(age == 0, value, 0.0), np.where((age > 0) & ~self.second, value, 0.0)

    def day(self, day: int) -> dict[str, float]:
        """The day in the order of controls.md section 3."""
        found = self.orders(day)
        self.contribute(day, found)
        for pool in self.pools:
            self.trade(pool, day, found)
        income = self.outside.income[day] + found.redeemed
        self.close(day, income, found)
        for row, pool in zip(self.document["campaigns"], self.pools, strict=True):
            found.series[f"price.{row}"] = pool.mark(day)
            found.series[f"pool.{row}"], found.series[f"points.{row}"] = pool.pool, pool.all
        return dict(found.series)

    def orders(self, day: int) -> Day:
        """Wallet sales and vouchers of yesterday's balances, orders, what of them earns."""
        terms, baskets = self.document["wallet"], self.baskets
        shelf = baskets["wallet"].price > 0.0
        money = terms["spend_rate"] * self.balance if shelf else 0.0
        shown = terms["voucher_spend_rate"] * self.vouchers if shelf else 0.0
        wallet = money + shown / terms["voucher_price_share"]
        first, later = self.by_account(self.bought.served.spend, day)
        one, more = self.by_account(self.bought.served.orders, day)
        earning = self.by_account(self.bought.served.earning, day)
        a, r = self.outside.first[day], self.outside.repeat[day]
        contribution = [baskets[role].contribution for role in ("enrolment", "repurchase")]
        spent, again = float(self.count @ first), float(self.count @ later)
        orders = float(self.count @ ((1.0 - a) * one + (1.0 - r) * more))
        if shelf:
            orders += wallet / baskets["wallet"].price
        return Day(
            money=money, shown=shown, wallet=wallet, orders=orders, redeemed=0.0, fee=0.0, own=0.0,
            earning=(1.0 - a) * earning[0] + (1.0 - r) * earning[1],
            gifts=(1.0 - a) * baskets["enrolment"].gift * earning[0]
            + (1.0 - r) * baskets["repurchase"].gift * earning[1],
            contribution=(1.0 - a) * contribution[0] * spent + (1.0 - r) * contribution[1] * again
            + baskets["wallet"].contribution * wallet,
            by_modes=a * contribution[0] * spent + r * contribution[1] * again,
            cost=baskets["enrolment"].cost * spent + baskets["repurchase"].cost * again
            + baskets["wallet"].cost * wallet,
            series={"wallet_orders": wallet, "minted": 0.0, "points_burned": 0.0,
                    "contribution": 0.0},
        )

    def contribute(self, day: int, found: Day) -> None:
        """The day's contribution to the pools and the points that it mints."""
        rotation = self.document["rotation"]
        open_ = [p for p in self.pools if p.start <= day < p.end]
        active = max(reversed(open_), key=lambda p: p.start, default=None)
        finished = [p for p in self.pools if p is not active and p.start <= day and p.held > 0.0]
        waiting = len(finished) + self.outside.waiting[day]
        part = rotation["tail_share" if active else "after_pause_share"] if waiting else 0.0
        if active:
            amount = (1.0 - part) * found.contribution
            minted = active.order(day, amount, found.contribution, found.orders, found.earning,
                                  found.gifts)
            found.series["minted"] += minted
            found.series["contribution"] += amount
        for pool in finished:
            tail = (part * found.contribution + rotation["tail_share"] * found.by_modes) / waiting
            pool.pool += tail
            found.series["contribution"] += tail

    def trade(self, pool: Pool, day: int, found: Day) -> None:
        """A pool's sales and the end of its round."""
        if day < pool.start or pool.held == 0.0:
            return
        sales = pool.sell(day, self.effect.run[day])
        found.fee += sales.fee
        done = pool.end_round(day)
        for each in (sales, *([done] if done else [])):
            self.redeemed += each.got
            found.redeemed += float(self.count @ each.got)
            found.series["points_burned"] += each.sold
        found.own += done.own if done else 0.0

    def close(self, day: int, income: float, found: Day) -> None:
        """The wallet, the vouchers and what cash gains."""
        terms, platform = self.document["wallet"], self.document["platform"]
        lapsed = terms["voucher_lapse_rate"] * self.vouchers
        self.vouchers += terms["voucher_share"] * income - found.shown - lapsed
        money = (1.0 - terms["voucher_share"]) * income
        held = self.balance - found.money + (1.0 - terms["withdraw_share"]) * money
        self.balance = self.effect.rush[day] * held
        withdrawn = terms["withdraw_share"] * money + held - self.balance
        top_up = found.shown * (1.0 / terms["voucher_price_share"] - 1.0)
        found.series |= {
            "redeemed": found.redeemed, "withdrawals": withdrawn, "wallet_balance": self.balance,
            "voucher_balance": self.vouchers, "vouchers_spent": found.shown,
            "vouchers_lapsed": lapsed,
            "cash": found.redeemed + found.fee + found.own - found.cost
            + top_up * (1.0 - platform["payment_fee"])
            - found.series["contribution"] - withdrawn * (1.0 - terms["withdrawal_fee"])
            - sum(p.row["initial_pool"] for p in self.pools if p.start == day),
        }


def run(
    document: Table, bought: SimpleNamespace, releases: dict[str, np.ndarray],
    outside: SimpleNamespace,
) -> tuple[dict[str, np.ndarray], Market]:
    """Daily series by name of daily.csv, those of every campaign with its id, and the market after
    the last day. `outside` (day,): parts of first and of later orders that go through modes, how
    many of these wait for a tail, what members get outside pools, what cash gains by modes."""
    market = Market(document, bought, outside)
    days = [market.day(day) for day in range(market.days)]
    series = {name: np.array([day[name] for day in days]) for name in days[0]}
    cash = series.pop("cash") + shop(document, market, bought, releases) + outside.cash
    series["operating_cash"] = document["platform"]["initial_cash"] + np.cumsum(cash)
    return series, market


def shop(
    document: Table, market: Market, bought: SimpleNamespace, releases: dict[str, np.ndarray]
) -> np.ndarray:
    """What cash gains outside pools, wallets and modes (day,), yuan: model.md 5.7 and 5.9."""
    platform, ads = document["platform"], document["ad_points"]
    sales = releases["first_orders"] + releases["reorders"]
    bases = {"order": sales, "release": releases["released"]}
    payouts, fees, goods = agent_flows(market.days, rows(document, "agents"), bases)
    gained = sales * (1.0 - platform["payment_fee"] - platform["cost_share_of_sales"])
    gained = gained + fees - payouts - goods - platform["fixed_cost_per_day"]
    if document["team"]["paid_in"] == "cash":
        gained -= bonus_rate(document["team"]) * bases[document["team"]["basis"]]
    tasks = np.zeros(market.days)
    for account, k, j in zip(*np.nonzero(bought.people), strict=True):
        tasks[k:] += bought.people[account, k, j] * bought.profile.tasks[: market.days - k, j]
    return gained + tasks * ads["ads_per_task"] * ads["revenue_per_view"] * market.effect.ad_revenue
