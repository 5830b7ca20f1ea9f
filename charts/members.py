"""What members get back of what they spent, and how many of them get it back."""

import numpy as np

from charts import style
from charts.figure import Figure, Texts
from charts.months import join_month_axis, months, stacked_shares
from model import Run, readings
from wording import Words


def recovered_by_month(run: Run, baseline: Run, words: Words) -> Figure:
    """Per yuan spent, by join month: cash received, holdings, and the shortfall up to one yuan."""
    figure = style.blank(360)
    amounts = _per_yuan(run)
    numbers = months(amounts["received"].size)
    for part, name, colour in _parts(words):
        texts = Texts(words.number, amounts[part])
        figure.add(style.bars(name, numbers, amounts[part], texts, colour))
    before = _per_yuan(baseline)["received"]
    past = months(before.size)
    figure.add(style.halo(past, before))
    figure.add(style.baseline_line(
        words("Baseline: cash received"), past, before, Texts(words.number, before),
    ))
    _axes(figure, amounts, words)
    return figure


def recovered_share_by_month(run: Run, baseline: Run, words: Words) -> Figure:
    """Of the members of each join month: who got back what they spent, and who did not."""
    figure = style.blank(360)
    found, past = (readings.by_join_month(each) for each in (run, baseline))
    back = np.nan_to_num(found["recovered_share"][0])
    numbers = months(back.size)
    missing = np.where(found["members"][0] > 0, 1.0 - back, 0.0)
    for name, values, colour in (
        (words("Got back what they spent"), back, style.RECEIVED),
        (words("Not recovered by the end"), missing, style.SHORTFALL),
    ):
        figure.add(style.bars(name, numbers, values, Texts(words.percent, values), colour))
    before = np.nan_to_num(past["recovered_share"][0])
    figure.add(style.halo(months(before.size), before), style.baseline_line(
        words("Baseline: got it back"), months(before.size), before,
        Texts(words.percent, before),
    ))
    stacked_shares(figure, numbers.size, words)
    return figure


def _per_yuan(run: Run) -> dict[str, np.ndarray]:
    """The three stacked parts, each (month,); months in which nobody joined are empty."""
    found = readings.by_join_month(run)
    received = np.nan_to_num(found["recovered_multiple"][0])
    whole = np.nan_to_num(found["recovered_multiple_with_holdings"][0])
    joined = found["spent"][0] > 0
    return {
        "received": received,
        "holdings": whole - received,
        "shortfall": np.where(joined, np.maximum(0.0, 1.0 - whole), 0.0),
    }


def _parts(words: Words) -> tuple[tuple[str, str, str], ...]:
    return (
        ("received", words("Cash received"), style.RECEIVED),
        ("holdings", words("Points held, at today's sale value"), style.HOLDINGS),
        ("shortfall", words("Not recovered by the end"), style.SHORTFALL),
    )


def _axes(figure: Figure, amounts: dict[str, np.ndarray], words: Words) -> None:
    figure.layout |= {"barmode": "stack", "bargap": 0.18}
    figure.layout["legend"] |= {"traceorder": "normal"}
    join_month_axis(figure, amounts["received"].size, words)
    whole = np.append(amounts["received"] + amounts["holdings"], 1.0)
    title = words("Per yuan spent (yuan)")
    style.value_axis(figure, whole, title, style.plain(words))
    figure.level(1.0, style.BASELINE)
