"""The tornado's bars are single runs, silent bars are silent for the reason given."""

import numpy as np
import pytest

import scenarios
from analysis.levers import numeric_names, plausible, settled, slider
from analysis.tornado import ranges, tornado
from model import Scenario, readings, simulate
from model.terms.gates import closed_gate
from model.terms.parameters import PARAMETERS, declared, pattern
from tests.model.rich_scenario import RICH

PITCHED = scenarios.load("as_pitched").scenario
EVENTFUL = Scenario.from_values(RICH)


@pytest.fixture(scope="module")
def bars():
    return {bar.name: bar for bar in tornado(PITCHED, "lowest_cash")}


def lowest(changes: dict[str, float]) -> float:
    return float(readings.summary(simulate(PITCHED.replace(changes)))["lowest_cash"][0])


def test_there_is_a_bar_for_every_numeric_parameter(bars) -> None:
    assert set(bars) == set(numeric_names(PITCHED))


def test_ends_are_single_runs(bars) -> None:
    for name in list(bars)[::7]:
        bar = bars[name]
        assert bar.at_low == pytest.approx(lowest({name: bar.low}), rel=1e-12)
        assert bar.at_high == pytest.approx(lowest({name: bar.high}), rel=1e-12)
        assert bar.base == lowest({})


def test_the_longest_bar_comes_first_and_cash_moves_one_to_one(bars) -> None:
    swings = [bar.swing for bar in bars.values()]
    assert swings == sorted(swings, reverse=True)
    cash = bars["platform.initial_cash"]
    assert cash.swing == pytest.approx(cash.high - cash.low, rel=1e-9)


@pytest.mark.parametrize("scenario", [PITCHED, EVENTFUL], ids=["pitched", "eventful"])
def test_plausible_ranges_hold_the_value_and_are_permitted(scenario: Scenario) -> None:
    for name, (low, high) in ranges(scenario).items():
        value = scenario[name]
        assert value is None or low <= value <= high, name
        for end in (low, high):
            scenario.replace({name: end})


def test_a_range_reaches_no_further_than_slider_and_threefold() -> None:
    assert plausible(PITCHED, "campaigns.main.sell_fee") == pytest.approx((0.2 / 3, 0.35))
    assert plausible(PITCHED, "agents.macro_region.territories") == pytest.approx((7 / 3, 21.0))
    low, high = slider(declared("platform.initial_cash"))
    assert plausible(PITCHED, "platform.initial_cash") == (0.0, 0.25 * (high - low))
    assert low == 0.0


def test_silent_bars_say_why(bars) -> None:
    assert (bars["growth.daily_joins"].silence, bars["growth.daily_joins"].gate) == (
        "off", "growth.curve",
    )
    assert bars["team.levels.captain.rate"].silence == "elsewhere"
    assert (bars["campaigns.main.initial_pool"].silence,
            bars["campaigns.main.initial_pool"].gate) == (
        "refused", "campaigns.main.initial_points",
    )
    assert bars["products.bundle.price"].silence == ""


def test_what_is_off_moves_no_result(bars) -> None:
    base = readings.summary(simulate(PITCHED))
    for bar in (bar for bar in bars.values() if bar.silence == "off"):
        moved = readings.summary(simulate(PITCHED.replace({bar.name: bar.high})))
        for name, values in base.items():
            np.testing.assert_allclose(moved[name], values, rtol=1e-12, err_msg=bar.name)


def test_a_result_at_its_limit_is_capped() -> None:
    nobody = PITCHED.replace({"products.bundle.gift_share": 0.0, "products.refill.gift_share": 0.0})
    bars = {bar.name: bar for bar in tornado(nobody, "exit_share")}
    assert bars["products.bundle.ad_point_rate"].silence == "capped"


def test_a_lever_that_decides_whether_a_day_comes_ranks_first() -> None:
    bars = tornado(PITCHED, "first_negative_day")
    switches = [bar.is_switch for bar in bars]
    assert switches == sorted(switches, reverse=True)
    assert switches[0]


def test_an_absent_parameter_stays_absent_in_the_other_runs() -> None:
    """Beyond its slider's end the campaign would stop: the horizon is longer than that."""
    long = PITCHED.replace({"horizon.days": 1500})
    base = readings.summary(simulate(long))["recovered_multiple"][0]
    assert tornado(long, "recovered_multiple")[0].base == base


def gated() -> list[tuple[str, str, object]]:
    """Every gate, and a value that closes it, but those of pool and points at the start: one
    without the other is refused; and but the kinds of rows, which others have no such field."""
    return [
        (field, when.field, value)
        for field, parameter in PARAMETERS.items() if not (parameter.individual or parameter.kinds)
        for when in parameter.when
        for value in (PARAMETERS[when.field].choices if when.given else when.values)
        if not when.holds(value) and not field.startswith("campaigns.*.initial_")
    ]


def test_gates_are_declared_on_fields_that_there_are() -> None:
    assert len(gated()) > 30
    for parameter in PARAMETERS.values():
        for when in parameter.when:
            choices = PARAMETERS[when.field].choices
            assert not choices or set(when.values) <= set(choices), parameter.field


def another(field: str, value: object) -> object:
    """A permitted value other than this one."""
    parameter = PARAMETERS[field]
    if parameter.kind == "choice":
        return next(choice for choice in parameter.choices if choice != value)
    if parameter.kind == "series":
        return (7.0,) * 30
    return settled(parameter, np.array([1.7 * (value or 0.0) + 0.1]))[0]  # type: ignore[operator]


@pytest.mark.parametrize(("field", "gate", "value"), gated())
def test_gates_switch_off(field: str, gate: str, value: object) -> None:
    """With the gate closed no reading depends on the parameter."""
    names = [name for name in EVENTFUL.possible_names if pattern(name) == field]
    name = next((name for name in names if ".hot." in name), names[0])
    before, _, after = field.partition("*")
    row = name[len(before) : len(name) - len(after)]
    basis = {"referral.basis": "order" if "order_" in field else "release"}
    closed = EVENTFUL.replace(basis | {gate.replace("*", row): value})
    assert closed_gate(closed, name) == gate.replace("*", row)
    other = another(field, closed[name])
    usual, moved = (
        readings.summary(simulate(each)) for each in (closed, closed.replace({name: other}))
    )
    for reading, values in usual.items():
        np.testing.assert_allclose(moved[reading], values, rtol=1e-9, err_msg=reading)
