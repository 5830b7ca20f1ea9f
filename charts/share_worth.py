"""What is left of the operator's cash when all that is owed is taken off, day by day."""

import numpy as np

from charts import style
from charts.figure import Figure, Texts
from model import Run
from wording import Words


def equity_path(equity: np.ndarray, run: Run, words: Words) -> Figure:
    """Equity (day,) and operating cash."""
    figure, keep = style.blank(), style.thin(run.days)
    cash = run.daily["operating_cash"][0][keep]
    figure.add(
        style.line(words("Operating cash"), keep, cash, Texts(words.money, cash), style.CASH),
        style.line(words("Equity, all paid"), keep, equity[keep],
                   Texts(words.money, equity[keep]), style.SHORTFALL))
    style.day_axis(figure, run.days, words)
    style.value_axis(figure, np.append(cash, equity[keep]), words("Yuan"), words.money)
    figure.level(0.0, style.BASELINE)
    return figure
