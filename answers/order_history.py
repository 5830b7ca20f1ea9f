"""What a client's orders say, in words: read, left out, asked, fitted, and left untold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from fit import cells
from fit.choices import Question
from fit.fitted import Fit
from fit.holdout import Holdout
from fit.imported import Imported
from fit.repeat import repeat_curve
from wording import Words, mark

REASONS: Mapping[str, str] = {
    "blank_row": mark("blank rows"), "total_row": mark("rows of totals"),
    "duplicate": mark("copied rows"), "refund_row": mark("rows of refunds"),
    "unpaid": mark("unpaid"), "closed": mark("closed"), "zero": mark("of nothing"),
    "fully_refunded": mark("wholly refunded"), "bad_date": mark("without a day that exists"),
    "amount_missing": mark("without an amount"), "bad_amount": mark("with an unreadable amount"),
    "customer_missing": mark("without a customer"),
    "refund_without_order": mark("refunds that name no order of the file"),
}
ROLES: Mapping[str, str] = {
    "order": mark("the order"), "line": mark("the line of an order"),
    "customer": mark("the customer"), "time": mark("when it was paid"),
    "amount": mark("what was paid"), "refund": mark("what was refunded"),
    "status": mark("the order's status"), "after_sale": mark("its status after sale"),
    "inviter": mark("who invited"), "cancelled": mark("when it was cancelled"),
}
QUESTIONS: Mapping[str, str] = {
    "date_order": mark("In dates such as 05/06/2024, what comes first?"),
    "dots": mark("In amounts such as 1.234, what does the dot mark?"),
    "amounts": mark("An order's amount stands on several rows: is it their sum, or the same once?"),
    "complete": mark("Is the shop's first order in the file?"),
    "market_size": mark("How many members can there be? The file cannot tell."),
}
COLUMN = mark("Which column says {role}?")
OPTIONS: Mapping[str, str] = {
    "day": mark("the day"), "month": mark("the month"), "sum": mark("their sum"),
    "thousands": mark("thousands"), "decimals": mark("decimals"),
    "once": mark("the same once"), "yes": mark("yes"), "no": mark("no"),
}
MODELS: Mapping[str, str] = {
    "one": mark("all stop buying alike"), "base": mark("buying lives differ"),
    "two": mark("two kinds of buyers"),
}
CURVES: Mapping[str, str] = {
    "constant": mark("constant joins"), "exponential": mark("exponential growth"),
    "bass": mark("a Bass curve"),
}
PARAMETERS: Mapping[str, str] = {
    "r": mark("how unlike members' order rates are"), "s": mark("how unlike buying lives are"),
    "rate": mark("how often members order"), "half_life": mark("how long members buy"),
    "median_life": mark("how long members buy"),
    "rate_1": mark("how often the shorter-lived kind orders"),
    "rate_2": mark("how often the longer-lived kind orders"),
    "median_1": mark("how long the shorter-lived kind buys"),
    "median_2": mark("how long the longer-lived kind buys"),
    "logit_share_1": mark("how many are of either kind"),
}
YEAR = 365
NORMAL_95 = 1.959964
"""Standard deviations on either side that hold 95 % of a normal distribution."""


def question(words: Words) -> str:
    """What the page answers."""
    return words("What do a client's orders say?")


def verdict(fit: Fit, words: Words) -> str:
    """How often a new member comes back, and how far a forecast from such a fit was off."""
    curve = repeat_curve(fit.ladder.chosen.kinds, YEAR)
    orders = words.number(float(curve[YEAR]), digits=1)
    if fit.holdout is None:
        return words("A new member orders again {orders} times within a year; the file is too "
                     "short to test a forecast.", orders=orders)
    return words(
        "A new member orders again {orders} times within a year; for the last third of the file, "
        "held out, such a fit expected {error}.", orders=orders, error=_off(fit.holdout, words))


def _off(held: Holdout, words: Words) -> str:
    """How far a forecast of repeat orders was off."""
    text = mark("{share} too many") if held.error > 0.0 else mark("{share} too few")
    return words(text, share=words.percent(abs(held.error)))


def untold(words: Words) -> list[str]:
    """What no order tells, and whose it therefore is."""
    return [
        words("Whether members do their ad tasks, and for how long: task completion and its "
              "half-life."),
        words("What goods, deliveries and running the platform cost: costs keep their part of the "
              "price."),
        words("Whether and when members sell points, and every term of the scheme itself."),
    ]


def read(source: Imported, words: Words) -> list[str]:
    """What was read, left out and refused."""
    rows = words.number(source.rows, digits=0)
    orders, sales = words.number(source.orders, digits=0), words.money(source.sales_cents / 100.0)
    if source.members is None:
        found = [words(mark("{rows} rows: {orders} orders, {sales} net."), rows=rows,
                       orders=orders, sales=sales)]
    else:
        found = [words(
            mark("{rows} rows: {orders} orders of {customers} customers on {days} days of a "
                 "customer, {sales} net."),
            rows=rows, orders=orders, sales=sales,
            customers=words.number(source.customers, digits=0),
            days=words.number(source.members.day.size, digits=0))]
    if source.orders:
        found.append(words(mark("The first order is of {first}, the last of {last}."),
                           first=_date(source.first_day, words),
                           last=_date(source.last_day, words)))
    if source.dropped:
        found.append(words(mark("Left out, as they should be: {reasons}."),
                           reasons=_reasons(source.dropped, words)))
    if source.refused:
        found.append(words(mark("Refused, a fault of the file: {reasons}."),
                           reasons=_reasons(source.refused, words, source.refused_rows)))
    if source.stray_cents:
        found.append(words(mark("Refunds that name no order sum to {sum}."),
                           sum=words.money(source.stray_cents / 100.0)))
    if source.people_behind is not None and source.error is None:
        found.append(words(mark("Behind masked ids stand about {people} people."),
                           people=words.number(source.people_behind, digits=0)))
    return found


def _date(day: int, words: Words) -> str:
    return words.date(date.fromisoformat(cells.shown(day)))


def _reasons(
    counts: Mapping[str, int], words: Words, rows: Mapping[str, tuple[int, ...]] | None = None
) -> str:
    told = []
    for reason, count in counts.items():
        each = words(mark("{count} {reason}"), count=words.number(count, digits=0),
                     reason=words(REASONS[reason]))
        at = rows_told(count, (rows or {}).get(reason, ()), words)
        told.append(words("{text} ({names})", text=each, names=at) if at else each)
    return words(", ").join(told)


def rows_told(count: int, rows: tuple[int, ...], words: Words) -> str:
    """The first rows of so many, as the file counts them."""
    if not rows:
        return ""
    text = mark("rows {rows} …") if count > len(rows) else mark("rows {rows}")
    return words(text, rows=words(", ").join(map(str, rows)))


def asked(question: Question, words: Words) -> str:
    """A question as a reader is asked it."""
    if question.name.startswith("column."):
        return words(COLUMN, role=words(ROLES[question.name.removeprefix("column.")]))
    return words(QUESTIONS[question.name])


def option(name: str, words: Words) -> str:
    """An answer as a reader would give it; names of columns and numbers stand for themselves."""
    return words(OPTIONS[name]) if name in OPTIONS else name


def answers(questions: tuple[Question, ...], words: Words) -> list[str]:
    """Every question with what was taken, and what else could be."""
    return [
        words(mark("{question} Taken: {answer}; proposed: {proposal}."),
              question=asked(each, words), answer=option(each.answer, words) or words.undefined,
              proposal=option(each.proposal, words) or words.undefined)
        for each in questions
    ]


def fitted(fit: Fit, words: Words) -> list[str]:
    """What was fitted and how well it forecasts."""
    chosen = fit.ladder.chosen
    curve = repeat_curve(chosen.kinds, YEAR)
    segments = words.plural("{count} segment", "{count} segments", len(fit.segments.rows))
    found = [words(
        mark("Fitted: {model}, {segments}. A new member orders again {orders} times within a "
             "year."),
        model=words(MODELS[chosen.model.name]), segments=segments,
        orders=words.number(float(curve[YEAR]), digits=2))]
    found += _limits(fit, words)
    hold = fit.holdout
    if hold is None:
        found.append(words(mark("The file is too short to hold days out of the fit.")))
    else:
        found.append(words(
            mark("Held out: of the last {days} days the fit expects {expected} repeat orders, "
                 "{seen} came ({error}); with the last four weeks going on it would be {naive}."),
            days=words.number(hold.days, digits=0), seen=words.number(hold.seen, digits=0),
            expected=words.number(hold.expected, digits=0),
            error=_off(hold, words),
            naive=words.number(hold.naive, digits=0)))
    found.append(_sureness(fit, words))
    found.append(words(
        mark("A first order is worth {first}, a repeat order {repeat}."),
        first=words.money(fit.baskets.first.mean), repeat=words.money(fit.baskets.repeat.mean)))
    if fit.sponsored_share is not None:
        found.append(words(mark("{share} of customers were invited."),
                           share=words.percent(fit.sponsored_share)))
    return [*found, *_joins(fit, words)]


def _sureness(fit: Fit, words: Words) -> str:
    """How far repeat orders by the horizon are known: the fit's error and what the test missed."""
    missed = 0.0 if fit.holdout is None else fit.holdout.log_error
    end = float(repeat_curve(fit.ladder.chosen.kinds, fit.horizon)[-1])
    spread = NORMAL_95 * float(np.hypot(fit.spreads.total, missed))
    low, high = (end * float(np.exp(turn * spread)) for turn in (-1, 1))
    return words(
        mark("Within {days} days it is {orders} repeat orders of a member, {low} to {high} with "
             "95%."),
        days=words.number(fit.horizon, digits=0), orders=words.number(end),
        low=words.number(low), high=words.number(high))


