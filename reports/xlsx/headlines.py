"""Headline numbers again from the sheets: formulas over days, months of joining and terms, each
with what it gives for readers that do not calculate.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from model.terms.rows import has_controls
from reports.content import Report
from reports.frames import Frame
from reports.xlsx.book import Book
from reports.xlsx.lists import FIRST_DAY
from reports.xlsx.sides import Ranges, Side
from wording import Words

SMALLEST_INCOME = 1e-6
"""Yuan a view: deviations of less are parts of this one."""

CHANGED_BY_MODES = ("unfunded_promise", "payout_ratio")
"""How the names of headline numbers begin that modes and controls change."""

OF_ACCOUNTS = ("exit_share", "exit_delay_days", "pool_coverage")
"""Those that count second accounts and points beyond a clipped cap or a round: controls change them
too."""


@dataclass(frozen=True)
class Again:
    """A headline number from the sheets: its formula, how, what that gives (NaN: nothing), and
    against what its deviation is measured, in a formula ({stated} for the cell beside it) and as a
    number; without it against the number itself.
    """

    name: str
    how: str
    formula: str
    value: float
    scale: str = ""
    size: float = 0.0


def all_days(book: Book, key: str) -> str:
    """The cells of a column of the check day by day."""
    column, values = book.columns[key]
    sheet = book.sheets["checked_days"].name
    return f"{sheet}!${column}${FIRST_DAY + 1}:${column}${FIRST_DAY + len(values)}"


def again(book: Book, report: Report, frames: Mapping[str, Frame]) -> list[Again]:
    """The headline numbers that the sheets hold everything for; none that modes change."""
    side = Side.now(book, frames)
    found = [
        *_of_days(side, book.words), *_promised(book, side), *_paybacks(book, side),
        *_breakeven(book), *_of_members(book, side, frames)]
    return _without_modes(side, found)


def of_baseline(book: Book, frames: Mapping[str, Frame]) -> list[Again]:
    """Those of the baseline that follow from its days alone."""
    side = Side.then(book, frames)
    return _without_modes(side, _of_days(side, book.words))


def _without_modes(side: Side, found: list[Again]) -> list[Again]:
    if not side.run.modes.ids and not has_controls(side.run.scenario):
        return found
    changed = (*CHANGED_BY_MODES, *(OF_ACCOUNTS if has_controls(side.run.scenario) else ()))
    return [each for each in found if not each.name.startswith(changed)]


def _ratio(over: float, under: float) -> float:
    return over / under if under else math.nan


def _of_days(side: Side, words: Words) -> list[Again]:
    days = side.days
    sales = f"(SUM({days['first_orders']})+SUM({days['reorders']}))"
    sold = days.sum("first_orders") + days.sum("reorders")
    paid = (f"SUM({days['withdrawals']})+SUM({days['agent_payouts']})"
            f"+SUM({days['team_bonus_cash']})")
    owed = f"{days.last('wallet_balance')}+{days.last('unreleased_ad_points')}"
    out = sum(days.sum(name) for name in ("withdrawals", "agent_payouts", "team_bonus_cash"))
    due = days.end("wallet_balance") + days.end("unreleased_ad_points")
    return [
        Again("members", words("all who join"), f"SUM({days['joins']})", days.sum("joins")),
        Again("sales", words("first and repeat orders"), sales, sold),
        *_of_cash(days, words), *_unfunded(side, words),
        Again("payout_ratio_cash", words("withdrawals + agents + team bonus in cash, by orders"),
              f'IF({sales}=0,"",({paid})/{sales})', _ratio(out, sold)),
        Again("payout_ratio_accrual",
              words("the same, with closing wallets and unreleased ad points"),
              f'IF({sales}=0,"",({paid}+{owed})/{sales})', _ratio(out + due, sold)),
        _trapped(side, words),
    ]


def _of_cash(days: Ranges, words: Words) -> list[Again]:
    cash, day = days["operating_cash"], days["day"]
    lowest, values = f"MIN({cash})", days.values("operating_cash")
    least = float(values.min())
    return [
        Again("lowest_cash", words("the lowest close of operating cash"), lowest, least),
        Again("lowest_cash_day", words("the day of that close"),
              f"INDEX({day},MATCH({lowest},{cash},0))", float(np.argmin(values))),
        Again("first_negative_day", words("the first day that closes below zero"),
              f'IF({lowest}>=0,"",SUMPRODUCT(MIN({day}+1000000*({cash}>=0))))',
              math.nan if least >= 0 else float(np.argmax(values < 0))),
        Again("peak_funding", words("the lowest close, if below zero"), f"MAX(0,-{lowest})",
              max(0.0, -least)),
    ]


def _unfunded(side: Side, words: Words) -> Iterator[Again]:
    """Promises less cash, on paper and to who still watches; ad points bring the commissions that
    the platform adds.
    """
    days, behind = side.days, "ad_points_left_behind"
    cash, besides, points = (days.last(name) for name in (
        "operating_cash", "wallet_balance", "unreleased_ad_points"))
    held, wallets, left = (days.end(name) for name in (
        "operating_cash", "wallet_balance", "unreleased_ad_points"))
    (term, rate), lost = side.term("rates.promised"), days.end(behind)
    due = f"(1+{term})"
    size = left * (1.0 + rate) + wallets + abs(held)
    for name, owed, amount, how in (
        ("unfunded_promise", points, left, words(
            "unreleased ad points with commissions + wallets − operating cash")),
        ("unfunded_promise_to_watchers", f"({points}-{days.last(behind)})", left - lost, words(
            "the same, without ad points left behind")),
    ):
        yield Again(name=name, how=how, formula=f"{owed}*{due}+{besides}-MAX(0,{cash})",
                    value=amount * (1.0 + rate) + wallets - max(0.0, held),
                    scale=f"({points}*{due}+{besides}+ABS({cash}))", size=size)
    yield Again(behind, words("held at the last close by members who stopped watching"),
                days.last(behind), lost)


def _breakeven(book: Book) -> Iterator[Again]:
    """Undefined where cash is negative before any view is paid, which the days mark by −1."""
    if "adverts.need" not in book.columns:
        return
    need, values = all_days(book, "adverts.need"), book.columns["adverts.need"][1]
    yield Again(name="breakeven_revenue_per_view", how=book.words(
        "the largest income per view that the cash of a day needs"),
        formula=f'IF(MIN({need})<0,"",MAX({need}))',
        value=math.nan if values.min() < 0 else float(values.max()),
        scale=f"MAX(ABS({{stated}}),{SMALLEST_INCOME:.0E})", size=SMALLEST_INCOME)


def _promised(book: Book, side: Side) -> Iterator[Again]:
    """Ad points granted with commissions, the cap on all that was credited, agents, team bonus."""
    bases = [f"base.{row}.accrued" for row in side.run.campaign_ids]
    if side.run.modes.ids or any(key not in book.columns for key in bases):
        return
    days, (rate, promised) = side.days, side.term("rates.promised")
    caps = [side.term(f"campaigns.{row}.promise") for row in side.run.campaign_ids]
    at_cap = "+".join(f"{cell}*SUM({all_days(book, key)})"
                      for (cell, _), key in zip(caps, bases, strict=True))
    sales = f"(SUM({days['first_orders']})+SUM({days['reorders']}))"
    formula = (f"SUM({days['ad_points_granted']})*(1+{rate})+{at_cap}"
               f"+SUM({days['agent_payouts']})+SUM({days['team_bonus']})")
    amount = (days.sum("ad_points_granted") * (1.0 + promised) + days.sum("agent_payouts")
              + days.sum("team_bonus") + sum(
                  value * float(book.columns[key][1].sum())
                  for (_, value), key in zip(caps, bases, strict=True)))
    yield Again("payout_ratio_promised", book.words(
        "ad points with commissions + caps on all that was credited + agents + team bonus, by "
        "orders"), f'IF({sales}=0,"",({formula})/{sales})',
        _ratio(amount, days.sum("first_orders") + days.sum("reorders")))


def _started(side: Side) -> Iterator[tuple[str, str, bool, str]]:
    """By campaign: its id, whether it has started by the end as a formula and in fact, its pool."""
    days = side.days
    for place, row in enumerate(side.run.campaign_ids):
        cell, day = side.parameter(f"campaigns.{row}.start_day")
        yield (row, f"{cell}<={days.last('day')}", day <= days.end("day"),
               f"pool.{row}" if place else "pool")


def _trapped(side: Side, words: Words) -> Again:
    """Members hold what the platform does not."""
    parts, days, total = [], side.days, 0.0
    for place, (row, formula, started, pool) in enumerate(_started(side)):
        points = f"points.{row}" if place else "points"
        own, held = side.parameter(f"campaigns.{row}.initial_points")
        parts.append(f"IF(AND({formula},{days.last(points)}-{own}<=0),{days.last(pool)},0)")
        total += days.end(pool) if started and days.end(points) - held <= 0 else 0.0
    return Again("trapped_pool", words(
        "pools of started campaigns in which no member holds points"), "+".join(parts), total)


def _paybacks(book: Book, side: Side) -> Iterator[Again]:
    """What one territory has earned so far is a part of sales or releases so far."""
    sums = {"order": "sums.sales", "release": "sums.released"}
    if any(key not in book.columns for key in sums.values()):
        return
    count = side.run.days
    for row in side.run.scenario.rows("agents"):
        basis = side.parameter_cell(f"agents.{row}.basis")
        (fee, paid), (rate, part), (territories, many) = (
            side.parameter(f"agents.{row}.{name}") for name in ("fee", "rate", "territories"))
        below = "+".join(
            f'({basis}="{name}")*SUMPRODUCT(1*({rate}/{territories}*{all_days(book, key)}'
            f"<{fee}*(1-1E-12)))" for name, key in sums.items())
        so_far = book.columns[sums[str(side.run.scenario[f"agents.{row}.basis"])]][1]
        lacking = int(np.count_nonzero(part / many * so_far < paid * (1.0 - 1e-12)))
        yield Again(f"agent_payback_day.{row}", book.words(
            "days on which a territory signed at the start has not earned its fee yet"),
            f'IF({below}>={count},"",{below})', math.nan if lacking >= count else float(lacking))


def _coverage(side: Side, months: Ranges, words: Words) -> Again:
    pools = "+".join(f"IF({formula},{side.days.last(pool)},0)"
                     for _, formula, _, pool in _started(side))
    held = sum(side.days.end(pool) for _, _, started, pool in _started(side) if started)
    promised = f"SUM({months['promised']})"
    return Again("pool_coverage", words(
        "pools of started campaigns ÷ what the cap promises to those who hold points"),
        f'IF({promised}=0,"",({pools})/{promised})', _ratio(held, months.sum("promised")))


def _of_members(book: Book, side: Side, frames: Mapping[str, Frame]) -> list[Again]:
    """Shares of members, from the months of joining; undefined where nobody joined."""
    words, frame = book.words, frames["join_months"]
    months = Ranges.of_months(book, frame)
    if not frame.count:
        return []
    count, people = months["members"], months.values("members")
    spent, got, held = (months.sum(name) for name in ("spent", "received", "holdings"))
    return [
        _coverage(side, months, words),
        Again("recovered_multiple", words("cash received by cash spent, all months of joining"),
              f"SUM({months['received']})/SUM({months['spent']})", _ratio(got, spent)),
        Again("recovered_multiple_with_holdings", words("the same, with the points still held"),
              f"(SUM({months['received']})+SUM({months['holdings']}))/SUM({months['spent']})",
              _ratio(got + held, spent)),
        Again("exit_share", words("the months of joining, weighted by members"),
              f"SUMPRODUCT({count},{months['exit_share']})/SUM({count})",
              float(people @ months.values("exit_share")) / float(people.sum())),
    ]
