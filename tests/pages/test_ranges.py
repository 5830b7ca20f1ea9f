"""Overview, the page Report and slides show where nine of ten draws lie, once that is computed."""

import json
import time

import pytest
from starlette.requests import Request

import scenarios
from answers import ranges as answer
from answers.draws import stated
from answers.ranges import asked, computed, sentence, written
from answers.readings import pick
from answers.tiles import Tile
from scenarios import Shared
from scenarios.pitches import load_pitch, pitch_names
from tests.pages.jobs_at_once import AtOnce
from tests.pages.screen import opened
from tests.pages.test_pages import check_unharmed, sent, shown_tiles
from ui import panel
from ui.frame import ranges
from ui.session import asking, jobs
from wording import LANGUAGES, Words

SHORT = scenarios.load("as_pitched").scenario.replace({"horizon.days": 200})
LINK = scenarios.link.encode(Shared("as_pitched", SHORT))
READINGS = ("recovered_share", "recovered_multiple", "exit_share", "first_negative_day",
            "peak_funding", "unfunded_promise")
FEE = "campaigns.main.sell_fee"


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(ranges, "_workers", AtOnce())
    monkeypatch.setattr(ranges, "FIRST_PAINT_SECONDS", 0.0)


@pytest.fixture
def never(monkeypatch):
    """Jobs wait, as they do while the page is painted; returns what was asked to work."""
    asked_for = []

    class Waiting:
        def submit(self, work, *arguments):
            asked_for.append((work, arguments))

    monkeypatch.setattr(ranges, "_workers", Waiting())
    monkeypatch.setattr(answer, "_kept", type(answer._kept)())
    return asked_for


def expected(scenario, words, names=READINGS) -> list[str]:
    """What the tiles say, by what `draw` computes."""
    spread = stated(scenarios.load("as_pitched"), scenario)
    found = computed(asked(scenario, spread, names))
    return [sentence(written(tile, found[tile.reading], words), words)
            for tile in pick(words, *names)]


def told(tiles: list[dict], words) -> list[str]:
    return [sentence(tile["ranged"], words) for tile in tiles]


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["explore/overview", "share/report"])
def test_tiles_tell_the_range(page, language):
    words = Words(language)
    app = opened(page, s=LINK, lang=language)
    check_unharmed(app)
    tiles = shown_tiles(app)
    assert [tile["reading"] for tile in tiles] == list(READINGS)
    assert not any(tile["ranged"]["waiting"] for tile in tiles)
    assert told(tiles, words) == expected(SHORT, words)
    assert "200" in sent(app, "tiles")["note"]


def test_while_the_range_is_computed_its_place_is_kept(never):
    app = opened("explore/overview", s=LINK)
    check_unharmed(app)
    assert all(tile["ranged"]["waiting"] for tile in shown_tiles(app))
    assert never


def test_a_moved_lever_gives_up_the_work_for_the_last_one(never):
    app = opened("explore/overview", s=LINK)
    first = app.session_state["choices"]["job ranges"]
    app.container(key=FEE).slider[0].set_value(33.0).run().run()
    second = app.session_state["choices"]["job ranges"]
    assert first.cancelled
    assert not second.cancelled
    assert second.question.scenario[FEE] == pytest.approx(0.33)
    assert not first.told(0, 1)  # its thread stops at its next look


def test_the_same_scenario_is_asked_for_once(never):
    app = opened("explore/overview", s=LINK)
    before = len(never)
    app.run()
    assert len(never) == before


def test_ranges_come_from_the_thread_that_was_given_to_them():
    app = opened("explore/overview", s=LINK)
    for _ in range(60):
        if not any(tile["ranged"]["waiting"] for tile in shown_tiles(app)):
            break
        time.sleep(0.5)
        app.run()
    assert told(shown_tiles(app), Words("en")) == expected(SHORT, Words("en"))


def asked_at(address):
    """What the browser gets at an address of ours: status, and tiles."""
    name = address.removeprefix(asking.ADDRESS)
    request = Request({"type": "http", "path_params": {"name": name}, "headers": []})
    with pytest.raises(StopIteration) as done:  # it waits for nothing, and a loop may be running
        asking.ROUTE.endpoint(request).send(None)
    answer = done.value.value
    return answer.status_code, json.loads(answer.body)


