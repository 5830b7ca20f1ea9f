"""Terms that are found hold when run again; where none can hold, the limit that binds is named."""

import numpy as np
import pytest

import scenarios
from analysis.batches import Cancelled
from analysis.question import Aim, Limit, Question
from analysis.search import Found, search
from model import ScenarioError, readings, simulate
from model.terms.parameters import PARAMETERS

PITCHED = scenarios.load("as_pitched").scenario
LEVERS = {
    "products.bundle.ad_point_rate": (0.0, 1.5),
    "campaigns.main.cap_multiple": (1.0, 3.0),
    "ad_points.release_rate": (0.001, 0.03),
}
LASTS = Limit("lowest_cash", "at_least", 0.0)


def asked(limits: list[Limit], aims: list[Aim], **more: int) -> Question:
    return Question(LEVERS, limits, aims, **{"evaluations": 240, "population": 40} | more)


@pytest.fixture(scope="module")
def found() -> Found:
    aims = [Aim("recovered_multiple", "max"), Aim("unfunded_promise", "min")]
    return search(PITCHED, asked([LASTS], aims, evaluations=400))


def test_points_of_the_front_hold_when_run_alone(found: Found) -> None:
    assert len(found.front) > 5
    for point in found.front:
        summary = readings.summary(simulate(PITCHED.replace(point.values)))
        assert summary["lowest_cash"][0] >= 0.0
        for name, value in point.results.items():
            assert summary[name][0] == pytest.approx(value, rel=1e-12)
        for name, (low, high) in LEVERS.items():
            assert low <= point.values[name] <= high


def test_no_point_of_the_front_is_worse_in_both_aims(found: Found) -> None:
    rows = [(p.results["recovered_multiple"], -p.results["unfunded_promise"]) for p in found.front]
    for one in rows:
        assert not any(a >= one[0] and b >= one[1] and (a, b) != one for a, b in rows)
    assert rows == sorted(rows, reverse=True)


def test_one_aim_comes_near_the_closed_form() -> None:
    """The least cash at the start with which it lasts is the peak funding."""
    peak = float(readings.summary(simulate(PITCHED))["peak_funding"][0])
    question = Question(
        {"platform.initial_cash": (0.0, 3.0 * peak)}, [LASTS], [Aim("lowest_cash", "min")],
        evaluations=600, population=30,
    )
    found = search(PITCHED, question)
    (best,) = found.front
    step = PARAMETERS["platform.initial_cash"].step
    assert best.values["platform.initial_cash"] == np.ceil(peak / step) * step
    assert best.results["lowest_cash"] == pytest.approx(
        best.values["platform.initial_cash"] - peak, rel=1e-9)


def test_the_same_seed_finds_the_same() -> None:
    question = asked([LASTS], [Aim("sales", "max")], evaluations=80)
    assert search(PITCHED, question) == search(PITCHED, question)


def test_no_terms_is_an_answer_with_the_limit_that_binds() -> None:
    """Releases pay back 60 % of members within a year only if cash is let fall."""
    within = Limit("recovered_share_within.365", "at_least", 0.45)
    found = search(PITCHED, asked([LASTS, within], [Aim("sales", "max")]))
    assert not found.front
    assert found.nearest is not None
    assert found.limits[0].limit == within
    assert found.limits[0].binds
    assert 0 < found.limits[0].best_beside_others < 0.45
    for standing in found.limits:
        assert standing.limit.violation(np.array([standing.best]))[0] <= 1.0


def test_limits_are_met_where_one_that_binds_is_dropped() -> None:
    found = search(PITCHED, asked([LASTS], [Aim("sales", "max")]))
    assert found.front
    assert found.nearest is None


def test_a_day_that_never_comes_is_later_than_any() -> None:
    values = np.array([100.0, np.nan, 800.0])
    late = Limit("first_negative_day", "at_least", 720.0)
    assert (late.violation(values) > 0).tolist() == [True, False, False]
    early = Limit("agent_payback_day.city", "at_most", 720.0)
    assert (early.violation(values) > 0).tolist() == [False, True, True]
    assert Aim("first_negative_day", "max").cost(values).argmin() == 1
    share = Limit("recovered_share", "at_least", 0.1)
    assert share.violation(np.array([np.nan])) == np.inf


def test_whole_and_refused_values() -> None:
    levers = {"campaigns.main.issue_days": (100.0, 900.0), "products.bundle.price": (500.0, 2000.0)}
    question = Question(levers, [LASTS], [Aim("sales", "max")], evaluations=120, population=20)
    found = search(PITCHED, question)
    points = [*found.front, *([found.nearest] if found.nearest else [])]
    for point in points:
        assert point.values["campaigns.main.issue_days"].is_integer()
        PITCHED.replace(point.values)


def test_what_is_refused_meets_no_limit() -> None:
    """Cash lasts where nothing was run: a refused price must not pass for that."""
    levers = {"products.bundle.price": (0.001, 690.0)}
    limits = [Limit("first_negative_day", "at_least", 30.0), Limit("sales", "at_least", 1.0)]
    question = Question(levers, limits, [Aim("first_negative_day", "max")], evaluations=20,
                        population=10)
    found = search(PITCHED, question)
    assert not found.front
    assert found.nearest is None
    assert all(standing.met == 0 for standing in found.limits)
    assert not any(standing.binds for standing in found.limits)


def test_progress_is_told_and_can_cancel() -> None:
    told: list[tuple[int, int]] = []

    def stop_half_way(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 0.5 * total

    with pytest.raises(Cancelled):
        search(PITCHED, asked([], [Aim("sales", "max")]), stop_half_way)
    assert told == [(0, 240), (40, 240), (80, 240), (120, 240)]


@pytest.mark.parametrize(
    "question",
    [
        asked([], []),
        asked([], [Aim("sales", "max")] * 3),
        asked([Limit("lowest_cush", "at_least", 0.0)], [Aim("sales", "max")]),
        asked([Limit("lowest_cash", "at_least", np.nan)], [Aim("sales", "max")]),
        Question({}, [], [Aim("sales", "max")]),
        Question({"referral.basis": (0, 1)}, [], [Aim("sales", "max")]),
        Question({"platform.initial_cash": (2, 1)}, [], [Aim("sales", "max")]),
    ],
)
def test_what_makes_no_sense_is_refused(question: Question) -> None:
    with pytest.raises(ScenarioError):
        search(PITCHED, question)
