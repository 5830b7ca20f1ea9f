"""What ad points are owed, what is there to pay them, and what would have to earn it."""

from collections.abc import Callable
from typing import Protocol

import numpy as np

from charts import style
from charts.figure import Figure, Texts, Trace
from charts.months import months, stacked_shares
from model import Run, readings
from model.readings import releases
from model.terms.benchmarks import INCOME_PER_DAILY_USER
from wording import Words


class _Text(Protocol):
    """Writes an amount, short where there is little room."""

    def __call__(self, value: float, *, compact: bool) -> str: ...


def paid_back_by_month(run: Run, baseline: Run, words: Words) -> Figure:
    """Of the members of each join month: first order paid back, still watching, stopped before."""
    figure = style.blank()
    parts = releases.paid_back_by_month(run)
    numbers = months(parts["paid_back"].shape[1])
    for part, name, colour in (
        ("paid_back", words("First order paid back"), style.RECEIVED),
        ("watching", words("Not yet, still watching"), style.UNRELEASED),
        ("stopped", words("Stopped watching before"), style.LEFT_BEHIND),
    ):
        values = parts[part][0]
        figure.add(style.bars(name, numbers, values, Texts(words.percent, values), colour))
    past = releases.paid_back_by_month(baseline)["paid_back"][0]
    figure.add(style.halo(months(past.size), past), style.baseline_line(
        words("Baseline: paid back"), months(past.size), past, Texts(words.percent, past),
    ))
    stacked_shares(figure, numbers.size, words)
    return figure


def _fortnights(count: int) -> np.ndarray:
    """Every fourteenth day and the last: these curves are smooth, their hover texts cost time."""
    weekly = style.thin(count)
    return np.append(weekly[:-1:2], weekly[-1:])


def ledger(run: Run, baseline: Run, words: Words) -> Figure:
    """All ad points granted so far, by what became of them; behind, what the baseline paid."""
    figure = style.blank()
    parts, past = releases.ledger(run), releases.ledger(baseline)["released"]
    keep = _fortnights(run.days)
    total = sum((part[0, keep] for part in parts.values()), np.zeros(1))
    if not total.any():
        figure.note(words("No ad points are granted."))
        return figure
    for part, name, colour in (
        ("released", words("Paid so far"), style.RECEIVED),
        ("unpaid", words("In arrears"), style.SHORTFALL),
        ("claimable", words("Can still be claimed"), style.UNRELEASED),
        ("left_behind", words("Left behind"), style.LEFT_BEHIND),
        ("forfeited", words("Forfeited so far"), style.FORFEITED),
        ("lapsed", words("Lapsed so far"), style.RUNNING_COSTS),
    ):
        if part in parts and parts[part].any():
            figure.add(_layer(name, keep, parts[part][0, keep], colour, words.number))
    figure.add(_behind(words("Baseline: paid so far"), past[0], words.number))
    style.day_axis(figure, run.days, words)
    values = np.concatenate([total, past[0]])
    style.value_axis(figure, values, words("Ad points granted so far (points)"),
                     lambda v: words.number(v, compact=True))
    return figure


def _layer(name: str, x: np.ndarray, y: np.ndarray, colour: str, text: _Text) -> Trace:
    texts = [text(v, compact=True) for v in y]
    return style.line(name, x, y, texts, colour, line={"width": 0.5}, stackgroup="all")


def _behind(name: str, values: np.ndarray, text: _Text) -> Trace:
    keep = _fortnights(values.size)
    return style.baseline_line(name, keep, values[keep],
                               [text(v, compact=True) for v in values[keep]])


def owed(run: Run, baseline: Run, words: Words) -> Figure:
    """What the platform owes at each close, stacked by kind, against its operating cash."""
    figure = style.blank()
    parts, keep = releases.owed(run), _fortnights(run.days)
    for part, name, colour in (
        ("wallet", words("Wallet balances"), style.WALLET),
        ("vouchers", words("Vouchers"), style.AGENTS),
        ("arrears", words("Arrears of releases"), style.SHORTFALL),
        ("modes", words("Modes, beyond their pots"), style.MODES),
        ("claimable", words("Ad points of those who still watch"), style.UNRELEASED),
        ("commissions", words("Commissions due on them"), style.REFERRAL["release"]),
        ("left_behind", words("Left behind, on paper only"), style.LEFT_BEHIND),
    ):
        if part in parts and parts[part].any():
            figure.add(_layer(name, keep, parts[part][0, keep], colour, words.money))
    past = sum(releases.owed(baseline).values(), np.zeros(1))[0]
    cash = run.daily["operating_cash"][0, keep]
    figure.add(_behind(words("Baseline: owed"), past, words.money), style.halo(keep, cash))
    texts = Texts(words.money, cash)
    figure.add(style.line(words("Operating cash"), keep, cash, texts, style.CASH))
    style.day_axis(figure, run.days, words)
    total = sum((part[0, keep] for part in parts.values()), np.zeros(1))
    style.value_axis(figure, np.concatenate([total, past, cash]),
                     words("Owed, and in the account (yuan)"), words.money)
    figure.level(0.0, style.BASELINE)
    return figure


