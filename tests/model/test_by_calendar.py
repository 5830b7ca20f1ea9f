"""What one person's ad points pay under a gate, cuts, a payout limit: by hand (controls.md 2)."""

import numpy as np
import pytest

from model import Run, Scenario, simulate
from model.readings import releases
from tests.model.controls.by_days import gate
from tests.model.rich_scenario import RICH

PAYS_BACK = {"products.bundle.ad_point_rate": 2.5, "products.kit.ad_point_rate": 2.5,
             "ad_points.release_rate": 0.04}
CUT = {"kind": "release_cut", "day": 12, "size": 0.5}
CASES: dict[str, dict] = {
    "gate": {"release_gate": {"min_growth": 0.05, "period_days": 9}},
    "queued gate": {
        "release_gate": {"min_growth": 0.05, "period_days": 9, "while_closed": "queued"}},
    "lapsing gate": {
        "release_gate": {"min_growth": 0.05, "period_days": 9, "while_closed": "lapsed"}},
    "cut": {"events": {"less": CUT}},
    "payout limit": {"payout_limit": {"share_of_sales": 0.25}},
    "what is not paid lapses": {"payout_limit": {"share_of_sales": 0.25, "unpaid": "lapsed"}},
    "all": {"release_gate": {"min_growth": 0.05, "period_days": 9, "while_closed": "queued"},
            "payout_limit": {"share_of_sales": 0.25}, "events": {"less": CUT}},
}


def run_of(name: str, **changes: object) -> Run:
    return simulate(Scenario.from_values(RICH | CASES[name]).replace(PAYS_BACK | changes))


def paid_to(run: Run, joined: int, stops: int, completion: float) -> np.ndarray:
    """Yuan of ad points paid on each day so far per yuan of a first order made on the day `joined`,
    to somebody who watches through the day `stops`, day after day."""
    document, days = run.scenario.values, run.days
    sales = (run.daily["first_orders"] + run.daily["reorders"])[0]
    is_open = gate(document, sales)
    closed = document["release_gate"].get("while_closed", "deferred")
    limited = document["payout_limit"].get("share_of_sales")
    lapses = limited is not None and document["payout_limit"].get("unpaid") == "lapsed"
    claims = run.daily["released"][0] + run.demand.controlled.arrears_points[0]
    held = float(run.inputs.baskets["enrolment"].ad_points)
    owed, paid = 0.0, np.zeros(days)
    for day in range(joined + 1, days):
        rate = run.scenario["ad_points.release_rate"] * completion
        for event in document["events"].values():
            if event["kind"] == "release_cut" and day >= event["day"]:
                rate *= 1.0 - event["size"]
        if (not is_open[day] and closed == "deferred") or day > stops:
            rate = 0.0
        due, held = rate * held, held * (1.0 - rate)
        part = 1.0
        if limited is not None:  # what all are paid, of what all claim
            claimed = claims[day]
            if lapses:
                claimed = run.daily["due"][0, day]
            part = run.daily["released"][0, day] / claimed if claimed > 0.0 else 1.0
        if not is_open[day] and closed == "lapsed":
            continue
        if not is_open[day] and closed == "queued":
            owed += due
            continue
        paid[day] = part * (owed + due)
        owed = 0.0 if lapses else (1.0 - part) * (owed + due)
    return np.cumsum(paid)


@pytest.mark.parametrize("name", CASES)
def test_payback_of_the_first_day_is_that_of_one_person(name: str) -> None:
    run = run_of(name)
    for paid, completion in (
        (releases.paid_back_if_never_missed(run)[0], 1.0),
        (releases.paid_back_while_watching(run)[0, 0], RICH["segments"]["occasional"][
            "task_completion"]),
    ):
        np.testing.assert_allclose(paid, paid_to(run, 0, run.days, completion), atol=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_payback_by_month_counts_who_watched_long_enough(name: str) -> None:
    """Each day's members, over the days on which they may stop watching."""
    run = run_of(name, **{"horizon.days": 45})
    found = releases.paid_back_by_month(run)["paid_back"][0]
    members, back = run.groups.members[0], np.zeros(run.groups.members[0].shape)
    for j, segment in enumerate(RICH["segments"].values()):
        for joined in range(run.days):
            for until in range(joined, run.days):
                if paid_to(run, joined, until, segment["task_completion"])[-1] >= 1.0 - 1e-12:
                    back[joined, j] = 2.0 ** (-(until - joined) / segment["attention_half_life"])
                    break
    starts = np.arange(0, run.days, 30)
    expected = np.add.reduceat((members * back).sum(axis=1), starts) / np.add.reduceat(
        members.sum(axis=1), starts)
    np.testing.assert_allclose(found, expected, atol=1e-9)
    whole = releases.paid_back_by_the_end(run)[0]
    assert whole == pytest.approx((members * back).sum() / members.sum())


def test_a_mean_over_watching_lives_is_what_one_off_members_are_paid() -> None:
    segments = {"once": RICH["segments"]["occasional"] | {"reorder_interval": 0.0}}
    for name in ("gate", "all"):
        run = simulate(Scenario.from_values(
            RICH | CASES[name] | {"segments": segments}).replace(PAYS_BACK))
        age = run.days - 1
        assert releases.back_on_average(run, age)[0, 0] * run.groups.spent[0, 0, 0] == (
            pytest.approx(run.groups.released[0, 0, 0]))
        assert np.isnan(releases.back_on_average(run, run.days)).all()
