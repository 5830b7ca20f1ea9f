"""Every change is counted, listed, taken back and shown again."""

from playwright.sync_api import expect

import scenarios
from answers.results import results
from answers.values import name_of
from tests.browser.screen import EN, tile_texts

FEE = "campaigns.main.sell_fee"
GROWTH = "growth.imitation"
PITCHED = scenarios.load("as_pitched").scenario


# Keeps what stands for a moment: whether the badge is there, and the number on the tile.
WATCH = """() => {
    window.seen = new Set()
    const look = () => {
        const badge = document.body.innerText.includes('Before the last change')
        const tile = document.querySelector('.backstop-tiles [data-reading=peak_funding] strong')
        window.seen.add(`${badge} ${tile?.textContent}`)
    }
    new MutationObserver(look).observe(
        document.body, { subtree: true, childList: true, characterData: true })
}"""


def chip(screen):
    return screen.keyed("changes").get_by_role("button").first


def listed(screen, name):
    """A change in the list, which opens on demand; open, it is empty while it is drawn again."""
    change = screen.keyed(f"change {name}")
    if not screen.page.get_by_test_id("stPopoverBody").is_visible():
        chip(screen).click()
    change.wait_for()
    return change


def act_on(screen, deed, name):
    """Press a button beside a change: `revert` it or `jump` to its control."""
    listed(screen, name)
    screen.keyed(f"{deed} {name}").get_by_role("button").click()


def test_changes_are_listed_reverted_and_their_controls_shown(screen):
    screen.go()
    expect(chip(screen)).to_contain_text("0 changes")
    screen.press_on_slider(FEE, "ArrowRight", times=3)
    screen.press_on_slider(GROWTH, "ArrowRight", times=2)
    expect(chip(screen)).to_contain_text("2 changes")
    screen.settle()
    for text in (name_of(FEE, EN), "20% →", "23%"):
        expect(listed(screen, FEE)).to_contain_text(text)

    act_on(screen, "revert", GROWTH)
    expect(chip(screen)).to_contain_text("1 change")
    expect(screen.keyed(f"change {GROWTH}")).to_have_count(0)
    expect(screen.slider(GROWTH)).to_have_value("1.5")
    screen.expect_tiles_of(PITCHED.replace({FEE: 0.23}))
    screen.settle()

    act_on(screen, "jump", FEE)
    expect(screen.slider(FEE)).to_be_focused()
    expect(screen.keyed(FEE)).to_be_in_viewport()


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
    screen.press_on_slider(GROWTH, "ArrowRight")
    before, after = (tile_texts(results(scenario).summary)["peak_funding"]
                     for scenario in (PITCHED, PITCHED.replace({GROWTH: 0.016})))
    assert before != after
    funding = screen.tile("peak_funding")
    badge = screen.page.get_by_text("Before the last change")
    expect(funding).to_have_text(after)
    screen.settle()

    screen.page.evaluate(WATCH)
    screen.keyed("replay").get_by_role("button").click()
    screen.page.wait_for_function("told => window.seen.has(told)", arg=f"true {before}")
    expect(badge).to_have_count(0)
    expect(funding).to_have_text(after)
