"""The check of the accounts: verdicts in live formulas, so that finance needs none of our code."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from answers import outcomes
from model import readings
from reports.content import Report
from reports.frames import Frame
from reports.xlsx.accounts import checked, recomputed
from reports.xlsx.book import Book, Sheet
from reports.xlsx.checked_days import OFF, parameter
from reports.xlsx.lists import FIRST_DAY
from reports.xlsx.styles import of_tile
from wording import Words

TOLERANCE, VERDICT = "check_tolerance", "check_verdict"
"""Names of the cells that hold how much may be off, and the verdict over all."""

VERDICT_CELL = "$B$4"
TOLERANCE_CELL = "$B$5"


@dataclass(frozen=True)
class Again:
    """A headline number from the sheets: its formula, how, and against what it is measured."""

    name: str
    how: str
    formula: str
    scale: str = ""


def write(book: Book, report: Report, frames: Mapping[str, Frame]) -> None:
    """The verdict over all, then account by account and headline by headline."""
    sheet, words = book.sheets["check"], book.words
    sheet.widths(36, 58, 20, 20, 16, 14)
    sheet.say(words("Check of the accounts"), "title", 6)
    sheet.say(words(
        "Every stock is added up again from the daily flows, in formulas of this file alone. "
        "Change a flow on the sheet “{daily}” and the verdict changes with it.",
        daily=book.sheets["daily"].title), "wrapped", 6, 150)
    verdicts: list[bool] = []
    sheet.row = 6
    accounts = _accounts(book, report, frames, verdicts)
    again = _headlines(book, report, frames, verdicts)
    count = f'COUNTIF({accounts},"{_fine(book)}")+COUNTIF({again},"{_fine(book)}")'
    book.verdict = _told(book, all(verdicts))
    sheet.put(3, 0, words("Do all accounts add up?"), "line_strong")
    sheet.formula(3, 1, f'=IF({count}={len(verdicts)},"{_fine(book)}","{_wrong(book)}")',
                  book.verdict, "strong")
    sheet.put(4, 0, words("Permitted deviation, as part of turnover"), "line")
    sheet.put(4, 1, readings.FAULT, "entry", OFF)
    _coloured(book, sheet, ("B4", accounts, again))
    for name, cell in ((VERDICT, VERDICT_CELL), (TOLERANCE, TOLERANCE_CELL)):
        book.workbook.define_name(name, f"={sheet.name}!{cell}")


def _fine(book: Book) -> str:
    return book.words("OK")


def _wrong(book: Book) -> str:
    return book.words("differs")


def _told(book: Book, fine: bool) -> str:
    return _fine(book) if fine else _wrong(book)


def _coloured(book: Book, sheet: Sheet, ranges: tuple[str, ...]) -> None:
    for cells in ranges:
        for text, look in ((_fine(book), "fine"), (_wrong(book), "wrong")):
            sheet.cells.conditional_format(cells, {
                "type": "cell", "criteria": "==", "value": f'"{text}"',
                "format": book.format(look)})


def _accounts(
    book: Book, report: Report, frames: Mapping[str, Frame], verdicts: list[bool]
) -> str:
    """One row an account; gives the range of its verdicts."""
    sheet, words, run = book.sheets["check"], book.words, report.now.run
    sheet.say(words("Accounts"), "heading", 6)
    sheet.head([words("Account"), words("Added up as"), words("Largest deviation"),
                words("On day"), words("Verdict")], numbers=(2, 3))
    first, days = sheet.row, book.sheets["checked_days"]
    top, bottom = FIRST_DAY + 1, FIRST_DAY + run.days
    for each in checked(run, words):
        off = recomputed(each, run, frames["daily"])["off"]
        column = xl_col_to_name(days.starts[f"{each.key}.off"])
        cells = f"{days.name}!${column}${top}:${column}${bottom}"
        row, worst = sheet.row + 1, float(np.max(off))
        sheet.put(sheet.row, 0, each.label, "line_strong")
        sheet.put(sheet.row, 1, each.how, "line_wrapped")
        sheet.formula(sheet.row, 2, f"=MAX({cells})", worst, "line", OFF)
        day = "" if worst <= readings.FAULT else int(np.argmax(off))
        sheet.formula(sheet.row, 3, f'=IF(C{row}<={TOLERANCE_CELL},"",INDEX({days.name}!$A${top}:'
                      f"$A${bottom},MATCH(C{row},{cells},0)))", day, "line", "#,##0")
        _verdict(book, sheet, 4, f"C{row}", worst, verdicts)
        sheet.row += 1
    return f"$E${first + 1}:$E${sheet.row}"


def _verdict(
    book: Book, sheet: Sheet, column: int, cell: str, off: float, verdicts: list[bool]
) -> None:
    """Fine where the deviation is a number within what is permitted."""
    fine = off <= readings.FAULT
    verdicts.append(fine)
    sheet.formula(
        sheet.row, column, f'=IF(ISNUMBER({cell}),IF({cell}<={TOLERANCE_CELL},"{_fine(book)}",'
        f'"{_wrong(book)}"),"{_wrong(book)}")', _told(book, fine), "line_verdict")


def _headlines(
    book: Book, report: Report, frames: Mapping[str, Frame], verdicts: list[bool]
) -> str:
    """Headline numbers that follow from the sheets; gives the range of their verdicts."""
    sheet, words = book.sheets["check"], book.words
    sheet.row += 1
    sheet.say(words("Headline numbers from the daily and cohort sheets"), "heading", 6)
    sheet.head([words("Number"), words("Added up as"), words("Stated"), words("Recomputed"),
                words("Deviation"), words("Verdict")], numbers=(2, 3, 4))
    first = sheet.row
    names = list(frames["summary"].column("name").values)
    labels = frames["summary"].column("label").values
    comparison = book.sheets["comparison"]
    for each in _again(book, report, frames):
        place, row = names.index(each.name), sheet.row + 1
        stated = report.now.summary[each.name]
        shown = "" if math.isnan(stated) else stated
        sheet.put(sheet.row, 0, labels[place], "line_strong")
        sheet.put(sheet.row, 1, each.how, "line_wrapped")
        source = f"{comparison.name}!$B${comparison.starts['summary'] + place + 1}"
        number, _ = of_tile(outcomes.tile(each.name, words), words)
        sheet.formula(sheet.row, 2, f'=IF(ISNUMBER({source}),{source},"")', shown, "line", number)
        sheet.formula(sheet.row, 3, f"={each.formula}", shown, "line", number)
        scale = each.scale or f"MAX(ABS(C{row}),ABS(D{row}))"
        sheet.formula(sheet.row, 4, f"=IF(C{row}=D{row},0,ABS(C{row}-D{row})/{scale})", 0.0,
                      "line", OFF)
        _verdict(book, sheet, 5, f"E{row}", 0.0, verdicts)
        sheet.row += 1
    return f"$F${first + 1}:$F${sheet.row}"


def _again(book: Book, report: Report, frames: Mapping[str, Frame]) -> list[Again]:
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
        _unfunded(book, days),
        Again("payout_ratio_cash", words("withdrawals + agents + team bonus in cash, by orders"),
              f'IF({sales}=0,"",({paid})/{sales})'),
        Again("payout_ratio_accrual",
              words("the same, with closing wallets and unreleased ad points"),
              f'IF({sales}=0,"",({paid}+{owed})/{sales})'),
        *_of_members(book, frames),
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


def _unfunded(book: Book, days: _Ranges) -> Again:
    """Promises less cash; the commissions due on ad points follow the referral rules."""
    basis, funded, direct, indirect, sponsored = (
        parameter(book, f"referral.{field}")
        for field in ("basis", "funded_by", "direct", "indirect", "sponsored_share"))
    rate = (f'IF(AND({basis}="release",{funded}="platform"),'
            f"{direct}*{sponsored}+{indirect}*{sponsored}^2,0)")
    owed = f"{days.last('unreleased_ad_points')}*(1+{rate})+{days.last('wallet_balance')}"
    cash = days.last("operating_cash")
    return Again("unfunded_promise", book.words(
        "unreleased ad points with commissions + wallets − operating cash"),
        f"{owed}-MAX(0,{cash})", f"({owed}+ABS({cash}))")


def _of_members(book: Book, frames: Mapping[str, Frame]) -> list[Again]:
    """Shares of members, from the months of joining; undefined where nobody joined."""
    words, months = book.words, frames["join_months"]
    cells = _Ranges(book, months, "members", book.sheets["members"].starts["join_months"])
    if not months.count:
        return []
    count = cells["members"]
    return [
        Again("recovered_multiple", words("cash received by cash spent, all months of joining"),
              f"SUM({cells['received']})/SUM({cells['spent']})"),
        *(Again(name, words("the months of joining, weighted by members"),
                f"SUMPRODUCT({count},{cells[name]})/SUM({count})")
          for name in ("recovered_share", "exit_share")),
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
