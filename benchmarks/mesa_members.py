"""The same members as Mesa agents: one object each, one step each a day.

Plain Mesa as its tutorials write it, `agents.do("step")`: an agent draws whether it orders and
whether it does the day's task, releases ad points, pays its uplines, leaders and regional agents,
and leaves at its cap. The pool's laws are the product's own. Only what the pitched terms need: one
campaign, order pricing, deferred tasks.
"""

from __future__ import annotations

import math

import mesa

from model import Scenario
from model.laws.baskets import basket
from model.laws.flows import flows_of
from model.laws.inputs import prepare
from model.laws.issuance import mint_by_order
from model.laws.redemption import fee_kept, pool_left, price_after_sale, sellers_part

MONTH = 30


class Member(mesa.Agent):
    """One member: what it buys, watches, holds and earns."""

    def __init__(self, model: Scheme) -> None:
        super().__init__(model)
        draw, terms = model.random, model.terms
        self.segment = draw.choices(terms["segments"], terms["shares"])[0]
        self.sponsor = model.drawn_sponsor()
        interval = self.segment["reorder_interval"]
        spread = terms["rate_spread"]
        self.rate = draw.gammavariate(1 / spread**2, spread**2) / interval if interval else 0.0
        self.buys = draw.expovariate(math.log(2) / self.segment["retention_half_life"])
        self.watches = draw.expovariate(math.log(2) / self.segment["attention_half_life"])
        self.home = draw.random()
        self.age = self.referrals = self.level = 0
        self.ad_points = self.points = self.base = self.volume = 0.0
        self.spent = self.received = self.earned = self.bonus = 0.0
        if self.sponsor is not None:
            self.sponsor.referrals += 1
        self.buy(terms["price"], terms["gift"], terms["ads"], first=True)

    def step(self) -> None:
        """One day: perhaps the task, perhaps an order."""
        self.age += 1
        draw, terms = self.model.random, self.model.terms
        if self.age <= self.watches and draw.random() < self.segment["task_completion"]:
            self.release(terms["release_rate"] * self.ad_points)
        if self.rate and self.age <= self.buys and draw.random() < self.rate:
            self.buy(terms["again"], terms["gift_again"], terms["ads_again"], first=False)

    def release(self, paid: float) -> None:
        """Release ad points and pay uplines and leaders on them."""
        model, terms = self.model, self.model.terms
        self.ad_points -= paid
        self.received += paid
        model.released += paid
        upline = self.sponsor
        for rate in terms["commission"]:
            if upline is None:
                break
            upline.earned += rate * paid
            model.income += rate * paid
            upline = upline.sponsor
        model.income += paid
        best, last, owed, leader = 0.0, 0, 0.0, self.sponsor
        while leader is not None:
            rate, due = terms["rates"][leader.level], 0.0
            if rate > best:
                due = (rate - best) * paid
                best, last, owed = rate, leader.level, terms["same_level"] * due
            elif leader.level == last:
                due, owed = owed, 0.0
            leader.bonus += due
            model.bonus += due
            leader = leader.sponsor

    def buy(self, price: float, gift: float, ads: float, first: bool) -> None:
        """Order: pay into the pool, get ad points; points are credited when the day is minted."""
        model = self.model
        sigma = model.terms["sigma"]
        yuan = price * math.exp(sigma * model.random.gauss() - sigma**2 / 2)
        self.spent += yuan
        self.base += yuan
        self.ad_points += ads * yuan
        self.volume += yuan
        for number, tier in enumerate(model.terms["tiers"]):
            place = (self.home + number * 0.618) % 1.0 * tier["territories"]
            ramp = min(1.0, (model.day + 1) / max(1, tier["ramp_days"]))
            sold = tier["territories"] * tier["sold_share"] * ramp
            model.agent_payouts += tier["rate"] * yuan * min(1.0, max(0.0, sold - int(place)))
        model.order(self, yuan, gift, first)


