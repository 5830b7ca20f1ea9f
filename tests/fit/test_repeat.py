"""Repeat buying: published and reference fits of CDNOW, the closed form against brute force."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import gammaln

from fit.histories import Histories, distinct
from fit.ladder import MODELS, Kind, penalty
from fit.likelihood import Grid, fading, halving, log_likelihood
from fit.repeat import SAMPLE, Ladder, expected, fit_ladder, repeat_curve, sampled
from fit.segments import CLOSE, days_to, lasting, segmented
from tests.fit.exports import FITS, cdnow

CDNOW = FITS["cdnow_day272"]


@pytest.fixture(scope="module")
def ladder() -> Ladder:
    return fit_ladder(cdnow())


@pytest.mark.parametrize("name", MODELS)
def test_likelihood_and_errors_are_the_references(ladder: Ladder, name: str) -> None:
    ours, theirs = ladder.models[name], CDNOW[name]
    assert ours.ll == pytest.approx(theirs["ll"], abs=0.05)
    assert ours.bic == pytest.approx(theirs["bic"], abs=0.1)
    values = ours.model.values(ours.theta)
    for (parameter, right), error in zip(theirs["parameters"].items(), theirs["se"], strict=True):
        off = (values[parameter] - right if parameter.startswith("logit")
               else np.log(values[parameter] / right))
        assert abs(off) < 0.1 * error, parameter
        assert ours.errors[parameter] == pytest.approx(error, rel=0.02)


def test_two_kinds_of_buyers_are_chosen_and_told(ladder: Ladder) -> None:
    assert ladder.chosen.model.name == "two"
    assert ladder.chosen.untold == ()
    one, other = ladder.chosen.kinds
    assert one.life[-1] < other.life[-1]


@pytest.mark.parametrize("name", MODELS)
def test_the_hold_out_is_the_references(ladder: Ladder, name: str) -> None:
    """Repeat orders after day 272, to 545: −40.2, −10.9 and −10.7 %."""
    curve = expected(ladder.models[name].kinds, np.array(CDNOW["joins"]), 546)
    for day, orders in CDNOW[name]["expected_cumulative"].items():
        assert curve[int(day)] == pytest.approx(orders, rel=1e-4)
    seen = CDNOW["cumulative_repeat_orders"]["545"] - CDNOW["cumulative_repeat_orders"]["272"]
    error = 100.0 * ((curve[545] - curve[272]) / seen - 1.0)
    assert error == pytest.approx(CDNOW[name]["holdout_error_percent"], abs=0.01)


@pytest.mark.parametrize(("name", "most"), [("one", 1), ("base", 2), ("two", 5)])
def test_as_few_segments_as_follow_the_fit(ladder: Ladder, name: str, most: int) -> None:
    kinds = ladder.models[name].kinds
    found = segmented(kinds, 1095)
    assert len(found.rows) <= most
    assert sum(row.share for row in found.rows) == pytest.approx(1.0)
    days = days_to(1095)
    curve = sum(row.share / row.reorder_interval
                * lasting(np.array([row.retention_half_life]), days)[:, 0] for row in found.rows)
    off = np.abs(curve / repeat_curve(kinds, 1095)[days] - 1.0).max()
    assert off == pytest.approx(found.error)
    assert off <= CLOSE


def test_fewer_segments_can_be_asked_for(ladder: Ladder) -> None:
    kinds = ladder.chosen.kinds
    errors = [segmented(kinds, 1095, most).error for most in (1, 2, 4)]
    assert [len(segmented(kinds, 1095, most).rows) for most in (1, 2, 4)] == [1, 2, 4]
    assert errors[0] > errors[1] > errors[2] > CLOSE


def mixed(x: int, t: int, seen: int, r: float, rate: float, life: object) -> float:
    """The likelihood integrated over a member's own rate, one end of life after another."""
    alive = life.alive  # type: ignore[attr-defined]

    def of_rate(own: float) -> float:
        density = np.exp((r - 1) * np.log(own) - own * r / rate + r * np.log(r / rate) - gammaln(r))
        ends = sum((alive[d] - alive[d + 1]) * np.exp(-own * d) for d in range(t, seen))
        return float(density * own**x * (ends + alive[seen] * np.exp(-own * seen)))

    return quad(of_rate, 0.0, np.inf, epsabs=0.0, epsrel=1e-10, limit=200)[0]


