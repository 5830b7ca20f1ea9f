"""Scenarios that would fill the memory are refused, wherever they come from."""

import pytest

import scenarios
from model import ScenarioError
from scenarios.size import CELLS_LIMIT, too_large


def document(rows: int) -> bytes:
    told = "".join(f"campaigns.r{place}.start_day = 0\nsegments.r{place}.share = 1\n"
                   for place in range(rows))
    return f'base = "as_pitched"\n{told}'.encode()


def test_a_document_of_too_many_rows_is_refused() -> None:
    with pytest.raises(ScenarioError, match="campaigns × segments × days"):
        scenarios.read(document(600), "x")


def test_a_document_of_too_many_modes_is_refused() -> None:
    told = "".join(f"modes.r{place}.start_day = 0\n" for place in range(300))
    with pytest.raises(ScenarioError, match="modes × days"):
        scenarios.read(f'base = "as_pitched"\n{told}'.encode(), "x")


def test_many_rows_are_no_offence() -> None:
    scenario = scenarios.read(document(40), "x").scenario
    assert too_large(scenario) is None
    cells = (len(scenario.rows("campaigns")) * len(scenario.rows("segments"))
             * scenario["horizon.days"])
    assert cells < CELLS_LIMIT
