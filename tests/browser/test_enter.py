"""A first visit meets Start; a scheme is entered from its numbers alone, in few actions."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

import scenarios
from answers import grid
from model.terms.parameters import pattern
from scenarios import blank, link
from tests.browser.screen import EN, IDLE, Screen

MIXED = Path(__file__).parents[1] / "golden" / "mixed.toml"
ACTIONS = 60
TABLES = {"products": "Products", "segments": "Segments", "campaigns": "Campaigns",
          "agents": "", "team.levels": ""}
HEAD, ROW = 35, 35
"""Pixels of a grid's lines."""


class Hand:
    """Counts every click, key and paste."""

    def __init__(self, screen: Screen) -> None:
        self.screen, self.page, self.actions = screen, screen.page, 0

    def click(self, element) -> None:
        element.click()
        self.actions += 1

    def key(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.actions += 1

    def paste(self, text: str) -> None:
        """What a spreadsheet left in the clipboard."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.key("Control+V")

    def type(self, key: str, entry: str) -> None:
        """Click into a field, whose text that selects, type over it, leave it."""
        field = self.screen.keyed(key).locator("input, textarea").first
        field.click(click_count=3)
        self.actions += 1
        self.page.keyboard.insert_text(entry)
        self.actions += 1
        self.key("Tab")
        self.settle()

    def pick(self, key: str, option: str) -> None:
        """Open a list and take an entry."""
        self.actions += 1 + self.screen.pick(key, option)

    def settle(self) -> None:
        self.page.wait_for_timeout(300)
        self.page.locator(IDLE).wait_for()


def rows_of(table: str, scenario) -> str:
    """A table's numbers as cells of a spreadsheet."""
    return "\n".join("\t".join(row.values()) for row in grid.shown(table, scenario, EN))


def told(screen: Screen):
    """The scenario in the address, which every page keeps current."""
    query = parse_qs(urlsplit(screen.page.url).query)
    return link.decode(query["s"][0])[0].scenario if "s" in query else None


@pytest.fixture
def stranger(browser, server):
    """A window of somebody who was never here."""
    with Screen.opened(browser, server) as window:
        window.page.context.clear_cookies()
        window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield window


def test_start_is_met_once_and_leads_on(stranger):
    stranger.go()
    expect(stranger.keyed("try pitched")).to_be_visible()
    stranger.keyed("try pitched").get_by_role("button").click()
    expect(stranger.tile("recovered_share")).to_be_visible()
    stranger.page.wait_for_function("() => document.cookie.includes('backstop_seen')")
    stranger.go()
    expect(stranger.tile("recovered_share")).to_be_visible()
    expect(stranger.keyed("try pitched")).to_have_count(0)


def test_a_link_goes_straight_to_its_page(stranger):
    stranger.go(f"/price?s={link.encode(scenarios.Shared.of('rotation'))}")
    expect(stranger.keyed("try pitched")).to_have_count(0)
    stranger.page.context.clear_cookies()
    stranger.go(f"/?s={link.encode(scenarios.Shared.of('rotation'))}")
    expect(stranger.tile("recovered_share")).to_be_visible()
    expect(stranger.keyed("try pitched")).to_have_count(0)


def test_a_scheme_is_entered_from_its_numbers(stranger):
    wanted = scenarios.documents.read(MIXED.read_bytes(), "mixed").scenario
    hand = Hand(stranger)
    stranger.go()
    hand.click(stranger.keyed("enter scheme").get_by_role("button"))
    expect(stranger.keyed("question horizon.days")).to_be_visible()
    for table, title in TABLES.items():
        if title:
            hand.click(stranger.keyed("entered table").get_by_text(title, exact=True))
        else:  # a scheme may do without: the switch brings the first row and shows the table
            hand.click(stranger.page.locator(
                f"[class*='st-key-has-{table.replace('.', '-')}'] label").first)
        hand.settle()
        cells = stranger.page.get_by_test_id("stDataFrame").first
        cells.scroll_into_view_if_needed()
        box = cells.bounding_box()
        stranger.page.mouse.click(box["x"] + 90, box["y"] + HEAD + ROW / 2)
        hand.actions += 1
        hand.settle()
        hand.paste(rows_of(table, wanted))
        hand.settle()
        expect(stranger.keyed("entered table")).to_be_visible()
    growth = "question growth.curve"
    hand.pick(growth, "a series of joins")
    expect(stranger.keyed("question growth.series")).to_be_visible()
    hand.type("question growth.series", ", ".join(map(str, wanted["growth.series"])))
    hand.type("question horizon.days", "450")
    hand.type("question platform.initial_cash", "250000")
    start = blank.document().scenario
    asked = {"growth.curve", "growth.series", "horizon.days", "platform.initial_cash"}
    left = [name for name in wanted.differences(start)
            if "*" not in pattern(name) and name not in asked]
    stranger.turn_to("assumptions")
    hand.actions += 2
    for name in left:
        field = stranger.keyed("assumption search").get_by_role("searchbox").or_(
            stranger.keyed("assumption search").locator("input")).first
        field.fill(name)
        hand.actions += 2
        line = stranger.keyed(f"assumption {name}")
        expect(line).to_be_visible()
        if line.get_by_role("combobox").count():
            hand.pick(f"assumption {name}", grid.written(
                grid.PARAMETERS[name], wanted[name], EN))
        else:
            hand.type(f"assumption {name}", f"{100 * wanted.number(name):g}")
        hand.settle()
    stranger.page.wait_for_timeout(500)
    assert told(stranger).differences(wanted) == {}
    assert told(stranger) == wanted
    assert hand.actions <= ACTIONS
