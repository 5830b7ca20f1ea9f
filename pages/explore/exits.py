"""Exits: who gets out, when, and who is still waiting?"""

from answers import exits as answer
from answers.figures import drawn
from answers.results import Results
from ui.frame import cards, page, scene
from wording import Words


def figures(now: Results, then: Results, words: Words) -> None:
    cards(*drawn(scene(now, then, words), "exit-shares", "pool-growth", "exit-days", "waits",
          half=("exit-days", "waits")))


page(answer, figures)