def test_the_browser_asks_until_the_ranges_are_there(never):
    app = opened("explore/overview", s=LINK)
    ask = sent(app, "tiles")["ask"]
    assert asked_at(ask) == (asking.NOT_YET, {})
    expected_tiles = expected(SHORT, Words("en"))  # computed by somebody, known to all
    status, answered = asked_at(ask)
    tiles = answered["tiles"]
    assert status == 200
    assert told(tiles, Words("en")) == expected_tiles
    app.run()
    assert sent(app, "tiles")["ask"] == ""
    assert shown_tiles(app) == tiles


def test_who_was_given_up_and_who_guesses_gets_nothing(never):
    app = opened("explore/overview", s=LINK)
    ask = sent(app, "tiles")["ask"]
    jobs_of = app.session_state["choices"]["job ranges"]
    jobs_of.cancelled = True
    for address in (ask, asking.ADDRESS + "guess"):
        status, told = asked_at(address)
        assert status == asking.THERE
        assert not any(told.values())


def test_what_failed_is_said_to_have(never):
    app = opened("explore/overview", s=LINK)
    app.session_state["choices"]["job ranges"].finished = True
    assert asked_at(sent(app, "tiles")["ask"]) == (200, {"tiles": None, "failed": True})


def test_a_failure_leaves_the_numbers_and_is_told(monkeypatch):
    monkeypatch.setattr(ranges, "_workers", AtOnce())
    monkeypatch.setattr(ranges, "FIRST_PAINT_SECONDS", 0.0)
    monkeypatch.setattr(jobs, "_log", type("Quiet", (), {"exception": lambda *_: None}))

    def broken(*_arguments, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr(answer, "computed", broken)
    cold = SHORT.replace({"platform.initial_cash": 4321.0})
    app = opened("explore/overview", s=scenarios.link.encode(Shared("as_pitched", cold)))
    assert not app.exception
    assert [tile["reading"] for tile in shown_tiles(app)] == list(READINGS)
    assert not any("ranged" in tile for tile in shown_tiles(app))
    assert "failed" in app.error[0].value


@pytest.mark.usefixtures("at_once")
def test_what_the_reader_takes_as_certain_is_not_drawn():
    app = opened("decide/uncertainty", s=LINK)
    app.button(key="make certain").click().run()
    drawn = len(stated(scenarios.load("as_pitched"), SHORT).distributions)
    app.switch_page("pages/explore/overview.py").run()
    check_unharmed(app)
    texts = [caption.value for caption in app.main.caption]
    assert any(f"if {drawn - 1} parameters are off" in text for text in texts)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("language", LANGUAGES)
def test_slides_tell_the_range(language):
    words = Words(language)
    pitch = load_pitch(pitch_names()[0])
    place, step = next((place, each) for place, each in enumerate(pitch.steps, 1)
                       if each.tiles and each.kind == "show" and not each.figure)
    app = opened("understand/glossary", lang=language)
    for name, value in {"pitch": pitch_names()[0], "step": str(place)}.items():
        app.query_params[name] = value
    app.switch_page("pages/share/present.py").run()
    assert not app.exception
    stage = step.stage
    found = computed(asked(stage.scenario, stated(stage.document, stage.scenario), step.tiles))
    for tile in shown_tiles(app):
        meant: Tile = pick(words, tile["reading"])[0] if tile["reading"] in READINGS else None
        if meant:
            assert sentence(tile["ranged"], words) == sentence(
                written(meant, found[tile["reading"]], words), words)
        assert tile["ranged"]["range"]
        assert not tile["ranged"]["waiting"]


@pytest.mark.usefixtures("at_once")
def test_where_tiles_are_streamlits_own_the_range_stands_beside_the_baseline(monkeypatch):
    monkeypatch.setattr(panel, "works", lambda: False)
    app = opened("explore/overview", s=LINK)
    check_unharmed(app)
    descriptions = [metric.proto.delta_description for metric in app.metric]
    for text, shown in zip(expected(SHORT, Words("en")), descriptions, strict=True):
        assert all(part in shown for part in text.split("; "))
