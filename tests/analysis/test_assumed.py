"""What is assumed of what nobody knows: permitted, rounded, around the value, only what takes part.
"""

import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given

import scenarios
from analysis import assumed
from analysis.assumed import ASSUMED, distributions, rounded
from analysis.batches import permitted
from analysis.uncertainty import assumptions, sample, uncertainty
from model import Scenario, readings, simulate
from model.terms.gates import closed_gate
from model.terms.parameters import declared, pattern
from model.terms.rows import with_row
from model.terms.scenario import varied
from tests.model.drawn import few_examples
from tests.model.drawn import scenarios as random_scenarios

PITCHED = scenarios.load("as_pitched").scenario
PRESETS = ("as_pitched", "rotation", "stop_gifting")


def digits(value: float, of_a_share: bool) -> int:
    """How many digits a number is written with, zeros at either end left out; of a share above a
    half, those of what it lacks.
    """
    written = Decimal(f"{value:.12g}")
    written = 1 - written if of_a_share and value > 0.5 else written
    return len(written.normalize().as_tuple().digits)


def logit(share: float) -> float:
    return math.log(share / (1.0 - share))


def below_the_value(shape) -> float:
    """The part of the distribution that lies below the scenario's own value."""
    return float((shape.at((np.arange(2000) + 0.5) / 2000, declared("platform.initial_cash"))
                  < shape.figures[1]).mean())


@few_examples
@given(random_scenarios())
def test_ends_are_permitted_rounded_and_around_the_value(scenario: Scenario) -> None:
    for name, shape in distributions(scenario).items():
        low, mode, high = shape.figures
        parameter = declared(name)
        assert low <= mode == scenario[name] <= high
        assert low < high
        varied(scenario, {name: np.array([low, high])})  # raises for what is refused
        for end in {low, high} - {parameter.low, parameter.high}:
            assert digits(end, shape.kind == "logit-triangular") <= 2, (name, end)
        uncertainty({"distributions": {name: shape.values}}, scenario)


@few_examples
@given(random_scenarios())
def test_only_assumptions_that_take_part_are_drawn(scenario: Scenario) -> None:
    drawn = distributions(scenario)
    for name in drawn:
        assert not declared(name).lever, name
        assert not closed_gate(scenario, name), name
        assert pattern(name) in ASSUMED


@pytest.mark.slow
@few_examples
@given(random_scenarios())
def test_what_is_left_out_for_taking_no_part_moves_nothing(scenario: Scenario) -> None:
    """Half and twice of what a rule leaves out give the very same readings."""
    drawn = distributions(scenario)
    left_out = [name for name in scenario.flat if pattern(name) in ASSUMED and name not in drawn
                and 0.0 < scenario.number(name) < (declared(name).high or math.inf) / 2.0
                and declared(name).kind == "number"]
    runs = 2 * len(left_out) + 1
    vary = {name: np.full(runs, scenario.number(name)) for name in left_out}
    for place, name in enumerate(left_out):
        vary[name][2 * place : 2 * place + 2] *= 0.5, 2.0
    for name, values in readings.summary(simulate(scenario, vary)).items():
        np.testing.assert_allclose(values, values[-1], rtol=1e-9, err_msg=name)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_scenario_itself_lies_near_the_middle(preset: str) -> None:
    """Symmetric in the logarithm, or in the logarithm of the odds, but for rounding (at most an
    eighth of a factor of two)."""
    scenario = scenarios.load(preset).scenario
    for name, shape in distributions(scenario).items():
        scale = logit if shape.kind == "logit-triangular" else math.log
        low, mode, high = map(scale, shape.figures)
        assert mode - low == pytest.approx(math.log(2.0), rel=0.2), name
        assert high - mode == pytest.approx(math.log(2.0), rel=0.2), name
        assert below_the_value(shape) == pytest.approx(0.5, abs=0.1), name


def test_drawn_values_keep_within_the_ends() -> None:
    drawn = sample(assumptions(PITCHED), 300, PITCHED)
    for name, shape in distributions(PITCHED).items():
        low, _, high = shape.figures
        assert drawn[name].min() >= low * (1 - 1e-12)
        assert drawn[name].max() <= high * (1 + 1e-12)
        if declared(name).kind == "whole":
            assert (drawn[name] == np.round(drawn[name])).all()


