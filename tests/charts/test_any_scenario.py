"""Whatever the model accepts can be drawn, told and linked without a failure or a warning."""

import importlib
import json
from itertools import pairwise

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from answers import tiles
from answers.results import results
from tests.charts.cards import PAGES, cards_of
from tests.model.drawn import scenarios as drawn
from ui.frame import levers
from wording import LANGUAGES, Words

pytestmark = pytest.mark.slow

# A counter-example is told as drawn: making it smaller takes minutes.
ONCE = settings(max_examples=6, deadline=None, phases=[Phase.generate], database=None)


@pytest.mark.parametrize("page", PAGES)
@seed(2)
@ONCE
@given(drawn(), drawn(longest=60), st.sampled_from(list(LANGUAGES)))
def test_every_figure_of_any_scenario_can_be_drawn(page, scenario, other, language):
    cards = cards_of(page, results(scenario), results(other), Words(language))
    assert 2 <= len(cards) <= 4
    assert len({card.key for card in cards}) == len(cards)
    for card in cards:
        figure = card.figure
        assert json.dumps(figure.drawn(), allow_nan=False), card.key
        go.Figure(figure.drawn())  # Plotly refuses what it does not know
        assert figure.csv().startswith(b"\xef\xbb\xbf")
        for axis in ("xaxis", "yaxis"):
            ticks = np.asarray(figure.layout[axis].get("tickvals", []), float)
            assert len(ticks) <= 40
            assert np.all(np.isfinite(ticks))
            assert all(low < high for low, high in pairwise(ticks))


@pytest.mark.parametrize("page", PAGES)
@seed(2)
@ONCE
@given(drawn(), drawn(longest=60), st.sampled_from(list(LANGUAGES)))
def test_any_scenario_can_be_told(page, scenario, other, language):
    answer = importlib.import_module(f"answers.{page}")
    words, now, then = Words(language), results(scenario), results(other)
    assert answer.verdict(now, words)
    for tile in answer.readings(words):
        new, old = now.summary.get(tile.reading), then.summary.get(tile.reading)
        text, colour, arrow = tiles._change(tile, new, old, words)
        assert text
        assert (colour == "gray") == (arrow == "off" or tile.good == tiles.NEUTRAL)
        assert tiles.write(tile, new, words)


@seed(2)
@ONCE
@given(drawn(), st.sampled_from(list(LANGUAGES)))
def test_any_scenario_has_levers(scenario, language):
    groups = levers.decided(scenario, Words(language)) + levers.assumed(scenario, Words(language))
    names = [lever.name for group in groups for lever in group.levers]
    assert len(names) == len(set(names))
    assert all(scenario[name] is not None or name.endswith("issue_days") for name in names)
