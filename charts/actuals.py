"""What a scheme really paid, laid over what the scenario gives."""

import numpy as np

from charts import style
from charts.figure import Figure, Texts
from charts.months import month_axis
from scenarios.actuals import Actuals
from wording import Words


def laid_over(
    actuals: Actuals, name: str, expected: np.ndarray, title: str, words: Words
) -> Figure:
    """The scenario as a line throughout, what happened as marks, at the table's days or months."""
    figure, real, throughout = style.blank(), actuals.columns[name], actuals.throughout

    def write(value: float) -> str:
        return words.number(value, compact=True)

    figure.add(
        style.line(words("The scenario"), throughout, expected, Texts(write, expected),
                   style.PRICE),
        style.line(words("What happened"), actuals.at, real, Texts(write, real),
                   style.SHORTFALL, mode="markers", marker={"color": style.SHORTFALL, "size": 9}))
    last = int(actuals.at.max()) + 1
    if actuals.by == "day":
        style.day_axis(figure, last, words)
    else:
        month_axis(figure, last - 1, words)
    style.value_axis(figure, np.append(real, expected), title, write)
    return figure
