"""Every headline number on the screen is the command line's, and stays so when a lever moves."""

import pytest
from playwright.sync_api import expect

import scenarios
from scenarios import Shared, link
from tests.browser.screen import EN, NUMBERS, ZH, Screen
from tests.more import long_after
from ui.frame import levers
from wording import LANGUAGES

FEE = "campaigns.main.sell_fee"
GROWTH = "growth.imitation"  # in per cent on the screen; it moves every headline on money

# Each with a lever of its own kind: one assumption, one term, one term of seven campaigns at once.
MOVES = {
    "as_pitched": (GROWTH, "ArrowRight"),
    "stop_gifting": (FEE, "ArrowRight"),
    "rotation": (FEE, "ArrowLeft"),
}


def settings(preset, name, shown):
    """What a lever that shows per cent sets, as the command line takes it."""
    lever = levers.covering(name, scenarios.load(preset).scenario, EN)
    return [f"{each}={shown / 100!r}" for each in lever.names]


@pytest.mark.parametrize("preset", long_after(1, MOVES))
def test_every_page_says_what_the_command_line_says(screen, command_line, preset):
    screen.go(f"/?lang=en&s={link.encode(Shared.of(preset))}")
    as_loaded = command_line(preset)
    for page in NUMBERS:
        screen.turn_to(page)
        screen.expect_tiles(as_loaded, page)

    name, key = MOVES[preset]
    stands = screen.press_on_slider(name, key, times=5)
    changed = command_line(preset, *settings(preset, name, stands))
    assert changed != as_loaded
    screen.expect_tiles(changed, NUMBERS[-1])
    screen.speak(LANGUAGES["zh"].name)
    for page in NUMBERS:
        screen.turn_to(page, ZH)
        screen.expect_tiles(changed, page, ZH)


@pytest.mark.long
def test_a_preset_brings_its_own_figures(screen, command_line):
    screen.go()
    screen.choose_preset("Growth stops")
    screen.expect_tiles(command_line("growth_stops"))


def test_the_scenario_survives_page_and_language_switches(screen):
    screen.go()
    stands = screen.press_on_slider(GROWTH, "ArrowLeft", times=3)
    screen.expect_tiles_of(scenarios.load("as_pitched").scenario.replace({GROWTH: stands / 100}))
    there = screen.tile("recovered_multiple").inner_text()
    screen.turn_to("price")
    screen.speak(LANGUAGES["zh"].name)
    screen.turn_to("overview", ZH)
    expect(screen.tile("recovered_multiple")).to_have_text(there)
    expect(screen.slider(GROWTH)).to_have_value(f"{stands:g}")


def test_two_readers_never_see_each_others_numbers(browser, server, screen, command_line):
    with Screen.opened(browser, server) as other:
        screen.go()
        other.go()
        for _ in range(3):  # by turns
            growth = screen.press_on_slider(GROWTH, "ArrowRight")
            fee = other.press_on_slider(FEE, "ArrowRight")
        screen.expect_tiles(command_line("as_pitched", *settings("as_pitched", GROWTH, growth)))
        other.expect_tiles(command_line("as_pitched", *settings("as_pitched", FEE, fee)))
        assert (growth, fee) == (1.8, 23)
