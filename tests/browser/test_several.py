"""A page whose server is killed goes on at another, and nothing that was saved is lost."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.access.several import CADDY, COOKIE, several
from tests.browser.screen import FIRST_RUN_MS, IDLE
from tests.browser.test_restart import (  # noqa: F401 - `page` is a fixture
    COUNT_ADDRESSES,
    FEE,
    GIFT,
    TOLD,
    moved,
    page,
    value,
    wait_until,
)
from tests.library.documents import pitch
from tests.library.postgres import PROGRAMS
from tests.programs import needed


@pytest.mark.long
@pytest.mark.postgres
def test_a_page_goes_on_at_the_other_server(page: Page, tmp_path: Path) -> None:  # noqa: F811
    needed(PROGRAMS, "no PostgreSQL on this machine (looked for initdb)")
    needed(CADDY, "no Caddy on this machine (looked for caddy)")
    with several(tmp_path, signed_in=False) as found:
        found.library.of("").add("pitch", "Saved before", pitch())
        screen = moved(page, found.front, "/?lang=en")
        page.locator(IDLE).wait_for()
        before = page.url
        told = {each["name"]: each["value"] for each in page.context.cookies()}[COOKIE]
        lost = next(each for each in found.servers if found.cookie(each).endswith(told))
        lost.process.kill()
        lost.process.wait()
        page.evaluate(COUNT_ADDRESSES)
        undo = screen.keyed("undo").get_by_role("button")
        page.wait_for_function(TOLD, timeout=FIRST_RUN_MS)
        page.locator(IDLE).wait_for(timeout=FIRST_RUN_MS)
        expect(undo).to_be_enabled(timeout=FIRST_RUN_MS)
        assert page.url == before
        now = {each["name"]: each["value"] for each in page.context.cookies()}[COOKIE]
        assert now != told, "it is at the other"
        gift, fee = value(before, GIFT), value(before, FEE)
        undo.click()
        wait_until(page, lambda: value(page.url, GIFT) != gift)
        undo.click()
        wait_until(page, lambda: value(page.url, FEE) != fee)
        page.goto(f"{found.front.address}/library?lang=en&{urlsplit(before).query}")
        expect(page.get_by_text("Saved before").first).to_be_visible(timeout=FIRST_RUN_MS)
