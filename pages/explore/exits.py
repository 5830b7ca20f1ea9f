"""Exits: who gets out, when, and who is still waiting?"""

from answers import exits as answer
from answers.figures import drawn
from ui.frame import cards, page, scene


def figures(now, then, words) -> None:
    cards(*drawn(scene(now, then, words), "pool-growth", "exit-days", "waits", "exit-shares",
          half=("exit-days", "waits")))


page(answer, figures)
