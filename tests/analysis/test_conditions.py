"""Under which terms a promise would hold: edges on the lever's own steps, run on both sides."""

import re
from pathlib import Path

import numpy as np
import pytest

import scenarios
from analysis import claims, conditions, later_sales
from analysis.claims import Claim, condition_sentence, examine
from analysis.conditions import Tried
from analysis.levers import lever, offered
from analysis.source_claims import FOR_PEOPLE
from model import Scenario, simulate
from tests.analysis.test_claims import verdict
from wording import LANGUAGES, Words

EN = Words("en")
TESTED = ("as_pitched", "stop_gifting", "rotation")
STEP = 0.01


@pytest.fixture(scope="module")
def tested() -> dict[str, tuple[Scenario, list[Claim]]]:
    two_years = {"horizon.days": 730}
    loaded = {name: scenarios.load(name).scenario.replace(two_years) for name in TESTED}
    return {name: (scenario, examine(scenario)) for name, scenario in loaded.items()}


def edges_of(found: list[Claim]) -> list[tuple[Claim, conditions.Condition]]:
    return [
        (claim, each) for claim in found for each in claim.conditions if each.way in claims.EDGES
    ]


@pytest.mark.parametrize("preset", TESTED)
def test_what_is_printed_was_run_and_does_hold(
    tested: dict[str, tuple[Scenario, list[Claim]]], preset: str
) -> None:
    scenario, found = tested[preset]
    edges = edges_of(found)
    assert len(edges) > 5
    for claim, each in edges:
        name, moved = claim.promise.name, each.lever
        ends = [(each.inside, each.outside)]
        if each.way == "between":
            ends.append((each.far_inside, each.far_outside))
        else:
            assert (each.inside > each.outside) == (each.way == "at_least")
        for value, beyond in ends:
            assert abs(value - beyond) == pytest.approx(moved.step, rel=1e-9)
            outside = scenario.replace(moved.changes(beyond))
            assert verdict(outside, name).verdict != "holds", (name, moved.name)
        for value in printed(each):
            inside = scenario.replace(moved.changes(value))
            assert verdict(inside, name).verdict == "holds", (name, moved.name)


def printed(found: conditions.Condition) -> list[float]:
    """The edges as they stand in the sentence."""
    told = EN.sentence(condition_sentence(found, False)).rpartition("”")[2]
    numbers = [float(text.replace(",", "")) for text in re.findall(r"\d[\d,.]*\d|\d", told)]
    scale = 0.01 if "%" in told else 1.0
    ends = sorted({found.inside, found.far_inside} - {np.nan}) if found.way == "between" else [
        found.inside]
    assert [scale * number for number in numbers] == pytest.approx(ends, rel=1e-12), told
    return [scale * number for number in numbers]


@pytest.mark.parametrize("name", ["edges_open", "mixed"])
def test_of_scenarios_of_any_shape_what_is_printed_holds(name: str) -> None:
    scenario = scenarios.read(Path(f"tests/golden/{name}.toml").read_bytes(), name).scenario
    edges = edges_of(examine(scenario))
    assert edges
    for claim, each in edges:
        for value in printed(each):
            inside = scenario.replace(each.lever.changes(value))
            assert verdict(inside, claim.promise.name).verdict == "holds", each


@pytest.mark.parametrize("preset", TESTED)
def test_ranges_are_what_a_client_could_print(
    tested: dict[str, tuple[Scenario, list[Claim]]], preset: str
) -> None:
    scenario, found = tested[preset]
    for claim in found:
        for each in claim.conditions:
            low, high = offered(scenario, each.lever)
            for value in (each.low, each.high, each.inside):
                assert low <= value <= high
                assert value == each.lever.on_step(np.array([value]))[0]


@pytest.mark.parametrize("preset", TESTED)
def test_where_nothing_helps_the_nearest_is_what_a_run_gives(
    tested: dict[str, tuple[Scenario, list[Claim]]], preset: str
) -> None:
    scenario, found = tested[preset]
    for claim in found:
        for each in claim.conditions:
            if each.way in ("always", "never"):
                near = verdict(scenario.replace(each.lever.changes(each.inside)),
                               claim.promise.name)
                assert near.kept == pytest.approx(each.kept, rel=1e-12)
                assert (near.verdict == "holds") == (each.way == "always")
                assert (near.verdict == "but") == (each.way == "never"
                                                  and not np.isnan(each.lowest))
                if near.verdict == "but":
                    assert near.figures["lowest"] == pytest.approx(each.lowest, rel=1e-12)


