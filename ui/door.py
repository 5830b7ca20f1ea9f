"""Shuts what is fetched apart from the page: files to download, uploads, routes of our own.

Streamlit serves those by address alone, to whoever knows it.
"""

import json
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.starlette import starlette_auth_routes
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ui import access

PRIVATE = ("media/", "_stcore/upload_file/", "backstop/")


class Door:
    """Middleware that refuses private addresses to strangers while sign-in is on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.app if _open(scope) else PlainTextResponse("sign in first", 403)
        await app(scope, receive, send)


def _open(scope: Scope) -> bool:
    """Web sockets pass: through them comes the page to sign in on, and `app.py` looks after it."""
    if scope["type"] != "http" or not _within(scope).startswith(PRIVATE):
        return True
    now = access.settings()
    return not now.on or (not now.faults and access.known(_claims(Request(scope))))


def _within(scope: Scope) -> str:
    """The path below the address at which Backstop answers."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return str(scope["path"]).lstrip("/").removeprefix(base).lstrip("/")


def _claims(request: Request) -> dict[str, Any]:
    """What the signed cookie of a request says, nothing if it is absent, forged or too old."""
    # Private to Streamlit, but so is the cookie; tests/access notices when it moves.
    signed = starlette_auth_routes._get_cookie_value_from_request(request, USER_COOKIE_NAME)
    try:
        claims = json.loads(signed or b"{}")
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}
