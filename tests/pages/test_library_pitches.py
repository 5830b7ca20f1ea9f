"""Pitches in the library: saved where they are written, opened, presented, compared by step."""


import pytest

import scenarios
from scenarios import Document
from scenarios.pitches import load_pitch, pitch_names, read_pitch
from tests.answers.test_library_pitches import first_steps, told
from tests.pages.library_screen import PAGE as LIBRARY
from tests.pages.library_screen import content as scenario_text
from tests.pages.library_screen import fill, press, unharmed
from tests.pages.screen import opened, texts_of
from ui.door import access
from ui.session import document, opening, shelf, state
from ui.session import draft as drafts
from ui.session.upload import File
from wording import Words

EN, ZH = Words("en"), Words("zh")
DESK = "share/pitch"
EXAMPLE = load_pitch(pitch_names()[0])
FEE = "campaigns.main.sell_fee"


def desk(language="en"):
    """The page where pitches are written, with the form that saves open."""
    app = opened(DESK, lang=language)
    app.session_state["save to library"] = True
    return unharmed(app.run())


def reopen(app):
    """At the desk (AppTest itself stays on the page that a button left) with the form open."""
    app.switch_page(f"pages/{DESK}.py").run()
    app.session_state["save to library"] = True
    return unharmed(app.run())


def library(choices=None, **query):
    app = opened(LIBRARY, **query)
    if choices:
        app.session_state["choices"] = choices
        app.run()
    return unharmed(app)


def draft_of(app) -> drafts.Draft:
    return app.session_state["choices"]["pitch"]


def at_desk(app) -> bool:
    return any(each.key == "step add" for each in app.button)


def test_a_pitch_is_saved_as_a_new_entry_and_then_as_its_next_revision(kept):
    app = press(desk(), "step remove")
    reopen(app)
    fill(app, "Name", "For the board")
    fill(app, "Tags", "client A, draft")
    fill(app, "Note", "after the call")
    press(app, "save new")
    assert app.success[0].value == "“For the board” is saved."
    (entry,) = kept.entries(kind="pitch")
    assert (entry.name, set(entry.tags), entry.latest.note) == (
        "For the board", {"client A", "draft"}, "after the call")
    written = draft_of(app).pitch
    assert read_pitch(kept.content(entry.id).encode(), EXAMPLE.name) == written
    assert len(written.steps) == len(EXAMPLE.steps) - 1
    assert not app.session_state["save to library"]
    press(app, "step duplicate")
    reopen(app)
    assert any("Revision 1 of “For the board”, changed since" in text.replace("\\", "")
               for text in texts_of(app))
    fill(app, "Note", "one step twice")
    press(app, "save revision")
    assert [(each.number, each.based_on, each.note) for each in kept.revisions(entry.id)] == [
        (2, 1, "one step twice"), (1, None, "after the call")]
    reopen(app)
    assert any("Revision 2 of “For the board”, unchanged" in text.replace("\\", "")
               for text in texts_of(app))


def test_undo_after_a_save_goes_on_and_saves_into_the_same_entry(kept):
    app = press(press(desk(), "step remove"), "step remove")
    reopen(app)
    fill(app, "Name", "Mine")
    press(app, "save new")
    press(app, "undo pitch")
    reopen(app)
    press(app, "save revision")
    (entry,) = kept.entries()
    assert len(read_pitch(kept.content(entry.id).encode(), "x").steps) == len(EXAMPLE.steps) - 1
    assert len(read_pitch(kept.content(entry.id, 1).encode(), "x").steps) == len(EXAMPLE.steps) - 2


def test_undo_after_opening_another_pitch_does_not_save_the_old_one_over_it(kept):
    entry_id = kept.add("pitch", "Theirs", told(first_steps(3))).revision.entry_id
    app = press(desk(), "step remove")
    app = press(app.switch_page("pages/share/library.py").run(), f"open {entry_id}")
    assert draft_of(app).opened.origin == (entry_id, 1)
    assert any("Revision 1 of “Theirs”, unchanged" in text for text in texts_of(reopen(app)))
    press(app, "undo pitch")
    assert draft_of(app).opened.origin is None
    reopen(app)
    assert not [each for each in app.button if each.key == "save revision"]
    assert [each for each in app.button if each.key == "save new"]


