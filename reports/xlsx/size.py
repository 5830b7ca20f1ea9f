"""How large a workbook may become: Backstop opens again what it wrote, and so do spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping

from model import Run, ScenarioError
from model.terms.problems import problem
from reports.frames import Frame

WITH_DAYS = 1_500_000
"""Cells of days, formulas among them, up to which accounts are added up day by day; beyond, each of
them in one formula."""
MOST = 1_900_000
"""Cells of days, at some 20 bytes each, in a file that `scenarios.uploads` still opens."""

OF_A_CAMPAIGN, OF_A_KIND, OF_ALL = 22, 10, 70
"""Columns of the check day by day: by campaign, by kind of member, and the others."""

MOST_COLUMNS = 16_000
"""A sheet has a few more."""

TOO_LARGE = (
    "{field}: {value} daily numbers are more than a workbook holds; permitted is {permitted}"
)


def daily_cells(frames: Mapping[str, Frame]) -> int:
    """Cells of the daily sheets. Raises ScenarioError where they are too many."""
    cells = sum(frames[key].count * len(frames[key].columns)
                for key in ("daily", "baseline_daily"))
    if cells > MOST:
        raise ScenarioError([problem(TOO_LARGE, "XLSX", cells, permitted=f"n ≤ {MOST}")])
    return cells


def by_day(run: Run, frames: Mapping[str, Frame]) -> bool:
    """Whether there is room for a check day by day. Raises ScenarioError where there is not even
    room for the days.
    """
    columns = (OF_A_CAMPAIGN * len(run.campaign_ids) + OF_A_KIND * len(run.segment_ids) + OF_ALL)
    cells = daily_cells(frames) + columns * run.days
    return columns <= MOST_COLUMNS and cells <= WITH_DAYS
