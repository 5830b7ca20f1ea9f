"""The check day by day: every stock added up again in formulas from the daily flows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_col_to_name

from model import Run
from model.terms.rows import has_controls
from reports.content import Report
from reports.frames import Frame
from reports.xlsx import cash_laws, demand_laws, pool_laws, release_laws
from reports.xlsx.accounts import Account, Checked, Price, checked, recomputed
from reports.xlsx.book import HEAD_HEIGHT, NUMBER_FORMATS, Book, Sheet
from reports.xlsx.laws import Days, Law, Part
from reports.xlsx.lists import COLUMNS_A_PAGE, FIRST_DAY
from reports.xlsx.terms import parameter
from wording import Words

OPENING = FIRST_DAY - 1
"""The row (from 0) of the opening values; days stand in the same rows as on the daily sheet."""

OFF = "0.0E+00"

CHANGED_BY_MODES = ("law.payment_fees",)
"""Laws beside those of pools that modes and vouchers change."""


def write(book: Book, report: Report, frames: Mapping[str, Frame]) -> None:
    """A group of columns for each account; the last one of each says how far the stock is off."""
    sheet, words, days = book.sheets["checked_days"], book.words, frames["daily"]
    run = report.now.run
    sheet.cells.write_string(0, 0, words("Check day by day"), book.format("heading"))
    if not book.by_day:
        sheet.row = 1
        sheet.say(words("The report has too many days and campaigns for a check day by day: on the "
                        "sheet “{check}” each account is added up in one formula.",
                        check=book.sheets["check"].title), "wrapped", 8)
        return
    sheet.cells.write_string(0, 3, words(
        "Live formulas over the sheet “{daily}”; deviations are parts of the turnover so far.",
        daily=book.sheets["daily"].title), book.format("aside"))
    sheet.cells.set_row(1, HEAD_HEIGHT)
    sheet.put(1, 0, words("Day"), "head")
    sheet.put(2, 0, "", "code")
    sheet.put(OPENING, 0, words("opening"), "code")
    sheet.cells.write_column(FIRST_DAY, 0, range(run.days), book.format("plain", "#,##0"))
    column = 1
    for each in checked(run, words):
        column = _account(book, days, column, each)
    reach = _days(book, days)
    for law in laws(run, words):
        column = _law(book, reach, column, law)
    sheet.cells.set_column(1, column - 1, 17)
    sheet.cells.freeze_panes(FIRST_DAY, 1)
    sheet.cells.repeat_rows(1, 2)
    sheet.cells.repeat_columns(0)
    sheet.cells.fit_to_pages(-(-column // COLUMNS_A_PAGE), 0)


def laws(run: Run, words: Words) -> list[Law]:
    """Every law of flows, each after those that it rests on; with modes or controls none that they
    change."""
    controls, limits = has_controls(run.scenario), run.scenario.rows("limits")
    modules = [
        *([] if limits else [demand_laws]), *([] if controls else [release_laws]),
        *([] if controls or run.modes.ids else [pool_laws]), cash_laws]
    found = [law for module in modules for law in module.laws(run, words)]
    changed = CHANGED_BY_MODES if controls or run.modes.ids else ()
    return [law for law in found if law.key not in changed]


def _account(book: Book, days: Frame, column: int, each: Checked) -> int:
    """The columns of an account, from `column` on; gives the first free one."""
    words = book.words
    labels = {
        "again": words("Recomputed"), "turnover": words("Turnover so far"),
        "off": words("Deviation"),
    }
    _opening(book, column, each)
    formulas = _formulas(book, days, column, each)
    for name, values in recomputed(each, book.report.now.run, days).items():
        _column(book, column, f"{each.key}.{name}", each.label if name == "again" else "",
                Part(name, labels[name], formulas[name], values))
        column += 1
    return column


def _law(book: Book, days: Days, column: int, law: Law) -> int:
    """The columns of a law."""
    for place, part in enumerate(law.parts(days)):
        _column(book, column, f"{law.key}.{part.name}", "" if place else law.label, part)
        column += 1
    return column


def _days(book: Book, days: Frame) -> Days:
    """What the formulas of laws may point to."""
    series = days.numbers()
    return Days(
        run=book.report.now.run,
        words=book.words,
        series=series,
        terms=book.terms,
        daily=lambda name: _daily(book, days, name),
        parameter=lambda name: parameter(book, name),
        columns=book.columns,
    )


def _daily(book: Book, days: Frame, name: str) -> str:
    """A cell of the daily sheet."""
    return f"{book.sheets['daily'].name}!{xl_col_to_name(days.at(name))}{{row}}"


def _column(book: Book, column: int, key: str, label: str, part: Part) -> None:
    """Head and cells of a column, remembered by its key."""
    sheet, own = book.sheets["checked_days"], str(xl_col_to_name(column))
    book.columns[key] = own, part.values
    sheet.put(1, column, label, "head")
    sheet.put(2, column, part.label, "code_right")
    number = OFF if part.name == "off" else NUMBER_FORMATS["money"]
    _fill(sheet, column, part.formula.replace("{own}", own), part.values.tolist(), number,
          part.first)


def _opening(book: Book, column: int, each: Checked) -> None:
    """Opening values, taken from the sheet of parameters."""
    if not isinstance(each, Account):
        return
    sheet = book.sheets["checked_days"]
    value = float(book.report.now.run.scenario.number(each.opening)) if each.opening else 0.0
    source = parameter(book, each.opening) if each.opening else "0"
    number = NUMBER_FORMATS["money"]
    sheet.formula(OPENING, column, f"={source}", value, "plain", number)
    sheet.formula(OPENING, column + 1, f"=ABS({source})", abs(value), "plain", number)


def _formulas(book: Book, days: Frame, column: int, each: Checked) -> dict[str, str]:
    """Formulas by part, {row} for the day's row and {before} for the one above (from 1)."""
    def cell(name: str) -> str:
        return _daily(book, days, name)

    own = [xl_col_to_name(column + place) for place in range(2)]
    if isinstance(each, Account):
        stock, again, turnover = cell(each.stock), f"{own[0]}{{row}}", f"{own[1]}{{row}}"
        gains, losses = ([cell(name) for name in side] for side in (each.gains, each.losses))
        return {
            "again": f"{own[0]}{{before}}+{'+'.join(gains)}-{'-'.join(losses)}",
            "turnover": f"{own[1]}{{before}}+{'+'.join((*gains, *losses))}",
            "off": f"IF({stock}={again},0,ABS({stock}-{again})/{turnover})",
        }
    again = f"{own[0]}{{row}}"
    if isinstance(each, Price):
        start, issue = (parameter(book, f"campaigns.{each.campaign}.{field}")
                        for field in ("start_day", "issue_price"))
        price, pool, points = (cell(name) for name in (each.price, each.pool, each.points))
        mark = f"IF(AND({points}>0,$A{{row}}>={start}),{pool}/{points},{issue})"
        if each.floored:
            mark = f"MAX({parameter(book, f'campaigns.{each.campaign}.price_floor')},{mark})"
        return {
            "again": mark,
            "off": f"IF({price}={again},0,ABS({price}-{again})/ABS({again}))",
        }
    left = "+".join(map(cell, each.left))
    return {
        "again": "+".join(map(cell, each.right)),
        "off": f"IF({left}={again},0,ABS({left}-{again})/MAX(ABS({left}),ABS({again})))",
    }


def _fill(
    sheet: Sheet, column: int, formula: str, values: Sequence[float], number: str, first: str
) -> None:
    for day, value in enumerate(values):
        row = FIRST_DAY + day
        text = formula if day else first or formula
        text = text.replace("{row}", str(row + 1)).replace("{before}", str(row))
        sheet.formula(row, column, f"={text}", value, "plain", number)
