"""Figures that stay alive, can be read without seeing them, taken home, and done without."""

import csv
import io
import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

import scenarios
from answers.results import results
from charts.spoken import spoken
from tests.browser.screen import EN, NUMBERS
from tests.charts.cards import cards_of

FEE = "campaigns.main.sell_fee"
RANGE = "plot => plot._fullLayout.xaxis.range.map(Number)"


def cards(page, scenario):
    return cards_of(page, results(scenario), results(scenarios.load("as_pitched").scenario), EN)


def table(text):
    """The rows of a CSV file, numbers as numbers: 1e-7 and 1e-07 are the same."""
    def number(cell):
        try:
            return float(cell)
        except ValueError:
            return cell

    return [[number(cell) for cell in row] for row in csv.reader(io.StringIO(text))]


def downloaded(screen, button):
    with screen.page.expect_download() as download:
        button.click()
    with open(download.value.path(), "rb") as file:
        return download.value.suggested_filename, file.read()


def test_a_lever_moves_the_lines_and_leaves_plots_and_zoom(screen):
    screen.go()
    expect(screen.figures()).to_have_count(4)
    plots = screen.figures().locator(".plot")
    plots.evaluate_all("plots => plots.forEach((plot) => { plot.firstChild.mark = plot.id = 1 })")
    cash = screen.figure("Operating cash").locator(".plot")
    whole = cash.evaluate(RANGE)
    drag_across(screen.page, cash.locator(".nsewdrag").first)
    screen.page.wait_for_function(
        f"([plot, whole]) => String(({RANGE})(plot)) !== String(whole)",
        arg=[cash.element_handle(), whole])
    zoomed = cash.evaluate(RANGE)
    assert whole[0] < zoomed[0] < zoomed[1] < whole[1]

    # Drawn twice by the same data, as where the hand rests after the server has answered.
    for _ in range(2):
        screen.page.evaluate("backstopLive.followers.forEach((follower) => follower.rest())")
        screen.page.wait_for_timeout(100)
    line = "plot => [...plot._fullData[0].y]"
    before = cash.evaluate(line)
    screen.press_on_slider(FEE, "ArrowRight", times=10)
    screen.page.wait_for_function(
        "([plot, before]) => String(plot._fullData[0].y) !== before",
        arg=[cash.element_handle(), ",".join(map(str, before))],
    )
    screen.settle()
    assert cash.evaluate(RANGE) == pytest.approx(zoomed)
    kept = plots.evaluate_all("plots => plots.map((plot) => plot.firstChild.mark)")
    assert kept == [1, 1, 1, 1]


def drag_across(page, surface):
    """Zoom: draw a frame with the mouse from a fifth to three fifths of a plot."""
    surface.scroll_into_view_if_needed()
    box = surface.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.2 * box["width"], middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.4 * box["width"], middle, steps=3)
    page.mouse.move(box["x"] + 0.6 * box["width"], middle, steps=3)
    page.mouse.up()


def test_every_figure_has_its_words_and_gives_its_data_and_picture(screen):
    screen.go()
    stands = screen.press_on_slider(FEE, "ArrowRight", times=3)
    scenario = scenarios.load("as_pitched").scenario.replace({FEE: stands / 100})
    for page in NUMBERS:
        screen.turn_to(page)
        wanted = cards(page, scenario)
        expect(screen.figures()).to_have_count(len(wanted))
        for card in wanted:
            figure = screen.figure(card.title)
            words = f"{card.title}. {card.help} {spoken(card.figure, EN)}".strip()
            expect(figure.get_by_role("img", name=words, exact=True)).to_be_visible()
            name, data = downloaded(screen, figure.locator(".csv"))
            assert name == f"backstop-{card.key}.csv"
            assert data.startswith(b"\xef\xbb\xbf")
            assert table(data.decode()) == table(card.figure.csv().decode())
        name, picture = downloaded(screen, figure.locator(".png"))
        assert name == f"backstop-{card.key}.png"
        assert picture.startswith(b"\x89PNG\r\n")
        assert len(picture) > 5_000


@pytest.mark.long
def test_without_the_library_ordinary_figures_stand_in(screen):
    screen.page.route("**/backstop/plotly*", lambda route: route.abort())
    screen.go()
    charts = screen.page.get_by_test_id("stPlotlyChart")
    expect(charts).to_have_count(4)
    expect(charts.locator(".main-svg").first).to_be_visible()
    expect(screen.page.locator(".backstop-panel")).to_have_count(0)
    buttons = screen.page.get_by_test_id("stDownloadButton").get_by_role("button")
    shown = cards("overview", scenarios.load("as_pitched").scenario)
    expect(buttons).to_have_count(len(shown))
    for card, button in zip(shown, buttons.all(), strict=True):
        assert downloaded(screen, button) == (f"backstop-{card.key}.csv", card.figure.csv())
    screen.press_on_slider(FEE, "ArrowRight")
    expect(charts).to_have_count(4)
    assert all("plotly" in told or "figures" in told or "Failed to load" in told
               for told in screen.failures)
    screen.failures.clear()


def test_names_of_rows_leave_bars_their_room_on_a_phone(screen):
    screen.page.set_viewport_size({"width": 390, "height": 844})
    for place in ("/claims?lang=en", "/levers?lang=zh"):
        screen.go(place)
        plot = screen.page.locator(".plot").first
        room = plot.locator(".nsewdrag").first
        room.wait_for()
        whole, bars = plot.bounding_box(), room.bounding_box()
        assert bars["width"] > 0.4 * whole["width"], place
        names = [box for each in plot.locator(".yaxislayer-above text, .ytick text").all()
                 if (box := each.bounding_box())]
        assert len(names) > 5
        assert all(one["y"] + one["height"] <= other["y"] + 1
                   for one, other in pairwise(sorted(names, key=lambda box: box["y"]))), place
        screen.page.set_viewport_size({"width": 1280, "height": 844})
        expect(plot).not_to_have_attribute("style", re.compile(f"height: {whole['height']:.0f}px"))
        screen.page.set_viewport_size({"width": 390, "height": 844})
