"""Reports and fits are jobs: they say how far they are, then give what the command line gives."""

import json
import re
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from analysis.batches import go_on
from api import files, jobs
from api.alone import app
from api.jobs import EACH, WAITING, Jobs
from api.routes import application
from api.turns import Crowded
from commands.main import main
from library import Library, LibraryError
from library.jobs import File, Job, JobBook
from library.place import sqlite_url
from model import ScenarioError
from model.terms.problems import OUT_OF_RANGE, problem
from scenarios.documents import preset_names
from tests.api.test_api import told
from tests.loops import run
from tests.more import long_after
from wording import Words

BASE = "/api/v1"
ORDERS = Path(__file__).parents[1] / "fit" / "exports"


@pytest.fixture(scope="module")
def client():
    """A program on this machine."""
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50_000)) as found:
        yield found


def ended(client: TestClient, begun) -> dict:
    """How a job ended."""
    assert begun.status_code == 202, begun.text
    place = begun.headers["location"]
    until = time.monotonic() + 300
    while (found := client.get(place).json())["state"] in ("waiting", "working"):
        assert time.monotonic() < until, found
        time.sleep(0.05)
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "language"), [("csv", "en"), ("html", "zh")])
def test_a_report_is_the_command_line_s(client, kind, language, tmp_path):
    form = files.FORMATS[kind]
    found = ended(client, client.post(f"{BASE}/report", json={
        "scenario": "stop_gifting", "set": {"horizon.days": 200}, "format": kind, "client": "Ann",
        "date": "2026-03-01", "language": language}))
    answer = client.get(found["file"])
    assert answer.headers["content-type"].startswith(form.mime)
    assert answer.headers["content-disposition"] == f'attachment; filename="{found["name"]}"'
    out = tmp_path / f"r{form.suffix}"
    told("report", "stop_gifting", "--set", "horizon.days=200", "--client", "Ann", "--date",
         "2026-03-01", "--language", language, "--out", str(out))
    assert answer.content == out.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("base", long_after(1, preset_names()))
def test_a_fit_is_the_command_line_s(client, base, tmp_path):
    sent = ORDERS / "simulated_orders.csv"
    found = ended(client, client.post(
        f"{BASE}/fit?name=simulated_orders.csv&complete=true&segments=1&base={base}",
        content=sent.read_bytes()))
    assert found["state"] == "done", found
    given = client.get(found["file"]).json()
    told("fit", str(sent), "--complete", "yes", "--segments", "1", "--base", base, "--out",
         str(tmp_path))
    assert given["scenario"] == (tmp_path / "scenario.toml").read_text("utf-8")
    for name in ("orders", "fit"):
        assert given[name] == json.loads((tmp_path / f"{name}.json").read_text("utf-8"))


@pytest.mark.long
@pytest.mark.parametrize("preset", preset_names())
def test_a_report_on_every_preset_is_the_command_line_s(client, preset, tmp_path):
    found = ended(client, client.post(f"{BASE}/report", json={
        "scenario": preset, "set": {"horizon.days": 200}, "format": "csv", "date": "2026-03-01"}))
    told("report", preset, "--set", "horizon.days=200", "--date", "2026-03-01", "--format", "csv",
         "--out", str(tmp_path / "r.zip"))
    assert client.get(found["file"]).content == (tmp_path / "r.zip").read_bytes()


@pytest.mark.parametrize(("command", "not_asked"), [
    ("fit", {"out", "json", "column"}), ("report", {"out", "link", "template"}),
])
def test_whatever_the_command_line_takes_the_api_takes(command, not_asked, capsys):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    options = {option.replace("-", "_") for option in re.findall(
        r"--([a-z][a-z-]+)", capsys.readouterr().out.partition("options:")[0])}
    renamed = {"lever": "levers"}
    fields = {each.name for each in files.FILES[command].fields}
    assert {renamed.get(each, each) for each in options - not_asked} <= fields


@pytest.mark.parametrize(("asked", "field"), [
    ({"format": "docx"}, "format"), ({"members": 0}, "members"), ({"members": 1.5}, "members"),
    ({"date": "1 March"}, "date"), ({"title": "A" * 200}, "title"), ({"terms": 1}, "terms"),
    ({"share_worth": 0}, "share_worth"), ({"levers": "fee"}, "levers"),
    ({"levers": [["campaigns.main.sell_fee"]], "format": "csv"}, "format"),
    ({"baseline": "nothing"}, "baseline"), ({"set": {"horizon.days": 1}}, "horizon.days"),
])
def test_what_no_report_may_be_is_refused_before_it_begins(client, asked, field):
    answer = client.post(f"{BASE}/report", json={"scenario": "as_pitched", **asked})
    assert answer.status_code == 422, answer.text
    assert [each["field"] for each in answer.json()["errors"]] == [field]


