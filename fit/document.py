"""A fit as a document: a preset whose joins, segments, baskets and referral share are measured.

What no order tells (ad tasks, costs beyond their part of the price, selling) stays the preset's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from analysis.distributions import Distribution
from analysis.uncertainty import Correlation, Uncertainty
from fit import cells
from fit.baskets import price_classes
from fit.fitted import Fit
from fit.joins import Growth
from fit.segments import NO_LOSS
from model import Scenario
from model.terms.checks import Value
from scenarios import calendar
from scenarios.documents import TITLE_LIMIT, Document, write
from wording import LANGUAGES, Words, mark

TOGETHER = 0.999
"""Rank correlation of the reorder intervals: what is not known is how much all come back."""

_COSTS = ("unit_cost", "platform_margin", "commission_reserve")
_OF_BASE = ("task_completion", "attention_half_life")

_JOINS = {
    (False, True): mark("first orders by day, then the {curve} curve"),
    (False, False): mark("first orders by day, then the mean of joins seen"),
    (True, True): mark("the {curve} curve"), (True, False): mark("the mean of joins seen"),
}
"""By whether the scenario begins today, and whether there is a curve."""
_TITLE = mark("Fitted to {file}")
_NOTE = mark(
    "Joins, segments, baskets and the spread of members are fitted to the orders of {file} from "
    "{first} to {last}; what no order tells, such as ad tasks, parts of costs and selling, is that "
    "of “{base}”."
)


@dataclass(frozen=True)
class Asked:
    """How a fit becomes a scenario. `curve`: growth as the fitted curve, not as measured joins with
    the curve after them; `today`: day 0 is the day after the file's last; `classes`: price classes
    of first and of repeat orders."""

    curve: bool = False
    today: bool = False
    classes: int = 1


@dataclass(frozen=True)
class Source:
    """Which file a value comes from, and how it was measured: an English text with its details."""

    file: str
    template: str
    details: Mapping[str, object]

    def told(self, words: Words) -> str:
        """In a reader's language."""
        return f"{self.file}: {words(self.template, **self.details)}"


@dataclass(frozen=True)
class Fitted:
    """The document, and by dotted name which file and which fit a value comes from."""

    document: Document
    sources: Mapping[str, Source]

    @property
    def toml(self) -> str:
        """The document with its sources as comments."""
        told = {name: source.told(Words("en")) for name, source in self.sources.items()}
        return "".join(_commented(write(self.document).splitlines(keepends=True), told))


def document_of(fit: Fit, base: Document, asked: Asked | None = None) -> Fitted:
    """The scenario of a fit on a preset. Raises ScenarioError where the preset does not bear it."""
    asked = asked or Asked()
    found = {**_segments(fit, base.scenario), **_growth(fit, asked), **_spread(fit)}
    products, priced = _products(fit, base.scenario, asked)
    kept = {name: value for name, value in base.scenario.flat.items()
            if not name.startswith(("segments.", "products."))}
    values = {name: value for name, (value, _) in found.items()}
    scenario = Scenario.from_flat({**kept, **products, **values})
    sources = {name: source for name, (_, source) in found.items() if source} | priced
    name = fit.source.name
    file = name[: TITLE_LIMIT - 40]
    document = Document(
        "fitted", {lang: Words(lang)(_TITLE, file=file) for lang in LANGUAGES},
        {lang: _note(Words(lang), fit, base, file) for lang in LANGUAGES}, scenario,
        _uncertainty(fit, scenario, asked), day_zero=_day_zero(fit, asked))
    return Fitted(replace(document, base=""), sources)


def _day_zero(fit: Fit, asked: Asked) -> date | None:
    """The date of day 0: the first day that the fit looks at, or the one after the last."""
    source = fit.source
    day = source.last_day + 1 if asked.today else source.first_day + fit.new.start
    return calendar.day_of(cells.shown(day), [])


Found = dict[str, tuple[Value, Source | None]]


