"""What somebody types for a page leads to it, with all that a link holds."""

from typing import Any

import pytest
from starlette.applications import Starlette

from scenarios.contents import PAGES
from tests.loops import run
from ui.door import elsewhere

APP = Starlette(routes=elsewhere.ROUTES)
KNOWN = {page.address for page in PAGES.values()} - {elsewhere.FIRST.address}
"""Pages that Streamlit finds by their address."""


async def led(typed: str, query: str) -> str:
    """Where a browser is sent."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": f"/{typed}", "headers": [],
             "query_string": query.encode(), "server": ("backstop", 80), "scheme": "http"}
    await APP(scope, None, send)  # type: ignore[arg-type]
    assert sent[0]["status"] == 307
    return dict(sent[0]["headers"])[b"location"].decode()


@pytest.mark.parametrize("typed", elsewhere.LEAD)
@pytest.mark.parametrize("query", ["", "s=abc%2B&lang=zh"])
def test_what_is_typed_leads_to_a_page(typed: str, query: str) -> None:
    address, _, asked = run(led(typed, query)).removeprefix("./").partition("?")
    assert asked == query
    assert address in {"", *KNOWN}
    assert address not in elsewhere.LEAD, "never in a circle"


@pytest.mark.parametrize(("path", "to"), [
    ("nowhere", "./?s=a&unknown=nowhere"), ("a/b", "./../?s=a&unknown=a%2Fb"), ("price", None),
    ("price/", None), ("", None), ("media/x", None), ("icon.png", None),
])
def test_an_address_without_a_page_leads_to_the_first_which_is_told(path, to) -> None:
    scope = {"type": "http", "method": "GET", "path": f"/{path}", "query_string": b"s=a",
             "headers": [(b"accept", b"text/html,*/*")]}
    found = elsewhere.to_first(path, scope)
    assert (found.headers["location"] if found else None) == to
    assert elsewhere.to_first(path, scope | {"headers": []}) is None


@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_every_page_is_found_by_its_name_in_the_address(page) -> None:
    assert {page.address, page.name} <= KNOWN | set(elsewhere.LEAD)
