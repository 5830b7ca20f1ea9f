"""The date of day 0: read, refused, written, linked to, kept in stages; shown wherever days are."""

import csv
import io
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from answers.figures import IN_REPORTS, Scene, drawn
from answers.readings import pick
from answers.results import results
from answers.tiles import write
from charts.exits import waits
from library.changes import of_documents
from model import ScenarioError
from reports import cohorts, daily
from reports.frames import DATE
from scenarios import Shared, link, load, read, stages
from scenarios import write as written
from scenarios.fields import Fields
from scenarios.files import write_run
from scenarios.uploads import open_file
from wording import LANGUAGES, Words

ZERO = date(2026, 3, 1)
PITCHED = load("as_pitched")
DATED = replace(PITCHED, name="dated", day_zero=ZERO)


def of(text: str) -> str:
    return f'base = "as_pitched"\n{text}\n'


@pytest.mark.parametrize("told", ["2026-03-01", '"2026-03-01"', '" 2026/3/1 "'])
def test_a_document_gives_day_zero_a_date(told: str) -> None:
    document = read(of(f"[calendar]\nday_zero = {told}").encode(), "a")
    assert document.day_zero == ZERO
    assert document.scenario == PITCHED.scenario
    assert read(written(document).encode(), "a") == document


@pytest.mark.parametrize(("told", "field"), [
    ("[calendar]\nday_zero = 2026-02-30", "a"),
    ("[calendar]\nday_zero = 2026-03-01T08:00:00", "calendar.day_zero"),
    ('[calendar]\nday_zero = "1 March"', "calendar.day_zero"),
    ("[calendar]\nday_zero = 20260301", "calendar.day_zero"),
    ("[calendar]\nday_zero = 1900-12-31", "calendar.day_zero"),
    ("[calendar]\nday_zero = 2200-01-01", "calendar.day_zero"),
    ("[calendar]\nday_first = 2026-03-01", "calendar.day_first"),
])
def test_what_is_no_date_is_refused_by_its_name(told: str, field: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        read(of(told).encode(), "a")
    found = refused.value.problems
    assert [each.field for each in found] == [field]
    assert all(Words("zh").problem(each) != str(each) for each in found)


@pytest.mark.parametrize(("told", "day_zero"), [
    ("2026-03-01", ZERO), ("2026/3/1", ZERO), ("", None)])
def test_a_list_of_names_and_values_has_it_too(told: str, day_zero: date | None, tmp_path) -> None:
    """The whole table of the page Assumptions opens again, saved by a spreadsheet too."""
    table = tmp_path / "list.csv"
    table.write_text(f"name,value\nbase,as_pitched\ncalendar.day_zero,{told}\n")
    assert open_file(str(table)).day_zero == day_zero


def test_calendar_must_be_a_table() -> None:
    with pytest.raises(ScenarioError, match="calendar = 2026-03-01: a table"):
        read(of("calendar = 2026-03-01").encode(), "a")


def test_a_document_without_one_is_as_it_was() -> None:
    assert "calendar" not in written(PITCHED)
    assert link.encode(Shared.of("as_pitched")) == link.encode(
        Shared.of("as_pitched").starting(ZERO).starting(None))


@pytest.mark.parametrize("shared", [
    Shared.of("as_pitched").starting(ZERO), Shared.opening(DATED),
    Shared.opening(DATED).starting(None), Shared.opening(DATED).starting(date(2027, 1, 1)),
])
def test_links_and_stages_carry_it(shared: Shared) -> None:
    found, refused = link.decode(link.encode(shared))
    assert not refused
    assert found.day_zero == shared.day_zero
    stage = stages.stage_of(shared)
    assert stage.day_zero == shared.day_zero
    for whole in (False, True):
        problems: list = []
        again = stages.read(Fields(dict(stages.values_of(stage, whole)), "stage", problems))
        assert again is not None
        assert not problems
        assert again.day_zero == shared.day_zero


def test_a_spoilt_date_in_a_link_is_told_and_the_rest_counts() -> None:
    told = link.encode(replace(Shared.of("rotation"), starts="2026-03"))
    found, refused = link.decode(told)
    assert found == Shared.of("rotation")
    assert [each.field for each in refused] == ["calendar.day_zero"]


def test_a_revision_tells_that_it_changed() -> None:
    assert dict(of_documents(PITCHED, DATED).texts)["calendar.day_zero"] == ("", "2026-03-01")


def test_words_know_the_date_of_a_day_and_of_a_month() -> None:
    english, chinese = (DATED.words(language) for language in LANGUAGES)
    assert english.day(409) == "day 409 (month 14, 14 April 2027)"
    assert chinese.day(409).endswith("2027年4月14日）")
    assert english.dated(0) == chinese.dated(0) == "2026-03-01"
    assert english.with_month("month 2", 2) == "month 2 (2026-03-31)"
    assert Words("en").with_date("day 3", 3) == "day 3"


def axes(words: Words) -> dict[str, dict]:
    now = results(PITCHED.scenario)
    scene = Scene(now, now, words)
    return {card.key: card.figure.layout for answer in IN_REPORTS.values()
            if answer.SHOWN.applies(PITCHED.scenario)
            for card in drawn(scene, *answer.SHOWN.in_reports)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_axis_of_days_or_months_has_dates(language: str) -> None:
    titles = {key: layout.get("xaxis", {}).get("title", {}).get("text", "")
              for key, layout in axes(Words("en")).items()}
    counted = {key for key, title in titles.items() if "after" not in title and any(
        part in title for part in ("(30 days each)", "since the start", "a month is 30 days"))}
    assert len(counted) > 10
    plain, dated = axes(Words(language)), axes(DATED.words(language))
    for key, layout in dated.items():
        if key in counted:
            assert layout["meta"]["day_zero"] == "2026-03-01", key
            assert "2026-03-01" in layout["xaxis"]["title"]["text"], key
            assert all("<br>20" in text for text in layout["xaxis"]["ticktext"]), key
        else:
            assert layout == plain[key], key


def test_waits_are_no_dates() -> None:
    run = results(PITCHED.scenario).run
    assert waits(run, run, DATED.words("en")).layout == waits(run, run, Words("en")).layout


def test_tiles_and_tables_have_dates() -> None:
    (tile,) = pick(DATED.words("en"), "first_negative_day")
    assert write(tile, 409, DATED.words("en")) == "Day 409 (2027-04-14)"
    run = results(PITCHED.scenario).run
    for frame, days in ((daily.daily(run, DATED.words("en")), np.arange(run.days)),
                        (cohorts.by_month(run, DATED.words("en")), None)):
        dates = frame.column(DATE).values
        if days is None:
            days = 30 * (np.array(frame.column("month").values) - 1)
        assert dates == [str(np.datetime64(ZERO) + int(day)) for day in days]
    assert "date" not in {each.name for each in daily.daily(run, Words("en")).columns}


def test_files_have_dates_beside_days(tmp_path) -> None:
    run = results(PITCHED.scenario).run
    write_run(run, tmp_path / "with", ZERO)
    write_run(run, tmp_path / "without")
    for name, heads in (("daily.csv", ("day", "date")), ("groups.csv", ("join_day", "join_date"))):
        rows, before = (list(csv.reader(io.StringIO((tmp_path / part / name).read_text("utf-8"))))
                        for part in ("with", "without"))
        assert tuple(rows[0][:2]) == heads
        assert [[row[0], *row[2:]] for row in rows] == before
        assert all(row[1] == str(np.datetime64(ZERO) + int(row[0])) for row in rows[1:])
