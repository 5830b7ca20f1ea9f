"""Draws: their distributions and rank correlations, one seed one answer, single runs."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy import special, stats

import scenarios
from analysis import draws, uncertainty
from analysis.batches import Cancelled
from analysis.distributions import KINDS
from analysis.uncertainty import Uncertainty, assumptions, sample
from model import ScenarioError, people, readings, simulate
from model.terms.parameters import declared
from scenarios import documents

PITCHED = scenarios.load("as_pitched").scenario
VIEW = "ad_points.revenue_per_view"
FIGURES = {
    "uniform": {"low": 0.05, "high": 0.25},
    "triangular": {"low": 0.02, "mode": 0.08, "high": 0.3},
    "log-triangular": {"low": 0.04, "mode": 0.08, "high": 0.2},
    "logit-triangular": {"low": 0.02, "mode": 0.08, "high": 0.9},
    "normal": {"mean": 0.5, "deviation": 0.05},
    "lognormal": {"median": 0.08, "spread": 0.5},
    "discrete": {"values": [0.05, 0.08, 0.2], "weights": [1, 2, 1]},
}


class Scaled:
    """A triangle on another scale, by its three figures."""

    def __init__(self, scale: Callable[[np.ndarray], np.ndarray], *figures: float) -> None:
        low, mode, high = scale(np.array(figures))
        self.scale = scale
        self.triangle = stats.triang((mode - low) / (high - low), low, high - low)

    def cdf(self, values: np.ndarray) -> np.ndarray:
        return self.triangle.cdf(self.scale(values))


THEORY = {
    "uniform": stats.uniform(0.05, 0.2),
    "triangular": stats.triang(0.06 / 0.28, 0.02, 0.28),
    "normal": stats.norm(0.5, 0.05),
    "log-triangular": Scaled(np.log, 0.04, 0.08, 0.2),
    "logit-triangular": Scaled(special.logit, 0.02, 0.08, 0.9),
    "lognormal": stats.lognorm(0.5, scale=0.08),
}


def spread(content: dict[str, object], **more: object) -> Uncertainty:
    return uncertainty.uncertainty({"distributions": content, **more}, PITCHED)


@pytest.mark.parametrize("method", uncertainty.METHODS)
@pytest.mark.parametrize("kind", THEORY)
def test_marginals_are_those_asked_for(kind: str, method: str) -> None:
    """A hypercube has one point in each of n equal parts, so does a base-2 Sobol sequence."""
    asked = spread({VIEW: {"kind": kind, **FIGURES[kind]}}, method=method)
    drawn = np.sort(sample(asked, 1024, PITCHED)[VIEW])
    below = THEORY[kind].cdf(drawn)
    np.testing.assert_allclose(below, (np.arange(1024) + 0.5) / 1024, atol=0.5 / 1024 + 1e-9)


def test_discrete_values_come_as_often_as_they_weigh() -> None:
    asked = spread({VIEW: {"kind": "discrete", **FIGURES["discrete"]}})
    values, counts = np.unique(sample(asked, 1000, PITCHED)[VIEW], return_counts=True)
    assert values.tolist() == [0.05, 0.08, 0.2]
    assert counts.tolist() == [250, 500, 250]


def test_what_is_not_permitted_is_cut_off() -> None:
    """Half of this normal distribution is below zero: what is left is the half-normal one."""
    asked = spread({VIEW: {"kind": "normal", "mean": 0.0, "deviation": 0.1}})
    drawn = sample(asked, 2000, PITCHED)[VIEW]
    assert drawn.min() >= 0.0
    assert np.median(drawn) == pytest.approx(stats.halfnorm(scale=0.1).median(), rel=1e-3)


def test_whole_parameters_are_drawn_whole() -> None:
    asked = spread({"campaigns.main.issue_days": {"kind": "uniform", "low": 100, "high": 900}})
    drawn = sample(asked, 50, PITCHED)["campaigns.main.issue_days"]
    assert (drawn == np.round(drawn)).all()


@pytest.mark.parametrize("method", uncertainty.METHODS)
@pytest.mark.parametrize("rank", [-0.8, 0.5, 0.95])
def test_rank_correlation_is_met_and_marginals_stay(rank: float, method: str) -> None:
    names = (VIEW, "growth.imitation", "wallet.withdraw_share")
    shapes = {name: {"kind": "uniform", "low": 0.01, "high": 0.02} for name in names}
    plain = sample(spread(shapes, method=method), 2000, PITCHED)
    pair = [{"names": list(names[:2]), "rank": rank}]
    tied = sample(spread(shapes, method=method, correlations=pair), 2000, PITCHED)
    for name in names:
        np.testing.assert_array_equal(np.sort(tied[name]), np.sort(plain[name]))

    def correlation(one: str, other: str) -> float:
        return float(stats.spearmanr(tied[one], tied[other]).statistic)

    # The scores are forced to the correlation; ranks differ by sampling: 1/√2000 = 0.022.
    assert correlation(names[0], names[1]) == pytest.approx(rank, abs=0.02)
    assert correlation(names[0], names[2]) == pytest.approx(0.0, abs=0.05)


def test_correlations_that_contradict_one_another_are_refused() -> None:
    names = (VIEW, "growth.imitation", "wallet.withdraw_share")
    shapes = {name: {"kind": "uniform", "low": 0.01, "high": 0.02} for name in names}
    pairs = [{"names": [names[i], names[j]], "rank": -0.9} for i, j in ((0, 1), (1, 2), (0, 2))]
    with pytest.raises(ScenarioError, match="contradict"):
        spread(shapes, correlations=pairs)


def test_draws_are_single_runs() -> None:
    found = draws.draw(PITCHED, assumptions(PITCHED, seed=5), 40, ["recovered_share_within.180"])
    for i in range(0, 40, 7):
        terms = {name: values[i] for name, values in found.values.items()}
        run = simulate(PITCHED.replace(terms))
        alone = readings.summary(run)
        alone["recovered_share_within.180"] = people.recovered_within(run, 180)
        for name, values in alone.items():
            np.testing.assert_allclose(found.results[name][i], values[0], rtol=1e-12, err_msg=name)


def test_one_seed_gives_one_answer_on_any_number_of_threads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = assumptions(PITCHED, seed=7)
    many = draws.draw(PITCHED, asked, 64)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    one = draws.draw(PITCHED, asked, 64)
    other = draws.draw(PITCHED, assumptions(PITCHED, seed=8), 64)
    for name, values in many.results.items():
        np.testing.assert_array_equal(one.results[name], values)
    assert (other.results["sales"] != many.results["sales"]).all()


def test_compared_scenarios_share_their_draws() -> None:
    """Of names that only one of them has, the other simply lacks the draws."""
    rotating = scenarios.load("rotation").scenario
    asked = uncertainty.uncertainty({"distributions": {
        "campaigns.second.sell_fee": {"kind": "uniform", "low": 0.1, "high": 0.3},
        VIEW: {"kind": "uniform", "low": 0.0, "high": 0.2},
    }}, rotating)
    ours, theirs = sample(asked, 100, PITCHED), sample(asked, 100, rotating)
    assert set(theirs) - set(ours) == {"campaigns.second.sell_fee"}
    np.testing.assert_array_equal(ours[VIEW], theirs[VIEW])


def test_the_share_below_a_percentile_is_the_percentile() -> None:
    found = draws.draw(PITCHED, assumptions(PITCHED), 200)
    table = draws.percentile_table(found)
    for name in ("sales", "lowest_cash", "recovered_multiple"):
        for level in draws.PERCENTILES:
            below = (found.results[name] <= table[name][f"p{level:g}"]).mean()
            assert below == pytest.approx(level / 100, abs=1 / 200)
        assert table[name]["draws"] == 200
    assert table["first_negative_day"]["draws"] == np.isfinite(
        found.results["first_negative_day"]
    ).sum()


def test_bands_hold_their_share_of_paths() -> None:
    asked = assumptions(PITCHED)
    days, found = draws.bands(PITCHED, asked, 100, ["operating_cash", "price"], every=30)
    assert days.tolist() == list(range(0, 1095, 30))
    values = sample(asked, 100, PITCHED)
    paths = simulate(PITCHED, values).daily["operating_cash"][:, ::30]
    for i, level in enumerate(draws.PERCENTILES):
        below = (paths <= found["operating_cash"][i]).mean(axis=0)
        np.testing.assert_allclose(below, level / 100, atol=1 / 100)


def test_wilson_interval() -> None:
    """Published values (Newcombe 1998, Statistics in Medicine 17:857–872, method 3)."""
    for hits, count, low, high in (
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        found = draws.wilson(hits, count)
        assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
        assert found.share == hits / count
    assert draws.wilson(20, 20).high == 1.0


def test_chance_of_cash_below_zero_counts_draws() -> None:
    found = draws.draw(PITCHED, assumptions(PITCHED), 60)
    below = np.nan_to_num(found.results["first_negative_day"], nan=np.inf) < 400
    assert draws.cash_below_zero(found, 400).hits == below.sum()
    assert 0 < below.sum() < 60


def test_refused_combinations_are_counted() -> None:
    asked = spread({"products.bundle.unit_cost": {"kind": "uniform", "low": 400, "high": 800}})
    found = draws.draw(PITCHED, asked, 100)
    assert found.refused == 50
    assert found.count == 50
    assert found.values["products.bundle.unit_cost"].max() <= 600.0


def test_progress_and_cancel() -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return done == 0

    with pytest.raises(Cancelled):
        draws.draw(PITCHED, assumptions(PITCHED), 600, progress=stop)
    assert told == [(0, 600), (256, 600)]


def test_a_document_carries_its_uncertainty() -> None:
    asked = spread(
        {VIEW: {"kind": "triangular", **FIGURES["triangular"]},
         "growth.imitation": {"kind": "uniform", "low": 0.01, "high": 0.02}},
        seed=99, method="sobol", correlations=[{"names": [VIEW, "growth.imitation"], "rank": 0.3}],
    )
    document = documents.Document("mine", {"en": "Mine"}, {}, PITCHED, asked)
    again = documents.read(documents.write(document).encode(), "mine")
    assert again.uncertainty == asked
    assert again.scenario == PITCHED
    plain = documents.Document("mine", {}, {}, PITCHED)
    assert documents.read(documents.write(plain).encode(), "mine").uncertainty is None


@pytest.mark.parametrize("kind", KINDS)
def test_distributions_come_back_from_plain_values(kind: str) -> None:
    first = spread({VIEW: {"kind": kind, **FIGURES[kind]}})
    assert uncertainty.uncertainty(first.values, PITCHED) == first


@pytest.mark.parametrize(
    "content",
    [
        {"distributions": {VIEW: {"kind": "gamma"}}},
        {"distributions": {VIEW: 3}},
        {"distributions": {VIEW: {"kind": "uniform", "low": 2, "high": 1}}},
        {"distributions": {VIEW: {"kind": "uniform", "low": 0}}},
        {"distributions": {VIEW: {"kind": "log-triangular", "low": 0, "mode": 1, "high": 2}}},
        {"distributions": {VIEW: {"kind": "logit-triangular", "low": 0.1, "mode": 0.2, "high": 1}}},
        {"distributions": {VIEW: {"kind": "uniform", "low": 0, "high": 1, "mode": 1}}},
        {"distributions": {VIEW: {"kind": "uniform", "low": -2, "high": -1}}},
        {"distributions": {VIEW: {"kind": "discrete", "values": [-1], "weights": [1]}}},
        {"distributions": {VIEW: {"kind": "discrete", "values": [], "weights": []}}},
        {"distributions": {VIEW: {"kind": "normal", "mean": "x", "deviation": 1}}},
        {"distributions": {"ad_points.revenue": {"kind": "uniform", "low": 0, "high": 1}}},
        {"distributions": {"referral.basis": {"kind": "uniform", "low": 0, "high": 1}}},
        {"distributions": []},
        {"seed": -1},
        {"method": "halton"},
        {"colour": 1},
        {"correlations": [{"names": [VIEW, VIEW], "rank": 0.5}]},
    ],
)
def test_what_describes_no_uncertainty_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(ScenarioError):
        uncertainty.uncertainty(content, PITCHED)


def test_what_nobody_knows_is_an_assumption_of_ours() -> None:
    asked = assumptions(PITCHED)
    assert asked.assumed
    assert {VIEW, "growth.imitation"} < set(asked.distributions)
    for name in asked.distributions:
        assert declared(name).source.startswith("ASSUMPTION")
    with pytest.raises(ScenarioError):
        sample(Uncertainty({}), 10, PITCHED)
