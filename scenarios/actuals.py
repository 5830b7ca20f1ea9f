"""What a running scheme has really paid: a small table of days or months, pasted or uploaded.

One column says the day since the start (from 0), the month (from 1, of 30 days), or the date, where
the scenario has a calendar; the others are flows of that day or month, or stocks at its close. A
blank cell says nothing.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from model import Run, ScenarioError
from model.cohorts.run import MONTH_DAYS
from model.terms.problems import problem
from scenarios.calendar import NAME

NAMES: Mapping[str, tuple[str, ...]] = {
    "joins": ("joins", "new members", "members who join", "加入", "加入人数", "新会员", "新增会员"),
    "sales": ("sales", "turnover", "销售额", "交易额", "营业额"),
    "releases": ("releases", "released", "释放", "释放额", "已释放"),
    "redemptions": ("redemptions", "redeemed", "兑付", "兑付额", "赎回"),
    "pool": ("pool", "资金池", "池内余额"),
    "points": ("points", "积分", "积分总量"),
    "price": ("price", "价格", "积分价格", "单价"),
    "withdrawals": ("withdrawals", "withdrawn", "提现", "提现额"),
    "cash": ("cash", "operating cash", "现金", "运营现金"),
}
TIMES: Mapping[str, tuple[str, ...]] = {
    "day": ("day", "天", "日", "第几天", "天数"), "month": ("month", "月", "月份", "第几月"),
    "date": ("date", "日期"),
}
STOCKS = ("pool", "points", "price", "cash")
ROWS_LIMIT, BYTES_LIMIT = 4000, 1_000_000

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_NUMBER = re.compile(r"[+\-−]?(\d+|\d{1,3}([,，]\d{3})+)(\.\d*)?([eE][+-]?\d+)?")

NO_HEADER = ("{field}: the first line names no day or month, or none of what a scheme pays; "
             "permitted is {permitted}")
BAD_CELL = "{field} = {value}: permitted is {permitted}"
NO_CALENDAR = ("{field}: the table has dates, and the scenario has no date of day 0; permitted is "
               "{permitted}")
TOO_LONG = "{field}: {value} rows; permitted is {permitted}"


@dataclass(frozen=True)
class Actuals:
    """`at`: days from 0 or months from 1 (row,); `columns`: values by name (row,), NaN where the
    table says nothing."""

    by: Literal["day", "month"]
    at: np.ndarray
    columns: Mapping[str, np.ndarray]

    def within(self, run: Run) -> Actuals:
        """The rows that a run has reached by its end."""
        kept = np.isfinite(self.expected("joins", run))
        return Actuals(self.by, self.at[kept],
                       {name: column[kept] for name, column in self.columns.items()})

    @property
    def throughout(self) -> np.ndarray:
        """Every day or month from the start to the table's last."""
        return np.arange(0 if self.by == "day" else 1, self.at.max(initial=-1) + 1)

    def expected(self, name: str, run: Run, when: np.ndarray | None = None) -> np.ndarray:
        """What a run gives for each row, or `when` one asks, (row,); NaN after its end."""
        series = daily(name, run)
        asked = self.at if when is None else when
        found = np.full(asked.size, np.nan)
        for row, at in enumerate(asked.tolist()):
            first = at if self.by == "day" else MONTH_DAYS * (at - 1)
            end = at + 1 if self.by == "day" else MONTH_DAYS * at
            if end <= series.size:
                part = series[first:end]
                found[row] = part[-1] if name in STOCKS else part.sum()
        return found


def daily(name: str, run: Run) -> np.ndarray:
    """A column's series of a run by day (day,): of pools their sums, of prices the first pool's."""
    flows = {"joins": ("joins",), "sales": ("first_orders", "reorders"), "releases": ("released",),
             "redemptions": ("redeemed",), "withdrawals": ("withdrawals",),
             "cash": ("operating_cash",)}
    if name in flows:
        return np.asarray(sum(run.daily[each][0] for each in flows[name]))
    pools = run.campaigns[name][0]
    return np.asarray(pools[0] if name == "price" else pools.sum(axis=0))


def read_actuals(text: str, day_zero: date | None = None) -> Actuals:
    """A table of tabs, commas or semicolons; `day_zero`: the date of day 0, if it has one. Raises
    ScenarioError with every problem found.
    """
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    if len(lines) > ROWS_LIMIT + 1:
        raise ScenarioError([problem(TOO_LONG, "table", len(lines) - 1,
                                     permitted=f"n ≤ {ROWS_LIMIT}")])
    sign = next((each for each in "\t;," if lines and each in lines[0]), ",")
    rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=sign))
    told, place, columns = _header(rows[0] if rows else [])
    if told == "date" and day_zero is None:
        raise ScenarioError([problem(NO_CALENDAR, "table", permitted=" | ".join(
            ("day", "month", NAME)))])
    by: Literal["day", "month"] = "month" if told == "month" else "day"
    problems = []
    at: list[int] = []
    values: dict[str, list[float]] = {name: [] for name in columns}
    for number, row in enumerate(rows[1:], start=2):
        cell = row[place] if place < len(row) else ""
        when = _number(cell) if told != "date" or day_zero is None else _since(cell, day_zero)
        least = 0 if by == "day" else 1
        if when is None or math.isnan(when) or when != int(when) or not least <= when < 10_000:
            permitted = f"{least} ≤ n < 10000" if told != "date" else f"≥ {day_zero}"
            problems.append(problem(BAD_CELL, f"table.{number}.{told}", _cell(row, place),
                                    permitted=permitted))
            continue
        at.append(int(when))
        for name, column in columns.items():
            found = _number(row[column] if column < len(row) else "")
            if found is None:
                problems.append(problem(BAD_CELL, f"table.{number}.{name}", _cell(row, column),
                                        permitted="1234.5"))
            values[name].append(math.nan if found is None else found)
    if problems:
        raise ScenarioError(problems[:20])
    return Actuals(by, np.array(at, dtype=int),
                   {name: np.array(each) for name, each in values.items()})


def _since(text: str, day_zero: date) -> float | None:
    """Days from day 0 to a date, None where it is none; of a date with a time the day."""
    found = _DATE.match(text.strip())
    try:
        return (date(*map(int, found.groups())) - day_zero).days if found else None
    except ValueError:
        return None


def _header(names: list[str]) -> tuple[str, int, dict[str, int]]:
    plain = [re.sub(r"\s*[(（].*$", "", name).strip().lower() for name in names]
    times = {by: plain.index(name) for by, known in TIMES.items()
             for name in known if name in plain}
    columns = {role: plain.index(name) for role, known in NAMES.items()
               for name in known if name in plain}
    if not times or not columns:
        raise ScenarioError([problem(NO_HEADER, "table", permitted=" | ".join(
            [*TIMES, *NAMES]))])
    by = next(name for name in TIMES if name in times)
    return by, times[by], columns


def _cell(row: list[str], place: int) -> str:
    return row[place][:40] if place < len(row) else ""


def _number(text: str) -> float | None:
    """A number with thousands commas, signs of money and spaces; NaN for nothing, None for what is
    none, as 12,50 is."""
    plain = re.sub(r"[¥￥元\s]", "", text)
    if plain in ("", "-", "--", "/"):
        return math.nan
    bare = re.sub("[,，]", "", plain).replace("−", "-")
    return float(bare) if _NUMBER.fullmatch(plain) else None
