"""Price: what lifts the price, and how far?"""

from charts.price import pool_path, price_drivers, price_path, rule_of_thumb
from ui import spread
from ui.answers import price as answer
from ui.frame import Card, cards, choice, page


def figures(now, then, words) -> None:
    runs = now.run, then.run, words
    scales = {"log": words("logarithmic"), "linear": words("linear")}
    log = choice("price scale", words("Price axis"), scales) == "log"
    cards(
        Card(words("Price of a point"),
             words("Closing price of every campaign. On the logarithmic axis equal steps up are "
                   "equal percentages."),
             price_path(*runs, log=log, band=spread.bands("price")), "price"),
        Card(words("What is in the pool"),
             words("All that points can ever be paid from. Orders fill it, sales empty it."),
             pool_path(*runs, spread.bands("pool")), "pool"),
        Card(words("What lifted the price"),
             words("In the first campaign: issuing fewer points than the money brought in would "
                   "buy, orders that bring money without points, and fees kept when sold points "
                   "are burned. The three multiply."), price_drivers(now.run, words), "drivers",
             half=True),
        Card(words("The rule of thumb"),
             words("With identical orders and no sales the first campaign's price grows as orders "
                   "to the power of 1 − gift share: at 70% it takes ten times the orders to "
                   "double the price."), rule_of_thumb(now.run, words), "rule", half=True),
    )


page(answer, figures)
