"""The API says what the command line says, refuses in words, and answers whom it may."""

import io
import json
import socket
from contextlib import redirect_stdout

import pyarrow as pa
import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api import described, routes
from api.alone import app
from api.asked import SCENARIOS
from api.files import FILES
from api.operations import OPERATIONS
from api.served import APP, Config
from api.told import ARROW, PROBLEM
from api.turns import Crowded, Line
from commands.main import main
from scenarios import Shared, link, load, write
from scenarios.documents import preset_names
from tests.loops import run
from tests.more import long_after

HERE = {"host": "127.0.0.1:8501"}
FEE = "campaigns.main.sell_fee"


@pytest.fixture(scope="module")
def client():
    """A program on this machine."""
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50_000)) as found:
        yield found


def post(client: TestClient, name: str, **asked: object) -> dict:
    answer = client.post(f"{described.BASE}/{name}", json=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return answer.json()


def told(*arguments: str) -> str:
    with redirect_stdout(io.StringIO()) as printed:
        assert main(list(arguments)) == 0
    return printed.getvalue()


@pytest.mark.parametrize("preset", long_after(2, preset_names()))
def test_every_route_says_what_the_command_line_says(client, preset, tmp_path):
    settings = ("--set", "platform.payment_fee=0.011")
    change = {"platform.payment_fee": 0.011}
    told("run", preset, *settings, "--out", str(tmp_path))
    summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    found = post(client, "run", scenario=preset, set=change, readings=list(summary),
                 series=["operating_cash"])
    assert found["readings"] == summary
    rows = (tmp_path / "daily.csv").read_text("utf-8").splitlines()
    place = rows[0].split(",").index("operating_cash")
    assert found["series"]["operating_cash"] == pytest.approx(
        [float(row.split(",")[place]) for row in rows[1:]], rel=1e-13)
    varied = post(client, "vary", scenario=preset, readings=["lowest_cash"],
                  vary={"platform.payment_fee": [0.0, 0.011]})
    assert varied["readings"]["lowest_cash"][1] == pytest.approx(summary["lowest_cash"], rel=1e-12)
    assert varied["permitted"] == [True, True]
    asked = post(client, "ask", scenario=preset, set=change, page="overview")
    assert asked["question"]
    assert {tile["reading"]: tile["value"] for tile in asked["tiles"]}.items() <= {
        **summary}.items()
    checked = post(client, "check", scenario=preset, set=change)
    assert checked["count"] == len(load(preset).scenario.names())


@pytest.mark.parametrize("preset", long_after(1, preset_names()))
def test_claims_and_terms_are_those_of_the_command_line(client, preset, tmp_path):
    short = ("--set", "horizon.days=200")
    claims = post(client, "claims", scenario=preset, set={"horizon.days": 200})
    assert claims["claims"] == json.loads(told("claims", preset, *short, "--json"))
    fee = next(name for name in load(preset).scenario.names() if name.endswith(".sell_fee"))
    asked = {"levers": {fee: [0.0, 0.5]}, "search": {"evaluations": 40, "population": 8}}
    config = tmp_path / "question.toml"
    config.write_text(tomli_w.dumps(asked), "utf-8")
    found = post(client, "search", scenario=preset, question=asked, set={"horizon.days": 200})
    assert {name: found[name] for name in found if name not in ("model_version", "remarks")} == (
        json.loads(told("search", preset, *short, "--config", str(config), "--json")))


def test_comparisons_are_those_of_the_command_line(client):
    names = preset_names()[:SCENARIOS]
    compared = post(client, "compare", results=["lowest_cash"],
                    scenarios={name: name for name in names})
    of_commands = json.loads(told("compare", *names, "--result", "lowest_cash", "--json"))
    assert {name: compared[name] for name in of_commands} == of_commands


def test_an_absent_number_that_is_needed_is_no_permitted_run(client):
    found = post(client, "vary", scenario="as_pitched", readings=["lowest_cash"],
                 vary={"horizon.days": [None, 30]})
    assert found["permitted"] == [False, True]
    assert found["readings"]["lowest_cash"][0] is None


QUICK = {"levers": {FEE: [0.0, 0.5]}, "search": {"evaluations": 40, "population": 8}}


def test_a_scenario_is_a_name_a_text_a_link_or_a_table(client):
    document = load("stop_gifting")
    values = document.scenario.replace({FEE: 0.31})
    forms = [
        ("stop_gifting", {FEE: 0.31}),
        (write(document), {FEE: 0.31}),
        (link.encode(Shared("stop_gifting", values)), {}),
        ({"base": "stop_gifting", "campaigns": {"main": {"sell_fee": 0.31}}}, {}),
    ]
    found = [post(client, "run", scenario=scenario, set=change)["readings"]
             for scenario, change in forms]
    assert found[0]["lowest_cash"] != post(
        client, "run", scenario="stop_gifting")["readings"]["lowest_cash"]
    assert all(each == found[0] for each in found)


def test_a_scenario_with_a_calendar_comes_with_dates(client):
    asked = {"scenario": 'base = "as_pitched"\n[calendar]\nday_zero = 2026-03-01'}
    assert client.post("/api/v1/run", json=asked).json()["day_zero"] == "2026-03-01"
    found = client.post("/api/v1/run", json=asked, headers={"Accept": ARROW})
    dates = pa.ipc.open_stream(found.content).read_all()["date"]
    assert (str(dates[0]), str(dates[409])) == ("2026-03-01", "2027-04-14")


def test_series_come_as_arrow(client):
    asked = {"scenario": "as_pitched", "series": ["operating_cash", "price"]}
    answer = client.post(f"{described.BASE}/run", json=asked, headers={"Accept": ARROW})
    table = pa.ipc.open_stream(answer.content).read_all()
    assert table.column_names == ["day", "operating_cash", "price"]
    series = post(client, "run", **asked)["series"]
    assert table["operating_cash"].to_pylist() == series["operating_cash"]
    vary = {"scenario": "as_pitched", "vary": {FEE: [0.1, 0.99]}, "readings": ["lowest_cash"]}
    answer = client.post(f"{described.BASE}/vary", json=vary, headers={"Accept": ARROW})
    assert pa.ipc.open_stream(answer.content).read_all().column_names == [
        FEE, "permitted", "lowest_cash"]


@pytest.mark.parametrize(("name", "asked", "field"), [
    ("run", {}, "scenario"),
    ("run", {"scenario": "as_piched"}, "scenario"),
    ("run", {"scenario": ""}, "scenario"),
    ("run", {"scenario": 7}, "scenario"),
    ("run", {"scenario": {"horizon": {"days": None}}}, "scenario"),
    ("run", {"scenario": "as_pitched", "set": {FEE: 1.5}}, FEE),
    ("run", {"scenario": "as_pitched", "set": {FEE: [1]}}, FEE),
    ("run", {"scenario": "as_pitched", "set": {"campaigns.main.sellfee": 0.1}},
     "campaigns.main.sellfee"),
    ("run", {"scenario": "as_pitched", "readings": ["lowest"]}, "readings"),
    ("run", {"scenario": "as_pitched", "series": ["cash"]}, "series"),
    ("run", {"scenario": "as_pitched", "language": "fr"}, "language"),
    ("run", {"scenario": "as_pitched", "colour": 1}, "colour"),
    ("vary", {"scenario": "as_pitched", "vary": {FEE: ["a"]}}, f"vary.{FEE}"),
    ("vary", {"scenario": "as_pitched", "vary": {FEE: [0.1], "wallet.withdraw_share": [1, 2]}},
     "wallet.withdraw_share"),
    ("vary", {"scenario": "as_pitched", "vary": {FEE: [0.1] * 2001}}, f"vary.{FEE}"),
    ("vary", {"scenario": "as_pitched", "vary": {"horizon.days": [1e300]}},
     "vary.horizon.days"),
    ("vary", {"scenario": "as_pitched", "vary": {"horizon.days": [1e200]}}, "vary"),
    ("search", {"scenario": "as_pitched", "question": []}, "question"),
    ("search", {"scenario": "as_pitched", "question": {"levers": {FEE: [0, 1, 2]}}},
     f"levers.{FEE}"),
    ("search", {"scenario": "as_pitched", "question": {"levers": {"nothing": [0, 1]}}}, "nothing"),
    ("search", {"scenario": "as_pitched", "question": {"search": {"evaluations": 100_000}}},
     "question.search.evaluations"),
    ("compare", {"scenarios": {"a": "as_pitched"}, "baseline": "b"}, "baseline"),
    ("compare", {"scenarios": {str(n): "as_pitched" for n in range(9)}}, "scenarios"),
    ("ask", {"scenario": "as_pitched", "page": "nowhere"}, "page"),
])
def test_what_is_refused_is_named_in_the_caller_s_words(client, name, asked, field):
    for language in ("en", "zh"):
        answer = client.post(f"{described.BASE}/{name}", json=asked,
                             headers={"Accept-Language": f"{language}-XX,en;q=0.5"})
        assert answer.status_code == 422, answer.text
        assert answer.headers["content-type"].startswith(PROBLEM)
        found = answer.json()
        assert found["status"] == 422
        assert field in [each["field"] for each in found["errors"]] or not field
        chinese = any("\u4e00" <= letter <= "\u9fff" for letter in found["detail"])
        assert chinese == (language == "zh"), found


@pytest.mark.parametrize(("status", "method", "path", "content", "headers"), [
    (404, "GET", "nothing", b"", {}),
    (405, "GET", "run", b"", {}),
    (415, "POST", "run", b"{}", {"Content-Type": "text/plain"}),
    (422, "POST", "run", b"[" * 100_000, {"Content-Type": "application/json"}),
    (422, "POST", "run", b"\xff\xfe", {"Content-Type": "application/json"}),
    (413, "POST", "run", b" " * (routes.BODY_LIMIT + 1), {"Content-Type": "application/json"}),
    (406, "POST", "claims", b"{}", {"Content-Type": "application/json", "Accept": ARROW}),
    (403, "POST", "run", b"{}", {"Sec-Fetch-Site": "cross-site"}),
    (403, "POST", "run", b"{}", {"X-Forwarded-For": "198.51.100.7"}),
    (403, "POST", "run", b"{}", {"Host": "backstop.example.com"}),
    (403, "GET", "health", b"", {"Host": "backstop.example.com"}),
])
def test_other_refusals_are_problem_details_too(client, status, method, path, content, headers):
    answer = client.request(method, f"{described.BASE}/{path}", content=content, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith(PROBLEM)
    assert answer.json()["status"] == status


def test_who_may_ask_is_set_by_one_variable(client, monkeypatch):
    away = {"Host": "backstop.example.com", "X-Forwarded-For": "198.51.100.7"}
    asked = {"scenario": "as_pitched"}
    monkeypatch.setenv("BACKSTOP_API", "on")
    assert client.post(f"{described.BASE}/check", json=asked, headers=away).status_code == 200
    monkeypatch.setenv("BACKSTOP_API", "off")
    assert client.post(f"{described.BASE}/check", json=asked).status_code == 403


def test_a_line_has_an_end_and_a_part_for_each():
    async def crowd() -> list[bool]:
        line = Line(at_once=2, waiting=3, each=2)
        async with line.turn("a"), line.turn("a"):
            found = []
            for who in ("a", "b"):
                try:
                    async with line.turn(who):
                        pass
                except Crowded as crowded:
                    found.append(crowded.alone)
                except TimeoutError:
                    pass
                if who == "a":
                    line._held["c"] += 1  # somebody else waits
            return found

    assert run(crowd()) == [True, False]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner,
                                                                max_size=3), max_leaves=6)


