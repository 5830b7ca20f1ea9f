"""Starting and stopping the app as its users do: `streamlit run app.py`."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PUBLIC = "https://backstop.example/tools"
START_SECONDS = 240
"""The first start on a machine compiles the model."""


@dataclass(frozen=True)
class Server:
    """A running app: where it answers, its process, and what it has printed so far."""

    port: int
    process: subprocess.Popen[bytes]
    log_file: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8", errors="replace")


@contextmanager
def serving(
    folder: Path, app: str = "app.py", *settings: str, port: int = 0
) -> Iterator[Server]:
    """An app on a loopback port, a free one unless it is named, until the block ends; its output
    goes to `folder`.

    `settings` are more options of Streamlit's.
    """
    log_file = folder / f"{Path(app).stem}.log"
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", app]
    options = ["--server.port", str(port), "--server.headless", "true",
               *settings]
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            command + options, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, env=_environment()
        )
        try:
            server = Server(port, process, log_file)
            _wait_until_healthy(server)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


def _environment() -> dict[str, str]:
    """Ours, less the settings of Streamlit that a developer may have exported; links for others
    begin as if a proxy stood in front.
    """
    ours = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT")}
    return {**ours, "BACKSTOP_ADDRESS": PUBLIC}


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{server.log}")
