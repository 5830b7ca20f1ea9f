"""Glossary: what do the words mean?"""

from ui.answers import glossary as answer
from ui.frame import text_page


def body(words) -> None:
    pass


text_page(answer.question, body)
