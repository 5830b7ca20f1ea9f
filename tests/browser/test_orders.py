"""A client's export of orders becomes a scenario on the page, with the command line's numbers, and
nobody's name stays behind.
"""

from pathlib import Path

from playwright.sync_api import expect

from answers import order_history
from fit.document import document_of
from fit.fitted import fit_orders
from scenarios.documents import load
from tests.browser.screen import EN
from tests.fit.exports import ANSWERS, FOLDER, SIMULATED, imported


def leave(screen, name: str) -> None:
    """Open a file on the page."""
    screen.go("/order-history")
    screen.keyed("open orders").locator("input[type=file]").set_input_files(FOLDER / name)


def test_orders_become_the_command_lines_scenario(screen):
    fit = fit_orders(imported(SIMULATED), horizon=1095)
    made = document_of(fit, load("as_pitched"))
    leave(screen, SIMULATED)
    screen.keyed("fit orders").get_by_role("button").click()
    expect(screen.keyed("open fitted")).to_be_visible(timeout=120_000)
    expect(screen.page.locator("h1")).to_have_text(order_history.verdict(fit, EN))
    with screen.page.expect_download() as got:
        screen.keyed("orders scenario.toml").get_by_role("button").click()
    assert Path(got.value.path()).read_text("utf-8") == made.toml
    screen.keyed("open fitted").get_by_role("button").click()
    screen.expect_tiles_of(made.document.scenario)
    customers = {line.split(",")[1] for line in
                 (FOLDER / SIMULATED).read_text("utf-8").splitlines()[1:200]}
    assert not any(each in screen.log() for each in customers)


def test_ids_that_a_spreadsheet_rounded_are_told_and_days_stay_usable(screen):
    leave(screen, "scientific_ids.csv")
    expect(screen.keyed("table orders baskets")).to_be_visible(timeout=60_000)
    text = screen.text()
    assert "a spreadsheet has rounded" in text
    assert EN.number(ANSWERS["scientific_ids.csv"]["orders"], digits=0) in text
    expect(screen.keyed("fit orders")).to_have_count(0)
