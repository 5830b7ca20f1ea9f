"""The HTML report: everything in it, nothing fetched, no text of a user's is markup."""

import base64
import json
import re
from dataclasses import replace

import pytest

import scenarios
from answers.figures import FIGURES
from model import ScenarioError, simulate
from reports.blocks import Table
from reports.content import report
from reports.formats import make
from reports.html import FILES, _looks
from reports.html.points import rows
from reports.request import SUMMARY_LIMIT, TEXT_LIMIT
from scenarios import Shared
from scenarios.documents import fingerprint
from scenarios.files import summary
from tests.more import long_after
from tests.reports.asked import HOSTILE, SHARED, Read, asked, page
from wording import LANGUAGES, Words

ALWAYS = ("summary", "headlines", "changes", "members", "claims", "assumptions", "limits",
          "outside", "again")


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", long_after(1, LANGUAGES))
def test_everything_that_the_report_says_is_in_the_file(language):
    request = asked(language, uncertain=True, client="A & B")
    found, read = report(request), Read(page(request))
    for section in found.sections:
        assert plain(section.title) in read.text
        for block in section.blocks:
            for text in texts_of(block):
                assert plain(text) in read.text, (section.key, text)
    for label, text in found.facts:
        assert label in read.text
        assert text in read.text
    drawn = {attributes["id"] for tag, attributes in read.elements if tag == "figure"}
    wanted = {f"chart-{block.card.key}" for section in found.sections for block in section.blocks
              if type(block).__name__ == "Chart"}
    assert drawn == wanted
    assert len(drawn & {f"chart-{key}" for key in FIGURES}) > 10


def texts_of(block) -> list[str]:
    """Every text of a block that a reader must find."""
    kind = type(block).__name__
    if kind == "Paragraph":
        return [block.lead, block.text]
    if kind == "Points":
        return [text for item in block.items for text in (item.lead, item.text)]
    if kind == "Numbers":
        return [tile[part] for tile in block.tiles
                for part in ("label", "value", "change", "baseline")]
    if kind == "Table":
        return [block.title, block.note, *block.columns, *(
            row[column] for row in block.rows for column in block.columns)]
    return [block.card.title, block.card.help]


@pytest.mark.parametrize("language", LANGUAGES)
def test_limits_warnings_and_the_losing_side_cannot_be_left_out(language):
    """Whatever is switched off or written over."""
    read = Read(page(asked(language, summary="All is well.", title="A fine scheme")))
    there = {attributes.get("id") for tag, attributes in read.elements if tag == "section"}
    assert set(ALWAYS) <= there
    words = Words(language)
    assert words("None of this is legal advice.") in read.text
    assert "uncertainty" not in there


def test_an_edited_summary_stands_in_place_of_the_generated_one():
    told = Read(page(asked(summary="First thing.\n\nSecond thing."))).text
    assert "First thing. Second thing." in told
    assert "In plain words" in told


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_of_a_users_is_markup(hostile):
    """The page with hostile texts has the very elements of the page with harmless ones."""
    def told(text):
        return Read(page(asked(title=text, client=text, summary=text,
                               link=f"https://x.example/?{text}")))

    harmless, read = told("harmless"), told(hostile)
    assert [tag for tag, _ in read.elements] == [tag for tag, _ in harmless.elements]
    assert read.text.count(plain(hostile)) >= 4
    style = "".join(read.styles)
    assert hostile not in style
    assert re.search(r'@bottom-left \{ content: "(\w|\\[0-9a-f]+ )*"; font: ', style)


def test_only_a_web_address_becomes_a_link():
    for link in ("javascript://x.example/%0aalert(1)", "data://x.example/,x"):
        read = Read(page(asked(link=link)))
        assert link not in [attributes.get("href") for _, attributes in read.elements]
    assert "https://example.test/?s=1&lang=en" in [
        attributes.get("href")
        for _, attributes in Read(page(asked(link="https://example.test/?s=1&lang=en"))).elements]


