"""Closed forms of the other modes (modes.md section 7), as `theory` has them for the pool.

Shares and rates are plain numbers (0.2 is 20 %), rates are per day, amounts in yuan. Every function
raises ValueError, naming the argument, when one lies outside its range.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from model.laws.theory import Floats, at_least_zero, require


def queue_paid(
    entered_before: ArrayLike, entered: ArrayLike, funding_share: float, multiple: float
) -> Floats:
    """All that a queue has paid by a day: min(m·entered by yesterday, s·entered), arrays alike."""
    require("funding_share", funding_share, 0.0, 1.0)
    require("multiple", multiple, 0.0, math.inf, open_low=True)
    before, by_now = at_least_zero("entered_before", entered_before), at_least_zero(
        "entered", entered)
    return np.asarray(np.minimum(multiple * before, funding_share * by_now))


def queue_repaid_at(order: ArrayLike, funding_share: float, multiple: float) -> Floats:
    """With which of equal orders order k of a queue is repaid: k·m/s; infinite without funding."""
    require("funding_share", funding_share, 0.0, 1.0)
    require("multiple", multiple, 0.0, math.inf, open_low=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(at_least_zero("order", order) * multiple / np.float64(funding_share))


def queue_whole_limit(funding_share: float, multiple: float) -> float:
    """The largest part of what entered a queue that is ever repaid: s/m, at most 1."""
    require("funding_share", funding_share, 0.0, 1.0)
    require("multiple", multiple, 0.0, math.inf, open_low=True)
    return min(1.0, funding_share / multiple)


def queue_wait(funding_share: float, multiple: float, growth: float) -> float:
    """Days until an order is repaid while sales grow: ln(m/s)/ln(1+g); infinite where they do not.

    0 where the funding covers the promise.
    """
    require("funding_share", funding_share, 0.0, 1.0, open_low=True)
    require("multiple", multiple, 0.0, math.inf, open_low=True)
    require("growth", growth, 0.0, math.inf)
    if multiple <= funding_share:
        return 0.0
    return math.log(multiple / funding_share) / math.log1p(growth) if growth > 0.0 else math.inf


def even_received(day: int, entry_day: int, funding_share: float) -> float:
    """Received per yuan by `day` of an even rebate with constant sales: s·(H_t − H_d).

    H_n is the harmonic number; of the first day 0 s·(1 + H_t), for nobody shares its funding.
    Until the first lot is complete.
    """
    require("entry_day", entry_day, 0.0, math.inf)
    require("day", day, max(1, entry_day), math.inf)
    require("funding_share", funding_share, 0.0, 1.0)
    terms = sum(1.0 / n for n in range(entry_day + 1, day + 1))
    return funding_share * (terms + (1.0 if entry_day == 0 else 0.0))


def even_payment(day: int, funding_share: float, growth: float) -> float:
    """Paid on `day` per open yuan of an even rebate while sales grow: s·g/(1 − (1+g)^−t).

    All that enters a day is in the pot of that day and open from the next on. Without growth s/t.
    """
    require("day", day, 1.0, math.inf)
    require("funding_share", funding_share, 0.0, 1.0)
    require("growth", growth, 0.0, math.inf)
    if growth == 0.0:
        return funding_share / day
    return funding_share * growth / -math.expm1(-day * math.log1p(growth))


def even_days_to_finish(
    funding_share: float, multiple: float, growth: float, entry_day: int = 1
) -> float:
    """Days until an order of an even rebate has its multiple, in the long run m/(s·g).

    1,500 for 10 %, three times, 2 % a day. Without growth the day is about d·e^(m/s): e^30 times
    the entry day for the same terms, never in practice.
    """
    require("funding_share", funding_share, 0.0, 1.0, open_low=True)
    require("multiple", multiple, 0.0, math.inf, open_low=True)
    require("growth", growth, 0.0, math.inf)
    require("entry_day", entry_day, 1.0, math.inf)
    if growth > 0.0:
        return multiple / (funding_share * growth)
    exponent = multiple / funding_share
    return entry_day * math.expm1(exponent) if exponent < 700.0 else math.inf


def packets_pot(funding_share: float, release_rate: float, sales: float) -> float:
    """The pot of red packets in the long run, constant sales v: s·v·(1−q)/q; an order gets s."""
    require("funding_share", funding_share, 0.0, 1.0)
    require("release_rate", release_rate, 0.0, 1.0, open_low=True)
    require("sales", sales, 0.0, math.inf)
    return funding_share * sales * (1.0 - release_rate) / release_rate


def chain_cost(direct_bonus: float, team_bonus: float) -> float:
    """What each sponsored position costs in bonuses, whatever the tree: direct + team."""
    require("direct_bonus", direct_bonus, 0.0, math.inf)
    require("team_bonus", team_bonus, 0.0, math.inf)
    return direct_bonus + team_bonus


def chain_boss_share(leave_count: int, recruiting_share: float) -> float:
    """Part of positions that are bosses in the long run if everybody is sponsored: α/(1+α)^c."""
    require("leave_count", leave_count, 1.0, math.inf)
    require("recruiting_share", recruiting_share, 0.0, 1.0, open_low=True)
    return float(recruiting_share / (1.0 + recruiting_share) ** leave_count)


def chain_whole_share(sales_to_earn: int, recruiting_share: float) -> float:
    """Part of positions whose own sales earn the price in the long run: α/(1+α)^h, h such sales.

    12.5 % for h = 3 and α = 1; over all α at most 4/27, at α = 1/2.
    """
    require("sales_to_earn", sales_to_earn, 1.0, math.inf)
    require("recruiting_share", recruiting_share, 0.0, 1.0, open_low=True)
    return float(recruiting_share / (1.0 + recruiting_share) ** sales_to_earn)


def chain_team_exponent(leave_count: int, recruiting_share: float) -> float:
    """A boss's team grows as positions to this power: 0.618 for two sales, all of whom recruit.

    The largest root of a team's own law: agents with i sales sell at 1/(α·positions), each sale
    brings α agents more, with their `leave_count`-th they leave.
    """
    require("leave_count", leave_count, 1.0, 100.0)
    require("recruiting_share", recruiting_share, 0.0, 1.0, open_low=True)
    moves = np.diag(-np.ones(leave_count)) + np.diag(np.ones(leave_count - 1), -1)
    moves[0] += recruiting_share
    return float(np.max(np.linalg.eigvals(moves).real) / recruiting_share)


def draw_funding_needed(
    group_size: int, winners: int, loser_reward: float, winner_fund: float
) -> float:
    """Funding share from which on a group draw pays for itself: reward·(N−W)/W + fund.

    11.7 % for ten, three and 5 % without a fund.
    """
    require("group_size", group_size, 2.0, math.inf)
    require("winners", winners, 1.0, group_size - 1.0)
    require("loser_reward", loser_reward, 0.0, 1.0)
    require("winner_fund", winner_fund, 0.0, math.inf)
    return loser_reward * (group_size - winners) / winners + winner_fund


def draw_claimed_turnover(group_size: int, winners: int) -> float:
    """What is paid in before refunds over what is sold: N/W."""
    require("group_size", group_size, 2.0, math.inf)
    require("winners", winners, 1.0, group_size - 1.0)
    return group_size / winners


def resale_claims(
    days: ArrayLike, deposits: float, growth: float, rollover: float, yield_rate: float
) -> Floats:
    """Claims at the close of day t while deposits are D(1+g)^t: D((1+g)^(t+1) − a^(t+1))/(1+g−a).

    a = r(1+y), what a claim becomes in a day; D(t+1)(1+g)^t where the two are equal.
    """
    require("deposits", deposits, 0.0, math.inf)
    require("growth", growth, -1.0, math.inf, open_low=True)
    require("rollover", rollover, 0.0, 1.0)
    require("yield_rate", yield_rate, 0.0, math.inf)
    day = at_least_zero("days", days)
    kept, grown = rollover * (1.0 + yield_rate), 1.0 + growth
    if kept == grown:
        return np.asarray(deposits * (day + 1.0) * grown**day)
    return np.asarray(deposits * (grown ** (day + 1.0) - kept ** (day + 1.0)) / (grown - kept))


def resale_pot(
    days: int, deposits: float, growth: float, rollover: float, yield_rate: float, fees: float
) -> Floats:
    """The pot at the close of day 0 … days − 1 if nobody adds to it: Σ(D(1+g)^t − βL_(t−1)).

    β = (1−r)(1+y) + fees, what leaves it per yuan of claims. Below zero it could not pay.
    """
    require("fees", fees, 0.0, 1.0)
    day = np.arange(days)
    claims = resale_claims(day, deposits, growth, rollover, yield_rate)
    leaves = (1.0 - rollover) * (1.0 + yield_rate) + fees
    before = np.concatenate([np.zeros(1), claims[:-1]])
    return np.asarray(np.cumsum(deposits * (1.0 + growth) ** day - leaves * before))


def resale_lasts(growth: float, yield_rate: float, fees: float) -> bool:
    """Whether a daily resale can pay for ever: iff deposits grow by the price rise y + fees."""
    require("growth", growth, -1.0, math.inf)
    require("yield_rate", yield_rate, 0.0, math.inf)
    require("fees", fees, 0.0, 1.0)
    return growth >= yield_rate + fees


def resale_first_short_day(yield_rate: float) -> float:
    """First day that is short if nobody buys again, deposits are constant, no fees: ⌊1/y⌋ + 1."""
    require("yield_rate", yield_rate, 0.0, math.inf)
    return math.floor(1.0 / yield_rate + 1e-9) + 1.0 if yield_rate > 0.0 else math.inf


def presale_pot(
    stages: int, first_target: float, growth: float, held: int, stage_yield: float,
    failure_payout: float,
) -> float:
    """What a pre-sale's pot holds after the failure that follows n filled stages, n ≥ q:
    first_target·[(1−f)((1+g)^n − (1+g)^(n−q)) − y((1+g)^(n−q) − 1)]/g.
    """
    require("held", held, 1.0, math.inf)
    require("stages", stages, held, math.inf)
    require("first_target", first_target, 0.0, math.inf, open_low=True)
    require("growth", growth, 0.0, math.inf, open_low=True)
    require("stage_yield", stage_yield, 0.0, math.inf)
    require("failure_payout", failure_payout, 0.0, 1.0)
    filled, settled = (1.0 + growth) ** stages, (1.0 + growth) ** (stages - held)
    kept = (1.0 - failure_payout) * (filled - settled) - stage_yield * (settled - 1.0)
    return first_target * kept / growth


def presale_losing_share(growth: float, held: int) -> float:
    """Part of the money that is in the last q stages, which lose: 1 − (1+g)^−q; 34.2 % by default.

    In the long run, of many filled stages.
    """
    require("growth", growth, 0.0, math.inf)
    require("held", held, 1.0, math.inf)
    return -math.expm1(-held * math.log1p(growth))


def presale_payout_limit(growth: float, held: int, stage_yield: float) -> float:
    """Largest failure payout with which a pre-sale pays for itself: 1 − y/((1+g)^q − 1).

    Below zero where not even nothing would do.
    """
    require("growth", growth, 0.0, math.inf, open_low=True)
    require("held", held, 1.0, math.inf)
    require("stage_yield", stage_yield, 0.0, math.inf)
    return 1.0 - stage_yield / math.expm1(held * math.log1p(growth))
