"""The figures of promises, counted the slow way: group by group, day by day."""

import numpy as np
import pytest

import scenarios
from analysis import promises
from model import readings, simulate


def test_exits_are_counted_member_by_member() -> None:
    """The slow way: every group's own spending up to the day it was bought out."""
    terms = {"horizon.days": 500, "campaigns.main.cap_multiple": 0.4}
    run = simulate(scenarios.load("as_pitched").scenario.replace(terms))
    gained, everybody = 0.0, 0.0
    for joined in range(run.days - 365):
        for segment in range(3):
            members = run.groups.members[0, joined, segment]
            left = run.groups.exit_day[0, 0, joined, segment]
            profile = run.demand.profiles[0, segment, 0]
            everybody += members
            if left >= 0 and run.groups.redeemed[0, joined, segment] > profile[
                : left - joined + 1
            ].sum():
                gained += members
    kept = promises.exits_gain(run)["kept"][0]
    assert kept == pytest.approx(gained / everybody, rel=1e-12)


@pytest.mark.parametrize(
    ("rule", "missed", "funded", "rate", "points"),
    [("balance", "deferred", "platform", 0.006, 1.1),
     ("balance", "forfeited", "member", 0.0025, 2.0),
     ("grant", "forfeited", "member", 0.0018, 2.0), ("grant", "deferred", "platform", 0.002, 1.1)],
)
def test_one_who_watches_every_day_is_followed_day_by_day(
    rule: str, missed: str, funded: str, rate: float, points: float
) -> None:
    """A ledger kept by hand: the first order's points alone, every day's task done."""
    terms = {"ad_points.rule": rule, "ad_points.missed_day": missed, "horizon.days": 900,
             "referral.funded_by": funded, "ad_points.release_rate": rate,
             "products.bundle.ad_point_rate": points}
    run = simulate(scenarios.load("as_pitched").scenario.replace(terms))
    net = 1.0 - (0.2 * 0.85 + 0.1 * 0.85**2 if funded == "member" else 0.0)
    back, held, day = 0.0, points, 0
    while back <= 1.0:
        day += 1
        paid = rate * held if rule == "balance" else min(held, rate * points)
        held, back = held - paid, back + paid * net
    joins = run.daily["joins"][0]
    kept = joins[: min(900 - 365, 900 - day)].sum() / joins[: 900 - 365].sum()
    assert 0.05 < kept < 1.0
    assert promises.purchase_free(run)["kept"][0] == pytest.approx(kept, rel=1e-12)


def test_points_are_what_the_promise_of_exits_is_made_with() -> None:
    """Who joined before any campaign gave points is not counted."""
    terms = {"campaigns.main.start_day": 200, "campaigns.main.cap_multiple": 0.4}
    run = simulate(scenarios.load("as_pitched").scenario.replace(terms))
    given = (run.groups.points[0, 0] > 0) | (run.groups.redeemed[0] > 0)
    early = np.arange(run.days)[:, None] < run.days - 365
    out = run.groups.exit_day[0, 0] >= 0
    members = np.where(given & early, run.groups.members[0], 0.0)
    assert promises.exits_gain(run)["out"][0] == pytest.approx(
        np.where(out, members, 0.0).sum() / members.sum(), rel=1e-12)
    assert not given[:199, 0].any()


def test_coverage_is_the_reading() -> None:
    run = simulate(scenarios.load("as_pitched").scenario)
    assert promises.pool_lasts(run)["kept"][0] == readings.pool_coverage(run)[0]