@pytest.mark.parametrize(("change", "gone"), [
    ({}, "growth.daily_joins"),
    ({}, "growth.peak_daily_joins"),
    ({}, "segments.one_off.retention_half_life"),
    ({}, "segments.one_off.reorder_interval"),
    ({}, "campaigns.main.voluntary_sale_rate"),
    ({}, "events.e.day"),
    ({"segments.loyal.reorder_interval": 0.0, "segments.occasional.reorder_interval": 0.0},
     "members.order_rate_spread"),
    ({"members.order_size_spread": 0.0}, "members.order_size_spread"),
    ({"growth.curve": "constant"}, "growth.market_size"),
    ({"growth.curve": "constant"}, "growth.imitation"),
    ({"segments.loyal.share": 0.0}, "segments.loyal.attention_half_life"),
    ({"segments.loyal.share": 0.0, "segments.occasional.share": 0.0}, "segments.one_off.share"),
    ({"wallet.withdraw_share": 1.0}, "wallet.spend_rate"),
    ({"wallet.withdraw_share": 1.0}, "wallet.withdraw_share"),
    ({"ad_points.ads_per_task": 0.0}, "ad_points.revenue_per_view"),
    ({"growth.market_size": 0.0}, "segments.loyal.attention_half_life"),
    ({"growth.market_size": 0.0}, "wallet.withdraw_share"),
    ({"referral.direct": 0.0, "referral.indirect": 0.0}, "referral.sponsored_share"),
])
def test_what_takes_no_part_is_not_drawn(change: dict[str, object], gone: str) -> None:
    assert gone not in distributions(PITCHED.replace(change))


@pytest.mark.parametrize(("change", "there"), [
    ({"growth.curve": "constant"}, "growth.daily_joins"),
    ({"growth.curve": "exponential"}, "growth.growth_rate"),
    ({"segments.one_off.reorder_interval": 40.0}, "segments.one_off.retention_half_life"),
    ({"campaigns.main.voluntary_sale_rate": 0.001}, "campaigns.main.voluntary_sale_rate"),
    ({}, "members.order_rate_spread"), ({}, "wallet.spend_rate"), ({}, "referral.sponsored_share"),
])
def test_what_takes_part_is_drawn(change: dict[str, object], there: str) -> None:
    assert there in distributions(PITCHED.replace(change))


def test_the_terms_are_not_drawn() -> None:
    for name in distributions(PITCHED):
        assert not declared(name).lever


def test_a_decline_is_half_of_it_off_either_way() -> None:
    shrinking = PITCHED.replace({"growth.curve": "exponential", "growth.growth_rate": -0.02})
    shape = distributions(shrinking)["growth.growth_rate"]
    assert (shape.kind, shape.figures) == ("triangular", (-0.03, -0.02, -0.01))


@pytest.mark.parametrize(("value", "written"), [
    (182.5, 180.0), (360.0, 360.0), (1080.0, 1100.0), (68_500.0, 70_000.0), (0.0375, 0.038),
    (9.8, 10.0), (1e-9, 1e-9),
])
def test_rounded_as_a_person_writes(value: float, written: float) -> None:
    assert rounded(value) == pytest.approx(written, rel=1e-12)


@pytest.mark.parametrize("rows", [0, 80])
@pytest.mark.parametrize("end", [0, -1])
def test_what_the_model_refuses_at_one_end_is_left_out(rows, end, monkeypatch):
    """However many are asked about together, each is alone at its ends."""
    scenario = PITCHED
    for row in range(rows):
        scenario = with_row(scenario, "segments", f"s{row}")
    accepted = distributions(scenario)
    assert len(accepted) > max(10, rows)
    gone = list(accepted)[1::7]

    def refuses(of, vary):
        may = permitted(of, vary)
        for name in set(gone) & set(vary):
            may &= vary[name] != accepted[name].figures[end]
        return may

    monkeypatch.setattr(assumed, "permitted", refuses)
    found = distributions(scenario)
    assert found == {name: shape for name, shape in accepted.items() if name not in gone}
