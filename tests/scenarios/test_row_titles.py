"""Titles of rows go wherever their scenario goes, change no number of it, and name its rows."""

from dataclasses import replace

import pytest

from answers import grid
from answers.values import name_of
from library.kinds import KINDS
from model import ScenarioError
from reports import datapackage, fill_in, xlsx
from reports.content import report
from reports.request import Request
from scenarios import Shared, documents, link, stages
from scenarios.documents import read, write
from scenarios.fields import Fields
from scenarios.uploads import read_upload
from tests.reports.made import DAY
from wording import Words
from wording.names import row_name

TITLES = {
    "campaigns.main.title": "Spring *programme*", "campaigns.main.title_zh": "春季活动",
    "team.levels.captain.title": "=Chiefs", "agents.city.title_zh": "城市合伙人",
}
PITCHED = documents.load("as_pitched")
TITLED = replace(PITCHED, name="titled", row_titles=TITLES)
SHARED = Shared.opening(TITLED)


def linked(shared):
    found, problems = link.decode(link.encode(shared))
    assert not problems
    return replace(found.document, row_titles=found.row_titles)


def staged(shared):
    problems = []
    found = stages.read(Fields(stages.values_of(stages.stage_of(shared)), "stage", problems))
    assert not problems
    return replace(TITLED, scenario=found.scenario, row_titles=found.row_titles)


def listed(row_titles):
    rows = "\n".join(f'{name},"{value}"' for name, value in row_titles.items())
    return read_upload("list.csv", f"name,value\nbase,as_pitched\n{rows}\n".encode())


WAYS = {
    "file": lambda: read(write(TITLED).encode(), "file"),
    "link": lambda: linked(SHARED),
    "link of what was called since": lambda: linked(Shared.of("as_pitched").calling(TITLES)),
    "pitch": lambda: staged(SHARED),
    "template": lambda: read_upload("t.xlsx", fill_in.workbook(TITLED.scenario,
                                                               TITLED.words("zh"))),
    "list": lambda: listed(TITLES),
    "library": lambda: read(KINDS["scenario"].kept(write(TITLED), "entry").encode(), "entry"),
}


@pytest.mark.parametrize("way", WAYS)
def test_they_come_back_with_the_same_numbers(way):
    found = WAYS[way]()
    assert dict(found.row_titles) == TITLES
    assert found.scenario == PITCHED.scenario
    assert hash(found.scenario) == hash(PITCHED.scenario)
    assert documents.fingerprint(found.scenario) == documents.fingerprint(PITCHED.scenario)


def test_what_has_none_is_written_as_before():
    assert "title" not in write(PITCHED).split("\n[", 1)[1]
    shared = replace(SHARED, opened=replace(TITLED, row_titles={}))
    assert link.decode(link.encode(shared))[0].called is None


@pytest.mark.parametrize(("line", "told"), [
    ("title = 3", "campaigns.main.title = 3: a text is needed"),
    (f'title_zh = "{"长" * 61}"', "campaigns.main.title_zh: 61 letters; permitted is 60"),
    ('tittle = "x"', "campaigns.main.tittle: there is no such field"),
])
def test_what_is_no_title_is_refused_by_name(line, told):
    with pytest.raises(ScenarioError, match=told):
        read(f'base = "as_pitched"\n[campaigns.main]\n{line}\n'.encode(), "file")


def test_a_row_is_called_by_its_title_then_as_it_is_known_then_by_its_id():
    zh, en = TITLED.words("zh"), TITLED.words("en")
    assert row_name(zh, "campaigns", "main") == "春季活动"
    assert row_name(en, "campaigns", "main") == "Spring ＊programme＊"  # nothing reads it as markup
    assert row_name(en, "agents", "city") == "city"
    assert row_name(zh, "team.levels", "captain") == "团队长"
    assert row_name(zh, "events", "main") == "main"
    only = Words("zh", row_titles=(("events.sale.title", "Autumn sale"),))
    assert row_name(only, "events", "sale") == "Autumn sale"


def test_the_grid_shows_and_takes_them_and_keeps_names_that_are_no_ids():
    words = TITLED.words("zh")
    shown = grid.shown("campaigns", TITLED.scenario, words)[0]
    assert (shown["title"], shown["title_zh"]) == ("Spring *programme*", "春季活动")
    lines = grid.edited("products", TITLED.scenario, {
        "edited_rows": {0: {"id": "黄金 套餐"}, 1: {"title": "Refill"}}, "deleted_rows": [],
        "added_rows": [{"title": "Mini pack", "price": "1500"}]}, words)
    found = grid.read("products", lines, TITLED.scenario, TITLED.scenario, words)
    assert found.scenario.rows("products") == ("黄金_套餐", "refill", "hot", "Mini_pack")
    assert found.row_titles == {
        "products.黄金_套餐.title_zh": "黄金 套餐", "products.refill.title": "Refill",
        "products.Mini_pack.title": "Mini pack"}
    with pytest.raises(ScenarioError, match=r"products.bundle.title: 61 letters"):
        grid.read("products", grid.edited("products", TITLED.scenario, {
            "edited_rows": {0: {"title": "x" * 61}}, "deleted_rows": [], "added_rows": []}, words),
            TITLED.scenario, TITLED.scenario, words)


def test_a_chinese_report_says_and_brings_them():
    shared = replace(SHARED, scenario=PITCHED.scenario.replace({"horizon.days": 60}))
    made = report(Request(shared, "zh", DAY, ranged=False))
    assert name_of("campaigns.main.sell_fee", made.words).endswith("春季活动")
    assert any("春季活动" in str(section) for section in made.sections)
    for name, write_ in (("r.xlsx", xlsx.write), ("r.zip", datapackage.write)):
        assert dict(read_upload(name, write_(made)).row_titles) == TITLES