def test_nothing_is_fetched_and_only_two_scripts_may_run():
    read = Read(page(asked(uncertain=True)))
    for tag, attributes in read.elements:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form")
        assert "src" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
    assert not re.findall(r"@import|url\((?!data:font)", "".join(read.styles))
    policy = next(a["content"] for tag, a in read.elements
                  if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.count("'sha256-") == 2
    assert "script-src 'unsafe" not in policy
    assert "eval" not in policy


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_embedded_scenario_gives_the_same_numbers(language):
    """Both as a script element and as a file to download; also with a title full of markup."""
    request = asked(language, uncertain=True, title=HOSTILE[0] + HOSTILE[4])
    read = Read(page(request))
    hrefs = {attributes["download"]: attributes["href"] for _, attributes in read.elements
             if "download" in attributes}
    for name, wanted in (("scenario", SHARED.scenario), ("baseline", SHARED.baseline)):
        within = read.script(FILES[name]).encode()
        linked = base64.b64decode(hrefs[FILES[name]].partition("base64,")[2])
        for text in (within, linked):
            opened = scenarios.documents.read(text, "opened")
            assert fingerprint(opened.scenario) == fingerprint(wanted)
            assert summary(simulate(opened.scenario)) == summary(simulate(wanted))
    again = scenarios.documents.read(read.script(FILES["scenario"]).encode(), "opened")
    assert again.title(language) == HOSTILE[0] + HOSTILE[4]
    assert again.uncertainty.values == request.uncertain.values


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_has_words_and_a_table_of_its_data(language):
    request = asked(language, uncertain=True)
    text = page(request)
    read = Read(text)
    charts = [block for section in report(request).sections for block in section.blocks
              if type(block).__name__ == "Chart"]
    alts = [attributes["aria-label"] for _, attributes in read.elements
            if attributes.get("role") == "img"]
    assert alts == [chart.alt for chart in charts]
    assert all(len(alt) > 20 for alt in alts)
    assert text.count("<details open>") == len(charts)
    for chart in charts:
        table = rows(chart.card.figure, Words(language))
        names = {trace["name"] for trace in chart.card.figure.data
                 if (trace.get("name") or "").strip()}
        columns = set(table[0])
        assert names <= columns | {row[column] for row in table for column in columns}
        assert all(any(row.values()) for row in table)


def test_the_table_of_a_chart_holds_its_values():
    """Read off the figure: the price on the first and the last day, as the hover says them."""
    chart = next(block for block in report(asked()).section("price").blocks
                 if type(block).__name__ == "Chart")
    trace = next(t for t in chart.card.figure.data if t.get("name") == "main campaign")
    table = rows(chart.card.figure, Words("en"))
    for place in (0, -1):
        row = next(row for row in table if next(iter(row.values())) == str(trace["x"][place]))
        assert row["main campaign"] == trace["customdata"][place]


@pytest.mark.parametrize("preset", scenarios.preset_names())
def test_every_preset_makes_a_report(preset):
    for language in LANGUAGES:
        text = page(replace(asked(language), shared=Shared.of(preset)))
        for data in re.findall(r'<script type="application/json">(.*?)</script>', text):
            assert json.loads(data)["data"] is not None


def test_what_was_and_what_is_may_stand_in_two_lines_and_counts_as_figures():
    nbsp = "\N{NO-BREAK SPACE}"
    table = Table("", [{"Row": "a", "Change": f"¥15.2{nbsp}M → −¥3.1{nbsp}M", "Now": "¥15.2 M"},
                       {"Row": "b", "Change": "0.39 → 0.10", "Now": "0.39"}], "changes")
    assert _looks(table) == {"Row": "", "Change": "number pair", "Now": "number short"}


def test_equal_requests_give_equal_files():
    assert make(asked("zh"), "html") == make(asked("zh"), "html")


@pytest.mark.parametrize(("field", "limit"), [
    ("title", TEXT_LIMIT), ("client", TEXT_LIMIT), ("summary", SUMMARY_LIMIT)])
def test_texts_that_fit_no_page_are_refused(field, limit):
    asked(**{field: "x" * limit})
    with pytest.raises(ScenarioError, match=f"{field}: {limit + 1}.*{limit}"):
        asked(**{field: "x" * (limit + 1)})
