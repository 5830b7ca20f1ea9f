"""Joins as curves: Bass by Backstop's recursion on published series, and what a file can tell."""

import numpy as np
import pytest

from fit.joins import fit_bass, fit_growth
from tests.fit.exports import FITS

SERIES = {name: each for name, each in FITS["bass"].items() if "series" in each}
DAILY = FITS["growth_daily"]
JOINS = np.array(DAILY["joins"])


@pytest.mark.parametrize("name", SERIES)
def test_bass_by_the_recursion_is_the_references(name: str) -> None:
    p, q, m = SERIES[name]["bass_recursion_ls"]["p_q_m"]
    found = fit_bass(np.array(SERIES[name]["series"]), lambda seen, fitted: seen - fitted)
    assert found == pytest.approx([m, p, q], rel=1e-3)


@pytest.mark.parametrize("days", DAILY["cuts"])
def test_growth_is_the_references_at_every_cut(days: str) -> None:
    right = DAILY["cuts"][days]
    found = fit_growth(JOINS[: int(days)])
    assert found is not None
    assert found.seen == right["seen"]
    assert found.bass.market_size == pytest.approx(right["bass"]["market_size"], rel=1e-3)
    assert found.bass.innovation == pytest.approx(right["bass"]["innovation"], rel=1e-3)
    assert found.bass.imitation == pytest.approx(right["bass"]["imitation"], rel=1e-3)
    assert found.bass.errors == pytest.approx(right["se_log"], abs=2e-4)
    assert found.dispersion == pytest.approx(right["dispersion"], abs=1e-3)
    assert found.daily_joins == pytest.approx(right["exponential"]["daily_joins"], rel=1e-4)
    assert found.growth_rate == pytest.approx(right["exponential"]["growth_rate"], rel=1e-3)
    assert found.constant == pytest.approx(right["constant"], rel=1e-4)
    assert found.criteria == pytest.approx(right["quasi_bic"], abs=0.01)
    low, high = right["market_size_interval"]
    assert found.interval[0] == pytest.approx(low, rel=1e-3)
    assert (found.interval[1] is None) == (high is None)
    if high is not None:
        assert found.interval[1] == pytest.approx(high, rel=1e-3)
    assert found.tells_market == (high is not None and high <= 10 * right["seen"])


def test_a_market_size_named_by_somebody_is_kept() -> None:
    found = fit_growth(JOINS[:98], 20_000.0)
    assert found is not None
    assert found.curve == "bass"
    assert found.bass.market_size == pytest.approx(20_000.0)
    assert found.bass.errors[0] == 0.0
    assert found.bass.curve(98).sum() == pytest.approx(JOINS[:98].sum(), rel=0.02)


def test_an_exponential_curve_goes_no_higher_than_the_highest_week() -> None:
    found = fit_growth(JOINS[:98])
    assert found is not None
    assert found.curve == "exponential"
    assert found.ahead(1000).max() == pytest.approx(found.most_a_day)


@pytest.mark.parametrize("joins", [np.zeros(100), np.ones(20)])
def test_too_few_joins_have_no_curve(joins: np.ndarray) -> None:
    assert fit_growth(joins) is None
