"""Price and pool of every campaign, what drove the price, and the rule of thumb beside it."""

from collections.abc import Callable

import numpy as np

from analysis.pooled import has_pool
from charts import style
from charts.bands import Band, banded, reached
from charts.figure import Figure, Texts
from model import Run, readings
from model.laws import theory
from model.laws.baskets import Basket, basket
from model.terms.parameters import GIFT_LIMIT
from wording import Words
from wording.names import row_name


def price_path(
    run: Run, baseline: Run, words: Words, log: bool = True, band: Band = None
) -> Figure:
    """Closing price of a point per campaign from its start, the baseline behind (model.md 5.6);
    the first campaign's band of draws under all.
    """
    figure = style.blank()
    title = words("Price of a point (yuan)")
    return _campaign_lines(figure, "price", run, baseline, words, title, words.number, log,
                           band)


def pool_path(run: Run, baseline: Run, words: Words, band: Band = None) -> Figure:
    """Yuan in each campaign's pool at the day's close and in all of them, those of the baseline
    behind; the first campaign's band of draws under all.
    """
    figure = style.blank()
    title = words("In the pool (yuan)")
    return _campaign_lines(figure, "pool", run, baseline, words, title, words.money, False,
                           band)


def _campaign_lines(
    figure: Figure, series: str, run: Run, baseline: Run, words: Words, title: str,
    text: Callable[[float], str], log: bool, band: Band,
) -> Figure:
    """One line per campaign over the same days; baseline campaigns share one legend entry."""
    if not has_pool(run.scenario):
        figure.note(words("There is no pool in this case."))
        return figure
    only = {"price": style.PRICE, "pool": style.POOL}[series]
    several = len(run.campaign_ids) > 1
    colours = style.CAMPAIGNS if several else (only,)
    names = [row_name(words, "campaigns", each) for each in run.campaign_ids]
    figure.add(*banded(band, colours[0], words, names[0] if several else ""))
    whole = series == "pool" and max(len(names), len(baseline.campaign_ids)) > 1
    lines = [style.baseline_line(words("Baseline"), x, y, Texts(text, y)) | {
        "legendgroup": "baseline", "showlegend": index == 0}
        for index, (x, y) in enumerate(_lines(baseline, series, whole))]
    if whole and several:
        lines += [style.line(words("In all pools"), x, y, Texts(text, y), only, line={"width": 4})
                  for x, y in _lines(run, series, whole)]
    lines += [style.line(name, x, y, Texts(text, y), colours[index % len(colours)])
              for index, (name, (x, y)) in enumerate(zip(names, _lines(run, series), strict=True))]
    figure.add(*lines)
    style.day_axis(figure, run.days, words)
    ticks = style.plain(words) if series == "price" else text
    drawn = np.concatenate([reached(band), *(each["y"] for each in lines)])
    style.value_axis(figure, drawn, title, ticks, log)
    return figure


def _lines(run: Run, series: str, whole: bool = False) -> list[tuple[np.ndarray, np.ndarray]]:
    """Weekly days from each campaign's start on, and the series there; one line of the sum of all
    if it is wanted `whole`."""
    if whole:
        keep = style.thin(run.days)
        return [(keep, run.campaigns[series][0][:, keep].sum(axis=0))]
    return [_since_start(run, series, index, each) for index, each in enumerate(run.campaign_ids)]


def _since_start(run: Run, series: str, index: int, campaign: str) -> tuple[np.ndarray, np.ndarray]:
    """The same of one campaign."""
    start = min(int(run.scenario.number(f"campaigns.{campaign}.start_day")), run.days - 1)
    keep = start + style.thin(run.days - start)
    return keep, run.campaigns[series][0, index, keep]


