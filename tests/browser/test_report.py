"""The HTML report in Chromium: without a network, on any screen, on paper; and from the page."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Download, Locator, Page, expect

from answers import overview
from answers.results import results
from answers.values import written
from reports.content import report
from reports.html import levers
from tests.browser.screen import EN, Screen, tile_texts
from tests.more import long_after
from tests.reports.asked import HOSTILE, SHARED, Read, asked, page
from wording import LANGUAGES, Words

DRAWN_MS = 60_000
MADE_MS = 60_000
# Long enough for a download that nobody asked for: a component is drawn within a tenth of that.
A_WHILE_MS = 2_000
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


@pytest.mark.parametrize("language", long_after(1, LANGUAGES))
@pytest.mark.parametrize(("width", "scheme"), [
    (1280, "light"), pytest.param(390, "dark", marks=pytest.mark.long)])
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


@pytest.mark.long
def test_a_series_can_be_put_out_of_sight(browser, tmp_path):
    with opened(browser, tmp_path, page(asked())) as window:
        window.wait_for_selector(":root.drawn", timeout=DRAWN_MS)
        chart = window.locator("#chart-price")
        lines = chart.locator("svg .scatterlayer .trace")
        before, series = lines.count(), chart.get_by_role("button", name="Baseline")
        series.click()
        expect(series).to_have_attribute("aria-pressed", "false")
        expect(lines).to_have_count(before - 1)


@pytest.mark.long
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


def downloads_of(screen: Screen) -> list[Download]:
    """Every file that the window takes from now on."""
    taken: list[Download] = []
    screen.page.on("download", lambda file: taken.append(file))
    return taken


def make(screen: Screen, words: Words, name: str = "HTML") -> Download:
    """What one press hands over."""
    with screen.page.expect_download(timeout=MADE_MS) as waiting:
        screen.page.get_by_role("button", name=words("Make {format}", format=name)).click()
    return waiting.value


def again(screen: Screen, words: Words) -> Locator:
    return screen.page.get_by_role("button", name=words("Download"), exact=True)


@pytest.mark.parametrize("language", long_after(1, LANGUAGES))
def test_one_click_gives_the_report_of_what_is_on_screen(screen: Screen, language):
    """Its headline numbers are those of the page, to the printed digit."""
    words = Words(language)
    screen.go(f"/report?lang={language}")
    tiles = screen.page.locator(".backstop-tiles")
    shown = {reading: tiles.locator(f"[data-reading={reading}] strong").inner_text()
             for reading in tile_texts(results(SHARED.baseline).summary)}
    file = make(screen, words)
    assert file.suggested_filename.endswith(".html")
    read = Read(file.path().read_text("utf-8"))
    for tile in overview.readings(words):
        assert f"{tile.label} {shown[tile.reading]}" in read.text


def test_one_press_is_one_download_whatever_runs_the_page_again(screen: Screen):
    """Neither a switch, another page, another language nor undo gives the file once more."""
    screen.go("/report?lang=en")
    taken = downloads_of(screen)
    first = make(screen, EN)
    for language, name in (("zh", "简体中文"), ("en", "English")):
        screen.speak(name)
        screen.keyed("make html").or_(again(screen, Words(language))).first.wait_for()
    toggle = screen.keyed("report uncertain").get_by_role("switch")
    for _ in range(2):
        toggle.press("Space")
        screen.settle()
    screen.turn_to("overview")
    screen.turn_to("report")
    again(screen, EN).wait_for()
    screen.page.wait_for_timeout(A_WHILE_MS)
    assert len(taken) == 1
    with screen.page.expect_download() as waiting:
        again(screen, EN).click()
    assert waiting.value.path().read_bytes() == first.path().read_bytes()
    assert waiting.value.suggested_filename == first.suggested_filename
    other = make(screen, EN, "CSV")
    assert other.suggested_filename.endswith(".zip")
    screen.page.wait_for_timeout(A_WHILE_MS)
    assert len(taken) == 3


def test_only_the_window_that_asked_gets_the_file(screen: Screen, browser: Browser):
    screen.go("/report?lang=en")
    with Screen.opened(browser, screen.server) as neighbour:
        neighbour.go("/report?lang=en")
        taken = downloads_of(neighbour)
        make(screen, EN)
        neighbour.page.wait_for_timeout(A_WHILE_MS)
        assert not taken
        neighbour.keyed("make html").get_by_role("button").wait_for()


@pytest.mark.long
def test_what_was_cancelled_does_not_arrive(screen: Screen):
    screen.go("/report?lang=en")
    taken = downloads_of(screen)
    screen.page.get_by_role("button", name=EN("Make {format}", format="PDF")).click()
    screen.page.get_by_role("button", name=EN("Cancel")).click()
    screen.page.get_by_role("button", name=EN("Make {format}", format="PDF")).wait_for()
    screen.page.wait_for_timeout(A_WHILE_MS)
    assert not taken


def test_a_lever_moves_numbers_and_figures_without_a_network(browser, tmp_path):
    name = "ad_points.release_rate"
    text = page(asked(levers=((name,), ("growth.imitation",))))
    values = levers.values_of(SHARED.scenario, (name,))
    moved = results(SHARED.scenario.replace({name: values[-2]}))
    resting = written(name, SHARED.scenario[name], EN)
    with opened(browser, tmp_path, text) as window:
        window.wait_for_selector(":root.drawn", timeout=DRAWN_MS)
        part = window.locator("#levers")
        slider, cash = part.locator("input").first, part.locator(".plot").nth(2)
        expect(slider).to_have_attribute("aria-valuetext", resting)
        shows = "plot => String(plot._fullData.map((trace) => [...trace.y ?? []]))"
        at_first, tiles = cash.evaluate(shows), part.locator(".tiles").all_inner_texts()
        slider.focus()
        for key in ("End", "ArrowLeft"):
            window.keyboard.press(key)
        for reading, value in tile_texts(moved.summary).items():
            expect(part.locator(f"[data-reading={reading}] strong")).to_have_text(value)
        expect(part.locator(".verdict")).to_have_text(overview.verdict(moved, EN))
        assert cash.evaluate(shows) != at_first
        other = part.locator("input").nth(1)
        other.focus()
        window.keyboard.press("Home")  # one lever at a time
        expect(slider).to_have_attribute("aria-valuetext", resting)
        part.get_by_role("button", name="Reset").click()
        window.wait_for_function(f"([plot, y]) => ({shows})(plot) === y",
                                 arg=[cash.element_handle(), at_first])
        assert part.locator(".tiles").all_inner_texts() == tiles
