"""The recipes of docs/contributing.md, tried: what they name is all that there is to edit."""

import json
from pathlib import Path

import pytest

from tests.contributing import edited

# 114 s of CPU, measured beside other work: every door is asked in a process of its own.
pytestmark = pytest.mark.long

CHINESE_FILE = "wording/locale/zh/backstop.po"
DECLARED = "model/readings/of_members.py"
READING = '''    Reading(
        name="repeat_share", label="Part of sales that are repeat orders",
        help="Repeat orders, divided by all orders of members.",
        style="percent", better=1, whose="operator", goal=0.5,
        read=lambda sums: ratio(sums.run.daily["reorders"].sum(axis=1), sums.sales)),
'''
CHINESE = '''
msgctxt "reading"
msgid "Part of sales that are repeat orders"
msgstr "复购占销售额比例"

msgctxt "reading"
msgid "Repeat orders, divided by all orders of members."
msgstr "复购订单除以会员全部订单。"
'''

SHOWN = '''
import io, json, zipfile
from datetime import date
import scenarios
from analysis.question import Aim, Limit, Question
from analysis.search import search
from answers import outcomes, question as asked
from answers.pitch.figures import to_fill_in
from answers.results import results
from answers.pitch.sentences import filled
from commands.main import main
from reports.content import report
from reports.formats import FORMATS
from reports.request import Request
from scenarios import Shared, pitches
from scenarios.schema import described
from ui.frame.pickers import first_target
from ui.understand.glossary import entries
from wording import Words

NAME, words, folder = "repeat_share", Words("zh"), pathlib.Path(sys.argv[3])
scenario = scenarios.load("as_pitched").scenario.replace({"horizon.days": 60})
shared = Shared("as_pitched", scenario)
main(["run", "as_pitched", "--set", "horizon.days=60", "--out", str(folder)])
answer = asked.ask(asked.Question(shared=shared, words=words, readings=(NAME,)))
now = results(scenario)
whole = report(Request(shared, "zh", date(2026, 1, 2), ranged=False))


def texts(name):
    content = FORMATS[name].writer.write(whole)
    if name == "html":
        return content.decode()
    archive = zipfile.ZipFile(io.BytesIO(content))
    return "".join(archive.read(part).decode() for part in archive.namelist()
                   if part.endswith((".csv", ".xml")))


found = search(scenario, Question(
    {"products.*.gift_share": (0.1, 0.9)}, [Limit(NAME, "at_least", 0.0)],
    [Aim("recovered_multiple", "max")], evaluations=8, population=4))
print(json.dumps({
    "summary": json.loads((folder / "summary.json").read_text())[NAME],
    "tile": answer["tiles"][0],
    "goal": first_target(NAME, scenario),
    "better": Limit.towards(NAME, 0.5).bound,
    "choices": outcomes.names(scenario),
    "glossary": [[*each.called.values(), each.meaning, each.pages]
                 for section in entries(words).values() for each in section],
    "pitch": [pitches.readings_of(scenario), filled("{repeat_share}", now, now, words),
              [row for row in to_fill_in(shared, words)
               if f"{{{NAME}}}" in row.values()]],
    "search": found.front[0].results[NAME],
    "schema": described(words)["readings"][NAME],
    "reports": {name: texts(name) for name in ("html", "xlsx", "csv")},
}, ensure_ascii=False))
'''


@pytest.mark.slow
def test_a_reading_is_its_declaration_and_its_translation(tmp_path: Path) -> None:
    """Two files and its own test: from these it stands wherever readings stand."""
    chinese = (edited.ROOT / CHINESE_FILE).read_text("utf-8") + CHINESE
    files = {**edited.with_text(DECLARED, (")\n\nWITHIN = ", READING)), CHINESE_FILE: chinese}
    found = json.loads(edited.run(files, SHOWN, tmp_path, str(tmp_path)))
    label, meaning = "复购占销售额比例", "复购订单除以会员全部订单。"
    assert 0.0 < found["summary"] < 1.0
    tile = found["tile"]
    assert (tile["value"], tile["told"]["label"], tile["told"]["help"]) == (
        found["summary"], label, meaning)
    assert tile["told"]["value"].endswith("%")
    assert (found["goal"], found["better"]) == (0.5, "at_least")
    assert "repeat_share" in found["choices"]
    assert [row for row in found["glossary"] if row[:3] == [
        "Part of sales that are repeat orders", label, meaning] and row[3]]
    names, sentence, rows = found["pitch"]
    assert "repeat_share" in names
    assert sentence == tile["told"]["value"]
    assert [label in row.values() for row in rows] == [True]
    assert 0.0 < found["search"] < 1.0
    assert found["schema"]["title"] == label
    assert {name: label in text and meaning in text
            for name, text in found["reports"].items()} == {
                "html": True, "xlsx": True, "csv": True}
