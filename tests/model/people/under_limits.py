"""People under purchase limits drawn one by one, in plain Python: controls.md section 1, *Single
members*, read as it stands, order by order.

Only the market is taken from the run: what its pools minted, paid and sold, and who was forced out.
Missed days are deferred and balances released; the scenario has no other control of releases.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model import Run
from tests.model.people.sampled import in_months, repeat_orders


@dataclass
class Account:
    """One of a person's accounts: whose it is, the day of the run on which it was opened, and what
    earned points in it by tenure."""

    owner: int
    opened: int
    is_second: bool
    earning: list[tuple[int, float]]


class Limits:
    """What an account may still do, by the rows of `limits`."""

    def __init__(self, rows: list[dict]) -> None:
        self.rows, self.used, self.blocks = rows, [0.0] * len(rows), [0] * len(rows)

    def left(self, kind: str, tenure: int) -> float:
        found = np.inf
        for r, row in enumerate(self.rows):
            block = tenure // row.get("window_days", 10**9)
            if block != self.blocks[r]:
                self.blocks[r], self.used[r] = block, 0.0
            if row["on"] == kind:
                found = min(found, row["limit"] - self.used[r])
        return max(0.0, found)

    def use(self, spent: float, earned: float) -> None:
        counted = {"orders": 1.0, "spend": spent, "earning": earned}
        self.used = [used + counted[row["on"]]
                     for used, row in zip(self.used, self.rows, strict=True)]


def sample(run: Run, members: int, seed: int) -> tuple[float, float]:
    """Share of all people who have everything back by the end, and its standard error."""
    rng = np.random.default_rng(seed)
    share = error = 0.0
    for j in range(len(run.segment_ids)):
        group = run.groups.members[0, :, j]
        joined = in_months(group, members, rng)
        found = has_all_back(run, j, joined, rng)
        months = joined // 30
        for month in np.unique(months):
            weight = group[30 * month : 30 * month + 30].sum() / run.groups.members[0].sum()
            here = found[months == month]
            share += weight * here.mean()
            error += weight**2 * here.var() / here.size
    return float(share), float(np.sqrt(error))


def has_all_back(run: Run, j: int, joined: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Of each person whether it has."""
    spent, accounts = purchases(run, j, joined, rng)
    days, opened = run.days, np.array([a.opened for a in accounts])
    earning = np.zeros((len(accounts), days))
    for a, account in enumerate(accounts):
        for day, yuan in account.earning:
            earning[a, day - account.opened] += yuan
    second = np.array([a.is_second for a in accounts])
    got = redeemed(run, j, opened, second, earning) + released(run, j, opened, second, earning, rng)
    back = np.bincount([a.owner for a in accounts], got, joined.size)
    return back >= spent * (1.0 - 1e-12)


def purchases(
    run: Run, j: int, joined: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, list[Account]]:
    """What people spend, and all their accounts."""
    document = run.scenario.values
    rows, who = list(document["limits"].values()), document["identity"]
    first, again = (float(run.inputs.baskets[r].price) for r in ("enrolment", "repurchase"))
    again *= float(run.inputs.segments.reorder_scale[0, j])
    sigma = np.sqrt(np.log1p(float(document["members"]["order_size_spread"]) ** 2))

    def size() -> float:
        return float(np.exp(sigma * rng.standard_normal() - 0.5 * sigma**2))

    owner, tenure = repeat_orders(run, j, run.days - 1 - joined, rng)
    wishes: list[list[int]] = [[] for _ in joined]
    for person, day in zip(owner, tenure, strict=True):
        wishes[person].append(int(day))
    spent, accounts = np.zeros(joined.size), []
    for person, start in enumerate(joined):
        evades = rng.random() < who["evading_share"]
        account = None
        for day in [0, *sorted(wishes[person])]:
            price = first if account is None else again
            yuan, opens = price * size(), account is None
            if account is not None:
                tenure_now = int(start) + day - account.opened
                fits = limits.left("orders", tenure_now) >= 1.0  # noqa: F821
                fits &= limits.left("spend", tenure_now) >= yuan  # noqa: F821
                earned = min(yuan, limits.left("earning", tenure_now))  # noqa: F821
                struck = not fits or earned <= 0.0
                if struck and evades and rng.random() >= who["detection"]:
                    opens, yuan = True, first * size()
                elif not fits:
                    continue
            if opens:
                account = Account(person, int(start) + day, account is not None, [])
                accounts.append(account)
                limits = Limits(rows)
                earned = min(yuan, limits.left("earning", 0))
            limits.use(yuan, earned)
            spent[person] += yuan
            account.earning.append((int(start) + day, earned))
    return spent, accounts


