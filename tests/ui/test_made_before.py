"""What another version of the model made tells on whose numbers it came with."""

from types import SimpleNamespace

import pytest

import scenarios
from model import MODEL_VERSION
from tests.scenarios.test_editions import BEFORE
from ui.decide import chosen
from ui.session import opening, state
from ui.session.upload import File


class Session(SimpleNamespace):
    """Remembers the version that was told last."""

    def came_with(self, version: str) -> None:
        self.version = version


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    made = Session(version=None)
    monkeypatch.setattr(state, "came_with", made.came_with)
    return made


@pytest.mark.parametrize("name", ["report.xlsx", "report.zip", "report.html", "report.pptx"])
def test_an_old_report_beside_others_tells_it(name: str, session, monkeypatch) -> None:
    monkeypatch.setattr(state, "chosen", lambda name, first: first)
    monkeypatch.setattr(state, "choose", lambda name, value: None)
    monkeypatch.setattr(state, "current", lambda: SimpleNamespace())
    monkeypatch.setattr(chosen, "entries", lambda view: {})
    monkeypatch.setattr(chosen, "first", lambda view, known: [])
    content = (BEFORE / name).read_bytes()
    chosen.take([File(name, len(content), content)])
    assert session.version == "1.0.0"


def test_a_saved_revision_tells_the_version_that_saved_it(kept, session, monkeypatch) -> None:
    monkeypatch.setattr(opening, "shelf", lambda: kept)
    text = scenarios.write(scenarios.load("rotation"))
    entry = kept.entry(kept.add("scenario", "Mine", text).revision.entry_id)
    assert opening.saved_document(entry, 1).model_version == MODEL_VERSION
    monkeypatch.setattr("library.saving.MODEL_VERSION", "1.0.0")
    kept.save(entry.id, text, 1)
    entry = kept.entry(entry.id)
    assert opening.saved_document(entry, 2).model_version == "1.0.0"
    assert opening.saved_document(entry, 1).model_version == MODEL_VERSION
