"""What reaches each pool and what is minted for it, again from the day's sales (model.md 5.2–5.4).

The gamma law takes ln Γ(y+g)/Γ(y) at both ends of a day. From LARGE on its expansion about
w = y + (g−1)/2, g·ln w − g(g²−1)/24w² (Tricomi and Erdélyi 1951), is exact to 1e-11; differences of
GAMMALN would lose digits there.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.special import gammaln

from model import Run
from reports.xlsx.laws import Days, Law, Part, Parts, linear
from reports.xlsx.terms import ROLES
from wording import Words
from wording.names import row_name

LARGE = 1000
SALES = ("first_orders", "reorders", "wallet_orders")


def laws(run: Run, words: Words) -> list[Law]:
    """The day's pots, who is finished, then pool by pool."""
    found = [Law("pots", words("All sales of the day"), _pots)]
    names = {row: row_name(words, "campaigns", row) for row in run.campaign_ids}
    found += [Law(f"finished.{row}", words("Finished, points held · {campaign}", campaign=name),
                  _finished(row)) for row, name in names.items()]
    for row, name in names.items():
        found += [
            Law(f"inflow.{row}", words("Contributions · {campaign}", campaign=name), _inflow(row),
                words("sales × contribution per yuan, shared by the rules of rotation")),
            Law(f"minting.{row}", words("Points minted · {campaign}", campaign=name), _minting(row),
                words("order by order, each at the price the one before it left (a ratio of gamma "
                      "functions); or all at the opening price")),
            Law(f"sales.{row}", words("Leaves the pool · {campaign}", campaign=name), _sales(row),
                words("many small sales of the points that go, one after another, each leaving a "
                      "part of the fee")),
            linear(f"redeemed.{row}", words("Paid to sellers · {campaign}", campaign=name),
                   words("what leaves the pool × the sellers’ part"),
                   [(f"campaigns.{row}.sellers", f"outflow.{row}")]),
            Law(f"base.{row}", words("Cap base · {campaign}", campaign=name), _base(row)),
        ]
    return found


def _pots(days: Days) -> Iterator[Part]:
    """Contribution and gift value of all sales, and the rank of the campaign that gifts points."""
    words, ranges = days.words, days.terms.ranges
    yield Part("contribution", words("Contribution"), *days.sum(
        [(f"{role}.contribution", name) for role, name in zip(ROLES, SALES, strict=True)]))
    yield Part("gift", words("Gift value"), *days.sum(
        [(f"{role}.gift", name) for role, name in zip(ROLES[:2], SALES[:2], strict=True)]))
    start, end, rank = (
        np.array([days.terms.value(f"campaigns.{row}.{part}") for row in days.run.campaign_ids])
        for part in ("start", "end", "rank"))
    day = np.arange(days.run.days)[:, None]
    yield Part("active", words("Rank of the open campaign (0: none)"), (
        f"SUMPRODUCT(MAX(({ranges['start']}<=$A{{row}})*($A{{row}}<{ranges['end']})"
        f"*{ranges['rank']}))"), np.max((start <= day) * (day < end) * rank, axis=1))


def _is_active(days: Days, row: str) -> tuple[str, np.ndarray]:
    rank = f"campaigns.{row}.rank"
    return (f"{days.own('pots.active')}={days.terms[rank]}",
            days.found("pots.active") == days.terms.value(rank))


def _boost(days: Days, row: str) -> tuple[str, np.ndarray]:
    start, boost = (f"campaigns.{row}.{part}" for part in ("boost_from", "boost"))
    return (f"IF($A{{row}}>={days.terms[start]},{days.terms[boost]},1)",
            np.where(np.arange(days.run.days) >= days.terms.value(start),
                     days.terms.value(boost), 1.0))


def _finished(row: str) -> Parts:
    """1 where a started campaign other than the open one has members with points in the morning."""

    def parts(days: Days) -> Iterator[Part]:
        own, start = f"campaigns.{row}.initial_points", f"campaigns.{row}.start"
        active, is_active = _is_active(days, row)
        held = days.morning("points", row) - days.number(own)
        started = np.arange(days.run.days) >= days.terms.value(start)
        yield days.in_the_morning(Part("held", days.words("1: yes"), (
            f"IF(AND($A{{row}}>={days.terms[start]},NOT({active}),"
            f"{{points}}-{days.parameter(own)}>0),1,0)"),
            np.where(started & ~is_active & (held > 0), 1.0, 0.0)), row)

    return parts


