"""Random scenario documents over every table, option and permitted value (model.md 1).

Numbers lie on grids with a few extremes: a minimal counter-example then reads well, and no draw
depends on numbers so small that they have lost their digits.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Table = dict[str, Any]
MOST_GIFT = 5.0  # boost times gift share beyond this overflows (model.md 1)


def grid(low: float, high: float, steps: int = 1000) -> st.SearchStrategy[float]:
    """Numbers from low to high, both included."""
    return st.integers(0, steps).map(lambda step: low + (high - low) * step / steps)


def share() -> st.SearchStrategy[float]:
    """A part of something: ordinary, none, all, or within a millionth of either."""
    return st.one_of(grid(0.0, 1.0), st.sampled_from([0.0, 1.0, 1e-6, 1 - 1e-6]))


def part() -> st.SearchStrategy[float]:
    """A share below 1."""
    return st.one_of(grid(0.0, 0.9), st.sampled_from([0.0, 0.2, 1e-6, 0.999]))


def positive(low: float, high: float) -> st.SearchStrategy[float]:
    """A positive number of any order of magnitude between low and high."""
    return st.tuples(st.integers(1000, 9999), st.integers(0, 400)).map(
        lambda drawn: min(high, max(low, drawn[0] / 1000 * low * (high / low) ** (drawn[1] / 400)))
    )


def money(high: float = 1e12) -> st.SearchStrategy[float]:
    """None, ordinary sums, and now and then a very large one."""
    return st.one_of(st.just(0.0), grid(0.0, 5000.0), positive(1.0, high))


def weights(size: int) -> st.SearchStrategy[list[float]]:
    """Weights of which at least one is positive."""
    weight = st.one_of(st.just(0.0), grid(0.1, 10.0, 99))
    return st.lists(weight, min_size=size, max_size=size).filter(any)


def named(prefix: str, drawn: list[Table]) -> Table:
    """A keyed table with ids of its own."""
    return {f"{prefix}{number}": row for number, row in enumerate(drawn, start=1)}


@st.composite
def growth(draw: st.DrawFn) -> Table:
    """Any of the four curves, markets and joins from none to 1e10."""
    curve = draw(st.sampled_from(["bass", "constant", "exponential", "series"]))
    joins = st.one_of(grid(0.0, 100.0), positive(1e-3, 1e10))
    if curve == "bass":
        market = st.one_of(positive(1.0, 1e10), st.sampled_from([0.0, 1000.0, 2e5]))
        return {
            "curve": curve,
            "market_size": draw(market),
            "innovation": draw(st.one_of(grid(0.0, 0.01), share())),
            "imitation": draw(st.one_of(grid(0.0, 0.05), share(), st.just(10.0))),
        }
    if curve == "series":
        return {"curve": curve, "series": draw(st.lists(joins, max_size=200))}
    table: Table = {"curve": curve, "daily_joins": draw(joins)}
    if curve == "exponential":
        rate = st.one_of(grid(-0.05, 0.3), st.sampled_from([-1.0, 10.0]))
        table |= {"growth_rate": draw(rate), "peak_daily_joins": draw(joins)}
    return table


@st.composite
def segments(draw: st.DrawFn) -> Table:
    """One to four segments, some of which never reorder, never watch or leave at once."""
    half_life = st.one_of(positive(0.05, 5000.0), st.just(90.0))
    shares = draw(st.integers(1, 4).flatmap(weights))
    return named(
        "segment_",
        [
            {
                "share": weight,
                "reorder_interval": draw(st.one_of(st.just(0.0), grid(0.5, 60.0))),
                "reorder_scale": draw(st.one_of(grid(0.0, 3.0), st.sampled_from([0.0, 100.0]))),
                "retention_half_life": draw(half_life),
                "task_completion": draw(share()),
                "attention_half_life": draw(half_life),
            }
            for weight in shares
        ],
    )


@st.composite
def product(draw: st.DrawFn, role: str, mix: float) -> Table:
    """A product whose price covers its parts; one in a few contributes nothing at all."""
    price = draw(st.one_of(grid(1.0, 3000.0), positive(0.01, 1e6)))
    parts = sorted(draw(st.lists(st.integers(0, 950), min_size=3, max_size=3)))
    cost, margin, reserve = parts[0], parts[1] - parts[0], parts[2] - parts[1]
    if draw(st.integers(0, 7)) == 7:
        cost, margin, reserve = 1000, 0, 0
    return {
        "role": role,
        "mix": mix,
        "price": price,
        "unit_cost": price * (cost / 1000),
        "platform_margin": price * (margin / 1000),
        "commission_reserve": price * (reserve / 1000),
        "gift_share": draw(st.one_of(grid(0.0, 1.0), st.sampled_from([0.0, 1.0, 2.5, 5.0]))),
        "ad_point_rate": draw(st.one_of(grid(0.0, 2.0), st.sampled_from([0.0, 10.0]))),
    }


@st.composite
def products(draw: st.DrawFn) -> Table:
    """One to three enrolment products, up to three of each other role."""
    shelf: list[Table] = []
    for role, fewest in (("enrolment", 1), ("repurchase", 0), ("wallet", 0)):
        size = draw(st.integers(fewest, 3))
        shelf += [draw(product(role, mix)) for mix in (draw(weights(size)) if size else [])]
    return named("product_", draw(st.permutations(shelf)))


@st.composite
def campaign(draw: st.DrawFn, start_day: int, days: int, most_boost: float) -> Table:
    """A campaign with any pricing, cap and fee; issues for ever or for some days."""
    started_with = draw(st.one_of(st.just(None), st.tuples(positive(1, 1e6), positive(1, 1e6))))
    boost = st.one_of(st.just(1.0), grid(0.0, 2.0), st.sampled_from([0.0, 10.0]))
    table = {
        "start_day": start_day,
        "issue_price": draw(st.one_of(st.just(1.0), positive(0.01, 1000.0))),
        "pricing": draw(st.sampled_from(["order", "day"])),
        "cap_multiple": draw(st.one_of(grid(0.1, 3.0), st.sampled_from([1.0, 1.5, 20.0]))),
        "cap_measure": draw(st.sampled_from(["gross", "net"])),
        "cap_base": draw(st.sampled_from(["spend", "gift"])),
        "sell_fee": draw(part()),
        "fee_to_platform": draw(share()),
        # Not more: 0.999 a day leaves 1e-312 of the points after 104 days, and no digits.
        "voluntary_sale_rate": draw(st.one_of(st.just(0.0), grid(0.0, 0.95))),
        "closing_days": draw(st.integers(0, days)),
        "closing_boost": min(most_boost, draw(boost)),
        "initial_pool": started_with[0] if started_with else 0.0,
        "initial_points": started_with[1] if started_with else 0.0,
    }
    issue_days = draw(st.one_of(st.none(), st.integers(0, days)))
    return table if issue_days is None else table | {"issue_days": issue_days}


@st.composite
def campaigns(draw: st.DrawFn, days: int, most_boost: float) -> Table:
    """One to three campaigns: one after another, overlapping, or starting after the end."""
    first = draw(st.sampled_from([0, 0, 0, 5]))
    starts = [first, *draw(st.lists(st.integers(0, days + 5), max_size=2))]
    return named("campaign_", [draw(campaign(start, days, most_boost)) for start in starts])


@st.composite
def team(draw: st.DrawFn) -> Table:
    """Up to three levels, in cash or equity, on orders or releases."""
    level = st.fixed_dictionaries(
        {"rate": grid(0.0, 0.3), "volume_share": share(), "same_level_share": share()}
    )
    return {
        "basis": draw(st.sampled_from(["order", "release"])),
        "same_level_rate": draw(share()),
        "paid_in": draw(st.sampled_from(["equity", "cash"])),
        "levels": named("level_", draw(st.lists(level, max_size=3))),
    }


def agents() -> st.SearchStrategy[Table]:
    """Up to three tiers, some free of charge."""
    tier = st.fixed_dictionaries(
        {
            "fee": money(1e8),
            "goods_cost_share": share(),
            "rate": grid(0.0, 0.1),
            "territories": positive(0.5, 1e4),
            "sold_share": share(),
            "ramp_days": st.one_of(st.just(0), st.integers(0, 400)),
            "basis": st.sampled_from(["order", "release"]),
        }
    )
    return st.lists(tier, max_size=3).map(lambda drawn: named("tier_", drawn))


def events(days: int) -> st.SearchStrategy[Table]:
    """Up to five events of any kind, also several of one kind, on one day or after the end."""
    event = st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["growth", "run", "ad_revenue", "withdrawal_rush"]),
            "day": st.integers(0, days + 5),
            "size": share(),
        }
    )
    return st.lists(event, max_size=5).map(lambda drawn: named("event_", drawn))


def rules() -> st.SearchStrategy[Table]:
    """The tables without rows: rotation, ad points, referral, wallet and platform."""
    basis = st.sampled_from(["release", "order"])
    commission = grid(0.0, 0.5)
    return st.fixed_dictionaries(
        {
            "rotation": st.fixed_dictionaries(
                {"tail_share": share(), "after_pause_share": share()}
            ),
            "ad_points": st.fixed_dictionaries(
                {
                    "release_rate": st.one_of(grid(0.0, 0.05), share()),
                    "rule": st.sampled_from(["balance", "grant"]),
                    "missed_day": st.sampled_from(["deferred", "forfeited"]),
                    "ads_per_task": grid(0.0, 20.0, 20),
                    "revenue_per_view": grid(0.0, 1.0, 100),
                }
            ),
            "referral": st.fixed_dictionaries(
                {
                    "basis": basis,
                    "direct": commission,
                    "indirect": commission,
                    "order_direct": commission,
                    "order_indirect": commission,
                    "sponsored_share": share(),
                    "funded_by": st.sampled_from(["platform", "member"]),
                }
            ),
            "wallet": st.fixed_dictionaries(
                {"withdraw_share": share(), "spend_rate": share(), "withdrawal_fee": share()}
            ),
            "platform": st.fixed_dictionaries(
                {
                    "initial_cash": st.one_of(money(), grid(-1e6, 1e6)),
                    "payment_fee": share(),
                    "fixed_cost_per_day": money(1e9),
                    "cost_share_of_sales": share(),
                }
            ),
        }
    )


@st.composite
def documents(draw: st.DrawFn, longest: int = 150) -> Table:
    """A whole scenario document as `tomllib` would return it."""
    days = draw(st.integers(30, longest))
    shelf = draw(products())
    most_gift = max(row["gift_share"] for row in shelf.values())
    # A hair below, so that rounding of the product cannot exceed the limit.
    most_boost = min(10.0, 0.999 * MOST_GIFT / most_gift if most_gift > 0 else 10.0)
    return {
        "format": 1,
        "horizon": {"days": days},
        "growth": draw(growth()),
        "segments": draw(segments()),
        "products": shelf,
        "campaigns": draw(campaigns(days, most_boost)),
        "team": draw(team()),
        "agents": draw(agents()),
        "events": draw(events(days)),
        **draw(rules()),
    }


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Nothing, or one drawn."""
    return st.one_of(st.none(), strategy)