def test_a_refused_name_loses_nothing_and_keeps_the_form_open(kept):
    app = desk("zh")
    fill(app, ZH("Note"), "typed")
    press(app, "save new")
    assert "名称" in app.warning[0].value
    assert "1–120" in app.warning[0].value
    assert next(each for each in app.main.text_input
                if each.label == ZH("Note")).value == "typed"
    assert not kept.entries()


def test_opening_goes_to_the_desk_and_old_revisions_open_too(kept):
    entry_id = kept.add("pitch", "Board", told(first_steps(3))).revision.entry_id
    kept.save(entry_id, told(first_steps(5)), 1)
    app = press(library(), f"open {entry_id}")
    assert at_desk(app)
    assert draft_of(app).pitch.steps == EXAMPLE.steps[:5]
    assert "Revision 2 of “Board” is open here" in app.success[0].value
    app = press(library({opening.CHOSEN: entry_id}), "open 1")
    assert at_desk(app)
    assert draft_of(app).pitch.steps == EXAMPLE.steps[:3]
    assert draft_of(app).opened.origin == (entry_id, 1)
    reopen(app)
    press(app, "save revision")
    assert "Since revision 1, which you began with, one other was saved" in app.warning[0].value
    press(app, "see meanwhile")
    assert app.title[0].value == "Board"
    assert [box.value for box in app.main.selectbox] == ["1", "2"]


def test_two_who_save_at_once_both_keep_theirs_and_are_told(kept):
    entry_id = kept.add("pitch", "Board", told(first_steps(3))).revision.entry_id
    first, second = (press(library(), f"open {entry_id}") for _ in range(2))
    press(reopen(first), "step remove")
    fill(reopen(first), "Note", "shorter")
    press(first, "save revision")
    press(reopen(second), "step duplicate")
    press(reopen(second), "save revision")
    lengths = [len(read_pitch(kept.content(entry_id, number).encode(), "x").steps)
               for number in (1, 2, 3)]
    assert lengths == [3, 2, 4]
    assert "is saved as revision 3" in second.warning[0].value
    assert "“shorter”" in second.warning[0].value


def test_a_pitch_is_presented_from_the_library_and_leaving_returns_there(kept):
    entry_id = kept.add("pitch", "Board", told(first_steps(3))).revision.entry_id
    app = press(library(), f"present {entry_id}")
    slide = next(each for each in app.get("bidi_component")
                 if each.proto.component_name.endswith("slide"))
    assert '"count": 3' in slide.proto.json or '"count":3' in slide.proto.json
    assert app.session_state["choices"]["presenting"].home.name == "library"
    assert draft_of(app).pitch == EXAMPLE  # what was written at the desk stays there


def test_a_pitch_is_duplicated_binned_and_restored(kept):
    entry_id = kept.add("pitch", "Board", told(first_steps(3)), ["t"]).revision.entry_id
    kept.save(entry_id, told(first_steps(2)), 1)
    app = library({opening.CHOSEN: entry_id})
    press(app, "restore 1")
    assert kept.content(entry_id) == kept.content(entry_id, 1)
    fill(app, "Name of the duplicate", "Theirs")
    press(app, "do duplicate")
    (copy,) = [each for each in kept.entries(kind="pitch") if each.name == "Theirs"]
    assert kept.content(copy.id) == kept.content(entry_id)
    press(app, "bin entry")
    press(press(app, "to bin"), f"unbin {copy.id}")
    assert {each.id for each in kept.entries()} == {entry_id, copy.id}


