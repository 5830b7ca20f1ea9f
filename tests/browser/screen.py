"""The page as a reader sees and handles it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Self

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.serving import Server

# The first run on a machine compiles the model.
FIRST_RUN_MS = 240_000
WINDOW = {"width": 1400, "height": 1000}


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
        screen = cls(context.new_page(), server, len(server.log))
        screen.page.on("pageerror", lambda error: screen.failures.append(str(error)))
        try:
            yield screen
            screen.check_unharmed()
        finally:
            context.close()

    def go(self, path: str = "/") -> None:
        """Open an address of the app and wait for its figures."""
        self.page.goto(self.server.address + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the script has run and a headline has been drawn."""
        idle = '[data-testid="stApp"][data-test-script-state="notRunning"]'
        self.page.locator(idle).wait_for(timeout=FIRST_RUN_MS)
        headline = self.page.get_by_test_id("stHeading")
        excuse = self.page.get_by_test_id("stAlertContentError")
        headline.or_(excuse).first.wait_for()
        assert excuse.count() == 0, self.log()

    def tile(self, reading: str) -> Locator:
        """The number on a headline tile."""
        return self.keyed(f"tile-{reading}").get_by_test_id("stMetricValue")

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
        """Wait until the typed entry of a lever is there once and holds `value`.

        While runs follow each other, the field of the last one stands beside its successor.
        """
        self.page.wait_for_function(
            """([fields, value]) => {
                const found = document.querySelectorAll(fields)
                return found.length === 1 && found[0].value === value
            }""",
            arg=[f"{self.selector(name)} input[type=number]", value],
        )

    def turn_to(self, title: str) -> None:
        """Choose a page in the sidebar."""
        link = self.page.get_by_test_id("stSidebarNavLink").filter(has_text=title)
        link.click()
        expect(link).to_have_attribute("aria-current", "page")
        self.settle()

    def speak(self, language: str) -> None:
        """Choose a language by its own name."""
        self.page.get_by_test_id("stSidebar").get_by_text(language, exact=True).click()
        self.settle()

    def text(self) -> str:
        """Everything that can be read on the page, figures and sidebar included.

        Icons are left out: they are letters of a symbol font, and spell their English names.
        """
        icons = self.page.get_by_test_id("stIconMaterial").all_inner_texts()
        parts = [self.page.get_by_test_id(part) for part in ("stSidebar", "stMain")]
        text = "\n".join(part.inner_text() for part in parts)
        return "\n".join(line for line in text.splitlines() if line.strip() not in icons)

    def check_unharmed(self) -> None:
        """No error on the page, in the browser's console or in the server's log."""
        assert not self.failures
        assert self.page.get_by_test_id("stException").count() == 0
        assert self.page.get_by_role("dialog").count() == 0
        assert "Traceback" not in self.text()
        assert "Traceback" not in self.log(), self.log()

    def log(self) -> str:
        """What the server has printed since this window opened."""
        return self.server.log[self.logged_before :]
