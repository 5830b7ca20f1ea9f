"""Clicks within figures reach the page, and long jobs leave it free."""

from playwright.sync_api import expect

import scenarios
from analysis.levers import lever, offered, spaced
from ui.decide.plane import FIRST_X, FIRST_Y

PITCHED = scenarios.load("as_pitched").scenario
SIZE = 41


def test_a_click_on_a_cell_goes_there(screen):
    screen.go("/data-table")
    plot = screen.figure("Lowest operating cash over both parameters").locator(".plot")
    expect(plot.locator(".main-svg").first).to_be_visible()
    area = plot.locator(".nsewdrag").first
    box = area.bounding_box()
    row, column = 30, 20
    area.click(position={
        "x": box["width"] * (column + 0.5) / SIZE, "y": box["height"] * (1 - (row + 0.5) / SIZE),
    })
    x, y = (spaced(each, *offered(PITCHED, each), SIZE)
            for each in (lever(PITCHED, FIRST_X), lever(PITCHED, FIRST_Y)))
    expect(screen.keyed("changes")).to_contain_text("2 changes")
    screen.expect_typed(FIRST_Y, f"{100 * y[row]:.10g}")
    screen.page.locator(screen.selector("changes")).get_by_role("button").first.click()
    expect(screen.page.get_by_text(f"{x[column]:.10g} CNY per view")).to_be_visible()
    screen.page.keyboard.press("Escape")
    expect(screen.page.get_by_test_id("stPopoverBody")).to_have_count(0)


def test_a_job_shows_progress_leaves_the_page_free_and_can_be_cancelled(screen):
    screen.go("/uncertainty")
    screen.page.get_by_role("button", name="Run these draws").click()
    expect(screen.page.get_by_text("Computing …")).to_be_visible()
    screen.press_on_slider("campaigns.main.sell_fee", "ArrowRight")
    screen.expect_typed("campaigns.main.sell_fee", "21")
    screen.page.get_by_role("button", name="Cancel").click()
    expect(screen.page.get_by_text("Computing …")).to_have_count(0)
    expect(screen.page.get_by_text("from 200 draws")).to_be_visible()
