"""Reports that the tests of all formats look at."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from answers.draws import stated
from answers.figures import IN_REPORTS
from answers.results import results
from model import Scenario
from reports.blocks import Section
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
def of_golden(
    path: Path, language: str = "en", longest: int = 3650, pace: int = 1, **texts: str
) -> Report:
    """A report of a golden scenario, or of its first days, beside a lower cap; its campaigns follow
    one another `pace` times as fast. Nobody reads its ranges.
    """
    document = load(path)
    given = document.scenario
    changed = {name: given[name] // pace for name in given.flat
               if name.endswith((".start_day", ".issue_days")) and given[name] is not None}
    days = min(longest, int(given["horizon.days"]))
    changed["growth.series"] = given["growth.series"][:days]
    scenario = given.replace({**changed, "horizon.days": days})
    cap = f"campaigns.{scenario.rows('campaigns')[0]}.cap_multiple"
    beside = Shared("as_pitched", scenario, "pinned", scenario.replace({cap: 1.1}), document)
    return report(Request(beside, language, DAY, ranged=False, **texts))


def of_scenario(scenario: Scenario, language: str = "en", **texts: str) -> Report:
    """A report of any scenario; nobody reads its ranges."""
    return report(Request(Shared.opening(Document("drawn", {}, {}, scenario)), language, DAY,
                          ranged=False, **texts))


def bare(scenario: Scenario) -> Report:
    """A report of any scenario, held against itself, that says nothing beside its numbers."""
    request = Request(Shared.opening(Document("drawn", {}, {}, scenario)), "en", DAY, ranged=False)
    found = results(scenario)
    sections = tuple(Section(key, key, ()) for key in (
        "summary", "headlines", "changes", "members", "claims", "limits", "outside", "again",
        *IN_REPORTS))
    return Report(request, found, found, "Bare", (), sections, "", "")


@lru_cache(maxsize=2)
def uncertain(language: str = "en") -> Report:
    """A report of the pitched terms' first year with the draws switched on."""
    pitched = Shared.of("as_pitched")
    shared = replace(pitched, scenario=pitched.scenario.replace({"horizon.days": 360}))
    return report(Request(shared, language, DAY,
                          uncertain=stated(shared.document, shared.scenario)))


@lru_cache(maxsize=16)
def of_preset(
    preset: str = "as_pitched", now: str = "stop_gifting", language: str = "en",
    uncertain: bool = False, **texts: str,
) -> Report:
    """The preset `now`, held against `preset`; with draws its ranges too."""
    shared = Shared(preset, load(now).scenario)
    spread = stated(shared.document, shared.scenario) if uncertain else None
    return report(Request(shared, language, DAY, uncertain=spread, terms=uncertain,
                          ranged=uncertain, **texts))
