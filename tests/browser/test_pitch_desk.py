"""Writing a pitch in Chromium: files in and out, bookmarks from any page, texts of anybody, what
reloads and links keep.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from answers.pitch.sentences import shown
from scenarios.pitches import load_pitch, read_pitch, write_pitch
from tests.browser.screen import EN, FIRST_RUN_MS, Screen
from tests.browser.serving import PUBLIC

EXAMPLE = load_pitch("pitched_terms")
FEE = "campaigns.main.sell_fee"
HOSTILE = '<img src=x onerror="document.title=1"> **b** $x$ :red[c]'
MINE = "A sentence of mine."
MEMORY = "backstop-pitch "
BROUGHT = re.compile(r"/pitch\?pitch=~")


def steps(screen: Screen):
    return screen.keyed("steps").get_by_role("radio")


def open_file(screen: Screen, path: Path) -> None:
    screen.keyed("pitch-actions").locator("input[type=file]").set_input_files(path)


def test_a_file_goes_out_and_comes_back(screen, tmp_path):
    screen.go("/pitch?lang=en")
    expect(steps(screen)).to_have_count(len(EXAMPLE.steps))
    with screen.page.expect_download() as saved:
        screen.keyed("save pitch").get_by_role("button").click()
    path = tmp_path / "pitched_terms.toml"
    saved.value.save_as(path)
    assert read_pitch(path.read_bytes(), path.stem) == EXAMPLE
    screen.keyed("step remove").get_by_role("button").click()
    expect(steps(screen)).to_have_count(len(EXAMPLE.steps) - 1)
    open_file(screen, path)
    expect(steps(screen)).to_have_count(len(EXAMPLE.steps))
    screen.keyed("undo pitch").get_by_role("button").click()
    expect(steps(screen)).to_have_count(len(EXAMPLE.steps) - 1)


@pytest.mark.long
def test_a_bad_file_is_told_and_changes_nothing(screen, tmp_path):
    screen.go("/pitch?lang=en")
    path = tmp_path / "bad.toml"
    path.write_text(write_pitch(EXAMPLE).replace('figure = "price"', f"figure = '{HOSTILE[:30]}'"))
    open_file(screen, path)
    alert = screen.page.get_by_test_id("stAlert")
    expect(alert).to_contain_text("steps.price.figure")
    expect(alert).to_contain_text("<img src=x")
    expect(steps(screen)).to_have_count(len(EXAMPLE.steps))
    assert screen.page.locator("img[src=x]").count() == 0


def test_texts_of_anybody_are_shown_as_they_are(screen):
    screen.go("/pitch?lang=en")
    for name in ("title-en", "sentence-en"):
        field = screen.keyed(f"entry {name}").locator("input, textarea")
        field.fill(HOSTILE)
        field.press("Control+Enter" if name == "sentence-en" else "Enter")
    expect(screen.keyed("preview").get_by_role("heading").first).to_have_text(HOSTILE)
    headline = screen.page.get_by_test_id("stMain").get_by_test_id("stHeading").first
    expect(headline).to_contain_text(HOSTILE)
    expect(screen.keyed("steps")).to_contain_text(HOSTILE[:40])
    assert screen.page.locator("img[src=x]").count() == 0
    assert screen.page.title() != "1"


@pytest.mark.long
def test_a_bookmark_from_another_page_becomes_a_step_to_present(screen):
    screen.go("/price?lang=en")
    stands = screen.press_on_slider(FEE, "ArrowRight", times=5)
    screen.settle()
    screen.keyed("link").get_by_role("button").first.click()
    screen.keyed("bookmark it bar").get_by_role("button").click()
    screen.page.keyboard.press("Escape")
    screen.turn_to("pitch")
    expect(steps(screen)).to_have_count(len(EXAMPLE.steps) + 1)
    expect(screen.keyed("stage")).to_contain_text("1 change")
    screen.keyed("present").get_by_role("button").click()
    slide = screen.page.locator(".backstop-slide")
    expect(slide.locator(".count")).to_have_text(f"2 / {len(EXAMPLE.steps) + 1}")
    screen.page.reload()  # the address brings the whole pitch back
    expect(slide.locator(".count")).to_have_text(f"2 / {len(EXAMPLE.steps) + 1}")
    expect(slide.locator("h1")).to_contain_text("of members get back what they spent")
    assert stands == 25


def rewrite(screen: Screen, sentence: str) -> None:
    """Say something else on the chosen step, and wait until the address has it."""
    before = screen.page.url
    language = "zh" if "lang=zh" in before else "en"
    field = screen.keyed(f"entry sentence-{language}").locator("textarea")
    field.fill(sentence)
    field.press("Control+Enter")
    expect_said(screen, sentence)
    expect(screen.page).not_to_have_url(before)
    expect(screen.page).to_have_url(BROUGHT)


def expect_said(screen: Screen, sentence: str) -> None:
    expect(screen.keyed("preview").get_by_role("heading").first).to_have_text(sentence)


@pytest.mark.long
def test_a_reload_keeps_the_draft_at_the_chosen_step(screen):
    screen.go("/pitch?lang=en")
    expect(steps(screen)).to_have_count(len(EXAMPLE.steps))
    assert "pitch=" not in screen.page.url
    rewrite(screen, "first")
    rewrite(screen, MINE)
    screen.page.reload()
    screen.settle()
    expect_said(screen, MINE)
    steps(screen).nth(2).check(force=True)
    expect(screen.page).to_have_url(re.compile("step=3"))
    screen.keyed("step remove").get_by_role("button").click()
    expect(steps(screen)).to_have_count(len(EXAMPLE.steps) - 1)
    screen.keyed("undo pitch").get_by_role("button").click()
    expect(screen.page).to_have_url(re.compile("step=4"))  # what followed is still the chosen one
    screen.page.reload()
    screen.settle()
    expect(steps(screen)).to_have_count(len(EXAMPLE.steps))
    expect(steps(screen).nth(3)).to_be_checked()
    expect(screen.keyed("steps")).to_contain_text(MINE)


def test_the_link_opens_the_same_pitch_in_a_fresh_browser(browser, server, screen):
    screen.go("/pitch?lang=zh")
    rewrite(screen, MINE)
    screen.settle()
    screen.keyed("pitch link").get_by_role("button").first.click()
    link = screen.page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").locator("code")
    told = link.text_content().replace(PUBLIC, server.address)
    expect(screen.page).to_have_url(told)
    with Screen.opened(browser, server) as other:
        other.go(told.removeprefix(server.address))
        expect_said(other, MINE)
        expect(steps(other)).to_have_count(len(EXAMPLE.steps))
        expect(other.keyed("present")).to_contain_text("从这一步")
        other.page.keyboard.press("Escape")
        expect(other.page).to_have_url(told)


@pytest.mark.long
def test_a_damaged_link_is_told_calmly(screen):
    screen.go("/pitch?lang=en")
    rewrite(screen, MINE)
    whole = screen.page.url
    screen.page.goto(re.sub(r"(pitch=[^&]*)[^&]{9}&", r"\1&", whole))
    screen.settle()
    alert = screen.page.get_by_test_id("stAlert")
    expect(alert).to_contain_text("the address of this pitch is damaged or cut")
    expect_said(screen, MINE)  # the tab has not forgotten it
    expect(screen.page).to_have_url(whole)
    screen.keyed("dismiss refused").get_by_role("button").click()
    expect(alert).to_have_count(0)
    screen.page.evaluate("name => sessionStorage.setItem(name, 'pitch=~AAAA&step=x')", MEMORY)
    screen.go("/price?lang=en")
    expect(alert).to_contain_text("the address of this pitch is damaged or cut")
    expect(alert).to_have_count(1)
    screen.page.wait_for_function("name => !sessionStorage.getItem(name)", arg=MEMORY)
    screen.page.reload()  # what cannot be read is not told twice
    screen.settle()
    screen.turn_to("pitch")
    expect(alert).to_have_count(0)
    expect(steps(screen)).to_have_count(len(EXAMPLE.steps))


def test_addresses_of_other_pages_do_not_carry_the_draft_but_the_tab_keeps_it(screen):
    screen.go("/pitch?lang=en")
    rewrite(screen, MINE)
    screen.turn_to("price")
    expect(screen.page).to_have_url(re.compile(r"/price\?(?!.*pitch=).*s="))
    screen.turn_to("pitch")
    expect_said(screen, MINE)
    expect(screen.page).to_have_url(BROUGHT)
    screen.turn_to("exits")
    for _ in range(2):
        screen.page.reload()
        screen.settle()
    screen.turn_to("pitch")
    expect_said(screen, MINE)
    screen.keyed("open example").get_by_role("button").click()
    expect(screen.page).not_to_have_url(BROUGHT)
    screen.page.reload()
    screen.settle()
    expect_said(screen, shown(EXAMPLE.steps[0], "sentence", EN))
    expect(screen.keyed("open example").get_by_role("button")).to_be_disabled()


@pytest.mark.long
def test_leaving_slides_that_were_reloaded_goes_on_with_their_pitch(screen):
    screen.go("/pitch?lang=en")
    rewrite(screen, MINE)
    screen.keyed("present").get_by_role("button").click()
    heading = screen.page.locator(".backstop-slide h1")
    expect(heading).to_have_text(MINE)
    screen.page.keyboard.press("ArrowRight")
    expect(screen.page).to_have_url(re.compile(r"/present\?pitch=~.*step=2"))
    screen.page.reload()
    heading.wait_for(timeout=FIRST_RUN_MS)
    screen.page.keyboard.press("Escape")
    screen.page.get_by_test_id("stSidebar").wait_for()
    expect(screen.keyed("steps")).to_contain_text(MINE)
    expect(steps(screen).nth(1)).to_be_checked()
    expect(screen.page).to_have_url(BROUGHT)
