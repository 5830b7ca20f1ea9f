"""The first sheet: what the report is, what happens in plain words, the numbers that matter."""

from __future__ import annotations

import re

from answers import outcomes
from answers.ranges import sentence
from reports.blocks import Numbers, Paragraph
from reports.content import Report
from reports.frames import Frame
from reports.xlsx.book import Book, Sheet, lines_of
from reports.xlsx.lists import BESIDE, numbers_beside

_NAME = re.compile(r"[a-z_]{4,}(\.[a-z_]+)?")
WIDTHS = (34, 18, 14, 18, 14, 18, 14)
MEANING = 7
MEANING_WIDTH = 64
WORDS_WIDTH = sum(WIDTHS) + MEANING_WIDTH


def write(book: Book, report: Report, frame: Frame) -> None:
    """Title, facts, words and numbers; and names for the numbers, to be used in formulas."""
    sheet, words = book.sheets["summary"], book.words
    sheet.widths(*WIDTHS, MEANING_WIDTH)
    sheet.say(report.title, "title", 8)
    _facts(book, sheet, report)
    section = report.section("summary")
    sheet.say(section.title, "heading", 8)
    for block in section.of(Paragraph):
        sheet.say(block.text, "strong" if block.strong else "wrapped", 8, WORDS_WIDTH)
    headlines = report.section("headlines")
    sheet.row += 1
    sheet.say(headlines.title, "heading", 8)
    for block in headlines.of(Paragraph):
        sheet.say(block.text, "strong" if block.strong else "wrapped", 8, WORDS_WIDTH)
    _ranges(book, sheet, report)
    _numbers(book, sheet, frame)
    sheet.row += 1
    sheet.say(words("Nothing here is legal or financial advice."), "note", 8)
    _define(book, report)


def _facts(book: Book, sheet: Sheet, report: Report) -> None:
    """What a reader must know to make the report again, and whether its accounts add up, which the
    check writes here.
    """
    words = book.words
    for label, text in report.facts:
        sheet.put(sheet.row, 0, label, "line_strong")
        sheet.put(sheet.row, 1, text, "plain")
        sheet.row += 1
    sheet.put(sheet.row, 0, words("Check of the accounts"), "line_strong")
    book.verdict_cell = sheet.row, 1
    sheet.put(sheet.row + 1, 1, words("computed when a spreadsheet calculates: after “Enable "
                                      "editing” where it opens files protected"), "aside")
    sheet.row += 3


def _ranges(book: Book, sheet: Sheet, report: Report) -> None:
    """Where nine of ten draws of the overview's numbers lie, in words."""
    for block in report.section("headlines").of(Numbers):
        for tile in filter(lambda each: "ranged" in each, block.tiles):
            sheet.put(sheet.row, 0, tile["label"], "line_strong")
            sheet.put(sheet.row, 1, book.words("{value}, {range}", value=tile["value"],
                                               range=sentence(tile["ranged"], book.words)), "plain")
            sheet.row += 1
    sheet.row += 1


def _numbers(book: Book, sheet: Sheet, frame: Frame) -> None:
    """Every headline number, exact and as printed, with what it means."""
    words, comparison = book.words, book.sheets["comparison"]
    columns = [frame.column(name) for name in (
        "label", "value", "value_text", "baseline", "baseline_text", "difference",
        "difference_text", "name")]
    meaning = frame.column("meaning")
    sheet.head([*(column.label for column in columns[:-1]), meaning.label], numbers=BESIDE)
    first = sheet.row
    for row, text in zip(zip(*(column.values for column in columns), strict=True),
                         meaning.values, strict=True):
        sheet.put(sheet.row, MEANING, text, "line_told")
        sheet.cells.set_row(sheet.row, 14.5 * lines_of(str(text), MEANING_WIDTH))
        numbers_beside(sheet, row, outcomes.tile(str(row[-1]), words), comparison.name)
    sheet.cells.ignore_errors({"number_stored_as_text": f"A{first + 1}:H{sheet.row}"})


def _define(book: Book, report: Report) -> None:
    """A name for each headline number and its baseline: =lowest_cash, =baseline_lowest_cash."""
    comparison = book.sheets["comparison"]
    for name, place in comparison.named.items():
        row = place + 1
        if _NAME.fullmatch(name):
            for prefix, column in (("", "B"), ("baseline_", "D")):
                book.workbook.define_name(
                    f"{prefix}{name}", f"={comparison.name}!${column}${row}")
