"""One screen is enough to begin with: levers, the answer and a figure; on a phone a sheet."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, expect

from model import Scenario
from scenarios import link
from tests.browser.screen import NUMBERS, TEXTS, WINDOW

DESK, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}
FIRST_LEVERS = (
    "products.bundle.ad_point_rate", "products.bundle.commission_reserve",
    "products.bundle.gift_share", "campaigns.main.issue_days",
)
FEE = "campaigns.main.sell_fee"
PAGES = ("overview", *NUMBERS[1:], *TEXTS, "members", "claims", "compare", "library", "report")
WIDTHS = (1280, 820, 640)
"""A desk, a tablet, and a desk at 200 % zoom, in CSS pixels."""
TOO_WIDE = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
    .map((part) => part.scrollWidth - part.clientWidth)"""


def bottom(part: Locator) -> float:
    box = part.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_levers_answer_and_a_figure_stand_on_one_screen(screen):
    for language in ("en", "zh"):
        screen.page.set_viewport_size(DESK)
        screen.go(f"/?lang={language}")
        expect(screen.figures()).to_have_count(4)
        for name in FIRST_LEVERS:
            assert bottom(screen.keyed(name)) <= DESK["height"], name
        assert bottom(screen.page.locator("h1")) < DESK["height"] / 2
        assert bottom(screen.tile("unfunded_promise")) < DESK["height"]
        figure = screen.figures().first.bounding_box()
        assert figure is not None
        assert figure["y"] < DESK["height"] - 90


def test_every_page_has_its_title_one_first_heading_and_room(screen):
    screen.go("/overview?lang=en")  # what somebody types for the page at the bare address
    titles = []
    for page in PAGES:
        screen.page.set_viewport_size(WINDOW)
        screen.turn_to(page)
        expect(screen.page.locator("h1")).to_have_count(1)
        titles.append(screen.page.title())
        for width in WIDTHS:
            screen.page.set_viewport_size({"width": width, "height": 900})
            screen.page.wait_for_timeout(300)  # figures follow the width of their cards
            assert screen.page.evaluate(TOO_WIDE) == [0, 0], (page, width)
    assert len(set(titles)) == len(titles)
    assert all(title.endswith("Backstop") for title in titles)


def test_on_a_phone_the_levers_leave_the_answer_in_sight(screen):
    screen.page.set_viewport_size(PHONE)
    screen.go()
    tiles = [screen.tile(name).bounding_box() for name in ("recovered_share", "recovered_multiple")]
    assert tiles[0]["y"] == tiles[1]["y"], "two tiles a row"
    screen.page.get_by_test_id("stExpandSidebarButton").click()
    thumb = screen.slider("products.bundle.ad_point_rate")
    thumb.scroll_into_view_if_needed()
    sheet = screen.page.get_by_test_id("stSidebar")
    screen.page.wait_for_function(
        "() => document.querySelector('[data-testid=stSidebar]')"
        ".getBoundingClientRect().bottom <= innerHeight + 1")
    top = sheet.bounding_box()["y"]
    assert bottom(screen.page.locator("h1")) <= top
    before = screen.page.locator("h1").inner_text()
    screen.press_on_slider("products.bundle.ad_point_rate", "ArrowLeft", 4)
    expect(screen.page.locator("h1")).not_to_have_text(before)


def test_a_lever_marks_what_was_loaded_and_leads_back(screen):
    screen.go()
    track = screen.keyed(FEE).locator("[data-testid=stSlider] [role=group] > div").first
    mark = "e => getComputedStyle(e, '::before').left"
    place = track.evaluate(mark)
    assert place.endswith("px")
    assert 0 < float(place[:-2]) < track.bounding_box()["width"]
    before = screen.slider(FEE).input_value()
    screen.press_on_slider(FEE, "ArrowRight", 3)
    assert track.evaluate(mark) == place
    screen.keyed(f"{FEE} back").get_by_role("button").click()
    expect(screen.slider(FEE)).to_have_value(before)
    screen.expect_typed(FEE, before)
    expect(screen.keyed(f"{FEE} back")).to_have_count(0)
    expect(screen.keyed("changes")).to_contain_text("0 changes")


def test_back_and_forward_lead_to_pages_that_show_their_address(screen):
    screen.go()
    for times in (3, 2):
        screen.press_on_slider(FEE, "ArrowRight", times)
    screen.turn_to("price")
    screen.press_on_slider(FEE, "ArrowRight")
    screen.settle()
    wanted = scenario_of(screen.page.url)
    for turn, path, page in ((screen.page.go_back, "/", "overview"),
                             (screen.page.go_forward, "/price", "price")):
        turn()
        screen.page.wait_for_url(
            lambda url, at=path: urlsplit(url).path == at and scenario_of(url) == wanted)
        screen.expect_tiles_of(wanted, page)


def scenario_of(url: str) -> Scenario | None:
    """What a fresh visit at an address shows."""
    asked = parse_qs(urlsplit(url).query)
    return link.decode(asked["s"][0])[0].scenario if "s" in asked else None
