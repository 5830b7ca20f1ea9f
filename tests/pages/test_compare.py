"""The Compare page shows what the command line says of any scenarios, files included."""

import json
import re

import pytest

import scenarios
from analysis import compare as analysis
from answers import compare as answer
from answers import outcomes, tiles
from answers.values import name_of
from commands.main import main
from scenarios import Shared
from scenarios.uploads import UPLOAD_LIMIT
from tests.pages.screen import opened, texts_of
from ui import document
from ui.decide import chosen, compare
from ui.share import opening
from ui.upload import File
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


def test_the_steps_of_a_split_add_up_when_some_are_put_together():
    one, other = PITCHED, scenarios.load("rotation").scenario
    found = compare.split(one, other, "lowest_cash")
    tile = outcomes.tile("lowest_cash", EN)
    entries = {"a": chosen.Entry("A", one), "b": chosen.Entry("B", other)}
    (trace,) = compare._waterfall(entries, "a", "b", found, tile, EN).data
    start, *steps, end = trace["x"]
    assert len(steps) >= 3
    assert start + sum(steps) == pytest.approx(end, rel=1e-12)
    assert len(set(trace["y"])) == len(trace["y"])


def test_a_row_that_one_lacks_is_switched_whole_and_called_by_its_name():
    found = compare.split(PITCHED, scenarios.load("rotation").scenario, "lowest_cash")
    labels = [compare.part_label(part, EN) for part in found.parts]
    assert "second campaign as a whole" in labels


def test_an_opened_file_is_compared():
    text = 'base = "as_pitched"\ntitle = "Mine"\n[platform]\ninitial_cash = 5e6\n'
    document = scenarios.read(text.encode(), "mine")
    app = page(choices={chosen.FILES: {"mine.toml": document},
                        chosen.CHOSEN: ["as_pitched", "file mine.toml"],
                        "compare result": "lowest_cash"})
    assert "in “Mine” against" in app.header[0].value
    assert "Cash at the start" in app.header[0].value
    app.button(key="load compared").click().run()
    now = scenarios.link.decode(app.query_params["s"])[0].scenario
    assert now == document.scenario


def taken(monkeypatch, *files) -> dict:
    """Choices of the session after opening files."""
    kept: dict = {}
    monkeypatch.setattr(chosen.state, "current", lambda: None)
    monkeypatch.setattr(chosen, "entries", lambda view: {})
    monkeypatch.setattr(chosen, "first", lambda view, known: ["now"])
    monkeypatch.setattr(chosen.state, "chosen", kept.get)
    monkeypatch.setattr(chosen.state, "choose", kept.__setitem__)
    chosen.take(list(files))
    return kept


def file(name: str, text: str | None, size: int = 10) -> File:
    return File(name, size, None if text is None else text.encode())


def test_opened_files_are_chosen_and_bad_ones_told(monkeypatch):
    kept = taken(
        monkeypatch, file("good.toml", 'base = "rotation"'), file("bad.toml", "not toml"),
        file("wrong.toml", 'base = "as_pitched"\n[platform]\nfixed_cost = -1\n'),
        file("big.toml", None, UPLOAD_LIMIT + 1),
    )
    assert list(kept[chosen.FILES]) == ["good.toml"]
    assert kept[chosen.FILES]["good.toml"].scenario == scenarios.load("rotation").scenario
    assert kept[chosen.CHOSEN] == ["now", "file good.toml"]
    told = [problem.field for problem in kept[chosen.REFUSED]]
    assert told == ["bad", "platform.fixed_cost", "big.toml"]


def test_refused_files_are_told_on_the_page():
    with pytest.raises(scenarios.documents.ScenarioError) as error:
        opening.read(file("big.toml", None, UPLOAD_LIMIT + 1))
    app = page(choices={chosen.REFUSED: tuple(error.value.problems)})
    assert "big.toml" in app.warning[0].value


def test_what_is_on_screen_can_be_saved_and_opened_again():
    changed = PITCHED.replace({"campaigns.main.sell_fee": 0.35})
    for scenario in (PITCHED, changed):
        view = type("View", (), {"shared": Shared("as_pitched", scenario), "scenario": scenario})
        again = scenarios.read(scenarios.write(document.on_screen(view)).encode(), "again")
        assert again.scenario == scenario
        assert again.title("zh").endswith(" *") == (scenario is changed)


def test_the_same_title_twice_is_told_apart():
    entries = chosen._told_apart({"a": chosen.Entry("Mine", PITCHED),
                                  "b": chosen.Entry("Mine", PITCHED)})
    assert [entry.title for entry in entries.values()] == ["Mine", "Mine (2)"]


def test_one_scenario_alone_asks_for_another():
    app = page(choices={chosen.CHOSEN: ["now"]})
    assert app.header[0].value == "Choose two scenarios or more to compare them."


def test_equal_scenarios_are_said_to_be_equal():
    app = page(choices={chosen.CHOSEN: ["now", "as_pitched"]})
    assert "have the same parameters" in app.header[0].value
    assert any("0 parameters differ" in text for text in texts_of(app))


def test_what_is_undefined_has_no_split():
    nobody = PITCHED.replace({"growth.market_size": 0.0})
    app = page(nobody)
    assert re.search("Money back per yuan spent: – in “On screen”", app.header[0].value)
    assert not cards(app)["waterfall"]["data"]


def test_a_change_too_small_for_the_usual_digits_gets_more():
    tile = outcomes.tile("recovered_multiple", EN)
    split = analysis.Decomposition("recovered_multiple", 0.404, 0.406, (
        analysis.Part(("campaigns.main.sell_fee",), 0.002),))
    told = answer.verdict(split, ("A", "B"), tile, ["Sell fee"], EN)
    assert told == ("Money back per yuan spent: ¥0.41 in “B” against ¥0.40 in “A”. “Sell fee” "
                    "brings the largest part, +¥0.0020.")


def test_pinning_makes_it_the_baseline_everywhere():
    app = page(choices={chosen.CHOSEN: ["now", "necessities"]})
    app.button(key="pin compared").click().run()
    shared = scenarios.link.decode(app.query_params["s"])[0]
    assert shared.baseline == scenarios.load("necessities").scenario