def advert_income(run: Run, baseline: Run, words: Words) -> Figure:
    """Advert income a day per active member: needed and available, and what another app earned."""
    figure = style.blank(360)
    income = releases.income_per_active_member(run)
    past = releases.income_per_active_member(baseline)["needed"][0]
    figure.add(*_benchmark(run.days, words))
    figure.add(_income(style.baseline_line, words("Baseline: needed"), past, words))
    for kind, name, colour in (
        ("needed", words("Needed to pay the day's releases"), style.MONEY_OUT),
        ("available", words("Available at the assumed income"), style.ADVERTS),
    ):
        figure.add(_income(style.line, name, income[kind][0], words, colour))
    figure.add(*_break_even(run, words))
    style.day_axis(figure, run.days, words)
    values = np.concatenate([trace["y"] for trace in figure.data])
    style.value_axis(figure, values, words("Per active member a day (yuan, log scale)"),
                     lambda v: words.money(v), log=True)
    return figure


def _income(
    draw: Callable[..., Trace], name: str, values: np.ndarray, words: Words, *colour: str
) -> Trace:
    keep = _fortnights(values.size)
    shown = np.where(values[keep] > 0, values[keep], np.nan)
    trace: Trace = draw(name, keep, shown, [words.money(v, compact=False) for v in shown], *colour)
    return trace


def _benchmark(days: int, words: Words) -> tuple[Trace, Trace]:
    """What Qutoutiao took in, as a band from the lowest to the highest quarter."""
    known, ends = INCOME_PER_DAILY_USER, np.array([0, days - 1])
    low, high = (np.full(2, v) for v in (known.low, known.high))
    name = words(
        "Qutoutiao, 6-K releases, {period}, grade {grade}", period=known.period, grade=known.grade,
    )
    edge = {"width": 0.5}
    span = words("{low} to {high}", low=words.money(known.low), high=words.money(known.high))
    texts = [span] * 2
    bottom = style.line("", ends, low, texts, style.GOODS, line=edge, showlegend=False,
                        hoverinfo="skip", hovertemplate=None)
    return bottom, style.line(name, ends, high, texts, style.GOODS, line=edge, fill="tonexty",
                              fillcolor="rgba(107, 127, 147, 0.35)")


def _break_even(run: Run, words: Words) -> tuple[Trace, ...]:
    """Constant income with which operating cash is never negative, all else as it is."""
    views = run.scenario.number("ad_points.ads_per_task")
    level = views * float(readings.breakeven_revenue_per_view(run)[0])
    if not level > 0:
        return ()
    ends = np.array([0, run.days - 1])
    return (style.line(
        words("Needed to break even"), ends, np.full(2, level),
        [words.money(level)] * 2, style.SHORTFALL, line={"dash": "dot"},
    ),)


def growth(run: Run, baseline: Run, words: Words) -> Figure:
    """Daily growth of sales from month to month, against what releases need (model.md 7)."""
    figure = style.blank()
    (now, days), (before, past_days) = releases.sales_growth(run), releases.sales_growth(baseline)
    if not np.isfinite(now).any():
        figure.note(words("There are not two months with sales to compare."))
        return figure
    needed = float(releases.required_growth(run)[0])
    rates = [now[0], before[0]]
    figure.add(style.baseline_line(words("Baseline"), past_days, before[0],
                                   [_rate(words, v) for v in before[0]]))
    figure.add(style.line(words("Growth of sales"), days, now[0],
                          [_rate(words, v) for v in now[0]], style.ORDERS))
    if np.isfinite(needed):
        ends = np.array([0, run.days - 1])
        figure.add(style.line(
            words("Needed if no ad task is missed"), ends, np.full(2, needed),
            [_rate(words, needed)] * 2, style.RULE, line={"dash": "dot"},
        ))
        rates.append(np.array([needed]))
    elif np.isinf(needed):
        figure.layout["annotations"] = [{
            "text": words("An order leaves nothing for releases: no growth is enough."),
            "showarrow": False, "x": 1.0, "y": 1.0, "xref": "paper", "yref": "paper",
        }]
    style.day_axis(figure, run.days, words)
    style.value_axis(figure, np.concatenate(rates), words("Growth of sales (% a day)"),
                     lambda v: _rate(words, v))
    figure.level(0.0, style.BASELINE)
    return figure


def _rate(words: Words, value: float) -> str:
    return words.percent(value, digits=1)