@pytest.mark.parametrize("name", [*OPERATIONS, "report"])
def test_whatever_is_asked_only_the_asker_is_blamed(client, name):
    fields = [field.name for field in {**OPERATIONS, **FILES}[name].fields]

    @given(st.dictionaries(st.sampled_from(fields), VALUES, max_size=4))
    def asking(asked: dict) -> None:
        answer = client.post(f"{described.BASE}/{name}", json=asked)
        assert 400 <= answer.status_code < 500, answer.text
        assert "detail" in answer.json()

    asking()


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
def test_no_address_fails_whatever_it_is_asked(client, method):
    """Routes that are in no list of ours among them."""
    paths = {route.path for mount in app.routes for route in mount.routes}
    assert {"/mcp", "/fit", "/jobs/{name}/file"} < paths

    @given(st.binary(max_size=40) | VALUES.map(json.dumps).map(str.encode),
           st.sampled_from(["application/json", "text/plain", ""]),
           st.sampled_from(["*/*", "application/json, text/event-stream", ARROW]))
    @settings(max_examples=5)
    def asking(sent: bytes, kind: str, accept: str) -> None:
        for path in paths:
            address = f"{described.BASE}{path}?language=x&base="
            answer = client.request(method, address, content=sent,
                                    headers={"Content-Type": kind, "Accept": accept})
            assert answer.status_code < 500, (path, answer.text)

    asking()


def test_the_document_describes_every_address_and_its_examples_work(client):
    document = client.get(f"{described.BASE}/openapi.json").json()
    paths = {route.path for mount in app.routes for route in mount.routes}
    assert {path.removeprefix(described.BASE) for path in document["paths"]} == paths - {
        "/openapi.json", "/docs", "/mcp"}
    for name, example in described.EXAMPLES.items():
        if name not in ("claims", "search", *FILES):  # seconds
            assert post(client, name, **example)["model_version"]
    page = client.get(f"{described.BASE}/docs")
    assert all(f"{described.BASE}/{name}" in page.text for name in (*OPERATIONS, *FILES))
    assert "<html lang='en'>" in page.text
    assert client.get(f"{described.BASE}/health").json()["ready"] is True
    schema = client.get(f"{described.BASE}/schema?language=zh").json()
    assert FEE.replace("main", "*") in schema["parameters"]
    assert client.get(f"{described.BASE}/schema?language=fr").status_code == 422


def test_answers_leave_at_once():
    """Without this each takes 40 ms more (benchmarks: `api_run_p50_ms`)."""
    with Config(APP, host="127.0.0.1", port=0, log_level="error").bind_socket() as listening:
        assert listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
