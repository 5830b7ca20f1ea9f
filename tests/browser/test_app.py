"""The app in a real browser: what a strategist does in the first minutes."""

import re
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import expect

from tests.browser.screen import Screen
from ui import readings, tiles
from wording import LANGUAGES, Words

SLIDER = "growth.imitation"  # shown in per cent; it moves every headline on money
FEE = "campaigns.main.sell_fee"
# Chinese pages may speak these Latin words: names, and what has no Chinese form.
LATIN = {"backstop", "english", "csv", "bass"}


def shown(summary, words):
    """The texts that the overview's tiles must show for a summary."""
    return {
        tile.reading: tiles.write(tile, summary[tile.reading], words)
        for tile in readings.overview(words)
    }


def expect_tiles(screen, summary, words):
    for reading, text in shown(summary, words).items():
        expect(screen.tile(reading)).to_have_text(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headlines_are_those_of_the_command_line(screen, command_line, language):
    screen.go(f"/?lang={language}")
    expect_tiles(screen, command_line("as_pitched"), Words(language))
    assert len(shown(command_line("as_pitched"), Words(language))) == 6


def test_a_slider_moved_by_keyboard_moves_the_headlines(screen, command_line):
    screen.go()
    before = screen.tile("first_negative_day").inner_text()
    stands = screen.press_on_slider(SLIDER, "ArrowRight", times=5)
    expect(screen.tile("first_negative_day")).not_to_have_text(before)
    expect_tiles(screen, command_line("as_pitched", f"{SLIDER}={stands / 100!r}"), Words("en"))


def test_a_preset_brings_its_own_figures(screen, command_line):
    screen.go()
    screen.keyed("preset").get_by_role("combobox").click()
    screen.page.get_by_role("option").filter(has_text="Growth stops").click()
    screen.settle()
    expect_tiles(screen, command_line("growth_stops"), Words("en"))


def test_the_scenario_survives_page_and_language_switches(screen):
    screen.go()
    stands = screen.press_on_slider(SLIDER, "ArrowLeft", times=3)
    screen.settle()
    there = screen.tile("recovered_multiple").inner_text()
    screen.turn_to("Price")
    assert urlsplit(screen.page.url).path == "/price"
    screen.speak(LANGUAGES["zh"])
    screen.turn_to(Words("zh")("Overview"))
    expect(screen.tile("recovered_multiple")).to_have_text(there)
    assert float(screen.slider(SLIDER).input_value()) == stands


@pytest.mark.parametrize("title", ["Overview", "Price"])
def test_chinese_pages_speak_no_english(screen, title):
    screen.go("/?lang=zh")
    screen.turn_to(Words("zh")(title))
    spoken = {word.lower() for word in re.findall(r"[A-Za-z]{3,}", screen.text())}
    assert not spoken - LATIN


def test_a_shared_link_opens_first_thing_on_a_fresh_server(
    browser, screen, fresh_server, command_line
):
    screen.go()
    stands = screen.press_on_slider(SLIDER, "ArrowRight", times=4)
    screen.settle()
    expect(screen.page).to_have_url(re.compile(r"[?&]s="))
    query = urlsplit(screen.page.url).query

    with Screen.opened(browser, fresh_server) as visitor:
        visitor.go(f"/price?{query}")
        # A dialog would follow the page, so it gets the time to come.
        visitor.page.wait_for_timeout(1500)
        assert visitor.page.get_by_role("dialog").count() == 0
        assert urlsplit(visitor.page.url).path == "/price"
        main = visitor.page.get_by_test_id("stMain")
        expect(main.get_by_text("What lifts the price, and how far?")).to_be_visible()
        visitor.turn_to("Overview")
        wanted = command_line("as_pitched", f"{SLIDER}={stands / 100!r}")
        expect_tiles(visitor, wanted, Words("en"))


def test_a_damaged_link_is_answered_in_words(screen):
    screen.go("/price?s=not-a-scenario&lang=en")
    expect(screen.page.get_by_text("The link could not be read in full")).to_be_visible()


def test_the_server_listens_on_this_machine_only(server):
    process = psutil.Process(server.process.pid)
    listening = [
        connection.laddr.ip
        for part in (process, *process.children(recursive=True))
        for connection in part.net_connections(kind="inet")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert listening
    assert set(listening) <= {"127.0.0.1", "::1"}


def test_held_keys_on_two_levers_all_arrive(screen):
    screen.go()
    fee, growth = screen.slider(FEE), screen.slider(SLIDER)
    fee.focus()
    for _ in range(15):
        fee.press("ArrowRight")
        screen.page.wait_for_timeout(40)
    screen.expect_typed(FEE, "35")
    expect(fee).to_be_focused()
    for _ in range(6):
        fee.press("ArrowLeft")
        growth.press("ArrowRight")
        screen.page.wait_for_timeout(60)
    screen.expect_typed(FEE, "29")
    expect(fee).to_have_value("29")
    screen.expect_typed(SLIDER, growth.input_value())
