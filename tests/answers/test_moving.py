"""What follows a hand is what the page shows once the hand has let go there."""

import json
from random import Random

import pytest

import scenarios
from answers import headlines, moving, question
from answers.figures import ANSWERS, FIGURES, Scene, drawn
from answers.results import computed
from answers.values import from_screen, on_screen
from model import Scenario, ScenarioError
from model.terms.parameters import declared
from scenarios import Shared, link
from ui.frame import levers
from wording import LANGUAGES, Words

PITCHED = Shared.of("as_pitched")
EVERY = [(preset, lever) for preset in ("as_pitched", "rotation")
         for lever in levers.every(scenarios.load(preset).scenario, Words("en"))
         if scenarios.load(preset).scenario[lever.name] is not None]


def place(lever: levers.Handle, scenario: Scenario, draw: Random) -> tuple[float, Scenario]:
    """Somewhere on a lever's slider, as the screen shows it, where the settings work together."""
    parameter = declared(lever.name)
    low, high = parameter.slider or (parameter.low, parameter.high)
    for _ in range(100):
        if parameter.kind == "whole":
            shown = draw.randint(int(low), int(high))
        else:
            shown = round(on_screen(parameter, draw.uniform(low, high)), 4)
        try:
            return shown, scenario.replace(
                dict.fromkeys(lever.names, from_screen(parameter, shown)))
        except ScenarioError:
            continue
    raise AssertionError(f"{lever.name} works nowhere")


@pytest.mark.parametrize(("preset", "lever"), EVERY,
                         ids=[f"{preset} {lever.name}" for preset, lever in EVERY])
def test_what_moves_is_what_settles(preset: str, lever: levers.Handle) -> None:
    """Every figure, for every lever, at some place of it; pages, languages and axes by turns."""
    draw = Random(f"{preset} {lever.name}")
    shared, words = Shared.of(preset), Words(draw.choice(list(LANGUAGES)))
    shown, there = place(lever, shared.scenario, draw)
    now, then = computed(there), question._baseline(shared.baseline)
    page, log = draw.choice(list(ANSWERS)), draw.random() < 0.5
    tiles = headlines.grouped(ANSWERS[page].readings(words), now, then, words)
    found = json.loads(moving.written(json.dumps({
        "s": link.encode(shared), "lang": words.language, "page": page, "log": log,
        "set": dict.fromkeys(lever.names, shown), "figures": list(FIGURES),
        "readings": [tile["reading"] for tile in tiles],  # in the order in which they stand
    }).encode()))
    assert found["tiles"] == tiles
    assert found["verdict"] == ANSWERS[page].verdict(now, words)
    assert found["note"] == headlines.unlike(now, then, words)
    for card in drawn(Scene(now, then, words, log=log), *FIGURES):
        assert found["figures"][card.key] == json.loads(json.dumps(
            {"key": card.key, "title": card.title, "help": card.help,
             "figure": card.figure.drawn(hover=False)}))


def test_where_settings_do_not_work_nothing_moves() -> None:
    asked = {"s": link.encode(PITCHED), "lang": "en", "page": "overview"}
    for settings in ({"campaigns.main.sell_fee": 700}, {"campaigns.none.sell_fee": 7},
                     {"no.such": 1}):
        assert moving.answered({**asked, "set": settings}) == {"refused": True}


@pytest.mark.parametrize("change", [
    {"lang": "xx"}, {"lang": None}, {"s": 7}, {"set": []}, {"set": {"growth.curve": 1}},
    {"set": {"growth.imitation": True}}, {"set": {"growth.imitation": "1"}},
    {"figures": "cash"}, {"readings": [1]}, {"page": None},
], ids=str)
def test_what_is_no_question_is_refused(change: dict[str, object]) -> None:
    asked = {"s": link.encode(PITCHED), "lang": "en", **change}
    with pytest.raises(ValueError, match=r"no |No "):
        moving.answered(asked)
    with pytest.raises(ValueError, match="question"):
        moving.written(b"[]")
