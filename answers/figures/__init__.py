"""Every figure of a scenario once, with its title and the sentence that says what it shows.

Pages, pitches and reports pick theirs by key.
"""

from collections.abc import Collection
from dataclasses import replace
from importlib import import_module

from answers.cards import Card, Draw
from answers.paged import Answer
from answers.scene import Scene
from scenarios.contents import PAGES

__all__ = ["ANSWERS", "FIGURES", "IN_REPORTS", "Scene", "drawn", "name_of", "of_page"]

ANSWERS: dict[str, Answer] = {
    name: module for name in PAGES
    if hasattr(module := import_module(f"answers.{name}"), "SHOWN")
}
"""The answers of pages with figures of a scenario, by page."""

IN_REPORTS = {name: answer for name, answer in ANSWERS.items() if answer.SHOWN.in_reports}
"""Those that a report has a section of, in its order."""

FIGURES: dict[str, Draw] = {
    key: getattr(ANSWERS[name], key.replace("-", "_"))
    for name, page in PAGES.items() for key in page.figures
}


def drawn(scene: Scene, *keys: str, half: Collection[str] = ()) -> list[Card]:
    """The figures of these keys in this order, those in `half` side by side."""
    return [replace(FIGURES[key](scene), half=key in half) for key in keys]


def of_page(answer: Answer, scene: Scene) -> list[Card]:
    """The figures of a page as it shows them."""
    return drawn(scene, *answer.SHOWN.figures, half=answer.SHOWN.halves(scene))


def name_of(answer: Answer) -> str:
    """The name of the page that an answer is of; "" if there is none."""
    return next((name for name, each in ANSWERS.items() if each is answer), "")
