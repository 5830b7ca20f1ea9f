"""With sign-in on, a stranger is sent the page to sign in on and nothing else."""

import json
import time
import urllib.error
import urllib.request
from urllib.parse import urlencode

import pytest
from websockets.exceptions import InvalidStatus

import scenarios
from library import Library
from scenarios import Shared, link
from tests.access.identity import DAY, SECRET, claims, cookie, secrets, section
from tests.access.visitor import connected, heard, status
from tests.browser.serving import serving
from ui import panel
from ui.frame import live
from ui.pitch import phone
from ui.session import navigation
from wording import LANGUAGES, Words

ROTATION = scenarios.load("rotation").scenario.replace({"campaigns.main.sell_fee": 0.31})
LINK = {language: urlencode({"s": link.encode(Shared("rotation", ROTATION)), "lang": language})
        for language in LANGUAGES}


def private_texts(language):
    """What only members of the team may read: pages, scenarios, levers, names of fields."""
    words = Words(language)
    titles = [words(page.title) for page in navigation.PAGES.values()]
    presets = [scenarios.load(name).title(language) for name in scenarios.preset_names()]
    return [text.encode() for text in (*titles, *presets, words("Sell fee"), "sell_fee")]


def found(said, language):
    """Private texts in what was said; the greeting's own words are public."""
    greeting = Words(language)("What a points scheme backed by a pool does to its members, day by "
                               "day. Please sign in to see it.")
    said = said.replace(greeting.encode(), b"")
    return [text.decode() for text in private_texts(language) if text in said]


