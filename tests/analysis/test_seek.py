"""Goal seek against closed forms, functions with known roots, and the command line."""

import json
from collections.abc import Callable

import numpy as np
import pytest

import scenarios
from analysis import seek as seeking
from analysis.levers import lever
from analysis.rounding import FINEST
from analysis.seek import COARSEST, seek
from commands.main import main
from model import ScenarioError, readings, simulate
from model.terms.parameters import PARAMETERS, pattern
from tests.multiples import is_multiple

PITCHED = scenarios.load("as_pitched").scenario
CASH = lever(PITCHED, "platform.initial_cash")


def test_cash_at_the_start_that_just_lasts_is_the_peak_funding() -> None:
    peak = readings.summary(simulate(PITCHED))["peak_funding"][0]
    found = seek(PITCHED, CASH, "lowest_cash", 0.0, 0.0, 2e8)
    assert found.solutions == (pytest.approx(peak, rel=1e-12),)


def test_breakeven_of_adverts_is_the_closed_form() -> None:
    terms = PITCHED.replace({"products.bundle.ad_point_rate": 0.9})
    moved = lever(terms, "ad_points.revenue_per_view")
    closed = readings.summary(simulate(terms))["breakeven_revenue_per_view"][0]
    found = seek(terms, moved, "lowest_cash", 0.0, 0.0, 5.0)
    assert found.solutions[0] == pytest.approx(closed, rel=1e-9)


@pytest.mark.parametrize(
    ("name", "result", "target"),
    [
        ("products.bundle.ad_point_rate", "recovered_multiple", 0.4),
        ("products.*.ad_point_rate", "unfunded_promise", 1e8),
        ("growth.market_size", "sales", 1e9),
        ("ad_points.release_rate", "payout_ratio_cash", 0.2),
    ],
)
def test_the_answer_put_back_gives_the_target(
    name: str, result: str, target: float, tmp_path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["seek", "as_pitched", "--lever", name, "--result", result, "--target", str(target)]
    assert main([*call, "--json"]) == 0
    answers = json.loads(capsys.readouterr().out)["solutions"]
    assert answers
    for answer in answers:
        settings = [f"--set={field}={value!r}" for field, value in answer["set"].items()]
        assert main(["run", "as_pitched", *settings, "--out", str(tmp_path)]) == 0
        reached = json.loads((tmp_path / "summary.json").read_text())[result]
        assert reached == pytest.approx(target, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "result", "target"),
    [
        ("ad_points.revenue_per_view", "lowest_cash", 0.0),
        ("ad_points.revenue_per_view", "peak_funding", 0.0),
        ("products.bundle.ad_point_rate", "recovered_multiple", 0.4),
        ("products.bundle.ad_point_rate", "lowest_cash", -1e7),
        ("products.*.ad_point_rate", "unfunded_promise", 1e8),
        ("campaigns.main.issue_days", "recovered_multiple", 0.4),
        ("campaigns.main.issue_days", "lowest_cash", -4e7),
        ("ad_points.release_rate", "payout_ratio_cash", 0.2),
        ("platform.initial_cash", "lowest_cash", 0.0),
    ],
)
def test_printed_solutions_still_meet_the_target(name: str, result: str, target: float) -> None:
    """Rounded to the safe side, and run again by themselves; near the exact one."""
    moved = lever(PITCHED, name)
    found = seek(PITCHED, moved, result, target)
    assert found.printed
    for each in found.printed:
        single = readings.summary(simulate(PITCHED.replace(each.settings)))[result][0]
        assert single == each.reached
        assert single >= target if readings.find(result).better > 0 else single <= target
        exact = moved.vary(np.array([each.exact]))
        for field, value in each.settings.items():
            step = PARAMETERS[pattern(field)].step
            assert any(is_multiple(value, step / 10**times) for times in range(FINEST))
            if not moved.is_whole:
                assert value == pytest.approx(exact[field][0], rel=COARSEST)


def test_a_step_that_is_too_coarse_gets_finer() -> None:
    """A daily release of 0.1 % steps would miss by a half: printed are 0.01 % steps or finer."""
    release = lever(PITCHED, "ad_points.release_rate")
    target = float(readings.summary(simulate(PITCHED.replace(
        {"ad_points.release_rate": 0.00234})))["payout_ratio_cash"][0])
    found = seek(PITCHED, release, "payout_ratio_cash", target, 0.0, 0.01)
    near = min(found.printed, key=lambda each: abs(each.value - 0.00234))
    assert near.value == pytest.approx(0.00234, rel=COARSEST)
    assert not is_multiple(near.value, release.parameter.step)


