"""Signing in at a real provider of identity, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

import scenarios
from answers import price
from scenarios import Shared, link
from tests.access.identity import ALICE, BOB, providing, secrets, section
from tests.access.visitor import heard
from tests.browser.screen import EN, WINDOW, ZH, Screen, been_here
from tests.browser.serving import serving
from ui.session import navigation

CHANGED = scenarios.load("rotation").scenario.replace({"campaigns.main.sell_fee": 0.31})
DEEP = f"/price?s={link.encode(Shared('rotation', CHANGED))}&lang=en"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sign-in")
    with providing() as provider, \
            serving(folder, "app.py", *secrets(folder, section(provider))) as server:
        yield server


@pytest.fixture
def window(browser, guarded):
    """Makes new windows in which nobody is signed in."""
    contexts = []

    def open_one(**options):
        contexts.append(browser.new_context(**{"viewport": WINDOW, "locale": "en-GB", **options}))
        contexts[-1].set_default_timeout(30_000)
        been_here(contexts[-1])
        return Screen(contexts[-1].new_page(), guarded, len(guarded.log))

    yield open_one
    for context in contexts:
        context.close()


def start(screen, words=EN):
    screen.page.get_by_role("button", name=words("Sign in"), exact=True).click()


def sign_in(screen, who, path="/?lang=en"):
    screen.page.goto(screen.server.address + path)
    start(screen)
    screen.page.get_by_placeholder("sub").fill(who["sub"])
    screen.page.get_by_role("button", name="Authorize").click()
    screen.settle()


def sign_out(screen):
    screen.page.get_by_role("button", name="Sign out").click()
    screen.page.wait_for_url(re.compile("end_session"))
    screen.page.get_by_role("button").first.click()
    expect_sign_in_page(screen)


def expect_sign_in_page(screen, words=EN):
    page = screen.page
    expect(page.get_by_role("button", name=words("Sign in"), exact=True)).to_be_visible()
    expect(page.get_by_test_id("stTopNavSection")).to_have_count(0)
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(0)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_test_id("stSidebar").locator("label, p, a, input")).to_have_count(0)
    assert screen.dialogs().count() == 0


def test_a_stranger_sees_the_page_to_sign_in_on_and_nothing_comes_for_more(window):
    screen, frames = window(), []
    screen.page.on("websocket", lambda socket: socket.on(
        "framereceived", lambda frame: frames.append(frame)))
    screen.page.goto(screen.server.address + DEEP)
    expect_sign_in_page(screen)
    said = b"".join(frame if isinstance(frame, bytes) else frame.encode() for frame in frames)
    assert b"Sign in" in said
    titles = [page.title.encode() for page in navigation.PAGES.values()]
    assert [title for title in titles if title in said] == []


@pytest.mark.long
def test_the_page_speaks_both_languages_and_keeps_the_link(window):
    screen = window()
    screen.page.goto(screen.server.address + DEEP)
    screen.page.get_by_role("button", name="简体中文").click()
    expect_sign_in_page(screen, ZH)
    assert screen.page.url.startswith(screen.server.address + DEEP.partition("&")[0])
    screen.page.get_by_role("button", name="English").click()
    expect_sign_in_page(screen)
    chinese = window(locale="zh-CN")
    chinese.page.goto(chinese.server.address)
    expect_sign_in_page(chinese, ZH)


def test_signing_in_leads_back_to_the_link_and_signing_out_shuts_the_door(window):
    screen = window()
    sign_in(screen, ALICE, DEEP)
    screen.page.wait_for_url(re.compile(r"/price\?s="))
    screen.settle()
    main = screen.page.get_by_test_id("stMain")
    expect(main.get_by_text(price.question(EN), exact=True)).to_be_visible()
    screen.expect_typed("campaigns.main.sell_fee", "31")
    named = screen.keyed("signed in")
    expect(named).to_contain_text(f"Signed in as {ALICE['name'][:11]}")
    assert named.locator("em, b, a").count() == 0

    copied = "; ".join(f"{each['name']}={each['value']}" for each in screen.page.context.cookies()
                       if each["name"].startswith("_streamlit_user"))
    assert b"Treasury" in heard(screen.server, "price", DEEP.partition("?")[2], copied)
    sign_out(screen)
    screen.page.goto(screen.server.address + DEEP)
    expect_sign_in_page(screen)
    assert b"Treasury" not in heard(screen.server, "price", DEEP.partition("?")[2], copied)


@pytest.mark.long
def test_signing_in_leads_back_to_slides(window):
    screen = window()
    screen.page.goto(f"{screen.server.address}/present?pitch=pitched_terms&step=2&lang=en")
    start(screen)
    screen.page.get_by_placeholder("sub").fill(ALICE["sub"])
    screen.page.get_by_role("button", name="Authorize").click()
    expect(screen.page.locator(".backstop-slide .count")).to_have_text(re.compile("^2 /"))
    screen.page.keyboard.press("Escape")
    screen.settle()


def test_signing_out_in_one_tab_ends_the_other(window):
    screen = window()
    sign_in(screen, ALICE)
    other = Screen(screen.page.context.new_page(), screen.server)
    other.go("/price?lang=en")
    sign_out(screen)
    other.slider("campaigns.main.sell_fee").press("ArrowRight")
    expect_sign_in_page(other)


def test_two_people_are_told_apart(window, guarded):
    for who in (ALICE, BOB):
        screen = window()
        sign_in(screen, who)
        expect(screen.keyed("signed in")).to_contain_text(who["name"].split()[0])
    ids = dict.fromkeys(re.findall(r"signed in: (\w+)", guarded.log))
    assert len(ids) == 2


def test_who_is_denied_at_the_provider_comes_back_to_the_page(window):
    screen = window()
    screen.page.goto(screen.server.address + "/?lang=en")
    start(screen)
    screen.page.get_by_role("button", name="Deny").click()
    expect_sign_in_page(screen)


def test_nobody_is_asked_where_sign_in_is_off(screen):
    screen.go("/?lang=en")
    assert screen.keyed("signed in").count() == 0
    assert "sign-in off" in screen.server.log