def _note(words: Words, fit: Fit, base: Document, file: str) -> str:
    first, last = cells.shown(fit.source.first_day), cells.shown(fit.source.last_day)
    return words(_NOTE, file=file, first=first, last=last, base=base.title(words.language))


def _from(fit: Fit, template: str, **details: object) -> Source:
    return Source(fit.source.name, template, details)


def segment_ids(fit: Fit) -> tuple[str, ...]:
    """Ids of the segments' rows: two kinds of buyers are told apart by who orders more often."""
    rows = fit.segments.rows
    intervals = sorted({row.reorder_interval for row in rows})
    names = ("frequent", "occasional") if len(intervals) > 1 else ("buyers",)
    counts: dict[str, int] = {}
    found = []
    for row in rows:
        kind = names[intervals.index(row.reorder_interval)]
        counts[kind] = counts.get(kind, 0) + 1
        found.append(f"{kind}_{counts[kind]}")
    return tuple(found)


def _segments(fit: Fit, base: Scenario) -> Found:
    chosen = fit.ladder.chosen
    facts = {"model": chosen.model.name, "models": ", ".join(fit.ladder.models),
             "count": fit.ladder.customers}
    source = _from(fit, mark("model “{model}” by maximum likelihood, least BIC of {models}; "
                             "{count} customers"), **facts)
    lasting = _from(fit, mark("model “{model}” by maximum likelihood, least BIC of {models}; "
                              "{count} customers; no loss seen"), **facts)
    seen_days = fit.new.members.days
    found: Found = {}
    for name, row, scale in zip(segment_ids(fit), fit.segments.rows, fit.scales, strict=True):
        life = row.retention_half_life
        found |= {
            f"segments.{name}.share": (row.share, source),
            f"segments.{name}.reorder_interval": (row.reorder_interval, source),
            f"segments.{name}.reorder_scale": (
                scale, _from(fit, mark("repeat orders of members who are likely of this segment"))),
            f"segments.{name}.retention_half_life": (
                life, lasting if life > NO_LOSS * seen_days else source),
        }
        for field in _OF_BASE:
            found[f"segments.{name}.{field}"] = (_mean_of(base, field), None)
    return found


def _mean_of(base: Scenario, field: str) -> float:
    """A field of the preset's segments, weighted by their shares."""
    rows = base.rows("segments")
    shares = [base.number(f"segments.{row}.share") for row in rows]
    values = [base.number(f"segments.{row}.{field}") for row in rows]
    return float(np.average(values, weights=shares))


def _growth(fit: Fit, asked: Asked) -> Found:
    growth, horizon = fit.growth, fit.horizon
    measured = fit.new.members.joins.astype(float)
    found: Found = {"horizon.days": (horizon, None)}
    if growth is None:
        ahead = np.full(horizon + measured.size, measured.mean())
        curve = ""
    else:
        ahead, curve = growth.ahead(horizon + measured.size), growth.curve
    if growth is not None and asked.curve and not asked.today:
        source = _from(fit, mark("first orders by week, quasi-Poisson, {curve}"), curve=curve)
        fields: dict[str, Value] = {"curve": growth.curve}
        if growth.curve == "bass":
            fields |= {"market_size": growth.bass.market_size,
                       "innovation": growth.bass.innovation, "imitation": growth.bass.imitation}
        elif growth.curve == "constant":
            fields |= {"daily_joins": growth.constant}
        else:
            fields |= {"daily_joins": growth.daily_joins, "growth_rate": growth.growth_rate,
                       "peak_daily_joins": growth.most_a_day}
        return found | {f"growth.{name}": (value, source) for name, value in fields.items()}
    joins = ahead[measured.size :] if asked.today else np.append(measured, ahead[measured.size :])
    source = _from(fit, _JOINS[asked.today, bool(curve)], curve=curve)
    series = tuple(float(f"{value:.6g}") for value in joins[:horizon])
    return found | {"growth.curve": ("series", source), "growth.series": (series, source)}


