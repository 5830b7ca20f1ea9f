"""Series are declared once: what a run holds, and nothing else; cash is what is booked."""

import numpy as np
import pytest

from model import Run, Scenario, simulate
from model.laws.series import (
    DAILY,
    FLOWS_OF_CAMPAIGNS,
    INCOME,
    OUTGO,
    REPORTED,
    SERIES,
)
from scenarios.files import daily_columns
from tests.model.rich_modes import with_every_kind
from tests.model.rich_scenario import RICH
from wording import Words

OF_MODES = {"mode_payouts_received", "mode_income", "mode_funding"}
"""Flows that only a scenario with modes has."""

OF_CONTROLS = {"voucher_top_ups", "round_end_income"}
"""Flows that only a scenario with controls has."""


@pytest.fixture(scope="module", params=["modes", "pools alone"])
def run(request: pytest.FixtureRequest) -> Run:
    scenario = Scenario.from_values(RICH)
    return simulate(with_every_kind(scenario) if request.param == "modes" else scenario)


def test_every_series_of_a_run_is_declared(run: Run) -> None:
    kept = {*run.daily, *run.cash, *FLOWS_OF_CAMPAIGNS}
    assert {name.partition(".")[0] for name in kept} <= set(SERIES)
    assert set(DAILY) <= set(run.daily)
    of_modes = set() if run.scenario.rows("modes") else OF_MODES
    assert set(run.cash) == {*INCOME, *OUTGO} - of_modes - OF_CONTROLS
    found = daily_columns(run)
    assert tuple(found)[: len(DAILY)] == DAILY


def test_operating_cash_is_what_is_booked_on_its_two_sides(run: Run) -> None:
    gained = sum(flow if name in INCOME else -flow for name, flow in run.cash.items())
    cash = run.daily["operating_cash"][0]
    np.testing.assert_allclose(np.diff(cash), np.asarray(gained)[0, 1:], rtol=1e-9, atol=1e-6)


def test_what_no_file_has_is_the_sum_of_columns_that_it_has(run: Run) -> None:
    written = {*DAILY, *REPORTED}
    for each in SERIES.values():
        if not each.file:
            assert set(each.columns) <= written
            np.testing.assert_allclose(
                run.cash[each.name], sum(run.daily[name] for name in each.columns))


@pytest.mark.parametrize("name", SERIES)
def test_every_series_is_translated(name: str) -> None:
    for text in SERIES[name].texts:
        assert text.isascii()
        assert not Words("zh").declared("series", text).isascii()
