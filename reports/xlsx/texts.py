"""The parts of a report that are words: changes, questions, promises, limits and warnings."""

from __future__ import annotations

from collections.abc import Sequence

from answers.figures import IN_REPORTS
from reports.blocks import Block, Paragraph, Points, Section, Table
from reports.content import Report
from reports.xlsx.book import Book, Sheet, lines_of, width_of

LIMITS = ("limits", "outside", "again")
NARROW, WIDE, FEWEST = 18.0, 52.0, 4


def write(book: Book, report: Report) -> None:
    """The sheets that hold sections as they are read."""
    parts = {"changes": ("changes",), "questions": tuple(IN_REPORTS), "claims": ("claims",),
             "limits": LIMITS}
    for key, names in parts.items():
        sections(book.sheets[key], [report.section(name) for name in names if report.has(name)])


def sections(sheet: Sheet, shown: Sequence[Section]) -> None:
    """Sections one below the other, their charts left out."""
    widths = _widths([block for section in shown for block in section.blocks])
    sheet.widths(*widths)
    across, width = len(widths), sum(widths)
    for section in shown:
        sheet.say(section.title, "heading", across)
        for block in section.blocks:
            _block(sheet, block, across, width, widths)
        sheet.row += 1


def _widths(blocks: Sequence[Block]) -> list[float]:
    """Columns as wide as their cells, within limits; wide ones where some table holds sentences."""
    tables = [block for block in blocks if isinstance(block, Table)]
    widths: list[float] = [30.0] + [NARROW] * (max([len(t.columns) for t in tables], default=4) - 1)
    for table in tables:
        for place, column in enumerate(table.columns):
            longest = max((width_of(row[column]) for row in table.rows), default=0.0)
            most = WIDE if column in table.wide else 1.5 * NARROW
            widths[place] = max(widths[place], min(most, longest + 3.0))
    return widths if len(widths) >= FEWEST else widths + [24.0] * (FEWEST - len(widths))


def _block(
    sheet: Sheet, block: Block, across: int, width: float, widths: Sequence[float]
) -> None:
    if isinstance(block, Paragraph):
        text = " ".join(filter(None, (block.lead, block.text)))
        sheet.say(text, "strong" if block.strong else "wrapped", across, width)
    elif isinstance(block, Points):
        for item in block.items:
            text = " ".join(filter(None, (item.lead, item.text)))
            sheet.say(f"• {text}", "wrapped", across, width)
    elif isinstance(block, Table):
        table(sheet, block, across, width, widths)


def table(
    sheet: Sheet, shown: Table, across: int, width: float, widths: Sequence[float]
) -> None:
    """A table as it is read, cells as text."""
    sheet.row += 1
    sheet.say(shown.title, "strong", across, width)
    for note in filter(None, (shown.help, shown.note)):
        sheet.say(note, "note", across, width)
    if not shown.rows:
        return
    sheet.head(shown.columns)
    first = sheet.row
    for row in shown.rows:
        cells = list(row.values())
        for column, text in enumerate(cells):
            left = column == 0 or shown.columns[column] in shown.wide
            sheet.put(sheet.row, column, text, "line_wrapped" if left else "line_text")
        lines = max(lines_of(text, widths[column]) for column, text in enumerate(cells))
        sheet.cells.set_row(sheet.row, 14.5 * lines)
        sheet.row += 1
    sheet.cells.ignore_errors({
        "number_stored_as_text": f"A{first + 1}:Z{sheet.row}"})
    sheet.row += 1
