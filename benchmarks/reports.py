"""Speed of a report of a three-year scenario, a format at a time, after warm-up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from benchmarks import inputs
from benchmarks.timing import SECOND, medians
from reports.formats import FORMATS, make
from reports.request import Request
from scenarios import Shared
from wording import LANGUAGES

Figures = dict[str, float]
SPOKEN = tuple(LANGUAGES)


def figures(repetitions: int = 3) -> Figures:
    """Every format, each time of a scenario not reported before, in both languages in turn."""
    drawn = inputs.distinct(inputs.default(), repetitions + 1)
    shared = Shared.of("as_pitched")
    asked = [
        Request(replace(shared, scenario=scenario), SPOKEN[turn % len(SPOKEN)], date(2026, 11, 25))
        for turn, scenario in enumerate(drawn)
    ]
    return {
        f"report_{name}_s": _median(name, asked, repetitions) * SECOND for name in FORMATS
    }


def _median(name: str, asked: list[Request], repetitions: int) -> float:
    return medians({name: lambda turn: make(asked[turn], name)}, repetitions)[name]
