"""The check of the accounts: verdicts in live formulas, so that finance needs none of our code."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from answers import outcomes
from model import Run, readings
from model.terms.rows import has_controls
from reports.content import Report
from reports.frames import DATE, Frame
from reports.xlsx.accounts import checked, stated
from reports.xlsx.book import Book, Sheet, lines_of
from reports.xlsx.checked_days import OFF, laws
from reports.xlsx.headlines import Again, again, all_days, of_baseline
from reports.xlsx.laws import Law
from reports.xlsx.lists import FIRST_DAY, POINTS
from reports.xlsx.sides import Side
from reports.xlsx.styles import of_tile
from reports.xlsx.ties import NOT_TIED, Tie, rolled, ties
from wording import Words

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
        "Every stock is added up again from the daily flows, and the flows named here are computed "
        "again from others and from the parameters, in formulas of this file alone. Change one of "
        "them on the sheet “{daily}” or a parameter and the verdict changes with it; what is "
        "not computed again is named at the end.",
        daily=book.sheets["daily"].title), "wrapped", 6, 150)
    verdicts: list[bool] = []
    sheet.row = 7
    tables = [
        _accounts(book, report, frames, verdicts),
        _ties(book, ties(book, frames), verdicts),
        _headlines(book, words("Headline numbers from the daily and cohort sheets"),
                   again(book, report, frames), _NOW, verdicts),
        _headlines(book, words("Headline numbers of the baseline from its days"),
                   of_baseline(book, frames), _THEN, verdicts),
    ]
    _taken(book, report, frames)
    count = "+".join(f'COUNTIF({cells},"{_fine(book)}")' for cells in tables)
    book.verdict = _overall(book, all(verdicts))
    sheet.put(3, 0, words("Do all accounts add up?"), "line_strong")
    sheet.formula(3, 1, f'=IF({count}={len(verdicts)},"{_fine(book)}","{_wrong(book)}")',
                  book.verdict, "strong")
    sheet.put(4, 0, words("Permitted deviation, as part of turnover"), "line")
    sheet.put(4, 1, readings.FAULT, "entry", OFF)
    sheet.put(5, 0, words("Verdicts are computed when a spreadsheet calculates: after “Enable "
                          "editing” where it opens files protected."), "aside")
    book.sheets["summary"].formula(*book.verdict_cell, f"={VERDICT}", book.verdict, "strong")
    _coloured(book, sheet, ("B4", *tables))
    for name, cell in ((VERDICT, VERDICT_CELL), (TOLERANCE, TOLERANCE_CELL)):
        book.workbook.define_name(name, f"={sheet.name}!{cell}")


def _fine(book: Book) -> str:
    return book.words("OK")


def _wrong(book: Book) -> str:
    return book.words("differs")


def _overall(book: Book, fine: bool) -> str:
    return _fine(book) if fine else _wrong(book)


def _coloured(book: Book, sheet: Sheet, ranges: tuple[str, ...]) -> None:
    for cells in ranges:
        for text, look in ((_fine(book), "fine"), (_wrong(book), "wrong")):
            sheet.cells.conditional_format(cells, {
                "type": "cell", "criteria": "==", "value": f'"{text}"',
                "format": book.format(look)})


def _laws(book: Book, run: Run) -> list[Law]:
    """The laws that have a verdict."""
    return [law for law in laws(run, book.words) if law.how] if book.by_day else []


def _accounts(
    book: Book, report: Report, frames: Mapping[str, Frame], verdicts: list[bool]
) -> str:
    """One row an account; gives the range of its verdicts."""
    sheet, words, run = book.sheets["check"], book.words, report.now.run
    sheet.say(words("Accounts"), "heading", 6)
    sheet.head([words("Account"), words("Added up as"), words("Largest deviation"),
                words("On day"), words("Verdict")], numbers=(2, 3))
    first, top, bottom = sheet.row, FIRST_DAY + 1, FIRST_DAY + run.days
    days = book.sheets["checked_days"].name
    for tie in () if book.by_day else rolled(Side.now(book, frames), words):
        _line(book, tie, verdicts)
        sheet.put(sheet.row, 3, "", "line")
        sheet.row += 1
    for each in (*checked(run, words), *_laws(book, run)) if book.by_day else ():
        off, cells = book.columns[f"{each.key}.off"][1], all_days(book, f"{each.key}.off")
        row, worst = sheet.row + 1, float(np.max(off))
        day = "" if worst <= readings.FAULT else int(np.argmax(off))
        _line(book, Tie(each.label, each.how, f"MAX({cells})", worst), verdicts)
        sheet.formula(sheet.row, 3, f'=IF(C{row}<={TOLERANCE_CELL},"",INDEX({days}!$A${top}:'
                      f"$A${bottom},MATCH(C{row},{cells},0)))", day, "line", "#,##0")
        sheet.row += 1
    return f"$E${first + 1}:$E${sheet.row}"


def _ties(book: Book, found: Sequence[Tie], verdicts: list[bool]) -> str:
    """One row a tie; gives the range of its verdicts."""
    sheet, words = book.sheets["check"], book.words
    sheet.row += 1
    sheet.say(words("Gains and losses, and the baseline"), "heading", 6)
    sheet.head([words("What must agree"), words("Added up as"), words("Deviation"), "",
                words("Verdict")], numbers=(2,))
    first = sheet.row
    for each in found:
        _line(book, each, verdicts)
        sheet.put(sheet.row, 3, "", "line")
        sheet.row += 1
    return f"$E${first + 1}:$E${sheet.row}"


def _line(book: Book, each: Tie, verdicts: list[bool]) -> None:
    """What is added up, how far it is off, and the verdict."""
    sheet = book.sheets["check"]
    sheet.put(sheet.row, 0, each.label, "line_strong")
    _how(sheet, each.how)
    sheet.formula(sheet.row, 2, f"={each.formula}", each.off, "line", OFF)
    _verdict(book, sheet, 4, f"C{sheet.row + 1}", each.off, verdicts)


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
        f'"{_wrong(book)}"),"{_wrong(book)}")', _overall(book, fine), "line_verdict")


_NOW, _THEN = 1, 3
"""Columns of the sheets Summary and Comparison: this scenario, its baseline."""
_DIFFERENCE = 5


def _headlines(
    book: Book, title: str, found: Iterable[Again], column: int, verdicts: list[bool]
) -> str:
    """Headline numbers that follow from the sheets; gives the range of their verdicts. What stands
    in `column` on other sheets is put there as a formula, and checked too.
    """
    sheet, words, report = book.sheets["check"], book.words, book.report
    summary = (report.now if column == _NOW else report.then).summary
    labels = book.labels
    sheet.row += 1
    sheet.say(title, "heading", 6)
    sheet.head([words("Number"), words("Added up as"), words("Stated"), words("Recomputed"),
                words("Deviation"), words("Verdict")], numbers=(2, 3, 4))
    first = sheet.row
    for each in filter(lambda each: each.name in summary, found):
        row, tile = sheet.row + 1, outcomes.tile(each.name, words)
        number, _ = of_tile(tile, words)
        sheet.put(sheet.row, 0, labels[each.name], "line_strong")
        _how(sheet, each.how)
        stated = summary[each.name]
        sheet.put(sheet.row, 2, stated, "line", number)
        sheet.formula(sheet.row, 3, f"={each.formula}", _shown(each.value), "line", number)
        scale = each.scale.format(stated=f"C{row}") or f"MAX(ABS(C{row}),ABS(D{row}))"
        places = _places(book, each.name, column, f"{sheet.name}!$D${row}", _shown(each.value),
                         number)
        terms = [_apart(cell, f"D{row}", scale) for cell in (f"C{row}", *places)]
        if column == _NOW:
            terms += _differences(book, each.name, POINTS if tile.style == "percent" else 1)
        off = _off(stated, each)
        sheet.formula(sheet.row, 4, f"=MAX({','.join(terms)})", off, "line", OFF)
        _verdict(book, sheet, 5, f"E{row}", off, verdicts)
        sheet.row += 1
    return f"$F${first + 1}:$F${sheet.row}"


def _shown(value: float) -> float | str:
    return "" if math.isnan(value) else value


def _apart(one: str, other: str, scale: str) -> str:
    """How far two cells are apart; an error, and so a wrong verdict, where one is no number. An
    empty cell is what a formula gives that has no number.
    """
    return f'IF({one}&""={other}&"",0,IF({one}={other},0,ABS({one}-{other})/{scale}))'


def _off(stated: float, each: Again) -> float:
    """What the formulas give: nothing against a number is an error."""
    if math.isnan(stated) and math.isnan(each.value):
        return 0.0
    if math.isnan(stated) or math.isnan(each.value):
        return math.inf
    if stated == each.value:
        return 0.0
    scale = max(each.size, abs(stated)) if "{stated}" in each.scale else each.size
    return abs(stated - each.value) / (scale or max(abs(stated), abs(each.value)))


def _places(
    book: Book, name: str, column: int, source: str, value: float | str, number: str
) -> list[str]:
    """The cells of other sheets that show a number: on Comparison a formula of what is recomputed
    here, on Summary one of that.
    """
    found: list[str] = []
    for key in ("comparison", "summary"):
        sheet = book.sheets[key]
        if name in sheet.named:
            row = sheet.named[name]
            sheet.formula(row, column, f"={found[-1] if found else source}", value, "line", number)
            found.append(f"{sheet.name}!${chr(65 + column)}${row + 1}")
    return found


def _differences(book: Book, name: str, times: int) -> list[str]:
    """How far the difference that a sheet shows is off that of its two numbers."""
    found: list[str] = []
    for key in ("comparison", "summary"):
        sheet = book.sheets[key]
        if name in sheet.named:
            row = sheet.named[name] + 1
            now, then, apart = (f"{sheet.name}!${chr(65 + column)}${row}"
                                for column in (_NOW, _THEN, _DIFFERENCE))
            found.append(f"IF(ISNUMBER({apart}),IF({apart}={times}*({now}-{then}),0,"
                         f"ABS({apart}-{times}*({now}-{then}))/{times}"
                         f"/MAX(ABS({now}),ABS({then}))),0)")
    return found


def _taken(book: Book, report: Report, frames: Mapping[str, Frame]) -> None:
    """What this file takes from the model as it is: nobody should think it was checked here."""
    sheet, words, run = book.sheets["check"], book.words, report.now.run
    known = {each.name for each in again(book, report, frames)}
    past = {each.name for each in of_baseline(book, frames)}
    accounts = [*map(stated, checked(run, words)), *(law.states for law in _laws(book, run))]
    before = [*map(stated, checked(report.then.run, words))]
    tied = frames["join_months"]
    sheet.row += 1
    sheet.say(words("Not recomputed here"), "heading", 6)
    for text in (
        words("What follows is taken from the model as it is; what follows from it is recomputed."),
        _listed(words("Columns of “{sheet}”", sheet=book.sheets["daily"].title),
                _untouched(frames["daily"], accounts), words),
        _listed(words("Columns of “{sheet}”", sheet=book.sheets["baseline_daily"].title),
                _untouched(frames["baseline_daily"], before), words),
        words("Flows of the baseline are added up, but not computed again: its parameters are no "
              "cells of this file."),
        _listed(words("Columns of “{sheet}”", sheet=tied.title),
                [tied.column(name).label for name in (*NOT_TIED, "promised")], words),
        words("Members who break even: a share of people, who differ in what they order and how "
              "long they watch. It takes thousands of order histories, which formulas do not hold; "
              "money back per yuan, of all of them together, is recomputed."),
        words("Single members, draws, promises, and every number as printed: they stand here as "
              "the report has them."),
        *([words("Modes: who enters, what is due and owed, what pools get and mint besides, and "
                 "the fees on what is put in. They rest on each day's entrants by themselves, "
                 "which this file does not hold. Pots, wallets and operating cash are added up "
                 "with them.")] if run.modes.ids else []),
        *([words("Controls: whom limits serve, when ad points release and how far they are paid, "
                 "vouchers, locks, floors and rounds, and what follows from them. Pools, ad points "
                 "and operating cash are added up with them.")]
          if has_controls(run.scenario) else []),
        _listed(words("Headline numbers"),
                [label for name, label in book.labels.items() if name not in known], words),
        _listed(words("Headline numbers of the baseline"),
                [label for name, label in book.labels.items()
                 if name in report.then.summary and name not in past], words),
    ):
        if text:
            sheet.say(text, "wrapped", 6, 150)


def _untouched(frame: Frame, known: Iterable[str]) -> list[str]:
    """Labels of the columns that nothing computes again, new ones among them."""
    kept = {"day", DATE, *known}
    return [column.label for column in frame.columns if column.name not in kept]


def _listed(what: str, labels: Sequence[str], words: Words) -> str:
    """Names of one kind; nothing where there is none."""
    return words("{what}: {names}.", what=what, names=words(", ").join(labels)) if labels else ""
