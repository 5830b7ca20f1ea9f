"""Overview: who wins, who pays, and when does the money run out?"""

from charts.cash import cash_path, per_thousand
from charts.members import recovered_by_month
from charts.price import price_path
from ui.answers import overview as answer
from ui.frame import card, page, pair


def figures(now, then, words) -> None:
    card(
        words("What members got back, by month of joining"),
        words("Each bar is one yuan spent by those who joined in that month: what they received, "
              "what their points would bring if sold on the last day, and what is missing."),
        recovered_by_month(now.run, then.run, words), "recovered",
    )
    left, right = pair(len(now.run.campaign_ids))
    with left:
        card(words("Price of a point"),
             words("Closing price of every campaign. A high price alone pays nobody: only sold "
                   "points bring money."),
             price_path(now.run, then.run, words), "price")
    with right:
        card(words("Operating cash"),
             words("The platform's own account, without the pools. Below zero somebody outside "
                   "has to bring the money."),
             cash_path(now.run, then.run, words), "cash")
    card(
        words("Where each 1,000 yuan of orders goes"),
        words("All flows of operating cash over the whole time, per 1,000 yuan of members' "
              "orders."),
        per_thousand(now.run, then.run, words), "uses",
    )


page(answer, figures)
