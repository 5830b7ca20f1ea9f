"""What the operator is worth by the scheme's own accounts, at the end of any day of a run.

What is owed is taken off what is in hand. `full`: all ad points are paid in the end, those of
members who stopped watching too; `runoff`: nobody joins or orders again, and what nobody watches
for lapses. The pool is the members': neither asset nor debt.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model import Run, Scenario, simulate
from model.laws.calendar import UNRELEASED
from model.laws.demand import BALANCE, LEFT_BEHIND
from model.readings import promised_commission_rate
from model.readings.of_promises import with_commissions
from model.terms.rows import has_controls

YEAR = 365
SHARES = 100_000_000.0
"""Of the founders, where nobody says otherwise: an assumption of ours, for no source names any."""


@dataclass(frozen=True)
class Equity:
    """Yuan at the end of `day`, of `shares` founders' shares and contribution points at `price`.

    `full`, `runoff` (NaN where the rule of release has no closed form), `bonus`: paid in
    contribution points until then; `earned_cash`, `earned_accrual`: of the 365 days before, NaN
    before there are so many; `views`: paid views until then, at `revenue_per_view`.
    """

    day: int
    shares: float
    price: float
    full: float
    runoff: float
    still_released: float
    bonus: float
    earned_cash: float
    earned_accrual: float
    views: float
    revenue_per_view: float

    @property
    def points(self) -> float:
        """Contribution points issued, C = Σ bonus/p."""
        return self.bonus / self.price

    @property
    def dilution(self) -> float:
        """Part of all shares that the points are, C/(S + C)."""
        return self.points / (self.shares + self.points)

    def worth(self, equity: float) -> float:
        """What the points are worth, C·max(0, E)/(S + C)."""
        return self.dilution * max(0.0, equity)

    def cover(self, equity: float) -> float:
        """Worth of the points over what they were paid as; NaN where nothing was."""
        return self.worth(equity) / self.bonus if self.bonus > 0.0 else math.nan

    def fair_price(self, equity: float) -> float:
        """p* at which the bonus is worth what it says, (max(0, E) − Σ bonus)/S; NaN where none."""
        found = (max(0.0, equity) - self.bonus) / self.shares
        return found if found > 0.0 else math.nan

    def multiple(self, earnings: float) -> float:
        """p·(S + C)/earnings of a year; NaN where these are none."""
        if not earnings > 0.0:
            return math.nan
        return self.price * (self.shares + self.points) / earnings

    @property
    def breakeven_revenue_per_view(self) -> float:
        """Income per advert view at which E is 0; NaN where no view is paid. E is linear in it."""
        if not self.views > 0.0:
            return math.nan
        return max(0.0, self.revenue_per_view - self.full / self.views)


def equity(run: Run, day: int | None = None, shares: float = SHARES) -> Equity:
    """At the end of a day, the last one where none is named."""
    at = run.days - 1 if day is None else day
    scenario, daily = run.scenario, run.daily
    full = full_by_day(run)
    cash = daily["operating_cash"][0]
    rate = float(promised_commission_rate(run)[0])
    left, besides = still_released(run, at), besides_by_day(run)[at]
    paid_in_points = scenario["team.paid_in"] == "equity"
    before = at - YEAR
    fees = daily["agent_fees"][0]
    return Equity(
        day=at,
        shares=shares,
        price=scenario.number("team.equity_price"),
        full=float(full[at]),
        runoff=float(cash[at] - besides - (1.0 + rate) * left),
        still_released=left,
        bonus=float(daily["team_bonus"][0][: at + 1].sum()) if paid_in_points else 0.0,
        earned_cash=math.nan if before < 0 else float(
            cash[at] - cash[before] - fees[before + 1 : at + 1].sum()),
        earned_accrual=math.nan if before < 0 else float(full[at] - full[before]),
        views=float(daily["paid_views"][0][: at + 1].sum()),
        revenue_per_view=scenario.number("ad_points.revenue_per_view"),
    )


def full_by_day(run: Run) -> np.ndarray:
    """E = cash − W − (1 + κ)·U by day (day,), less what else is owed: what `unfunded_promise` has
    on the last day, and debts where cash is below zero."""
    owed = (1.0 + float(promised_commission_rate(run)[0])) * run.daily["unreleased_ad_points"][0]
    return np.asarray(
        run.daily["operating_cash"][0] - owed - more_for_second(run) - besides_by_day(run))


def more_for_second(run: Run) -> np.ndarray:
    """Commissions on unreleased ad points of second accounts, each of which has a sponsor, beyond
    those of others, yuan (day,)."""
    controlled, points = run.demand.controlled, run.daily["unreleased_ad_points"]
    if controlled is None or run.second is None:
        return np.zeros(run.days)
    none = np.zeros(1)
    found = with_commissions(run, points, controlled.of_second(UNRELEASED))
    return np.asarray((found - with_commissions(run, points, none))[0])


def besides_by_day(run: Run) -> np.ndarray:
    """What is owed besides unreleased ad points, yuan (day,): wallets, arrears, vouchers, and by
    modes beyond their pots."""
    owed = run.daily["wallet_balance"][0]
    if has_controls(run.scenario):
        owed = owed + run.daily["arrears"][0] + run.daily["voucher_balance"][0]
    return np.asarray(owed + run.modes.unfunded_by_day[0] if run.modes.ids else owed)


def still_released(run: Run, day: int) -> float:
    """R, ad points still released after a day on which joining and ordering end.

    Rule `balance`: Σ H·v·r/(1 − r(1 − v)), H what members who still watch hold, of which the part
    v = ρp leaves a day (ρ where a missed day forfeits, and p of that is paid), r those who watch on
    from day to day. NaN for rule `grant` and under controls of releases."""
    if not has_runoff(run):
        return math.nan
    scenario, total = run.scenario, 0.0
    forfeited = scenario["ad_points.missed_day"] == "forfeited"
    for row, holding in watched(run, day).items():
        completion = scenario.number(f"segments.{row}.task_completion")
        leaves = scenario.number("ad_points.release_rate") * (1.0 if forfeited else completion)
        watch_on = 2.0 ** (-1.0 / scenario.number(f"segments.{row}.attention_half_life"))
        paid = leaves * (completion if forfeited else 1.0)
        total += holding * paid * watch_on / (1.0 - watch_on * (1.0 - leaves))
    return total


def has_runoff(run: Run) -> bool:
    """Whether what is still released has a closed form."""
    return run.scenario["ad_points.rule"] == "balance" and run.demand.controlled is None


def watched(run: Run, day: int) -> dict[str, float]:
    """Ad points held on a day by members of each segment who still watch."""
    joins, shares = run.daily["joins"][0][: day + 1], {
        row: run.scenario.number(f"segments.{row}.share") for row in run.segment_ids}
    found = {}
    for number, row in enumerate(run.segment_ids):
        profile = run.demand.profiles[0, number]
        held = (profile[BALANCE] - profile[LEFT_BEHIND])[: day + 1]
        found[row] = shares[row] / sum(shares.values()) * float(joins @ held[::-1])
    return found


def moved(
    scenario: Scenario, changes: Mapping[str, tuple[Mapping[str, object], Mapping[str, object]]]
) -> dict[str, tuple[float, float]]:
    """E on the last day under each pair of changes, low and high."""

    def last(settings: Mapping[str, object]) -> float:
        return float(full_by_day(simulate(scenario.replace(settings)))[-1])

    return {name: (last(low), last(high)) for name, (low, high) in changes.items()}
