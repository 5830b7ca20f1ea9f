"""Which terms would meet a goal: the value of one lever, or of several, or that none would."""

import math

from analysis.search import Found, Limit, Standing
from analysis.seek import Sought
from answers import outcomes, scales, tiles
from model import Scenario
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("Which terms would meet a goal?")


def verdict(found: Sought, scenario: Scenario, words: Words) -> str:
    """The nearest solution beside where the lever stands, or the nearest miss."""
    tile = outcomes.tile(found.result, words)
    facts = {
        "lever": scales.called(found.lever.name, words), "result": tile.label,
        "target": tiles.write(tile, found.target, words),
        "now": scales.written(found.lever, found.lever.current(scenario), words),
        "low": scales.written(found.lever, found.at[0], words),
        "high": scales.written(found.lever, found.at[-1], words),
    }
    if found.solutions:
        solved = [scales.written(found.lever, value, words) for value in found.solutions]
        return words("“{result}” is {target} with “{lever}” at {at}; it stands at {now}.",
                     at=words(" or ").join(solved), **facts)
    at, value = found.nearest
    if math.isnan(at):
        return words("“{result}” is undefined for every “{lever}” from {low} to {high}.", **facts)
    return words(
        "No “{lever}” from {low} to {high} brings “{result}” to {target}; {at} comes nearest, "
        "with {value}.", at=scales.written(found.lever, at, words),
        value=tiles.write(tile, value, words), **facts,
    )


def terms_verdict(found: Found, words: Words) -> str:
    """How many terms meet every limit, or which limits stand in the way."""
    runs = words.number(found.runs, digits=0)
    if found.front:
        return words.plural(
            "{count} set of terms is best among {runs} tried.",
            "{count} sets of terms are best among {runs} tried: each trades one aim for the "
            "other.", count=len(found.front), runs=runs,
        )
    binding = [each for each in found.limits if each.binds] or list(found.limits)
    return words("No terms meet this, of {runs} tried. What stands in the way: {limits}.",
                 runs=runs, limits=words("; ").join(told(each.limit, words) for each in binding))


def told(limit: Limit, words: Words) -> str:
    """A limit in words."""
    tile = outcomes.tile(limit.result, words)
    facts = {"result": tile.label, "value": tiles.write(tile, limit.value, words)}
    if limit.bound == "at_least":
        return words("“{result}” at least {value}", **facts)
    return words("“{result}” at most {value}", **facts)


def standing(each: Standing, words: Words) -> str:
    """How a limit stood: how many met it, and how near the terms came that met all others."""
    tile = outcomes.tile(each.limit.result, words)
    facts = {
        "limit": told(each.limit, words), "met": words.number(each.met, digits=0),
        "best": tiles.write(tile, each.best, words),
        "beside": tiles.write(tile, each.best_beside_others, words),
    }
    if math.isnan(each.best_beside_others):
        return words("{limit}: met by {met}, at best {best}; nothing tried met all the others.",
                     **facts)
    return words("{limit}: met by {met}, at best {best}; at best {beside} where all the others "
                 "are met.", **facts)
