"""Treasury: when does the money run out, and what would fill the gap?"""

from answers import treasury as answer
from answers.figures import drawn
from answers.results import Results
from answers.tables import treasury as table
from ui import tables
from ui.frame import cards, page, scene
from wording import Words


def figures(now: Results, then: Results, words: Words) -> None:
    cards(*drawn(scene(now, then, words), "cash", "owed", "advert-income", "sources-uses"))
    tables.draw(
        words("The account of the whole time"),
        words("Cash at the start, all sources and all uses add up to cash at the end."),
        table.sources_and_uses(now, then, words), "account",
        words("Whole yuan, each rounded so that the column adds up. Pools are a separate account: "
              "what is in them is not the platform's."),
    )


page(answer, figures)
