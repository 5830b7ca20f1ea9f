"""What a share of the operator is worth: the pitch's anecdote as one, and the scheme's accounts."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis import equity as law
from analysis.equity import Equity
from analysis.tornado import Bar, tornado
from answers import levers
from answers.cards import Card
from answers.paged import Table
from answers.results import results
from answers.shelves import once
from answers.tables import Row
from answers.values import name_of
from charts import tornado as charts
from charts.share_worth import equity_path
from model import Run, Scenario, simulate
from wording import Words

LEVERS = 6
STANDSTILL: Mapping[str, object] = {
    "events.standstill.kind": "growth", "events.standstill.day": law.YEAR,
    "events.standstill.size": 1.0,
}


def question(words: Words) -> str:
    """What the page answers."""
    return words("What is a share worth?")


def verdict(found: Equity, words: Words) -> str:
    """What leaders hold who are paid in contribution points."""
    if not found.bonus > 0.0:
        return words("Nobody is paid in contribution points; the operator is worth {full} if all "
                     "is paid that is owed.", full=words.money(found.full))
    if found.full <= 0.0 and not found.runoff > 0.0:
        return words("Leaders are paid in a claim on less than nothing: {bonus} of contribution "
                     "points, on an operator that is {full} short.",
                     bonus=words.money(found.bonus), full=words.money(-found.full))
    if found.full <= 0.0:
        return words("Contribution points of {bonus} are worth nothing if all that is owed is "
                     "paid, and {cover} of that if the points of those who stopped watching lapse.",
                     bonus=words.money(found.bonus),
                     cover=words.percent(found.cover(found.runoff)))
    return words("Contribution points of {bonus} are worth {cover} of that if all that is owed is "
                 "paid.", bonus=words.money(found.bonus),
                 cover=words.percent(found.cover(found.full)))


def at(scenario: Scenario, shares: float, day: int | None = None) -> Equity:
    """The scheme's accounts at the end of a day."""
    return law.equity(results(scenario).run, day, shares)


def best_day(run: Run) -> int:
    """The day on which most operating cash is in hand."""
    return int(run.daily["operating_cash"][0].argmax())


def accounts(
    scenario: Scenario, shares: float, words: Words, other: int | None = None
) -> Table:
    """Both values of the operator on the last day, and on another: the day of most cash."""
    run = results(scenario).run
    other = best_day(run) if other is None else other
    columns: dict[str, dict[str, str]] = {}
    for day in dict.fromkeys((run.days - 1, other)):
        found = law.equity(run, day, shares)
        columns |= {
            words.with_date(words("Day {day}: all is paid", day=day), day):
                _column(found, found.full, words),
            words.with_date(words("Day {day}: run-off", day=day), day):
                _column(found, found.runoff, words),
        }
    asked = next(iter(columns.values()))
    rows: list[Row] = [{words("Yuan"): name, **{head: column[name]
                                                for head, column in columns.items()}}
                       for name in asked]
    return Table(
        "share worth", words("From the scheme's own accounts"),
        words("All is paid: cash less wallets and all ad points with their commissions, those of "
              "members who stopped watching too. Run-off: nobody joins or orders again, and what "
              "nobody watches for lapses. The pool is the members': neither asset nor debt. Fair "
              "is the price at which the bonus is worth what it says. Earned is accrued where all "
              "is paid, and cash without agents' fees in the run-off."),
        rows,
        words("Run-off has a closed form for the rule “balance” without controls of releases; "
              "elsewhere it is left open."))


def _column(found: Equity, equity: float, words: Words) -> dict[str, str]:
    full = equity is found.full
    earned = found.earned_accrual if full else found.earned_cash
    return {
        words("Equity"): words.money(equity),
        words("Contribution points issued for"): words.money(found.bonus),
        words("Dilution of the founders"): words.percent(found.dilution, digits=2),
        words("What these points are worth"): words.money(
            math.nan if math.isnan(equity) else found.worth(equity)),
        words("Of what they were paid as"): words.percent(
            math.nan if math.isnan(equity) else found.cover(equity)),
        words("Fair price of a point"): words.money(
            found.fair_price(equity)),
        words("Earned in the last 365 days"): words.money(earned),
        words("Implied multiple of these earnings"): words.multiple(found.multiple(earned)),
        words("Income per advert view at which equity is zero"): words.money(
            found.breakeven_revenue_per_view if full else math.nan),
    }


def path(scenario: Scenario, words: Words) -> Card:
    """Equity and cash day by day."""
    run = results(scenario).run
    return Card(
        words("Equity, all paid, and operating cash"),
        words("What is left of cash when everything owed is taken off. Where the lower line is "
              "below zero, a share is a claim on less than nothing."),
        equity_path(law.full_by_day(run), run, words), "equity")


