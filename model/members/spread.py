"""What averages hide: who got back what, by join month, depth and rank (pure NumPy).

`received` is what a member got for its own orders (redemptions and releases); `earned` what it got
as an upline and, where leaders are paid in money, as a leader. Members are alike in weight; amounts
are yuan of one member, all its accounts together.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from model import readings
from model.bounds import TIE
from model.cohorts.run import MONTH_DAYS
from model.members.run import ROWS, MemberRun, Members
from model.readings.reading import ratio

TOP = 0.01
CURVE_POINTS = 201


def received(run: MemberRun) -> np.ndarray:
    """Redeemed and released, (member,)."""
    return np.asarray(run.members.redeemed + run.members.released)


def earned(run: MemberRun) -> np.ndarray:
    """Commissions as an upline, bonus as a leader where it is money, (member,)."""
    return _earned(run, run.members)


def _earned(run: MemberRun, members: Members) -> np.ndarray:
    return np.asarray(members.commissions + (members.bonus if run.bonus_in_cash else 0.0))


def net_result(run: MemberRun) -> np.ndarray:
    """All money that came in less all that was spent, (member,)."""
    return np.asarray(received(run) + earned(run) - run.members.spent)


def net_result_of_accounts(run: MemberRun) -> np.ndarray:
    """The same of each account by itself, (account,)."""
    each = run.accounts
    return np.asarray(each.redeemed + each.released + _earned(run, each) - each.spent)


def recovered_multiple(run: MemberRun) -> np.ndarray:
    """Received per yuan spent, (member,); NaN for who spent nothing."""
    return ratio(received(run), run.members.spent)


def multiple_histogram(run: MemberRun, edges: np.ndarray) -> np.ndarray:
    """Share of members by recovered multiple, (edge − 1,); those beyond the ends left out."""
    counts = np.histogram(recovered_multiple(run), edges)[0]
    return np.asarray(counts / max(1, run.members.count))


def lorenz(values: np.ndarray, points: int = CURVE_POINTS) -> tuple[np.ndarray, np.ndarray]:
    """Lorenz curve: shares of members from the lowest value up, and the sum of their values.

    The sum is a part of the sum of all absolute values, so that losses show: the curve falls as
    long as members lose and ends at (gains − losses)/(gains + losses); at 1 if nobody loses.
    """
    running = np.concatenate([[0.0], np.cumsum(np.sort(values))])
    total = np.abs(values).sum()
    at = np.linspace(0.0, 1.0, points)
    place = np.interp(at * values.size, np.arange(running.size), running)
    return at, place / total if total > 0.0 else np.zeros(points)


def gini(values: np.ndarray) -> float:
    """Gini coefficient for values of either sign, 0 (all alike) to 1; NaN if all are 0.

    Σ|xᵢ − xⱼ| over all pairs ÷ 2(n − 1)·Σ|xᵢ| (Raffinetti, Siletti and Vernizzi 2015): with no
    negative value the usual coefficient, and never above 1 with some.
    """
    number, total = values.size, np.abs(values).sum()
    if number < 2 or total == 0.0:
        return float("nan")
    weighted = np.sort(values)
    for start in range(0, number, ROWS):
        part = weighted[start : start + ROWS]
        part *= 2.0 * np.arange(start + 1, start + 1 + part.size) - number - 1.0
    return float(weighted.sum() / ((number - 1.0) * total))


def top_share(values: np.ndarray, part: float = TOP) -> float:
    """Part of the sum of all (not negative) values that the top `part` of members, at least one,
    takes; NaN if there is nothing to take."""
    number = max(1, round(part * values.size))
    return _part(float(np.sort(values)[-number:].sum()), float(values.sum()))


def below_spend(run: MemberRun) -> np.ndarray:
    """Whether a member has got back less than it spent, income as an upline included, (member,)."""
    return np.asarray(received(run) + earned(run) < run.members.spent * TIE)


def by_join_month(run: MemberRun) -> dict[str, np.ndarray]:
    """Readings per 30-day block of join days, name → (month,)."""
    months = -(-run.days // MONTH_DAYS)
    return _by(run, run.members.joined // MONTH_DAYS, months)


def by_depth(run: MemberRun) -> dict[str, np.ndarray]:
    """Readings per depth in the referral tree, name → (depth,): 0 are those without a sponsor."""
    deepest = int(run.members.depth.max(initial=0))
    return _by(run, run.members.depth, deepest + 1)


def by_level(run: MemberRun) -> dict[str, np.ndarray]:
    """Readings per rank, name → (level,): 0 without one, then from the lowest rate up."""
    return _by(run, run.members.level, len(run.levels) + 1)


def _by(run: MemberRun, group: np.ndarray, groups: int) -> dict[str, np.ndarray]:
    """Members (of the whole scenario), means of net result and its parts, and shares, by group."""
    count = np.bincount(group, minlength=groups)

    def mean(values: np.ndarray) -> np.ndarray:
        return ratio(np.bincount(group, weights=values, minlength=groups), count)

    members = run.members
    return {
        "members": count * run.weight,
        "net_result": mean(net_result(run)),
        "spent": mean(members.spent),
        "received": mean(received(run)),
        "earned": mean(earned(run)),
        "bonus": mean(members.bonus),
        "recovered_multiple": ratio(mean(received(run)), mean(members.spent)),
        "below_spend_share": mean(below_spend(run).astype(float)),
        "exit_share": mean((members.exit_day >= 0).any(axis=0).astype(float)),
    }


def percentiles(run: MemberRun, values: np.ndarray) -> Callable[[float], int]:
    """From a percentile (0 … 100) to the number of the member who stands there by `values`."""
    order = np.argsort(values, kind="stable")

    def member(percentile: float) -> int:
        return int(order[round(percentile / 100.0 * (run.members.count - 1))])

    return member


def summary(run: MemberRun) -> dict[str, float]:
    """Every reading of `summary.json`: the cohort model's names, from single members, then more."""
    cohorts, own = readings.summary(run.run, asked=()), _own(run)
    names = readings.names(run.run.scenario)
    found = {name: own[name] if name in own else float(cohorts[name][0]) for name in names}
    return found | _spread(run)


