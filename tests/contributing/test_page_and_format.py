"""A page with figures takes three files, a report format two: all else follows from them."""


import pytest

from tests.contributing.recipes import Recipe, copied, row, run

# A copy of the project opens its pages and writes its reports.
pytestmark = pytest.mark.slow

ANSWER = '''"""What orders bring."""

from answers.cards import Card, figure
from answers.paged import Shown, Table
from answers.readings import pick
from answers.results import Results
from answers.scene import Scene
from answers.tiles import Tile
from charts.cash import cash_path
from charts.price import pool_path
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("What do orders bring?")


def verdict(now: Results, words: Words) -> str:
    """All that was ordered."""
    return words("Orders bring {sales}.", sales=words.money(now.summary["sales"]))


def readings(words: Words) -> list[Tile]:
    """Two tiles."""
    return pick(words, "recovered_share", "peak_funding")


@figure(daily=("first_orders", "reorders"), statements=("S-1",))
def orders_in(scene: Scene) -> Card:
    """Orders against the pool."""
    words = scene.words
    return Card(words("Orders in"), words("All orders."), pool_path(*scene.runs))


@figure(daily=("operating_cash",))
def left_over(scene: Scene) -> Card:
    """What they leave."""
    words = scene.words
    return Card(words("Left over"), words("What is left."), cash_path(*scene.runs))


def tables(scene: Scene) -> list[Table]:
    """All orders in a row."""
    words = scene.words
    rows = [{words("Orders"): words("all"), words("Yuan"): words.money(1.0)}]
    return [Table("all-orders", words("All orders by kind"), "", rows)]


SHOWN = Shown(("orders-in", "left-over"), half=("orders-in", "left-over"),
              in_reports=("orders-in",), tables=tables)
'''
PAGE = Recipe(
    {"answers/orders.py": ANSWER,
     "pages/explore/orders.py": '"""Orders: what do they bring?"""\n\n'
     "from answers import orders as answer\nfrom ui.frame.page import page\n\npage(answer)\n"},
    {"scenarios/contents.py": (
        '        Listed("explore/members"',
        '        Listed("explore/orders", mark("Orders"), "list", ("orders-in", "left-over")),\n')})

FORMAT = Recipe(
    {"reports/plain.py": '"""A report as plain text."""\n\n'
     "from analysis.batches import Progress\nfrom reports.content import Report\n\n\n"
     "def write(report: Report, progress: Progress | None = None) -> bytes:\n"
     '    """Its title and the titles of its sections."""\n'
     "    titles = [report.title, *(section.title for section in report.sections)]\n"
     '    return "\\n".join(titles).encode()\n'},
    {"reports/formats.py": (
        '}\n"""The formats by name',
        '    "text": Format("reports.plain", ".txt", "text/plain", mark("Only titles"), "notes"),\n'
     )})

ADDED_PAGE = """
import html, io, json, zipfile
from datetime import date
from pathlib import Path
from streamlit.testing.v1 import AppTest
from answers import orders
from answers.pitch.figures import titles
from answers.results import results
from reports.formats import FORMATS, make
from reports.request import Request
from scenarios import Shared, pitches
from wording import Words

words, shared = Words("en"), Shared.of("as_pitched")
app = AppTest.from_file(Path("app.py").resolve(), default_timeout=300).run()
app.switch_page("pages/explore/orders.py").run()
assert not app.exception and not app.error
panel = [json.loads(e.proto.json) for e in app.get("bidi_component")
         if e.proto.component_name.endswith("panel")][0]

def text(content):
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(each).decode("utf-8-sig") for each in archive.namelist()
                       if each.endswith((".xml", ".csv")))

request = Request(shared, "en", date(2026, 11, 25))
made = {name: make(request, name) for name in FORMATS if name != "pdf"}
written = {name: html.unescape(text(content)) for name, content in made.items()}
step = pitches.Step("s", "show", {"en": "Look."}, shared, "left-over")
pitch = pitches.Pitch("p", {"en": "P"}, (step,))
print(json.dumps({
    "header": app.title[0].value, "verdict": orders.verdict(results(shared.scenario), words),
    "cards": [card["key"] for card in panel["cards"]],
    "tables": [frame.value.to_numpy().tolist() for frame in app.main.dataframe],
    "question in": [name for name, found in written.items() if "What do orders bring?" in found],
    "table in": [name for name, found in written.items() if "All orders by kind" in found],
    "formats": list(written),
    "origin": "In daily.csv of the CSV report: first_orders, reorders" in written["pptx"],
    "statement": "Tests statement S-1" in written["pptx"],
    "pitch": titles(words).get("orders-in"),
    "reads": pitches.read_pitch(pitches.write_pitch(pitch).encode(), "p").steps[0].figure,
}))
"""

LISTED = """
import json
import streamlit as st
from ui.session import navigation, state

shown = {}
st.Page = lambda file, title, **how: title
st.navigation = lambda pages, **how: shown.update(pages)
navigation.choose(state.current())
print(json.dumps(shown))
"""

ADDED_FORMAT = """
import json
from pathlib import Path
from streamlit.testing.v1 import AppTest
from commands.main import main

code = main(["report", "as_pitched", "--out", "made.txt"])
app = AppTest.from_file(Path("app.py").resolve(), default_timeout=300).run()
app.switch_page("pages/share/report.py").run()
assert not app.exception and not app.error
print(json.dumps({
    "code": code, "made": Path("made.txt").read_text("utf-8"),
    "buttons": [button.key for button in app.main.button],
    "texts": [each.value for each in (*app.main.markdown, *app.main.caption)],
}))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return copied(tmp_path_factory.mktemp("added") / "backstop", PAGE, FORMAT)


@pytest.fixture(scope="module")
def page(folder):
    return run(folder, ADDED_PAGE)


@pytest.fixture(scope="module")
def form(folder):
    return run(folder, ADDED_FORMAT)


def test_the_recipes_are_those_of_the_page_for_contributors():
    assert len(PAGE.files) == 3
    for named in ("`answers/`", "`pages/`", "`scenarios/contents.py`"):
        assert named in row("a page with figures")
    assert len(FORMAT.files) == 2
    for named in ("`reports/`", "`reports/formats.py`"):
        assert named in row("a report format")


def test_the_page_opens_with_its_verdict_figures_and_tables(page):
    assert page["header"] == page["verdict"]
    assert page["cards"] == ["orders-in", "left-over"]
    assert page["tables"] == [[["all", "¥1"]]]


def test_the_page_stands_in_its_section(folder):
    assert "Orders" in run(folder, LISTED)["Explore"]


def test_every_format_of_the_report_has_the_page(page):
    """A PDF is the HTML report, printed."""
    assert page["question in"] == page["formats"]
    assert page["table in"] == [name for name in page["formats"] if name != "text"]


def test_speakers_are_told_where_its_values_come_from(page):
    assert page["origin"]
    assert page["statement"]


def test_pitches_can_show_its_figures(page):
    assert page["pitch"] == "Orders in"
    assert page["reads"] == "left-over"


def test_the_command_line_writes_the_format(form):
    assert form["code"] == 0
    assert "What lifts the price, and how far?" in form["made"]


def test_the_page_report_offers_the_format(form):
    assert "make text" in form["buttons"]
    assert any("**TEXT**" in text for text in form["texts"])
    assert "Only titles" in form["texts"]
