"""What members get back of what they spent."""

import numpy as np

from charts import style
from charts.figure import Figure
from model import Run, readings
from wording import Words


def recovered_by_month(run: Run, baseline: Run, words: Words) -> Figure:
    """Per yuan spent, by join month: cash received, holdings, and the shortfall up to one yuan."""
    figure = style.blank(360)
    months = _per_yuan(run)
    numbers = np.arange(1, len(months["received"]) + 1)
    for part, name, colour in _parts(words):
        texts = [words.number(v) for v in months[part]]
        figure.add(style.bars(name, numbers, months[part], texts, colour))
    before = _per_yuan(baseline)["received"]
    past = np.arange(1, len(before) + 1)
    figure.add(style.halo(past, before))
    figure.add(style.baseline_line(
        words("Baseline: cash received"), past, before, [words.number(v) for v in before],
    ))
    _axes(figure, months, numbers, words)
    return figure


def _per_yuan(run: Run) -> dict[str, np.ndarray]:
    """The three stacked parts, each (month,); months in which nobody joined are empty."""
    months = readings.by_join_month(run)
    received = np.nan_to_num(months["recovered_multiple"][0])
    whole = np.nan_to_num(months["recovered_multiple_with_holdings"][0])
    joined = months["spent"][0] > 0
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


def _axes(figure: Figure, months: dict[str, np.ndarray], numbers: np.ndarray, words: Words) -> None:
    every = max(1, len(numbers) // 12)
    ticks = list(range(every, len(numbers) + 1, every))
    figure.layout |= {"barmode": "stack", "bargap": 0.18}
    figure.layout["legend"] |= {"traceorder": "normal"}
    figure.x_axis(
        title={"text": words("Month of joining (30 days each)")}, tickvals=ticks, tickangle=0,
        unifiedhovertitle={"text": words("Joined in month {month}", month="%{x}")},
        range=[0.4, len(numbers) + 0.6],
    )
    stacked = np.append(months["received"] + months["holdings"], 1.0)
    title = words("Per yuan spent (yuan)")
    style.value_axis(figure, stacked, title, style.plain(words))
    figure.level(1.0, style.BASELINE)
