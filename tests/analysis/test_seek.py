"""Goal seek against closed forms, functions with known roots, and the command line."""

import json
from collections.abc import Callable

import numpy as np
import pytest

import scenarios
from analysis import seek as seeking
from analysis.levers import lever
from analysis.seek import seek
from model import ScenarioError, readings, simulate
from scenarios.__main__ import main

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


def along(function: Callable[[np.ndarray], np.ndarray]):
    """The curve that the model would give."""
    return lambda scenario, lever, result, at: np.asarray(function(at), float)


def solutions(
    function: Callable[[np.ndarray], np.ndarray], monkeypatch: pytest.MonkeyPatch
) -> seeking.Sought:
    monkeypatch.setattr(seeking, "along", along(function))
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
