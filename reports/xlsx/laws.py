"""What a law of the check day by day is made of: columns of formulas, with what they give.

`{row}` in a formula is the day's row, `{before}` the one above, `{own}` the column (rows from 1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from model import Run
from reports.xlsx.book import Terms
from reports.xlsx.lists import FIRST_DAY
from wording import Words


class Part(NamedTuple):
    """A column: its name, its label, its formula and what that gives, (day,); the formula of day 0
    where that is another one.
    """

    name: str
    label: str
    formula: str
    values: np.ndarray
    first: str = ""


Parts = Callable[["Days"], Iterator[Part]]

NOTHING = 1e-100
"""Of amounts below this nobody asks for digits: what halves day after day leaves the range in which
a double has any, and the model and spreadsheets let it go at different sizes.
"""

OF_POOLS: Mapping[str, str] = {"inflow": "contribution", "minting": "minted", "sales": "outflow"}
"""By kind of a law of pools, the daily column that it computes again; others bear its name."""


@dataclass(frozen=True)
class Law:
    """Columns that belong together. With a `how` it has a verdict, from its last column: `off`,
    how far what is stated is off. Without one it helps other laws.
    """

    key: str
    label: str
    parts: Parts
    how: str = ""

    @property
    def states(self) -> str:
        """The daily column that it computes again; empty for one without a verdict."""
        kind, _, rest = self.key.partition(".")
        return (f"{OF_POOLS[kind]}.{rest}" if kind in OF_POOLS else rest) if self.how else ""


@dataclass
class Days:
    """What formulas may point to: daily columns, terms, parameters, and columns of the check so
    far, which `columns` holds by key as letters and values.
    """

    run: Run
    words: Words
    series: Mapping[str, np.ndarray]
    terms: Terms
    daily: Callable[[str], str]
    parameter: Callable[[str], str]
    columns: dict[str, tuple[str, np.ndarray]]

    def own(self, key: str, row: str = "row") -> str:
        """A cell of an earlier column of the check."""
        return f"${self.columns[key][0]}{{{row}}}"

    def found(self, key: str) -> np.ndarray:
        """What an earlier column gives."""
        return self.columns[key][1]

    def all(self, key: str) -> str:
        """The cells of an earlier column of the check, day 0 first."""
        column = self.columns[key][0]
        return f"${column}${FIRST_DAY + 1}:${column}${FIRST_DAY + self.run.days}"

    def morning(self, stock: str, row: str) -> np.ndarray:
        """Pool or points of a campaign as the day begins."""
        first = self.number(f"campaigns.{row}.initial_{stock}")
        return np.concatenate([[first], self.series[self.column(stock, row)][:-1]])

    def in_the_morning(self, part: Part, row: str) -> Part:
        """The part with `{pool}` and `{points}` in its formula as they stand when the day begins:
        as stated for the close before, for an empty pool is empty there to the last digit.
        """
        formula, first = part.formula, part.formula
        for stock in ("pool", "points"):
            stated = self.daily(self.column(stock, row)).replace("{row}", "{before}")
            formula = formula.replace(f"{{{stock}}}", stated)
            opening = self.parameter(f"campaigns.{row}.initial_{stock}")
            first = first.replace(f"{{{stock}}}", opening)
        return part._replace(formula=formula, first=first)

    def column(self, name: str, row: str) -> str:
        """The daily column of a campaign; the first campaign's bears no id."""
        return name if row == self.run.campaign_ids[0] else f"{name}.{row}"

    def number(self, name: str) -> float:
        """A parameter's value."""
        return float(self.run.scenario.number(name))

    def again(self, formula: str, values: np.ndarray) -> Part:
        return Part("again", self.words("Recomputed"), formula, values)

    def sum(self, terms: Sequence[tuple[str, str]]) -> tuple[str, np.ndarray]:
        """Σ term × daily column."""
        cells = "+".join(f"{self.terms[term]}*{self.daily(name)}" for term, name in terms)
        return cells, np.asarray(
            sum(self.terms.value(term) * self.series[name] for term, name in terms))

    def off(self, stated: str, again: str, turnover: str = "") -> Part:
        """How far a daily column is off a column of the check, as part of the larger of both, or
        of `turnover`, another column of the check.
        """
        mine, other = self.series[stated], self.found(again)
        cells = self.daily(stated), self.own(again)
        scale = f"MAX(ABS({cells[0]}),ABS({cells[1]}),{NOTHING:.0E})"
        values = np.maximum(np.maximum(abs(mine), abs(other)), NOTHING)
        if turnover:
            scale, values = self.own(turnover), self.found(turnover)
        with np.errstate(all="ignore"):
            values = np.where(mine == other, 0.0, abs(mine - other) / values)
        return Part("off", self.words("Deviation"),
                    f"IF({cells[0]}={cells[1]},0,ABS({cells[0]}-{cells[1]})/{scale})", values)


def linear(name: str, label: str, how: str, terms: Sequence[tuple[str, str]]) -> Law:
    """A daily column that is Σ term × daily column."""

    def parts(days: Days) -> Iterator[Part]:
        yield days.again(*days.sum(terms))
        yield days.off(name, f"law.{name}.again")

    return Law(f"law.{name}", label, parts, how)
