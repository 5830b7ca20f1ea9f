"""A real PostgreSQL of Debian's package, on a free loopback port, for as long as tests need it."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import URL

from tests.browser.serving import free_port

START_SECONDS = 60
USER = "backstop"


def found_programs() -> Path | None:
    """The folder of `initdb` and `postgres` (of the newest); Debian keeps it off the PATH."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))
    return found[-1] if found else None


PROGRAMS = found_programs()


@dataclass(frozen=True)
class Postgres:
    """A running server; each `fresh` database is empty."""

    port: int
    password: str
    numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> URL:
        return URL.create(
            "postgresql+psycopg", USER, self.password, "127.0.0.1", self.port, database
        )

    def fresh(self) -> URL:
        name = f"library_{next(self.numbers)}"
        with self.connected() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    @contextmanager
    def connected(self, database: str = "postgres") -> Iterator[psycopg.Connection]:
        address = self.url(database).set(drivername="postgresql")
        text = address.render_as_string(hide_password=False)
        with psycopg.connect(text, autocommit=True) as connection:
            yield connection


@contextmanager
def running() -> Iterator[Postgres]:
    """A server in a folder of its own, until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="backstop-postgres-"))
    server = Postgres(free_port(), secrets.token_hex(16))
    process = None
    try:
        _initialised(folder, server.password)
        process = _started(folder, server.port)
        _wait_until_ready(server, process, folder)
        yield server
    finally:
        if process is not None:
            process.send_signal(signal.SIGQUIT)  # at once: nobody needs its data again
            process.wait(timeout=30)
        shutil.rmtree(folder)


def _initialised(folder: Path, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password)
    if os.getuid() == 0:
        for path in (folder, secret):
            shutil.chown(path, _user())
    subprocess.run(
        [PROGRAMS / "initdb", "--pgdata", folder / "data", "--username", USER,
         "--auth", "scram-sha-256", "--pwfile", secret, "--encoding", "UTF8", "--locale", "C",
         "--no-sync"],
        check=True, capture_output=True, cwd=folder, **_rights(),
    )


def _started(folder: Path, port: int) -> subprocess.Popen[bytes]:
    settings = {
        "listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "",
        "fsync": "off",  # no test cuts the power
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [PROGRAMS / "postgres", "-D", folder / "data", *options],
            stdout=log, stderr=subprocess.STDOUT, cwd=folder, **_rights(),
        )


def _wait_until_ready(server: Postgres, process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with server.connected():
                return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise AssertionError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


def _rights() -> dict[str, object]:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam(_user())
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _user() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
