"""Method: how are the numbers made, and how were they checked?"""

from ui.answers import method as answer
from ui.frame import text_page


def body(words) -> None:
    pass


text_page(answer.question, body)
