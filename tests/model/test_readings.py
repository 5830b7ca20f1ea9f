"""Readings by join month and by segment are the summary's, split; drivers add up to the price."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import scenarios
from model import Run, Scenario, readings, simulate
from model.cohorts.run import MONTH_DAYS
from model.members.declared import READINGS as OF_SINGLE_MEMBERS
from tests.model.rich_scenario import RICH
from wording import Words

GOLDEN = Path(__file__).parents[1] / "golden"
SUM = 1e-12  # sums of the same three thousand terms in another order


@pytest.fixture(scope="module", params=["as_pitched", "other_rules", "mixed"])
def run(request: pytest.FixtureRequest) -> Run:
    vary = {"wallet.withdraw_share": [0.2, 0.9], "ad_points.release_rate": [0.01, 0.03]}
    return simulate(scenarios.load(GOLDEN / f"{request.param}.toml").scenario, vary)


@pytest.mark.parametrize("split", [readings.by_join_month, readings.by_segment])
def test_parts_add_up_to_the_summary(
    run: Run, split: Callable[[Run], dict[str, np.ndarray]]
) -> None:
    parts, whole = split(run), readings.summary(run)

    def close(ours: np.ndarray, theirs: np.ndarray) -> None:
        np.testing.assert_allclose(ours, theirs, rtol=SUM)

    close(parts["members"].sum(axis=1), whole["members"])
    close(parts["spent"].sum(axis=1), whole["sales"])
    received, held = parts["received"].sum(axis=1), parts["holdings"].sum(axis=1)
    close(received, parts["redeemed"].sum(axis=1) + parts["released"].sum(axis=1))
    close(received / whole["sales"], whole["recovered_multiple"])
    close((received + held) / whole["sales"], whole["recovered_multiple_with_holdings"])
    close(np.nansum(parts["exit_share"] * parts["members"], axis=1) / whole["members"],
          whole["exit_share"])
    share = np.nansum(parts["recovered_share"] * parts["members"], axis=1) / whole["members"]
    both = 2.0 * (0.02 * whole["recovered_share"] + 0.0005)  # each is accurate to half of this
    np.testing.assert_array_less(abs(share - whole["recovered_share"]), both)


def test_months_have_thirty_days_and_the_last_the_rest() -> None:
    run = simulate(scenarios.load(GOLDEN / "hand_check.toml").scenario)
    members = readings.by_join_month(run)["members"][0]
    np.testing.assert_array_equal(members, [30, 10])


def test_monthly_payout_ratios_add_up_to_the_whole(run: Run) -> None:
    starts = np.arange(0, run.days, MONTH_DAYS)
    sales = np.add.reduceat(run.daily["first_orders"] + run.daily["reorders"], starts, axis=1)
    monthly = readings.payout_ratio_by_month(run)
    paid = (monthly * sales).sum(axis=1)
    whole = readings.summary(run)
    np.testing.assert_allclose(paid / whole["sales"], whole["payout_ratio_cash"], rtol=SUM)



def test_a_horizon_is_shared_by_runs_with_days_and_free_in_summaries() -> None:
    from model import summarise

    scenario = scenarios.load("as_pitched").scenario
    vary = {"horizon.days": [90, 400, 90], "wallet.withdraw_share": [0.1, 0.2, 0.3]}
    found = summarise(scenario, vary)
    for i, (days, share) in enumerate(zip(*vary.values(), strict=True)):
        one = scenario.replace({"horizon.days": days, "wallet.withdraw_share": share})
        for name, value in readings.summary(simulate(one)).items():
            np.testing.assert_allclose(found[name][i], value[0], rtol=SUM, err_msg=name)
    with pytest.raises(ValueError, match=r"horizon\.days"):
        simulate(scenario, vary)


def test_a_summary_has_what_is_declared_in_its_order():
    run = simulate(Scenario.from_values(RICH))
    assert tuple(readings.summary(run)) == readings.names(run.scenario)
    slow = {each.name for each in readings.READINGS.values() if each.slow}
    assert tuple(readings.summary(run, asked=())) == tuple(
        name for name in readings.names(run.scenario) if name not in slow)


@pytest.mark.parametrize("reading", [
    *readings.READINGS.values(), readings.WITHIN, *OF_SINGLE_MEMBERS.values()],
    ids=lambda each: each.name)
def test_every_reading_says_what_it_is_in_both_languages(reading):
    assert reading.label
    assert reading.help.endswith(".")
    for text in reading.texts:
        assert text.isascii()
        assert not Words("zh").declared("reading", text).isascii(), text
    assert (reading.whose == "both") <= (reading.better == 0)
    assert ("*" in reading.name) == bool(reading.each)