@st.composite
def limit(draw: st.DrawFn, first_order: float) -> Table:
    """A limit of any kind that a first order fits."""
    kind = draw(st.sampled_from(["orders", "spend", "earning"]))
    least = {"orders": 1.0, "spend": first_order, "earning": 0.0}[kind]
    row = {"on": kind, "limit": least * 1.001 + draw(grid(0.0, 5.0)) * max(1.0, least) + 0.01}
    window = draw(maybe(st.integers(1, 40)))
    return row if window is None else row | {"window_days": window}


@st.composite
def controls_of_campaign(draw: st.DrawFn, row: Table) -> Table:
    """Locks, rations, clipped caps, floors and ceilings of one campaign."""
    controls: Table = {
        "lock_days": draw(st.sampled_from([0, 1, 7, 30])),
        "sale_limit": draw(st.sampled_from([1.0, 0.5, 0.01, 0.0])),
        "cap_payout": draw(st.sampled_from(["market", "clipped"])),
        "price_floor": draw(st.sampled_from([0.0, 0.5, 0.95, 1.5])) * row["issue_price"],
    }
    ceiling = draw(maybe(st.sampled_from([1.6, 3.0, 20.0])))
    if ceiling is not None:
        controls["price_ceiling"] = ceiling * row["issue_price"]
    return controls


