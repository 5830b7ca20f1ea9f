"""The check of the accounts: verdicts in live formulas, so that finance needs none of our code."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from answers import outcomes
from model import readings
from reports.content import Report
from reports.frames import Frame
from reports.xlsx.accounts import checked
from reports.xlsx.book import Book, Sheet, lines_of
from reports.xlsx.checked_days import OFF, laws
from reports.xlsx.headlines import again, all_days
from reports.xlsx.lists import FIRST_DAY
from reports.xlsx.styles import of_tile

TOLERANCE, VERDICT = "check_tolerance", "check_verdict"
"""Names of the cells that hold how much may be off, and the verdict over all."""

HOW_WIDTH, LINE = 58, 14.5
"""Width of the column that says how, in digits; height of a line in points."""

VERDICT_CELL = "$B$4"
TOLERANCE_CELL = "$B$5"


def write(book: Book, report: Report, frames: Mapping[str, Frame]) -> None:
    """The verdict over all, then account by account and headline by headline."""
    sheet, words = book.sheets["check"], book.words
    sheet.widths(36, HOW_WIDTH, 20, 20, 16, 14)
    sheet.say(words("Check of the accounts"), "title", 6)
    sheet.say(words(
        "Every stock is added up again from the daily flows, and every flow that follows from "
        "others and from the parameters is computed again, in formulas of this file alone. Change "
        "a flow on the sheet “{daily}” or a parameter and the verdict changes with it.",
        daily=book.sheets["daily"].title), "wrapped", 6, 150)
    verdicts: list[bool] = []
    sheet.row = 6
    accounts = _accounts(book, report, verdicts)
    numbers = _headlines(book, report, frames, verdicts)
    _taken(book, report, frames)
    count = f'COUNTIF({accounts},"{_fine(book)}")+COUNTIF({numbers},"{_fine(book)}")'
    book.verdict = _told(book, all(verdicts))
    sheet.put(3, 0, words("Do all accounts add up?"), "line_strong")
    sheet.formula(3, 1, f'=IF({count}={len(verdicts)},"{_fine(book)}","{_wrong(book)}")',
                  book.verdict, "strong")
    sheet.put(4, 0, words("Permitted deviation, as part of turnover"), "line")
    sheet.put(4, 1, readings.FAULT, "entry", OFF)
    _coloured(book, sheet, ("B4", accounts, numbers))
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


def _accounts(book: Book, report: Report, verdicts: list[bool]) -> str:
    """One row an account; gives the range of its verdicts."""
    sheet, words, run = book.sheets["check"], book.words, report.now.run
    sheet.say(words("Accounts"), "heading", 6)
    sheet.head([words("Account"), words("Added up as"), words("Largest deviation"),
                words("On day"), words("Verdict")], numbers=(2, 3))
    first, top, bottom = sheet.row, FIRST_DAY + 1, FIRST_DAY + run.days
    days = book.sheets["checked_days"].name
    for each in (*checked(run, words), *filter(lambda law: law.how, laws(run, words))):
        off, cells = book.columns[f"{each.key}.off"][1], all_days(book, f"{each.key}.off")
        row, worst = sheet.row + 1, float(np.max(off))
        sheet.put(sheet.row, 0, each.label, "line_strong")
        _how(sheet, each.how)
        sheet.formula(sheet.row, 2, f"=MAX({cells})", worst, "line", OFF)
        day = "" if worst <= readings.FAULT else int(np.argmax(off))
        sheet.formula(sheet.row, 3, f'=IF(C{row}<={TOLERANCE_CELL},"",INDEX({days}!$A${top}:'
                      f"$A${bottom},MATCH(C{row},{cells},0)))", day, "line", "#,##0")
        _verdict(book, sheet, 4, f"C{row}", worst, verdicts)
        sheet.row += 1
    return f"$E${first + 1}:$E${sheet.row}"


def _how(sheet: Sheet, text: str) -> None:
    """What is added up, in a row as high as that takes."""
    sheet.put(sheet.row, 1, text, "line_wrapped")
    sheet.cells.set_row(sheet.row, LINE * lines_of(text, HOW_WIDTH - 4))


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
    for each in again(book, report, frames):
        place, row = names.index(each.name), sheet.row + 1
        stated = report.now.summary[each.name]
        shown = "" if math.isnan(stated) else stated
        sheet.put(sheet.row, 0, labels[place], "line_strong")
        _how(sheet, each.how)
        source = f"{comparison.name}!$B${comparison.starts['summary'] + place + 1}"
        number, _ = of_tile(outcomes.tile(each.name, words), words)
        sheet.formula(sheet.row, 2, f'=IF(ISNUMBER({source}),{source},"")', shown, "line", number)
        sheet.formula(sheet.row, 3, f"={each.formula}", shown, "line", number)
        scale = each.scale.format(stated=f"C{row}") or f"MAX(ABS(C{row}),ABS(D{row}))"
        sheet.formula(sheet.row, 4, f"=IF(C{row}=D{row},0,ABS(C{row}-D{row})/{scale})", 0.0,
                      "line", OFF)
        _verdict(book, sheet, 5, f"E{row}", 0.0, verdicts)
        sheet.row += 1
    return f"$F${first + 1}:$F${sheet.row}"


def _taken(book: Book, report: Report, frames: Mapping[str, Frame]) -> None:
    """What this file takes from the model as it is: nobody should think it was checked here."""
    sheet, words, summary = book.sheets["check"], book.words, frames["summary"]
    known = {each.name for each in again(book, report, frames)}
    others = [str(label) for name, label in zip(
        summary.column("name").values, summary.column("label").values, strict=True)
        if name not in known]
    sheet.row += 1
    sheet.say(words("Not recomputed here"), "heading", 6)
    for text in (
        words("Members who join, points that are sold, orders from wallets and withdrawals: they "
              "rest on single cohort groups, which this file does not hold. What follows from "
              "them is recomputed."),
        words("Members who break even: a share of people, who differ in what they order and how "
              "long they watch. It takes thousands of order histories, which formulas do not hold; "
              "money back per yuan, of all of them together, is recomputed."),
        words("Per month of joining: shares of members, what they got back, and what the cap "
              "promises them. Headline numbers are recomputed from these."),
        *([words("Headline numbers: {names}.", names=words(", ").join(others))] if others else []),
    ):
        sheet.say(text, "wrapped", 6, 150)
