"""Payouts: who is paid beside the buyers, and on what?"""

from answers import payouts as answer
from answers.scene import Scene
from ui.frame.page import figures, page, tables
from ui.frame.tables import explain


def below(scene: Scene) -> None:
    explain(answer.readings(scene.words), scene.words(
        "“Payout ratio” can mean any of these three in this trade, and a “negative payout ratio” "
        "is said of both good and bad ones: ask which is meant."))
    figures(answer, scene)
    tables(answer, scene)


page(answer, below)
