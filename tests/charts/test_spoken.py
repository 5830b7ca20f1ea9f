"""What a figure says to those who do not see it: values that it shows, in their language."""

import pytest

import scenarios
from answers.figures import FIGURES
from answers.results import results
from answers.scene import Scene
from charts.spoken import spoken
from wording import LANGUAGES, Words

NOW = results(scenarios.load("as_pitched").scenario)
OTHERS = [results(scenarios.load(name).scenario)
          for name in ("rotation_of_modes", "gate_and_vouchers")]
"""With what the pitched terms have none of."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", FIGURES)
def test_every_figure_says_values_that_it_shows(key, language):
    words = Words(language)
    figures = (FIGURES[key](Scene(now, NOW, words)).figure for now in (NOW, *OTHERS))
    figure, named = next((figure, named) for figure in figures if (named := [
        trace for trace in figure.data if trace.get("name") and len(trace.get("customdata", ()))]))
    told = spoken(figure, words)
    assert all(trace["name"] in told for trace in named[:8])
    assert all(str(trace["customdata"][0]) in told for trace in named[:8])
    assert len(told) < 1500


def test_extremes_are_said_where_they_lie_between_the_ends():
    words = Words("en")
    told = spoken(FIGURES["cash"](Scene(NOW, NOW, words)).figure, words)
    cash = next(t for t in FIGURES["cash"](Scene(NOW, NOW, words)).figure.data
                if t["name"] == "Operating cash")
    assert f"highest {cash['customdata'][int(cash['y'].argmax())]}." in told