def redeemed(
    run: Run, j: int, opened: np.ndarray, second: np.ndarray, earning: np.ndarray
) -> np.ndarray:
    """What each account's points bring: sold with everybody's, or all at its group's exit."""
    series = {name: values[0] for name, values in run.campaigns.items()}
    gift = [float(run.inputs.baskets[role].gift) for role in ("enrolment", "repurchase")]
    sold = run.demand.controlled
    value = gift[0] * sold.earning_first[0] + gift[1] * sold.earning_repeat[0]
    held, got = np.zeros((len(run.campaign_ids), opened.size)), np.zeros(opened.size)
    segments = len(run.segment_ids)
    exits = [tuple(int(x) for x in e) for e in run.exits[0]]
    exits += [(c, row + segments, start, day) for c, row, start, day in exits
              if run.second is None or run.second.members[0, start, row] == 0.0]
    exits += [tuple(int(x) for x in e) for e in run.second_exits[0]] if run.second else []
    leaving: dict[tuple[int, int, bool], set[int]] = {}
    for c, row, start, day in exits:
        if row % segments == j:
            leaving.setdefault((c, day, row >= segments), set()).add(start)
    for day in range(run.days):
        tenure = day - opened
        here = np.where(tenure >= 0, earning[np.arange(opened.size), np.maximum(0, tenure)], 0.0)
        points = here * np.where(tenure == 0, gift[0], gift[1])
        for c in range(held.shape[0]):
            if series["minting"][c, day] and value[day] > 0.0:
                held[c] += points * series["minted"][c, day] / value[day]
            if series["points_burned"][c, day] > 0.0:
                out = np.zeros(opened.size, dtype=bool)
                for kind in (False, True):
                    starts = list(leaving.get((c, day, kind), ()))
                    out |= np.isin(opened, starts) & (second == kind)
                part = np.where(out, 1.0, series["part_sold"][c, day])
                got += part * held[c] * series["redeemed"][c, day] / series["points_burned"][c, day]
                held[c] *= 1.0 - part
    return got


def released(
    run: Run, j: int, opened: np.ndarray, second: np.ndarray, earning: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """Ad points paid to each account, which watches until a day of its own."""
    flat, segments = run.inputs.flat, run.inputs.segments
    share = float(flat["ad_points.release_rate"]) * float(segments.task_completion[0, j])
    life = rng.exponential(float(segments.attention_half_life[0, j]) / np.log(2.0), opened.size)
    rate = [float(run.inputs.baskets[role].ad_points) for role in ("enrolment", "repurchase")]
    balance, paid = np.zeros(opened.size), np.zeros(opened.size)
    for u in range(run.days):
        watches = (u <= life) & (opened + u < run.days)
        out = np.where(watches, share * balance, 0.0)
        paid += out
        balance += earning[:, u] * rate[min(u, 1)] - out
    if (flat["referral.basis"], flat["referral.funded_by"]) == ("release", "member"):
        direct, indirect, sponsored = (
            float(flat[f"referral.{n}"]) for n in ("direct", "indirect", "sponsored_share"))
        one = np.where(second, 1.0, sponsored)
        paid *= 1.0 - (direct * one + indirect * one * sponsored)
    return paid