def _spread(fit: Fit) -> Found:
    found: Found = {
        "members.order_rate_spread": (
            min(10.0, fit.order_rate_spread), _from(fit, mark("gamma of members' order rates"))),
        "members.order_size_spread": (
            min(10.0, fit.baskets.spread_log), _from(fit, mark("logarithms of order-days' sums"))),
    }
    share = fit.sponsored_share
    if share is not None:
        found["referral.sponsored_share"] = (
            share, _from(fit, mark("{some} of {count} customers"), some=fit.source.sponsored,
                         count=fit.source.customers))
    return found


def _products(
    fit: Fit, base: Scenario, asked: Asked
) -> tuple[dict[str, Value], dict[str, Source]]:
    """The preset's products with the measured baskets, and where these come from."""
    values: dict[str, Value] = {}
    sources: dict[str, Source] = {}
    seen = fit.new.members
    for role, basket, cents in (
        ("enrolment", fit.baskets.first, seen.cents[seen.first]),
        ("repurchase", fit.baskets.repeat, seen.cents[~seen.first]), ("wallet", None, None),
    ):
        rows = [row for row in base.rows("products") if base[f"products.{row}.role"] == role]
        if basket is None or not rows or cents is None:
            values |= _as_they_are(base, rows)
            continue
        prices = price_classes(cents, asked.classes)
        made = (_classes if asked.classes > 1 else _scaled)(base, rows, prices)
        values |= made
        what = mark("mean of {count} first order-days; costs keep their part of it") if (
            role == "enrolment") else mark(
            "mean of {count} repeat order-days; costs keep their part of it")
        sources |= {name: _from(fit, what, count=basket.n) for name in made
                    if name.rpartition(".")[2] in ("price", *_COSTS)}
    return values, sources


def _as_they_are(base: Scenario, rows: list[str]) -> dict[str, Value]:
    starts = tuple(f"products.{row}." for row in rows)
    return {name: value for name, value in base.flat.items() if name.startswith(starts)}


def _scaled(base: Scenario, rows: list[str], prices: np.ndarray) -> dict[str, Value]:
    """All products of a role by one factor, so that their basket is the measured one."""
    factor = float(prices[0]) / _per_mix(base, rows, "price")
    return _as_they_are(base, rows) | {
        f"products.{row}.{field}": base.number(f"products.{row}.{field}") * factor
        for row in rows for field in ("price", *_COSTS)
    }


def _classes(base: Scenario, rows: list[str], prices: np.ndarray) -> dict[str, Value]:
    """A product of each price, alike in all but price and costs."""
    price = _per_mix(base, rows, "price")
    parts = {field: _per_mix(base, rows, field) / price for field in _COSTS}
    alike = _as_they_are(base, rows[:1])
    found: dict[str, Value] = {}
    for number, each in enumerate(prices.tolist(), start=1):
        name = f"products.{rows[0][:36]}_{number}"
        found |= {name + field.removeprefix(f"products.{rows[0]}"): value
                  for field, value in alike.items()}
        found |= {f"{name}.mix": 1.0, f"{name}.price": each}
        found |= {f"{name}.{field}": each * part for field, part in parts.items()}
    return found


def _per_mix(base: Scenario, rows: list[str], field: str) -> float:
    """The mean of a field over a basket of a role."""
    mix = [base.number(f"products.{row}.mix") for row in rows]
    return float(np.average([base.number(f"products.{row}.{field}") for row in rows], weights=mix))


