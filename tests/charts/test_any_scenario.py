"""Whatever the model accepts can be drawn, told and linked without a failure or a warning."""

import json
from itertools import pairwise

import numpy as np
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from model import simulate
from tests.charts.test_figures import every_figure
from tests.model.drawn import scenarios as drawn
from ui import levers, readings, tiles, verdict
from ui.results import results
from wording import LANGUAGES, Words

# A counter-example is told as drawn: making it smaller takes minutes.
ONCE = settings(max_examples=25, deadline=None, phases=[Phase.generate], database=None)


@seed(2)
@ONCE
@given(drawn(), drawn(longest=60), st.sampled_from(list(LANGUAGES)))
def test_every_figure_of_any_scenario_can_be_drawn(scenario, other, language):
    figures = every_figure(simulate(scenario), simulate(other), Words(language))
    for name, figure in figures.items():
        assert json.loads(figure.to_json())["layout"], name
        for axis in (figure.layout.xaxis, figure.layout.yaxis):
            ticks = np.asarray([] if axis.tickvals is None else axis.tickvals, float)
            assert len(ticks) <= 40
            assert np.all(np.isfinite(ticks))
            assert all(low < high for low, high in pairwise(ticks))


@seed(2)
@ONCE
@given(drawn(), drawn(longest=60), st.sampled_from(list(LANGUAGES)))
def test_any_scenario_can_be_told(scenario, other, language):
    words, now, then = Words(language), results(scenario), results(other)
    assert verdict.overview(now, words)
    assert verdict.price(now, words)
    for tile in (*readings.overview(words), *readings.price(words)):
        new, old = now.summary[tile.reading], then.summary[tile.reading]
        text, colour, arrow = tiles._change(tile, new, old, words)
        assert text
        assert (colour == "gray") == (arrow == "off")
        assert tiles.write(tile, new, words)
    names = [lever.name for group in levers.groups(scenario, words).values() for lever in group]
    assert len(names) == len(set(names))
    assert all(scenario[name] is not None or name.endswith("issue_days") for name in names)
