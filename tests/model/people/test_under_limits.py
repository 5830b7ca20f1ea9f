"""Shares of people under purchase limits against people drawn one by one, order by order."""

import numpy as np
import pytest

from model import Scenario, people, simulate
from tests.model.people.test_people import FAST, PAYS_BACK, SURELY
from tests.model.people.under_limits import sample
from tests.model.rich_scenario import RICH

EVADED = {"evading_share": 0.6, "detection": 0.3}
OUT = {"campaigns.main.cap_multiple": 0.2, "campaigns.second.cap_multiple": 0.3}
LIMITS: dict[str, tuple[dict, dict, dict]] = {
    "orders": ({"few": {"on": "orders", "limit": 2.0}}, {}, PAYS_BACK | FAST),
    "orders, evaded": ({"few": {"on": "orders", "limit": 2.0}}, EVADED, PAYS_BACK | FAST),
    "spending": ({"month": {"on": "spend", "limit": 1300.0, "window_days": 20}}, {},
                 PAYS_BACK | FAST),
    "earning": ({"rewarded": {"on": "earning", "limit": 900.0}}, {}, PAYS_BACK | FAST),
    "earning, evaded": ({"rewarded": {"on": "earning", "limit": 900.0, "window_days": 30}}, EVADED,
                        PAYS_BACK | FAST | OUT | {"referral.funded_by": "member"}),
    "all, evaded": (
        {"rewarded": {"on": "earning", "limit": 1000.0}, "month": {
            "on": "orders", "limit": 2.0, "window_days": 15},
         "day": {"on": "spend", "limit": 1200.0, "window_days": 4}}, EVADED,
        PAYS_BACK | FAST | OUT | {"segments.loyal.reorder_interval": 2.0}),
    "all alike": ({"few": {"on": "orders", "limit": 3.0}, "rewarded": {
        "on": "earning", "limit": 1100.0}}, EVADED,
        PAYS_BACK | FAST | {"members.order_rate_spread": 0.0, "members.order_size_spread": 0.0}),
}


def limited(name: str) -> Scenario:
    limits, identity, changes = LIMITS[name]
    terms = RICH | {"limits": limits} | ({"identity": identity} if identity else {})
    return Scenario.from_values(terms).replace(changes)


def test_people_may_evade_limits_that_their_groups_never_reach() -> None:
    """A group orders on average: none of its orders is refused, some of its people's are."""
    run = simulate(limited("orders").replace({
        "limits.few.limit": 25.0, "segments.occasional.reorder_interval": 0.0,
        "segments.loyal.reorder_interval": 4.0, "segments.loyal.retention_half_life": 40.0,
        "identity.evading_share": 1.0, "members.order_rate_spread": 1.5} | OUT))
    assert run.second is None
    share, error = sample(run, 8000, 3)
    assert abs(people.recovered_share(run)[0] - share) <= 0.02 * share + 0.0005 + SURELY * error


@pytest.mark.parametrize("name", LIMITS)
def test_it_is_the_share_of_people_drawn_one_by_one(name: str) -> None:
    run = simulate(limited(name))
    found = people.recovered_share(run)[0]
    share, error = sample(run, 8000, 3)
    assert 0.0 < share < 1.0
    assert abs(found - share) <= 0.02 * share + 0.0005 + SURELY * error


def test_limits_that_never_strike_change_no_share() -> None:
    """By another way: order by order instead of in closed forms of the first order's size."""
    usual = Scenario.from_values(RICH).replace(PAYS_BACK | FAST)
    wide = Scenario.from_values(
        RICH | {"limits": {"none": {"on": "earning", "limit": 1e11}}}).replace(PAYS_BACK | FAST)
    shares = [people.by_segment(simulate(each))[0] for each in (usual, wide)]
    np.testing.assert_allclose(shares[1], shares[0], rtol=0.02, atol=0.0005)


def test_shares_by_month_and_within_days_are_of_the_same_people() -> None:
    run = simulate(limited("all, evaded"))
    members = run.groups.members[0].sum(axis=1)
    months = np.add.reduceat(members, np.arange(0, run.days, 30))
    share = people.by_join_month(run)[0] @ months / months.sum()
    assert share == pytest.approx(people.recovered_share(run)[0], rel=0.02, abs=0.0005)
    within = [people.recovered_within(run, days)[0] for days in (5, 20, 40)]
    assert 0.0 <= within[0] <= within[1] * 1.02
    assert within[2] > 0.0
    assert people.share(run, of="released")[0] < people.recovered_share(run)[0]
