"""Writing a pitch in Chromium: files in and out, bookmarks from any page, texts of anybody."""

from pathlib import Path

from playwright.sync_api import expect

from scenarios.pitches import load_pitch, read_pitch, write_pitch
from tests.browser.screen import Screen

EXAMPLE = load_pitch("pitched_terms")
FEE = "campaigns.main.sell_fee"
HOSTILE = '<img src=x onerror="document.title=1"> **b** $x$ :red[c]'


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
