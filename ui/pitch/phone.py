"""The page on which a phone in the audience guesses: plain HTML, without a session or sign-in.

Whoever knows the code on the slide gets this page and nothing else, as long as that slide is shown.
"""

import base64
import hashlib
import math
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from answers import outcomes
from answers.pitch.sentences import tile
from ui.door.below import below, route
from ui.pitch.written import on_scale
from ui.session.guesses import RATE, ROOMS, Asked, Room
from wording import LANGUAGES, SOURCE, Words

ADDRESS = "/guess/"
COOKIE = "backstop_phone"
AGAIN_SECONDS = 8
BODY_LIMIT = 1_000
HERE = Path(__file__).parent
FOREIGN, UNKNOWN, GONE, TOO_LARGE, REFUSED, TOO_MANY = 403, 404, 409, 413, 422, 429


async def _show(request: Request) -> Response:
    """What is asked now, or that it looks again by itself."""
    room = ROOMS.get(request.path_params["code"])
    if not RATE.allows():
        return _page(request, room, TOO_MANY)
    if room is None:
        return _page(request, None, UNKNOWN)
    mark = room.enters(request.cookies.get(COOKIE, ""))
    if not mark:
        return _page(request, room, TOO_MANY)
    answer = _page(request, room, phone=mark)
    answer.set_cookie(COOKIE, mark, path=below(ADDRESS), httponly=True, samesite="lax")
    return answer


async def _take(request: Request) -> Response:
    """A guess; then the page again, which says what was told."""
    room = ROOMS.get(request.path_params["code"])
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return Response(status_code=FOREIGN)
    if not RATE.allows():
        return _page(request, room, TOO_MANY)
    if room is None:
        return _page(request, None, UNKNOWN)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > BODY_LIMIT:
            return Response(status_code=TOO_LARGE)
    told = parse_qs(body.decode("utf-8", "replace"))
    asked = room.asked
    if asked is None or told.get("step") != [asked.step]:
        return _page(request, room, GONE)
    value = _value(asked, told.get("guess", [""])[0])
    if value is None:
        return _page(request, room, REFUSED, told.get("guess", [""])[0][:40])
    room.guess(request.cookies.get(COOKIE, ""), asked.step, value)
    return RedirectResponse(f"./{room.code}", 303, {"Cache-Control": "no-store"})


def _value(asked: Asked, text: str) -> float | None:
    """A guess in units of the model; None for what is no number on the scale."""
    try:
        value = float(text.replace(",", ".")) / _factor(asked)
    except ValueError:
        return None
    slack = 1e-9 * max(abs(asked.guess.low), abs(asked.guess.high))
    is_on = math.isfinite(value) and (
        asked.guess.low - slack <= value <= asked.guess.high + slack)
    return max(asked.guess.low, min(asked.guess.high, value)) if is_on else None


def _factor(asked: Asked) -> float:
    return outcomes.factor(tile(asked.guess.reading, asked.words))


def _page(
    request: Request, room: Room | None, status: int = 200, typed: str = "", phone: str = ""
) -> HTMLResponse:
    asked = room.asked if room else None
    words = asked.words if asked else _words_of(request)
    phone = phone or request.cookies.get(COOKIE, "")
    guessed = room.told(phone, asked.step) if room and asked else None
    is_form = asked is not None and guessed is None and status in (200, REFUSED, GONE)
    shown = {
        "words": words, "again": 0 if is_form or status == UNKNOWN else AGAIN_SECONDS,
        "said": asked.sentence if asked else "",
        "told": _told(asked, guessed, status, typed, words),
        "form": _form(asked) if asked and is_form else None, "style": Markup(_part("phone.css")),
        "labels": {"guess": words("Your guess"), "send": words("Send"),
                   "names": words("One guess a phone. No name is asked for or kept.")},
        "script": Markup(_part("phone.js")), "policy": _policy(),
    }
    text = _templates().get_template("phone.html").render(shown)
    return HTMLResponse(text, status, {"Cache-Control": "no-store",
                                       "Referrer-Policy": "no-referrer"})


def _told(
    asked: Asked | None, guessed: float | None, status: int, typed: str, words: Words
) -> str:
    """What the page says besides the question."""
    if status == UNKNOWN:
        return words("No slide shows this code. Scan the one that is on the screen now.")
    if status == TOO_MANY:
        return words("Too many are guessing at once. This page tries again by itself.")
    if asked is None:
        return words("Nothing is being guessed right now. This page looks again by itself.")
    if status == REFUSED:
        low, high = (on_scale(asked.guess.reading, end, words)
                     for end in (asked.guess.low, asked.guess.high))
        return words("{value} is no guess: permitted is a number from {low} to {high}.",
                     value=typed or words("nothing"), low=low, high=high)
    if guessed is not None:
        return words("Your guess: {value}. Thank you; look at the screen.",
                     value=on_scale(asked.guess.reading, guessed, words))
    if status == GONE:
        return words("That question is closed. This is the next one.")
    return ""


def _form(asked: Asked) -> dict[str, Any]:
    """The scale as the page's script takes it, in units of the screen."""
    guess, factor = asked.guess, _factor(asked)
    return {
        "step": asked.step, "low": guess.low * factor, "high": guess.high * factor,
        "scale": guess.scale, "unit": outcomes.unit(tile(guess.reading, asked.words), asked.words),
        "ends": [on_scale(guess.reading, end, asked.words) for end in (guess.low, guess.high)],
    }


def _words_of(request: Request) -> Words:
    """The first language of the phone that Backstop speaks."""
    for wanted in request.headers.get("accept-language", "")[:200].split(","):
        code = wanted.strip().partition(";")[0].partition("-")[0].lower()
        if code in LANGUAGES:
            return Words(code)
    return Words(SOURCE)


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)


@cache
def _part(name: str) -> str:
    return (HERE / name).read_text("utf-8")


@cache
def _policy() -> str:
    """Only the page's own script; nothing is fetched, and guesses go nowhere else."""
    digest = base64.b64encode(hashlib.sha256(_part("phone.js").encode()).digest()).decode()
    return (f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
            "base-uri 'none'; form-action 'self'")


ROUTES = [route(ADDRESS + "{code}", _show), route(ADDRESS + "{code}", _take, "POST")]
