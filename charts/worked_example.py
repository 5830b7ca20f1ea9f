"""The price after any number of the source's orders, and what vendors publish about it."""

import numpy as np

from charts import style
from charts.figure import Figure, Trace
from model.laws import theory
from model.laws.ledger import Row
from model.laws.worked_example import GIFT_SHARE
from wording import Words

LAST_ORDER = 100_000
PLACES = ("top left", "bottom right")
"""Where the marks' labels stand, in turn: the first three are close to each other."""


def price_after_orders(published: dict[int, Row], words: Words) -> Figure:
    """Price of a point after n equal orders, nobody selling (model.md 7), as a line, and the
    `published` prices by their number of orders as marks.
    """
    figure = style.blank()
    orders = np.geomspace(1, LAST_ORDER, 80)
    price = theory.price_after_orders(orders, float(GIFT_SHARE))
    texts = [words.number(value) for value in price]
    figure.add(style.line(words("Computed"), orders, price, texts, style.PRICE))
    figure.add(_marks(published, words))
    style.value_axis(figure, price, words("Price of a point (yuan)"), style.plain(words), log=True)
    ticks = [10**power for power in range(6)]
    figure.x_axis(
        type="log", title={"text": words("Orders so far (log scale)")}, tickvals=ticks,
        ticktext=[words.number(tick, digits=0, compact=True) for tick in ticks],
        unifiedhovertitle={"text": words("Order {number}", number="%{x:,.0f}")},
    )
    return figure


def _marks(published: dict[int, Row], words: Words) -> Trace:
    """The published prices exactly as printed."""
    printed = [row.printed[0] for row in published.values()]
    return {
        "type": "scatter", "mode": "markers+text", "name": words("Published by vendors"),
        "x": list(published), "y": [float(price) for price in printed],
        "text": printed, "textposition": [PLACES[i % 2] for i in range(len(printed))],
        "cliponaxis": False,
        "customdata": printed, "hovertemplate": "%{customdata}",
        "marker": {"size": 10, "symbol": "diamond", "color": style.SHORTFALL},
    }
