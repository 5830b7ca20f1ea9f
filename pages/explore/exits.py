"""Exits: who gets out, when, and who is still waiting?"""

from ui.answers import exits as answer
from ui.frame import page


def figures(now, then, words) -> None:
    pass


page(answer, figures)