def _inflow(row: str) -> Parts:
    """The open campaign gets what the finished ones do not, and these share equally."""

    def parts(days: Days) -> Iterator[Part]:
        pot, paid = days.own("pots.contribution"), days.found("pots.contribution")
        active, is_active = _is_active(days, row)
        finished = [f"finished.{other}.held" for other in days.run.campaign_ids]
        count, number = "+".join(map(days.own, finished)), sum(map(days.found, finished))
        tail, pause = (f"rotation.{name}" for name in ("tail_share", "after_pause_share"))
        part = np.where(days.found("pots.active") > 0, days.number(tail), days.number(pause))
        mine = f"finished.{row}.held"
        yield days.again(
            f"IF({active},{pot}*IF({count}>0,1-{days.parameter(tail)},1),IF({days.own(mine)}=1,"
            f"{pot}*IF({days.own('pots.active')}>0,{days.parameter(tail)},{days.parameter(pause)})"
            f"/({count}),0))",
            np.where(is_active, paid * np.where(number > 0, 1.0 - part, 1.0),
                     days.found(mine) * part * paid / np.maximum(1.0, number)))
        yield days.off(f"contribution.{row}", f"inflow.{row}.again")

    return parts


def log_ratio(y: np.ndarray, g: np.ndarray) -> np.ndarray:
    """ln Γ(y+g)/Γ(y) as the formulas take it."""
    middle = y + (g - 1.0) / 2.0
    with np.errstate(all="ignore"):
        return np.asarray(np.where(y < LARGE, gammaln(y + g) - gammaln(y),
                                   g * np.log(middle) - g * (g * g - 1.0) / 24.0 / middle**2))


def _log_ratio(y: str, g: str) -> str:
    return (f"IF({y}<{LARGE},GAMMALN({y}+{g})-GAMMALN({y}),{g}*LN({y}+({g}-1)/2)"
            f"-{g}*({g}*{g}-1)/24/({y}+({g}-1)/2)^2)")


def _minting(row: str) -> Parts:
    """One by one, each at the price that the one before left, or all at the opening price."""

    def parts(days: Days) -> Iterator[Part]:
        morning = _Morning(days, row)
        yield _rate(days, row)
        for step in (morning.worth, morning.worth_after, morning.growth, morning.minted):
            yield days.in_the_morning(step(), row)
        yield days.off(f"minted.{row}", f"minting.{row}.again", f"points.{row}.turnover")

    return parts


def _rate(days: Days, row: str) -> Part:
    """Gift value per yuan of contribution; 0 on days on which nothing is minted."""
    active, is_active = _is_active(days, row)
    boost, boosted = _boost(days, row)
    gift, pot = (days.own(f"pots.{name}") for name in ("gift", "contribution"))
    paid = days.series[f"contribution.{row}"]
    gifts, all_paid = days.found("pots.gift"), days.found("pots.contribution")
    minting = is_active & (paid > 0) & (gifts > 0)
    with np.errstate(all="ignore"):
        values = np.where(minting, boosted * gifts / all_paid, 0.0)
    return Part("rate", days.words("Gift value per yuan paid in"), (
        f"IF(AND({active},{days.daily(f'contribution.{row}')}>0,{gift}>0),"
        f"{boost}*{gift}/{pot},0)"), values)


