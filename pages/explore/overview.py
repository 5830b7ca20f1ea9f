"""Overview: who wins, who pays, and when does the money run out?"""

from answers import overview as answer
from answers.figures import drawn
from ui.frame import cards, page, scene


def figures(now, then, words) -> None:
    # More campaigns have long legends.
    half = ("price", "cash") if len(now.run.campaign_ids) <= 3 else ()
    cards(*drawn(scene(now, then, words), "recovered", "price", "cash", "uses", half=half))


page(answer, figures)
