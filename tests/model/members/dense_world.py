"""What single members of the dense check do before any pool: their orders, limits and tasks."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from model import Scenario
from model.laws.baskets import basket
from model.laws.flows import flows_of
from model.laws.inputs import prepare
from model.members import draws
from model.members.limited import second_accounts
from model.members.population import Population, population
from model.members.terms import terms_of

BLOCK = 30
TIE = 1.0 - 1e-12


def key(seed: int, member: int) -> np.uint64:
    return np.uint64(draws.key_of(seed, member))


def lifetime(member_key: np.uint64, purpose: int, half_life: float) -> float:
    return -math.log2(draws.uniform(member_key, purpose, 0)) * half_life


class Account:
    """One account's purchases against its limits, looked at anew each time."""

    def __init__(self, scenario: Scenario, opened: int, yuan: float) -> None:
        self.rows = [{name: scenario[f"limits.{row}.{name}"]
                      for name in ("on", "limit", "window_days")}
                     for row in scenario.rows("limits")]
        self.opened = opened
        earning = min([yuan, *(row["limit"] for row in self.rows if row["on"] == "earning")])
        self.bought = [(opened, yuan, earning)]

    def left(self, row: dict, day: int) -> float:
        """What of a limit is left in the block of tenure in which a day lies."""
        window = row["window_days"] or math.inf
        block = (day - self.opened) // window
        since = [each for each in self.bought if (each[0] - self.opened) // window == block]
        used = {"orders": len(since), "spend": sum(each[1] for each in since),
                "earning": sum(each[2] for each in since)}
        return max(0.0, row["limit"] - used[row["on"]])

    def wish(self, day: int, yuan: float) -> tuple[bool, float]:
        """Whether an order may be made, and yuan of it that earn."""
        wanted = {"orders": 1.0, "spend": yuan}
        made = all(wanted[row["on"]] * TIE <= self.left(row, day)
                   for row in self.rows if row["on"] != "earning")
        return made, min([yuan, *(self.left(row, day)
                                  for row in self.rows if row["on"] == "earning")])


class World:
    """Numbers of a scenario under short names, and the simulated people."""

    def __init__(self, scenario: Scenario, members: int, seed: int) -> None:
        self.scenario, self.seed, self.days = scenario, seed, int(scenario["horizon.days"])
        self.inputs = prepare(scenario)
        joins = flows_of(self.inputs).joins[0]
        persons = population(self.inputs, joins, members, seed)
        self.people: Population = second_accounts(
            seed, terms_of(self.inputs), persons, self.days)[0]
        self.count = self.people.joined.size
        self.scale = joins.sum() / persons.joined.size
        self.enrol, self.repeat = basket(scenario, "enrolment"), basket(scenario, "repurchase")
        self.segments = [
            {name: scenario[f"segments.{row}.{name}"] for name in (
                "reorder_interval", "reorder_scale", "retention_half_life", "task_completion",
                "attention_half_life")}
            for row in scenario.rows("segments")
        ]
        self.first = np.zeros((self.count, self.days))
        self.again = np.zeros((self.count, self.days))
        self.first_earning = np.zeros((self.count, self.days))
        self.again_earning = np.zeros((self.count, self.days))
        self.refused = np.zeros(self.days)
        self.number = np.zeros((self.count, self.days))
        self.watched = np.zeros((self.count, self.days))
        self.stopped = np.zeros((self.count, self.days), dtype=bool)
        for member in range(self.count):
            if self.people.owner[member] == member:
                self.order(member)
            self.watch(member)

    def key(self, member: int) -> np.uint64:
        return key(self.seed, int(self.people.drawn[member]))

    def size(self, member: int, order: int) -> float:
        sigma = math.sqrt(math.log(1.0 + self.scenario["members.order_size_spread"] ** 2))
        drawn = draws.normal(self.key(member), draws.SIZE, order)
        return math.exp(sigma * drawn - sigma**2 / 2.0)

    def order(self, member: int) -> None:
        """Fill in one person's orders at all its accounts: yuan and number of each day."""
        theirs = [n for n in range(self.count) if self.people.owner[n] == member]
        open_, at = self.opened(theirs[0], int(self.people.joined[member])), 0
        attempts = 0
        for day, yuan in self.wishes(member):
            made, earning = open_.wish(day, yuan)
            if not made or earning <= 0.0:
                evades = (draws.uniform(self.key(member), draws.EVADING, 0)
                          < self.scenario["identity.evading_share"])
                caught = (draws.uniform(self.key(member), draws.CHECK, attempts)
                          < self.scenario["identity.detection"])
                attempts += 1
                if evades and not caught:
                    at += 1
                    open_ = self.opened(theirs[at], day)
                    continue
            if made:
                open_.bought.append((day, yuan, earning))
                self.again[theirs[at], day] += yuan
                self.again_earning[theirs[at], day] += earning
                self.number[theirs[at], day] += 1.0
            else:
                self.refused[day] += yuan
        assert at == len(theirs) - 1

    def opened(self, account: int, day: int) -> Account:
        """Its first order, which is always made."""
        assert self.people.joined[account] == day
        yuan = self.enrol.price * self.size(account, 0)
        found = Account(self.scenario, day, yuan)
        self.first[account, day] = yuan
        self.first_earning[account, day] = found.bought[0][2]
        return found

    def wishes(self, member: int) -> Iterator[tuple[int, float]]:
        """Day and yuan of every later order that a person wishes to make."""
        scenario, joined = self.scenario, int(self.people.joined[member])
        terms, mine = self.segments[self.people.segment[member]], self.key(member)
        interval = terms["reorder_interval"]
        if interval <= 0.0 or self.repeat.price == 0.0:
            return
        price, half = self.repeat.price * terms["reorder_scale"], terms["retention_half_life"]
        rate, cv = 1.0 / interval, scenario["members.order_rate_spread"]
        if cv > 0.0:
            rate *= draws.gamma(mine, draws.RATE, 1.0 / cv**2)
        stops, time, order = lifetime(mine, draws.BUYING, half), 0.0, 0
        while True:
            time += draws.exponential(mine, draws.GAP, order) / rate
            if math.ceil(time) > stops or joined + math.ceil(time) >= self.days:
                return
            order += 1
            yield joined + math.ceil(time), price * self.size(member, order)

    def watch(self, member: int) -> None:
        """Fill in on which days one member finishes its task, and the days after it stopped."""
        joined, mine = int(self.people.joined[member]), self.key(member)
        terms = self.segments[self.people.segment[member]]
        half, chance = terms["attention_half_life"], terms["task_completion"]
        last = joined + math.floor(lifetime(mine, draws.WATCHING, half))
        self.stopped[member, min(last + 1, self.days) :] = True
        for day in range(joined + 1, min(last + 1, self.days)):
            lane = day % BLOCK
            mask = draws.task_mask(mine, day // BLOCK, chance, np.uint32(1 << lane))
            self.watched[member, day] = float(mask > 0)

    def released(self) -> tuple[np.ndarray, np.ndarray]:
        """Ad points paid to, and unreleased by, everybody (member, day), grant by grant."""
        rate, forfeited = self.scenario["ad_points.release_rate"], self.forfeits
        granted = (self.enrol.ad_points * self.first_earning
                   + self.repeat.ad_points * self.again_earning)
        paid, open_points = np.zeros_like(granted), np.zeros_like(granted)
        for member in range(self.count):
            whole = np.zeros(self.days)  # by day of the grant: points, and the part still there
            rest = np.zeros(self.days)
            for day in range(self.days):
                part = self.watched[member, day]
                share = rate if forfeited else rate * part
                if self.scenario["ad_points.rule"] == "balance":
                    gone = share * rest
                else:
                    gone = np.where(rest <= share + 1e-12, rest, share) * (rest > 0.0)
                rest = rest - gone
                paid[member, day] = (whole * gone).sum() * (part if forfeited else 1.0)
                whole[day], rest[day] = granted[member, day], 1.0
                open_points[member, day] = (whole * rest).sum()
        return paid, open_points

    @property
    def forfeits(self) -> bool:
        return self.scenario["ad_points.missed_day"] == "forfeited"

    def uplines(self, member: int) -> list[int]:
        """Everybody above a member, the sponsor first."""
        above, sponsor = [], int(self.people.sponsor[member])
        while sponsor >= 0:
            above.append(sponsor)
            sponsor = int(self.people.sponsor[sponsor])
        return above
