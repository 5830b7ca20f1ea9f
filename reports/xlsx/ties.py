"""What must agree between sheets: months of joining and kinds of members with the days and with one
another, and the stocks of the baseline with its flows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from model import Run
from model.readings import OF_GROUPS
from reports.frames import Frame
from reports.xlsx.accounts import Account, Price, Sum, checked, income
from reports.xlsx.book import Book
from reports.xlsx.sides import Ranges, Side
from wording import Words

GROUPS = ("join_months", "segments", "cohorts")
"""The tables of gains and losses."""

WEIGHTS: Mapping[str, str] = {
    "recovered_multiple": "spent", "recovered_multiple_with_holdings": "spent",
    "exit_share": "members",
}
"""What a part or a multiple of a group is of; all other columns are amounts."""
NOT_TIED = ("recovered_share",)
"""Of groups, what no sum gives: each table has its own approximation of who breaks even."""


@dataclass(frozen=True)
class Tie:
    """Two ways to the same: how far they are off, as a formula and as what it gives."""

    label: str
    how: str
    formula: str
    off: float


def ties(book: Book, frames: Mapping[str, Frame]) -> list[Tie]:
    """Every tie of a report."""
    words = book.words
    before = rolled(Side.then(book, frames), words)
    return [*_groups(book, frames), *(replace(each, label=words(
        "Baseline · {account}", account=each.label)) for each in before)]


def _groups(book: Book, frames: Mapping[str, Frame]) -> Iterator[Tie]:
    """Members, spent and got back against the days; then every column among the three tables."""
    words, run = book.words, book.report.now.run
    months, kinds, both = (Ranges.of_months(book, frames[key]) for key in GROUPS)
    if not months.frame.count:
        return
    days, title = Side.now(book, frames).days, frames["join_months"].title
    for name, columns in _of_days(run).items():
        yield _tied(
            words("{name} · months and days", name=_label(months, name)),
            words("the sum over months of joining = the sum over days: {names}",
                  names=words(", ").join(_label(days, each) for each in columns)),
            [_total(months, name), _added(days, columns)])
    for name in filter(lambda name: name not in NOT_TIED, OF_GROUPS):
        yield _tied(
            words("{name} · months and kinds", name=_label(months, name)),
            words("“{months}” = “{kinds}” = “{both}”, weighted by what it is a part of",
                  months=title, kinds=frames["segments"].title, both=frames["cohorts"].title),
            [_total(each, name) for each in (months, kinds, both)])


def _of_days(run: Run) -> dict[str, tuple[str, ...]]:
    """By column of the groups, the daily columns that say the same; with modes, what is spent and
    got back goes through them too.
    """
    found: dict[str, tuple[str, ...]] = {"members": ("joins",), "redeemed": ("redeemed",)}
    if run.modes.ids:
        return found
    funded = "commissions" not in income(run)
    return found | {"spent": ("first_orders", "reorders"),
                    "released": ("released", "commissions") if funded else ("released",)}


def _label(table: Ranges, name: str) -> str:
    return table.frame.column(name).label


def _total(table: Ranges, name: str) -> tuple[str, float]:
    """The sum of a column, weighted where it is a part or a multiple of another."""
    weight = WEIGHTS.get(name)
    if weight is None:
        return f"SUM({table[name]})", table.sum(name)
    return (f"SUMPRODUCT({table[weight]},{table[name]})",
            float(table.values(weight) @ table.values(name)))


def _added(days: Ranges, columns: Sequence[str]) -> tuple[str, float]:
    """The sum of daily columns; commissions that members fund are taken from what they release."""
    signs = ["-" if name == "commissions" else "+" for name in columns]
    cells = "".join(f"{sign}SUM({days[name]})" for sign, name in zip(signs, columns, strict=True))
    return f"({cells.removeprefix('+')})", sum(
        days.sum(name) * (-1.0 if sign == "-" else 1.0)
        for sign, name in zip(signs, columns, strict=True))


def _tied(label: str, how: str, sides: Sequence[tuple[str, float]]) -> Tie:
    """The first against each of the others, as parts of the larger."""
    (first, mine), *others = sides
    cells = [f"IF({first}={other},0,ABS({first}-{other})/MAX(ABS({first}),ABS({other})))"
             for other, _ in others]
    with np.errstate(all="ignore"):
        off = max(0.0 if mine == value else float(
            np.abs(mine - value) / np.maximum(abs(mine), abs(value))) for _, value in others)
    return Tie(label, how, cells[0] if len(cells) == 1 else f"MAX({','.join(cells)})", off)


def rolled(side: Side, words: Words) -> Iterator[Tie]:
    """Every account of a run, all its days in one formula."""
    for each in checked(side.run, words):
        label = each.label
        if isinstance(each, Account):
            yield Tie(label, each.how, *_rolled(side, each))
        elif isinstance(each, Sum):
            yield Tie(label, each.how, *_summed(side, each))
        else:
            yield Tie(label, each.how, *_priced(side, each))


def _rolled(side: Side, each: Account) -> tuple[str, float]:
    """A close less the one before it, the day's gains and its losses: the largest rest, as part of
    the turnover of all days.
    """
    days, (opening, value) = side.days, ("0", 0.0)
    if each.opening:
        opening, value = side.parameter(each.opening)

    def rest(at: int) -> str:
        flows = [f"{sign}{days.shifted(name)[0] if at else days.cell(name)}"
                 for sign, names in (("-", each.gains), ("+", each.losses)) for name in names]
        now, before = days.shifted(each.stock) if at else (days.cell(each.stock), opening)
        return f"{now}-{before}{''.join(flows)}"

    flows = [*each.gains, *each.losses]
    turnover = f"(ABS({opening})+{'+'.join(f'SUM({days[name]})' for name in flows)})"
    worst = f"ABS({rest(0)})" if side.run.days == 1 else (
        f"MAX(ABS({rest(0)}),SUMPRODUCT(MAX(ABS({rest(1)}))))")
    gained = sum((days.values(name) for name in each.gains), np.zeros(1))
    lost = sum((days.values(name) for name in each.losses), np.zeros(1))
    off = np.abs(np.diff(days.values(each.stock), prepend=value) - gained + lost).max()
    return _part(worst, turnover, float(off), abs(value) + sum(map(days.sum, flows)))


def _summed(side: Side, each: Sum) -> tuple[str, float]:
    days = side.days
    left, right = ("+".join(days[name] for name in names) for names in (each.left, each.right))
    mine, other = (sum((days.values(name) for name in names), np.zeros(1))
                   for names in (each.left, each.right))
    return _part(f"SUMPRODUCT(MAX(ABS({left}-({right}))))", f"SUMPRODUCT(ABS({left}))",
                 float(np.abs(mine - other).max()), float(np.abs(mine).sum()))


def _priced(side: Side, each: Price) -> tuple[str, float]:
    """Price × points against the pool, or what the points are worth at the floor where that is
    more, from the start on, while there are points."""
    days, (start, first) = side.days, side.parameter(f"campaigns.{each.campaign}.start_day")
    price, pool, points = (days.values(name) for name in (each.price, each.pool, each.points))
    backing, scale = days[each.pool], f"MAX({days[each.pool]})"
    size = float(pool.max())
    if each.floored:
        cell, floor = side.parameter(f"campaigns.{each.campaign}.price_floor")
        at_floor = f"{cell}*{days[each.points]}"
        backing = f"({backing}+({at_floor}>{backing})*({at_floor}-{backing}))"
        scale = f"MAX({scale},{cell}*MAX({days[each.points]}))"
        pool, size = np.maximum(pool, floor * points), max(size, float(floor * points.max()))
    rests = np.where((days.values("day") >= first) & (points > 0), price * points - pool, 0.0)
    with np.errstate(all="ignore"):
        return _part(
            f"SUMPRODUCT(MAX(ABS(({days['day']}>={start})*({days[each.points]}>0)"
            f"*({days[each.price]}*{days[each.points]}-{backing}))))", scale,
            float(np.abs(rests).max()), size)


def _part(worst: str, scale: str, off: float, size: float) -> tuple[str, float]:
    """A deviation as part of its scale, 0 where there is none."""
    with np.errstate(all="ignore"):
        part = 0.0 if off == 0 else float(np.divide(off, size))
    return f"IF({worst}=0,0,{worst}/{scale})", part
