"""Overview: who wins, who pays, and when does the money run out?"""

from charts.cash import cash_path, per_thousand
from charts.members import recovered_by_month
from charts.price import price_path
from ui import spread
from ui.answers import overview as answer
from ui.frame import Card, cards, page


def figures(now, then, words) -> None:
    runs = now.run, then.run, words
    half = len(now.run.campaign_ids) <= 3  # more campaigns have long legends
    cards(
        Card(words("What members got back, by month of joining"),
             words("Each bar is one yuan spent by those who joined in that month: what they "
                   "received, what their points would bring if sold on the last day, and what is "
                   "missing."), recovered_by_month(*runs), "recovered"),
        Card(words("Price of a point"),
             words("Closing price of every campaign. A high price alone pays nobody: only sold "
                   "points bring money."), price_path(*runs, band=spread.bands("price")),
             "price", half),
        Card(words("Operating cash"),
             words("The platform's own account, without the pools. Below zero somebody outside "
                   "has to bring the money."), cash_path(*runs, spread.bands("operating_cash")),
             "cash", half),
        Card(words("Where each 1,000 yuan of orders goes"),
             words("All flows of operating cash over the whole time, per 1,000 yuan of members' "
                   "orders."), per_thousand(*runs), "uses"),
    )


page(answer, figures)
