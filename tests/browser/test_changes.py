"""Every change is counted, listed, taken back and shown again."""

from playwright.sync_api import expect

import scenarios
from tests.browser.screen import EN, tile_texts
from ui.results import results
from ui.values import name_of

FEE = "campaigns.main.sell_fee"
GROWTH = "growth.imitation"
PITCHED = scenarios.load("as_pitched").scenario


def chip(screen):
    return screen.keyed("changes").get_by_role("button").first


def listed(screen, name):
    return screen.keyed(f"change {name}")


def test_changes_are_listed_reverted_and_their_controls_shown(screen):
    screen.go()
    expect(chip(screen)).to_contain_text("0 changes")
    screen.press_on_slider(FEE, "ArrowRight", times=3)
    screen.press_on_slider(GROWTH, "ArrowRight", times=2)
    expect(chip(screen)).to_contain_text("2 changes")
    chip(screen).click()
    expect(listed(screen, FEE)).to_contain_text(name_of(FEE, EN))
    expect(listed(screen, FEE)).to_contain_text("20% →")
    expect(listed(screen, FEE)).to_contain_text("23%")

    screen.keyed(f"revert {GROWTH}").get_by_role("button").click()
    expect(chip(screen)).to_contain_text("1 change")
    expect(listed(screen, GROWTH)).to_have_count(0)
    expect(screen.slider(GROWTH)).to_have_value("1.5")
    screen.expect_tiles_of(PITCHED.replace({FEE: 0.23}))

    screen.keyed(f"jump {FEE}").get_by_role("button").click()
    expect(screen.slider(FEE)).to_be_focused()
    expect(screen.slider(FEE)).to_be_in_viewport()


def test_undo_redo_and_reset_move_controls_and_numbers(screen):
    screen.go()
    screen.press_on_slider(FEE, "ArrowRight")
    screen.expect_tiles_of(PITCHED.replace({FEE: 0.21}))
    for button, fee in (("undo", 0.20), ("redo", 0.21), ("reset", 0.20), ("undo", 0.21)):
        screen.keyed(button).get_by_role("button").click()
        expect(screen.slider(FEE)).to_have_value(f"{100 * fee:g}")
        screen.expect_typed(FEE, f"{100 * fee:g}")
        screen.expect_tiles_of(PITCHED.replace({FEE: fee}))


def test_replay_shows_what_stood_before_and_comes_back(screen):
    screen.go()
    screen.press_on_slider(FEE, "ArrowRight", times=5)
    screen.expect_tiles_of(PITCHED.replace({FEE: 0.25}))
    screen.settle()
    screen.page.evaluate(
        """(tile) => {
            window.seen = []
            const read = () => document.querySelector(tile)?.innerText
            setInterval(() => {
                if (read() && window.seen.at(-1) !== read()) window.seen.push(read())
            }, 20)
        }""",
        f"{screen.selector('tile-peak_funding')} [data-testid=stMetricValue]",
    )
    screen.keyed("replay").get_by_role("button").click()
    badge = screen.page.get_by_text("Before the last change", exact=True)
    expect(badge).to_be_visible()
    expect(badge).to_have_count(0)
    screen.expect_tiles_of(PITCHED.replace({FEE: 0.25}))
    before, after = (tile_texts(results(PITCHED.replace({FEE: fee})).summary)["peak_funding"]
                     for fee in (0.24, 0.25))
    assert screen.page.evaluate("window.seen") == [after, before, after]
