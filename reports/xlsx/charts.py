"""Native charts over the sheets' own cells, in the colours of the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.chart import Chart

from charts import style
from reports.content import Report
from reports.frames import Frame
from reports.xlsx.book import BORDER, Book
from reports.xlsx.lists import FIRST_DAY
from wording import Words
from wording.names import row_name

SIZE = {"width": 760, "height": 340}
ACROSS, DOWN = 12, 18
"""Columns and rows that a chart takes, its gap included."""


@dataclass(frozen=True)
class Line:
    """A series of a chart: a column of a sheet, in a colour, dashed where it is the baseline's."""

    name: str
    sheet: str
    column: str
    colour: str
    dashed: bool = False


@dataclass(frozen=True)
class Drawn:
    """A chart: its title, what it shows, its axis, its lines; `kind` is days or months, `low`
    and `high` the ends of the axis where these are not left to the spreadsheet.
    """

    title: str
    help: str
    axis: str
    lines: tuple[Line, ...]
    kind: str = "days"
    number: str = "#,##0"
    log: bool = False
    low: float | None = None
    high: float | None = None


def write(book: Book, report: Report, frames: Mapping[str, Frame]) -> None:
    """All charts, two side by side."""
    sheet, words = book.sheets["charts"], book.words
    sheet.say(words("Charts"), "title", 8)
    sheet.say(words("Drawn from the cells of the other sheets; solid is this scenario, dashed its "
                    "baseline."), "note", 8, 140)
    sheet.on_one_page()
    sheet.cells.set_column(0, 2 * ACROSS, 9)
    for place, drawn in enumerate(_all(report, frames, words)):
        chart = _days(book, drawn, frames) if drawn.kind == "days" else (
            _months(book, drawn, frames))
        row, column = 3 + DOWN * (place // 2), ACROSS * (place % 2)
        sheet.cells.insert_chart(row, column, chart, {
            "description": f"{drawn.title}. {drawn.help}", "object_position": 1})


def _all(report: Report, frames: Mapping[str, Frame], words: Words) -> list[Drawn]:
    price, pool = _campaigns(report, "price", words), _campaigns(report, "pool", words)
    found = [
        Drawn(words("Price of a point"), words("Closing price of a point, day by day."),
              words("CNY per point (log scale)"), price, number="#,##0.00",
              log=_positive(price, frames)),
        Drawn(words("In the pool"), words("What each pool holds at the close of a day."),
              words("CNY"), pool),
        Drawn(words("Operating cash"),
              words("The platform’s own account; below zero somebody has to pay in."),
              words("CNY"), _pair("operating_cash", words("Operating cash"), style.CASH, words)),
        *_members(words),
        Drawn(words("What members are owed"),
              words("Ad points not yet released and balances in wallets."), words("CNY"), (
                  Line(words("Unreleased ad points"), "daily", "unreleased_ad_points",
                       style.UNRELEASED),
                  Line(words("Wallet balances"), "daily", "wallet_balance", style.WALLET),
                  Line(words("Baseline: unreleased ad points"), "baseline_daily",
                       "unreleased_ad_points", style.BASELINE, dashed=True))),
        Drawn(words("What members pay and what they withdraw"),
              words("Orders of a day, first and repeat, and cash withdrawn."),
              words("CNY per day"), (
                  Line(words("First orders"), "daily", "first_orders", style.PRICE),
                  Line(words("Repeat orders"), "daily", "reorders", style.ORDERS),
                  Line(words("Withdrawals"), "daily", "withdrawals", style.WITHDRAWN))),
        Drawn(words("Members who join"), words("Members who join on a day."),
              words("Members per day"),
              _pair("joins", words("Members who join"), style.POOL, words)),
    ]
    return [each for each in found
            if each.kind == "days" or frames["join_months"].count]


def _members(words: Words) -> list[Drawn]:
    return [
        Drawn(
            title=words("Cash per yuan spent, by month of joining"),
            help=words(
                "Cash that members got back per yuan spent, and with the points that they "
                "hold. Below 1 they paid more than they got."
            ),
            axis=words("CNY per CNY spent"),
            lines=(
                Line(words("Cash per yuan spent"), "members", "recovered_multiple", style.RECEIVED),
                Line(
                    words("With points held"),
                    "members",
                    "recovered_multiple_with_holdings",
                    style.HOLDINGS,
                ),
            ),
            kind="months",
            number="0.00",
        ),
        Drawn(
            title=words("Who breaks even and who is forced out, by month of joining"),
            help=words("Shares of the members who joined in a month."),
            axis=words("Share of members"),
            lines=(
                Line(words("Break even"), "members", "recovered_share", style.RECEIVED),
                Line(words("Forced out at the cap"), "members", "exit_share", style.FORCED_OUT),
            ),
            kind="months",
            number="0%",
        ),
    ]


def _campaigns(report: Report, series: str, words: Words) -> tuple[Line, ...]:
    """A line per campaign, the baseline's first campaign behind."""
    only = {"price": style.PRICE, "pool": style.POOL}[series]
    ids = report.now.run.campaign_ids
    colours = style.CAMPAIGNS if len(ids) > 1 else (only,)
    lines = [Line(words("Baseline"), "baseline_daily", series, style.BASELINE, dashed=True)]
    for place, campaign in enumerate(ids):
        column = f"{series}.{campaign}" if place else series
        lines.append(Line(row_name(words, "campaigns", campaign), "daily", column,
                          colours[place % len(colours)]))
    return tuple(lines)


def _pair(column: str, name: str, colour: str, words: Words) -> tuple[Line, ...]:
    return (Line(words("Baseline"), "baseline_daily", column, style.BASELINE, dashed=True),
            Line(name, "daily", column, colour))


def _positive(lines: Sequence[Line], frames: Mapping[str, Frame]) -> bool:
    """Whether a log scale can show every value."""
    return all(min(frames[line.sheet].column(line.column).values) > 0 for line in lines)


def _days(book: Book, drawn: Drawn, frames: Mapping[str, Frame]) -> Chart:
    """Lines over days."""
    chart = book.workbook.add_chart({"type": "scatter", "subtype": "straight"})
    longest = 0
    for line in drawn.lines:
        frame, title = frames[line.sheet], book.sheets[line.sheet].title
        last, column = FIRST_DAY + frame.count - 1, frame.at(line.column)
        longest = max(longest, frame.count)
        pen = {"color": line.colour, "width": 1.5 if line.dashed else 2.25}
        chart.add_series({
            "name": line.name, "categories": [title, FIRST_DAY, 0, last, 0],
            "values": [title, FIRST_DAY, column, last, column],
            "line": pen | ({"dash_type": "dash"} if line.dashed else {}),
        })
    dress(book, chart, drawn, {
        "name": book.words.since(book.words("Day since the start")), "min": 0, "max": longest,
        "major_unit": max(1, 30 * round(longest / 240)) if longest > 120 else 15})
    return chart


def _months(book: Book, drawn: Drawn, frames: Mapping[str, Frame]) -> Chart:
    """Columns by month of joining."""
    chart = book.workbook.add_chart({"type": "column"})
    frame, sheet = frames["join_months"], book.sheets["members"]
    first = sheet.starts["join_months"]
    last = first + frame.count - 1
    for line in drawn.lines:
        column = frame.at(line.column)
        chart.add_series({
            "name": line.name, "categories": [sheet.title, first, 0, last, 0],
            "values": [sheet.title, first, column, last, column],
            "fill": {"color": line.colour}, "border": {"none": True}, "gap": 60,
        })
    dress(book, chart, drawn, {"name": book.words("Month of joining (30 days each)"),
                               "interval_unit": max(1, frame.count // 12)})
    return chart


def dress(book: Book, chart: Chart, drawn: Drawn, across: Mapping[str, object]) -> None:
    """Title, axes and legend in the house's look; the axis stays below where values are negative.
    """
    line = {"color": BORDER}
    chart.set_title({"name": drawn.title, "name_font": book.font(12, bold=True), "overlay": False})
    chart.set_x_axis({"num_format": "0", **across, "name_font": book.font(9),
                      "num_font": book.font(9), "label_position": "low", "line": line,
                      "major_gridlines": {"visible": False}})
    chart.set_y_axis({"name": drawn.axis, "name_font": book.font(9), "num_font": book.font(9),
                      "num_format": drawn.number, "line": {"none": True},
                      "major_gridlines": {"visible": True, "line": line},
                      "min": drawn.low, "max": drawn.high,
                      **({"log_base": 10} if drawn.log else {})})
    chart.set_legend({"position": "bottom", "font": book.font(9)})
    chart.set_chartarea({"border": {"color": BORDER}})
    chart.set_size(SIZE)