def _uncertainty(fit: Fit, scenario: Scenario, asked: Asked) -> Uncertainty:
    """What the fit leaves open: intervals together, the rest by standard errors."""
    missed = fit.holdout.log_error if fit.holdout is not None else 0.0
    spread = float(np.hypot(fit.spreads.total, missed))
    names = [f"segments.{row}.reorder_interval" for row in segment_ids(fit)]
    open_: dict[str, Distribution] = {
        name: _around(scenario.number(name), spread) for name in names if spread > 0.0}
    pairs: list[Correlation] = [
        (names[i], names[j], TOGETHER) for i in range(len(names)) for j in range(i)
        if spread > 0.0]
    errors = {"members.order_rate_spread": fit.spreads.rate_spread,
              "members.order_size_spread": fit.baskets.spread_error}
    for role, basket in (("enrolment", fit.baskets.first), ("repurchase", fit.baskets.repeat)):
        rows = [row for row in scenario.rows("products")
                if scenario[f"products.{row}.role"] == role]
        if len(rows) == 1:
            errors[f"products.{rows[0]}.price"] = basket.se / basket.mean
    open_ |= {name: _around(scenario.number(name), error) for name, error in errors.items()
              if error > 0.0 and scenario.number(name) > 0.0}
    share = fit.sponsored_share
    if share is not None and 0.0 < share < 1.0:
        deviation = float(np.sqrt(share * (1.0 - share) / (fit.source.customers or 1)))
        open_["referral.sponsored_share"] = Distribution("normal", (share, deviation))
    if fit.growth is not None and scenario["growth.curve"] != "series":
        more, ranks = _curve(fit.growth)
        open_, pairs = {**open_, **more}, pairs + ranks
    return Uncertainty(open_, tuple(pairs))


def _curve(growth: Growth) -> tuple[dict[str, Distribution], list[Correlation]]:
    """The curve's parameters, correlated as they were fitted."""
    if growth.curve == "constant":
        return {"growth.daily_joins": _around(growth.constant, growth.constant_error)}, []
    if growth.curve == "exponential":
        spread, rise = growth.exponential_spread, growth.growth_rate
        error = float(np.sqrt(spread[1, 1])) * (1.0 + rise)
        open_ = {"growth.daily_joins": _around(growth.daily_joins, float(np.sqrt(spread[0, 0]))),
                 "growth.growth_rate": Distribution("normal", (rise, error))}
        return open_, _ranks(("growth.daily_joins", "growth.growth_rate"), spread)
    bass = growth.bass
    names = ("growth.market_size", "growth.innovation", "growth.imitation")
    values = (bass.market_size, bass.innovation, bass.imitation)
    open_ = {name: _around(value, error)
             for name, value, error in zip(names, values, bass.errors, strict=True) if error > 0.0}
    return open_, _ranks(names, bass.spread)


def _ranks(names: tuple[str, ...], spread: np.ndarray) -> list[Correlation]:
    """Rank correlations of normal deviates with that covariance; none of what is certain."""
    errors = np.sqrt(np.diag(spread))
    pairs: list[Correlation] = []
    for i, j in zip(*np.tril_indices(len(names), -1), strict=True):
        if errors[i] > 0.0 < errors[j]:
            alike = float(spread[i, j] / (errors[i] * errors[j]))
            rank = 6.0 / np.pi * np.arcsin(0.5 * alike)
            pairs.append((names[i], names[j], float(np.clip(rank, -0.995, 0.995))))
    return pairs


def _around(value: float, error: float) -> Distribution:
    return Distribution("lognormal", (float(value), float(error)))


_TABLE = re.compile(r"\[([\w.\-]+)\]\s*$")
_FIELD = re.compile(r"([\w-]+) = ")


def _commented(lines: list[str], sources: Mapping[str, str]) -> Iterator[str]:
    """The lines of a document, each fitted field with the file and the fit behind it."""
    table = ""
    for line in lines:
        head, field = _TABLE.match(line), _FIELD.match(line)
        table = head[1] if head else table
        source = sources.get(f"{table}.{field[1]}") if field else None
        text = re.sub(r"[\x00-\x1f\x7f]", " ", source or "")
        yield line if source is None else f"{line.rstrip()}  # {text}\n"