@once(64)
def swings(scenario: Scenario) -> list[Bar]:
    """Equity on the last day, all paid, under the parameters that move what is owed most, each
    alone at both ends of its plausible range; the last one: growth ends after a year."""
    bars = [bar for bar in tornado(scenario, "unfunded_promise") if not bar.silence][:LEVERS]
    moved = law.moved(scenario, {
        bar.name: ({bar.name: bar.low}, {bar.name: bar.high}) for bar in bars})
    now = float(law.full_by_day(results(scenario).run)[-1])
    stopped = simulate(Scenario.from_flat({**scenario.flat, **STANDSTILL}))
    end = float(law.full_by_day(stopped)[-1])
    return [*(replace(bar, at_low=low, at_high=high, base=now)
              for bar, (low, high) in zip(bars, moved.values(), strict=True)),
            Bar(name="", value=0.0, low=0.0, high=0.0, at_low=now, at_high=end, base=now,
                silence="")]


def _called(bar: Bar, words: Words) -> str:
    return name_of(bar.name, words) if bar.name else words("Growth ends after a year")


def _ends(bar: Bar, words: Words) -> tuple[str, str]:
    if not bar.name:
        return words("grows on"), words("ends")
    return levers.bare_end(bar.name, bar.low, words), levers.bare_end(bar.name, bar.high, words)


def sensitivity(bars: Sequence[Bar], words: Words) -> Table:
    """Equity at both ends of what moves it."""
    rows: list[Row] = []
    for bar in bars:
        low, high = _ends(bar, words)
        rows.append({
            words("Parameter"): _called(bar, words), words("From"): low,
            words("Equity there"): words.money(bar.at_low), words("To"): high,
            words("And there"): words.money(bar.at_high)})
    return Table("share sensitivity", words("What moves it"),
                 words("Equity on the last day with all paid; each parameter alone over its "
                       "plausible range."), rows,
                 words("As it stands: {full}.", full=words.money(bars[-1].base)))


def swing(bars: Sequence[Bar], words: Words) -> Card:
    """The same as bars, what moves it most on top."""
    title = words("Equity, all is paid")
    result = charts.Result(title, words.money,
                           lambda value: words.change(value, bars[-1].base, "money"))
    rows = [charts.Row(_called(bar, words), *_ends(bar, words), bar)
            for bar in sorted(bars, key=lambda bar: -bar.swing)]
    return Card(words("What moves “{result}”", result=title), words(
        "Equity on the last day with all paid; each parameter alone over its plausible range."),
        charts.tornado_bars(rows, result, words), "equity-tornado")


def anecdote(words: Words) -> Table:
    """The three divisions of the pitch, right as arithmetic, and what became of them."""
    words = words.in_yuan
    rows: list[tuple[str, str, str, str]] = [
        (words("Guoquan"),
         words("16.378 bn HK$ / 10,025 stores (the pitch leaves the currency out)"),
         words("{value} HK$ a store", value=words.number(16.378e9 / 10_025, compact=True)),
         words("4 November 2024: 5.495 bn HK$ (B), about 10,150 stores: 0.541 M HK$ a store, −67% "
               "with more stores; profit of 2024 241 M yuan (D), 24,000 a store")),
        (words("Lianjia"), words("“market value” 41.6 bn / 8,000 stores"),
         words("{value} a store", value=words.number(41.6e9 / 8_000, compact=True)),
         words("not a market value: price of a private round, January 2017, 2.6 bn for 6.25% (B)")),
        (words("Dashenlin"), words("over 50 bn / 5,000 stores"),
         words("{value} a store", value=words.number(50e9 / 5_000, compact=True)),
         words("June 2024: 16,151 stores (broker, B); at 10 M each 161.5 bn, 129 times the profit "
               "of 1.248 bn then forecast")),
    ]
    return Table(
        "anecdote", words("Anecdote, from the pitch (S-19)"),
        words("Three divisions, right as arithmetic, and what happened to them."),
        [{words("Company"): name, words("Pitched"): pitched, words("Division"): division,
          words("Later, or really"): later} for name, pitched, division, later in rows],
        words("Not a valuation: stores may be franchisees' (5,379 of Dashenlin's), the ratio moves "
              "with price and count, and no cash flow enters it. Nothing of it is added below."))


def holders(words: Words) -> str:
    """Why holders add no value."""
    return words(
        "Holders (0.8 M of 1.5 M) add no value either: sellers together get what buyers bring, as "
        "with the pool. An offer to more than 200 addressees is public (Securities Law, text of "
        "2005, article 10; no advice).")
