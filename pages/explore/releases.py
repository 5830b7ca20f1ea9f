"""Releases: when is a purchase paid back, and who pays for it?"""

from charts.releases import advert_income, growth, ledger, owed
from ui import tables
from ui.answers import releases as answer
from ui.frame import Card, cards, page
from ui.tables import releases as table


def figures(now, then, words) -> None:
    runs = now.run, then.run, words
    tables.draw(
        words("When releases pay a first order back"),
        words("Released ad points of the first order alone, less commissions that the member "
              "funds, until they add up to its price: after how many days, and what part is back "
              "after a year and after ten. Never means not within ten years. The first row is the "
              "pitch's case."),
        table.payback(now, then, words), "payback", answer.benchmark(words),
    )
    cards(
        Card(words("Owed, and in the account"),
             words("Unreleased ad points, commissions due on them and wallet balances, against "
                   "the platform's own cash. The pools are a separate account."),
             owed(*runs), "owed"),
        Card(words("Advert income needed and available"),
             words("Per member who finishes the day's ad task. Needed: the day's releases with "
                   "the commissions that the platform adds, paid by adverts alone. To break even, "
                   "orders help to pay. The grey band is what another read-to-earn app took in "
                   "per daily user, from all sources."),
             advert_income(*runs), "income-per-member"),
        Card(words("The ledger of ad points"),
             words("All ad points granted so far, by what became of them. What is not yet "
                   "released is owed; if members stop watching, it stays so."),
             ledger(*runs), "ledger", True),
        Card(words("Growth that releases need"),
             words("If adverts brought nothing, what an order leaves after goods and the pool "
                   "would have to pay for releases: then sales must grow every day by at least "
                   "release rate × (ad points per yuan × (1 + commissions) ÷ part left − 1). "
                   "Missed ad tasks lower it."),
             growth(*runs), "sales-growth", True),
    )


page(answer, figures)
