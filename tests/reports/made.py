"""Reports that the tests of all formats look at."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from answers.draws import stated
from model import Scenario
from reports.content import Report, report
from reports.request import Request
from scenarios import Shared, load
from scenarios.documents import Document

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*.toml"))
DAY = date(2026, 11, 25)
HOSTILE = (
    '=HYPERLINK("http://x.example","y")', "<b>&amp;</b>", "@SUM(1+1)", "-2+3", "\t=1+1", "＝1",
)
"""Titles that spreadsheets or browsers would act upon."""


@lru_cache(maxsize=16)
def of_golden(path: Path, language: str = "en", longest: int = 3650, **texts: str) -> Report:
    """A report of a golden scenario, or of its first days, beside a lower cap."""
    document = load(path)
    days = min(longest, int(document.scenario["horizon.days"]))
    scenario = document.scenario.replace({"horizon.days": days})
    cap = f"campaigns.{scenario.rows('campaigns')[0]}.cap_multiple"
    beside = Shared("as_pitched", scenario, "pinned", scenario.replace({cap: 1.1}), document)
    return report(Request(beside, language, DAY, **texts))


def of_scenario(scenario: Scenario, language: str = "en", **texts: str) -> Report:
    """A report of any scenario."""
    return report(Request(Shared.opening(Document("drawn", {}, {}, scenario)), language, DAY,
                          **texts))


def uncertain(language: str = "en") -> Report:
    """A report with the draws switched on."""
    shared = Shared.of("as_pitched")
    return report(Request(shared, language, DAY,
                          uncertain=stated(shared.document, shared.scenario)))


@lru_cache(maxsize=16)
def of_preset(
    preset: str = "as_pitched", now: str = "stop_gifting", language: str = "en",
    uncertain: bool = False, **texts: str,
) -> Report:
    """The preset `now`, held against `preset`."""
    shared = Shared(preset, load(now).scenario)
    spread = stated(shared.document, shared.scenario) if uncertain else None
    return report(Request(shared, language, DAY, uncertain=spread, terms=uncertain, **texts))