class _Morning:
    """A pool before the day's orders, and what these mint; κ = max(1, orders) equal ones."""

    def __init__(self, days: Days, row: str) -> None:
        self.days, self.key = days, f"minting.{row}"
        given = {name: f"campaigns.{row}.{name}" for name in ("pricing", "issue_price")}
        self.pools, self.held = (days.morning(stock, row) for stock in ("pool", "points"))
        self.paid, self.contributed = (days.daily(f"contribution.{row}"),
                                       days.series[f"contribution.{row}"])
        self.orders, self.count = (f"MAX(1,{days.daily('orders')})",
                                   np.maximum(1.0, days.series["orders"]))
        self.issue, self.issued_at = (days.parameter(given["issue_price"]),
                                      days.number(given["issue_price"]))
        self.by_day = f'{days.parameter(given["pricing"])}="day"'
        self.at_once = days.run.scenario.flat[given["pricing"]] == "day"

    def _own(self, name: str) -> str:
        return self.days.own(f"{self.key}.{name}")

    def _found(self, name: str) -> np.ndarray:
        return self.days.found(f"{self.key}.{name}")

    def worth(self) -> Part:
        """x: how many of the day's orders the pool is worth; where there are no points yet the
        first order goes into it beforehand.
        """
        with np.errstate(all="ignore"):
            values = self.pools * self.count / self.contributed + (self.held <= 0)
        return Part("before", self.days.words("Pool in orders of the day, before them"), (
            f"IF({self._own('rate')}=0,0,{{pool}}*{self.orders}/{self.paid}"
            f"+IF({{points}}>0,0,1))"), np.where(self._found("rate") == 0, 0.0, values))

    def worth_after(self) -> Part:
        """x + κ, the first order counted once."""
        values = self._found("before") + self.count - (self.held <= 0)
        return Part("after", self.days.words("Pool in orders of the day, after them"), (
            f"IF({self._own('rate')}=0,0,{self._own('before')}+{self.orders}"
            f"-IF({{points}}>0,0,1))"), np.where(self._found("rate") == 0, 0.0, values))

    def growth(self) -> Part:
        """ln of points after by points before, the first order's among these."""
        rate, before, after = (self._own(name) for name in ("rate", "before", "after"))
        rates = self._found("rate")
        with np.errstate(all="ignore"):
            values = (log_ratio(self._found("after"), rates)
                      - log_ratio(self._found("before"), rates))
        idle = (rates == 0) | self.at_once
        return Part("growth", self.days.words("Logarithm of the points’ growth"), (
            f"IF(OR({rate}=0,{self.by_day}),0,({_log_ratio(after, rate)})"
            f"-({_log_ratio(before, rate)}))"), np.where(idle, 0.0, values))

    def minted(self) -> Part:
        """Points for the day's orders."""
        rate, growth = self._own("rate"), self._own("growth")
        rates, by = self._found("rate"), self._found("growth")
        with np.errstate(all="ignore"):
            price = np.where(self.held > 0, self.pools / self.held, self.issued_at)
            first = rates * self.contributed / self.count / self.issued_at
            one_by_one = np.where(self.held > 0, self.held * np.expm1(by), first * np.exp(by))
            values = rates * self.contributed / price if self.at_once else one_by_one
        return self.days.again(
            f"IF({rate}=0,0,IF({self.by_day},"
            f"{rate}*{self.paid}/IF({{points}}>0,{{pool}}/{{points}},{self.issue}),"
            f"IF({{points}}>0,{{points}}*(EXP({growth})-1),"
            f"{rate}*{self.paid}/{self.orders}/{self.issue}*EXP({growth}))))",
            np.where(rates == 0, 0.0, values))


def _sales(row: str) -> Parts:
    """P(1 − (1 − Q/S)^(1−kept)) for Q of S points, after the day's orders (model.md 5.5); S − Q is
    what the close says, which has its digits also where next to nothing is left.
    """

    def parts(days: Days) -> Iterator[Part]:
        flows = {"pool": f"contribution.{row}", "points": f"minted.{row}"}
        stock, held = (days.morning(name, row) + days.series[flow] for name, flow in flows.items())
        pool, points = (f"({{{name}}}+{days.daily(flow)})" for name, flow in flows.items())
        sold, burned = days.daily(f"points_burned.{row}"), days.series[f"points_burned.{row}"]
        close, stays = days.column("points", row), f"campaigns.{row}.stays"
        with np.errstate(all="ignore"):
            left = (days.series[close] / held) ** (1.0 - days.terms.value(stays))
        yield days.in_the_morning(days.again(
            f"IF({sold}=0,0,{pool}*(1-({days.daily(close)}/{points})^(1-{days.terms[stays]})))",
            np.where(burned == 0, 0.0, stock * (1.0 - left))), row)
        yield days.off(f"outflow.{row}", f"sales.{row}.again", f"pool.{row}.turnover")

    return parts


def _base(row: str) -> Parts:
    """What the cap is measured by, credited while the campaign is open: spend, or its gift value.
    """

    def parts(days: Days) -> Iterator[Part]:
        measure = f"campaigns.{row}.cap_base"
        active, is_active = _is_active(days, row)
        boost, boosted = _boost(days, row)
        spent = days.series["first_orders"] + days.series["reorders"]
        of_gift = days.run.scenario.flat[measure] == "gift"
        values = boosted * days.found("pots.gift") if of_gift else spent
        yield Part("accrued", days.words("Credited"), (
            f'IF({active},IF({days.parameter(measure)}="gift",{boost}*{days.own("pots.gift")},'
            f"{days.daily('first_orders')}+{days.daily('reorders')}),0)"),
            np.where(is_active, values, 0.0))

    return parts