@pytest.mark.parametrize(("x", "t", "seen"), [(0, 0, 0), (0, 0, 40), (1, 7, 7), (3, 20, 40),
                                              (12, 39, 40)])
def test_the_closed_form_is_the_integral(x: int, t: int, seen: int) -> None:
    for life in (halving(15.0, 40), fading(0.6, 20.0, 40)):
        grid = Grid.of(Histories(*np.array([[x], [t], [seen], [1]])))
        ours = log_likelihood(grid, 0.8, 0.05, life)[0][0]
        assert ours == pytest.approx(np.log(mixed(x, t, seen, 0.8, 0.05, life)), rel=1e-8)


def test_survival_halves_at_the_median() -> None:
    assert fading(0.5, 30.0, 60).alive[30] == pytest.approx(0.5)
    assert halving(30.0, 60).alive[30] == pytest.approx(0.5)


@pytest.mark.parametrize("name", MODELS)
def test_the_gradient_is_that_of_the_likelihood(name: str) -> None:
    grid, model = Grid.of(cdnow()), MODELS[name]
    theta = {"one": [-0.5, -5.0, 5.0], "base": [-0.5, -5.0, 0.3, 5.0],
             "two": [-0.3, 0.2, -4.0, -5.0, 3.5, 5.3, -1.0]}[name]
    at, step = np.array(theta), 1e-5
    for law in (lambda z: model.likelihood(grid, z), lambda z: penalty(name, z)):
        slope = law(at)[1]
        for i, one in enumerate(np.eye(at.size)):
            apart = (law(at + step * one)[0] - law(at - step * one)[0]) / (2.0 * step)
            # a central difference of values near 1e5 is good to about 1e-5
            assert slope[i] == pytest.approx(apart, rel=1e-5, abs=1e-3)


def test_histories_of_ten_years_of_daily_orders_stay_finite() -> None:
    seen = distinct(*np.array([[3000, 3649, 3649], [900, 900, 3649], [0, 0, 3649]]).T)
    for life in (halving(200.0, 3649), fading(0.5, 100.0, 3649)):
        logs, slopes = log_likelihood(Grid.of(seen), 0.7, 0.3, life)
        assert np.isfinite(logs).all()
        assert np.isfinite(slopes).all()


def test_a_sample_stands_for_many_and_is_always_the_same() -> None:
    whole = cdnow()
    many = Histories(whole.repeats, whole.last, whole.observed, whole.customers * 20)
    one, other = sampled(many), sampled(many)
    assert one.count == SAMPLE
    assert np.array_equal(one.customers, other.customers)
    assert sampled(whole) is whole


def test_what_the_file_does_not_tell_is_named() -> None:
    """Customers seen for eight weeks who lose nobody: their half-life could be anything."""
    rng = np.random.default_rng(3)
    observed = rng.integers(30, 57, 400)
    repeats = rng.poisson(0.1 * observed)
    last = np.where(repeats > 0, np.maximum(observed - 2, repeats), 0)
    found = fit_ladder(distinct(np.minimum(repeats, last), last, observed))
    assert "half_life" in found.models["one"].untold
    assert np.isfinite(found.models["one"].spread).all()


def test_a_curve_counts_from_the_day_after_joining() -> None:
    curve = repeat_curve((Kind(1.0, 0.1, (1e9,)),), 10)
    assert curve == pytest.approx(0.1 * np.arange(11), rel=1e-6)
