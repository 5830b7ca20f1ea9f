"""Figures, tiles and the sentence on top follow a hand that moves a lever, before it lets go.

The browser hears the sidebar's sliders and asks for every place of the hand (`answers.moving`);
the scripts of `ui/panel/live_js` say when. Streamlit's own run follows at release and settles it.
Where the browser cannot ask, levers move as if there were none of this.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from answers import moving
from answers.values import on_screen
from answers.workers import POOL
from model.terms.parameters import declared
from ui import panel
from ui.door import shut
from ui.door.below import below, route
from ui.frame import levers
from ui.session import resuming, state
from ui.session.hands import Busy, Hands, Overtaken

ADDRESS = "/backstop/live/"
BODY_LIMIT = 40_000
"""Bytes of a question: a link of the greatest length, and what stands beside it."""
WAITING, EACH = 60, 10
"""Hands that wait at once; of one user who is signed in."""
OVERTAKEN, NONSENSE, FOREIGN, TOO_LARGE, NO_JSON, BUSY = 204, 400, 403, 413, 415, 503

_hands = Hands(POOL.places, WAITING, EACH)
_threads = ThreadPoolExecutor(POOL.places, "live")


def draw(view: state.View, page: str) -> None:
    """Let what is on show follow the hand."""
    if panel.works():
        panel.follow(asked(view, page))


def asked(view: state.View, page: str) -> dict[str, Any]:
    """What a browser asks with: nothing to ask where no link holds the scenario, where a refused
    setting is no number, or where a run takes too long to keep up.
    """
    query, pending = state.query(view), view.pending
    stamp = panel.stamp(view.scenario, view.shared.baseline, view.words)
    numbers = all(_is_number(name, value) for name, value in pending.items())
    keeps_up = moving.keeps_up(view.scenario) and moving.keeps_up(view.shared.baseline)
    if "s" not in query or not numbers or view.replaying or not keeps_up:
        return {"stamp": stamp}
    return {
        "stamp": stamp, "address": below(f"{ADDRESS}{resuming.token()['session']}"),
        "question": {**query, "page": page},
        "set": {name: on_screen(declared(name), value) for name, value in pending.items()},
        "levers": {
            state.selector(lever.name)[1:]: {
                "names": lever.names,
                "at": on_screen(declared(lever.name), view.setting(lever.name))}
            for lever in levers.every(view.scenario, view.words)
            if view.setting(lever.name) is not None
        },
    }


def _is_number(name: str, value: object) -> bool:
    return declared(name).kind in ("number", "whole") and isinstance(value, int | float)


async def _answer(request: Request) -> Response:
    """Answers in its turn, for the newest question of each hand, whom `Door` lets in."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return Response(status_code=FOREIGN)
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return Response(status_code=NO_JSON)  # what other sites' pages may send unasked is none
    told = await _body(request)
    if told is None:
        return Response(status_code=TOO_LARGE)
    try:
        async with _hands.turn((shut.who(request.scope), request.path_params["hand"])):
            work = asyncio.get_running_loop().run_in_executor(_threads, POOL.answered, told)
            found = await work
    except (Busy, TimeoutError):
        return Response(status_code=BUSY, headers={"Retry-After": "1"})
    except Overtaken:
        return Response(status_code=OVERTAKEN)
    except (ValueError, RecursionError):
        return Response(status_code=NONSENSE)
    return Response(found, media_type="application/json", headers={"Cache-Control": "no-store"})


async def _body(request: Request) -> bytes | None:
    """What was sent; None once it is more than BODY_LIMIT."""
    told = b""
    async for part in request.stream():
        told += part
        if len(told) > BODY_LIMIT:
            return None
    return told


ROUTE = route(ADDRESS + "{hand}", _answer, "POST")
