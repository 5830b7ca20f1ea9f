"""One member's own days: what it spent and got back, and the price of its points."""

from collections.abc import Sequence

import numpy as np

from analysis.member_life import Life
from charts import style
from charts.figure import Column, Figure, Trace
from wording import Words
from wording.names import row_name


def money(life: Life, words: Words) -> Figure:
    """Spent and got back so far, day by day, with orders and exits as marks; above what was got
    back, what the points held would bring on that day.
    """
    figure = style.blank()
    days = _days(life)
    lines: tuple[tuple[str, np.ndarray, str, dict[str, object]], ...] = (
        (words("Spent so far"), life.spent, style.SHORTFALL, {"shape": "hv"}),
        (words("Got back, and points held at that day's sale value"),
         life.received + life.holdings, style.HOLDINGS, {"width": 1.5}),
        (words("Got back so far"), life.received, style.RECEIVED, {}),
    )
    for name, values, colour, stroke in lines:
        figure.add(style.line(name, days, values[days], [words.money(v) for v in values[days]],
                              colour, line=stroke))
    ordered = np.flatnonzero(life.story.ordered)
    figure.add(_marks(words("Orders"), ordered, life.spent[ordered],
                      [words.money(v) for v in life.story.ordered[ordered]],
                      style.SHORTFALL, "circle"))
    for forced, name in ((True, words("Forced out at the cap")), (False, words("Sold early"))):
        exits = np.array([day for _, day, was in life.story.exits if was == forced], int)
        if exits.size:
            figure.add(_marks(name, exits, life.received[exits],
                              [words.money(v) for v in life.story.redeemed[exits]],
                              style.FORCED_OUT if forced else style.PAUSE, "diamond"))
    _axis(figure, life, words)
    reached = np.concatenate([values[days] for _, values, _, _ in lines])
    style.value_axis(figure, reached, words("Yuan"), words.money)
    return figure


def prices(life: Life, words: Words) -> Figure:
    """The price of a point in every campaign that the member held points of, marked on days of
    orders and of exits.
    """
    figure = style.blank()
    held = [c for c in range(life.story.points.shape[0])
            if life.story.points[c].any() or _sold(life, c).size]
    if not held:
        figure.note(words("This member never held points of a pool."))
        return figure
    days, ordered = _days(life), np.flatnonzero(life.story.ordered)
    reached = []
    for c in held:
        campaign, price = life.run.run.campaign_ids[c], life.run.run.campaigns["price"][0, c]
        name = row_name(words, "campaigns", campaign)
        colour = style.CAMPAIGNS[c % len(style.CAMPAIGNS)]
        figure.add(style.line(name, days, price[days], [_price(v, words) for v in price[days]],
                              colour))
        bought = ordered[life.story.points[c, ordered] > 0.0]
        figure.add(
            _marks(words("Order · {campaign}", campaign=name), bought, price[bought],
                   [_held(life, c, day, words) for day in bought], colour, "circle"),
            _marks(words("Sold all · {campaign}", campaign=name), _sold(life, c),
                   price[_sold(life, c)], [_price(v, words) for v in price[_sold(life, c)]],
                   style.FORCED_OUT, "diamond"),
        )
        reached.append(price[days])
    figure.data = [trace for trace in figure.data if len(trace["x"])]
    _axis(figure, life, words)
    style.value_axis(figure, np.concatenate(reached), words("Price of a point (yuan)"),
                     lambda v: words.money(v))
    return figure


def _sold(life: Life, campaign: int) -> np.ndarray:
    """Days on which the member's points of a campaign were all sold."""
    row = life.run.run.campaign_ids[campaign]
    return np.array([day for where, day, _ in life.story.exits if where == row], int)


def _price(value: float, words: Words) -> str:
    return words.money(value, digits=3, compact=False)


def _held(life: Life, campaign: int, day: int, words: Words) -> str:
    return words("then {points} points", points=words.number(
        life.story.points[campaign, day], digits=1))


def _days(life: Life) -> np.ndarray:
    """A point a week from joining on, and every day on which something jumps with the day before.
    """
    jumps = np.flatnonzero(life.story.ordered)
    exits = np.array([day for _, day, _ in life.story.exits], int)
    near = np.concatenate([jumps, jumps - 1, exits, exits - 1])
    days = np.union1d(style.thin(life.run.days), near)
    return np.asarray(days[days >= life.story.joined], int)


def _marks(name: str, x: Column, y: Column, texts: Sequence[str], colour: str,
           symbol: str) -> Trace:
    return style.line(name, x, y, texts, colour) | {
        "mode": "markers", "marker": {"color": colour, "symbol": symbol, "size": 8,
                                      "line": {"color": "#FFFFFF", "width": 1}},
    }


def _axis(figure: Figure, life: Life, words: Words) -> None:
    style.day_axis(figure, life.run.days, words)
