"""Rows about an order history: what was left out and why, segments and baskets with their errors,
how the model was chosen."""

from collections.abc import Mapping

import numpy as np

from answers.order_history import MODELS, NORMAL_95, REASONS, rows_told
from answers.tables import Row
from answers.values import name_of, written
from fit.baskets import Basket
from fit.document import Fitted, segment_ids
from fit.fitted import Fit, basket_of_orders
from fit.imported import Imported
from fit.segments import NO_LOSS
from wording import Words


def reasons(source: Imported, words: Words) -> list[Row]:
    """What of the file does not count: left out as it should be, or refused."""
    kinds = {words("left out, as it should be"): source.dropped,
             words("refused, a fault of the file"): source.refused}
    return [
        {words("Reason"): words(REASONS[reason]), words("Count"): words.number(count, digits=0),
         words("What it is"): kind,
         words("First rows"): rows_told(count, source.refused_rows.get(reason, ()), words)}
        for kind, counts in kinds.items() for reason, count in counts.items()
    ]


def segments(fit: Fit, words: Words) -> list[Row]:
    """Each segment as the scenario has it, its interval with 95 %."""
    missed = 0.0 if fit.holdout is None else fit.holdout.log_error
    spread = float(np.hypot(fit.spreads.total, missed))
    names = segment_ids(fit)
    return [
        {words("Segment"): name, words("Share of members"): words.percent(row.share),
         words("Days between orders"): _interval(row.reorder_interval, spread, words),
         words("Half stop buying after"): _life(row.retention_half_life, fit, words),
         words("Size of repeat orders"): words.percent(scale)}
        for name, row, scale in zip(names, fit.segments.rows, fit.scales, strict=True)
    ]


def _interval(value: float, spread: float, words: Words) -> str:
    low, high = (value * float(np.exp(turn * NORMAL_95 * spread)) for turn in (-1, 1))
    return words("{value} ({low} to {high})", value=words.number(value, digits=1),
                 low=words.number(low, digits=1), high=words.number(high, digits=1))


def _life(half_life: float, fit: Fit, words: Words) -> str:
    if half_life > NO_LOSS * fit.new.members.days:
        return words("no loss seen")
    return words("{days} days", days=words.number(half_life, digits=0))


def baskets(fit: Fit, words: Words) -> list[Row]:
    """What a first and a repeat order are worth."""
    return _baskets({words("First orders"): fit.baskets.first,
                     words("Repeat orders"): fit.baskets.repeat}, words)


def basket_of_all(source: Imported, words: Words) -> list[Row]:
    """What an order is worth, whoever's it is."""
    found = basket_of_orders(source)
    return [] if found is None else _baskets({words("All orders"): found}, words)


def _baskets(found: Mapping[str, Basket], words: Words) -> list[Row]:
    return [
        {words("Orders"): name, words("Count"): words.number(each.n, digits=0),
         words("Mean"): words.money(each.mean),
         words("Standard error"): words.money(each.se),
         words("Coefficient of variation"): words.percent(each.cv)}
        for name, each in found.items()
    ]


def sources(made: Fitted, words: Words) -> list[Row]:
    """Every fitted value of the scenario with the file and the fit that it comes from."""
    scenario = made.document.scenario
    values = {name: scenario[name] for name in made.sources}
    return [
        {words("Parameter"): name_of(name, words),
         words("Value"): words.plural("{count} day", "{count} days", len(value))
         if isinstance(value, tuple) else written(name, value, words),
         words("Where it comes from"): made.sources[name].told(words)}
        for name, value in values.items()
    ]


def models(fit: Fit, words: Words) -> list[Row]:
    """The models that were tried: the least BIC was taken."""
    return [
        {words("Model"): words(MODELS[name]),
         words("Parameters"): words.number(each.theta.size, digits=0),
         words("Log-likelihood"): words.number(each.ll, digits=1),
         words("BIC"): words.number(each.bic, digits=1),
         words("Taken"): words("yes") if each is fit.ladder.chosen else words("no")}
        for name, each in fit.ladder.models.items()
    ]
