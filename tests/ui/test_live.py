"""Hands take turns, and the route answers none but its own pages."""

import asyncio
import json
from collections.abc import Iterable

import pytest
from starlette.applications import Starlette

from scenarios import Shared, link
from tests.loops import run
from ui.frame import live
from ui.session.hands import Busy, Hands, Overtaken

QUESTION = {"s": link.encode(Shared.of("as_pitched")), "lang": "en", "readings": ["exit_share"],
            "set": {"campaigns.main.sell_fee": 21}}
JSON = {"content-type": "application/json", "sec-fetch-site": "same-origin"}


def answered(told: bytes, headers: dict[str, str], method: str = "POST") -> tuple[int, bytes]:
    """Status and body of the route's answer."""
    sent: list[dict] = []
    scope = {"type": "http", "method": method, "path": live.ADDRESS + "hand", "query_string": b"",
             "headers": [(name.encode(), value.encode()) for name, value in headers.items()]}

    async def receive():
        return {"type": "http.request", "body": told}

    async def send(message):
        sent.append(message)

    run(Starlette(routes=[live.ROUTE])(scope, receive, send))
    return sent[0]["status"], b"".join(part.get("body", b"") for part in sent)


def test_a_question_of_our_page_is_answered():
    status, found = answered(json.dumps(QUESTION).encode(), JSON)
    assert status == 200
    assert [tile["reading"] for tile in json.loads(found)["tiles"]] == ["exit_share"]


@pytest.mark.parametrize(("told", "headers", "status"), [
    (b"{}", {**JSON, "content-type": "text/plain"}, 415), (b"{}", {}, 415),
    (b"{}", {**JSON, "sec-fetch-site": "cross-site"}, 403),
    (b"{}", {**JSON, "sec-fetch-site": "same-site"}, 403),
    (b" " * (live.BODY_LIMIT + 1), JSON, 413), (b"{}", JSON, 400), (b"\xff", JSON, 400),
    (b"[" * 30_000, JSON, 400),
], ids=["text", "no type", "another site", "a neighbour", "large", "empty", "no text", "deep"])
def test_anything_else_is_refused(told, headers, status):
    assert answered(told, headers) == (status, b"")


def test_what_is_too_large_to_follow_is_not_computed(monkeypatch):
    monkeypatch.setattr("answers.moving.SMALL", 1_000)
    status, found = answered(json.dumps(QUESTION).encode(), JSON)
    assert (status, json.loads(found)) == (200, {"refused": True})


def test_nobody_looks_at_the_address():
    assert answered(b"", {}, "GET")[0] == 405


async def _asked(hands: Hands, asked: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What became of questions that were asked in this order while one place was taken."""
    told: list[tuple[str, str]] = []

    async def ask(user: str, page: str) -> None:
        try:
            async with hands.turn((user, page)):
                told.append((page, "answered"))
        except (Busy, Overtaken) as error:
            told.append((page, type(error).__name__))

    async with hands.turn(("", "first")):
        tasks = []
        for each in asked:
            tasks.append(asyncio.create_task(ask(*each)))
            await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    return told


def test_a_hand_s_newest_question_alone_is_answered_in_its_turn():
    asked = [("", "a"), ("", "b"), ("", "a"), ("", "a")]
    assert run(_asked(Hands(1, 9, 9), asked)) == [
        ("a", "Overtaken"), ("a", "Overtaken"), ("a", "answered"), ("b", "answered")]


def test_who_comes_when_too_many_wait_is_told_at_once():
    asked = [("", page) for page in "abcab"]
    found = run(_asked(Hands(1, 2, 9), asked))
    assert ("c", "Busy") in found[:1]
    assert found[-2:] == [("a", "answered"), ("b", "answered")]


def test_one_user_s_pages_leave_room_for_others():
    asked = [("ann", "a"), ("ann", "b"), ("ann", "c"), ("bob", "d")]
    found = dict(run(_asked(Hands(1, 9, 2), asked)))
    assert found == {"a": "answered", "b": "answered", "c": "Busy", "d": "answered"}


def test_users_take_turns_however_many_pages_one_has():
    asked = [("ann", page) for page in "abc"] + [("bob", "d"), ("cy", "e")]
    assert [page for page, _ in run(_asked(Hands(1, 9, 9), asked))] == ["a", "d", "e", "b", "c"]


def test_a_page_that_asks_at_once_again_stands_behind_all_others():
    async def tried() -> list[str]:
        hands, told = Hands(1, 9, 9), []

        async def ask(page: str, times: int) -> None:
            for _ in range(times):
                async with hands.turn(("", page)):
                    told.append(page)
                    await asyncio.sleep(0)

        await asyncio.gather(ask("greedy", 6), *(ask(page, 2) for page in "ab"))
        return told

    assert run(tried()) == ["greedy", "a", "b", "greedy", "a", "b", *["greedy"] * 4]


def test_who_gives_up_while_waiting_leaves_the_turn_to_others():
    async def tried() -> list[str]:
        hands, told = Hands(1, 9, 9), []

        async def ask(page: str) -> None:
            async with hands.turn(("", page)):
                told.append(page)

        async with hands.turn(("", "first")):
            gone, stays = (asyncio.create_task(ask(page)) for page in ("gone", "stays"))
            await asyncio.sleep(0)
            gone.cancel()
            await asyncio.sleep(0)
        await asyncio.gather(gone, stays, return_exceptions=True)
        async with hands.turn(("", "last")):
            told.append("last")
        return told

    assert run(tried()) == ["stays", "last"]
