"""Releases: when is a purchase paid back, and who pays for it?"""

from answers import releases as answer
from answers.scene import Scene
from ui.frame.page import figures, page, tables


def below(scene: Scene) -> None:
    tables(answer, scene)
    figures(answer, scene)


page(answer, below)
