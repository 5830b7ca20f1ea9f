"""What was made by the version before opens, gives what it gave, and says whose numbers it told.

`tests/made_by_1_0_0` holds files and links that Backstop 1.0.0 made (of the page, Plotly's script,
fonts and pictures are cut out): a report in each format of fees of 25 % over 30 days, held against
20 %; links with the values that they meant, as differences from the pitched terms.
"""

import base64
import io
import json
import re
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdf import PdfWriter

import scenarios
from model import MODEL_VERSION, Problem, Scenario
from model.terms import controls
from model.terms.parameters import declared, pattern
from model.terms.retired import RETIRED
from scenarios import Shared, documents, editions, link, pitch_link
from scenarios.documents import Document
from scenarios.pitches import load_pitch, read_pitch, write_pitch
from scenarios.uploads import read_upload
from tests.reports.made import GOLDEN, of_golden

BEFORE = Path(__file__).parents[1] / "made_by_1_0_0"
LINKS = json.loads((BEFORE / "links.json").read_text(encoding="utf-8"))
FEE = "campaigns.main.sell_fee"


def meant(changed: Mapping[str, object]) -> dict[str, object]:
    """Values by name that a link of version 1 gave: None is absent, retired fields say nothing."""
    values = LINKS["as_pitched"] | changed
    return {name: tuple(value) if isinstance(value, list) else value
            for name, value in values.items()
            if value is not None and name not in RETIRED}


def told_of_today(problems: list[Problem]) -> list[Problem]:
    """Refusals, but of choices that are no more (tests/scenarios/test_retired.py)."""
    return [each for each in problems if each.field not in RETIRED]


def plain(scenario: Scenario) -> dict[str, object]:
    """Values by name, less controls that do nothing: version 1 had none."""
    return {name: value for name, value in scenario.flat.items()
            if pattern(name) not in controls.ALL or value != declared(name).default}


@pytest.fixture
def another_preset(monkeypatch: pytest.MonkeyPatch) -> Scenario:
    """The pitched terms as a later version might ship them, fees of 45 %."""
    shipped = scenarios.load("as_pitched")
    later = shipped.scenario.replace({FEE: 0.45})
    changed = Document(shipped.name, shipped.titles, shipped.notes, later)
    original = documents._shipped
    monkeypatch.setattr(documents, "_shipped",
                        lambda name: changed if name == "as_pitched" else original(name))
    assert scenarios.load("as_pitched").scenario[FEE] == 0.45
    return later


@pytest.mark.parametrize("name", scenarios.preset_names())
def test_every_preset_is_kept_as_it_is(name: str) -> None:
    """Red after a change of a preset's values: `from scenarios import editions; editions.keep()`
    adds an edition, and old links go on meaning the one before.
    """
    assert editions.edition(name).scenario == scenarios.load(name).scenario


