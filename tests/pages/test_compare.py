"""The Compare page shows what the command line says of any scenarios, files included."""

import json
import re

import pytest

import scenarios
from answers import outcomes, tiles
from answers.values import name_of
from commands.main import main
from scenarios import Shared
from scenarios.uploads import UPLOAD_LIMIT
from tests.pages.screen import opened, texts_of
from tests.ui.test_compare import file
from ui.decide import chosen, compare
from ui.session import opening
from wording import LANGUAGES, Words

EN = Words("en")
PITCHED = scenarios.load("as_pitched").scenario
NAMES = ("as_pitched", "stop_gifting", "necessities")
PAGE = "decide/compare"


def page(scenario=PITCHED, choices=None, **query):
    app = opened(PAGE, s=scenarios.link.encode(Shared("as_pitched", scenario)), **query)
    if choices:
        app.session_state["choices"] = choices
        app.run()
    assert not app.exception
    assert not app.error
    return app


def cards(app) -> dict[str, dict]:
    panel = next(e for e in app.get("bidi_component") if e.proto.component_name.endswith("panel"))
    return {card["key"]: card["figure"] for card in json.loads(panel.proto.json)["cards"]}


def titles(words) -> dict[str, str]:
    return {name: scenarios.load(name).title(words.language) for name in NAMES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_shown_is_what_the_command_line_says(language, capsys):
    words, result = Words(language), "lowest_cash"
    assert main(["compare", *NAMES, "--result", result, "--json"]) == 0
    told, named = json.loads(capsys.readouterr().out), titles(words)
    app = page(lang=language, choices={
        chosen.CHOSEN: list(NAMES), "compare baseline": "as_pitched",
        "compare other": "necessities", "compare result": result,
    })
    results, parameters = (frame.value for frame in app.dataframe)
    for name, title in named.items():
        column = next(c for c in results.columns if c.startswith(title))
        shown = dict(zip(results.iloc[:, 0], results[column], strict=True))
        for reading, value in told["scenarios"][name]["results"].items():
            tile = outcomes.tile(reading, words)
            value = float("nan") if value is None else value
            assert shown[tile.label].split(" (")[0] == tiles.write(tile, value, words)
    assert list(parameters.iloc[:, 0]) == [name_of(e["name"], words) for e in told["parameters"]]
    (split,) = told["decompositions"]["necessities"]
    (trace,) = cards(app)["waterfall"]["data"]
    assert trace["x"] == [split["start"], *(p["change"] for p in split["parts"]), split["end"]]


def test_differences_are_those_of_two_single_runs():
    app = page(choices={chosen.CHOSEN: list(NAMES), "compare baseline": "as_pitched"})
    table = app.dataframe[0].value
    one, other = (compare.readings(scenarios.load(name).scenario, "exit_share")
                  for name in ("as_pitched", "stop_gifting"))
    tile = outcomes.tile("exit_share", EN)
    row = table[table.iloc[:, 0] == tile.label]
    shown = row[titles(EN)["stop_gifting"]].item()
    difference = tiles.difference(tile, other["exit_share"], one["exit_share"], EN)
    assert shown == f"{tiles.write(tile, other['exit_share'], EN)} ({difference})"


def test_an_opened_file_is_compared():
    text = 'base = "as_pitched"\ntitle = "Mine"\n[platform]\ninitial_cash = 5e6\n'
    document = scenarios.read(text.encode(), "mine")
    app = page(choices={chosen.FILES: {"mine.toml": document},
                        chosen.CHOSEN: ["as_pitched", "file mine.toml"],
                        "compare result": "lowest_cash"})
    assert "in “Mine” against" in app.title[0].value
    assert "Cash at the start" in app.title[0].value
    app.button(key="load compared").click().run()
    now = scenarios.link.decode(app.query_params["s"])[0].scenario
    assert now == document.scenario


def test_refused_files_are_told_on_the_page():
    with pytest.raises(scenarios.documents.ScenarioError) as error:
        opening.read(file("big.toml", None, UPLOAD_LIMIT + 1))
    app = page(choices={chosen.REFUSED: tuple(error.value.problems)})
    assert "big.toml" in app.warning[0].value


def test_one_scenario_alone_asks_for_another():
    app = page(choices={chosen.CHOSEN: ["now"]})
    assert app.title[0].value == "Choose two scenarios or more to compare them."


def test_equal_scenarios_are_said_to_be_equal():
    app = page(choices={chosen.CHOSEN: ["now", "as_pitched"]})
    assert "have the same parameters" in app.title[0].value
    assert any("0 parameters differ" in text for text in texts_of(app))


def test_what_is_undefined_has_no_split():
    nobody = PITCHED.replace({"growth.market_size": 0.0})
    app = page(nobody)
    assert re.search("Money back per yuan spent: – in “On screen”", app.title[0].value)
    assert not cards(app)["waterfall"]["data"]


def test_pinning_makes_it_the_baseline_everywhere():
    app = page(choices={chosen.CHOSEN: ["now", "necessities"]})
    app.button(key="pin compared").click().run()
    shared = scenarios.link.decode(app.query_params["s"])[0]
    assert shared.baseline == scenarios.load("necessities").scenario
