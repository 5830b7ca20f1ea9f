"""Assumptions: what does all of this rest on?"""

from ui.answers import assumptions as answer
from ui.frame import text_page


def body(words) -> None:
    pass


text_page(answer.question, body)
