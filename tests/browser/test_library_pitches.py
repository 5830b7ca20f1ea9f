"""A pitch from its first sentence into the library, and from there in front of an audience."""

import pytest
from playwright.sync_api import expect

import scenarios
from scenarios import Document
from scenarios.pitches import load_pitch, write_pitch
from tests.browser.screen import FIRST_RUN_MS, Screen
from tests.browser.test_library import fill, loaded, press, row

PITCHED = scenarios.load("as_pitched")
FIRST, SECOND = "What was promised.", "What would come of it."


def write(screen: Screen, sentence: str) -> None:
    """A step of words behind the chosen one."""
    press(screen, "step add")
    field = screen.keyed("entry sentence-en").locator("textarea:visible")
    expect(field).to_have_value("")
    field.fill(sentence)
    field.press("Control+Enter")
    expect(screen.keyed("preview").get_by_role("heading").first).to_have_text(sentence)


def save(screen: Screen, name: str) -> None:
    screen.keyed("save to library").get_by_role("button").first.click()
    fill(screen, "Name", name, "desk name")
    press(screen, "save new")
    expect(screen.keyed("desk notice")).to_contain_text(f"“{name}” is saved.")
    expect(screen.keyed("save new")).to_have_count(0)


def test_a_written_pitch_is_saved_and_presented_by_somebody_else(browser, server, screen):
    name = "Two steps for the board"
    screen.go("/pitch?lang=en")
    write(screen, FIRST)
    write(screen, SECOND)
    save(screen, name)
    with Screen.opened(browser, server) as other:
        other.go("/library?lang=en")
        row(other, name).get_by_role("button", name="Present").click()
        slide = other.page.locator(".backstop-slide")
        slide.locator("h1").wait_for(timeout=FIRST_RUN_MS)
        for sentence in (FIRST, SECOND):
            other.page.keyboard.press("ArrowRight")
            expect(slide.locator("h1")).to_have_text(sentence)
        other.page.keyboard.press("Escape")
        row(other, name).get_by_role("button", name="Open it").click()
        expect(other.keyed("desk notice")).to_contain_text(f"Revision 1 of “{name}” is open here")
        expect(other.keyed("steps")).to_contain_text(SECOND)
        press(other, "undo pitch")
        expect(other.keyed("steps")).not_to_contain_text(SECOND)


@pytest.mark.long
def test_either_page_opens_a_file_as_what_it_holds(screen, tmp_path):
    document = Document("", {"en": "Dearer sales"}, {}, PITCHED.scenario)
    scenario, pitch = tmp_path / "one.toml", tmp_path / "other.toml"
    scenario.write_text(scenarios.write(document), "utf-8")
    pitch.write_text(write_pitch(load_pitch("pitched_terms")), "utf-8")
    screen.go("/library?lang=en")
    screen.page.locator(".backstop-upload input").set_input_files(pitch)
    notice = screen.keyed("desk notice")
    expect(notice).to_contain_text("is open here. It is not in the library yet.")
    screen.settle()
    screen.page.locator(".backstop-upload input").set_input_files(scenario)
    expect(notice).to_contain_text("“Dearer sales” is on screen")
    expect(loaded(screen)).to_have_value("Dearer sales")


def test_report_library_and_pitch_are_one_click_away_from_what_is_on_screen(screen):
    for label, address in (("Make a report", "report"), ("Save in the library", "library"),
                           ("To the pitch", "pitch")):
        screen.go("/price?lang=en")
        screen.keyed("link").get_by_role("button").first.click()
        screen.keyed("share pages").get_by_role("link", name=label).click()
        screen.page.wait_for_url(f"**/{address}?**")
        screen.settle()
