"""Who has recovered within so many days: as a run shows that ends on that very day."""

from dataclasses import replace

import numpy as np
import pytest

import scenarios
from model import Run, Scenario, readings, simulate, summarise
from tests.model.rich_scenario import RICH

SHORTEST = 30
AGES = tuple(range(50))
NO_ADS = {f"products.{row}.ad_point_rate": 0.0 for row in ("bundle", "kit", "refill", "tea")}
BY_RELEASES = {"products.bundle.ad_point_rate": 5.0, "products.kit.ad_point_rate": 4.0}
BY_EXITS = NO_ADS | {
    "campaigns.main.cap_multiple": 1.2, "campaigns.main.sell_fee": 0.1,
    "campaigns.main.initial_pool": 200.0, "campaigns.main.initial_points": 100.0,
    "campaigns.main.issue_days": 15, "campaigns.main.voluntary_sale_rate": 0.0,
    "campaigns.second.start_day": 79, "rotation.after_pause_share": 1.0, "events.panic.day": 79,
    "campaigns.third.start_day": 79,
    "products.refill.gift_share": 0.1, "products.tea.gift_share": 0.1,
}


@pytest.fixture(params=["releases", "member_funded", "exits"])
def scenario(request: pytest.FixtureRequest) -> Scenario:
    changes: dict[str, dict[str, object]] = {
        "releases": {**BY_RELEASES},
        "member_funded": {**BY_RELEASES, "referral.funded_by": "member"},
        "exits": {**BY_EXITS},
    }
    return Scenario.from_values(RICH).replace(changes[request.param])


def joined_from(run: Run, first: int) -> Run:
    """The run as if nobody had joined before day `first`: no shorter horizon is permitted."""
    members = run.groups.members.copy()
    members[:, :first] = 0.0
    return replace(run, groups=replace(run.groups, members=members))


def test_it_is_what_shorter_runs_show_at_their_end(scenario: Scenario) -> None:
    run = simulate(scenario, ages=AGES)
    ending = {
        days: simulate(scenario.replace({"horizon.days": days}))
        for days in range(SHORTEST, run.days + 1)
    }
    shares = []
    for age in AGES:
        recovered, seen = 0.0, 0.0
        first = max(0, SHORTEST - 1 - age)
        for joined in range(first, run.days - age):
            short = ending[joined + age + 1]
            members = short.groups.members[0, joined]
            recovered += members[readings.recovers(short)[0, joined]].sum()
            seen += members.sum()
        shares.append(recovered / seen)
        found = readings.recovered_within(joined_from(run, first), age)[0]
        assert found == pytest.approx(shares[-1], rel=1e-12, abs=1e-15), age
    assert len(set(shares)) > 2  # else nothing was tested


def test_nobody_is_seen_longer_than_the_run_lasts() -> None:
    scenario = scenarios.load("as_pitched").scenario
    run = simulate(scenario, ages=(1094, 1095))
    assert np.isfinite(readings.recovered_within(run, 1094)[0])
    assert np.isnan(readings.recovered_within(run, 1095)[0])


def test_a_batch_gives_what_single_runs_give() -> None:
    scenario = scenarios.load("as_pitched").scenario
    rates = np.linspace(0.5, 8.0, 33)

    def read(run: Run) -> dict[str, np.ndarray]:
        return {"within": readings.recovered_within(run, 365)}

    batch = summarise(scenario, {"products.bundle.ad_point_rate": rates}, read=read, ages=(365,))
    for rate, share in zip(rates[::8], batch["within"][::8], strict=True):
        single = simulate(scenario.replace({"products.bundle.ad_point_rate": rate}), ages=(365,))
        assert readings.recovered_within(single, 365)[0] == pytest.approx(share, rel=1e-12)
