"""`python -m scenarios report`: the same file as in Python, whole or not at all."""

from dataclasses import replace

import pytest

import scenarios
from commands.main import main
from reports.formats import FORMATS, make
from reports.request import SUMMARY_LIMIT
from scenarios import Shared
from tests.reports.asked import SHARED, Read, asked
from wording import LANGUAGES

DATED = ["--date", "2026-11-25"]


def pinned(shared: Shared, baseline: str = "as_pitched") -> Shared:
    return replace(shared, kind="pinned", pinned=scenarios.load(baseline).scenario)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_the_one_that_python_makes(language, tmp_path):
    out, summary = tmp_path / "made" / "report.html", tmp_path / "summary.txt"
    summary.write_text("One.\r\n\r\nTwo.", "utf-8")
    said = ["--title", "T <b>", "--client", "C & D", "--summary", str(summary),
            "--link", "https://example.test/?s=1"]
    assert main(["report", "stop_gifting", "--language", language, "--out", str(out), *said,
                 "--uncertain", *DATED]) == 0
    request = replace(
        asked(language, uncertain=True, title="T <b>", client="C & D", summary="One.\n\nTwo.",
              link="https://example.test/?s=1"),
        shared=pinned(Shared.of("stop_gifting")))
    assert out.read_bytes() == make(request, "html")
    assert [path.name for path in out.parent.iterdir()] == ["report.html"]


def test_settings_and_baseline_are_those_asked_for(tmp_path):
    out = tmp_path / "r.html"
    setting = "campaigns.main.sell_fee=0.3"
    assert main(["report", "rotation", "--set", setting, "--baseline", "stop_gifting",
                 "--out", str(out), *DATED]) == 0
    scenario = scenarios.load("rotation").scenario.replace({"campaigns.main.sell_fee": 0.3})
    shared = pinned(Shared("rotation", scenario), "stop_gifting")
    assert out.read_bytes() == make(replace(asked(), shared=shared), "html")


def test_a_report_is_made_again_from_its_own_file(tmp_path):
    """The scenario and baseline that a report carries give its numbers again."""
    first, second = tmp_path / "first.html", tmp_path / "second.html"
    assert main(["report", "stop_gifting", "--out", str(first), *DATED]) == 0
    read = Read(first.read_text("utf-8"))
    for name in ("scenario.toml", "baseline.toml"):
        (tmp_path / name).write_text(read.script(name), "utf-8")
    assert main(["report", str(tmp_path / "scenario.toml"), "--baseline",
                 str(tmp_path / "baseline.toml"), "--out", str(second), *DATED]) == 0
    again = Read(second.read_text("utf-8"))
    tiles = [(a["data-reading"], a) for _, a in read.elements if "data-reading" in a]
    assert len(tiles) == 6
    start, end = "1 In plain words", "13 Warnings"
    assert read.text[read.text.index(start):read.text.index(end)] == (
        again.text[again.text.index(start):again.text.index(end)])


def test_the_format_follows_from_the_name_or_the_option(tmp_path):
    assert main(["report", "as_pitched", "--out", str(tmp_path / "a.HTML"), *DATED]) == 0
    assert main(["report", "as_pitched", "--format", "html", "--out", str(tmp_path / "b"),
                 *DATED]) == 0
    assert (tmp_path / "a.HTML").read_bytes() == (tmp_path / "b").read_bytes()


def test_without_a_language_of_its_own_the_command_line_s_holds(tmp_path):
    for name, before, after in (("a", ["--language", "zh"], []), ("b", [], ["--language", "zh"])):
        assert main([*before, "report", "as_pitched", *after, "--out",
                     str(tmp_path / f"{name}.html"), *DATED]) == 0
    text = (tmp_path / "a.html").read_text("utf-8")
    assert text == (tmp_path / "b.html").read_text("utf-8")
    assert 'lang="zh-Hans"' in text


@pytest.mark.parametrize(("arguments", "said"), [
    (["nowhere.toml"], "nowhere.toml"),
    (["as_pitched", "--set", "campaigns.main.sell_fee=2"], "campaigns.main.sell_fee"),
    (["as_pitched", "--baseline", "nothing"], "nothing"),
    (["as_pitched", "--date", "2026-02-30"], "2026-02-30"),
    (["as_pitched", "--summary", "nowhere.txt"], "--summary"),
    (["as_pitched", "--title", "x" * 121], "121"),
    (["as_pitched", "--client", "x" * 121], "121"),
])
def test_errors_name_what_is_wrong_and_leave_nothing(arguments, said, tmp_path, capsys):
    for language in LANGUAGES:
        assert main(["report", *arguments, "--language", language,
                     "--out", str(tmp_path / "r.html")]) == 2
        assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_summary_that_is_too_long_is_refused(tmp_path, capsys):
    text = tmp_path / "long.txt"
    text.write_text("x" * (SUMMARY_LIMIT + 1))
    assert main(["report", "as_pitched", "--summary", str(text), "--out",
                 str(tmp_path / "r.html")]) == 2
    assert f"summary: {SUMMARY_LIMIT + 1}" in capsys.readouterr().err
    assert not (tmp_path / "r.html").exists()


def test_an_unknown_ending_is_refused(tmp_path, capsys):
    assert main(["report", "as_pitched", "--out", str(tmp_path / "r.docx")]) == 2
    assert " | ".join(FORMATS) in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_browser_no_pdf_is_written(language, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("BACKSTOP_CHROMIUM", "/nowhere")
    out = tmp_path / "r.pdf"
    out.write_bytes(b"what was there before")
    assert main(["--language", language, "report", "as_pitched", "--out", str(out)]) == 2
    told = capsys.readouterr().err
    assert "Google Chrome" in told
    assert "HTML" in told
    assert "Traceback" not in told
    assert out.read_bytes() == b"what was there before"


def test_a_document_is_held_against_what_it_builds_on(tmp_path):
    file, out = tmp_path / "mine.toml", tmp_path / "r.html"
    file.write_text('format = 1\nbase = "rotation"\n[campaigns.main]\nsell_fee = 0.3\n')
    assert main(["report", str(file), "--out", str(out), *DATED]) == 0
    text = Read(out.read_text("utf-8")).text
    assert scenarios.load("rotation").title("en") in text
    assert SHARED.document.title("en") not in text.partition("The numbers that matter")[0]
