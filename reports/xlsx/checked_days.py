"""The check day by day: every stock added up again in formulas from the daily flows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_col_to_name

from reports.content import Report
from reports.frames import Frame
from reports.xlsx.accounts import Account, Checked, Price, checked, recomputed
from reports.xlsx.book import HEAD_HEIGHT, NUMBER_FORMATS, Book, Sheet
from reports.xlsx.lists import COLUMNS_A_PAGE, FIRST_DAY
from wording import Words

OPENING = FIRST_DAY - 1
"""The row (from 0) of the opening values; days stand in the same rows as on the daily sheet."""

OFF = "0.0E+00"


def write(book: Book, report: Report, frames: Mapping[str, Frame]) -> None:
    """A group of columns for each account; the last one of each says how far the stock is off."""
    sheet, words, days = book.sheets["checked_days"], book.words, frames["daily"]
    run = report.now.run
    sheet.cells.write_string(0, 0, words("Check day by day"), book.format("heading"))
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
        found = recomputed(each, run, days)
        _heads(sheet, column, each, list(found), words)
        _opening(book, column, each)
        formulas = _formulas(book, days, column, each)
        for place, (name, values) in enumerate(found.items()):
            sheet.starts[f"{each.key}.{name}"] = column + place
            number = OFF if name == "off" else NUMBER_FORMATS["money"]
            _fill(sheet, column + place, formulas[name], values.tolist(), number)
        column += len(found)
    sheet.cells.set_column(1, column - 1, 17)
    sheet.cells.freeze_panes(FIRST_DAY, 1)
    sheet.cells.repeat_rows(1, 2)
    sheet.cells.repeat_columns(0)
    sheet.cells.fit_to_pages(-(-column // COLUMNS_A_PAGE), 0)


def _heads(sheet: Sheet, column: int, each: Checked, parts: Sequence[str], words: Words) -> None:
    labels = {
        "again": words("Recomputed"), "turnover": words("Turnover so far"),
        "off": words("Deviation"),
    }
    for place, part in enumerate(parts):
        sheet.put(1, column + place, each.label if place == 0 else "", "head")
        sheet.put(2, column + place, labels[part], "code_right")


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


def parameter(book: Book, name: str) -> str:
    """The cell that holds a parameter's value."""
    return f"{book.sheets['parameters'].name}!$C${book.rows[name] + 1}"


def _formulas(book: Book, days: Frame, column: int, each: Checked) -> dict[str, str]:
    """Formulas by part, {row} for the day's row and {before} for the one above (from 1)."""
    daily = book.sheets["daily"].name.replace("{", "{{").replace("}", "}}")

    def cell(name: str) -> str:
        return f"{daily}!{xl_col_to_name(days.at(name))}{{row}}"

    own = [xl_col_to_name(column + place) for place in range(2)]
    if isinstance(each, Account):
        stock, again, turnover = cell(each.stock), f"{own[0]}{{row}}", f"{own[1]}{{row}}"
        gains, losses = ([cell(name) for name in side] for side in (each.gains, each.losses))
        return {
            "again": f"={own[0]}{{before}}+{'+'.join(gains)}-{'-'.join(losses)}",
            "turnover": f"={own[1]}{{before}}+{'+'.join((*gains, *losses))}",
            "off": f"=IF({stock}={again},0,ABS({stock}-{again})/{turnover})",
        }
    again = f"{own[0]}{{row}}"
    if isinstance(each, Price):
        start, issue = (parameter(book, f"campaigns.{each.campaign}.{field}")
                        for field in ("start_day", "issue_price"))
        price, pool, points = (cell(name) for name in (each.price, each.pool, each.points))
        return {
            "again": f"=IF(AND({points}>0,$A{{row}}>={start}),{pool}/{points},{issue})",
            "off": f"=IF({price}={again},0,ABS({price}-{again})/ABS({again}))",
        }
    left = "+".join(map(cell, each.left))
    return {
        "again": "=" + "+".join(map(cell, each.right)),
        "off": f"=IF({left}={again},0,ABS({left}-{again})/MAX(ABS({left}),ABS({again})))",
    }


def _fill(
    sheet: Sheet, column: int, formula: str, values: Sequence[float], number: str
) -> None:
    for day, value in enumerate(values):
        row = FIRST_DAY + day
        text = formula.replace("{row}", str(row + 1)).replace("{before}", str(row))
        sheet.formula(row, column, text, value, "plain", number)
