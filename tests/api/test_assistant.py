"""An assistant gets the numbers that everybody gets, refusals in words, and changes nothing."""

import asyncio
import base64
import json
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx2
import pytest
import uvicorn
from mcp import Client, MCPError, StdioServerParameters, stdio_client

from api import assistant
from api.alone import app
from api.assistant import TOOLS, Asker
from api.assistant_jobs import JOB_TOOLS
from api.jobs import Jobs
from api.kept import own_library
from api.turns import Desk
from model import MODEL_VERSION
from reports.formats import FORMATS
from scenarios import load
from tests.api.test_api import FEE, QUICK, told
from tests.loops import run

Asked = Callable[[Client], Awaitable[object]]


def within(asked: Asked, connection: object = None) -> object:
    """What a client of the official SDK is answered; within this process unless told otherwise."""

    async def asking() -> object:
        here = assistant.server(Asker(Desk(), Jobs(own_library)))
        async with Client(connection or here) as client:
            return await asked(client)

    return run(asking())


async def number(client: Client) -> float:
    found = await client.call_tool("run", {
        "scenario": "as_pitched", "set": {FEE: 0.3}, "readings": ["lowest_cash"]})
    assert not found.is_error
    assert json.loads(found.content[0].text) == found.structured_content
    assert found.structured_content["model_version"] == MODEL_VERSION
    return found.structured_content["readings"]["lowest_cash"]


@pytest.fixture(scope="module")
def right(tmp_path_factory):
    """What the command line says."""
    folder = tmp_path_factory.mktemp("run")
    told("run", "as_pitched", "--set", f"{FEE}=0.3", "--out", str(folder))
    return json.loads((folder / "summary.json").read_text("utf-8"))["lowest_cash"]


@pytest.mark.slow
def test_it_is_answered_on_streams(right):
    server = StdioServerParameters(command=sys.executable, args=["-m", "api.assistant"],
                                   cwd=Path(assistant.__file__).parents[1])
    assert within(number, stdio_client(server)) == right


@pytest.fixture
def address():
    """The API alone, listening on this machine."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    with server.config.bind_socket() as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/api/v1/mcp"
        server.should_exit = True
        thread.join()


def test_it_is_answered_over_http_and_only_where_the_api_is(right, address, monkeypatch):
    assert within(number, address) == right
    monkeypatch.setenv("BACKSTOP_API", "off")
    assert httpx2.post(address, json={}).status_code == 403


def test_every_tool_only_reads_and_says_what_it_takes():
    async def asked(client: Client) -> object:
        return (await client.list_tools()).tools

    tools = within(asked)
    every = {**TOOLS, **JOB_TOOLS}
    assert [each.name for each in tools] == list(every)
    for each in tools:
        assert each.annotations.read_only_hint
        assert list(each.input_schema["properties"]) == [f.name for f in every[each.name].fields]


LONG = {"scenario": "stop_gifting", "set": {"horizon.days": 200},
        "question": {"levers": {FEE: [0.0, 0.5]}, "search": {"evaluations": 4_000}}}


@pytest.mark.parametrize("is_far", [False, True])
def test_how_far_a_long_answer_is_is_told_to_who_wants_to_know(address, monkeypatch, is_far):
    monkeypatch.setattr(assistant, "TELL_SECONDS", 0.01)
    heard: list[tuple[float, float | None]] = []

    async def hear(done: float, total: float | None, _message: str | None) -> None:
        heard.append((done, total))

    async def asked(client: Client) -> object:
        return await client.call_tool("search", LONG, progress_callback=hear)

    assert not within(asked, address if is_far else None).is_error
    assert len(heard) > 1
    assert heard == sorted(heard)
    assert all(0 < done <= total == 1 for done, total in heard)


@pytest.mark.slow
def test_a_report_is_begun_looked_at_and_read(address, tmp_path):
    given = {"scenario": "stop_gifting", "set": {"horizon.days": 60}, "format": "csv",
             "date": "2026-03-01"}

    async def asked(client: Client) -> object:
        assert len((await client.list_resource_templates()).resource_templates) == 1
        found = (await client.call_tool("report", given)).structured_content
        while found["state"] in ("waiting", "working"):
            await asyncio.sleep(0.05)
            found = (await client.call_tool("job", {"id": found["id"]})).structured_content
        assert found["state"] == "done", found
        return (await client.read_resource(found["file"])).contents[0]

    made = within(asked, address)
    out = tmp_path / "report.zip"
    told("report", "stop_gifting", "--set", "horizon.days=60", "--date", "2026-03-01", "--format",
         "csv", "--out", str(out))
    assert base64.b64decode(made.blob) == out.read_bytes()
    assert made.mime_type == FORMATS["csv"].mime


@pytest.mark.parametrize("uri", ["backstop://jobs/AAAAAAAAAAAAAAAAAAAAAAAA/file", "file:///x"])
def test_what_is_no_file_of_a_job_is_refused(uri):
    async def asked(client: Client) -> object:
        with pytest.raises(MCPError, match="no such job"):
            await client.read_resource(uri)

    within(asked)


def test_which_terms_hold_is_answered_in_words():
    async def asked(client: Client) -> object:
        return await client.call_tool("search", {
            "scenario": "stop_gifting", "set": {"horizon.days": 200},
            "question": {**QUICK, "limits": []}, "language": "zh"})

    found = within(asked).structured_content
    assert found["front"]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in found["text"][0])


def test_what_parameters_rest_on_is_told():
    async def asked(client: Client) -> object:
        return await client.call_tool("describe", {"about": "sell_fee"})

    found = within(asked).structured_content["parameters"]
    assert found["campaigns.*.sell_fee"]["source"].startswith("S-")
    assert list(found) == ["campaigns.*.sell_fee"]


def test_what_comes_with_the_program_is_told():
    async def asked(client: Client) -> object:
        return await client.call_tool("scenarios", {"language": "zh"})

    found = within(asked).structured_content["scenarios"]
    assert found["as_pitched"]["title"] == load("as_pitched").title("zh")


@pytest.mark.parametrize(("name", "given", "says"), [
    ("run", {"scenario": "as_pitched", "set": {FEE: 1.5}}, f"{FEE} = 1.5"),
    ("run", {}, "scenario"),
    ("run", {"scenario": "as_pitched", "language": "fr"}, "language"),
    ("describe", {"about": 3}, "about"),
    ("report", {"scenario": "as_pitched", "format": "docx"}, "format"),
    ("job", {"id": "A" * 24}, "no such job"),
    ("job", {}, "id"),
    ("sell_everything", {}, "search"),
])
def test_a_refusal_names_what_is_wrong(name, given, says):
    async def asked(client: Client) -> object:
        return await client.call_tool(name, given)

    found = within(asked)
    assert found.is_error
    assert says in found.content[0].text
