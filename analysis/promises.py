"""What the pitch promises, each as a figure of a run: the part to which it is kept.

Every function gives arrays (scenario,) by name. `kept` is 1 where the promise is kept to everybody
or on every occasion, 0 where to nobody or on none, NaN where the run has nothing to test it by: no
points, no pool, no watcher, no agent, nobody joining, nothing sold.
"""

from __future__ import annotations

import numpy as np

from model import Run, people, readings
from model.bounds import TIE
from model.laws import payouts
from model.laws.demand import FULLY_RELEASED, SPEND
from model.laws.redemption import price_after_sale
from model.modes.book import ENTERED, SHORTFALL
from model.readings.reading import Sums, ratio

Figures = dict[str, np.ndarray]

RISE = 1e-12
"""A relative change of the price beyond rounding."""

NEGLIGIBLE = 1e-9
"""Sales of a day below this part of all are too few to tell a rise from rounding."""

SAMPLE_SALE = 0.1
"""The part of all points whose sale shows what a sale does."""

YEAR = 365
"""Who joined less than a year before the end had too little time for what takes a year."""

LATE_PART = 1.0 / 3.0
"""Who joins in this last part of a campaign's gifting is a late entrant."""


def _rise_of_sale(kept: float) -> float:
    """By how much of itself the price rises when the part SAMPLE_SALE of all points is sold and
    the part `kept` of their value stays in the pool."""
    return float(price_after_sale(1.0, 1.0, 1.0 - SAMPLE_SALE, kept)) - 1.0


def pooled(run: Run) -> np.ndarray:
    """Whether a run has a pool at all, (run,): any part of its sales that is more than rounding
    enters one."""
    entered = run.daily["contribution"].sum(axis=1)
    return np.asarray(entered > NEGLIGIBLE * run.demand.sales.sum(axis=1))


def _if_pooled(run: Run, figures: Figures) -> Figures:
    """The figures; NaN where there is no pool that they could be about."""
    there = pooled(run)
    return {name: np.where(there, values, np.nan) for name, values in figures.items()}


def orders_lift(run: Run) -> Figures:
    """Days on which orders earn points and lift the price before anybody sells, of all such days;
    the worst day. NaN without a pool."""
    change = readings.price_drivers(run)["issuance"]
    sales = run.demand.sales
    ordering = sales > NEGLIGIBLE * sales.sum(axis=1, keepdims=True)
    ordered = (run.campaigns["minted"] > 0) & ordering[:, None, :]
    worst = np.where(ordered, change, np.inf).min(axis=(1, 2))
    return _if_pooled(run, {"kept": _share(ordered & (change > RISE), ordered),
                            "worst": np.expm1(worst)})


def sales_lift(run: Run) -> Figures:
    """Days with sales on which they raise the price; what selling a tenth of all points does. NaN
    without a pool."""
    law = np.vectorize(_rise_of_sale, otypes=[float])(run.inputs.campaigns.fee_kept)
    sold = run.campaigns["points_burned"] > 0
    lifted = sold & (readings.price_drivers(run)["burning"] > RISE)
    return _if_pooled(run, {"kept": _share(lifted, sold), "rise": law.min(axis=1)})


def exits_gain(run: Run) -> Figures:
    """Members bought out by force who got more for points than they had spent by then, of all who
    got points and joined a year or more before the end; what they got per yuan spent by then."""
    first = readings.first_exit_day(run)
    out = ~np.isnan(first)
    spent = _spent_by(run, np.where(out, first, run.days - 1.0))
    return _bought_out(run, out, spent, early(run))


def exits_after_stop(run: Run) -> Figures:
    """The same of members who joined before gifting stopped for good, against their spending up
    to then; sales after the stop per yuan of sales before it. NaN if it never stops."""
    terms = run.inputs.campaigns
    stop = np.where(terms.start_day < run.days, terms.end_day, 0).max(axis=1)
    stops = (stop > 0) & (stop < run.days)
    before = np.arange(run.days) < stop[:, None]
    last = np.minimum(stop, run.days)[:, None, None] - 1.0 + np.zeros(run.groups.members.shape)
    out = ~np.isnan(readings.first_exit_day(run))
    found = _bought_out(run, out, _spent_by(run, last), before)
    sales = run.demand.sales
    gifted = np.where(before, sales, 0.0).sum(axis=1)
    later = ratio(np.where(before, 0.0, sales).sum(axis=1), gifted)
    return {name: np.where(stops, values, np.nan) for name, values in found.items()} | {
        "later_sales": np.where(stops, later, np.nan), "stop": np.where(stops, stop, np.nan),
    }


