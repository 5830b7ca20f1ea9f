"""Worked example: do the source's own figures add up?"""

from ui.answers import worked_example as answer
from ui.frame import text_page


def body(words) -> None:
    pass


text_page(answer.question, body)
