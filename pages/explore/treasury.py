"""Treasury: when does the money run out, and what would fill the gap?"""

from charts.cash import cash_path, per_thousand
from charts.treasury import advert_income, sources_and_uses
from ui import spread, tables
from ui.answers import treasury as answer
from ui.answers.releases import benchmark
from ui.frame import Card, cards, page
from ui.tables import treasury as table


def figures(now, then, words) -> None:
    runs = now.run, then.run, words
    cards(
        Card(words("Operating cash"),
             words("The platform's own account, without the pools. Below zero somebody outside "
                   "has to bring the money."), cash_path(*runs, spread.bands("operating_cash")),
             "treasury-cash"),
        Card(words("What adverts would have to bring"),
             words("Income from one finished ad task, which a member does at most once a day.")
             + " " + benchmark(words),
             advert_income(*runs), "advert-income"),
        Card(words("Sources and uses, month by month"),
             words("What comes in stands above zero, what goes out below. The line is what the "
                   "month leaves. Money from pools only passes through: it is owed to those who "
                   "sold."), sources_and_uses(*runs), "sources-uses"),
        Card(words("Where each 1,000 yuan of orders goes"),
             words("All flows of operating cash over the whole time, per 1,000 yuan of members' "
                   "orders."), per_thousand(*runs), "treasury-uses"),
    )
    tables.draw(
        words("The account of the whole time"),
        words("Cash at the start, all sources and all uses add up to cash at the end."),
        table.sources_and_uses(now, then, words), "account",
        words("Whole yuan, each rounded so that the column adds up. Pools are a separate account: "
              "what is in them is not the platform's."),
    )


page(answer, figures)
