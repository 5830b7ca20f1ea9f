"""Treasury: when does the money run out, and what would fill the gap?"""

from ui.answers import treasury as answer
from ui.frame import page


def figures(now, then, words) -> None:
    pass


page(answer, figures)
