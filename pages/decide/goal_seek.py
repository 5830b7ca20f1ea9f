"""Goal seek: which terms would meet a goal?"""

from ui.decide import goal, terms
from ui.frame.page import board, choice
from ui.session.state import View

MODES = {"one": goal.draw, "several": terms.draw}


def body(view: View) -> None:
    texts = {"one": view.words("One parameter to a target"),
             "several": view.words("Find terms: several levers")}
    MODES[choice("goal mode", view.words("What to look for"), texts)](view)


board(body)
