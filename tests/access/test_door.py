"""What the door adds to answers, refuses to everybody, and remembers of sign-outs."""

import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection

from tests.access.identity import claims, cookie, secrets, section
from tests.access.visitor import connected, heard, status
from tests.browser.serving import Server, serving
from tests.loops import run
from ui.door import shut
from ui.door.places import EACH, STRANGERS_EACH, Places


def headers(server: Server, path: str, cookies: str = "", **more: str) -> Mapping[str, str]:
    request = urllib.request.Request(server.address + path, headers={"Cookie": cookies, **more})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return dict(answer.headers)
    except urllib.error.HTTPError as refused:
        return dict(refused.headers)


@pytest.mark.parametrize("path", [
    "/", "/price", "/_stcore/health", "/_stcore/host-config", "/media/x", "/backstop/x",
    "/no/such", "/_stcore/metrics", "/auth/login",
])
def test_no_answer_is_framed_by_others_or_guessed_at(guarded: Server, path: str) -> None:
    told = {name.lower(): value for name, value in headers(guarded, path).items()}
    for name, value in shut.HEADERS.items():
        assert told[name.lower()] == value


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD"])
@pytest.mark.parametrize("path", ["/_stcore/upload_file/a/b", "/_stcore/upload_file/",
                                  "//_stcore/upload_file/a/b", "/_stcore/upload%5Ffile/a/b"])
def test_nobody_uploads_whoever_they_are(guarded: Server, method: str, path: str) -> None:
    for who in ("", cookie(claims(guarded))):
        assert status(guarded, path, who, method=method) == 403


async def marked(cookies: list[str], scheme: str) -> list[str]:
    """Cookies as the door passes them on."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    sending = shut._marking({"type": "http", "scheme": scheme}, send)
    await sending({"type": "http.response.start", "status": 200,
                   "headers": [(b"set-cookie", each.encode()) for each in cookies]})
    return [value.decode() for name, value in sent[0]["headers"] if name == b"set-cookie"]


def test_cookies_are_for_https_alone_where_that_is_how_one_comes_in() -> None:
    given = ["_streamlit_user=x; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax",
             "_streamlit_user_tokens_1=x; Path=/a; max-age=2592000", "_streamlit_xsrf=y; Path=/",
             "session=z; secure", "_streamlit_user=; Max-Age=0; Path=/"]
    https, http = (run(marked(given, scheme)) for scheme in ("https", "http"))
    assert all(each.lower().count("secure") == 1 for each in https)
    assert [each.lower().count("secure") for each in http] == [0, 0, 0, 1, 0]
    assert ["Max-Age=43200" in each for each in http] == [True, True, False, False, False]
    assert "Max-Age=0" in http[4]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_other_site_signs_anybody_out(guarded: Server, site: str) -> None:
    mine = cookie(claims(guarded, sub="somebody"))
    told = headers(guarded, "/auth/logout", mine, **{"Sec-Fetch-Site": site})
    assert "set-cookie" not in {name.lower() for name in told}
    assert status(guarded, "/_stcore/metrics", mine) == 200


def test_a_sign_out_outlives_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it was done, and for a second server of the same library."""
    monkeypatch.setenv("BACKSTOP_DATA", str(tmp_path / "data"))
    options = secrets(tmp_path, section("http://127.0.0.1:9"))
    with serving(tmp_path, "app.py", *options) as server:
        old, other = (cookie(claims(server, sub=sub)) for sub in ("old", "other"))
        assert status(server, "/_stcore/metrics", old) == 200
        headers(server, "/auth/logout", old)
        assert status(server, "/_stcore/metrics", old) == 403
    with serving(tmp_path, "app.py", *options) as server:
        assert status(server, "/_stcore/metrics", old) == 403
        assert status(server, "/_stcore/metrics", other) == 200


def test_strangers_take_no_place_from_who_is_signed_in() -> None:
    places = Places(400)
    held = [places.taken("", f"10.0.{number}.1", True) for number in range(400)]
    free = [each.__enter__() for each in held]
    assert free.count(True) == 100
    with places.taken("ann", "10.0.0.1", True) as is_free:
        assert is_free
    for each in held:
        each.__exit__(None, None, None)
    with places.taken("", "10.0.0.1", True) as is_free:
        assert is_free


@pytest.mark.parametrize(("who", "most"), [("", STRANGERS_EACH), ("ann", EACH)])
def test_no_address_and_no_user_takes_all_places(who: str, most: int) -> None:
    places = Places(100_000)
    held = [places.taken(who, "10.0.0.1", True) for _ in range(most + 5)]
    assert [each.__enter__() for each in held].count(True) == most
    with places.taken(f"{who}2" if who else "", "10.0.0.2", True) as is_free:
        assert is_free


def test_where_nobody_signs_in_one_address_leaves_half_of_them() -> None:
    places = Places(100)
    held = [places.taken("", "10.0.0.1", False) for _ in range(80)]
    assert [each.__enter__() for each in held].count(True) == 50
    with places.taken("", "10.0.0.2", False) as is_free:
        assert is_free


@pytest.fixture
def crowded(guarded: Server) -> Iterator[list[ClientConnection]]:
    """All sockets that one address of strangers gets, and some that it does not."""
    lines = []
    for _ in range(STRANGERS_EACH + 10):
        try:
            lines.append(connected(guarded).__enter__())
        except InvalidStatus:
            continue
    yield lines
    for line in lines:
        line.close()


def test_in_a_crowd_of_strangers_who_is_signed_in_gets_the_page(
    guarded: Server, crowded: list[ClientConnection]
) -> None:
    assert len(crowded) == STRANGERS_EACH
    assert b"Signed in as Alice" in heard(guarded, "price", "s=any", cookie(claims(guarded)))


def test_the_answers_of_the_door_are_no_errors(guarded: Server) -> None:
    assert "Traceback" not in guarded.log
