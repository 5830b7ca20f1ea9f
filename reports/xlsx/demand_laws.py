"""Sales, ad points, adverts and commissions again from who joins (model.md sections 2 to 5)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from model import Run
from reports.xlsx.laws import Days, Law, Part, Parts, linear
from wording import Words
from wording.names import row_name

SALES = ("first_orders", "reorders")


def laws(run: Run, words: Words) -> list[Law]:
    """Members who are left first, then what they do."""
    return [
        *(Law(f"kind.{row}", words("Members left · {kind}", kind=row_name(words, "segments", row)),
              _left(row)) for row in run.segment_ids),
        linear("first_orders", words("First orders"), words("members who join × basket"),
               [("enrolment.price", "joins")]),
        Law("law.reorders", words("Repeat orders"), _reorders,
            words("members still buying × orders a day × size of an order, over all kinds")),
        Law("law.orders", words("Number of orders"), _orders,
            words("members who join + repeat orders + wallet sales ÷ basket")),
        Law("law.paid_views", words("Paid views of adverts"), _views,
            words("members still watching × views a day, less what events cut")),
        linear("ad_revenue", words("Advert income"), words("paid views × income per view"),
               [("rates.view", "paid_views")]),
        linear("ad_points_granted", words("Ad points granted"), words("sales × ad points per yuan"),
               [("enrolment.ad_points", SALES[0]), ("repurchase.ad_points", SALES[1])]),
        linear("commissions", words("Commissions"),
               words("released ad points or sales × the rates of both levels"),
               [("rates.release", "released"), *(("rates.order", name) for name in SALES)]),
        Law("sums", words("Sales and releases so far"), _sums),
        Law("adverts", words("Cash without advert income"), _without_adverts),
    ]


def _left(row: str) -> Parts:
    """Members who joined before the day and still buy, and who still watch: those of the day
    before, new ones included, less the part that a day takes (half-lives: no memory).
    """

    def parts(days: Days) -> Iterator[Part]:
        words, share = days.words, f"segments.{row}.share"
        joined = days.daily("joins").replace("{row}", "{before}")
        came = days.series["joins"] * days.terms.value(share)
        labels = {"buying": words("Still buying"), "watching": words("Still watching")}
        for name, label in labels.items():
            kept, left = f"segments.{row}.{name}", np.zeros(days.run.days)
            for day in range(1, days.run.days):
                left[day] = days.terms.value(kept) * (left[day - 1] + came[day - 1])
            yield Part(name, label, f"IF($A{{row}}=0,0,{days.terms[kept]}*({{own}}{{before}}"
                                    f"+{joined}*{days.terms[share]}))", left)

    return parts


def _over_kinds(days: Days, left: str, *rates: str) -> tuple[str, np.ndarray]:
    """Σ members left × rates, over all kinds of members."""
    cells, values = [], np.zeros(days.run.days)
    for row in days.run.segment_ids:
        terms = [f"segments.{row}.{rate}" for rate in rates]
        cells.append("*".join([days.own(f"kind.{row}.{left}"), *(days.terms[t] for t in terms)]))
        values = values + days.found(f"kind.{row}.{left}") * np.prod(
            [days.terms.value(term) for term in terms])
    return "+".join(cells), values


def _reorders(days: Days) -> Iterator[Part]:
    yield days.again(*_over_kinds(days, "buying", "orders", "sales"))
    yield days.off("reorders", "law.reorders.again")


def _orders(days: Days) -> Iterator[Part]:
    repeat, values = _over_kinds(days, "buying", "orders")
    basket, paid = days.terms["wallet.price"], days.daily("wallet_orders")
    price = days.terms.value("wallet.price")
    from_wallets = days.series["wallet_orders"] / price if price > 0 else 0.0
    yield days.again(f"{days.daily('joins')}+{repeat}+IF({basket}>0,{paid}/{basket},0)",
                     days.series["joins"] + values + from_wallets)
    yield days.off("orders", "law.orders.again")


def _views(days: Days) -> Iterator[Part]:
    """Events cut what is left from their day on."""
    cells, values = _over_kinds(days, "watching", "views")
    for row in days.run.scenario.rows("events"):
        day, left = (f"events.{row}.{part}" for part in ("day", "left"))
        cells = f"({cells})*IF($A{{row}}>={days.terms[day]},{days.terms[left]},1)"
        values = values * np.where(np.arange(days.run.days) >= days.terms.value(day),
                                   days.terms.value(left), 1.0)
    yield days.again(cells, values)
    yield days.off("paid_views", "law.paid_views.again")


def _without_adverts(days: Days) -> Iterator[Part]:
    """Adverts and views so far, and the income a view that the cash of the day needs; −1 where it
    is negative before any view is paid (cash is linear in that income).
    """
    words, so_far = days.words, {}
    for name, label in (("ad_revenue", words("Advert income so far")),
                        ("paid_views", words("Paid views so far"))):
        so_far[name] = np.cumsum(days.series[name])
        yield Part(name, label, f"{{own}}{{before}}+{days.daily(name)}", so_far[name])
    cash, income, views = days.daily("operating_cash"), *(
        days.own(f"adverts.{name}") for name in so_far)
    lacking = so_far["ad_revenue"] - days.series["operating_cash"]
    with np.errstate(all="ignore"):
        need = np.where(so_far["paid_views"] == 0, -1.0, lacking / so_far["paid_views"])
    yield Part("need", words("Income needed per view"),
               f"IF({cash}>={income},0,IF({views}=0,-1,({income}-{cash})/{views}))",
               np.where(lacking <= 0, 0.0, need))


def _sums(days: Days) -> Iterator[Part]:
    sales = "+".join(map(days.daily, SALES))
    yield Part("sales", days.words("Sales so far"), f"{{own}}{{before}}+{sales}",
               np.cumsum(sum(days.series[name] for name in SALES)))
    yield Part("released", days.words("Released so far"),
               f"{{own}}{{before}}+{days.daily('released')}", np.cumsum(days.series["released"]))