def purchase_free(run: Run) -> Figures:
    """Members who joined a year or more before the end to whom the ad points of their first order
    would by then have brought more than it cost, had they watched every day and missed none; what
    a yuan of it brings such a member in a year. NaN where nobody watches or no points are granted.
    """
    joined = np.where(early(run), run.demand.joins, 0.0)
    rate = np.reshape(run.inputs.baskets["enrolment"].ad_points, (-1, 1))
    paid = _released_to_watcher(run)
    tested = (run.demand.watched.sum(axis=1) > 0) & (rate[:, 0] > 0)
    gain = sum(
        (mix * (points * paid * TIE > 1.0) for mix, points in _first_orders(run)),
        start=np.zeros((1, 1)),
    )
    kept = ratio((joined * gain[:, ::-1]).sum(axis=1), joined.sum(axis=1))
    a_year = np.broadcast_to((rate * paid)[:, min(YEAR, run.days - 1)], kept.shape)
    return {"kept": np.where(tested, kept, np.nan), "per_yuan": a_year, "lowest": _lowest(run)}


def watched_on(run: Run) -> Figures:
    """How many of those who had a year did watch on every day of it, and who had all their spending
    back from ad points alone by the end."""
    segments = run.inputs.segments
    days_done = segments.task_completion**YEAR * 2.0 ** (-YEAR / segments.attention_half_life)
    return {"did": (segments.share * days_done).sum(axis=1),
            "people": people.share(run, joined=early(run), of="released")}


def _first_orders(run: Run) -> list[tuple[np.ndarray, np.ndarray]]:
    """Of each product that opens a membership: part of first orders and ad points per yuan, each
    (scenario, 1)."""
    rows = [row for row in run.scenario.rows("products")
            if run.inputs.flat[f"products.{row}.role"] == "enrolment"]
    mix = [run.inputs.number(f"products.{row}.mix") for row in rows]
    total = sum(mix, start=np.zeros((1, 1)))
    return [(part / total, run.inputs.number(f"products.{row}.ad_point_rate"))
            for part, row in zip(mix, rows, strict=True)]


def _released_to_watcher(run: Run) -> np.ndarray:
    """Part of a grant that is paid by tenure u to who watches every day and misses none, net of
    commissions that members fund, (scenario, tenure): 1 − (1 − ρ)^u or min(1, ρu)."""
    rate = run.inputs.number("ad_points.release_rate")
    tenure = np.arange(run.days, dtype=float)
    if run.inputs.flat["ad_points.rule"] == "grant":
        paid = np.where(rate * tenure >= FULLY_RELEASED, 1.0, rate * tenure)
    else:
        paid = 1.0 - (1.0 - rate) ** tenure
    _, held_back = payouts.commissions(run.inputs, run.demand)
    return np.asarray(paid * (1.0 - held_back))


def late_entrants(run: Run) -> Figures:
    """People among the late entrants of campaigns and modes that ended who got back all they spent,
    of all such who joined a year or more before the end; what these got back per yuan. NaN unless
    two of them gave points or were entered."""
    taking, ends = run.campaigns["minted"] > 0, run.inputs.campaigns.end_day
    if run.modes.ids:
        taking = np.concatenate([taking, run.modes.daily(ENTERED) > 0], axis=1)
        ends = np.concatenate([ends, run.modes.closing_day], axis=1)
    passed = taking.cumsum(axis=2) > (1.0 - LATE_PART) * taking.sum(axis=2, keepdims=True)
    late = (taking & passed & (ends <= run.days)[:, :, None]).any(axis=1) & early(run)
    rotates = taking.any(axis=2).sum(axis=1) > 1
    groups = run.groups
    chosen = np.where(late[:, :, None], groups.members, 0.0)
    per_yuan = ratio((chosen * groups.received).sum(axis=(1, 2)),
                     (chosen * groups.spent).sum(axis=(1, 2)))
    kept = people.share(run, joined=late, of="received")
    return {"kept": np.where(rotates, kept, np.nan),
            "per_yuan": np.where(rotates, per_yuan, np.nan), "lowest": _lowest(run)}


def modes_pay_back(run: Run) -> Figures:
    """Of the money that entered modes the part that got back at least itself; all of it, yuan; what
    modes paid per yuan of it, and what of that the operator added. NaN where nothing entered."""
    modes, nothing = run.modes, np.full(run.inputs.count, np.nan)
    if not modes.ids:
        return {"kept": nothing, "entered": nothing, "paid": nothing, "added": nothing,
                "lowest": _lowest(run)}
    entered, whole = modes.daily(ENTERED), np.nan_to_num(modes.lots.whole)
    total = entered.sum(axis=(1, 2))
    return {
        "kept": ratio((entered * whole).sum(axis=(1, 2)), total), "entered": total,
        "paid": ratio(modes.paid.sum(axis=1), total),
        "added": ratio(modes.daily(SHORTFALL).sum(axis=(1, 2)), total), "lowest": _lowest(run),
    }


