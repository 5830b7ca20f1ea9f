"""Price: what lifts the price, and how far?"""

from dataclasses import replace

from answers import price as answer
from answers.scene import Scene
from ui.frame.page import choice, figures, page


def below(scene: Scene) -> None:
    words = scene.words
    scales = {"log": words("logarithmic"), "linear": words("linear")}
    log = choice("price scale", words("Price axis"), scales) == "log"
    figures(answer, replace(scene, log=log))


page(answer, below)
