"""Which terms would meet a goal: the value of one lever, or of several, or that none would."""

import math

from analysis.levers import Lever
from analysis.question import Limit, default_question
from analysis.search import Found, Standing, search
from analysis.seek import Printed, Sought
from answers import advice, outcomes, scales, tiles
from answers.shelves import once
from answers.values import name_of, written
from model import Scenario
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("Which terms would meet a goal?")


def verdict(found: Sought, scenario: Scenario, words: Words) -> str:
    """The nearest solution as it can be printed beside where the lever stands, or the nearest
    miss."""
    tile = outcomes.tile(found.result, words)
    facts = {
        "lever": scales.called(found.lever.name, words), "result": tile.label,
        "target": tiles.write(tile, found.target, words),
        "now": scales.written(found.lever, found.lever.current(scenario), words),
        "low": scales.written(found.lever, found.at[0], words),
        "high": scales.written(found.lever, found.at[-1], words),
    }
    if found.printed:
        solved = [solution(found.lever, each, words) for each in found.printed]
        reached = tiles.write(tile, found.printed[0].reached, words)
        return words("“{result}” meets {target} with “{lever}” at {at}; it stands at {now}. "
                     "Rounded to the safe side and run again it is {reached}.",
                     at=words(" or ").join(solved), reached=reached, **facts)
    at, value = found.nearest
    if math.isnan(at):
        return words("“{result}” is undefined for every “{lever}” from {low} to {high}.", **facts)
    return words(
        "No “{lever}” from {low} to {high} brings “{result}” to {target}; {at} comes nearest, "
        "with {value}.", at=scales.written(found.lever, at, words),
        value=tiles.write(tile, value, words), **facts,
    )


def solution(lever: Lever, found: Printed, words: Words) -> str:
    """A solution as it is printed; rows that differ by their names."""
    if not lever.bases:
        return scales.written(lever, found.value, words)
    return words("; ").join(f"{name_of(name, words)} {written(name, value, words)}"
                            for name, value in found.settings.items())


def terms_verdict(found: Found, words: Words) -> str:
    """What to change, or which limits stand in the way."""
    if found.front and found.advice:
        if not found.advice.changes:
            return words("Nothing that was tried is better than the terms as they stand.")
        return advice.changed(found.advice, words)
    binding = [each for each in found.limits if each.binds] or list(found.limits)
    return words("No terms meet this, of {runs} tried. What stands in the way: {limits}.",
                 runs=words.number(found.runs, digits=0),
                 limits=words("; ").join(_missed(each, found, words) for each in binding))


def _missed(each: Standing, found: Found, words: Words) -> str:
    """A limit, and what the nearest miss reaches instead."""
    if found.nearest is None or each.limit.is_met(found.nearest.results[each.limit.result]):
        return described(each.limit, words)
    tile = outcomes.tile(each.limit.result, words)
    return words("{limit} (the nearest miss reaches {value})", limit=described(each.limit, words),
                 value=tiles.write(tile, found.nearest.results[each.limit.result], words))


@once(16)
def found_terms(scenario: Scenario) -> Found | None:
    """What the default question finds; None where no lever has room."""
    question = default_question(scenario)
    return search(scenario, question) if question.levers else None


def described_terms(found: Found, words: Words) -> list[str]:
    """The whole answer, a sentence each: the recommended terms, or the nearest miss."""
    if found.advice is None:
        return [terms_verdict(found, words)]
    rest = advice.sentences(found.advice, words)
    if found.front:
        return [terms_verdict(found, words), *rest[1:]]
    return [terms_verdict(found, words), words("The nearest miss:"), *rest]


def described(limit: Limit, words: Words) -> str:
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
        "limit": described(each.limit, words), "met": words.number(each.met, digits=0),
        "best": tiles.write(tile, each.best, words),
        "beside": tiles.write(tile, each.best_beside_others, words),
    }
    if math.isnan(each.best_beside_others):
        return words("{limit}: met by {met}, at best {best}; nothing tried met all the others.",
                     **facts)
    return words("{limit}: met by {met}, at best {best}; at best {beside} where all the others "
                 "are met.", **facts)
