"""Sentences of a pitch with the results of their stage in the reader's formats."""

import math
import re

from answers import advice, outcomes, tiles
from answers.results import Results, results
from answers.tiles import Tile
from answers.values import written as value_written
from scenarios.pitches import ADVICE, BASELINE, PLACEHOLDER, PRICE_RISE, Step, is_result
from wording import Words

WITHHELD = "…"
"""Stands for a result that the audience is still guessing."""

PARTS = ("sentence", "reveal", "note")


def shown(step: Step, part: str, words: Words, withheld: bool = False) -> str:
    """A text of the step (`sentence`, `reveal` or `note`) with its numbers; results can be
    `withheld` while they are guessed.
    """
    text: str = getattr(step, part)(words.language)
    if withheld:
        text = PLACEHOLDER.sub(
            lambda found: WITHHELD if is_result(step, found[1]) else found[0], text)
    if not PLACEHOLDER.search(text):
        return text
    return filled(text, results(step.stage.scenario), results(step.stage.baseline), words)


def filled(text: str, now: Results, then: Results, words: Words) -> str:
    """A text whose names in braces are filled from a stage's results and its baseline's."""

    def number(found: re.Match[str]) -> str:
        if found[1] in ADVICE:
            return advised(found[1], now, then, words)
        name = found[1].removeprefix(BASELINE)
        meant = then if found[1].startswith(BASELINE) else now
        if name in meant.run.scenario.possible_names:
            return value_written(name, meant.run.scenario[name], words)
        return in_sentence(name, meant, words)

    return PLACEHOLDER.sub(number, text)


def advised(name: str, now: Results, then: Results, words: Words) -> str:
    """A text about the terms of a stage against its baseline's."""
    found = advice.between(then.run.scenario, now.run.scenario)
    tell = {"changes": advice.changes, "whom_it_costs": advice.whom_it_costs,
            "advice": advice.paragraph}
    return tell[name](found, words)


def in_sentence(name: str, now: Results, words: Words) -> str:
    """A result as it stands within a sentence: days with their month, else as on its tile."""
    value = value_of(name, now)
    if name == PRICE_RISE:
        return words.multiple(value, digits=1)
    tile = outcomes.tile(name, words)
    return words.day(value) if tile.style == "day" and not math.isnan(value) else tiles.write(
        tile, value, words)


def value_of(name: str, now: Results) -> float:
    """A result by its name, in units of the model; NaN where undefined."""
    if name != PRICE_RISE:
        return now.summary[name]
    first = now.run.campaign_ids[0]
    return float(now.run.campaigns["price"][0, 0, -1]) / now.run.scenario.number(
        f"campaigns.{first}.issue_price")


def tile(name: str, words: Words) -> Tile:
    """What a result is called and how it is written, `price_rise` included."""
    if name != PRICE_RISE:
        return outcomes.tile(name, words)
    return Tile(PRICE_RISE, words("Price against issue price"),
                words("How many times its issue price a point of the first campaign costs on the "
                      "last day."), "multiple", 0)