def price_drivers(run: Run, words: Words, campaign: int = 0) -> Figure:
    """What multiplied the price since the start: stacked ln(price / issue price) by cause.

    The three causes add up to the whole rise (model.md 6), so heights on this axis add while
    prices multiply; the ticks are written as multiples.
    """
    figure = style.blank()
    keep = style.thin(run.days)
    total = np.zeros(len(keep))
    causes = readings.price_drivers(run)
    for cause, name, colour in _causes(words):
        height = np.cumsum(causes[cause][0, campaign])[keep]
        texts = Texts(words.multiple, _multiples(height))
        thin = {"width": 0.5}
        figure.add(style.line(name, keep, height, texts, colour, line=thin, stackgroup="causes"))
        total = total + height
    style.day_axis(figure, run.days, words)
    ticks = style.log_ticks(*_multiples(np.array([min(0, total.min()), total.max()])))
    figure.y_axis(
        title={"text": words("Multiple of the issue price (log scale)")},
        tickvals=np.log(ticks).tolist(),
        ticktext=[words.multiple(t, digits=0 if t >= 1 else 2) for t in ticks],
    )
    return figure


def _multiples(logarithms: np.ndarray) -> np.ndarray:
    """What a sum of ln(price) changes multiplies by, within what a float can hold."""
    return np.asarray(np.exp(np.clip(logarithms, -700, 700)))


def _causes(words: Words) -> tuple[tuple[str, str, str], ...]:
    return (
        ("issuance", words("issuing points"), style.ISSUANCE),
        ("pause", words("orders without gifts"), style.PAUSE),
        ("burning", words("burning sold points"), style.BURNING),
    )


def rule_of_thumb(run: Run, words: Words) -> Figure:
    """The first campaign's price against orders so far, beside the closed form of model.md 7.

    Orders are counted in first orders' worth of contribution, so a small repeat order counts as
    a part of one. Without contributions or gifts there is no rule, and the figure says so.
    """
    figure = style.blank()
    keep = style.thin(run.days)
    first = basket(run.scenario, "enrolment")
    paid_in = np.cumsum(run.campaigns["contribution"][0, 0])[keep]
    if not (float(first.gift) > 0 and paid_in.max() > 0):
        figure.note(words("Nothing is gifted on first orders, so there is no rule."))
        return figure
    orders = paid_in / float(first.contribution * first.price)
    ladder = np.geomspace(1, max(orders.max(), 2), 60)
    price, rule = run.campaigns["price"][0, 0, keep], _rule(run, first, ladder)
    for name, x, y, colour, dash in (
        (words("This scenario"), orders, price, style.PRICE, "solid"),
        (words("Rule of thumb: orders only"), ladder, rule, style.RULE, "dot"),
    ):
        texts = Texts(words.number, y)
        figure.add(style.line(name, x, y, texts, colour, line={"dash": dash}))
    title = words("Price of a point (yuan)")
    style.value_axis(figure, np.concatenate([price, rule]), title, style.plain(words), log=True)
    _orders_axis(figure, ladder, words)
    return figure


def _rule(run: Run, first: Basket, orders: np.ndarray) -> np.ndarray:
    """Price of the closed form after `orders` first orders of the first campaign."""
    # Both are per yuan of sales: their quotient may exceed the limit by rounding alone.
    gift = min(GIFT_LIMIT, float(first.gift / first.contribution))
    issue_price = run.scenario.number(f"campaigns.{run.campaign_ids[0]}.issue_price")
    return np.asarray(theory.price_after_orders(orders, gift, issue_price))


def _orders_axis(figure: Figure, orders: np.ndarray, words: Words) -> None:
    ticks = [t for t in 10.0 ** np.arange(12) if t <= orders.max() * 1.2]
    figure.x_axis(
        type="log", title={"text": words("Orders so far, in first orders' worth (log scale)")},
        tickvals=ticks, ticktext=[words.number(t, digits=0, compact=True) for t in ticks],
        unifiedhovertitle={"text": words("Order {number}", number="%{x:,.0f}")},
    )
