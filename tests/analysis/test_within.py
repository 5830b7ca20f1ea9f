"""Who has recovered within so many days: as a run shows that ends on that very day."""

import numpy as np
import pytest

import scenarios
from model import Scenario, readings, simulate, summarise
from tests.model.rich_scenario import RICH

AGES = (0, 7, 30, 60)


@pytest.mark.parametrize("funded_by", ["platform", "member"])
def test_it_is_what_shorter_runs_show_at_their_end(funded_by: str) -> None:
    scenario = Scenario.from_values(RICH).replace({
        "referral.funded_by": funded_by, "products.bundle.ad_point_rate": 5.0,
        "products.kit.ad_point_rate": 4.0,
    })
    run = simulate(scenario, ages=AGES)
    for age in AGES:
        recovered, seen = 0.0, 0.0
        for joined in range(run.days - age):
            days = max(30, joined + age + 1)
            if days > joined + age + 1:
                continue
            short = simulate(scenario.replace({"horizon.days": days}))
            members = short.groups.members[0, joined]
            recovered += members[readings.recovers(short)[0, joined]].sum()
            seen += members.sum()
        late = simulate_late(scenario, age)
        assert late == pytest.approx(recovered / seen, rel=1e-12), age


def simulate_late(scenario: Scenario, age: int) -> float:
    """The reading over those who joined on day 29 − age or later: no shorter run is permitted."""
    run = simulate(scenario, ages=(age,))
    first = max(0, 29 - age)
    joins = run.groups.members.copy()
    joins[:, :first] = 0.0
    run.groups.members[:] = joins
    return float(readings.recovered_within(run, age)[0])


def test_some_and_not_all_recover_in_that_test() -> None:
    rates = {"products.bundle.ad_point_rate": 5.0, "products.kit.ad_point_rate": 4.0}
    run = simulate(Scenario.from_values(RICH).replace(rates), ages=AGES)
    shares = [readings.recovered_within(run, age)[0] for age in AGES]
    assert shares[0] == 0.0
    assert any(0.0 < share < 1.0 for share in shares)


def test_nobody_is_seen_longer_than_the_run_lasts() -> None:
    scenario = scenarios.load("as_pitched").scenario
    run = simulate(scenario, ages=(1094, 1095))
    assert np.isfinite(readings.recovered_within(run, 1094)[0])
    assert np.isnan(readings.recovered_within(run, 1095)[0])


def test_a_batch_gives_what_single_runs_give() -> None:
    scenario = scenarios.load("as_pitched").scenario
    rates = np.linspace(0.5, 8.0, 33)

    def read(run):
        return {"within": readings.recovered_within(run, 365)}

    batch = summarise(scenario, {"products.bundle.ad_point_rate": rates}, read=read, ages=(365,))
    for rate, share in zip(rates[::8], batch["within"][::8], strict=True):
        single = simulate(scenario.replace({"products.bundle.ad_point_rate": rate}), ages=(365,))
        assert readings.recovered_within(single, 365)[0] == pytest.approx(share, rel=1e-12)
