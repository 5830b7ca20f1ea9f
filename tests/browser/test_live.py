"""Figures, tiles and the sentence follow a hand on a lever; once it has let go one state counts."""

from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from answers.results import results
from scenarios import link
from tests.browser.screen import EN, NUMBERS, ZH

GROWTH, FEE, RELEASE = "growth.imitation", "campaigns.main.sell_fee", "ad_points.release_rate"
ASKED = "**/backstop/live/**"
HEADING = '[data-testid="stMain"] h1'
SHOWS = "plot => String([...plot._fullData[0].y])"


def grabbed(screen, name):
    """Where a lever's thumb is: its input is hidden and stands elsewhere."""
    screen.keyed(name).first.evaluate("lever => lever.scrollIntoView({ block: 'center' })")
    box = screen.keyed(name).get_by_role("group").first.bounding_box()
    part = screen.slider(name).evaluate("({ value, min, max }) => (value - min) / (max - min)")
    return box["x"] + part * box["width"], box["y"] + box["height"] / 2


@contextmanager
def dragged(screen, name, by=12):
    """The mouse drags a lever's thumb as long as the block lasts, which lets it go."""
    x, y = grabbed(screen, name)
    screen.page.mouse.move(x, y)
    screen.page.mouse.down()
    screen.page.mouse.move(x + by, y, steps=4)
    yield
    screen.page.mouse.up()


def follows(screen):
    """Wait until what a hand would lead to stands on top."""
    screen.page.locator(f"{HEADING}[data-moving]").wait_for()


def linked(screen):
    """The scenario of the address."""
    asked = parse_qs(urlsplit(screen.page.url).query)
    return link.decode(asked["s"][0])[0].scenario


def agrees(screen, *names, page="overview", words=EN):
    """Wait until the session has what these levers (in per cent) stand at; then the tiles are those
    of a fresh session at the address, and nothing of the hand is left.
    """
    screen.page.wait_for_function("window.backstopLive && !backstopLive.moving")
    screen.settle()
    for _ in range(100):
        found = [linked(screen)[name] for name in names]
        wanted = [float(screen.slider(name).input_value()) / 100 for name in names]
        if found == pytest.approx(wanted):
            break
        screen.page.wait_for_timeout(100)
    assert found == pytest.approx(wanted)
    screen.expect_tiles(results(linked(screen)).summary, page, words)
    assert screen.page.locator(f"{HEADING}[data-moving], .backstop-moving").count() == 0


def test_all_follows_the_hand_and_ends_where_it_lets_go(screen):
    screen.go()
    before = screen.tile("first_negative_day").inner_text()
    address = screen.page.url
    plot = screen.figure("Who got their money back, by month of joining").locator(".plot")
    drawn = plot.evaluate(SHOWS)
    with dragged(screen, GROWTH):
        follows(screen)
        expect(screen.tile("first_negative_day")).not_to_have_text(before)
        screen.page.wait_for_function(f"([plot, drawn]) => ({SHOWS})(plot) !== drawn",
                                      arg=[plot.element_handle(), drawn])
        assert screen.page.url == address
    with dragged(screen, FEE):  # before the first has settled
        pass
    agrees(screen, GROWTH, FEE)
    screen.keyed("undo").get_by_role("button").click()
    expect(screen.slider(FEE)).to_have_value("20")
    agrees(screen, GROWTH, FEE)
    screen.slider(RELEASE).focus()
    for _ in range(12):
        screen.page.keyboard.press("ArrowRight")
    agrees(screen, GROWTH, FEE, RELEASE)


def test_a_typed_entry_and_a_finger_move_it_too(screen):
    screen.go()
    before = screen.tile("first_negative_day").inner_text()
    entry = screen.keyed(GROWTH).locator("input[type=number]:visible")
    entry.fill("2.5")
    follows(screen)
    expect(screen.tile("first_negative_day")).not_to_have_text(before)
    entry.press("Enter")
    expect(screen.slider(GROWTH)).to_have_value("2.5")
    agrees(screen, GROWTH)
    x, y = grabbed(screen, GROWTH)
    finger = screen.page.context.new_cdp_session(screen.page)

    def touch(kind, *at):
        points = [{"x": place, "y": y} for place in at]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", x)
    touch("touchMove", x + 5)
    touch("touchMove", x + 15)
    follows(screen)
    touch("touchEnd")
    expect(screen.slider(GROWTH)).not_to_have_value("2.5")
    agrees(screen, GROWTH)


def test_a_dead_and_a_slow_route_leave_everything_as_without_one(screen):
    screen.go()
    screen.page.route(ASKED, lambda route: route.abort())
    with dragged(screen, GROWTH):
        pass
    agrees(screen, GROWTH)
    assert all("Failed to load" in told for told in screen.failures)
    screen.failures.clear()
    screen.page.unroute(ASKED)

    held = []
    screen.page.route(ASKED, lambda route: held.append(route))
    with dragged(screen, FEE):
        screen.page.wait_for_function("backstopLive.moving")
    agrees(screen, GROWTH, FEE)
    assert held
    screen.page.unroute_all(behavior="ignoreErrors")  # what it asked was given up when it let go
    with dragged(screen, FEE, by=-6):
        follows(screen)
        screen.page.reload()
    agrees(screen, GROWTH, FEE)


def test_every_page_follows_in_the_reader_s_language(screen):
    screen.go("/?lang=zh")
    for page in NUMBERS:
        screen.turn_to(page, ZH)
        with dragged(screen, GROWTH, by=6 if NUMBERS.index(page) % 2 else -6):
            follows(screen)
        agrees(screen, GROWTH, page=page, words=ZH)
