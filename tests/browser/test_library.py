"""The library in a real browser: saved, found again elsewhere, handed on by link, kept in files."""

import pytest
from playwright.sync_api import expect

import scenarios
from scenarios import Document
from tests.browser.screen import ZH, Screen

FEE = "campaigns.main.sell_fee"
PITCHED = scenarios.load("as_pitched")
TOO_WIDE = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
    .map((part) => part.scrollWidth - part.clientWidth)"""


def fill(screen, label, text, key):
    """Type into a field and wait until the page has taken it in."""
    field = screen.keyed(key).get_by_label(label)
    field.fill(text)
    field.press("Tab")
    screen.settle()


def press(screen, key):
    screen.keyed(key).get_by_role("button").click()
    screen.settle()


def loaded(screen):
    """The title of the scenario in the sidebar; the last run's field may stay hidden beside it."""
    return screen.keyed("preset").locator("input:visible")


def row(screen, name):
    """A line of the list."""
    lines = screen.page.locator('[class*="st-key-entry-"]')
    return lines.filter(has_text=name)


def save(screen, name):
    """Move the sell fee and save; returns the scenario that is then on screen."""
    screen.go("/library?lang=en")
    fee = screen.press_on_slider(FEE, "ArrowRight", times=4)
    fill(screen, "Name", name, "library name")
    press(screen, "save new")
    expect(screen.keyed("library notice")).to_contain_text(f"“{name}” is saved.")
    return PITCHED.scenario.replace({FEE: fee / 100})


def test_what_is_saved_survives_reloading_and_is_there_for_others(browser, server, screen):
    name = "Higher fee for the board"
    scenario = save(screen, name)
    expect(loaded(screen)).to_have_value(name)
    screen.page.reload()
    screen.settle()
    expect(loaded(screen)).to_have_value(name)
    expect(screen.keyed("library save")).to_contain_text(f"Revision 1 of “{name}”, unchanged")
    with Screen.opened(browser, server) as other:
        other.go("/library?lang=en")
        row(other, name).get_by_role("button", name="Open it", exact=True).click()
        expect(loaded(other)).to_have_value(name)
        other.turn_to("overview")
        other.expect_tiles_of(scenario)
        expect(other.keyed("changes")).to_contain_text("0 changes")
        press(other, "undo")
        other.expect_tiles_of(PITCHED.scenario)


def test_two_windows_that_save_at_once_both_keep_theirs(browser, server, screen):
    name = "Two at once"
    save(screen, name)
    with Screen.opened(browser, server) as other:
        other.go(screen.page.url.removeprefix(server.address))  # the link names entry and revision
        other.press_on_slider(FEE, "ArrowLeft", times=2)
        fill(other, "Note", "from the other window", "library next note")
        press(other, "save revision")
        expect(other.keyed("library notice")).to_contain_text("is saved as revision 2")
    screen.press_on_slider(FEE, "ArrowRight", times=2)
    press(screen, "save revision")
    notice = screen.keyed("library notice")
    expect(notice).to_contain_text("is saved as revision 3")
    expect(notice).to_contain_text("from the other window")
    press(screen, "see meanwhile")
    table = screen.keyed("library changes")
    expect(table).to_contain_text("Sell fee · main campaign")
    expect(table).to_contain_text("24%")
    expect(table).to_contain_text("22%")


def test_files_are_opened_saved_and_downloaded_and_bad_ones_told(screen, tmp_path):
    document = Document("", {"en": "费用 terms"}, {}, PITCHED.scenario.replace({FEE: 0.31}))
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(scenarios.write(document), "utf-8")
    bad.write_bytes(b"\xff\xfe no toml")
    screen.go("/library?lang=zh")
    chooser = screen.page.locator(".backstop-upload input")
    chooser.set_input_files(bad)
    notice = screen.keyed("library notice")
    expect(notice).to_contain_text("操作未执行")
    expect(notice).to_contain_text("bad")
    chooser.set_input_files(good)
    expect(notice).to_contain_text("尚未保存")
    expect(loaded(screen)).to_have_value("费用 terms")
    press(screen, "save new")
    row(screen, "费用 terms").get_by_role("button", name=ZH("Details")).click()
    with screen.page.expect_download() as download:
        screen.keyed("download entry").get_by_role("button").click()
    assert download.value.suggested_filename == "费用-terms.toml"
    assert scenarios.load(download.value.path()).scenario == document.scenario


@pytest.mark.long
def test_a_saved_scenario_is_compared_beside_the_others(screen):
    name = "Beside the others"
    save(screen, name)
    screen.turn_to("compare")
    screen.keyed("from library").get_by_role("button").first.click()
    screen.page.get_by_role("button", name="Compare it too").click()
    expect(screen.keyed("compare chosen")).to_contain_text(name)
    screen.page.keyboard.press("Escape")
    main = screen.page.get_by_test_id("stMain")
    expect(main.get_by_test_id("stHeading").first).to_contain_text(name)


@pytest.mark.long
def test_long_names_and_many_tags_fit_into_narrow_windows(screen):
    save(screen, " ".join(["everything"] * 10))
    row(screen, "everything").get_by_role("button", name="Details").click()
    screen.settle()
    for back in (False, True):
        if back:
            press(screen, "all entries")
        for width in (1280, 820, 640):
            screen.page.set_viewport_size({"width": width, "height": 900})
            screen.page.wait_for_timeout(300)  # rows break anew
            assert screen.page.evaluate(TOO_WIDE) == [0, 0]
