"""Releases: when is a purchase paid back, and who pays for it?"""

from answers import releases as answer
from answers.figures import drawn
from answers.results import Results
from answers.tables import releases as table
from ui import tables
from ui.frame import cards, page, scene
from wording import Words


def figures(now: Results, then: Results, words: Words) -> None:
    tables.draw(
        words("When releases pay a first order back"),
        words("Released ad points of the first order alone, less commissions that the member "
              "funds, until they add up to its price: after how many days for who still watches, "
              "how many watch so long, and what part is back after a year on average over all, "
              "also those who stopped. Never means not within ten years. The first row is the "
              "pitch's case."),
        table.payback(now, then, words), "payback", answer.benchmark(words),
    )
    cards(*drawn(scene(now, then, words), "paid-back", "ledger", "income-per-member",
          "sales-growth", half=("income-per-member", "sales-growth")))


page(answer, figures)
