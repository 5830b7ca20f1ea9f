"""Sheets of numbers: parameters, days, cohorts, comparison, draws, and the documents themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from answers import headlines, outcomes
from answers.tiles import Tile
from model.terms.parameters import PARAMETERS, Parameter, pattern
from reports.blocks import Paragraph, Table
from reports.content import Report
from reports.frames import Frame, unit
from reports.numbers import percentiles
from reports.xlsx import texts
from reports.xlsx.book import CELL_LIMIT, HEAD_HEIGHT, NUMBER_FORMATS, Book, Sheet, lines_of
from reports.xlsx.styles import of_parameter, of_tile

FIRST_DAY = 4
"""The row (from 0) of day 0 on the daily sheets: title, label, unit and name stand above."""

COLUMNS_A_PAGE = 13

COMPARED = (36, 20, 18, 20, 18, 20, 18, 34)
BESIDE = range(1, 7)
"""Columns of numbers where a scenario stands beside its baseline."""
POINTS = 100
"""Percentage points in one: differences of shares are told in them."""


def daily_sheet(book: Book, key: str, frame: Frame) -> None:
    """One row a day, under label, unit and name of each column."""
    sheet, words = book.sheets[key], book.words
    sheet.cells.write_string(0, 0, frame.title, book.format("heading"))
    sheet.cells.write_string(0, 3, frame.help, book.format("aside"))
    sheet.cells.set_row(1, 1.4 * HEAD_HEIGHT)
    for place, column in enumerate(frame.columns):
        sheet.put(1, place, column.label, "head_right")
        sheet.put(2, place, unit(column.style, words), "code_right")
        sheet.put(3, place, column.name, "code_right")
        shape = book.format("plain", NUMBER_FORMATS[column.style])
        sheet.cells.write_column(FIRST_DAY, place, column.values, shape)
    sheet.cells.set_column(0, 0, 7)
    sheet.cells.set_column(1, len(frame.columns) - 1, 16)
    sheet.cells.freeze_panes(FIRST_DAY, 1)
    sheet.cells.repeat_rows(1, 3)
    sheet.cells.repeat_columns(0)
    sheet.cells.fit_to_pages(-(-len(frame.columns) // COLUMNS_A_PAGE), 0)


def parameters(book: Book, frame: Frame) -> None:
    """Every parameter; its value is a cell to edit, and opened in Backstop the edited one counts.
    """
    sheet, words = book.sheets["parameters"], book.words
    names = ("group", "label", "value", "value_text", "unit", "permitted", "default", "kind",
             "note", "source", "name")
    sheet.widths(13, 34, 16, 18, 14, 24, 14, 12, 22, 60, 34)
    sheet.say(frame.title, "heading", 6)
    sheet.say(words("The yellow cells can be edited: opened in Backstop, this file gives the "
                    "scenario with their values. Shares are parts of one, shown in per cent. The "
                    "other sheets keep the numbers of the scenario reported here."),
              "note", 10, 200)
    columns = [frame.column(name) for name in names]
    sheet.head([column.label for column in columns], numbers=(2, 6))
    sheet.cells.freeze_panes(sheet.row, 2)
    sheet.cells.repeat_rows(sheet.row - 1)
    first = sheet.row
    for row in zip(*(column.values for column in columns), strict=True):
        book.rows[str(row[-1])] = sheet.row
        _parameter(sheet, names, row)
        sheet.row += 1
    sheet.cells.autofilter(first - 1, 0, sheet.row - 1, len(names) - 1)
    sheet.cells.ignore_errors({"number_stored_as_text": f"A{first + 1}:K{sheet.row}"})


def _parameter(sheet: Sheet, names: Sequence[str], row: Sequence[object]) -> None:
    parameter = PARAMETERS[pattern(str(row[-1]).partition("[")[0])]
    number = of_parameter(parameter)
    for place, (name, value) in enumerate(zip(names, row, strict=True)):
        if name in ("value", "default"):
            plain = list(value) if isinstance(value, tuple) else value
            shown = None if plain == [] else plain
            sheet.put(sheet.row, place, shown, "entry" if name == "value" else "line", number)
        else:
            wrapped = name in ("source", "permitted", "note")
            sheet.put(sheet.row, place, value, "line_told" if wrapped else
                      "name" if name == "name" else "line_text")
    lines = max(lines_of(str(row[names.index("source")] or ""), 60),
                lines_of(str(row[names.index("permitted")] or ""), 24))
    sheet.cells.set_row(sheet.row, 14.5 * lines)
    _validate(sheet, names.index("value"), parameter)


def _validate(sheet: Sheet, column: int, parameter: Parameter) -> None:
    """The permitted values, so that a spreadsheet warns while one is typed."""
    rule: dict[str, object] = {"error_type": "warning", "error_message": parameter.permitted[:250]}
    if parameter.kind == "choice":
        rule |= {"validate": "list", "source": list(parameter.choices)}
    elif parameter.low is not None and parameter.high is not None:
        kind = "integer" if parameter.kind == "whole" else "decimal"
        rule |= {"validate": kind, "criteria": "between", "minimum": parameter.low,
                 "maximum": parameter.high}
    else:
        return
    sheet.cells.data_validation(sheet.row, column, sheet.row, column, rule)


def cohorts(book: Book, report: Report, frames: Mapping[str, Frame]) -> None:
    """Who gains and who pays: the losing side in words, then by month, by kind, by both."""
    sheet, section = book.sheets["members"], report.section("members")
    sheet.widths(18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18)
    sheet.say(section.title, "heading", 8)
    for block in section.of(Paragraph):
        sheet.say(block.text, "strong", 8, 140)
    for key in ("join_months", "segments", "cohorts"):
        sheet.row += 1
        sheet.say(frames[key].title, "heading", 8)
        placed(sheet, frames[key])


def placed(sheet: Sheet, frame: Frame, styles: Mapping[str, str] | None = None) -> None:
    """A frame with its head; `sheet.starts` remembers where its first row stands."""
    words = sheet.book.words
    for place, column in enumerate(frame.columns):
        named = unit(column.style, words)
        label = f"{column.label} ({named})" if named else column.label
        sheet.put(sheet.row, place, label, "head" if column.style == "text" else "head_right")
    sheet.cells.set_row(sheet.row, 1.4 * HEAD_HEIGHT)
    sheet.row += 1
    sheet.starts[frame.key] = sheet.row
    for offset in range(frame.count):
        for place, column in enumerate(frame.columns):
            number = (styles or {}).get(column.name) or NUMBER_FORMATS[column.style]
            look = "line_text" if column.style == "text" else "line"
            sheet.put(sheet.row + offset, place, column.values[offset], look, number)
    sheet.row += frame.count


def comparison(book: Book, report: Report, frame: Frame) -> None:
    """Every headline number beside the baseline's, as numbers and as printed."""
    sheet, words = book.sheets["comparison"], book.words
    sheet.widths(*COMPARED)
    sheet.say(words("This scenario and its baseline"), "heading", 8)
    sheet.say(dict(report.facts).get(words("Compared with"), ""), "note", 8)
    unlike = headlines.unlike(report.now, report.then, words)
    if unlike:
        sheet.say(unlike, "note", 8, sum(COMPARED))
    columns = [frame.column(name) for name in ("label", "value", "value_text", "baseline",
               "baseline_text", "difference", "difference_text", "name")]
    sheet.head([column.label for column in columns], numbers=BESIDE)
    sheet.cells.freeze_panes(sheet.row, 1)
    sheet.cells.repeat_rows(sheet.row - 1)
    first = sheet.row
    book.labels = dict(zip(map(str, columns[-1].values), map(str, columns[0].values), strict=True))
    for row in zip(*(column.values for column in columns), strict=True):
        numbers_beside(sheet, row, outcomes.tile(str(row[-1]), words))
    sheet.cells.ignore_errors({"number_stored_as_text": f"A{first + 1}:H{sheet.row}"})


