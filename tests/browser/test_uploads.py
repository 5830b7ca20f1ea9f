"""A report comes back through the browser as the scenario that it reports."""

import pytest
from playwright.sync_api import expect

from reports import datapackage, xlsx
from tests.reports.made import GOLDEN, of_golden


@pytest.mark.parametrize("format", [xlsx, datapackage], ids=["xlsx", "csv"])
def test_a_report_opens_beside_the_scenario_on_screen(screen, format):
    report = of_golden(GOLDEN[0], longest=60, title="Terms from a report")
    screen.go("/compare")
    screen.page.locator(".backstop-upload input[type=file]").set_input_files({
        "name": f"report{format.SUFFIX}", "mimeType": format.MIME,
        "buffer": format.write(report)})
    expect(screen.page.get_by_text("Terms from a report").first).to_be_visible()
    screen.settle()
