"""The HTML report in Chromium: without a network, on any screen, on paper; and from the page."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from answers import overview
from answers.results import results
from reports.content import report
from tests.browser.screen import Screen, tile_texts
from tests.reports.asked import HOSTILE, SHARED, Read, asked, page
from wording import LANGUAGES, Words

DRAWN_MS = 20_000
LIGHT, DARK = "rgb(251, 252, 253)", "rgb(17, 24, 32)"


@contextmanager
def opened(
    browser: Browser, folder, text: str, width: int = 1280, **options: object
) -> Iterator[Page]:
    """A report from disk in a browser without network; it must end without any error."""
    file = folder / "report.html"
    file.write_text(text, "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
    window, failures = context.new_page(), []
    window.on("pageerror", lambda error: failures.append(str(error)))
    window.on("console", lambda message: failures.append(message.text))
    window.on("request", lambda request: failures.extend(
        [request.url] if request.url.startswith(("http", "ws")) else []))
    window.goto(file.as_uri())
    yield window
    context.close()
    assert not failures


def charts_of(language: str) -> list[str]:
    return [block.card.key for section in report(asked(language, uncertain=True)).sections
            for block in section.blocks if type(block).__name__ == "Chart"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_chart_is_drawn_without_a_network(browser, tmp_path, language, width, scheme):
    text = page(asked(language, uncertain=True, title=HOSTILE[0], client=HOSTILE[5]))
    with opened(browser, tmp_path, text, width, color_scheme=scheme) as window:
        window.wait_for_selector(":root.drawn", timeout=DRAWN_MS)
        for key in charts_of(language):
            plot = window.locator(f"#chart-{key} .plot")
            marks = plot.locator("svg .trace, svg .bars .point path, svg .shapelayer path")
            assert marks.count() > 0, key
            assert plot.bounding_box()["height"] > 150
            assert window.locator(f"#chart-{key} details").get_attribute("open") is None
        assert window.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        back = window.evaluate("getComputedStyle(document.body).backgroundColor")
        assert back == (LIGHT if scheme == "light" else DARK)
        assert window.title() == HOSTILE[0]


def test_a_series_can_be_put_out_of_sight(browser, tmp_path):
    with opened(browser, tmp_path, page(asked())) as window:
        window.wait_for_selector(":root.drawn", timeout=DRAWN_MS)
        chart = window.locator("#chart-price")
        lines = chart.locator("svg .scatterlayer .trace")
        before = lines.count()
        chart.get_by_role("button", name="Baseline").click()
        assert chart.get_by_role("button", name="Baseline").get_attribute("aria-pressed") == "false"
        assert lines.count() == before - 1


def test_contents_lead_to_their_sections(browser, tmp_path):
    with opened(browser, tmp_path, page(asked())) as window:
        window.wait_for_selector(":root.drawn", timeout=DRAWN_MS)
        for link in window.locator("nav a").all():
            target = window.locator(link.get_attribute("href"))
            assert link.inner_text() in target.locator("h2").inner_text()


def test_without_javascript_the_data_is_read_in_tables(browser, tmp_path):
    with opened(browser, tmp_path, page(asked()), java_script_enabled=False) as window:
        assert window.locator("noscript p").is_visible()
        tables = window.locator("figure details table")
        assert tables.count() == window.locator("figure").count()
        assert all(table.is_visible() for table in tables.all())


def test_on_paper_it_is_light_and_as_wide_as_the_page(browser, tmp_path):
    """Also where the screen is dark; afterwards the screen is as it was."""
    with opened(browser, tmp_path, page(asked()), color_scheme="dark") as window:
        window.wait_for_selector(":root.drawn", timeout=DRAWN_MS)
        wide = window.locator("#chart-price .plot").bounding_box()["width"]
        colour = "document.querySelector('#chart-price .xtick text').style.fill"
        bright = window.evaluate(colour)
        window.evaluate("""() => addEventListener('beforeprint', () => {
            window.printed = [document.querySelector('#chart-price .main-svg').width.baseVal.value,
                document.querySelector('#chart-price .xtick text').style.fill]
        })""")
        content = window.pdf(prefer_css_page_size=True, print_background=True)
        assert content.startswith(b"%PDF")
        width, dark = window.evaluate("window.printed")
        assert width == 672
        assert dark == "rgb(27, 39, 51)"
        window.wait_for_function(f"() => {colour} === '{bright}'")
        assert window.locator("#chart-price .plot").bounding_box()["width"] == wide


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_click_makes_the_report_of_what_is_on_screen(screen: Screen, language):
    """Its headline numbers are those of the page, to the printed digit."""
    words = Words(language)
    screen.go(f"/report?lang={language}")
    tiles = screen.page.locator(".backstop-tiles")
    shown = {reading: tiles.locator(f"[data-reading={reading}] strong").inner_text()
             for reading in tile_texts(results(SHARED.baseline).summary)}
    screen.page.get_by_role("button", name=words("Make {format}", format="HTML")).click()
    ready = screen.page.get_by_role("button", name=words("Download"), exact=True)
    ready.wait_for(timeout=60_000)
    with screen.page.expect_download() as waiting:
        ready.click()
    text = waiting.value.path().read_text("utf-8")
    assert waiting.value.suggested_filename.endswith(".html")
    read = Read(text)
    for tile in overview.readings(words):
        assert f"{tile.label} {shown[tile.reading]}" in read.text
