"""Phones in the audience guess, and how their guesses are spread stands on the slide."""

import io

import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.browser.screen import EN, ZH
from tests.browser.stand import GUESS, sentence


def test_phones_guess_and_their_spread_stands_before_the_reveal(stand, browser, server):
    stand.open(GUESS)
    expect(stand.page.locator(".spread")).to_be_hidden()
    stand.press("g")
    expect(stand.page.locator(".spread p")).to_have_text(EN("No guess so far"))
    link = stand.page.locator(".code figcaption").inner_text()
    picture = Image.open(io.BytesIO(stand.page.locator(".code svg").screenshot()))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [f"https://{link}"]
    code = link.rpartition("/")[2]
    for value in ("10", "30", "80"):
        window = browser.new_context(viewport={"width": 390, "height": 800}, locale="en-GB")
        own = window.new_page()
        own.goto(f"{server.address}/guess/{code}")
        expect(own.locator("h1")).to_have_text(sentence(GUESS))
        own.get_by_role("spinbutton").fill(value)
        own.get_by_role("button").click()
        expect(own.get_by_role("status")).to_contain_text(f"{value}%")
        window.close()
    expect(stand.page.locator(".spread p")).to_have_text("3 guesses, in the middle 30%")
    high = "bars => bars.filter((bar) => parseFloat(bar.style.height) > 0).length"
    assert stand.page.locator(".spread i").evaluate_all(high) == 3
    expect(stand.page.locator(".mark.truth")).to_be_hidden()
    stand.press("ArrowRight")
    stand.expect_step(GUESS, part="reveal")
    expect(stand.page.locator(".mark.guess b")).to_contain_text("30%")
    late = browser.new_page(locale="zh-CN")
    late.goto(f"{server.address}/guess/{code}")
    expect(late.get_by_role("status")).to_have_text(
        ZH("Nothing is being guessed right now. This page looks again by itself."))
    late.close()
