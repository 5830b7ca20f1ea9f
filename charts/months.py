"""Bars by month: 30-day blocks from the start, whatever the calendar."""

import numpy as np

from charts import style
from charts.figure import Figure
from model.cohorts.run import MONTH_DAYS
from wording import Words


def month_axis(figure: Figure, count: int, words: Words, since: bool = False) -> None:
    """Months 1 … `count` along the bottom, about a dozen of them ticked; with their dates, unless
    they are counted `since` something else than the start.
    """
    bare = since or words.day_zero is None
    every = max(1, count // (12 if bare else 3))
    ticks = list(range(every, count + 1, every))
    if not bare:
        figure.x_axis(ticktext=style.month_ticks(ticks, words))
        style.dated(figure, MONTH_DAYS, words)
    figure.x_axis(
        title={"text": words.since(words("Month since the start (30 days each)"))},
        tickvals=ticks, tickangle=0,
        unifiedhovertitle={"text": words("Month {month}", month="%{x}")},
        range=[0.4, count + 0.6],
    )


def join_month_axis(figure: Figure, count: int, words: Words) -> None:
    """The same for months of joining."""
    month_axis(figure, count, words)
    figure.x_axis(
        title={"text": words.since(words("Month of joining (30 days each)"))},
        unifiedhovertitle={"text": words("Joined in month {month}", month="%{x}")},
    )


def stacked_shares(figure: Figure, count: int, words: Words) -> None:
    """Parts of the members of each of `count` join months, one on the other up to all."""
    figure.layout |= {"barmode": "stack", "bargap": 0.18}
    figure.layout["legend"] |= {"traceorder": "normal"}
    join_month_axis(figure, count, words)
    style.value_axis(figure, np.array([0.0, 1.0]), words("Members of that month (%)"),
                     lambda v: words.percent(v, digits=0))


def months(count: int) -> np.ndarray:
    """The numbers of `count` months, (month,)."""
    return np.arange(1, count + 1)


def month_ends(days: int) -> np.ndarray:
    """The last day of each month, and of the run."""
    return np.asarray(np.minimum(MONTH_DAYS * months(-(-days // MONTH_DAYS)), days) - 1)
