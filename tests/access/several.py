"""Two servers of one PostgreSQL behind one address: the proxy of Debian's package, set up as we
ship it.
"""

import hashlib
import hmac
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from library import Library
from tests.access.identity import SECRET, secrets, section
from tests.browser.serving import ROOT, Server, free_port, serving
from tests.library.postgres import running

CADDY = shutil.which("caddy")
SETTINGS = ROOT / "deploy" / "Caddyfile"
COOKIE, KEY = "backstop_server", SECRET.replace(" ", "_")


@dataclass(frozen=True)
class Several:
    """Where visitors come in, the servers behind, and what these share."""

    front: Server
    servers: tuple[Server, Server]
    library: Library

    def cookie(self, at: Server) -> str:
        """By which the proxy keeps a visitor at a server."""
        place = f"127.0.0.1:{at.port}".encode()
        return f"{COOKIE}={hmac.new(KEY.encode(), place, hashlib.sha256).hexdigest()}"


@contextmanager
def several(folder: Path, signed_in: bool = True) -> Iterator[Several]:
    """Them, until the block ends; nobody need sign in where that is said."""
    with ExitStack() as stack:
        url = stack.enter_context(running()).fresh()
        address = url.render_as_string(hide_password=False)
        stack.enter_context(mock.patch.dict(
            os.environ, {"DATABASE_URL": address, "BACKSTOP_API": "on"}))
        library = Library.open(url)
        stack.callback(library.close)
        options = secrets(folder, section("http://127.0.0.1:9")) if signed_in else ()
        servers = []
        for name in "ab":
            place = folder / name
            place.mkdir()
            servers.append(stack.enter_context(serving(place, "app.py", *options)))
        front = stack.enter_context(_proxy(folder, [each.port for each in servers]))
        yield Several(front, (servers[0], servers[1]), library)


@contextmanager
def _proxy(folder: Path, ports: list[int]) -> Iterator[Server]:
    front, log_file = free_port(), folder / "caddy.log"
    ours = {"SITE": f"http://127.0.0.1:{front}", "COOKIE_SECRET": KEY,
            "SERVERS": " ".join(f"127.0.0.1:{port}" for port in ports), "HOME": str(folder)}
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [CADDY or "caddy", "run", "--config", SETTINGS], env=os.environ | ours, stdout=log,
            stderr=subprocess.STDOUT)
        try:
            server = Server(front, process, log_file)
            _wait_for(server)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(front: Server) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and front.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{front.address}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(front.log)
