"""Releases: when is a purchase paid back, and who pays for it?"""

from ui.answers import releases as answer
from ui.frame import page


def figures(now, then, words) -> None:
    pass


page(answer, figures)
