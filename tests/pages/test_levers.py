"""The Levers page shows the command line's tornado, over ranges that a reader may change."""

import json
import time

import pytest

import scenarios
from analysis import sobol, tornado
from answers import levers as answer
from answers import outcomes, tiles
from answers.scales import kept_apart
from answers.values import name_of
from commands.main import main
from scenarios import Shared
from tests.pages.screen import opened, texts_of
from ui.decide import levers
from wording import LANGUAGES, Words

EN = Words("en")
SHORT = scenarios.load("as_pitched").scenario.replace({"horizon.days": 200})
PAGE = "decide/levers"
CAP = "campaigns.main.cap_multiple"


def page(scenario=SHORT, **query):
    link = scenarios.link.encode(Shared("as_pitched", scenario))
    app = opened(PAGE, s=link, **query)
    assert not app.exception
    assert not app.error
    return app


def cards(app) -> list[dict]:
    panel = next(e for e in app.get("bidi_component") if e.proto.component_name.endswith("panel"))
    return json.loads(panel.proto.json)["cards"]


def told_by_command_line(capsys, tmp_path, *arguments: str) -> dict:
    file = tmp_path / "short.toml"
    file.write_text(scenarios.write(scenarios.Document("short", {}, {}, SHORT)), "utf-8")
    assert main(["tornado", str(file), *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("language", LANGUAGES)
def test_bars_and_table_are_those_of_the_command_line(language, capsys, tmp_path):
    words, result = Words(language), "recovered_multiple"
    told = told_by_command_line(capsys, tmp_path, "--result", result)
    moving = [bar for bar in told["bars"] if not bar["silence"]]
    app = page(lang=language)
    (card,) = cards(app)
    for trace in card["figure"]["data"]:
        end = {words("At the low end"): "at_low", words("At the high end"): "at_high"}.get(
            trace["name"])
        if end:
            expected = {kept_apart(bar["name"], words): bar[end] - told["base"]
                        for bar in moving[:levers.SHOWN]}
            assert dict(zip(trace["y"], trace["x"], strict=True)) == expected
    table = app.dataframe[0].value
    assert list(table.iloc[:, 0]) == [name_of(bar["name"], words) for bar in moving]
    tile = outcomes.tile(result, words)
    for bar, shown in zip(moving, table[words("Result at either end")], strict=True):
        ends = [tiles.write(tile, bar[end], words) for end in ("at_low", "at_high")]
        assert shown.split(" … ") == ends


def test_every_silent_lever_is_named_with_its_reason():
    found = tornado.tornado(SHORT, "recovered_multiple")
    shown = "\n".join(texts_of(page()))
    for bar in found:
        if bar.silence:
            gate = SHORT[bar.gate] if bar.gate else None
            line = next(line for line in shown.splitlines()
                        if answer.reason(bar, gate, EN) in line and name_of(bar.name, EN) in line)
            assert line


def test_another_result_can_be_chosen():
    app = page()
    app.container(key="levers result").selectbox[0].set_value("lowest_cash").run()
    assert not app.exception
    top = tornado.tornado(SHORT, "lowest_cash")[0]
    assert name_of(top.name, EN) in app.title[0].value
    assert EN.money(top.at_high) in app.title[0].value


def test_a_typed_range_is_what_the_command_line_takes(capsys, tmp_path):
    low, high = (f"{levers.RANGE} {CAP} {end}" for end in ("low", "high"))
    app = page()
    app.session_state["choices"] = {levers.RANGE: CAP, low: 0.4, high: 4.0,
                                    "levers result": "exit_share"}
    app.run()
    assert not app.exception
    told = told_by_command_line(capsys, tmp_path, "--result", "exit_share", "--range",
                                f"{CAP}=0.4:4")
    theirs = next(bar for bar in told["bars"] if bar["name"] == CAP)
    ours = next(bar for bar in levers.bars(SHORT, "exit_share", ((CAP, 0.4, 4.0),))
                if bar.name == CAP)
    assert (ours.at_low, ours.at_high) == (theirs["at_low"], theirs["at_high"])
    table = app.dataframe[0].value
    row = table[table.iloc[:, 0] == name_of(CAP, EN)]
    assert row["Range"].item() == "0.4 … 4 ×"
    assert any(expander.label == "Ranges: 1 changed" for expander in app.expander)


def test_a_refused_range_is_told_and_the_plausible_one_drawn():
    app = page()
    app.session_state["choices"] = {f"{levers.RANGE} {CAP} low": -3.0}
    app.run()
    assert not app.exception
    assert "-3" in app.warning[0].value.replace("−", "-")
    assert app.title[0].value == page().title[0].value
    assert any(expander.label == "Ranges: 1 changed" for expander in app.expander)


def test_the_variance_is_split_as_the_command_line_splits_it():
    app = page()
    app.button(key="sobol").click().run()
    until = time.monotonic() + 120
    while len(cards(app)) < 2:
        assert time.monotonic() < until
        time.sleep(0.3)
        app.run()
        assert not app.exception
    traces = cards(app)[1]["figure"]["data"]
    found = sobol.sobol(SHORT, "recovered_multiple")
    assert traces[0]["x"] == pytest.approx([index.first for index in found])
    assert traces[1]["x"] == pytest.approx([index.total for index in found])
    assert traces[1]["y"] == [name_of(index.name, EN) for index in found]


def test_nobody_leaves_something_to_say():
    app = page(SHORT.replace({"growth.market_size": 0.0}))
    assert "Market size" in app.title[0].value
