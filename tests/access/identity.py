"""A provider of identity on loopback, secrets that name it, and cookies as Streamlit makes them."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from itsdangerous import TimestampSigner
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from tests.browser.serving import Server, free_port

SECRET = "of cookies: only for tests, and long enough"
ALICE = {"sub": "alice", "name": "Alice *Li* <b>", "email": "team@example.com"}
BOB = {"sub": "bob", "name": "Bob", "email": "team@example.com"}
"""Two people behind one address, as in some teams."""
DAY = 24 * 3600


@contextmanager
def providing() -> Iterator[str]:
    """The address of a provider that knows Alice and Bob, until the block ends."""
    port = free_port()
    people = [part for who in (ALICE, BOB) for part in ("--user-claims", json.dumps(who))]
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), *people],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"NO_COLOR": "1"},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/.well-known/openid-configuration", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the provider did not start")


def section(provider: str) -> dict[str, str]:
    """A complete section `auth`; Streamlit fills in its own port."""
    return {
        "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
        "cookie_secret": SECRET,
        "client_id": "backstop",
        "client_secret": "known to the provider",
        "server_metadata_url": f"{provider}/.well-known/openid-configuration",
    }


def secrets(folder: Path, fields: Mapping[str, str]) -> tuple[str, str]:
    """Options that make Streamlit read a file of secrets with these fields in `auth`."""
    path = folder / "secrets.toml"
    lines = ["[auth]", *(f"{name} = {json.dumps(value)}" for name, value in fields.items())]
    path.write_text("\n".join(lines), "utf-8")
    return "--secrets.files", str(path)


def claims(server: Server, **changes: Any) -> dict[str, Any]:
    """What Streamlit keeps in the cookie of somebody who has just signed in."""
    return {
        **ALICE, "iss": "http://provider", "iat": int(time.time()), "origin": server.address,
        "is_logged_in": True, "provider": "default", **changes,
    }


def cookie(told: Mapping[str, Any], secret: str = SECRET, age: float = 0.0) -> str:
    """That cookie, signed `age` seconds ago."""
    signed_at = int(time.time() - age)
    with mock.patch.object(TimestampSigner, "get_timestamp", return_value=signed_at):
        signed = create_signed_value(secret, USER_COOKIE_NAME, json.dumps(told))
    return f"{USER_COOKIE_NAME}={signed.decode()}"