def back_per_yuan(run: Run) -> Figures:
    """What all accounts got back per yuan that they spent; parts of what was wanted that limits
    refused, and of sales that earn nothing because of them."""
    total, daily = Sums(run).total, run.daily
    sold = (daily["first_orders"] + daily["reorders"]).sum(axis=1)
    refused, unrewarded = (
        daily[name].sum(axis=1) if name in daily else np.zeros(run.inputs.count)
        for name in ("refused_sales", "unrewarded_sales"))
    return {"per_yuan": ratio(total.received, total.spent),
            "refused": ratio(refused, refused + sold), "unrewarded": ratio(unrewarded, sold)}


def agents_earn(run: Run) -> Figures:
    """Agent tiers of which a territory has earned its fee by the end, of all that were sold for
    one and had orders or releases to earn on; their number."""
    tiers = run.scenario.rows("agents")
    read = run.inputs.table("agents")
    total = {"order": run.demand.sales.sum(axis=1), "release": run.demand.released.sum(axis=1)}
    volume = np.stack([np.zeros(run.inputs.count), *(
        total[str(run.inputs.flat[f"agents.{tier}.basis"])] for tier in tiers)], axis=1)[:, 1:]
    sold = (read("fee") > 0) & (read("sold_share") > 0) & (volume > 0)
    by_the_end = payouts.agent_earnings(run.inputs, run.demand)[:, :, -1]
    earned = (sold & (by_the_end >= read("fee") * TIE)).sum(axis=1).astype(float)
    tested = sold.sum(axis=1).astype(float)
    return {"kept": ratio(earned, tested), "earned": earned, "tiers": tested,
            "lowest": _lowest(run)}


def pool_lasts(run: Run) -> Figures:
    """What pools cover of what caps promise at the end, at most all; 0 where a pool that had been
    filled ran empty; days on which one was empty. NaN where members never got points."""
    pool = run.campaigns["pool"]
    filled = np.maximum.accumulate(pool, axis=2) > 0
    empty = (filled & (pool <= 0)).any(axis=1).sum(axis=1)
    coverage = readings.pool_coverage(run)
    covered = np.where(np.isnan(coverage), 1.0, coverage)  # nobody is left to whom caps promise
    kept = np.where(empty > 0, 0.0, np.minimum(1.0, covered))
    promised = (run.campaigns["minted"] > 0).any(axis=(1, 2)) & pooled(run)
    return {"kept": np.where(promised, kept, np.nan), "coverage": covered,
            "empty": empty.astype(float)}


def cash(run: Run) -> Figures:
    """Operating cash: lowest, at the end, at the end less what wallets are owed; wallet sales and
    commissions of the whole run."""
    series, owed = run.daily["operating_cash"], run.daily["wallet_balance"][:, -1]
    return {
        "lowest": _lowest(run), "last": series[:, -1], "last_less_owed": series[:, -1] - owed,
        "wallet_sales": run.daily["wallet_orders"].sum(axis=1),
        "commissions": run.daily["commissions"].sum(axis=1),
    }


def early(run: Run) -> np.ndarray:
    """Join days a year or more before the end, (scenario, join_day)."""
    days = np.arange(run.days) < run.days - YEAR
    return np.broadcast_to(days, run.groups.members.shape[:2])


def _lowest(run: Run) -> np.ndarray:
    return np.asarray(run.daily["operating_cash"].min(axis=1))


def _bought_out(run: Run, out: np.ndarray, spent: np.ndarray, joined: np.ndarray) -> Figures:
    """Of the members of some join days (scenario, join_day) who got points, those out with more
    than `spent`: whole groups, as a group leaves together."""
    groups, everyone = run.groups, (1, 2)
    given = (groups.points > 0).any(axis=1) | (groups.redeemed > 0)
    chosen = np.where(joined[:, :, None] & given, groups.members, 0.0)
    gains = out & (groups.redeemed * TIE > spent)
    left = np.where(out, chosen, 0.0)
    return {
        "kept": ratio(np.where(gains, chosen, 0.0).sum(axis=everyone), chosen.sum(axis=everyone)),
        "out": ratio(left.sum(axis=everyone), chosen.sum(axis=everyone)),
        "per_yuan": ratio((left * groups.redeemed).sum(axis=everyone),
                          (left * spent).sum(axis=everyone)),
    }


def _spent_by(run: Run, day: np.ndarray) -> np.ndarray:
    """Spending of a member up to the close of `day`, all (scenario, join_day, segment)."""
    spent = np.cumsum(run.demand.profiles[:, :, SPEND], axis=2).swapaxes(1, 2)
    tenure = np.maximum(0, day.astype(int) - np.arange(run.days)[:, None])
    return np.take_along_axis(spent, tenure, axis=1)


def _share(hits: np.ndarray, cases: np.ndarray) -> np.ndarray:
    """Hits per case, both (scenario, campaign, day)."""
    return ratio(hits.sum(axis=(1, 2)).astype(float), cases.sum(axis=(1, 2)).astype(float))
