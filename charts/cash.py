"""Operating cash: its path, and what each 1,000 yuan of orders is spent on."""

from collections.abc import Mapping, Sequence

import numpy as np

from charts import style
from charts.bands import Band, banded, reached
from charts.figure import Figure, Texts, Trace
from model import Run
from model.laws.series import INCOME
from model.readings.statement import statement
from wording import Words
from wording.names import flow_name


def cash_path(run: Run, baseline: Run, words: Words, band: Band = None) -> Figure:
    """Operating cash at the day's close, what lies below zero shaded, the baseline behind; the
    band of draws under all.
    """
    figure = style.blank()
    keep, before = style.thin(run.days), style.thin(baseline.days)
    cash = run.daily["operating_cash"][0, keep]
    past = baseline.daily["operating_cash"][0, before]
    days = keep
    figure.add(*banded(band, style.CASH, words))
    negative = np.flatnonzero(run.daily["operating_cash"][0] < 0)
    if negative.size:
        figure.add(_shade(days, cash, words.with_date(
            words("Below zero from day {day}", day=negative[0]), negative[0])))
    figure.add(style.baseline_line(
        words("Baseline"), before, past, Texts(words.money, past),
    ))
    figure.add(style.line(
        words("Operating cash"), days, cash, Texts(words.money, cash), style.CASH,
    ))
    style.day_axis(figure, run.days, words)
    drawn = np.concatenate([cash, past, reached(band)])
    style.value_axis(figure, drawn, words("Operating cash (yuan)"), words.money)
    figure.level(0.0, style.BASELINE)
    return figure


def _shade(days: np.ndarray, cash: np.ndarray, name: str) -> Trace:
    return {
        "type": "scatter", "x": days, "y": np.minimum(cash, 0.0), "name": name, "mode": "lines",
        "fill": "tozeroy", "line": {"width": 0}, "fillcolor": "rgba(213, 94, 0, 0.22)",
        "hoverinfo": "skip",
    }


def per_thousand(run: Run, baseline: Run, words: Words) -> Figure:
    """Where each 1,000 yuan of orders comes from and goes: bars, the baseline as grey ticks.

    Cash at the start is a source of its own. What cash lacks at its worst is one too, for somebody
    outside has to bring it; then as much comes in as goes out and is left.
    """
    flows, before = _flows(run), _flows(baseline)
    shown = [flow for flow in flows if max(abs(flows[flow]), abs(before.get(flow, 0.0))) >= 0.5]
    figure = style.blank(84 + 30 * len(shown))
    for side, name, colour in _sides(words):
        rows = [flow for flow in shown if _side(flow) == side]
        if rows:
            figure.add(_bars(rows, flows, name, colour, words))
    past = [before.get(flow, 0.0) for flow in shown]
    labels = [_label(words, flow) for flow in shown]
    figure.add(style.ticks(words("Baseline"), past, labels, [_yuan(words, v) for v in past]))
    _bar_axes(figure, shown, flows, before, words)
    return figure


def _flows(run: Run) -> dict[str, float]:
    """Yuan per 1,000 of orders: cash at the start, sources, the missing part, uses by size, what is
    left; 0 without orders.
    """
    account = statement(run)
    sales = float(account.sources["sales_received"][0])

    def part(amount: np.ndarray) -> float:
        return 1000.0 * float(amount[0]) / sales if sales > 0 else 0.0

    opening, outside = part(account.opening), part(account.outside)
    sources = {flow: part(amount) for flow, amount in account.sources.items()}
    uses = {flow: part(amount) for flow, amount in account.uses.items()}
    uses["debt"] = max(0.0, -opening)
    by_size = dict(sorted(uses.items(), key=lambda use: -use[1]))
    return (sources | {"opening": max(0.0, opening), "missing": outside} | by_size
            | {"left": part(account.closing) + outside})


def _side(flow: str) -> str:
    if flow in ("missing", "left"):
        return flow
    return "in" if flow in INCOME or flow == "opening" else "out"


def _label(words: Words, flow: str) -> str:
    own = {"missing": words("Missing: from outside"), "left": words("Left in the till"),
           "opening": words("Cash at the start"), "debt": words("Debt at the start")}
    return own.get(flow) or flow_name(words, flow)


def _sides(words: Words) -> tuple[tuple[str, str, str], ...]:
    return (
        ("in", words("Comes in"), style.MONEY_IN),
        ("missing", words("Missing"), style.SHORTFALL),
        ("out", words("Goes out"), style.MONEY_OUT),
        ("left", words("Left over"), style.HOLDINGS),
    )


def _yuan(words: Words, amount: float) -> str:
    return words.money(amount, digits=0, compact=False)


def _bars(rows: list[str], flows: dict[str, float], name: str, colour: str, words: Words) -> Trace:
    amounts = [flows[flow] for flow in rows]
    return style.bars(
        name, amounts, [_label(words, flow) for flow in rows],
        [_yuan(words, amount) for amount in amounts], colour, orientation="h", width=0.62,
    )


def _bar_axes(figure: Figure, shown: Sequence[str], flows: Mapping[str, float],
              before: Mapping[str, float], words: Words) -> None:
    """Names on the left, amounts in a column of their own on the right, clear of the marks."""
    values = np.array([*flows.values(), *before.values()])
    ticks = style.linear_ticks(min(0.0, float(values.min())), float(values.max()))
    labels = [_label(words, flow) for flow in shown]
    figure.add({
        "type": "scatter", "x": [1.16 * values.max()] * len(shown), "y": labels, "mode": "text",
        "text": [_yuan(words, flows.get(flow, 0.0)) for flow in shown], "hoverinfo": "skip",
        "textposition": "middle left", "showlegend": False, "name": "",
    })
    figure.layout |= {"barmode": "overlay", "hovermode": "y unified"}
    figure.y_axis(categoryorder="array", categoryarray=labels[::-1], title={"text": ""})
    figure.x_axis(
        title={"text": words("Yuan per 1,000 yuan of orders")}, showgrid=True,
        tickvals=ticks, ticktext=[_yuan(words, tick) for tick in ticks],
        range=[0, 1.17 * float(values.max())],
    )
