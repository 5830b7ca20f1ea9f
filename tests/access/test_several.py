"""Two servers behind one address behave as one, also after one of them was killed."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from tests.access.identity import claims, cookie
from tests.access.several import CADDY, COOKIE, Several, several
from tests.access.test_strangers import LINK
from tests.access.visitor import heard, status
from tests.browser.serving import Server
from tests.library.documents import pitch
from tests.library.postgres import PROGRAMS
from tests.programs import needed
from ui.door import access

pytestmark = pytest.mark.postgres
PRIVATE = "/_stcore/metrics"
SOON = 60


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Several]:
    needed(PROGRAMS, "no PostgreSQL on this machine (looked for initdb)")
    needed(CADDY, "no Caddy on this machine (looked for caddy)")
    with several(tmp_path_factory.mktemp("several")) as found:
        yield found


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def asked(server: Server, path: str, token: str, sent: object = None) -> bytes:
    """What the API answers whoever brings a token."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(
        server.address + path, None if sent is None else json.dumps(sent).encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return bytes(answer.read())


def begun(server: Server, token: str, **more: object) -> str:
    """Where a job of that server is looked at."""
    found = json.loads(asked(server, "/api/v1/report", token, {
        "scenario": "as_pitched", "set": {"horizon.days": 60}, "format": "csv", **more}))
    return str(found["address"])


def state(server: Server, place: str, token: str) -> str:
    return str(json.loads(asked(server, place, token))["state"])


def given(server: Server, cookies: str) -> list[str]:
    """The proxy's cookies that a visitor with these is given."""
    request = urllib.request.Request(server.address + "/_stcore/health",
                                     headers={"Cookie": cookies})
    with urllib.request.urlopen(request, timeout=60) as answer:
        told = answer.headers.get_all("Set-Cookie") or []
    return [each.partition(";")[0] for each in told if each.startswith(COOKIE)]


def test_a_visitor_stays_at_one_server(pair: Several) -> None:
    known = [pair.cookie(each) for each in pair.servers]
    assert len(set(known)) == 2
    for each in known:
        assert given(pair.front, each) == [], "it is there already"
    assert given(pair.front, "")[0] in known
    assert given(pair.front, f"{COOKIE}=x")[0] in known


def test_who_signs_out_at_one_server_is_out_at_the_other(pair: Several) -> None:
    mine = cookie(claims(pair.front))
    here, there = pair.servers
    assert [status(each, PRIVATE, mine) for each in (*pair.servers, pair.front)] == [200] * 3
    status(here, "/auth/logout", mine)
    assert status(here, PRIVATE, mine) == 403
    until(lambda: status(there, PRIVATE, mine) == 403)
    assert status(pair.front, PRIVATE, f"{mine}; {pair.cookie(there)}") == 403


def test_a_job_of_one_server_is_looked_at_and_fetched_at_the_other(pair: Several) -> None:
    token = pair.library.of("ann").make_token("R")
    here, there = pair.servers
    place = begun(here, token)
    until(lambda: state(there, place, token) == "done")
    assert asked(there, f"{place}/file", token) == asked(here, f"{place}/file", token)
    stranger = pair.library.of("bob").make_token("R")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        asked(there, place, stranger)


def test_a_server_that_is_killed_takes_nothing_with_it_that_was_saved(pair: Several) -> None:
    """The last test: afterwards one server is left."""
    lost, left = pair.servers
    mine = cookie(claims(pair.front, iat=int(time.time()) - 1))
    user = access.person(claims(pair.front)).id
    shelf = pair.library.of(user)
    token, entry = shelf.make_token("R"), shelf.add("pitch", "Saved before", pitch())
    there = f"{mine}; {pair.cookie(lost)}"
    assert b"Saved before" in heard(pair.front, "library", LINK["en"], there)
    place = begun(lost, token, terms=True, format="html", set={})
    until(lambda: state(left, place, token) == "working")
    lost.process.kill()
    lost.process.wait()
    said = heard(pair.front, "library", LINK["en"], there)
    assert b"Saved before" in said
    assert b"Signed in as Alice" in said
    assert shelf.content(entry.revision.entry_id) == pitch()
    assert status(pair.front, PRIVATE, there) == 200
    assert state(left, place, token) == "working", "as far as anybody knows"
    with pair.library.database.writing() as connection:  # nobody waits for it here
        connection.execute(text("UPDATE library_jobs SET heard = heard - interval '1 minute'"))
    assert state(pair.front, place, token) == "lost"
    again = begun(pair.front, token)
    until(lambda: state(pair.front, again, token) == "done")
