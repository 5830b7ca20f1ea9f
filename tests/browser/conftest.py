"""A real server on a free loopback port, a real Chromium in front of it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import CHROMIUM, launched
from tests.browser.command_line import summary_of
from tests.browser.screen import Screen
from tests.browser.serving import Server, serving

# A busy machine is slow, not wrong.
expect.set_options(timeout=30_000)


@pytest.hookimpl(tryfirst=True)  # before xdist looks for groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and keep them in one worker: they share the server."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without one the tests are skipped, except in CI, where they fail."""
    if CHROMIUM is None and not os.environ.get("CI"):
        pytest.skip("no Chromium on this machine (looked for chromium and google-chrome)")
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


@pytest.fixture(scope="session")
def command_line(tmp_path_factory: pytest.TempPathFactory):
    """summary.json of `python -m scenarios run`, by preset and settings."""
    return lambda preset, *settings: summary_of(preset, settings, tmp_path_factory.mktemp("run"))