@pytest.mark.parametrize("page", ["", "price", "assumptions", "no-such-page"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stranger_is_sent_the_sign_in_page_only(guarded, page, language):
    said = heard(guarded, page, LINK[language])
    assert Words(language)("Sign in").encode() in said
    assert found(said, language) == []
    assert len(said) < 20_000


def test_who_is_signed_in_is_sent_the_page(guarded):
    """And the texts that strangers are not sent are indeed texts of the page."""
    said = heard(guarded, "price", LINK["en"], cookie(claims(guarded)))
    assert len(found(said, "en")) > len(navigation.PAGES)
    assert b"Signed in as Alice" in said


FORGED = {
    "signed with another secret": lambda server: cookie(claims(server), secret=SECRET[::-1]),
    "not signed": lambda server: "_streamlit_user=eyJzdWIiOiJhbGljZSJ9",
    "empty": lambda server: "_streamlit_user=",
    "a cookie of last month": lambda server: cookie(claims(server), age=32 * DAY),
    "signed in yesterday": lambda server: cookie(claims(server, iat=time.time() - DAY)),
    "signed in tomorrow": lambda server: cookie(claims(server, iat=time.time() + DAY)),
    "signed in at no time": lambda server: cookie(claims(server, iat=None)),
    "of nobody": lambda server: cookie(claims(server, sub="")),
    "of no provider": lambda server: cookie(claims(server, iss=None)),
    "not signed in": lambda server: cookie(claims(server, is_logged_in=False)),
    "of another site": lambda server: cookie(claims(server, origin="https://elsewhere.example")),
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=list(FORGED))
def test_a_cookie_that_is_forged_or_too_old_opens_nothing(guarded, forged):
    said = heard(guarded, "price", LINK["en"], forged(guarded))
    assert found(said, "en") == []
    assert b"Alice" not in said


@pytest.mark.parametrize("path", [
    "/media/abc.csv", "/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/anything",
    panel.ADDRESS, f"{live.ADDRESS}hand",
])
def test_what_is_fetched_by_address_is_shut_too(guarded, path):
    assert status(guarded, path) == 403
    assert status(guarded, path, cookie(claims(guarded), secret=SECRET[::-1])) == 403
    assert status(guarded, path, cookie(claims(guarded, iat=time.time() - DAY))) == 403
    assert status(guarded, path, cookie(claims(guarded))) != 403


def test_a_phone_without_the_code_of_a_slide_gets_nothing(guarded):
    assert status(guarded, f"{phone.ADDRESS}nobody") == 404
    assert status(guarded, f"{phone.ADDRESS}nobody/price") == 200  # the page to sign in on
    assert found(heard(guarded, "guess/nobody/price", LINK["en"]), "en") == []


def test_the_page_to_sign_in_on_has_what_it_needs(guarded):
    assert status(guarded, "/price") == 200
    assert status(guarded, "/_stcore/health") == 200


ELSEWHERE = "elsewhere.example"


@pytest.mark.parametrize(("origin", "host"), [(f"https://{ELSEWHERE}", ""), ("", ELSEWHERE),
                                              (f"https://{ELSEWHERE}", ELSEWHERE)])
def test_pages_of_other_sites_and_names_get_no_socket(guarded, origin, host):
    with pytest.raises(InvalidStatus), connected(guarded, origin=origin, host=host):
        pass


def test_behind_a_proxy_backstop_answers_to_the_name_that_it_was_told(tmp_path):
    """As the README has it, still on loopback."""
    name = "backstop.example.com"
    with serving(tmp_path, "app.py", "--server.allowedHosts", name) as server:
        with connected(server, origin=f"https://{name}", host=name):
            pass
        with pytest.raises(InvalidStatus), connected(server, host=ELSEWHERE):
            pass


def test_the_log_tells_who_came_and_no_scenario(guarded):
    heard(guarded, "price", LINK["en"], cookie(claims(guarded)))
    assert "sign-in on" in guarded.log
    assert "signed in:" in guarded.log
    assert "team@example.com" in guarded.log
    for text in (LINK["en"].split("&")[0], "sell_fee", "rotation"):
        assert text not in guarded.log


UNFINISHED = {
    "auth.client_secret": lambda fields: {**fields, "client_secret": ""},
    "auth.server_metadata_url": lambda fields: {**fields, "server_metadata_url": "http://there"},
}


@pytest.mark.parametrize(("field", "change"), UNFINISHED.items(), ids=list(UNFINISHED))
def test_half_a_configuration_names_what_is_missing_and_opens_nothing(tmp_path, field, change):
    fields = change(section("https://provider.example"))
    with serving(tmp_path, "app.py", *secrets(tmp_path, fields)) as server:
        said = heard(server, "price", LINK["en"], cookie(claims(server)))
        assert field.encode() in said.replace(b"\\", b"")
        assert SECRET.encode() not in said
        assert found(said, "en") == []
        assert status(server, "/media/abc.csv", cookie(claims(server))) == 403
        assert f"{field} " in server.log


def test_secrets_that_cannot_be_read_open_nothing(tmp_path):
    (tmp_path / "secrets.toml").write_text("[auth\n", "utf-8")
    with serving(tmp_path, "app.py", "--secrets.files", str(tmp_path / "secrets.toml")) as server:
        said = heard(server, "price", LINK["en"])
        assert b"The file of secrets cannot be read" in said
        assert found(said, "en") == []


def asked(server, token, path="/api/v1/check", kind="Bearer"):
    """How the server answers a program that brings a token."""
    request = urllib.request.Request(
        server.address + path, json.dumps({"scenario": "as_pitched"}).encode(),
        {"Content-Type": "application/json", "Authorization": f"{kind} {token}"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def test_a_token_lets_a_program_in_to_the_api_and_nothing_else_until_it_is_ended(guarded):
    kept = Library.open()
    try:
        anns = kept.of("ann")
        token = anns.make_token("R")
        assert asked(guarded, "") == 403
        assert asked(guarded, token + "x") == 403
        assert asked(guarded, token, kind="Basic") == 403
        assert asked(guarded, token) == 200
        for path in ("/backstop/live/x", "/media/x", "/_stcore/metrics"):
            assert asked(guarded, token, path) == 403
        anns.end_token(anns.tokens()[0].id)
        assert asked(guarded, token) == 403
    finally:
        kept.close()
