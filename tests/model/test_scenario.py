"""A scenario answers by dotted names: numbers where numbers are asked for."""

from __future__ import annotations

import pytest

from model import Scenario
from model.terms.parameters import declared
from tests.model.rich_scenario import RICH

SCENARIO = Scenario.from_values(RICH)


def test_every_required_number_is_given_as_a_number() -> None:
    for name in SCENARIO.possible_names:
        parameter = declared(name)
        if parameter.kind in ("number", "whole") and not parameter.optional:
            assert SCENARIO.number(name) == SCENARIO[name]


@pytest.mark.parametrize("name", ["growth.curve", "growth.series"])
def test_what_is_no_number_is_never_taken_for_one(name: str) -> None:
    with pytest.raises(TypeError, match=name):
        SCENARIO.number(name)


def test_an_optional_number_that_is_absent_is_never_taken_for_one() -> None:
    with pytest.raises(TypeError, match=r"members\.target_multiple"):
        SCENARIO.replace({"members.target_multiple": None}).number("members.target_multiple")


def test_a_number_that_a_scenario_does_not_have_is_unknown() -> None:
    with pytest.raises(KeyError):
        SCENARIO.number("segments.nobody.order_rate")