def _limits(fit: Fit, words: Words) -> list[str]:
    """What of the customers was not fitted, and what they do not tell."""
    found = []
    if fit.ladder.sampled is not None:
        found.append(words(mark("A sample of {sampled} of {customers} customers was fitted."),
                           sampled=words.number(fit.ladder.sampled, digits=0),
                           customers=words.number(fit.ladder.customers, digits=0)))
    if fit.new.left_out:
        found.append(words(
            mark("{count} customers seen in the first {days} days may be old ones and left the "
                 "fit."), count=words.number(fit.new.left_out, digits=0),
            days=words.number(fit.new.start, digits=0)))
    if fit.ladder.chosen.untold:
        found.append(words(mark("The file says next to nothing about {parameters}."),
                           parameters=words(", ").join(words(PARAMETERS[name])
                                                for name in fit.ladder.chosen.untold)))
    return found


def _joins(fit: Fit, words: Words) -> list[str]:
    growth = fit.growth
    if growth is None:
        return [words(mark("The file is too short for a curve of joins."))]
    found = [words(mark("Joins follow {curve}."), curve=words(CURVES[growth.curve]))]
    low, high = growth.interval
    if high is None:
        found.append(words(
            mark("The file cannot tell how large the market is: {low} members at least."),
            low=words.number(low, digits=0)))
    else:
        found.append(words(
            mark("Market size: {low} to {high} members. The file can tell it.")
            if growth.tells_market and not growth.given else
            mark("Market size: {low} to {high} members. The file cannot tell it."),
            low=words.number(low, digits=0), high=words.number(high, digits=0)))
    return found
