"""What a page waits for, asked for by the browser over HTTP until it is there.

No part of the page runs again meanwhile: a turn of the page could be overtaken by that, and leave
the page empty.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse

from ui.door.below import below, route

ADDRESS, KEPT = "/backstop/waiting/", 256
THERE, NOT_YET = 200, 202
"""What is told is all there will be, or there is more to come."""
SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")
"""For every component that asks, before its own."""

Answer = Callable[[], tuple[int, Mapping[str, object]]]

_answers: OrderedDict[str, Answer] = OrderedDict()
_lock = Lock()
_html, _css, _js = (Path(__file__).with_name(f"progress.{each}").read_text("utf-8")
                    for each in ("html", "css", "js"))
_mount = st.components.v2.component(
    "backstop_progress", isolate_styles=False, html=_html, css=_css, js=SCRIPT + _js)


def offer(answer: Answer, name: str = "") -> str:
    """The address at which a browser is told THERE or NOT_YET, and what is to be shown. Nobody else
    can guess it; a `name` that nobody can guess keeps the address the same.
    """
    name = name or secrets.token_urlsafe(16)
    with _lock:
        _answers[name] = answer
        _answers.move_to_end(name)
        while len(_answers) > KEPT:
            _answers.popitem(last=False)
    return below(ADDRESS + name)


async def _answer(request: Request) -> JSONResponse:
    """What was offered; what nobody knows any more is told to be all there is. A browser reports
    other codes than 2xx as errors of the page.
    """
    name = request.path_params["name"]
    with _lock:
        answer = _answers.get(name)
        if answer:
            _answers.move_to_end(name)
    status, content = answer() if answer else (THERE, {})
    return JSONResponse(content, status, headers={"Cache-Control": "no-store"})


ROUTE = route(ADDRESS + "{name}", _answer)


def wait(
    ask: str, key: str, looked: Callable[[], None], text: str = "", share: float = 0.0,
    label: str = "",
) -> None:
    """Have the browser ask and call `looked` once all is there. It shows a `text` and how great a
    `share` is done, as the answers tell them; nothing without a text.
    """
    told: dict[str, Any] = {"ask": ask, "text": text, "share": share, "label": label}
    _mount(key=key, data=told, on_looked_change=looked)
