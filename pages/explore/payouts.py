"""Payouts: who is paid beside the buyers, and on what?"""

from ui.answers import payouts as answer
from ui.frame import page


def figures(now, then, words) -> None:
    pass


page(answer, figures)
