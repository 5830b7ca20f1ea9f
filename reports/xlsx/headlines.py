"""Headline numbers again from the sheets: formulas over days, months of joining and terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from reports.content import Report
from reports.frames import Frame
from reports.xlsx.book import Book
from reports.xlsx.lists import FIRST_DAY
from reports.xlsx.terms import parameter
from wording import Words

SMALLEST_INCOME = 1e-6
"""Yuan a view: deviations of less are parts of this one."""


@dataclass(frozen=True)
class Again:
    """A headline number from the sheets: its formula, how, and against what its deviation is
    measured, {stated} for the cell beside it.
    """

    name: str
    how: str
    formula: str
    scale: str = ""


def all_days(book: Book, key: str) -> str:
    """The cells of a column of the check day by day."""
    column, days = book.columns[key][0], book.report.now.run.days
    sheet = book.sheets["checked_days"].name
    return f"{sheet}!${column}${FIRST_DAY + 1}:${column}${FIRST_DAY + days}"


def again(book: Book, report: Report, frames: Mapping[str, Frame]) -> list[Again]:
    """The headline numbers that the sheets hold everything for."""
    words, days = book.words, _Ranges(book, frames["daily"], "daily", FIRST_DAY)
    sales = f"(SUM({days['first_orders']})+SUM({days['reorders']}))"
    paid = (f"SUM({days['withdrawals']})+SUM({days['agent_payouts']})"
            f"+SUM({days['team_bonus_cash']})")
    owed = f"{days.last('wallet_balance')}+{days.last('unreleased_ad_points')}"
    cash, day = days["operating_cash"], days["day"]
    return [
        Again("members", words("all who join"), f"SUM({days['joins']})"),
        Again("sales", words("first and repeat orders"), sales),
        *_of_cash(cash, day, words),
        _breakeven(book),
        *_unfunded(book, days),
        Again("payout_ratio_cash", words("withdrawals + agents + team bonus in cash, by orders"),
              f'IF({sales}=0,"",({paid})/{sales})'),
        Again("payout_ratio_accrual",
              words("the same, with closing wallets and unreleased ad points"),
              f'IF({sales}=0,"",({paid}+{owed})/{sales})'),
        _promised(book, report, days, sales),
        _trapped(book, report, days),
        *_paybacks(book, report),
        *_of_members(book, report, frames, days),
    ]


def _of_cash(cash: str, day: str, words: Words) -> list[Again]:
    lowest = f"MIN({cash})"
    return [
        Again("lowest_cash", words("the lowest close of operating cash"), lowest),
        Again("lowest_cash_day", words("the day of that close"),
              f"INDEX({day},MATCH({lowest},{cash},0))"),
        Again("first_negative_day", words("the first day that closes below zero"),
              f'IF({lowest}>=0,"",SUMPRODUCT(MIN({day}+1000000*({cash}>=0))))'),
        Again("peak_funding", words("the lowest close, if below zero"), f"MAX(0,-{lowest})"),
    ]


def _unfunded(book: Book, days: _Ranges) -> Iterator[Again]:
    """Promises less cash, on paper and to who still watches; ad points bring the commissions that
    the platform adds.
    """
    words, cash, behind = book.words, days.last("operating_cash"), "ad_points_left_behind"
    due, besides = f"(1+{book.terms['rates.promised']})", f"{days.last('wallet_balance')}"
    points = days.last("unreleased_ad_points")
    scale = f"({points}*{due}+{besides}+ABS({cash}))"
    for name, owed, how in (
        ("unfunded_promise", points, words(
            "unreleased ad points with commissions + wallets − operating cash")),
        ("unfunded_promise_to_watchers", f"({points}-{days.last(behind)})", words(
            "the same, without ad points left behind")),
    ):
        yield Again(name, how, f"{owed}*{due}+{besides}-MAX(0,{cash})", scale)
    yield Again(behind, words("held at the last close by members who stopped watching"),
                days.last(behind))


def _breakeven(book: Book) -> Again:
    """Undefined where cash is negative before any view is paid, which the days mark by −1."""
    need = all_days(book, "adverts.need")
    return Again("breakeven_revenue_per_view", book.words(
        "the largest income per view that the cash of a day needs"),
        f'IF(MIN({need})<0,"",MAX({need}))', f"MAX(ABS({{stated}}),{SMALLEST_INCOME:.0E})")


def _promised(book: Book, report: Report, days: _Ranges, sales: str) -> Again:
    """Ad points granted with commissions, the cap on all that was credited, agents, team bonus."""
    at_cap = "+".join(
        f"{book.terms[f'campaigns.{row}.promise']}*SUM({all_days(book, f'base.{row}.accrued')})"
        for row in report.now.run.campaign_ids)
    promised = (f"SUM({days['ad_points_granted']})*(1+{book.terms['rates.promised']})+{at_cap}"
                f"+SUM({days['agent_payouts']})+SUM({days['team_bonus']})")
    return Again("payout_ratio_promised", book.words(
        "ad points with commissions + caps on all that was credited + agents + team bonus, by "
        "orders"), f'IF({sales}=0,"",({promised})/{sales})')


def _started(book: Book, report: Report, days: _Ranges) -> Iterator[tuple[str, str, str]]:
    """By campaign: its id, whether it has started by the end, its pool then."""
    for place, row in enumerate(report.now.run.campaign_ids):
        start = book.terms[f"campaigns.{row}.start"]
        yield row, f"{start}<={days.last('day')}", days.last(f"pool.{row}" if place else "pool")


def _trapped(book: Book, report: Report, days: _Ranges) -> Again:
    """Members hold what the platform does not."""
    parts = []
    for place, (row, started, pool) in enumerate(_started(book, report, days)):
        points = days.last(f"points.{row}" if place else "points")
        own = parameter(book, f"campaigns.{row}.initial_points")
        parts.append(f"IF(AND({started},{points}-{own}<=0),{pool},0)")
    return Again("trapped_pool", book.words(
        "pools of started campaigns in which no member holds points"), "+".join(parts))


def _paybacks(book: Book, report: Report) -> Iterator[Again]:
    """What one territory has earned so far is a part of sales or releases so far."""
    for row in report.now.run.scenario.rows("agents"):
        basis, fee, rate, territories = (
            parameter(book, f"agents.{row}.{name}")
            for name in ("basis", "fee", "rate", "territories"))
        below = "+".join(
            f'({basis}="{name}")*SUMPRODUCT(1*({rate}/{territories}*{all_days(book, key)}'
            f"<{fee}*(1-1E-12)))" for name, key in (("order", "sums.sales"),
                                                    ("release", "sums.released")))
        yield Again(f"agent_payback_day.{row}", book.words(
            "days on which a territory signed at the start has not earned its fee yet"),
            f'IF({below}>={report.now.run.days},"",{below})')


def _coverage(book: Book, report: Report, days: _Ranges, promised: str) -> Again:
    pools = "+".join(f"IF({started},{pool},0)" for _, started, pool in
                     _started(book, report, days))
    return Again("pool_coverage", book.words(
        "pools of started campaigns ÷ what the cap promises to those who hold points"),
        f'IF(SUM({promised})=0,"",({pools})/SUM({promised}))')


def _of_members(
    book: Book, report: Report, frames: Mapping[str, Frame], days: _Ranges
) -> list[Again]:
    """Shares of members, from the months of joining; undefined where nobody joined."""
    words, months = book.words, frames["join_months"]
    cells = _Ranges(book, months, "members", book.sheets["members"].starts["join_months"])
    if not months.count:
        return []
    count = cells["members"]
    return [
        _coverage(book, report, days, cells["promised"]),
        Again("recovered_multiple", words("cash received by cash spent, all months of joining"),
              f"SUM({cells['received']})/SUM({cells['spent']})"),
        Again("recovered_multiple_with_holdings", words("the same, with the points still held"),
              f"(SUM({cells['received']})+SUM({cells['holdings']}))/SUM({cells['spent']})"),
        Again("exit_share", words("the months of joining, weighted by members"),
              f"SUMPRODUCT({count},{cells['exit_share']})/SUM({count})"),
    ]


class _Ranges:
    """The cells of a frame's columns by name."""

    def __init__(self, book: Book, frame: Frame, sheet: str, first: int) -> None:
        self._sheet, self._frame, self._first = book.sheets[sheet].name, frame, first

    def __getitem__(self, name: str) -> str:
        column, last = self._column(name), self._first + self._frame.count
        return f"{self._sheet}!${column}${self._first + 1}:${column}${last}"

    def last(self, name: str) -> str:
        """The cell of the last row."""
        return f"{self._sheet}!${self._column(name)}${self._first + self._frame.count}"

    def _column(self, name: str) -> str:
        return str(xl_col_to_name(self._frame.at(name)))
