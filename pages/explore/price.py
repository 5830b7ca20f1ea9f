"""Price: what lifts the price, and how far?"""

from answers import price as answer
from answers.figures import drawn
from answers.results import Results
from ui.frame import cards, choice, page, scene
from wording import Words


def figures(now: Results, then: Results, words: Words) -> None:
    scales = {"log": words("logarithmic"), "linear": words("linear")}
    log = choice("price scale", words("Price axis"), scales) == "log"
    cards(*drawn(scene(now, then, words, log), "price", "pool", "drivers", "rule",
          half=("drivers", "rule")))


page(answer, figures)