def test_a_preset_that_changed_becomes_another_edition(
    another_preset: Scenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for path in editions.KEPT.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(editions, "KEPT", tmp_path)
    editions._editions.cache_clear()
    number = editions.newest("as_pitched")
    try:
        assert [path.name for path in editions.keep()] == [f"as_pitched.{number + 1}.toml"]
        editions._editions.cache_clear()
        assert editions.edition("as_pitched").scenario == another_preset
        text = link.encode(Shared.of("as_pitched"))
        assert link.decode(text) == (Shared.of("as_pitched"), [])
        old, problems = link.decode(LINKS["links"]["preset as_pitched"]["link"])
        assert plain(old.scenario) == meant({})
        assert not problems
    finally:
        editions._editions.cache_clear()


@pytest.mark.parametrize("told", LINKS["links"])
def test_links_of_version_1_give_what_they_gave(told: str) -> None:
    each = LINKS["links"][told]
    shared, problems = link.decode(each["link"])
    assert not told_of_today(problems)
    assert plain(shared.scenario) == meant(each["values"])
    assert plain(shared.baseline) == meant(each["baseline"])
    assert link.made_with(each["link"]) == "1.0.0"


@pytest.mark.parametrize("told", LINKS["links"])
def test_no_later_preset_changes_them(told: str, another_preset: Scenario) -> None:
    each = LINKS["links"][told]
    shared, problems = link.decode(each["link"])
    assert not told_of_today(problems)
    assert plain(shared.scenario) == meant(each["values"])
    assert plain(shared.baseline) == meant(each["baseline"])
    again, problems = link.decode(link.encode(shared))
    assert not problems
    assert (again.scenario, again.baseline) == (shared.scenario, shared.baseline)


@pytest.mark.parametrize("kind", ["loaded", "assumptions"])
def test_nor_links_of_today(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = scenarios.load("as_pitched").scenario.replace({"growth.market_size": 90_000})
    shared = Shared("as_pitched", scenario, kind)
    text, baseline = link.encode(shared), shared.baseline
    shipped = scenarios.load("as_pitched")
    later = Document(shipped.name, {}, {}, shipped.scenario.replace({FEE: 0.45}))
    original = documents._shipped
    monkeypatch.setattr(documents, "_shipped",
                        lambda name: later if name == "as_pitched" else original(name))
    found, problems = link.decode(text)
    assert not problems
    assert (found.scenario, found.baseline) == (scenario, baseline)
    assert link.decode(link.encode(Shared.of("as_pitched")))[0].scenario == later.scenario


def test_a_link_of_an_edition_that_there_is_not_opens_and_says_so() -> None:
    text = link.encode(Shared.of("rotation"))
    content = link._unpack(text) | {"e": 99}
    shared, problems = link.decode(packed(content))
    assert shared.scenario == scenarios.load("rotation").scenario
    assert [problem.value for problem in problems] == [99]


def packed(content: object) -> str:
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(content).encode())).decode()


def test_links_tell_the_version_that_made_them() -> None:
    assert link.made_with(link.encode(Shared.of("rotation"))) == MODEL_VERSION
    assert link.made_with("nonsense") == ""
    assert link.made_with(packed({"p": "rotation", "m": "<b>"})) == ""


def test_a_pitch_in_an_address_of_version_1_keeps_its_stages(another_preset: Scenario) -> None:
    pitch = pitch_link.decode(LINKS["pitch"]["link"])
    assert pitch.model_version == "1.0.0"
    assert [plain(step.stage.scenario) for step in pitch.steps] == [
        meant(changed) for changed in LINKS["pitch"]["stages"]]
    assert another_preset not in [step.stage.baseline for step in pitch.steps]


def test_a_pitch_of_today_keeps_its_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    pitch = load_pitch("pitched_terms")
    text = write_pitch(pitch)
    stages = [(step.stage.scenario, step.stage.baseline) for step in pitch.steps]
    shipped = scenarios.load("as_pitched")
    later = Document(shipped.name, {}, {}, shipped.scenario.replace({FEE: 0.45}))
    original = documents._shipped
    monkeypatch.setattr(documents, "_shipped",
                        lambda name: later if name == "as_pitched" else original(name))
    found = read_pitch(text.encode(), "x")
    assert [(step.stage.scenario, step.stage.baseline) for step in found.steps] == stages
    assert found.model_version == MODEL_VERSION


@pytest.mark.parametrize("name", ["report.xlsx", "report.zip", "report.html", "report.pptx"])
def test_reports_of_version_1_open_and_tell_it(name: str) -> None:
    found = read_upload(name, (BEFORE / name).read_bytes())
    assert plain(found.scenario) == meant({"horizon.days": 30, FEE: 0.25})
    assert found.title("zh") == "客户甲"
    assert found.model_version == "1.0.0"


def test_a_report_as_pdf_opens_by_what_is_attached_to_it() -> None:
    report = of_golden(GOLDEN[0], longest=30)
    for text, version in ((report.toml, MODEL_VERSION),
                          (re.sub(r"model_version.*\n", "", report.toml), "1.0.0")):
        made = PdfWriter()
        made.add_blank_page(100, 100)
        made.add_attachment("scenario.toml", text.encode())
        found = read_upload("report.pdf", written(made))
        assert found.scenario == report.request.shared.scenario
        assert found.model_version == version


def written(made: PdfWriter) -> bytes:
    file = io.BytesIO()
    made.write(file)
    return file.getvalue()


def test_what_holds_no_numbers_tells_no_version() -> None:
    pitched = scenarios.load("as_pitched")
    assert "model_version" not in scenarios.write(pitched)
    assert read_upload("a.csv", b"name,value\nbase,as_pitched\n").model_version == ""
