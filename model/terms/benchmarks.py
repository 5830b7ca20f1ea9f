"""Outside figures that assumptions are held against, each with its publisher and grade.

Grades: A official or audited, B press or court report, C vendor or promoter, D mirror or
aggregator.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The span of a figure that somebody else measured, when, and how sure it is."""

    low: float
    high: float
    period: str
    grade: str


INCOME_PER_DAILY_USER = Benchmark(0.31, 0.45, "2020 Q1 – 2021 Q3", "A")
"""Yuan a day per daily user of the read-to-earn app Qutoutiao (NASDAQ: QTT), from its 6-K releases:
quarterly net revenue from all sources over average daily users and days. The company made a net
loss in each of these quarters."""
