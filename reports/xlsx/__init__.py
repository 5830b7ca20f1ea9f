"""A report as a workbook: numbers that can be calculated with, native charts, and a check of its
accounts in formulas that need nothing of ours.
"""

from __future__ import annotations

from collections.abc import Callable

from analysis.batches import Progress, go_on
from reports import cohorts, daily, numbers, single_members
from reports.content import Report
from reports.frames import Frame
from reports.share_worth import KEY as SHARE_WORTH
from reports.xlsx import (
    charts,
    check,
    checked_days,
    lists,
    people,
    share_worth,
    size,
    summary,
    terms,
    texts,
)
from reports.xlsx.book import Book


def write(report: Report, progress: Progress | None = None) -> bytes:
    """The report as an XLSX file, the same bytes for equal requests. Raises Cancelled, and
    ScenarioError where a workbook does not hold it.
    """
    frames = _frames(report)
    book = Book(report, size.by_day(report.now.run, frames))
    _reserve(book, report)
    steps: list[Callable[[], None]] = [
        lambda: lists.daily_sheet(book, "daily", frames["daily"]),
        lambda: lists.daily_sheet(book, "baseline_daily", frames["baseline_daily"]),
        lambda: lists.parameters(book, frames["parameters"]),
        lambda: lists.cohorts(book, report, frames),
        lambda: lists.comparison(book, report, frames["summary"]),
        lambda: terms.write(book, report.now.run),
        lambda: checked_days.write(book, report, frames),
        lambda: summary.write(book, report, numbers.headlines(report, all_of_them=False)),
        lambda: check.write(book, report, frames),
        lambda: charts.write(book, report, frames),
        lambda: texts.write(book, report),
        lambda: people.write(book, report),
        lambda: share_worth.write(book, report, frames),
        lambda: lists.uncertainty(book, report),
        lambda: lists.documents(book, report),
    ]
    for done, step in enumerate(steps):
        go_on(progress, done, len(steps) + 1)
        step()
    content = book.finished()
    go_on(progress, len(steps) + 1, len(steps) + 1)
    return content


def _frames(report: Report) -> dict[str, Frame]:
    words, run = report.words, report.now.run
    found = (
        daily.daily(run, words),
        daily.daily(report.then.run, words, "baseline_daily", words("Baseline day by day")),
        cohorts.by_month(run, words), cohorts.by_segment(run, words),
        cohorts.by_month_and_segment(run, words),
        numbers.parameters(report), numbers.headlines(report),
    )
    return {frame.key: frame for frame in found}


def _reserve(book: Book, report: Report) -> None:
    """All sheets in the order of their tabs, for formulas in one may point to another."""
    words = report.words
    titles = {
        "summary": words("Summary"), "charts": words("Charts"), "changes": words("Changes"),
        "members": words("Gains and losses"), single_members.KEY: words("Single members"),
        "questions": words("Questions"), SHARE_WORTH: words("Share worth"),
        "claims": words("Promises"), "uncertainty": words("Uncertainty"),
        "comparison": words("Comparison"), "parameters": words("Parameters"),
        "daily": words("Day by day"), "baseline_daily": words("Baseline day by day"),
        "check": words("Check"), "checked_days": words("Check day by day"),
        "terms": words("Terms"),
        "limits": words("Limits and warnings"), "scenario": words("Scenario"),
        "baseline": words("Baseline scenario"),
    }
    there = {section.key for section in report.sections}
    for key in {"uncertainty", single_members.KEY, SHARE_WORTH} - there:
        del titles[key]
    for key, title in titles.items():
        book.add(key, title)