@pytest.mark.parametrize(("asked", "field"), [
    ("segments=9", "segments"), ("market_size=few", "market_size"),
    ("complete=perhaps", "complete"),
    ("growth=fast", "growth"), ("colour=red", "colour"), ("horizon=30.5", "horizon"),
])
def test_what_no_fit_may_be_is_refused_before_it_begins(client, asked, field):
    answer = client.post(f"{BASE}/fit?{asked}", content=b"a,b\n")
    assert answer.status_code == 422, answer.text
    assert [each["field"] for each in answer.json()["errors"]] == [field]


def test_a_file_that_is_refused_says_why_in_the_caller_s_words(client):
    begun = client.post(f"{BASE}/fit?name=orders.csv&language=zh", content=b"a,b\n1,2\n")
    found = ended(client, begun)
    assert found["state"] == "refused"
    assert any("\u4e00" <= letter <= "\u9fff" for letter in found["errors"][0]["detail"])
    answer = client.get(f"{found['address']}/file")
    assert answer.status_code == 409
    assert answer.json()["detail"] == found["errors"][0]["detail"]
    assert client.delete(found["address"]).status_code == 204
    assert client.get(found["address"]).status_code == 404


@pytest.mark.parametrize("name", ["nothing", "..", "%2e%2e%2fetc", "A" * 24, "../" * 8])
def test_what_is_no_job_is_not_found(client, name):
    assert client.get(f"{BASE}/jobs/{name}").status_code == 404
    assert client.get(f"{BASE}/jobs/{name}/file").status_code == 404


@given(st.dictionaries(st.sampled_from([each.name for each in files.FILES["fit"].fields]),
                       st.text(max_size=12) | st.sampled_from(["true", "1", "day", "x.xlsx", "zh"]),
                       max_size=4), st.binary(max_size=80) | st.text("a,;\n1\t\"年", max_size=80))
@settings(max_examples=12)
def test_whatever_file_is_sent_only_the_sender_is_blamed(client, asked, sent):
    answer = client.post(f"{BASE}/fit", params=asked,
                         content=sent if isinstance(sent, bytes) else sent.encode())
    if answer.status_code != 202:
        assert 400 <= answer.status_code < 500, answer.text
        return
    found = ended(client, answer)
    assert found["state"] == "refused", found
    assert found["errors"]
    client.delete(found["address"])


@given(st.text(max_size=30), st.sampled_from(["GET", "DELETE", "PUT", "POST", "PATCH"]),
       st.sampled_from(["", "/file"]))
def test_whatever_is_asked_about_jobs_only_the_asker_is_blamed(client, name, method, end):
    answer = client.request(method, f"{BASE}/jobs/{quote(name, safe='')}{end}", content=b"{")
    assert answer.status_code in (404, 405), answer.text


WORDS = Words("en")
MADE = File("a.txt", "text/plain", b"made")


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A library of this test's own, which is told of jobs all the time."""
    monkeypatch.setattr(jobs, "TELL_SECONDS", 0.01)
    opened = Library.open(sqlite_url(tmp_path / "library.sqlite3"))
    yield lambda: opened
    opened.close()


@pytest.fixture
def held(library):
    return Jobs(library)


def waited(held: Jobs, name: str, *states: str) -> Job:
    until = time.monotonic() + 60
    while (found := held.look(name, "ann")) is None or found.state not in states:
        assert time.monotonic() < until, found
        time.sleep(0.01)
    return found


def test_another_process_knows_how_far_a_job_is_and_can_stop_it(library):
    here, there, step = Jobs(library), Jobs(library), threading.Event()

    def work(progress) -> File:
        go_on(progress, 3, 10)
        step.set()
        while True:
            go_on(progress, 4, 10)
            time.sleep(0.01)

    name, begun = here.begin("ann", WORDS, work)
    assert begun.state == "waiting"
    assert step.wait(60)
    until = time.monotonic() + 60
    while waited(there, name, "waiting", "working").done != 4:
        assert time.monotonic() < until
    assert there.look(name, "bob") is None
    there.cancel(name)
    assert waited(there, name, "cancelled").total == 10


def test_what_is_made_can_be_fetched_elsewhere_until_it_is_dropped(library):
    here, there = Jobs(library), Jobs(library)
    name, _ = here.begin("ann", WORDS, lambda progress: MADE)
    assert waited(there, name, "done").name == "a.txt"
    assert there.file(name) == b"made"
    there.cancel(name)
    assert here.look(name, "ann") is None
    assert here.file(name) is None


