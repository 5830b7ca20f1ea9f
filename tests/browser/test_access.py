"""What axe-core finds on every page, in both languages and both themes: nothing serious of ours."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from scenarios import Shared, link
from scenarios.contents import PAGES
from tests.browser.screen import FIRST_RUN_MS, IDLE
from tests.more import long_after
from wording import LANGUAGES

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RUN = """([but, rules]) => axe.run({ include: document, exclude: but }, {
    resultTypes: ['violations'], runOnly: rules })
    .then(({ violations }) => violations
        .filter(({ impact }) => ['serious', 'critical'].includes(impact))
        .flatMap(({ id, nodes }) => nodes.map(({ target, html, any, all, none }) => [
            id, target.join(' '), html.slice(0, 200),
            [...any, ...all, ...none].map(({ message }) => message).join('; ').slice(0, 300)])))"""
STREAMLITS: tuple[tuple[str, str, str], ...] = ()
"""Rule, part of the element, why: markup of Streamlit's own that no page can change."""
LINK = link.encode(Shared.of("as_pitched"))


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
OF_COLOURS = ["color-contrast"]
"""What another theme can change."""
SIDEBAR = ['[data-testid="stSidebar"]']
"""The same beside every page: looked at once."""
AT_ONCE = "*, ::before, ::after { transition: none !important; animation: none !important }"
FRAMED = """() => [...document.styleSheets].some(
    sheet => sheet.ownerNode.textContent.includes("stCaptionContainer"))"""
"""`frame.css` is in force: Streamlit fetches what draws it after the page already stands."""
QUIET = """() => new Promise((done) => {
    let timer
    const end = () => { observer.disconnect(); done() }
    const again = () => { clearTimeout(timer); timer = setTimeout(end, 300) }
    const observer = new MutationObserver(again)
    observer.observe(document, { subtree: true, childList: true, characterData: true })
    again()
    setTimeout(end, 5000)
})"""
"""Nothing is being drawn any more: components draw after Streamlit has run."""
GROUND = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"


@pytest.mark.parametrize("language", long_after(1, LANGUAGES))
def test_axe_finds_nothing_serious_of_ours(browser, server, language):
    """On Start first, which stands before a first visit, then on every page; a page that is open
    follows the theme of the system.
    """
    themes = ["light", "dark"]
    context = browser.new_context(color_scheme="light", viewport={"width": 1280, "height": 900})
    page, found, passed = context.new_page(), [], []
    try:
        for address in ("?", f"?s={LINK}&", *(f"{each.address}?" for each in PAGES.values())):
            page.goto(f"{server.address}/{address}lang={language}")
            page.locator("h1").first.wait_for(timeout=FIRST_RUN_MS)
            page.locator(IDLE).wait_for(timeout=FIRST_RUN_MS)
            expect(page.locator("html")).to_have_attribute("lang", LANGUAGES[language].html)
            page.wait_for_function(FRAMED)
            page.evaluate(QUIET)
            page.add_script_tag(path=AXE)
            page.add_style_tag(content=AT_ONCE)
            found += [(address, themes[0], *told)
                      for told in page.evaluate(RUN, [passed, RULES])]
            before = page.evaluate(GROUND)
            themes.reverse()
            page.emulate_media(color_scheme=themes[0])
            page.wait_for_function(f"before => ({GROUND})() !== before", arg=before)
            found += [(address, themes[0], *told)
                      for told in page.evaluate(RUN, [passed, OF_COLOURS])]
            passed = SIDEBAR if "s=" in address else passed
    finally:
        context.close()
    ours = [told for told in found if not any(
        rule == told[2] and part in told[4] for rule, part, _ in STREAMLITS)]
    assert not ours, "\n".join(map(str, ours))
