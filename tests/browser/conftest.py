"""A real server on a free loopback port, a real Chromium in front of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import launched
from tests.browser.command_line import summary_of
from tests.browser.screen import Screen
from tests.browser.serving import Server, serving
from tests.browser.stand import Stand

# A busy machine is slow, not wrong.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser(chromium: None) -> Iterator[Browser]:
    """A Chromium that all tests share."""
    with launched() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that most tests share."""
    with serving(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has visited yet."""
    with serving(tmp_path) as running:
        yield running


@pytest.fixture
def screen(browser: Browser, server: Server) -> Iterator[Screen]:
    """A reader's window on the shared server; it must end without any error, seen or logged."""
    with Screen.opened(browser, server) as window:
        yield window


@pytest.fixture
def stand(screen: Screen) -> Iterator[Stand]:
    """The audience's window on the shared server."""
    yield Stand(screen)
    if screen.page.get_by_test_id("stSidebar").count() == 0:
        screen.go("/")  # where the screen's own check finds what it looks for


@pytest.fixture(scope="session")
def command_line(tmp_path_factory: pytest.TempPathFactory):
    """summary.json of `python -m scenarios run`, by preset and settings."""
    return lambda preset, *settings: summary_of(preset, settings, tmp_path_factory.mktemp("run"))
