"""Who has recovered within so many days: as a run shows that ends on that very day."""

import itertools

import numpy as np
import pytest

import scenarios
from model import Run, Scenario, people, simulate, summarise
from tests.model.rich_scenario import RICH

AGES = (10, 25, 40)
FAR_OUT = 3.2e-5  # first orders beyond four standard deviations may be passed over or not
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


def test_it_is_what_shorter_runs_show_at_their_end(scenario: Scenario) -> None:
    """Members of one join day: seen for `age` days in the long run, to the end in the one that ends
    then. No horizon is shorter than 30 days."""
    run = simulate(scenario)
    shares = []
    for age, joined in itertools.product(AGES, range(2, run.days, 9)):
        if not 29 <= joined + age < run.days:
            continue
        ending = simulate(scenario.replace({"horizon.days": joined + age + 1}))
        only = np.arange(run.days)[None] == joined
        found = people.share(run, joined=only, until=age)[0]
        shares.append(people.share(ending, joined=only[:, : ending.days])[0])
        assert found == pytest.approx(shares[-1], abs=FAR_OUT), (age, joined)
    assert len(set(shares)) > 2  # else nothing was tested


def test_nobody_is_seen_longer_than_the_run_lasts() -> None:
    run = simulate(scenarios.load("as_pitched").scenario)
    assert np.isfinite(people.recovered_within(run, 1094)[0])
    assert np.isnan(people.recovered_within(run, 1095)[0])


def test_a_batch_gives_what_single_runs_give() -> None:
    scenario = scenarios.load("as_pitched").scenario
    rates = np.linspace(0.5, 8.0, 33)

    def read(run: Run) -> dict[str, np.ndarray]:
        return {"within": people.recovered_within(run, 365)}

    batch = summarise(scenario, {"products.bundle.ad_point_rate": rates}, read=read)
    for rate, share in zip(rates[::8], batch["within"][::8], strict=True):
        single = simulate(scenario.replace({"products.bundle.ad_point_rate": rate}))
        assert people.recovered_within(single, 365)[0] == share
