"""The page as a reader sees and handles it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Self

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

import answers
from answers import tiles
from answers.results import results
from model import Scenario
from scenarios.contents import SECTIONS
from tests.browser.serving import Server
from ui.session import navigation
from wording import Words

# The first run on a machine compiles the model.
FIRST_RUN_MS = 240_000
WINDOW = {"width": 1280, "height": 1000}

IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
ELSEWHERE = 'body:not(:has([data-testid="stApp"]))'

# Letters of a symbol font that spell their English names; translators are told to leave them.
ICONS = "span[translate=no]"

NUMBERS = ("overview", "price", "exits", "releases", "payouts", "treasury")
TEXTS = ("assumptions", "worked_example", "method", "glossary")
EN, ZH = Words("en"), Words("zh")


def been_here(context: BrowserContext) -> None:
    """Who saw Backstop before does not meet Start, whatever the port."""
    context.add_cookies(
        [{"name": navigation.SEEN, "value": "1", "domain": "127.0.0.1", "path": "/"}])


def tile_texts(
    summary: Mapping[str, float], page: str = "overview", words: Words = EN
) -> dict[str, str]:
    """What the tiles of a page must say, by reading."""
    return {
        tile.reading: tiles.write(tile, summary[tile.reading], words)
        for tile in getattr(answers, page).readings(words)
    }


@dataclass
class Screen:
    """One browser window on one server."""

    page: Page
    server: Server
    logged_before: int = 0
    failures: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def opened(cls, browser: Browser, server: Server) -> Iterator[Self]:
        """A new window with nothing remembered; leaving it checks that nothing went wrong."""
        context = browser.new_context(viewport=WINDOW, locale="en-GB")
        context.set_default_timeout(30_000)
        been_here(context)
        screen = cls(context.new_page(), server, len(server.log))
        screen.page.on("pageerror", lambda error: screen.failures.append(str(error)))
        screen.page.on("console", screen.overhear)
        try:
            yield screen
            screen.check_unharmed()
        finally:
            context.close()

    def overhear(self, message: ConsoleMessage) -> None:
        """Errors in the browser's console count as failures.

        Opened at a page's address, Streamlit asks for its own service there before it asks at the
        root, and Chromium calls the first answer an error.
        """
        if message.type == "error" and "/_stcore/" not in message.location["url"]:
            self.failures.append(message.text)

    def go(self, path: str = "/") -> None:
        """Open an address of the app and wait for its headline."""
        self.page.goto(self.server.address + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the script has run and a headline has been drawn."""
        self.page.locator(IDLE).wait_for(timeout=FIRST_RUN_MS)
        headline = self.page.get_by_test_id("stHeading")
        excuse = self.page.get_by_test_id("stAlertContentError")
        headline.or_(excuse).first.wait_for()
        assert excuse.count() == 0, self.log()

    def tile(self, reading: str) -> Locator:
        """The number on a headline tile."""
        return self.page.locator(f".backstop-tiles [data-reading={reading}] strong")

    def expect_tiles(
        self, summary: Mapping[str, float], page: str = "overview", words: Words = EN
    ) -> None:
        """Wait until every tile of a page says what `summary` says, in that language."""
        for reading, text in tile_texts(summary, page, words).items():
            expect(self.tile(reading)).to_have_text(text)

    def expect_tiles_of(self, scenario: Scenario, page: str = "overview") -> None:
        """The same for a scenario of ours: wait until the page shows its numbers."""
        self.expect_tiles(results(scenario).summary, page)

    def figures(self) -> Locator:
        """The figures of the panel, each with its title and buttons."""
        return self.page.locator(".backstop-panel section:has(.main-svg)")

    def figure(self, title: str) -> Locator:
        """The figure under that title."""
        heading = self.page.get_by_role("heading", name=title, exact=True)
        return self.figures().filter(has=heading)

    def keyed(self, key: str) -> Locator:
        """The element with this key."""
        return self.page.locator(self.selector(key))

    @staticmethod
    def selector(key: str) -> str:
        """Streamlit turns the key of an element into a class."""
        return f".st-key-{re.sub('[^a-zA-Z0-9_-]', '-', key)}"

    def press_on_slider(self, name: str, key: str, times: int = 1) -> float:
        """Move a slider by keyboard; returns where it now stands, in the slider's own units."""
        thumb = self.slider(name)
        before = thumb.input_value()
        thumb.focus()
        for _ in range(times):
            thumb.press(key)
        expect(thumb).not_to_have_value(before)
        return float(thumb.input_value())

    def slider(self, name: str) -> Locator:
        """The thumb of a lever, by the dotted name that it moves."""
        return self.keyed(name).get_by_role("slider").first

    def expect_typed(self, name: str, value: str) -> None:
        """Wait until the typed entry of a lever holds `value`.

        While runs follow each other, the field of the last one stays hidden beside its successor.
        """
        entry = self.keyed(name).locator("input[type=number]:visible")
        expect(entry).to_have_value(value)

    def turn_to(self, page: str, words: Words = EN) -> None:
        """Choose a page in the bar on top, and wait until its question stands there."""
        address = "/" if page == "overview" else f"/{page.replace('_', '-')}"
        section = next(
            title for title, pages in SECTIONS.items() if page in {each.name for each in pages})
        self.page.mouse.move(1, 1)  # a hand that moves leaves the hint below it behind
        self.page.get_by_test_id("stTopNavSection").filter(has_text=words(section)).click()
        self.page.locator(f'[data-testid="stTopNavDropdownLink"][href$="{address}"]').click()
        question = getattr(answers, page).question(words)
        self.page.get_by_test_id("stMain").get_by_text(question, exact=True).first.wait_for()
        self.settle()

    def speak(self, language: str) -> None:
        """Choose a language by its own name."""
        self.page.get_by_test_id("stSidebar").get_by_text(language, exact=True).click()
        self.settle()

    def pick(self, key: str, title: str) -> int:
        """Take an entry of a list; one that a run of the script closed is opened again. Gives how
        often the list was opened.
        """
        option = self.page.get_by_role("option").filter(has_text=title)
        for opened in range(1, 4):
            self.keyed(key).get_by_role("combobox").click()
            try:
                option.click(timeout=10_000)
            except PlaywrightTimeout:
                continue
            return opened
        raise AssertionError(f"the list {key} does not open: {title}")

    def choose_preset(self, title: str) -> None:
        """Load a preset by its title."""
        self.pick("preset", title)

    def choose_baseline(self, text: str) -> None:
        """Hold every number against another baseline, by its text in the reader's language."""
        self.keyed("baseline").get_by_role("button").click()
        self.page.get_by_role("radio", name=text, exact=True).check(force=True)
        expect(self.keyed("baseline")).to_contain_text(text)
        self.page.keyboard.press("Escape")

    def text(self) -> str:
        """Everything that can be read on the page, figures and sidebar included; a slide has none.

        Left out are code, formulas and icons, by a rule that holds for what is drawn later too.
        """
        self.page.add_style_tag(content=f".katex, code, {ICONS} {{ display: none !important }}")
        parts = [self.page.get_by_test_id(part) for part in ("stSidebar", "stMain")]
        return "\n".join(text for part in parts for text in part.all_inner_texts())

    def dialogs(self) -> Locator:
        """What has come up over the page, popovers of the bar left out."""
        popover = '[data-testid="stPopoverBody"]'
        others = f"{popover}, {popover} *, :has({popover})"
        return self.page.locator(f'[role="dialog"]:not({others})')

    def check_unharmed(self) -> None:
        """No error on the page at rest, in the browser's console or in the server's log."""
        self.page.locator(f"{IDLE}, {ELSEWHERE}").first.wait_for(state="attached")
        assert self.failures == [], self.failures
        assert self.page.get_by_test_id("stException").count() == 0
        assert self.dialogs().count() == 0
        assert "Traceback" not in self.text()
        assert "Traceback" not in self.log(), self.log()

    def log(self) -> str:
        """What the server has printed since this window opened."""
        return self.server.log[self.logged_before :]
