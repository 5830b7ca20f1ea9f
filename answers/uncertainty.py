"""How sure is all this: the chances that decide, each with its interval."""

from analysis.draws import Chance
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("How sure is all this?")


def verdict(below_zero: Chance, days: int, words: Words) -> str:
    """The chance that cash falls below zero, and what it rests on."""
    return words(
        "Chance that operating cash falls below zero within {months} months: {chance}, from "
        "{draws} draws.", months=words.number(days / 30, digits=0),
        chance=written(below_zero, words), draws=words.number(below_zero.draws, digits=0),
    )


def written(chance: Chance, words: Words) -> str:
    """A chance with its interval: 83.0% (79.1% to 86.3%)."""
    return words("{share} ({low} to {high})", share=words.percent(chance.share),
                 low=words.percent(chance.low), high=words.percent(chance.high))
