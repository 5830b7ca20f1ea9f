"""Addresses that somebody may type for a page, which Streamlit does not know: they lead there, or
to the first page, which says so; Streamlit's own dialog is English in every language.
"""

from urllib.parse import urlencode

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse
from starlette.types import Scope

from scenarios.contents import ENTER, PAGES, PRESENT, START
from ui.door.below import route

FIRST = next(iter(PAGES.values()))
"""The page at the bare address, which for Streamlit has none of its own."""
LEAD = {
    **{page.name: page.address for page in PAGES.values() if page.name != page.address},
    **dict.fromkeys((FIRST.address, "index.html", "index", "home"), ""),
}
"""What is typed → the address that is meant."""
KNOWN = {"", *LEAD, *(page.address for page in (*PAGES.values(), PRESENT, START, ENTER))}
NO_PAGES = {"_stcore", "api", "media", "backstop", "auth", "oauth2callback", "component", "static",
            "app", "guess"}
"""First parts of addresses at which something other than pages is served."""
UNKNOWN = "unknown"
"""The query parameter by which the first page knows what was asked for."""


async def _lead(request: Request) -> RedirectResponse:
    """Send the browser on with all that its link holds; relative, for a proxy may serve Backstop
    below a path.
    """
    meant = LEAD[request.url.path.rpartition("/")[2]]
    asked = f"?{request.url.query}" if request.url.query else ""
    return _away(f"./{meant}{asked}")


def _away(to: str) -> RedirectResponse:
    return RedirectResponse(to, headers={"Cache-Control": "no-store"})


def to_first(path: str, scope: Scope) -> RedirectResponse | None:
    """Where a browser is sent that asks for a page there is not, by its path within Backstop; None
    for everything else.
    """
    first, last = path.partition("/")[0], path.rpartition("/")[2]
    asks = HTTPConnection(scope)
    if (path.rstrip("/") in KNOWN or first in NO_PAGES or "." in last or scope["method"] != "GET"
            or "text/html" not in asks.headers.get("accept", "")):
        return None
    asked = urlencode([*asks.query_params.multi_items(), (UNKNOWN, path[:100])])
    return _away("./" + "../" * path.count("/") + f"?{asked}")


ROUTES = [route(f"/{typed}", _lead) for typed in LEAD]
