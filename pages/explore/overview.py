"""Overview: who wins, who pays, and when does the money run out?"""

from answers import overview as answer
from answers.figures import drawn
from answers.results import Results
from ui.frame import cards, page, scene
from wording import Words


def figures(now: Results, then: Results, words: Words) -> None:
    # More campaigns have long legends.
    half = ("price", "cash") if len(now.run.campaign_ids) <= 3 else ()
    cards(*drawn(scene(now, then, words), "recovered-share", "price", "cash", "uses", half=half))


page(answer, figures, ranged=True)
