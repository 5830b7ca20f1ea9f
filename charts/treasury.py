"""Sources and uses of operating cash by month, and the advert income that would fill the gap."""

from typing import NamedTuple

import numpy as np

from charts import style
from charts.figure import Figure, Texts, Trace
from charts.months import month_axis, months
from model import Run, readings
from model.cohorts.run import MONTH_DAYS
from model.laws import treasury
from model.readings import statement
from model.terms.benchmarks import INCOME_PER_DAILY_USER
from wording import Words
from wording.names import flow_name


class _Part(NamedTuple):
    """Flows that one colour of the stack stands for."""

    name: str
    flows: tuple[str, ...]
    colour: str


def sources_and_uses(run: Run, baseline: Run, words: Words) -> Figure:
    """Yuan by 30-day month: sources upward, uses downward, and the month's gain as a line.

    Cash at the start (or debt) stands in the first month, what must come from outside in the months
    whose lack is deeper than any before.
    """
    figure = style.blank(400)
    flows = {name: amounts[0] for name, amounts in statement.by_month(run).items()}
    flows |= _besides(run)
    gain, numbers = _gain(run), months(-(-run.days // MONTH_DAYS))
    heights = []
    for sign, parts in ((1.0, _sources(words)), (-1.0, _uses(words))):
        amounts = {part: sign * _amount(flows, part) for part in parts}
        heights.append(sum(amounts.values()))
        for part, amount in amounts.items():
            if amount.any():
                texts = Texts(words.money, amount)
                figure.add(style.bars(part.name, numbers, amount, texts, part.colour))
    _gain_lines(figure, gain, baseline, numbers, words)
    figure.layout |= {"barmode": "relative", "bargap": 0.18}
    figure.layout["legend"] |= {"traceorder": "normal"}
    month_axis(figure, len(numbers), words)
    title = words("Cash flow (yuan a month)")
    style.value_axis(figure, np.concatenate(heights), title, words.money)
    figure.level(0.0, style.BASELINE)
    return figure


def _amount(flows: dict[str, np.ndarray], part: _Part) -> np.ndarray:
    """All flows of a part that the run has, (month,)."""
    none = np.zeros(flows["sales_received"].shape)
    return np.asarray(sum((flows[flow] for flow in part.flows if flow in flows), none))


def _gain_lines(
    figure: Figure, gain: np.ndarray, baseline: Run, numbers: np.ndarray, words: Words
) -> None:
    past = _gain(baseline)
    figure.add(
        style.halo(numbers, gain),
        style.baseline_line(words("Baseline: gain"), months(len(past)), past,
                            Texts(words.money, past)),
        style.line(words("Gain of the month"), numbers, gain, Texts(words.money, gain),
                   style.CASH),
    )


def _gain(run: Run) -> np.ndarray:
    """What operating cash gained in each month, (month,)."""
    return np.asarray(treasury.gain(statement.by_month(run))[0])


def _besides(run: Run) -> dict[str, np.ndarray]:
    """What operating cash has beside its flows, (month,): at the start, and from outside."""
    outside = statement.outside_by_month(run)[0]
    first = np.zeros_like(outside)
    first[0] = run.scenario.number("platform.initial_cash")
    return {"opening": np.maximum(first, 0.0), "debt": np.maximum(-first, 0.0), "outside": outside}


def _sources(words: Words) -> tuple[_Part, ...]:
    return (
        _Part(words("Cash at the start"), ("opening",), style.HOLDINGS),
        _Part(flow_name(words, "sales_received"), ("sales_received",), style.ORDERS),
        _Part(words("From pools"), ("redemptions_received", "pool_fee_income",
                                    "round_end_income"), style.POOL),
        _Part(words("From modes"), ("mode_payouts_received", "mode_income"), style.MODES),
        _Part(flow_name(words, "voucher_top_ups"), ("voucher_top_ups",), style.UNRELEASED),
        _Part(flow_name(words, "ad_revenue"), ("ad_revenue",), style.ADVERTS),
        _Part(flow_name(words, "agent_fees"), ("agent_fees",), style.AGENTS),
        _Part(words("Missing: from outside"), ("outside",), style.SHORTFALL),
    )


def _uses(words: Words) -> tuple[_Part, ...]:
    return (
        _Part(words("Goods, agents' included"), ("goods_cost", "agent_goods"), style.GOODS),
        _Part(words("Debt at the start"), ("debt",), style.HOLDINGS),
        _Part(flow_name(words, "contribution"), ("contribution",), style.POOL),
        _Part(flow_name(words, "initial_pools"), ("initial_pools",), style.WALLET),
        _Part(words("Into modes"), ("mode_funding",), style.MODES),
        _Part(flow_name(words, "withdrawals_paid"), ("withdrawals_paid",), style.WITHDRAWN),
        _Part(words("Agents, and team bonus in cash"), ("agent_payouts", "team_bonus_cash"),
              style.TEAM),
        _Part(words("Running costs"), ("payment_fees", "fixed_cost", "cost_of_sales"),
              style.RUNNING_COSTS),
    )


def advert_income(run: Run, baseline: Run, words: Words) -> Figure:
    """Yuan per finished ad task: needed, assumed, and what another app took in per daily user.

    A finished task is a member's advert day, `ads_per_task` views. Where no income would do, the
    bar is missing and the figure says so.
    """
    figure = style.blank(240)
    names = [words("Needed to break even"), words("Assumed here")]
    now, then = (_per_task(r) for r in (run, baseline))
    for name, amount, colour in zip(names, now, (style.SHORTFALL, style.ADVERTS), strict=True):
        bar = style.bars(
            name, np.array([amount]), [name], [words.money(amount)], colour, orientation="h",
            width=0.55, showlegend=False,
        )
        figure.add(bar)
    figure.add(style.ticks(
        words("Baseline"), np.array(then), names, Texts(words.money, then),
    ))
    names = [*names, _add_benchmark(figure, words)]
    texts = [
        words("no advert income would do") if np.isnan(amount) else words.money(amount)
        for amount in now
    ]
    high = 1.3 * float(np.nanmax([*now, *then, INCOME_PER_DAILY_USER.high]))
    _income_axes(figure, high, names, words)
    figure.add(_amounts(high, names, [*texts, _span(words)]))
    return figure


def _income_axes(figure: Figure, high: float, names: list[str], words: Words) -> None:
    ticks = style.linear_ticks(0.0, high)
    figure.layout["hovermode"] = "closest"
    figure.y_axis(
        categoryorder="array", categoryarray=names[::-1], title={"text": ""}, showgrid=False,
        range=[-0.5, len(names) - 0.5],
    )
    figure.x_axis(
        title={"text": words("Advert income (yuan per finished ad task)")}, showgrid=True,
        tickvals=ticks, ticktext=[words.money(v, compact=False) for v in ticks], range=[0, high],
    )


def _per_task(run: Run) -> tuple[float, float]:
    """(needed, assumed) income in yuan per finished task; needed is NaN where none would do."""
    views = run.scenario.number("ad_points.ads_per_task")
    needed = float(readings.breakeven_revenue_per_view(run)[0])
    return needed * views, run.scenario.number("ad_points.revenue_per_view") * views


def _amounts(high: float, names: list[str], texts: list[str]) -> Trace:
    """Amounts in a column of their own on the right, clear of the marks."""
    return {
        "type": "scatter", "x": [high] * len(names), "y": names, "mode": "text", "text": texts,
        "textposition": "middle left", "hoverinfo": "skip", "showlegend": False, "name": "",
    }


def _span(words: Words) -> str:
    known = INCOME_PER_DAILY_USER
    return words("{low} to {high}", low=words.money(known.low), high=words.money(known.high))


def _add_benchmark(figure: Figure, words: Words) -> str:
    """The benchmark as a stroke in a row of its own and a band behind all; the row's name."""
    known, row = INCOME_PER_DAILY_USER, words("Benchmark, per daily user")
    source = words("Qutoutiao, 6-K releases, {period}, grade {grade}", period=known.period,
                   grade=known.grade)
    figure.add(style.line(
        source, [known.low, known.high], [row] * 2, [_span(words)] * 2, style.GOODS,
        line={"width": 22},
    ))
    figure.layout.setdefault("shapes", []).append({
        "type": "rect", "xref": "x", "yref": "y domain", "x0": known.low, "x1": known.high,
        "y0": 0, "y1": 1, "fillcolor": "rgba(107, 127, 147, 0.25)", "line": {"width": 0},
        "layer": "below",
    })
    return row
