"""Large files on their way from a browser, over HTTP and into memory: nothing is written down.

A page's own line to the server would stand still while one message holds a whole file.
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse

from ui.door.below import below, route
from ui.session import state

ADDRESS = "/backstop/receiving/"
KEPT = 256
"""Pages that may send; the one that was offered an address longest ago loses it."""
HELD_BYTES = 600_000_000
"""Of all files on their way together: what comes beyond that is told to come again later."""
UNKNOWN, TOO_LARGE, BUSY = 404, 413, 503


@dataclass
class _Place:
    """Where one page's file comes to, of at most `limit` bytes."""

    limit: int
    content: bytearray | None = None
    whole: bool = False


_places: OrderedDict[str, _Place] = OrderedDict()
_lock = Lock()


def offer(key: str, limit: int) -> str:
    """The address at which this session's page may leave a file for the control `key`."""
    name = state.chosen(f"receiving {key}", "")
    if not name:
        name = secrets.token_urlsafe(24)
        state.choose(f"receiving {key}", name)
    with _lock:
        _places.setdefault(name, _Place(limit))
        _places.move_to_end(name)
        while len(_places) > KEPT:
            _places.popitem(last=False)
    return below(ADDRESS + name)


def taken(key: str) -> bytes | None:
    """What was left for the control, once; None if it did not come in full."""
    with _lock:
        place = _places.get(state.chosen(f"receiving {key}", ""))
        if place is None or not place.whole or place.content is None:
            return None
        content, place.content, place.whole = bytes(place.content), None, False
        return content


async def _receive(request: Request) -> JSONResponse:
    """Take a body piece by piece; what was there before, or broke off, is dropped."""
    with _lock:
        place = _places.get(request.path_params["name"])
    if place is None:
        return JSONResponse({}, UNKNOWN)
    mine = bytearray()
    place.content, place.whole = mine, False
    try:
        async for piece in request.stream():
            refused = _refused(place, mine, len(piece))
            if refused:
                place.content = None
                return JSONResponse({}, refused)
            mine += piece
    except ClientDisconnect:
        if place.content is mine:
            place.content = None
        return JSONResponse({}, UNKNOWN)
    if place.content is not mine:  # another file came meanwhile
        return JSONResponse({}, UNKNOWN)
    place.whole = True
    return JSONResponse({"size": len(mine)})


def _refused(place: _Place, mine: bytearray, more: int) -> int:
    """Why no more is taken; 0 if it is."""
    if len(mine) + more > place.limit:
        return TOO_LARGE
    with _lock:
        held = sum(len(each.content) for each in _places.values() if each.content is not None)
    return BUSY if held + more > HELD_BYTES else 0


ROUTE = route(ADDRESS + "{name}", _receive, "POST")