def test_a_file_is_opened_as_what_it_holds(monkeypatch):
    shown = {"choices": {}}
    monkeypatch.setattr(state, "choose", lambda name, value: shown["choices"].update({name: value}))
    monkeypatch.setattr(state, "chosen", lambda name, first: shown["choices"].get(name, first))
    monkeypatch.setattr(state, "open_document", lambda found: shown.update(screen=found))
    monkeypatch.setattr(state, "current", lambda: state.View(scenarios.Shared.of("rotation"), "en"))
    for name, text in (("a.csv", told(first_steps(2))), ("b.toml", scenario_text(0.3))):
        notice = opening.take_one(File(name, len(text), text.encode()))
        assert (notice.at == shelf.DESK) == (name == "a.csv")
    assert shown["choices"]["pitch"].pitch.steps == EXAMPLE.steps[:2]
    assert shown["screen"].scenario[FEE] == 0.3


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_bad_pitch_file_is_told_in_the_readers_language(language):
    words = Words(language)
    text = told(first_steps(2)).replace('figure = "', 'figure = "no such ')
    assert opening.is_pitch(text.encode())
    for page in (LIBRARY, DESK):
        app = opened(page, lang=language)
        with pytest.raises(opening.ScenarioError) as error:
            opening.take_one(File("x.toml", len(text), text.encode()))
        notice = shelf.Notice(shelf.REFUSED, problems=tuple(error.value.problems))
        place = shelf.DESK if page == DESK else shelf.LIBRARY
        app.session_state["choices"] = {f"{place} notice": notice}
        unharmed(app.run())
        assert app.warning[0].value.startswith(words(shelf.REFUSED))
        assert "no such" in app.warning[0].value


def signed_in(monkeypatch, user):
    person = access.User(f"id of {user}", user.title(), f"{user}@example.com")
    monkeypatch.setattr(access, "user", lambda: person)


def test_with_signing_in_a_pitch_is_seen_by_those_it_is_shared_with(kept, monkeypatch):
    signed_in(monkeypatch, "ann")
    anns = shelf.shelf()
    entry_id = anns.add("pitch", "Anns", told(first_steps(2))).revision.entry_id
    signed_in(monkeypatch, "bob")
    assert f"open {entry_id}" not in {each.key for each in library().button}
    signed_in(monkeypatch, "ann")
    anns.share(entry_id, "read")
    signed_in(monkeypatch, "bob")
    app = library()
    assert "shared by Ann" in " ".join(texts_of(app))
    press(app, f"open {entry_id}")
    reopen(app)
    assert not [each for each in app.button if each.key == "save revision"]
    fill(app, "Name", "Bobs")
    press(app, "save new")
    assert [each.owner for each in shelf.shelf().entries() if each.name == "Bobs"] == ["id of bob"]


def test_what_is_no_longer_shared_is_saved_as_ones_own(kept, monkeypatch):
    signed_in(monkeypatch, "ann")
    anns = shelf.shelf()
    entry_id = anns.add("pitch", "Anns", told(first_steps(2))).revision.entry_id
    anns.share(entry_id, "write")
    signed_in(monkeypatch, "bob")
    app = reopen(press(library(), f"open {entry_id}"))
    assert [each for each in app.button if each.key == "save revision"]
    anns.share(entry_id, "")
    press(app, "save revision")
    assert "no such entry" in app.warning[0].value
    assert draft_of(app).pitch.steps == EXAMPLE.steps[:2]
    reopen(app)
    assert [each for each in app.button if each.key == "save new"]
    assert len(anns.revisions(entry_id)) == 1


def test_the_scenario_on_screen_and_the_pitch_have_forms_of_their_own(kept):
    """A name typed for the one is not offered for the other."""
    app = desk()
    fill(app, "Name", "A pitch")
    app.switch_page("pages/share/library.py").run()
    field = next(each for each in app.main.text_input if each.label == "Name")
    assert field.value == ""
    assert document.origin(app.session_state["view"]) is None
    assert isinstance(scenarios.read(scenario_text().encode(), "x"), Document)
