"""A page that outlives its server, and browsers that refuse what others grant."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from scenarios import link
from tests.browser.screen import FIRST_RUN_MS, IDLE, WINDOW, Screen, been_here
from tests.browser.serving import Server, free_port, serving
from tests.more import long_after

FEE, GIFT = "campaigns.main.sell_fee", "products.bundle.gift_share"
COUNT_ADDRESSES = """() => {
    window.addresses = []
    for (const name of ["replaceState", "pushState"]) {
        const real = history[name].bind(history)
        history[name] = (...given) => { real(...given); window.addresses.push(location.search) }
    }
}"""

TOLD = "() => window.backstopAsked && window.addresses.length"
"""The new session was told what the browser holds, and has written the address. Until then the
buttons of the session before stand on the page, and a press on them counts for nothing.
"""


def value(address: str, name: str) -> float:
    """What the scenario of an address says."""
    query = parse_qs(urlsplit(address).query)
    shared, _ = link.decode(query["s"][0])
    return float(shared.scenario[name])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WINDOW, locale="en-GB")
    context.set_default_timeout(60_000)
    been_here(context)
    yield context.new_page()
    context.close()


def moved(page: Page, server: Server, path: str) -> Screen:
    """A page on which two levers were moved, one after the other."""
    screen = Screen(page, server)
    page.goto(server.address + path)
    screen.settle()
    for name, key in ((FEE, "ArrowRight"), (GIFT, "ArrowLeft")):
        before = value(page.url, name)
        screen.press_on_slider(name, key)
        page.wait_for_function("before => location.search !== before", arg=urlsplit(page.url).query)
        wait_until(page, lambda name=name, before=before: value(page.url, name) != before)
    return screen


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    for _ in range(300):
        if holds():
            return
        page.wait_for_timeout(200)
    raise AssertionError(page.url)


@pytest.mark.parametrize("path", long_after(1, ["/?lang=en", "/price?lang=zh"]))
def test_a_new_start_brings_back_every_change_and_what_undo_returns_to(
    page: Page, tmp_path: Path, path: str
) -> None:
    port = free_port()
    with serving(tmp_path, port=port) as server:
        screen = moved(page, server, path)
        page.locator(IDLE).wait_for()
        before = page.url
        server.process.kill()
        server.process.wait()
    page.evaluate(COUNT_ADDRESSES)
    with serving(tmp_path, port=port) as server:
        undo = screen.keyed("undo").get_by_role("button")
        page.wait_for_function(TOLD, timeout=FIRST_RUN_MS)
        page.locator(IDLE).wait_for(timeout=FIRST_RUN_MS)
        expect(undo).to_be_enabled(timeout=FIRST_RUN_MS)
        assert page.url == before
        assert {*page.evaluate("window.addresses")} <= {"?" + urlsplit(before).query}
        gift, fee = value(before, GIFT), value(before, FEE)
        undo.click()
        wait_until(page, lambda: value(page.url, GIFT) != gift)
        undo.click()
        wait_until(page, lambda: value(page.url, FEE) != fee)
        expect(undo).to_be_disabled()


REFUSALS = {
    "once": "let left = 1",
    "for a while": "let left = 6",
}
REFUSING = """%s
const real = History.prototype.replaceState
History.prototype.replaceState = function (...given) {
    if (left-- > 0) throw new DOMException("too many calls", "SecurityError")
    return real.apply(this, given)
}"""


@pytest.mark.parametrize("refusal", long_after(1, REFUSALS.values()), ids=list(REFUSALS))
def test_an_address_that_was_refused_once_is_current_again(
    page: Page, server: Server, refusal: str
) -> None:
    page.add_init_script(REFUSING % refusal)
    screen = moved(page, server, "/price?lang=en")
    assert page.get_by_text("BidiComponent").count() == 0
    assert screen.page.get_by_test_id("stException").count() == 0


FORBIDDEN = {
    "to reach": """Object.defineProperty(window, "sessionStorage", { get() {
        throw new DOMException("Access is denied for this document.", "SecurityError") } })""",
    "to write": """Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError") }""",
}


@pytest.mark.parametrize("forbidden", long_after(1, FORBIDDEN.values()), ids=list(FORBIDDEN))
@pytest.mark.parametrize("path", long_after(1, ["/pitch", "/present?pitch=pitched_terms", "/"]))
def test_pages_do_without_the_memory_of_the_tab(
    page: Page, server: Server, forbidden: str, path: str
) -> None:
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.add_init_script(forbidden)
    page.goto(server.address + path)
    page.locator(IDLE).wait_for(timeout=FIRST_RUN_MS)
    page.wait_for_timeout(1_500)
    assert page.get_by_text("BidiComponent").count() == 0
    assert page.get_by_text("Access is denied").count() == 0
    assert told == []


@pytest.mark.long  # tests/browser/test_access.py looks at every page in either language
@pytest.mark.parametrize(("path", "language"), [
    ("/?lang=zh", "zh"), ("/?lang=en", "en"), ("/present?pitch=pitched_terms&lang=zh", "zh"),
    ("/glossary?lang=zh", "zh"),
])
def test_the_page_says_which_language_it_is_in(
    page: Page, server: Server, path: str, language: str
) -> None:
    page.goto(server.address + path)
    expect(page.locator(f"html[lang^={language}]")).to_be_attached(timeout=FIRST_RUN_MS)
