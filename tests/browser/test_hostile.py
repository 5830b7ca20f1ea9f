"""Texts that came with a link or a file are shown as they are: never as markup, code or link."""

import base64
import json
import re
import zlib

import pytest
from playwright.sync_api import expect

import scenarios
from tests.more import long_after
from wording.literal import WORD_JOINER

TITLE = ("<b>x</b> <a href='http://evil.example'>y</a> **z** _u_ [l](http://evil.example) "
         "![i](http://evil.example/i.png)")
PICTURES = ":material/bolt: :material_home: :streamlit: :zap: a -> b"
ADDRESS = "http://evil.example/a www.evil.example"
MARKUP = "a[href*=evil], img[src*=evil], b, strong, em, s, del, .katex, script[src*=evil]"


def packed(content):
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(content).encode())).decode()


@pytest.fixture
def tame(screen):
    """The screen; nothing may have been asked of another host, and no dialog opened."""
    asked, dialogs = [], []
    screen.page.on("request", lambda request: asked.append(request.url))
    screen.page.on("dialog", lambda dialog: (dialogs.append(dialog), dialog.dismiss()))
    yield screen
    assert [url for url in asked if "evil" in url] == []
    assert dialogs == []


@pytest.mark.parametrize("text", long_after(1, [
    "<img src=http://evil.example/i.png onerror=alert(1)>", "![i](http://evil.example/i.png)",
    "[sign in](http://evil.example)", "**b** _e_ ~~s~~ $x$", ADDRESS, "`` ` ` ``\n\n# h\n\n**b**",
]))
def test_what_a_link_says_is_no_markup(tame, text):
    asked = {text: 1, "campaigns.main.pricing": text, f"campaigns.{text}.sell_fee": 0.1,
             "horizon.days": text}
    address = packed({"p": text, "v": asked, "r": {"segments": ["a", text]}, "b": text})
    tame.go(f"/?s={address}&lang=en")
    refused = tame.keyed("refused")
    expect(refused).to_contain_text("What was opened could not be read in full")
    assert refused.locator("code").count() >= 3
    assert refused.locator("a, img, em, s, del, h1, .katex, li strong strong").count() == 0
    assert "b" not in refused.locator("strong").all_inner_texts()


def test_the_title_of_an_opened_file_is_no_markup(tame):
    preset = scenarios.load("rotation")
    tame.go("/compare?lang=en")
    for title in (PICTURES, ADDRESS, TITLE):
        document = scenarios.documents.Document("x", {"en": title}, {}, preset.scenario)
        tame.page.locator(".backstop-upload input[type=file]").set_input_files(
            {"name": f"{len(title)}.toml", "mimeType": "application/toml",
             "buffer": scenarios.write(document).encode()})
        main = tame.page.get_by_test_id("stMain")
        whole = re.compile(WORD_JOINER.join(["", *map(re.escape, title[:40]), ""]).replace(
            WORD_JOINER, f"{WORD_JOINER}?"))  # every letter, and what keeps some of them apart
        expect(main.get_by_text(whole).first).to_be_visible()
        tame.settle()
    headline = tame.page.get_by_test_id("stHeading")
    assert headline.locator(MARKUP).count() == 0
    assert tame.keyed("load compared").locator(MARKUP).count() == 0
    legend = tame.page.locator(".backstop-panel section li").filter(has_text="<b>x</b>")
    expect(legend.first).to_be_visible()
    drawn = tame.page.locator(".backstop-panel .main-svg").filter(has_text="<b>x</b>")
    expect(drawn.first).to_be_visible()
    assert tame.page.locator(".backstop-panel a[href*=evil]").count() == 0
    assert tame.page.locator("a").filter(has_text="evil").count() == 0


def test_a_file_that_is_no_document_is_named_without_markup(tame):
    tame.go("/compare?lang=en")
    tame.page.locator(".backstop-upload input[type=file]").set_input_files(
        {"name": "[x](http:evil.example) **b**.toml", "mimeType": "application/toml",
         "buffer": b"[link](http://evil.example)"})
    told = tame.page.get_by_test_id("stAlert")
    expect(told).to_contain_text("These files could not be opened")
    assert told.locator("a, img, strong, em").count() == 0
