"""What is still owed at the end, and what pools hold against it (model.md section 6)."""

from __future__ import annotations

import numpy as np

from model.cohorts.run import Run
from model.laws.calendar import LEFT_BEHIND, UNRELEASED
from model.laws.uplines import added_rates
from model.readings.reading import Reading, Sums, ratio
from model.terms.rows import has_controls


def promised_commission_rate(run: Run) -> np.ndarray:
    """Commissions per released ad point that the platform adds on top, (scenario,)."""
    flat = run.inputs.flat
    if flat["referral.basis"] == "order" or flat["referral.funded_by"] == "member":
        return np.zeros(1)
    sponsored = np.asarray(flat["referral.sponsored_share"], float)
    direct, indirect = (np.asarray(flat[f"referral.{x}"], float) for x in ("direct", "indirect"))
    return np.atleast_1d(direct * sponsored + indirect * sponsored**2)


def points_granted(run: Run) -> np.ndarray:
    """Ad points granted a day, (scenario, day)."""
    enrol, repeat = (run.inputs.baskets[role].ad_points for role in ("enrolment", "repurchase"))
    first, again = run.daily["first_orders"], run.daily["reorders"]
    if run.demand.controlled is not None:
        first, again = run.demand.controlled.earning_first, run.demand.controlled.earning_repeat
    return np.asarray(np.reshape(enrol, (-1, 1)) * first + np.reshape(repeat, (-1, 1)) * again)


def with_commissions(run: Run, points: np.ndarray, of_second: np.ndarray) -> np.ndarray:
    """Ad points (scenario,) with the commissions that the platform adds to them, yuan; `of_second`:
    those of them that second accounts have, each of which has its owner as a sponsor."""
    due = points * (1.0 + promised_commission_rate(run))
    if run.second is None:
        return np.asarray(due)
    own, second = added_rates(run.inputs).T
    return np.asarray(due + of_second * (second - own))


def granted_to_second(run: Run) -> np.ndarray:
    """Ad points granted to second accounts over the run, (scenario,)."""
    controlled = run.demand.controlled
    if controlled is None or run.second is None:
        return np.zeros(run.inputs.count)
    return np.asarray(controlled.second_granted)


def held_by_second(run: Run, which: int) -> np.ndarray:
    """A ledger of `laws.calendar` at the end, of second accounts alone (scenario,)."""
    controlled = run.demand.controlled
    if controlled is None:
        return np.zeros(run.inputs.count)
    return np.asarray(controlled.of_second(which)[:, -1])


def owed_by_controls(run: Run) -> np.ndarray:
    """Arrears with their commissions and vouchers at the end, yuan (scenario,)."""
    if not has_controls(run.scenario):
        return np.zeros(1)
    return np.asarray(run.daily["arrears"][:, -1] + run.daily["voucher_balance"][:, -1])


def _unfunded(sums: Sums) -> np.ndarray:
    """Yuan still owed at the end (ad points with commissions, wallet) beyond the cash at hand, and
    by modes beyond their pots."""
    names = ("unreleased_ad_points", "wallet_balance", "operating_cash")
    unreleased, wallet, cash = (sums.run.daily[name][:, -1] for name in names)
    due = with_commissions(sums.run, unreleased, held_by_second(sums.run, UNRELEASED))
    promise = due + wallet - np.maximum(0.0, cash)
    if has_controls(sums.run.scenario):
        promise = promise + owed_by_controls(sums.run)
    return np.asarray(promise + sums.run.modes.unfunded if sums.run.modes.ids else promise)


def _unfunded_to_watchers(sums: Sums) -> np.ndarray:
    """Without the ad points of those who stopped watching, which nobody will claim."""
    of_second = held_by_second(sums.run, LEFT_BEHIND)
    return np.asarray(
        _unfunded(sums) - with_commissions(sums.run, _left_behind(sums), of_second)
    )


def _left_behind(sums: Sums) -> np.ndarray:
    return sums.run.daily["ad_points_left_behind"][:, -1]


def _started(run: Run) -> np.ndarray:
    return np.asarray(run.inputs.campaigns.start_day < run.days)


def _coverage(sums: Sums) -> np.ndarray:
    run = sums.run
    promised = (run.inputs.campaigns.cap_multiple * sums.total.base).sum(axis=1)
    pools = np.where(_started(run), run.campaigns["pool"][:, :, -1], 0.0)
    return ratio(pools.sum(axis=1), promised)


def pool_coverage(run: Run) -> np.ndarray:
    """Pools at the end over what the cap promises to all who hold points."""
    return _coverage(Sums(run))


def _trapped(sums: Sums) -> np.ndarray:
    """Yuan in started campaigns in which no member holds points at the end."""
    pools = sums.run.campaigns["pool"][:, :, -1]
    empty = sums.total.points <= 0
    return np.asarray(np.where(empty & _started(sums.run), pools, 0.0).sum(axis=1))


READINGS = (
    Reading(
        name="unfunded_promise", label="Unfunded promise",
        help="On paper: ad points not yet released, also those left behind, and arrears, with the "
             "commissions due on them, wallet balances and vouchers, less the operating cash there "
             "is on the last day; and what modes owe beyond their pots.",
        style="money", better=-1, whose="operator", total=True, covered="covered by {value}",
        goal=0.0, read=_unfunded),
    Reading(
        name="unfunded_promise_to_watchers", label="Unfunded, to those who still watch",
        help="The unfunded promise without what was left behind: only what members who still "
             "watch adverts, and those with a balance, will claim.",
        style="money", better=-1, whose="operator", total=True, covered="covered by {value}",
        read=_unfunded_to_watchers),
    Reading(
        name="ad_points_left_behind", label="Ad points left behind",
        help="Ad points held by members who stopped watching adverts: owed on paper, never claimed "
             "(breakage). It is what the operator saves and members lose.",
        style="money", whose="members", total=True, read=_left_behind),
    Reading(
        name="pool_coverage", label="Pool against promises",
        help="What all pools hold, divided by what members with points would be owed if each "
             "reached the cap. Below 100% not all can.",
        style="percent", better=1, whose="members", read=_coverage),
    Reading(
        name="trapped_pool", label="Trapped in pools",
        help="Money in pools whose members hold no points any more: nobody can get it.",
        style="money", better=-1, whose="members", total=True, read=_trapped),
)
