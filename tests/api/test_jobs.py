"""Reports and fits are jobs: they say how far they are, then give what the command line gives."""

import json
import re
import threading
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from analysis.batches import go_on
from api import files, jobs
from api.alone import app
from api.jobs import EACH, WAITING, File, Job, Jobs
from api.turns import Crowded
from commands.main import main
from model import ScenarioError
from model.terms.problems import OUT_OF_RANGE, problem
from tests.api.test_api import told
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
def test_a_fit_is_the_command_line_s(client, tmp_path):
    sent = ORDERS / "simulated_orders.csv"
    found = ended(client, client.post(
        f"{BASE}/fit?name=simulated_orders.csv&complete=true&segments=1",
        content=sent.read_bytes()))
    assert found["state"] == "done", found
    given = client.get(found["file"]).json()
    told("fit", str(sent), "--complete", "yes", "--segments", "1", "--out", str(tmp_path))
    assert given["scenario"] == (tmp_path / "scenario.toml").read_text("utf-8")
    for name in ("orders", "fit"):
        assert given[name] == json.loads((tmp_path / f"{name}.json").read_text("utf-8"))


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


WORDS = Words("en")
MADE = File("a.txt", "text/plain", b"made")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Jobs shared through a folder."""
    monkeypatch.setenv(jobs.FOLDER, str(tmp_path / "jobs"))
    monkeypatch.setattr(jobs, "TELL_SECONDS", 0.0)
    return tmp_path / "jobs"


def waited(held: Jobs, name: str, *states: str) -> Job:
    until = time.monotonic() + 60
    while (found := held.look(name, "ann")) is None or found.state not in states:
        assert time.monotonic() < until, found
        time.sleep(0.01)
    return found


def test_another_process_knows_how_far_a_job_is_and_can_stop_it(folder):
    here, there, step = Jobs(), Jobs(), threading.Event()

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
    while waited(there, name, "working").done != 4:
        assert time.monotonic() < until
    assert there.look(name, "bob") is None
    there.cancel(name)
    assert waited(there, name, "cancelled").total == 10


def test_what_is_made_can_be_fetched_elsewhere_until_it_is_dropped(folder):
    here, there = Jobs(), Jobs()
    name, _ = here.begin("ann", WORDS, lambda progress: MADE)
    assert waited(there, name, "done").name == "a.txt"
    assert there.file(name) == b"made"
    there.cancel(name)
    assert here.look(name, "ann") is None


def test_a_job_whose_process_has_died_has_failed(folder, monkeypatch):
    held = Jobs()
    name, job = held.begin("ann", WORDS, lambda progress: MADE)
    waited(held, name, "done")
    held._tell(name, job)
    assert held.look(name, "ann").state == "waiting"
    monkeypatch.setattr(jobs, "SILENT_SECONDS", -1.0)
    assert Jobs().look(name, "ann").state == "failed"


def test_refusals_and_failures_end_a_job(folder, caplog):
    def refuses(progress) -> File:
        raise ScenarioError([problem(OUT_OF_RANGE, "members", 0, permitted="n ≥ 1")])

    def fails(progress) -> File:
        raise RuntimeError("by us")

    held = Jobs()
    name, _ = held.begin("ann", WORDS, refuses)
    assert waited(held, name, "refused").errors[0]["field"] == "members"
    name, _ = held.begin("ann", WORDS, fails)
    assert waited(held, name, "failed").errors == []
    assert "by us" in caplog.text


def test_nobody_takes_all_places_and_what_is_old_goes(folder, monkeypatch):
    held, over = Jobs(), threading.Event()

    def waits(progress) -> File:
        over.wait(60)
        return MADE

    try:
        for _ in range(EACH):
            held.begin("ann", WORDS, waits)
        with pytest.raises(Crowded) as crowded:
            held.begin("ann", WORDS, waits)
        assert crowded.value.alone
        last = [held.begin(f"bob {n}", WORDS, waits)[0] for n in range(WAITING - EACH)][-1]
        with pytest.raises(Crowded) as crowded:
            Jobs().begin("cem", WORDS, waits)
        assert not crowded.value.alone
    finally:
        over.set()
    until = time.monotonic() + 60
    while not held._read(last).is_over:
        assert time.monotonic() < until
        time.sleep(0.01)
    monkeypatch.setattr(jobs, "KEPT", 2)
    name, _ = held.begin("ann", WORDS, lambda progress: MADE)
    waited(held, name, "done")
    assert len(list(folder.iterdir())) == 3
    monkeypatch.setattr(jobs, "KEPT_SECONDS", -1.0)
    name, _ = held.begin("ann", WORDS, lambda progress: MADE)
    assert [path.name for path in folder.iterdir()] == [name]
