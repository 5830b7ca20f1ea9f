"""Figures of an order history: what the file holds beside what was fitted to it."""

from datetime import date

import numpy as np

from answers.cards import Card
from answers.order_history import CURVES
from charts import orders as charts
from fit.cells import EPOCH
from fit.counts import expected_by_repeats, seen_by_repeats
from fit.fitted import Fit
from fit.imported import Imported
from fit.joins import WEEK, weekly
from fit.repeat import expected
from wording import Words


def figures(fit: Fit, words: Words) -> list[Card]:
    """Joins and their curve; repeat orders by week and cumulated; how often people came back."""
    return [_joins(fit, words), _repeats(fit, words), _cumulated(fit, words), _often(fit, words)]


def daily(source: Imported, words: Words) -> Card:
    """Orders by week, of a file that tells nothing of its people."""
    seen = weekly(source.daily_orders)
    return Card(
        words("Orders by week"), words("Every order that counts, whoever's it is."),
        charts.by_week(seen, {}, _day(source.first_day), words("Orders a week"), words),
        "orders-by-week")


def _day(number: int) -> date:
    return date.fromordinal(EPOCH.toordinal() + number)


def _first(fit: Fit) -> date:
    """The first day that was fitted."""
    return _day(fit.source.first_day + fit.new.start)


def _joins(fit: Fit, words: Words) -> Card:
    members, growth = fit.new.members, fit.growth
    fits = {} if growth is None else {
        words(CURVES[growth.curve]): weekly(growth.ahead(members.days))}
    return Card(
        words("New customers by week"),
        words("First orders of whole weeks, and the curve that was fitted to them."),
        charts.by_week(weekly(members.joins), fits, _first(fit), words("New customers a week"),
                       words), "orders-joins")


def _forecasts(fit: Fit, words: Words) -> dict[str, np.ndarray]:
    """Repeat orders by day of the whole fit, and of the test from its cut on (NaN before)."""
    members, held = fit.new.members, fit.holdout
    found = {words("Expected by the fit"): _by_day(
        expected(fit.ladder.chosen.kinds, members.joins, members.days))}
    if held is not None:
        test = _by_day(expected(held.kinds, members.joins, members.days))
        test[: -(-(held.cut + 1) // WEEK) * WEEK] = np.nan
        found[words("Forecast in the test")] = test
    return found


def _by_day(cumulated: np.ndarray) -> np.ndarray:
    return np.diff(cumulated, prepend=0.0)


def _repeats(fit: Fit, words: Words) -> Card:
    fits = {name: weekly(each) for name, each in _forecasts(fit, words).items()}
    return Card(
        words("Repeat orders by week"),
        words("Days of a customer with a later order. The test's forecast knows the first two "
              "thirds of the days, and of the rest only who joined."),
        charts.by_week(weekly(fit.new.members.repeats), fits, _first(fit),
                       words("Repeat orders a week"), words), "orders-repeats", half=True)


def _cumulated(fit: Fit, words: Words) -> Card:
    seen = np.cumsum(weekly(fit.new.members.repeats))
    cut = None if fit.holdout is None else -(-(fit.holdout.cut + 1) // WEEK)
    fits = {}
    for name, each in _forecasts(fit, words).items():
        weeks = weekly(each)
        start = seen[cut - 1] if np.isnan(weeks[0]) and cut is not None else 0.0
        fits[name] = start + np.where(np.isnan(weeks), np.nan, np.nancumsum(weeks))
    return Card(
        words("Repeat orders, cumulated"),
        words("The same, added up. Dotted: where the test's data end."),
        charts.cumulated(seen, fits, cut, _first(fit), words("Repeat orders so far"), words),
        "orders-cumulated", half=True)


def _often(fit: Fit, words: Words) -> Card:
    members = fit.new.members
    return Card(
        words("How often customers came back"),
        words("Customers by the number of days with a repeat order, and what the fit expects of "
              "the same customers over the same days."),
        charts.by_repeats(seen_by_repeats(members),
                          expected_by_repeats(fit.ladder.chosen, members), words),
        "orders-often")