class Scheme(mesa.Model):
    """The platform: its pool, its wallet, its days."""

    def __init__(self, scenario: Scenario, members: int, seed: int) -> None:
        super().__init__(seed=seed)
        joins = flows_of(prepare(scenario)).joins[0]
        self.weight = joins.sum() / members
        self.joining = [0.0, *(joins.cumsum() / joins.sum() * members + 0.5)]
        self.terms = terms_of(scenario)
        self.people: list[Member] = []
        self.pool = self.points = self.balance = self.income = self.released = 0.0
        self.bonus = self.agent_payouts = 0.0
        self.day = 0
        self.orders: list[tuple[Member, float]] = []
        self.contribution = 0.0

    def drawn_sponsor(self) -> Member | None:
        """Somebody who joined before, perhaps whoever brought that one."""
        if not self.people or self.random.random() >= self.terms["sponsored"]:
            return None
        chosen = self.random.choice(self.people)
        if self.random.random() < self.terms["concentration"] / 2 and chosen.sponsor:
            return chosen.sponsor
        return chosen

    def order(self, member: Member, yuan: float, gift: float, first: bool) -> None:
        """Take an order; what is gifted is minted at the day's end."""
        self.orders.append((member, yuan * gift))
        self.contribution += yuan * self.terms["paid_in" if first else "paid_in_again"]

    def step(self) -> None:
        """One day."""
        self.orders, self.contribution, self.income = [], 0.0, 0.0
        self.agents.do("step")
        number = int(self.joining[self.day + 1]) - int(self.joining[self.day])
        self.people += [Member(self) for _ in range(number)]
        self.mint()
        self.redeem()
        if (self.day + 1) % MONTH == 0:
            self.assess()
        self.day += 1

    def mint(self) -> None:
        """Mint the day's points and credit them."""
        terms, weight = self.terms, self.weight
        bought = terms["spend_rate"] * self.balance
        self.balance -= bought
        paid_in = weight * self.contribution
        gift = weight * sum(worth for _, worth in self.orders)
        if gift > 0.0:
            minted = mint_by_order(
                self.pool, self.points, paid_in, weight * len(self.orders), gift / paid_in, 1.0)
            for member, worth in self.orders:
                member.points += minted * worth / gift
            self.points += minted
        self.pool += paid_in

    def redeem(self) -> None:
        """Let everybody leave whom the cap forces out, and close the wallet."""
        cap, fee = self.terms["cap"], self.terms["fee"]
        kept = fee_kept(fee, 0.0)
        price = self.pool / self.points if self.points else 1.0
        sold, leavers = 0.0, []
        while True:
            new = [m for m in self.people if m.points > 0.0 and m.points * price >= cap * m.base]
            if not new:
                break
            for member in new:
                leavers.append((member, member.points))
                sold += self.weight * member.points
                member.points = member.base = 0.0
            price = price_after_sale(self.pool, self.points, self.points - sold, kept)
        paid = 0.0
        if sold:
            left = pool_left(self.pool, self.points, sold, self.points - sold, kept)
            paid = (self.pool - left) * sellers_part(fee, kept)
            for member, points in leavers:
                member.received += points * paid / sold
            self.pool, self.points = left, self.points - sold
        received = self.weight * self.income + paid
        self.balance += (1.0 - self.terms["withdraw_share"]) * received

    def assess(self) -> None:
        """Raise leaders by referrals and team volume."""
        for member in self.people:
            member.team = member.volume
        for member in reversed(self.people):
            if member.sponsor is not None:
                member.sponsor.team += member.team
            for number, (_, referrals, volume) in enumerate(self.terms["levels"], start=1):
                if member.referrals >= referrals and member.team >= volume:
                    member.level = max(member.level, number)


def terms_of(scenario: Scenario) -> dict:
    """The scenario's numbers under short names."""
    enrol, repeat = basket(scenario, "enrolment"), basket(scenario, "repurchase")
    segments = [
        {name: scenario[f"segments.{row}.{name}"] for name in (
            "share", "reorder_interval", "retention_half_life", "attention_half_life",
            "task_completion")}
        for row in scenario.rows("segments")
    ]
    levels = [
        tuple(scenario[f"team.levels.{row}.{name}"] for name in (
            "rate", "direct_referrals", "team_volume"))
        for row in scenario.rows("team.levels")
    ]
    return {
        "segments": segments, "shares": [each["share"] for each in segments],
        "price": enrol.price, "gift": enrol.gift, "ads": enrol.ad_points,
        "paid_in": enrol.contribution, "again": repeat.price, "gift_again": repeat.gift,
        "ads_again": repeat.ad_points, "paid_in_again": repeat.contribution,
        "sigma": math.sqrt(math.log1p(scenario["members.order_size_spread"] ** 2)),
        "rate_spread": scenario["members.order_rate_spread"],
        "release_rate": scenario["ad_points.release_rate"],
        "commission": (scenario["referral.direct"], scenario["referral.indirect"]),
        "sponsored": scenario["referral.sponsored_share"],
        "concentration": scenario["members.sponsor_concentration"],
        "levels": sorted(levels), "rates": [0.0, *(rate for rate, *_ in sorted(levels))],
        "same_level": scenario["team.same_level_rate"],
        "tiers": [
            {name: scenario[f"agents.{row}.{name}"] for name in (
                "territories", "sold_share", "ramp_days", "rate")}
            for row in scenario.rows("agents")
        ], "cap": scenario["campaigns.main.cap_multiple"],
        "fee": scenario["campaigns.main.sell_fee"], "spend_rate": scenario["wallet.spend_rate"],
        "withdraw_share": scenario["wallet.withdraw_share"],
    }


def run(scenario: Scenario, members: int, seed: int) -> Scheme:
    """All days of a scenario."""
    scheme = Scheme(scenario, members, seed)
    for _ in range(int(scenario["horizon.days"])):
        scheme.step()
    return scheme
