"""What the declaration of a reading holds: its words, how it is written, whose gain, its law."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from model.cohorts.run import Run
from model.readings.totals import Totals, totals
from model.terms.rows import has_controls
from model.terms.scenario import Scenario

Style = Literal["percent", "money", "multiple", "index", "number", "day", "wait"]
Whose = Literal["members", "operator", "agents", "both"]

NEVER = "never"
DAYS = "days"
"""Stands for the table of a family that has one reading for every number of days."""

Found = np.ndarray | Mapping[str, np.ndarray]


class Sums:
    """A run, and what several of its readings are made of, each found once."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @cached_property
    def own(self) -> Totals:
        """Sums over all members, their second accounts left out."""
        return totals(self.run.groups)

    @cached_property
    def total(self) -> Totals:
        """Sums over all accounts."""
        if self.run.second is None:
            return self.own
        return Totals(*(a + b for a, b in zip(self.own, totals(self.run.second), strict=True)))

    @cached_property
    def sales(self) -> np.ndarray:
        """Yuan of first and repeat orders (scenario,)."""
        return np.asarray((self.run.daily["first_orders"] + self.run.daily["reorders"]).sum(axis=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One declared number that is read off a run. Texts are English, `wording` translates them.

    name: as in `summary.json`; a family ends in `.*`, with a reading for each row of the table
    `each` (DAYS: for every number of days, which label and help name as {days}).
    read: its law, (scenario,), NaN where undefined; of a family by row id, of DAYS a function of
    the days; None where only a simulation of single members has it.
    style: how it is written; better: 1 where more is a gain, -1 where less is, 0 where that depends
    on the reader; whose: the gain that this speaks of.
    absent: the word for NaN, which then counts as more than any number; total: an amount that grows
    with sales, and means nothing beside a run of another size; covered: words for a value below
    zero ({value}: its size); goal: a value worth aiming at; slow: takes as long as a run, and is
    found only where it is asked for; headline: whether reports print it among the numbers that
    matter, and pages may show it large; needs: what a scenario must have for it to be read.
    """

    name: str
    label: str
    help: str
    style: Style
    read: Callable[..., Found] | None = None
    better: Literal[-1, 0, 1] = 0
    whose: Whose = "both"
    each: str = ""
    absent: str = ""
    total: bool = False
    covered: str = ""
    goal: float | None = None
    slow: bool = False
    headline: bool = True
    needs: Literal["", "controls"] = ""

    @property
    def stem(self) -> str:
        """The name without what stands for a row."""
        return self.name.removesuffix(".*")

    @property
    def late(self) -> bool:
        """Whether NaN is a day that never comes: later than any day."""
        return self.style == "day" and bool(self.absent)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is to be translated."""
        return tuple(filter(None, (self.label, self.help, self.absent, self.covered)))

    def names(self, scenario: Scenario) -> tuple[str, ...]:
        """Its names in `summary.json` of a scenario; none of a family of days."""
        if self.needs and not has_controls(scenario):
            return ()
        if not self.each:
            return (self.name,)
        rows = () if self.each == DAYS else scenario.rows(self.each)
        return tuple(f"{self.stem}.{row}" for row in rows)

    def of(self, sums: Sums) -> dict[str, np.ndarray]:
        """Name → (scenario,), in the order of `names`."""
        if self.needs and not has_controls(sums.run.scenario):
            return {}
        found = self.read(sums) if self.read else {}
        if isinstance(found, Mapping):
            return {f"{self.stem}.{row}": values for row, values in found.items()}
        return {self.name: found}


def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """above / below, NaN where below is zero."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(below != 0, np.asarray(above / below), np.nan)


def texts_of(readings: Sequence[Reading]) -> tuple[str, ...]:
    """All that is to be translated of several."""
    return tuple(text for each in readings for text in each.texts)
