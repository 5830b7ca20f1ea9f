"""Cases: schemes that really ran, as scenarios with the figures that were published about them.

A case is a document with a table `[case]`: its currency, the date of its day 0, and a row for each
published figure: what was published, what of a run is held against it, within which factor.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np

from analysis import growth_needed
from model import Run, ScenarioError
from model.cohorts.run import MONTH_DAYS
from model.laws.series import SERIES
from model.terms.problems import problem
from scenarios.documents import CASES, Document, case_names, read
from scenarios.files import summary
from wording import LANGUAGES, spoken

ORDER = case_names()

Role = Literal["test", "input", "shown"]
"""Held against the model; set a parameter, hence no test; published, but not comparable."""
Style = Literal["money", "day", "percent", "number"]
_CHOICES = {"role": ("test", "input", "shown"), "grade": ("A", "B", "C", "D"),
            "style": ("money", "day", "percent", "number")}

BAD_FIGURE = "{field} = {value}: permitted is {permitted}"
UNKNOWN = "{field} = {value}: neither a reading nor a daily series"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A published figure. `results`: readings or daily series whose sum is held against it: of a
    series the value of `day`, else of a flow its total and of a stock the last, `until` a day or to
    the end. `factor`: within which ratio it is met.
    """

    id: str
    titles: Mapping[str, str]
    value: float
    results: tuple[str, ...]
    style: Style
    day: int | None
    until: int | None
    factor: float
    grade: str
    sources: Mapping[str, str]
    role: Role

    def computed(self, run: Run) -> float:
        """What a run gives for it; NaN where nothing of a run is held against it."""
        if not self.results:
            return math.nan
        return math.fsum(_result(name, self, run) for name in self.results)

    def ratio(self, run: Run) -> float:
        """Computed to published."""
        return self.computed(run) / self.value if self.value else math.nan

    def is_met(self, run: Run) -> bool:
        """Whether computed and published differ by no more than the factor."""
        ratio = self.ratio(run)
        return bool(1.0 / self.factor <= ratio <= self.factor)


@dataclass(frozen=True)
class Case:
    """`document`: its scenario; `remarks`: by language, what is missing or was assumed."""

    document: Document
    figures: tuple[Figure, ...]
    remarks: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.document.name

    def date_of(self, day: float) -> date:
        """The date of a day of the run."""
        assert self.document.day_zero is not None
        return self.document.day_zero + timedelta(days=int(day))

    def remark(self, language: str) -> str:
        """What is missing or was assumed."""
        return spoken(self.remarks, language)


@functools.cache
def load_case(name: str) -> Case:
    """A case of ours by name. Raises ScenarioError."""
    return read_case((CASES / f"{name}.toml").read_bytes(), name)


def read_case(text: bytes, name: str) -> Case:
    """A document with its table `[case]`. Raises ScenarioError."""
    document = read(text, name)
    table = document.case
    if table is None:
        raise ScenarioError([problem(BAD_FIGURE, "case", None, permitted="[case]")])
    rows = table.get("figures", {})
    if document.day_zero is None:
        raise ScenarioError([problem(BAD_FIGURE, "case.day_zero", None, permitted="2024-01-31")])
    if not isinstance(rows, dict) or not all(isinstance(row, dict) for row in rows.values()):
        raise ScenarioError([problem(BAD_FIGURE, "case.figures", rows, permitted="[case.figures]")])
    return Case(document, tuple(_figure(key, row) for key, row in rows.items()),
                _texts("remark", table))


def _texts(kind: str, table: Mapping[str, object]) -> dict[str, str]:
    return {code: str(table[habits.field(kind)]) for code, habits in LANGUAGES.items()
            if habits.field(kind) in table}


def _figure(key: str, row: Mapping[str, Any]) -> Figure:
    """Raises ScenarioError for what is none."""
    at = f"case.figures.{key}"
    for field, permitted in _CHOICES.items():
        if row.get(field) not in permitted:
            raise ScenarioError([problem(BAD_FIGURE, f"{at}.{field}", row.get(field),
                                         permitted=" | ".join(permitted))])
    for field, least in (("value", -math.inf), ("factor", 1.0)):
        number = row.get(field)
        if isinstance(number, bool) or not isinstance(number, int | float) or number < least:
            raise ScenarioError([problem(BAD_FIGURE, f"{at}.{field}", number,
                                         permitted=f"x ≥ {least:g}")])
    for field in ("day", "until"):
        if not isinstance(row.get(field, 0), int):
            raise ScenarioError([problem(BAD_FIGURE, f"{at}.{field}", row[field],
                                         permitted="n ≥ 0")])
    results = row.get("result", [])
    return Figure(
        id=key,
        titles=_texts("title", row),
        value=float(row["value"]),
        results=(results,) if isinstance(results, str) else tuple(map(str, results)),
        style=row["style"],
        day=row.get("day"),
        until=row.get("until"),
        factor=float(row["factor"]),
        grade=row["grade"],
        sources=_texts("source", row),
        role=row["role"],
    )


def _result(name: str, figure: Figure, run: Run) -> float:
    """A reading, a daily series, or what has a law of its own."""
    if name in OWN:
        return OWN[name](run)
    readings = summary(run)
    if name in readings:
        found = readings[name]
        return math.nan if found is None else float(found)
    if name not in SERIES or name not in run.daily:
        raise ScenarioError([problem(UNKNOWN, "result", name)])
    values = np.asarray(run.daily[name][0])
    if figure.day is not None:
        return float(values[figure.day])
    end = values.size if figure.until is None else figure.until + 1
    return float(values[:end].sum() if SERIES[name].kind == "flow" else values[end - 1])


def _cash_lasted(run: Run) -> float:
    """The day on which operating cash is first below zero, else the last one."""
    first = summary(run)["first_negative_day"]
    return float(run.days - 1 if first is None else first)


def _growth_a_month(run: Run) -> float:
    """The growth of sales a month that the promise needs, by its rule of release, from what is
    promised of a sale of the first product and what the operator keeps of it."""
    terms = run.scenario
    product = f"products.{terms.rows('products')[0]}"
    kept = terms.number(f"{product}.platform_margin") / terms.number(f"{product}.price")
    multiple = terms.number(f"{product}.ad_point_rate") / kept
    rate = terms.number("ad_points.release_rate")
    if terms["ad_points.rule"] == "balance":
        daily = growth_needed.of_balance(rate, multiple)
    elif rate >= 1.0:
        paid = multiple / (1.0 - terms.number("referral.order_direct"))
        daily = math.expm1(growth_needed.of_lump(terms.number("ad_points.lag_days"), paid))
    else:
        return growth_needed.of_periods(max(1, round(1.0 / rate / MONTH_DAYS)), multiple)
    return float((1.0 + daily) ** MONTH_DAYS - 1.0)


OWN: Mapping[str, Callable[[Run], float]] = {
    "cash_lasted_days": _cash_lasted, "growth_needed_a_month": _growth_a_month,
}
"""What is held against a published figure and is neither reading nor series."""
