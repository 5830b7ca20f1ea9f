"""How far what really happened is from the scenario, in words."""

from collections.abc import Mapping

import numpy as np

from answers.cards import Card
from answers.results import results
from answers.tables import Row
from charts.actuals import laid_over
from model import Scenario
from scenarios.actuals import NAMES, STOCKS, Actuals
from wording import Words, mark

LABELS: Mapping[str, str] = {
    "joins": mark("Members who join"), "sales": mark("Sales"), "releases": mark("Released"),
    "redemptions": mark("Paid to sellers of points"), "pool": mark("In the pool"),
    "points": mark("Points outstanding"), "price": mark("Price of a point"),
    "withdrawals": mark("Withdrawn"), "cash": mark("Operating cash"),
}


def columns(words: Words) -> str:
    """Names that a column of the table may have, in the reader's language where one is known."""
    other = words.language != "en"
    known = [next((each for each in names if not each.isascii()), name) if other else name
             for name, names in NAMES.items()]
    return words(", ").join(known)


def deviations(actuals: Actuals, scenario: Scenario, words: Words) -> list[Row]:
    """A row a column of the table: both sums (of stocks the last values), and how far apart."""
    run = results(scenario).run
    rows: list[Row] = []
    for name, real in actuals.columns.items():
        expected = actuals.expected(name, run)
        both = np.isfinite(real) & np.isfinite(expected)
        if not both.any():
            continue
        pairs = (real[both], expected[both])
        seen, given = (float(each[-1] if name in STOCKS else each.sum()) for each in pairs)
        rows.append({
            words("What"): words(LABELS[name]),
            words("What happened"): words.number(seen, compact=True),
            words("The scenario"): words.number(given, compact=True),
            words("Deviation"): _off(seen, given, words),
            words("Furthest apart"): _furthest(actuals, both, *pairs, words),
        })
    return rows


def _off(seen: float, given: float, words: Words) -> str:
    if given == 0.0:
        return words("nothing was expected") if seen else words("as expected")
    share = (seen - given) / abs(given)
    text = mark("{share} more than the scenario") if share > 0.0 else mark(
        "{share} less than the scenario")
    return words(text, share=words.percent(abs(share))) if share else words("as expected")


def _furthest(
    actuals: Actuals, both: np.ndarray, seen: np.ndarray, given: np.ndarray, words: Words
) -> str:
    """The day or month in which they differ most."""
    at = int(actuals.at[both][np.abs(seen - given).argmax()])
    return words.day(at) if actuals.by == "day" else words.with_month(
        words("month {month}", month=at), at)


def beyond(actuals: Actuals, scenario: Scenario) -> int:
    """Rows of the table that lie after the scenario's end."""
    run = results(scenario).run
    name = next(iter(actuals.columns))
    return int(np.isnan(actuals.expected(name, run)).sum())


def cards(actuals: Actuals, scenario: Scenario, words: Words) -> list[Card]:
    """A figure for each column of the table."""
    run = results(scenario).run
    told = actuals.within(run)
    if not told.at.size:
        return []
    return [
        Card(words(LABELS[name]),
             words("The scenario on screen as a line, what happened as dots."),
             laid_over(told, name, told.expected(name, run, told.throughout),
                       words(LABELS[name]), words),
             f"actual-{name}", half=True)
        for name in actuals.columns
    ]