def test_conditions_are_told_in_every_language(
    tested: dict[str, tuple[Scenario, list[Claim]]]
) -> None:
    for _, found in tested.values():
        for claim in found:
            told = {language: [Words(language).sentence(each) for each in claim.sentences]
                    for language in LANGUAGES}
            assert not any("{" in text for texts in told.values() for text in texts)
            assert not set(told["en"]) & set(told["zh"])


def test_later_sales_that_are_needed_are_enough_and_less_is_not() -> None:
    scenario = scenarios.load("stop_gifting").scenario
    needed = later_sales.needed_later_sales(scenario, FOR_PEOPLE)
    assert needed.needed > needed.present

    def claim(factor: float) -> Claim:
        later = later_sales.with_later_joins(scenario, factor, 365)
        return verdict(later, "exits_after_stop")

    less = (needed.needed - STEP - needed.present) / (needed.needed - needed.present)
    enough, short = claim(needed.joins), claim(1.0 + less * (needed.joins - 1.0))
    assert enough.verdict == "holds"
    assert short.verdict != "holds"
    assert enough.figures["later_sales"] == pytest.approx(needed.needed, rel=1e-12)
    assert EN.multiple(needed.needed) == f"{needed.needed:.6g}×"


def test_later_joins_leave_the_earlier_days_alone() -> None:
    scenario = scenarios.load("growth_stops").scenario.replace({"campaigns.main.issue_days": 200})
    before, after = (
        simulate(each).daily["joins"][0]
        for each in (scenario, later_sales.with_later_joins(scenario, 3.0, 200))
    )
    np.testing.assert_allclose(after[:200], before[:200], rtol=1e-15)
    np.testing.assert_allclose(after[200:], 3.0 * before[200:], rtol=1e-15)


def stretch(function, now: float) -> conditions.Condition | None:
    """The condition of a promise that is kept to `function` of the sell fee."""
    scenario = scenarios.load("as_pitched").scenario.replace({"campaigns.main.sell_fee": now})
    fee = lever(scenario, "campaigns.main.sell_fee")

    def measure(at: np.ndarray) -> Tried:
        kept = np.asarray(function(at), float)
        return Tried(at, kept, kept >= 1.0, np.full(at.size, np.nan))

    return conditions.condition(scenario, fee, measure)


def test_a_stretch_of_holding_has_two_edges() -> None:
    """A square well: outside of it the promise fails on both sides; edges lie on the safe side."""
    for now in (0.1, 0.4, 0.6):
        found = stretch(lambda at: (at >= 0.295) & (at <= 0.505), now)
        assert found is not None
        assert found.way == "between"
        assert sorted((found.inside, found.far_inside)) == [0.3, 0.5]
        assert sorted((found.outside, found.far_outside)) == [0.29, 0.51]


def test_one_edge_always_never_and_untested() -> None:
    least = stretch(lambda at: at >= 0.2449, 0.5)
    most = stretch(lambda at: at <= 0.2549, 0.5)
    assert (least.way, least.inside, least.outside) == ("at_least", 0.25, 0.24)
    assert (most.way, most.inside, most.outside) == ("at_most", 0.25, 0.26)
    assert stretch(np.ones_like, 0.5).way == "always"
    never = stretch(lambda at: 0.9 - abs(at - 0.5), 0.5)
    assert (never.way, never.inside, never.kept) == ("never", 0.5, pytest.approx(0.9))
    assert stretch(lambda at: np.full_like(at, np.nan), 0.5) is None


def test_a_single_step_is_found_where_the_promise_is_nearly_kept() -> None:
    found = stretch(lambda at: np.where(abs(at - 0.41) < 0.004, 1.0, 0.9 - abs(at - 0.41)), 0.5)
    assert (found.way, found.inside, found.far_inside) == ("between", 0.41, 0.41)
    assert EN.sentence(condition_sentence(found, False)) == (
        "It would hold with “Sell fee” at exactly 41%: values next to it fail.")


def test_where_only_cash_is_missing_that_is_said() -> None:
    scenario = scenarios.load("as_pitched").scenario
    fee = lever(scenario, "campaigns.main.sell_fee")

    def measure(at: np.ndarray) -> Tried:
        return Tried(at, np.ones(at.size), np.zeros(at.size, bool), -1e6 * (0.1 + abs(at - 0.3)))

    found = conditions.condition(scenario, fee, measure)
    assert (found.way, found.inside, found.lowest) == ("never", 0.3, pytest.approx(-1e5))
    assert EN.sentence(condition_sentence(found, False)) == (
        "No “Sell fee” from 0% to 60% makes it hold while keeping operating cash above zero; at "
        "30% it is true, but cash falls to −¥100 k.")
