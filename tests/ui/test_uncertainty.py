"""Draws are the command line's; what they say of distributions, in words."""

import csv
import io
from functools import partial

import numpy as np
import pytest

import scenarios
from analysis import draws
from analysis.batches import Cancelled
from analysis.distributions import Distribution
from analysis.uncertainty import assumptions
from answers import draws as live_draws
from answers.distributions import described as described_shape
from answers.tables import draws as table
from model import simulate
from scenarios import Shared
from ui.decide import uncertain
from ui.session import spread, state
from wording import Words

EN = Words("en")
SHORT = scenarios.load("as_pitched").scenario.replace({"horizon.days": 400})
INCOME = "ad_points.revenue_per_view"


def test_the_draws_to_download_are_those_of_the_command_line(short_draws):
    found = draws.draw(SHORT, assumptions(SHORT), live_draws.LIVE)
    assert table.csv(found) == (short_draws / "draws.csv").read_bytes()
    rows = list(csv.reader(io.StringIO(table.csv(found).decode())))
    assert len(rows) == 1 + live_draws.LIVE


def test_progress_of_the_job_reaches_its_end_and_can_be_stopped():
    seen: list[float] = []
    work = partial(uncertain._many, SHORT, assumptions(SHORT), 20, True)
    with pytest.raises(Cancelled):
        work(lambda done, total: False)
    work(lambda done, total: seen.append(done / total) or True)
    assert seen == sorted(seen)
    assert seen[0] == 0.0
    assert seen[-1] == 1.0


def test_the_baseline_is_run_with_the_same_draws():
    asked = live_draws.question(assumptions(SHORT))
    other = SHORT.replace({"campaigns.main.sell_fee": 0.4})
    now, then = live_draws.live(SHORT, asked), live_draws.live(other, asked)
    assert now.values.keys() == then.values.keys()
    for name, values in now.values.items():
        np.testing.assert_array_equal(values, then.values[name])


def test_everything_certain_is_told(monkeypatch):
    view = state.View(Shared("as_pitched", SHORT), "en")
    monkeypatch.setattr(spread, "edits", lambda: dict.fromkeys(assumptions(SHORT).distributions))
    monkeypatch.setattr(state, "chosen", lambda name, first: first)
    assert not spread.current(view).distributions


@pytest.mark.parametrize(("shape", "text"), [
    (Distribution("normal", (0.1, 0.02)), "normal: mean 0.1 CNY per view, standard deviation 0.02"),
    (Distribution("lognormal", (0.1, 0.3)), "median 0.1 CNY per view, spread of the logarithm 0.3"),
    (Distribution("discrete", ((0.0, 1.0), (1.0, 3.0))), "0 CNY per view (25%); 1 CNY per view"),
])
def test_distributions_are_told_in_words(shape, text):
    assert text in described_shape(INCOME, shape, EN)


def test_short_scenarios_ask_what_every_draw_answers():
    run = simulate(SHORT)
    assert run.days == 400
    found = draws.draw(SHORT, assumptions(SHORT), 5)
    assert table.longest(SHORT, found) == 360
    tiny = SHORT.replace({"horizon.days": 50})
    assert table.longest(tiny, draws.draw(tiny, assumptions(tiny), 5)) == 50
