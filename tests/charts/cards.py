"""The figures that a page would put on the screen, without a screen."""

import logging
import runpy
from pathlib import Path
from unittest.mock import patch

import scenarios
from answers.cards import Card
from answers.results import Results, results
from wording import Words

EXPLORE = Path(__file__).parents[2] / "pages" / "explore"
PAGES = ("overview", "price", "exits", "releases", "payouts", "treasury")


def cards_of(page: str, now: Results, then: Results, words: Words) -> list[Card]:
    """What a page hands to `ui.frame.cards`; its choices stand at their first option."""
    shown: list[Card] = []
    figures = []
    # Outside of a server Streamlit warns of every element that it draws for nobody.
    logging.getLogger("streamlit").setLevel(logging.CRITICAL)
    with (
        patch("ui.frame.page", lambda answer, draw, **_how: figures.append(draw)),
        patch("ui.frame.cards", lambda *cards: shown.extend(cards)),
        patch("ui.frame.choice", lambda name, label, texts: next(iter(texts))),
    ):
        runpy.run_path(str(EXPLORE / f"{page}.py"))
        figures[0](now, then, words)
    return shown


def pitched() -> Results:
    return results(scenarios.load("as_pitched").scenario)
