"""Guesses from phones: one a phone and step, only while a slide shows it, and nothing else."""

import gc
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from scenarios.pitches import Guess
from tests.browser.stand import GUESS, step_of
from tests.loops import run
from ui.pitch import phone
from ui.session import guesses
from ui.session.guesses import Asked, Rate, Room, bins, share
from wording import LANGUAGES, Words

STEP = step_of(GUESS)
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def room(monkeypatch) -> Room:
    monkeypatch.setattr(phone, "RATE", Rate(0.0, 1_000.0))
    made = Room()
    made.show(Asked(STEP.id, "How many?", STEP.guess, Words("en")))
    return made


def asked(code, told=None, mark="", **headers):
    """Status, headers and text of the page: sent a guess, or only looked at."""
    sent = []
    given = {**(FORM if told is not None else {}), "cookie": f"{phone.COOKIE}={mark}", **{
        name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {"type": "http", "method": "GET" if told is None else "POST", "query_string": b"",
             "path": phone.ADDRESS + code,
             "headers": [(name.encode(), value.encode()) for name, value in given.items()]}
    body = (urlencode(told) if isinstance(told, dict) else told or "").encode()

    async def receive():
        return {"type": "http.request", "body": body}

    async def send(message):
        sent.append(message)

    run(Starlette(routes=phone.ROUTES)(scope, receive, send))
    head = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], head, b"".join(each.get("body", b"") for each in sent).decode()


def entered(room) -> str:
    """The mark that a new phone gets."""
    status, head, _ = asked(room.code)
    assert status == 200
    return re.match(rf"{phone.COOKIE}=([\w-]+);", head["set-cookie"]).group(1)


def guess(value, step=STEP.id):
    return {"step": step, "guess": value}


def test_a_phone_guesses_once_and_sees_what_it_told(room):
    mark = entered(room)
    assert "<form" in asked(room.code, mark=mark)[2]
    status, head, _ = asked(room.code, guess("35"), mark)
    assert (status, head["location"]) == (303, f"./{room.code}")
    text = asked(room.code, mark=mark)[2]
    assert "35%" in text
    assert "<form" not in text
    asked(room.code, guess("80"), mark)
    asked(room.code, guess("12,5"), entered(room))
    assert room.values(STEP.id) == [0.125, 0.35]


def test_a_phone_that_goes_back_to_a_step_does_not_guess_again(room):
    mark, first = entered(room), room.asked
    asked(room.code, guess("35"), mark)
    room.show(Asked("other", "And now?", STEP.guess, Words("en")))
    asked(room.code, guess("10", "other"), mark)
    room.show(first)
    asked(room.code, guess("60"), mark)
    assert (room.values(STEP.id), room.values("other")) == ([0.35], [0.1])


def test_without_a_mark_of_this_room_nothing_counts(room):
    for mark in ("", "made-up", entered(Room())):
        asked(room.code, guess("35"), mark)
    assert room.values(STEP.id) == []


@pytest.mark.parametrize("value", [
    "", "x", "-1", "101", "nan", "inf", "1e400", "<script>alert", "9" * 99])
def test_what_is_no_guess_is_told_with_what_is_permitted(room, value):
    status, _, text = asked(room.code, guess(value), entered(room))
    assert status == phone.REFUSED
    assert "from 0% to 100%" in text
    assert "<script>alert" not in text
    assert "<form" in text
    assert room.values(STEP.id) == []


@pytest.mark.parametrize(("told", "headers", "status"), [
    (guess("35"), {"sec_fetch_site": "cross-site"}, 403),
    (guess("35"), {"sec_fetch_site": "same-site"}, 403),
    ("x" * (phone.BODY_LIMIT + 1), {}, 413), (guess("35", "another"), {}, 409), ("", {}, 409),
    ("&" * 900, {}, 409), ("a=1&" * 200, {}, 409),
], ids=["another site", "a neighbour", "large", "another step", "empty", "signs", "many"])
def test_anything_else_is_refused(room, told, headers, status):
    assert asked(room.code, told, entered(room), **headers)[0] == status
    assert room.values(STEP.id) == []


def test_only_while_the_slide_is_shown(room, monkeypatch):
    mark = entered(room)
    room.show(None)
    status, _, text = asked(room.code, guess("35"), mark)
    assert (status, "<form" in text) == (409, False)
    room.show(Asked(STEP.id, "How many?", STEP.guess, Words("en")))
    monkeypatch.setattr(guesses, "SHOWN_SECONDS", -1.0)  # the slide asks no more
    assert room.asked is None
    text = asked(room.code, mark=mark)[2]
    assert "How many" not in text
    assert 'http-equiv="refresh"' in text
    assert not room.guess(mark, STEP.id, 0.3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_code_tells_nothing(room, language):
    status, _, text = asked("nosuchcode", accept_language=f"{language}-XX,en;q=0.5")
    assert status == 404
    assert "How many" not in text
    said = Words(language)("No slide shows this code. Scan the one that is on the screen now.")
    assert said in text


def test_a_room_ends_with_its_session():
    code = Room().code
    gc.collect()
    assert code not in guesses.ROOMS
    assert asked(code)[0] == 404


def test_phones_and_requests_are_bounded(room, monkeypatch):
    monkeypatch.setattr(guesses, "PHONES", 2)
    marks = [entered(room), entered(room)]
    assert asked(room.code)[0] == 429
    assert asked(room.code, mark=marks[0])[0] == 200
    monkeypatch.setattr(phone, "RATE", Rate(0.0, 1.0))
    assert [asked(room.code, mark=marks[0])[0] for _ in range(2)] == [200, 429]
    assert asked(room.code, guess("35"), marks[0])[0] == 429


def test_the_page_runs_its_own_script_alone(room):
    room.show(Asked(STEP.id, "<script>alert(1)</script>", STEP.guess, Words("en")))
    _, head, text = asked(room.code)
    assert "<script>alert" not in text
    assert "default-src 'none'" in unescape(text)
    assert head["cache-control"] == "no-store"
    assert "httponly" in head["set-cookie"].lower()


@pytest.mark.parametrize(("scale", "low", "value", "part"), [
    ("linear", 0.0, 0.25, 0.25), ("log", 0.01, 0.1, 0.5), ("linear", 0.0, 9.0, 1.0),
    ("log", 0.01, -3.0, 0.0)])
def test_guesses_stand_where_the_scale_has_them(scale, low, value, part):
    on = Guess("exit_share", low, 1.0, scale)
    assert share(on, value) == pytest.approx(part)
    counts = bins(on, [value] * 3)
    assert sum(counts) == 3
    assert counts[min(guesses.BINS - 1, int(part * guesses.BINS))] == 3
