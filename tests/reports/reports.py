"""Reports that the tests of formats write."""

from datetime import date
from functools import lru_cache

from answers.draws import stated
from reports.content import Report, report
from reports.request import Request
from scenarios import Shared
from scenarios.documents import load

DAY = date(2026, 11, 25)


@lru_cache(maxsize=16)
def report_of(
    preset: str = "as_pitched", now: str = "stop_gifting", language: str = "en",
    uncertain: bool = False, **texts: str,
) -> Report:
    """The preset `now`, held against `preset`."""
    shared = Shared(preset, load(now).scenario)
    spread = stated(shared.document, shared.scenario) if uncertain else None
    return report(Request(shared, language, DAY, uncertain=spread, terms=uncertain, **texts))
