"""An order history held against what was fitted to it: joins, repeat orders, how often people came
back. Weeks count from the first day that was fitted.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import numpy as np

from charts import style
from charts.figure import Column, Figure, Texts
from wording import Words

HUES = (style.PRICE, style.MONEY_OUT, style.ADVERTS)
WEEK = 7


def by_week(
    seen: np.ndarray, fits: Mapping[str, np.ndarray], first: date, title: str, words: Words
) -> Figure:
    """Counts of whole weeks (week,) as bars and fitted ones as lines, each of them from the week
    on with which it begins: gaps are NaN.
    """
    figure = style.blank()
    weeks, write = np.arange(seen.size) + 1, _counted(words)
    figure.add(style.bars(words("Seen in the file"), weeks, seen, Texts(write, seen),
                          style.HOLDINGS))
    _lines(figure, weeks, fits, write)
    _axes(figure, weeks, first, [seen, *fits.values()], title, words)
    return figure


def cumulated(
    seen: np.ndarray, fits: Mapping[str, np.ndarray], cut: int | None, first: date, title: str,
    words: Words,
) -> Figure:
    """Counts up to each week (week,) as lines; `cut`: the week after which nothing was fitted in
    the test.
    """
    figure = style.blank()
    weeks, write = np.arange(seen.size) + 1, _counted(words)
    figure.add(style.line(words("Seen in the file"), weeks, seen, Texts(write, seen),
                          style.RECEIVED, line={"width": 4}))
    _lines(figure, weeks, fits, write)
    _axes(figure, weeks, first, [seen, *fits.values()], title, words)
    if cut is not None:
        figure.layout["shapes"] = [{
            "type": "line", "xref": "x", "yref": "y domain", "x0": cut, "x1": cut, "y0": 0,
            "y1": 1, "line": {"color": style.BASELINE, "width": 2, "dash": "dot"},
        }]
    return figure


def by_repeats(seen: np.ndarray, expected: np.ndarray, words: Words) -> Figure:
    """Customers by how often they came back (count,), the last one "and more", seen and expected.
    """
    figure = style.blank()
    names = [words.number(each, digits=0) for each in range(seen.size - 1)]
    names.append(words("{count} or more", count=seen.size - 1))
    write = _counted(words)
    figure.add(style.bars(words("Seen in the file"), names, seen, Texts(write, seen),
                          style.HOLDINGS),
               style.bars(words("Expected by the fit"), names, expected, Texts(write, expected),
                          style.PRICE))
    figure.layout |= {"barmode": "group", "bargap": 0.25}
    figure.x_axis(title={"text": words("Days with a repeat order")}, type="category")
    style.value_axis(figure, np.concatenate([seen, expected]), words("Customers"), write)
    return figure


def _counted(words: Words) -> Callable[[float], str]:
    return lambda value: words.number(value, digits=0)


def _lines(
    figure: Figure, weeks: Column, fits: Mapping[str, np.ndarray], write: Callable[[float], str]
) -> None:
    for (name, values), colour in zip(fits.items(), HUES, strict=False):
        figure.add(style.line(name, weeks, values, Texts(write, values), colour))


def _axes(
    figure: Figure, weeks: np.ndarray, first: date, drawn: list[np.ndarray], title: str,
    words: Words,
) -> None:
    """Weeks along the bottom with the day on which they begin; counts upright."""
    every = max(1, -(-weeks.size // 3))
    ticks = list(range(1, weeks.size + 1, every))
    dates = [(first + timedelta(days=WEEK * (tick - 1))).isoformat() for tick in ticks]
    figure.x_axis(
        title={"text": words("Week, with its first day")}, tickvals=ticks, tickangle=0,
        ticktext=[f"{tick}<br>{day}" for tick, day in zip(ticks, dates, strict=True)],
        unifiedhovertitle={"text": words("Week {week}", week="%{x}")},
        range=[0.4, weeks.size + 0.6],
    )
    style.value_axis(figure, np.concatenate(drawn), title, _counted(words))
