"""A preset is called by its name, also where it is the baseline of its own changed terms."""

import pytest

import scenarios
from answers import baselines
from scenarios import Shared
from wording import Words


@pytest.mark.parametrize("loaded", ["as_pitched", "stop_gifting", "rotation"])
@pytest.mark.parametrize("against", ["as_pitched", "stop_gifting"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_preset_is_held_against_by_name(loaded: str, against: str, language: str) -> None:
    changed = scenarios.load(loaded).scenario.replace({"horizon.days": 400})
    baseline = scenarios.load(against)
    shared = Shared(loaded, changed, "pinned", baseline.scenario)
    assert baselines.title(shared, Words(language)) == baseline.title(language)
