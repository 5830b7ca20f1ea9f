"""The app in a real browser: links, held keys, and what the server does not do."""

import re
from urllib.parse import parse_qs, urlsplit

import psutil
from playwright.sync_api import expect

import scenarios
from answers import price
from scenarios import link
from tests.browser.screen import ZH, Screen
from tests.browser.serving import PUBLIC
from wording import LANGUAGES

GROWTH = "growth.imitation"
FEE = "campaigns.main.sell_fee"


def query_of(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def shared_by(screen):
    """What the address bar shares."""
    shared, problems = link.decode(query_of(screen.page.url)["s"])
    assert not problems
    return shared


def test_the_address_bar_holds_the_link_after_every_move(screen):
    screen.go("/?lang=en")
    before = screen.page.url
    stands = screen.press_on_slider(FEE, "ArrowRight", times=4)
    expect(screen.page).not_to_have_url(before)
    screen.expect_typed(FEE, f"{stands:g}")
    screen.settle()
    assert shared_by(screen).scenario[FEE] == stands / 100
    screen.turn_to("exits")
    expect(screen.page).to_have_url(re.compile(r"/exits\?s="))
    assert shared_by(screen).scenario[FEE] == stands / 100


def test_a_copied_link_opens_the_same_in_another_browser(
    browser, screen, fresh_server, command_line
):
    screen.go()
    stands = screen.press_on_slider(FEE, "ArrowRight", times=4)
    screen.expect_typed(FEE, f"{stands:g}")
    screen.speak(LANGUAGES["zh"].name)
    screen.turn_to("price", ZH)
    screen.choose_baseline(ZH("as loaded, under today's assumptions"))
    screen.settle()
    screen.keyed("link").get_by_role("button").click()
    copied = screen.page.get_by_test_id("stCode").inner_text()
    assert copied.startswith(f"{PUBLIC}/price?")

    with Screen.opened(browser, fresh_server) as visitor:
        # The very first visitor of a server: nothing is prepared but the server itself.
        visitor.go(copied.removeprefix(PUBLIC))
        # A dialog would follow the page, so it gets the time to come.
        visitor.page.wait_for_timeout(1500)
        assert visitor.dialogs().count() == 0
        assert urlsplit(visitor.page.url).path == "/price"
        main = visitor.page.get_by_test_id("stMain")
        expect(main.get_by_text(price.question(ZH), exact=True)).to_be_visible()
        assert shared_by(visitor) == shared_by(screen)
        assert shared_by(visitor).kind == "assumptions"
        expect(visitor.slider(FEE)).to_have_value(f"{stands:g}")
        expect(visitor.keyed("baseline")).to_contain_text(
            ZH("as loaded, under today's assumptions"))
        visitor.expect_tiles(command_line("as_pitched", f"{FEE}={stands / 100!r}"), "price", ZH)


def test_a_damaged_link_is_answered_in_words(screen):
    screen.go("/price?s=not-a-scenario&lang=en")
    expect(screen.page.get_by_text("What was opened could not be read in full")).to_be_visible()
    screen.expect_tiles_of(scenarios.load("as_pitched").scenario, "price")


def test_held_keys_on_two_levers_all_arrive(screen):
    screen.go()
    fee, growth = screen.slider(FEE), screen.slider(GROWTH)
    fee.focus()
    for _ in range(15):
        fee.press("ArrowRight")
        screen.page.wait_for_timeout(40)
    screen.expect_typed(FEE, "35")
    expect(fee).to_be_focused()
    for _ in range(6):
        fee.press("ArrowLeft")
        growth.press("ArrowRight")
        screen.page.wait_for_timeout(60)
    screen.expect_typed(FEE, "29")
    expect(fee).to_have_value("29")
    screen.expect_typed(GROWTH, growth.input_value())
    screen.settle()
    changed = {FEE: 0.29, GROWTH: float(growth.input_value()) / 100}
    screen.expect_tiles_of(scenarios.load("as_pitched").scenario.replace(changed))


def test_the_server_listens_on_this_machine_only(server):
    process = psutil.Process(server.process.pid)
    listening = [
        connection.laddr.ip
        for part in (process, *process.children(recursive=True))
        for connection in part.net_connections(kind="inet")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert listening
    assert set(listening) <= {"127.0.0.1", "::1"}