def _own(run: MemberRun) -> dict[str, float]:
    """Readings of the cohort model that must be taken member by member; exits are of accounts."""
    members, accounts = run.members, run.accounts
    never = np.iinfo(np.int32).max
    first = np.where(accounts.exit_day < 0, never, accounts.exit_day).min(axis=0)
    out, spent = first < never, members.spent.sum()
    waits = (first - accounts.joined)[out]
    whole = received(run) >= members.spent * TIE
    return {
        "exit_share": _mean(out),
        "exit_delay_days": _mean(waits),
        "recovered_share": _mean(whole),
        "recovered_multiple": _part(received(run).sum(), spent),
        "recovered_multiple_with_holdings": _part(
            (received(run) + members.holdings).sum(), spent),
        "pool_coverage": pool_coverage(run),
    }


def pool_coverage(run: MemberRun) -> float:
    """Pools at the end over what the cap promises to all who hold points."""
    campaigns, members = run.run.inputs.campaigns, run.accounts
    base = np.where(members.points > 0.0, members.base, 0.0).sum(axis=1) * run.weight
    started = campaigns.start_day[0] < run.days
    pools = np.where(started, run.run.campaigns["pool"][0, :, -1], 0.0)
    return _part(float(pools.sum()), float((campaigns.cap_multiple[0] * base).sum()))


def _spread(run: MemberRun) -> dict[str, float]:
    members, net = run.members, net_result(run)
    levels = np.bincount(members.level, minlength=len(run.levels) + 1) * run.weight
    return {
        "simulated_members": float(members.count),
        "simulated_accounts": float(run.accounts.count),
        "below_spend_share": _mean(below_spend(run)),
        "recovered_multiple_median": _middle(recovered_multiple(run)),
        "net_result_mean": _mean(net),
        "net_result_median": float(np.median(net)) if net.size else float("nan"),
        "net_result_gini": gini(net),
        "account_result_gini": gini(net_result_of_accounts(run)),
        "received_gini": gini(received(run) + earned(run)),
        "top_1_percent_share": top_share(received(run) + earned(run)),
        "sold_early_share": _mean(members.sold_early),
        "contribution_points": float(run.contribution_points.sum() * run.weight),
        "tree_depth_mean": _mean(members.depth),
        "tree_depth_max": float(members.depth.max(initial=0)),
        "most_referrals": float(members.referrals.max(initial=0)),
        **{f"leaders.{row}": float(levels[n]) for n, row in enumerate(run.levels, start=1)},
    }


def _middle(values: np.ndarray) -> float:
    """The smallest value that half of the known ones do not exceed; NaN without any."""
    known = values[~np.isnan(values)]
    return float(np.quantile(known, 0.5, method="inverted_cdf")) if known.size else float("nan")


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if values.size else float("nan")


def _part(above: float, below: float) -> float:
    return float(above / below) if below else float("nan")
