"""Large files come into memory over HTTP: whole, once, within their limit, to their own control."""

import pytest
from starlette.applications import Starlette

from tests.loops import run
from ui.session import receiving


@pytest.fixture
def kept(monkeypatch):
    choices: dict = {}
    monkeypatch.setattr(receiving.state, "chosen", lambda name, first: choices.get(name, first))
    monkeypatch.setattr(receiving.state, "choose", choices.__setitem__)
    return choices


def post(address: str, content: bytes, pieces: int = 3) -> int:
    """What a browser's request is answered with."""
    size = -(-len(content) // pieces)
    parts = [content[size * n : size * (n + 1)] for n in range(pieces)]
    told = []
    scope = {"type": "http", "method": "POST", "path": address, "query_string": b"",
             "headers": []}

    async def receive():
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message):
        told.append(message)

    run(Starlette(routes=[receiving.ROUTE])(scope, receive, send))
    return told[0]["status"]


def test_a_file_is_taken_whole_and_once(kept):
    address = receiving.offer("a", 10_000_000)
    content = bytes(range(256)) * 20_000
    assert post(address, content) == 200
    assert receiving.offer("a", 10_000_000) == address
    assert receiving.taken("a") == content
    assert receiving.taken("a") is None


def test_what_is_too_large_or_unasked_is_refused(kept):
    address = receiving.offer("b", 100)
    assert post(address, b"x" * 101) == receiving.TOO_LARGE
    assert receiving.taken("b") is None
    other = receiving.ADDRESS + "nobody"
    assert post(other, b"x") == receiving.UNKNOWN


def test_all_files_together_have_a_limit(kept, monkeypatch):
    monkeypatch.setattr(receiving, "HELD_BYTES", 150)
    first, second = receiving.offer("c", 100), receiving.offer("d", 100)
    assert post(first, b"x" * 100) == 200
    assert post(second, b"x" * 100) == receiving.BUSY
    assert receiving.taken("c") == b"x" * 100
    assert post(second, b"x" * 100) == 200
    assert receiving.taken("d") == b"x" * 100
