"""What a step of a pitch can show, by name."""

from functools import lru_cache

import scenarios
from answers import outcomes
from answers.figures import FIGURES, Scene
from answers.pitch.sentences import advised, in_sentence, tile
from answers.results import results
from answers.values import name_of
from answers.values import written as value_written
from model import Scenario
from scenarios.documents import PITCHED
from scenarios.pitches import ADVICE, PRICE_RISE, readings_of
from wording import Words


@lru_cache(maxsize=8)
def titles(words: Words) -> dict[str, str]:
    """Figure → its title."""
    now = results(scenarios.load(PITCHED).scenario)
    return {key: draw(Scene(now, now, words)).title for key, draw in FIGURES.items()}


def numbers(scenario: Scenario, words: Words) -> dict[str, str]:
    """Reading → what it is called, for tiles and guesses."""
    return {name: outcomes.label(name, words) for name in readings_of(scenario)}


def to_fill_in(stage: scenarios.Shared, words: Words) -> list[dict[str, str]]:
    """What sentences may name: the name in braces, what it is, how it is written now."""
    now = results(stage.scenario)
    titles = words("Write"), words("What it is"), words("Now")
    found = [(name, tile(name, words).label, in_sentence(name, now, words))
             for name in (PRICE_RISE, *readings_of(stage.scenario))]
    then = results(stage.baseline)
    found += [(name, label, advised(name, now, then, words)) for name, label in zip(ADVICE, (
        words("The terms against the baseline's, in words"), words("What changes, by effect"),
        words("Who is worse off and who is better off")), strict=True)]
    settings = [(name, name_of(name, words), value_written(name, stage.scenario[name], words))
                for name in stage.scenario.possible_names]
    return [dict(zip(titles, (f"{{{name}}}", *rest), strict=True))
            for name, *rest in found + settings]
