"""Who may ask: this machine alone, unless BACKSTOP_API says otherwise."""

from __future__ import annotations

import os
from collections.abc import Mapping

from starlette.requests import Request

from scenarios.address import is_local

VARIABLE = "BACKSTOP_API"
EVERYWHERE, NOWHERE = "on", "off"
"""What it may say: whoever the server lets in, nobody. Unset: programs on this machine."""
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""What a proxy adds: then whoever asks is somewhere else, though the proxy is here."""
FOREIGN = ("cross-site", "same-site")


def is_allowed(request: Request, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a request is answered at all. Another site's page is never."""
    told = environment.get(VARIABLE, "").strip().lower()
    if told == NOWHERE or request.headers.get("sec-fetch-site") in FOREIGN:
        return False
    return told == EVERYWHERE or _is_from_here(request)


def _is_from_here(request: Request) -> bool:
    """The other end and the name by which it asks are this machine's, and nobody stands between."""
    host = request.headers.get("host", "")
    client = request.client.host if request.client else ""
    return (bool(client) and is_local(f"http://{_bracketed(client)}")
            and is_local(f"http://{host}")
            and not any(name in request.headers for name in FORWARDED))


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address
