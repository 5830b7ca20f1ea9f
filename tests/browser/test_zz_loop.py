import pytest
from playwright.sync_api import expect
from tests.browser.test_figures import *

@pytest.mark.parametrize("n", range(40))
def test_loop(screen, n):
    screen.page.add_init_script("window.told = []; window.tell = (...what) => window.told.push([Math.round(performance.now()), ...what.map(String)])")
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
    screen.page.evaluate("tell('zoomed')")
    screen.press_on_slider(FEE, "ArrowRight", times=10)
    screen.page.wait_for_timeout(1500)
    screen.settle()
    kept = plots.evaluate_all("plots => plots.map((plot) => plot.firstChild.mark)")
    now = cash.evaluate(RANGE)
    if now != pytest.approx(zoomed) or kept != [1] * 4:
        print(zoomed, now, kept)
        for line in screen.page.evaluate("window.told"):
            print(line)
        assert 0
