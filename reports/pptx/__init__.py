"""A report as slides: native charts and tables that can be edited, and notes for the speaker."""

from analysis.batches import Progress
from reports.content import Report
from reports.pptx.deck import deck
from reports.pptx.package import baseline_of, finish, scenario_of

__all__ = ["baseline_of", "scenario_of", "write"]


def write(report: Report, progress: Progress | None = None) -> bytes:
    """The file; equal requests give equal bytes. Raises Cancelled."""
    return finish(deck(report, progress), report)
