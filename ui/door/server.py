"""What happens once, as the server starts and before anybody is let in."""

import asyncio
import logging
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from answers.workers import POOL
from model import warm
from ui.door import access, books, locks, memory, places, public, wire

_log = logging.getLogger("backstop")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Prepare Streamlit and the model, and open the user's browser if there is a screen for it."""
    leave_folder_pages()
    places.make_room()
    wire.answer_at_once()
    locks.shorten()
    memory.give_back()
    _start_log()
    await asyncio.to_thread(_prepare_model)  # in a thread, so that Ctrl-C is heard meanwhile
    if not st.get_option("server.headless"):
        address, port = st.get_option("server.address"), st.get_option("server.port")
        # In a thread: a browser that runs in the terminal keeps its caller waiting.
        asyncio.get_running_loop().run_in_executor(None, webbrowser.open, f"http://{address}:{port}")
    learning = await _learn_sign_outs()
    memory.keep()
    POOL.open()
    yield
    if learning:
        learning.cancel()
    await asyncio.to_thread(POOL.close)


async def _learn_sign_outs() -> asyncio.Task[None] | None:
    """Know whom nobody may come in as any more, before anybody does."""
    if not access.settings().on:
        return None
    await asyncio.to_thread(books.learn)
    return asyncio.create_task(books.keep_learning())


def _prepare_model() -> None:
    """Have the model compiled and loaded: from the first page on, figures come at once."""
    if warm.compile_missing(warm.on_terminal()):
        warm.load()
    import_module("pandas")  # which Streamlit would import for whoever opens the first page


def leave_folder_pages() -> None:
    """Tell Streamlit that `pages/` is no collection of old-style pages.

    Seeing a folder of that name, Streamlit runs the first session of a server in its old
    multipage mode until `st.navigation` is called, and answers a link to one of our pages with
    a "Page not found" dialog over the right page. `st.navigation` itself sets this same flag,
    only too late for that session.
    """
    PagesManager.uses_pages_directory = False


def _start_log() -> None:
    """Send what Backstop logs to the terminal, and say who is let in from where."""
    if not _log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s: %(message)s"))
        _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.propagate = False
    doors, address = access.settings(), st.get_option("server.address")
    _log.info("started on %s, sign-in %s", address or "every address", "on" if doors.on else "off")
    for fault in doors.faults:
        _log.error("sign-in is not set up completely: %s", fault)
    if public.fault():
        _log.error("%s", public.fault())
    if not doors.on and address not in access.LOOPBACK:
        _log.warning("everybody on the network can come in: sign-in is off (see docs/team.md)")
