"""Printing a page with the Chromium or Chrome that is installed, in a profile of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from analysis.batches import Progress, go_on
from model import Problem, ScenarioError
from model.terms.problems import problem

VARIABLE = "BACKSTOP_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
         "msedge", "microsoft-edge", "microsoft-edge-stable")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
ON_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe", r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
# Silent, without a network even where the page asked for one.
QUIET = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)
PATIENCE_SECONDS, PARTING_SECONDS, POLL_SECONDS = 60.0, 5.0, 0.1
USUAL_SECONDS = 6.0

NO_BROWSER = (
    "{field}: it is printed by Chromium or Chrome, and neither was found here. Install Chromium, "
    "Google Chrome or Microsoft Edge, or name one in the variable {permitted}. The HTML report "
    "has the same content, and every browser prints it"
)
NOT_PRINTED = (
    "{field}: the browser {value} printed no PDF. The HTML report has the same content, and every "
    "browser prints it"
)
TOO_SLOW = "{field}: the browser {value} did not finish within {permitted} s"


class Unavailable(ScenarioError):
    """A format cannot be made on this machine; HTML can."""


def browser() -> str | None:
    """The browser to print with: the one named in BACKSTOP_CHROMIUM, else the first one found."""
    named = os.environ.get(VARIABLE)
    if named:
        return shutil.which(named)
    return next((found for each in _usual() if (found := shutil.which(each))), None)


def missing() -> Problem | None:
    """What to install where no browser is found; None where there is one."""
    return None if browser() else problem(NO_BROWSER, "PDF", permitted=VARIABLE)


def _usual() -> Iterator[str]:
    yield from (*NAMES, *ELSEWHERE)
    for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder in os.environ:
            yield from (str(Path(os.environ[folder]) / path) for path in ON_WINDOWS)


def printed(page: str, progress: Progress | None = None) -> bytes:
    """A page of HTML as PDF. Raises Unavailable, Cancelled."""
    program = browser()
    if program is None:
        raise Unavailable([problem(NO_BROWSER, "PDF", permitted=VARIABLE)])
    # A browser may still write into its profile while it goes.
    with tempfile.TemporaryDirectory(prefix="backstop-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "report.html").write_text(page, "utf-8")
        _print(program, folder, progress)
        path = folder / "report.pdf"
        if not path.exists() or not path.stat().st_size:
            raise Unavailable([problem(NOT_PRINTED, "PDF", program)])
        return path.read_bytes()


def _print(program: str, folder: Path, progress: Progress | None) -> None:
    """Run the browser until it has printed. Raises Unavailable, Cancelled."""
    command = [program, *QUIET, *_unboxed(), f"--user-data-dir={folder / 'profile'}",
               f"--print-to-pdf={folder / 'report.pdf'}", (folder / "report.html").as_uri()]
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
    except OSError as error:
        raise Unavailable([problem(NOT_PRINTED, "PDF", program)]) from error
    try:
        _wait(process, progress)
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a browser that is not done; asked to go, it clears up its own files."""
    process.terminate()
    try:
        process.wait(PARTING_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], progress: Progress | None) -> None:
    start = time.monotonic()
    while process.poll() is None:
        took = time.monotonic() - start
        if took > PATIENCE_SECONDS:
            details = {"permitted": f"{PATIENCE_SECONDS:g}"}
            raise Unavailable([problem(TOO_SLOW, "PDF", str(process.args[0]), **details)])  # type: ignore[index]
        # Of a browser's work only its usual duration is known.
        go_on(progress, round(100 * took / (took + USUAL_SECONDS / 2)), 100)
        time.sleep(POLL_SECONDS)


def _unboxed() -> tuple[str, ...]:
    """Chromium does not start in its sandbox as root, as in a container."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()
