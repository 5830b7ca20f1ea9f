"""The figures that a page puts on the screen, without a screen."""

import scenarios
from answers.cards import Card
from answers.figures import ANSWERS, Scene, of_page
from answers.results import Results, results
from wording import Words

PAGES = tuple(ANSWERS)


def cards_of(page: str, now: Results, then: Results, words: Words) -> list[Card]:
    """What a page shows at first."""
    return of_page(ANSWERS[page], Scene(now, then, words))


def pitched() -> Results:
    return results(scenarios.load("as_pitched").scenario)