@st.composite
def controls_of_releases(draw: st.DrawFn) -> Table:
    """Waits and lapses, a gate, a payout limit."""
    found: Table = {"ad_points": {"lag_days": draw(st.sampled_from([1, 2, 9]))}}
    expiry = draw(maybe(st.integers(1, 60)))
    if expiry is not None:
        found["ad_points"]["expiry_days"] = expiry
    growth = draw(maybe(grid(-0.5, 0.5)))
    if growth is not None:
        found["release_gate"] = {
            "min_growth": growth, "measure": draw(st.sampled_from(["sales", "contribution"])),
            "period_days": draw(st.integers(1, 20)),
            "while_closed": draw(st.sampled_from(["deferred", "queued", "lapsed"])),
        }
    part = draw(maybe(st.sampled_from([0.0, 0.01, 0.1, 1.0])))
    if part is not None:
        unpaid = draw(st.sampled_from(["queued", "lapsed"]))
        found["payout_limit"] = {"share_of_sales": part, "unpaid": unpaid}
    return found


@st.composite
def controlled(draw: st.DrawFn, document: Table) -> Table:
    """The document with controls of every kind, each there or not."""
    first = [row for row in document["products"].values() if row["role"] == "enrolment"]
    price = sum(r["mix"] * r["price"] for r in first) / sum(r["mix"] for r in first)
    spent, lapses = draw(share()), draw(share())
    releases = draw(controls_of_releases())
    cut = {"kind": "release_cut", "day": draw(st.integers(0, 60)), "size": draw(share())}
    found = document | releases | {
        "ad_points": document["ad_points"] | releases["ad_points"],
        "campaigns": {row_id: row | draw(controls_of_campaign(row))
                      for row_id, row in document["campaigns"].items()},
        "wallet": document["wallet"] | {
            "voucher_share": draw(share()), "voucher_price_share": draw(grid(0.2, 1.0)),
            "voucher_spend_rate": spent, "voucher_lapse_rate": 0.99 * lapses * (1.0 - spent),
        },
        "identity": {"evading_share": draw(share()), "detection": draw(share())},
        "limits": named("limit_", draw(st.lists(limit(price), max_size=3))),
    }
    if draw(st.booleans()):
        found["events"] = document["events"] | {"cut": cut}
    return found