def test_days_between_which_the_target_is_passed_are_printed() -> None:
    days = lever(PITCHED, "campaigns.main.issue_days")
    found = seek(PITCHED, days, "lowest_cash", -4e7)
    assert not found.solutions
    for each in found.printed:
        beside = [
            readings.summary(simulate(PITCHED.replace({days.name: int(each.value) + way})))
            ["lowest_cash"][0] for way in (-1, 1)
        ]
        assert min(beside) < -4e7 <= each.reached


def test_a_stretch_of_solutions_is_told_by_its_near_end() -> None:
    """No funding is needed from the break-even income on: one solution, not every larger one."""
    income = lever(PITCHED, "ad_points.revenue_per_view")
    closed = readings.summary(simulate(PITCHED))["breakeven_revenue_per_view"][0]
    found = seek(PITCHED, income, "peak_funding", 0.0)
    assert found.solutions == (pytest.approx(closed, rel=1e-6),)
    (printed,) = found.printed
    assert printed.value == np.ceil(closed * 100) / 100


def along(function: Callable[[np.ndarray], np.ndarray]):
    """The curve that the model would give."""
    return lambda scenario, lever, result, at: np.asarray(function(at), float)


def solutions(
    function: Callable[[np.ndarray], np.ndarray], monkeypatch: pytest.MonkeyPatch
) -> seeking.Sought:
    monkeypatch.setattr(seeking, "along", along(function))
    monkeypatch.setattr(seeking, "one_result", lambda scenario, result: float(
        np.asarray(function(np.array([scenario["campaigns.main.sell_fee"]])), float)[0]))
    return seek(PITCHED, lever(PITCHED, "campaigns.main.sell_fee"), "exit_share", 0.0, 0.0, 0.9)


def test_every_crossing_is_found_the_nearest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    found = solutions(lambda x: (x - 0.1) * (x - 0.33) * (x - 0.77), monkeypatch)
    assert found.solutions == pytest.approx((0.1, 0.33, 0.77), abs=1e-6)


def test_a_curve_that_only_touches_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    found = solutions(lambda x: (x - 0.5123) ** 2, monkeypatch)
    assert found.solutions == (pytest.approx(0.5123, abs=1e-3),)


def test_a_jump_over_the_target_is_no_solution(monkeypatch: pytest.MonkeyPatch) -> None:
    found = solutions(lambda x: np.where(x < 0.4321, -2.0, 1.0), monkeypatch)
    assert not found.solutions
    assert found.nearest[1] == 1.0
    assert found.nearest[0] >= 0.4321


def test_undefined_stretches_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    found = solutions(lambda x: np.where(x < 0.2, np.nan, x - 0.6), monkeypatch)
    assert found.solutions == (pytest.approx(0.6, abs=1e-6),)
    nowhere = solutions(lambda x: np.full_like(x, np.nan), monkeypatch)
    assert not nowhere.solutions
    assert np.isnan(nowhere.nearest).all()


def test_no_solution_tells_the_nearest_miss_and_the_curve() -> None:
    found = seek(PITCHED, lever(PITCHED, "campaigns.*.cap_multiple"), "exit_share", 0.9)
    assert not found.solutions
    at, value = found.nearest
    assert value == pytest.approx(np.nanmax(found.curve), rel=0.05)
    single = simulate(PITCHED.replace({"campaigns.main.cap_multiple": at}))
    assert readings.summary(single)["exit_share"][0] == value


def test_whole_numbers_stay_whole() -> None:
    days = lever(PITCHED, "campaigns.main.issue_days")
    target = readings.summary(simulate(PITCHED.replace({"campaigns.main.issue_days": 217})))
    found = seek(PITCHED, days, "recovered_multiple", float(target["recovered_multiple"][0]))
    assert 217.0 in found.solutions
    assert all(value == int(value) for value in found.solutions)


@pytest.mark.parametrize(
    ("name", "result", "ends"),
    [
        ("campaigns.main.sel_fee", "sales", (None, None)),
        ("referral.basis", "sales", (None, None)),
        ("platform.initial_cash", "lowest_cush", (None, None)),
        ("platform.initial_cash", "sales", (3.0, 3.0)),
    ],
)
def test_what_makes_no_sense_is_refused(name: str, result: str, ends) -> None:
    with pytest.raises(ScenarioError):
        seek(PITCHED, lever(PITCHED, name), result, 1.0, *ends)
