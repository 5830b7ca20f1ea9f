"""Every reader gets at everything: in Chinese, on narrow windows, with the keyboard alone."""

import io
import re

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import expect

from tests.browser.screen import NUMBERS, TEXTS, ZH

# Chinese pages may speak these Latin words: names, a cited title, and what has no Chinese form.
LATIN = {"backstop", "english", "csv", "png", "bass", "cdnow", "artzrouni"}
LATIN |= {"mathematical", "social", "sciences", "html", "pdf", "pptx", "xlsx"}
# Dotted names of parameters and paths of files are the same in every language.
CODE = re.compile(r"[a-z_]+(?:[./][a-z_*]+)+")


@pytest.mark.long
def test_chinese_pages_speak_no_english(screen):
    screen.go("/?lang=zh")
    for page in (*NUMBERS, *TEXTS, "members", "report"):
        if page == "glossary":  # tells the English word beside the Chinese one
            continue
        screen.turn_to(page, ZH)
        text = CODE.sub("", screen.text())
        spoken = {word.lower() for word in re.findall(r"[A-Za-z]{3,}", text)}
        assert not spoken - LATIN, page


FOCUSED = """() => {
    const at = document.activeElement
    const key = [...(at.closest('[class*="st-key-"]')?.classList ?? [])]
        .find((name) => name.startsWith('st-key-'))
    return `${at.tagName} ${at.type ?? ''} ${key ?? ''} ${at.className}`
}"""
# Every kind of control, as FOCUSED tells it.
STOPS = (
    r"A .*", r"BUTTON button st-key-language.*", r"INPUT text st-key-preset.*",
    r"BUTTON submit st-key-changes .*", r"SUMMARY .*",
    r"INPUT range st-key-campaigns-main-sell_fee.*",
    r"INPUT number st-key-campaigns-main-sell_fee.*", r"INPUT checkbox st-key-.*issue_days.*",
    r"INPUT range st-key-growth-imitation.*",
    r"BUTTON submit st-key-undo .*", r"BUTTON submit st-key-reset .*",
    r"BUTTON submit st-key-replay .*", r"BUTTON submit st-key-baseline .*",
    r"BUTTON submit st-key-link .*", r"BUTTON button st-key-tiles help",
    r"BUTTON button st-key-panel help", r"BUTTON button st-key-panel csv",
    r"BUTTON button st-key-panel png",
)


def test_the_tab_key_gets_to_every_control_and_is_seen_there(screen):
    screen.go()
    screen.press_on_slider("campaigns.main.sell_fee", "ArrowRight")  # something to undo
    expect(screen.figures()).to_have_count(4)
    screen.settle()
    keyboard = screen.page.keyboard
    screen.page.get_by_test_id("stTopNavSection").first.focus()
    missing = list(STOPS)
    for _ in range(150):
        now = screen.page.evaluate(FOCUSED)
        kind = next((stop for stop in missing if re.fullmatch(stop, now)), None)
        if kind:
            missing.remove(kind)
            focus = screen.page.evaluate_handle("document.activeElement").as_element()
            with_focus = picture(screen.page, focus)
            keyboard.press("Tab")
            assert ImageChops.difference(with_focus, picture(screen.page, focus)).getbbox(), now
        else:
            keyboard.press("Tab")
        if not missing:
            break
    assert not missing


def picture(page, element):
    """An element with what stands right around it."""
    element.scroll_into_view_if_needed()
    page.wait_for_timeout(250)  # colours and help texts fade in
    box = element.bounding_box()
    edges = {"x": box["x"] - 6, "y": box["y"] - 6}
    size = {"width": max(box["width"], 16) + 12, "height": max(box["height"], 16) + 12}
    return Image.open(io.BytesIO(page.screenshot(clip=edges | size)))
