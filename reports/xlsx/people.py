"""The sheet of single members: what is said, readings as numbers, and figures over their cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from answers import members
from charts import style
from reports import spreads
from reports.blocks import Paragraph, Section, Table
from reports.content import Report
from reports.frames import Frame
from reports.single_members import KEY, frames
from reports.xlsx import texts
from reports.xlsx.book import Book, Sheet
from reports.xlsx.charts import DOWN, SIZE, Drawn, dress
from reports.xlsx.lists import named_numbers, placed

ACROSS = 8
GAP = 20
"""Pixels between two charts."""
WIDTHS = (30.0, 36.0, *[18.0] * 12)
BOUND = 1.25
"""The axis of bars ends so far above the highest: the cohort model's few means stand far above."""


def write(book: Book, report: Report) -> None:
    """Verdict and readings first, then the figures, the numbers that they draw, and ranks; nothing
    where no members are asked for.
    """
    found = frames(report.request, report.sample)
    if not found:
        return
    sheet, section = book.sheets[KEY], report.section(KEY)
    said = tuple(block for block in section.blocks if isinstance(block, Paragraph))
    texts.sections(sheet, [Section(KEY, section.title, said)])
    known = {tile.reading: tile for tile in members.readings(book.words)}
    named_numbers(sheet, found[0], known.__getitem__)
    _figures(sheet, found[1:])
    sheet.row += 1
    ranks = tuple(block for block in section.of(Table) if block.key == "ranks")
    texts.sections(sheet, [Section(KEY, book.words("Ranks and assumptions"), (
        Paragraph(_assumed(book)), *ranks))])
    sheet.widths(*WIDTHS)


def _assumed(book: Book) -> str:
    """Where what the section lists as assumptions stands in a workbook, with its sources."""
    return book.words("What only the simulation of members assumes stands on the sheet “{sheet}”, "
                      "with its sources: the names that begin with “members.”.",
                      sheet=book.sheets["parameters"].title)


def _figures(sheet: Sheet, found: Sequence[Frame]) -> None:
    """The charts two side by side, and the cells that they are drawn from below them."""
    make = {spreads.MULTIPLES: _multiples, spreads.LORENZ: _lorenz, spreads.MONTHS: _months,
            spreads.DEPTHS: _depths}
    drawn = [frame for frame in found if frame.count]
    at = sheet.row + 1
    sheet.row = at + DOWN * -(-len(drawn) // 2)
    for place, frame in enumerate(drawn):
        sheet.row += 1
        sheet.say(frame.title, "heading", ACROSS)
        sheet.say(frame.help, "note", ACROSS, 140)
        placed(sheet, frame)
        sheet.cells.insert_chart(at + DOWN * (place // 2), 0, make[frame.key](sheet, frame), {
            "description": f"{frame.title}. {frame.help}", "object_position": 1,
            "x_offset": (SIZE["width"] + GAP) * (place % 2)})


def _multiples(sheet: Sheet, frame: Frame) -> Any:
    """Bars below the own spend in one colour, from it upwards in the other; cohorts as a line."""
    words, book = sheet.book.words, sheet.book
    ends, shares = (np.array(frame.column(name).values, float) for name in ("to", "members"))
    colours = np.where(ends < 1.0 + 1e-9, style.SHORTFALL, style.RECEIVED)
    bars = book.workbook.add_chart({"type": "column"})
    bars.add_series({**_over(sheet, frame, "members", "from"), "gap": 6,
                     "fill": {"color": style.RECEIVED},
                     "points": [{"fill": {"color": str(colour)}} for colour in colours]})
    line = book.workbook.add_chart({"type": "line"})
    line.add_series({**_over(sheet, frame, "cohorts", "from"), "line": _pen(style.BASELINE, True)})
    bars.combine(line)
    drawn = Drawn(frame.title, frame.help, words("Share of members"), (), number="0%", low=0.0,
                  high=BOUND * max(1e-9, float(shares.max())))
    dress(book, bars, drawn, {
        "name": words("Got back per yuan spent (yuan)"), "num_format": "0.00",
        "interval_unit": max(1, frame.count // 9)})
    return bars


def _lorenz(sheet: Sheet, frame: Frame) -> Any:
    words, book = sheet.book.words, sheet.book
    chart = book.workbook.add_chart({"type": "scatter", "subtype": "straight"})
    for name, colour, dashed in (("received", style.RECEIVED, False),
                                 ("cohorts_net", style.BASELINE, True),
                                 ("net", style.SHORTFALL, False)):
        chart.add_series({**_over(sheet, frame, name, "population"), "line": _pen(colour, dashed)})
    drawn = Drawn(frame.title, frame.help, words("Part of the sum"), (), number="0%")
    dress(book, chart, drawn, {"name": words("Members, from the one who did worst"),
                               "min": 0, "max": 1, "major_unit": 0.25,
                               "num_format": "0%"})
    return chart


def _months(sheet: Sheet, frame: Frame) -> Any:
    """The median, the ends of the middle half and of nine tenths, and the cohort model's mean."""
    words, book = sheet.book.words, sheet.book
    chart = book.workbook.add_chart({"type": "line"})
    chart.show_na_as_empty_cell()
    for name, colour, width in (("net_p5", style.PRICE, 0.75), ("net_p25", style.PRICE, 1.25),
                                ("net_p50", style.PRICE, 2.5), ("net_p75", style.PRICE, 1.25),
                                ("net_p95", style.PRICE, 0.75),
                                ("cohorts_net", style.BASELINE, 1.75)):
        dashed = name == "cohorts_net"
        chart.add_series({**_over(sheet, frame, name, "month"),
                          "line": _pen(colour, dashed, width)})
    drawn = Drawn(frame.title, frame.help, words("CNY"), ())
    dress(book, chart, drawn, {"name": words("Month of joining (30 days each)"),
                               "interval_unit": max(1, frame.count // 9)})
    return chart


def _depths(sheet: Sheet, frame: Frame) -> Any:
    """What own orders left and what came from below, one upon the other."""
    words, book = sheet.book.words, sheet.book
    chart = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for name, colour in (("own", style.SHORTFALL), ("earned", style.TEAM)):
        chart.add_series({**_over(sheet, frame, name, "depth"), "fill": {"color": colour},
                          "gap": 40})
    drawn = Drawn(frame.title, frame.help, words("CNY"), ())
    dress(book, chart, drawn, {
        "name": words("Depth in the referral tree (0: without a sponsor)"),
        "interval_unit": max(1, frame.count // 9)})
    return chart


def _over(sheet: Sheet, frame: Frame, values: str, names: str) -> dict[str, object]:
    """A series over two columns of the frame's cells."""
    first = sheet.starts[frame.key]
    last, across, up = first + frame.count - 1, frame.at(names), frame.at(values)
    return {"name": frame.column(values).label,
            "categories": [sheet.title, first, across, last, across],
            "values": [sheet.title, first, up, last, up]}


def _pen(colour: str, dashed: bool, width: float = 2.0) -> dict[str, object]:
    return {"color": colour, "width": width, **({"dash_type": "dash"} if dashed else {})}
