"""Shuts what is fetched apart from the page, says how browsers are to treat what they get, and
keeps places free for those who are signed in.

Streamlit serves files, uploads and routes of our own by address alone, to whoever knows it.
"""

import asyncio
import json
from typing import Any

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette import starlette_auth_routes
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ui.door import access, books, elsewhere
from ui.door.places import PLACES

PRIVATE = ("media/", "backstop/", "_stcore/", "api/")
PUBLIC = ("_stcore/health", "_stcore/host-config", "_stcore/stream", "_stcore/bidi-components/")
"""Of what is private by its beginning: what the page to sign in on needs."""
PROGRAMS, HOLDER = "api/", "backstop.holder"
"""Where tokens let in, and under which name a request says whose it brought."""
UPLOADS = "_stcore/upload_file"
"""Where Streamlit would keep whatever is put there; no page of ours uses it."""
SIGN_OUT = "auth/logout"

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
}
"""On every answer: no guessing of types, no page of others around ours, no scenario to others."""


class Door:
    """Middleware that refuses private addresses to strangers while sign-in is on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        elif scope["type"] == "http":
            app = await self._answering(scope)
            await app(scope, receive, _marking(scope, send))
        else:
            await self.app(scope, receive, send)

    async def _answering(self, scope: Scope) -> ASGIApp:
        """Who answers a request: Streamlit, unless it is refused."""
        path = _within(scope)
        if path.startswith(UPLOADS):
            return PlainTextResponse("nothing is uploaded here", 403)
        if path.rstrip("/") == SIGN_OUT:
            if _is_foreign(scope):
                return PlainTextResponse("sign out on the page", 403)
            await asyncio.to_thread(books.end, _claims(scope))
        if path.startswith(PROGRAMS) and not _admitted(scope):
            scope[HOLDER] = await asyncio.to_thread(books.holder, _token(scope))
        if not _open(path, scope):
            return PlainTextResponse("sign in first", 403)
        return elsewhere.to_first(path, scope) or self.app

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A socket, if there is a place for it. Through sockets comes the page to sign in on."""
        client = scope.get("client")
        with PLACES.taken(who(scope), client[0] if client else "", access.settings().on) as is_free:
            if is_free:
                await self.app(scope, receive, send)
            else:
                await receive()
                await send({"type": "websocket.close", "code": 1013, "reason": "no place free"})


def who(scope: Scope) -> str:
    """The id of the user who asks; "" for a stranger, and where nobody signs in."""
    if not access.settings().on:
        return ""
    return access.person(_claims(scope)).id if _admitted(scope) else str(scope.get(HOLDER, ""))


def _open(path: str, scope: Scope) -> bool:
    return (not path.startswith(PRIVATE) or path.startswith(PUBLIC) or _admitted(scope)
            or bool(scope.get(HOLDER)))


def _token(scope: Scope) -> str:
    """What a program says instead of a cookie; none where sign-in does not work at all."""
    kind, _, token = HTTPConnection(scope).headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and not access.settings().faults else ""


def _admitted(scope: Scope) -> bool:
    now = access.settings()
    return not now.on or (not now.faults and access.known(_claims(scope)))


def _is_foreign(scope: Scope) -> bool:
    """Whether another site's page asks, as its browser says."""
    return HTTPConnection(scope).headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")


def _within(scope: Scope) -> str:
    """The path below the address at which Backstop answers."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return str(scope["path"]).lstrip("/").removeprefix(base).lstrip("/")


def _claims(scope: Scope) -> dict[str, Any]:
    """What the signed cookie of a request says, nothing if it is absent, forged or too old."""
    if not access.settings().on:
        return {}
    # Private to Streamlit, but so is the cookie; tests/access notices when it moves.
    asked: Any = HTTPConnection(scope)
    signed = starlette_auth_routes._get_cookie_value_from_request(asked, USER_COOKIE_NAME)
    try:
        claims = json.loads(signed or b"{}")
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}


def _marking(scope: Scope, send: Send) -> Send:
    """Sends answers with HEADERS, and cookies that no open line carries."""
    secure = scope.get("scheme") == "https" or access.settings().https

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            message["headers"] = [
                (name, _kept(value, secure) if name.lower() == b"set-cookie" else value)
                for name, value in message["headers"]
            ]
        await send(message)

    return sending


def _kept(cookie: bytes, secure: bool) -> bytes:
    """A cookie for https alone where that is how one comes in; of a sign-in for as long as it
    lasts.
    """
    parts = [part.strip() for part in cookie.split(b";")]
    if parts[0].startswith(USER_COOKIE_NAME.encode()):
        most = access.LIFETIME_SECONDS
        parts = [b"Max-Age=%d" % min(most, int(part[8:])) if _is_age(part) else part
                 for part in parts]
    if secure and not any(part.lower() == b"secure" for part in parts):
        parts.append(b"Secure")
    return b"; ".join(parts)


def _is_age(part: bytes) -> bool:
    return part.lower().startswith(b"max-age=") and part[8:].isdigit()
