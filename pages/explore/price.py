"""Price: what lifts the price, and how far?"""

from answers import price as answer
from answers.figures import drawn
from ui.frame import cards, choice, page, scene


def figures(now, then, words) -> None:
    scales = {"log": words("logarithmic"), "linear": words("linear")}
    log = choice("price scale", words("Price axis"), scales) == "log"
    cards(*drawn(scene(now, then, words, log), "price", "pool", "drivers", "rule",
          half=("drivers", "rule")))


page(answer, figures)