def test_refusals_and_failures_end_a_job(held, caplog, monkeypatch):
    def refuses(progress) -> File:
        raise ScenarioError([problem(OUT_OF_RANGE, "members", 0, permitted="n ≥ 1")])

    def fails(progress) -> File:
        raise RuntimeError("by us")

    name, _ = held.begin("ann", WORDS, refuses)
    assert waited(held, name, "refused").errors[0]["field"] == "members"
    name, _ = held.begin("ann", WORDS, fails)
    assert waited(held, name, "failed").errors == ()
    assert "by us" in caplog.text
    monkeypatch.setattr(jobs, "FILE_LIMIT", 3)
    name, _ = held.begin("ann", WORDS, lambda progress: MADE)
    assert "4 bytes" in waited(held, name, "refused").errors[0]["detail"]


def test_nobody_takes_all_places_here_or_elsewhere(library):
    held, over = Jobs(library), threading.Event()

    def waits(progress) -> File:
        over.wait(60)
        return MADE

    try:
        for _ in range(EACH):
            held.begin("ann", WORDS, waits)
        for each in (held, Jobs(library)):
            with pytest.raises(Crowded) as crowded:
                each.begin("ann", WORDS, waits)
            assert crowded.value.alone
        for n in range(WAITING - EACH):
            held.begin(f"bob {n}", WORDS, waits)
        with pytest.raises(Crowded) as crowded:
            held.begin("cem", WORDS, waits)
        assert not crowded.value.alone
    finally:
        over.set()
    until = time.monotonic() + 60
    while held._here:
        assert time.monotonic() < until
        time.sleep(0.01)
    held.begin("ann", WORDS, lambda progress: MADE)


def test_how_a_job_ended_is_kept_once_the_library_answers_again(held, monkeypatch, caplog):
    monkeypatch.setattr(jobs, "TRIES", (0, 0, 0))
    times = iter([True, True, False])
    real = JobBook.end

    def end(*given) -> None:
        if next(times):
            raise LibraryError([problem(OUT_OF_RANGE, "library", 0, permitted="")])
        real(*given)

    monkeypatch.setattr(JobBook, "end", end)
    name, _ = held.begin("ann", WORDS, lambda progress: MADE)
    waited(held, name, "done")
    assert caplog.text.count("is not kept") == 2


def unusable() -> Library:
    raise LibraryError([problem(OUT_OF_RANGE, "library", 0, permitted="a folder")])


def test_without_a_library_jobs_are_those_of_a_process(monkeypatch):
    monkeypatch.setattr(jobs, "TELL_SECONDS", 0.01)
    held = Jobs(unusable)
    name, _ = held.begin("ann", WORDS, lambda progress: MADE)
    waited(held, name, "done")
    assert held.file(name) == b"made"
    assert Jobs(unusable).look(name, "ann") is None


def test_a_database_that_servers_share_is_not_done_without(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1/none")
    held = Jobs(unusable)
    for _ in range(2):
        with pytest.raises(LibraryError):
            held.begin("ann", WORDS, lambda progress: MADE)
    with TestClient(application(Jobs(unusable)), base_url="http://127.0.0.1",
                    client=("127.0.0.1", 50_000)) as client:
        answer = client.post("/report", json={"scenario": "as_pitched"})
        assert answer.status_code == 503
        assert "library" in answer.json()["detail"]


def test_a_process_that_ends_says_that_its_jobs_are_lost(held, library):
    """It does not end them first, and does not leave others to find out."""
    over = threading.Event()

    def waits(progress) -> File:
        over.wait(60)
        return MADE

    async def lasts() -> list[str]:
        async with held.lasting():
            return [held.begin("ann", WORDS, waits)[0] for _ in range(2)]

    for name in run(lasts()):
        assert Jobs(library).look(name, "ann").state == "lost"
    over.set()


def test_who_asks_for_a_lost_job_is_told_so(library, monkeypatch):
    with TestClient(application(Jobs(library)), base_url="http://127.0.0.1",
                    client=("127.0.0.1", 50_000)) as client:
        monkeypatch.setattr(Jobs, "_keep_telling", lambda *_: None)
        monkeypatch.setattr(Jobs, "_keep_working", lambda *_: None)
        place = client.post("/report", json={"scenario": "as_pitched"}).json()["address"]
        monkeypatch.setattr("library.jobs.SILENT_SECONDS", -5.0)
        found = client.get(place, headers={"Accept-Language": "zh"}).json()
        assert found["state"] == "lost"
        answer = client.get(f"{place}/file", headers={"Accept-Language": "zh"})
        assert answer.status_code == 409
        assert answer.json()["errors"] == found["errors"] != []
        assert any("\u4e00" <= letter <= "\u9fff" for letter in answer.json()["detail"])
