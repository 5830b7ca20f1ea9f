"""Bars by month: 30-day blocks from the start, for there is no calendar."""

import numpy as np

from charts.figure import Figure
from model.readings import MONTH_DAYS
from wording import Words


def month_axis(figure: Figure, count: int, words: Words) -> None:
    """Months 1 … `count` along the bottom, about a dozen of them ticked."""
    every = max(1, count // 12)
    figure.x_axis(
        title={"text": words("Month since the start (30 days each)")},
        tickvals=list(range(every, count + 1, every)), tickangle=0,
        unifiedhovertitle={"text": words("Month {month}", month="%{x}")},
        range=[0.4, count + 0.6],
    )


def months(count: int) -> np.ndarray:
    """The numbers of `count` months, (month,)."""
    return np.arange(1, count + 1)


def month_ends(days: int) -> np.ndarray:
    """The last day of each month, and of the run."""
    return np.asarray(np.minimum(MONTH_DAYS * months(-(-days // MONTH_DAYS)), days) - 1)
