"""A report comes back through the browser as the scenario that it reports."""

import pytest
from playwright.sync_api import expect

from reports.formats import FORMATS
from tests.more import long_after
from tests.reports.made import GOLDEN, of_golden


@pytest.mark.long
@pytest.mark.parametrize("name", long_after(1, ["xlsx", "csv"]))
def test_a_report_opens_beside_the_scenario_on_screen(screen, name):
    form = FORMATS[name]
    report = of_golden(GOLDEN[0], longest=60, title="Terms from a report")
    screen.go("/compare")
    screen.page.locator(".backstop-upload input[type=file]").set_input_files({
        "name": f"report{form.suffix}", "mimeType": form.mime,
        "buffer": form.writer.write(report)})
    expect(screen.page.get_by_text("Terms from a report").first).to_be_visible()
    screen.settle()