def numbers_beside(sheet: Sheet, row: Sequence[object], tile: Tile, source: str = "") -> None:
    """Label; value, baseline and difference each exact and as printed; the name in files. With a
    `source`, another sheet that has them in the same columns, numbers are taken from there.
    """
    label, value, value_text, old, old_text, difference, change, name = row
    at, (number, signed) = sheet.row, of_tile(tile, sheet.book.words)
    sheet.put(at, 0, label, "line_strong")
    for column, exact, printed in ((1, value, value_text), (3, old, old_text)):
        if source and exact == exact:
            place = sheet.book.sheets["comparison"].named[tile.reading] + 1
            sheet.formula(at, column, f"={source}!${chr(65 + column)}${place}", exact, "line",
                          number)
        else:
            sheet.put(at, column, exact, "line", number)
        sheet.put(at, column + 1, printed, "printed")
    times, apart = (POINTS, 100.0) if tile.style == "percent" else (1, 1.0)
    now, then = f"B{at + 1}", f"D{at + 1}"
    shown = apart * difference if isinstance(difference, float) and difference == difference else ""
    sheet.formula(at, 5, f'=IF(AND(ISNUMBER({now}),ISNUMBER({then})),{times}*({now}-{then}),"")',
                  shown, "line", signed)
    sheet.put(at, 6, change, "printed")
    if not source:
        sheet.put(at, 7, name, "name")
    sheet.named[tile.reading] = at
    sheet.row += 1


def uncertainty(book: Book, report: Report) -> None:
    """Chances and what is uncertain as they are read, percentiles as numbers."""
    frame = percentiles(report)
    if frame is None:
        return
    sheet, section = book.sheets["uncertainty"], report.section("uncertainty")
    kept = [block for block in section.blocks
            if not (isinstance(block, Table) and block.key == "percentiles")]
    texts.sections(sheet, [type(section)(section.key, section.title, tuple(kept))])
    named_numbers(sheet, frame, partial(outcomes.tile, words=book.words))


def named_numbers(sheet: Sheet, frame: Frame, tile: Callable[[str], Tile]) -> None:
    """Numbers of results, one a row: its name, its label, then numbers in the result's format."""
    book = sheet.book
    sheet.say(frame.title, "heading", 4)
    sheet.head([column.label for column in frame.columns],
               numbers=range(2, len(frame.columns)))
    for offset in range(frame.count):
        name = str(frame.columns[0].values[offset])
        number, _ = of_tile(tile(name), book.words)
        for place, column in enumerate(frame.columns):
            style = number if column.style == "any" else NUMBER_FORMATS[column.style]
            look = "printed" if place > 1 and column.style == "text" else "line"
            sheet.put(sheet.row, place, column.values[offset], look, style)
        sheet.row += 1


def documents(book: Book, report: Report) -> None:
    """The scenario and its baseline as documents, a line a row."""
    for key, text in (("scenario", report.toml), ("baseline", report.baseline_toml)):
        sheet = book.sheets[key]
        sheet.widths(100)
        shape = book.format("plain", "@")
        for row, line in enumerate(text.splitlines()):
            for column, start in enumerate(range(0, len(line), CELL_LIMIT)):
                sheet.cells.write_string(row, column, line[start : start + CELL_LIMIT], shape)
