"""The page Library: what is saved is kept, found, told apart and given back."""

import pytest

import scenarios
from analysis.distributions import Distribution
from scenarios import Document, Shared, link
from scenarios.documents import fingerprint
from scenarios.pitches import load_pitch, write_pitch
from tests.pages.library_screen import (
    FEE,
    PAGE,
    PITCHED,
    content,
    fill,
    on_screen,
    page,
    press,
    unharmed,
)
from tests.pages.screen import opened, texts_of
from ui.door import access, books
from ui.session import opening, shelf, spread
from wording import Words

EN = Words("en")
PITCH = write_pitch(load_pitch("pitched_terms"))


def save_as_new(app, name, tags="", note=""):
    for label, text in (("Name", name), ("Tags", tags), ("Note", note)):
        fill(app, label, text)
    return press(app, "save new")


def test_an_empty_library_says_what_it_is_for_and_offers_to_save():
    app = page()
    assert app.title[0].value == "Nothing is saved yet."
    assert any("nothing is overwritten" in text for text in texts_of(app))
    assert app.button(key="save new").label == "Save"
    assert not [field for field in app.main.text_input if field.label == "Search"]


def test_what_is_on_screen_is_saved_whole(kept):
    changed = PITCHED.scenario.replace({FEE: 0.35})
    app = save_as_new(page(changed), "Higher fee", "client A, draft，北京", "after the call")
    (entry,) = kept.entries()
    assert (entry.name, set(entry.tags)) == ("Higher fee", {"client A", "draft", "北京"})
    assert entry.latest.note == "after the call"
    document = scenarios.read(kept.content(entry.id).encode(), "x")
    assert document.scenario == changed
    assert (document.title("en"), document.note("en")) == ("Higher fee", "after the call")
    assert "“Higher fee”" in app.title[0].value
    assert any(fingerprint(changed) in text for text in texts_of(app))


def test_saving_moves_no_number_and_loses_no_step():
    """The baseline stays, undo goes on, and the next save is the next revision."""
    app = page(PITCHED.scenario.replace({FEE: 0.35}))
    fee = next(each for each in app.sidebar.number_input if "Sell fee" in each.label)
    fee.set_value(40.0).run()
    app.run()  # a lever alone leaves the link to the page's view
    before = on_screen(app)
    save_as_new(app, "Higher fee")
    assert "The 1 change is part of it now" in app.success[0].value
    assert "baseline “As pitched”" in app.success[0].value
    after = on_screen(app)
    assert after.scenario == before.scenario
    assert after.baseline == before.baseline
    assert after.loaded == before.scenario
    press(app, "undo")
    undone = on_screen(app)
    assert undone.scenario[FEE] == pytest.approx(0.35)
    assert undone.document.origin == after.document.origin


def test_a_document_with_edited_distributions_is_saved_with_them(kept):
    shape = Distribution("uniform", (0.1, 0.9))
    name = "wallet.withdraw_share"
    app = save_as_new(page(choices={spread.EDITS: {name: shape}}), "Unsure")
    (entry,) = kept.entries()
    stated = scenarios.read(kept.content(entry.id).encode(), "x").uncertainty
    assert stated.distributions[name] == shape
    assert len(stated.distributions) > 1  # our assumptions about the others beside it
    assert on_screen(app).document.uncertainty == stated


def test_taking_everything_as_certain_is_kept_too(kept):
    names = spread.draws.stated(PITCHED, PITCHED.scenario).distributions
    save_as_new(page(choices={spread.EDITS: dict.fromkeys(names)}), "Certain")
    (entry,) = kept.entries()
    stated = scenarios.read(kept.content(entry.id).encode(), "x").uncertainty
    assert stated.distributions == {}


def test_what_was_opened_is_saved_as_its_next_revision(kept):
    entry_id = kept.add("scenario", "Mine", content(0.3)).revision.entry_id
    app = press(page(), f"open {entry_id}")
    shared = on_screen(app)
    assert (shared.document.title("zh"), shared.loaded[FEE]) == ("Mine", 0.3)
    assert shared.document.origin == f"{entry_id}.1"
    assert shared.baseline == shared.loaded
    fill(app, "Note", "once more")
    press(app, "save revision")
    assert [(each.number, each.note) for each in kept.revisions(entry_id)] == [
        (2, "once more"), (1, "")]
    assert on_screen(app).document.origin == f"{entry_id}.2"


def test_undo_returns_to_what_was_on_screen_before_opening(kept):
    entry_id = kept.add("scenario", "Mine", content(0.3)).revision.entry_id
    changed = PITCHED.scenario.replace({FEE: 0.4})
    app = press(page(changed), f"open {entry_id}")
    press(app, "undo")
    assert on_screen(app).scenario == changed
    assert on_screen(app).document == PITCHED


def test_the_link_brings_the_entry_along(kept):
    entry_id = kept.add("scenario", "Mine", content(0.3)).revision.entry_id
    app = press(page(), f"open {entry_id}")
    other = unharmed(opened(PAGE, s=app.query_params["s"]))
    fill(other, "Note", "from elsewhere")
    press(other, "save revision")
    assert len(kept.revisions(entry_id)) == 2


def test_a_link_to_what_this_library_does_not_have_saves_a_new_entry(kept):
    document = Document("", {"en": "Theirs"}, {}, PITCHED.scenario, origin=f"{'a' * 32}.7")
    app = unharmed(opened(PAGE, s=link.encode(Shared.opening(document))))
    save_as_new(app, "Theirs")
    assert [entry.name for entry in kept.entries()] == ["Theirs"]


def test_two_who_save_at_once_both_keep_theirs_and_are_told(kept):
    entry_id = kept.add("scenario", "Mine", content(0.3)).revision.entry_id
    first, second = page(), page()
    for app in (first, second):
        press(app, f"open {entry_id}")
    fill(first, "Note", "mine")
    press(first, "save revision")
    fee = next(each for each in second.sidebar.number_input if "Sell fee" in each.label)
    fee.set_value(45.0).run()
    press(second, "save revision")
    assert len(kept.revisions(entry_id)) == 3
    told = second.warning[0].value
    assert "is saved as revision 3" in told
    assert "Since revision 1, which you began with, one other was saved" in told
    when = shelf.moment(kept.revisions(entry_id)[1].saved_at, EN)
    assert f"Revision 2 · {when} · “mine”" in told.replace("\\", "")
    press(second, "see meanwhile")
    older, newer = (box.value for box in second.main.selectbox)
    assert (older, newer) == ("1", "2")
    assert any("both hold the same" in text for text in texts_of(second))


def test_search_finds_by_name_tag_and_note_and_filters_by_kind_and_tag(kept):
    kept.add("scenario", "Higher fee", content(0.3), ["client A"], "after the call")
    kept.add("scenario", "Slower release", content(0.2), ["draft"])
    kept.add("pitch", "Board", PITCH, ["draft"])
    app = page()

    def listed():
        return [each.name for each in kept.entries()
                if any(f"**{each.name}**" in text for text in texts_of(app))]

    assert len(listed()) == 3
    for wanted, found in (("FEE", ["Higher fee"]), ("client", ["Higher fee"]),
                          ("call", ["Higher fee"]), ("draft", ["Board", "Slower release"])):
        fill(app, "Search", wanted)
        assert listed() == found
    fill(app, "Search", "<b>nothing</b> like it")
    assert listed() == []
    assert any("Nothing here matches" in text for text in texts_of(app))
    fill(app, "Search", "")
    app.main.multiselect[0].set_value(["draft"]).run()
    assert listed() == ["Board", "Slower release"]
    app.session_state["choices"]["library kind"] = "pitch"
    app.run()
    assert listed() == ["Board"]


def test_pitches_are_listed_with_scenarios(kept):
    entry_id = kept.add("pitch", "Board", PITCH).revision.entry_id
    app = page()
    assert {f"open {entry_id}", f"present {entry_id}"} <= {each.key for each in app.button}
    assert app.title[0].value.startswith("Saved: 1 pitch.")


def details(kept, *contents, name="Mine", tags=()):
    first, *others = contents
    entry_id = kept.add("scenario", name, first, tags).revision.entry_id
    for number, each in enumerate(others, 1):
        kept.save(entry_id, each, number)
    return entry_id, page(choices={opening.CHOSEN: entry_id})


def test_the_history_shows_what_changed_and_gives_back_any_revision(kept):
    entry_id, app = details(kept, content(0.3), content(0.4))
    (table,) = (each.value for each in app.table)
    assert [*table.iloc[0]] == ["Sell fee · main campaign", "30%", "40%"]
    press(app, "restore 1")
    assert kept.content(entry_id) == kept.content(entry_id, 1)
    assert kept.revisions(entry_id)[0].restores == 1
    assert "is restored, as revision 3" in app.success[0].value
    press(app, "open 2")
    assert on_screen(app).scenario[FEE] == 0.4
    assert on_screen(app).document.origin == f"{entry_id}.2"


def test_saving_from_an_old_revision_tells_of_all_that_came_after(kept):
    entry_id, app = details(kept, content(0.3), content(0.4), content(0.5))
    press(app, "open 1")
    press(app, "all entries")
    press(app, "save revision")
    assert kept.revisions(entry_id)[0].based_on == 1
    assert "2 others were saved" in app.warning[0].value


def test_rename_tag_untag_duplicate(kept):
    entry_id, app = details(kept, content(), tags=("old", "stays"))
    fields = {each.label: each for each in app.main.text_input}
    fields["Name"].set_value("Ours").run()
    press(app, "do rename")
    assert kept.entry(entry_id).name == "Ours"
    assert app.title[0].value == "Ours"
    fill(app, "Tags", "stays, new")
    press(app, "do tags")
    assert set(kept.entry(entry_id).tags) == {"stays", "new"}
    fill(app, "Name of the duplicate", "Theirs")
    press(app, "do duplicate")
    copies = [each for each in kept.entries() if each.name == "Theirs"]
    assert [set(each.tags) for each in copies] == [{"stays", "new"}]
    assert app.title[0].value == "Theirs"


def signed_in(monkeypatch, user):
    """Every session from now on is this user's, as a provider's claims make them."""
    person = access.User(f"id of {user}", f"{user.title()} *Lee*", f"{user}@example.com")
    monkeypatch.setattr(access, "user", lambda: person)


def test_sharing_is_not_offered_where_everybody_is_one_user(kept):
    _, app = details(kept, content())
    assert not app.main.radio


def test_with_signing_in_the_owner_shares_and_others_see_whose_it_is(kept, monkeypatch):
    signed_in(monkeypatch, "ann")
    anns = shelf.shelf()
    entry_id = anns.add("scenario", "Anns", content(), ["t"]).revision.entry_id
    app = page(choices={opening.CHOSEN: entry_id})
    app.main.radio[0].set_value("read").run()
    unharmed(app)
    assert anns.entry(entry_id).shared == "read"
    signed_in(monkeypatch, "bob")
    other = page(choices={opening.CHOSEN: entry_id})
    assert "shared by Ann \\*Lee\\*" in " ".join(texts_of(other))
    assert not {"do rename", "do tags", "bin entry"} & {each.key for each in other.button}
    press(other, "open entry")
    press(other, "all entries")
    assert not [each for each in other.button if each.key == "save revision"]
    save_as_new(other, "Bobs")
    assert [each.owner for each in shelf.shelf().entries() if each.name == "Bobs"] == ["id of bob"]


def test_who_saved_meanwhile_is_told_by_name(kept, monkeypatch):
    signed_in(monkeypatch, "ann")
    anns = shelf.shelf()
    entry_id = anns.add("scenario", "Ours", content(0.3)).revision.entry_id
    anns.share(entry_id, "write")
    signed_in(monkeypatch, "bob")
    app = press(page(), f"open {entry_id}")
    anns.save(entry_id, content(0.4), 1)
    press(app, "save revision")
    assert "Ann \\*Lee\\*" in app.warning[0].value
    assert [each.author for each in anns.revisions(entry_id)] == [
        "id of bob", "id of ann", "id of ann"]


def test_the_bin_keeps_until_it_is_emptied_and_confirmed(kept):
    entry_id, app = details(kept, content())
    press(app, "bin entry")
    assert [each.id for each in kept.entries(binned=True)] == [entry_id]
    press(app, "to bin")
    press(app, f"unbin {entry_id}")
    assert [each.id for each in kept.entries()] == [entry_id]
    kept.bin(entry_id)
    app.run()
    press(app, "empty bin")
    assert "forever" in app.warning[0].value
    press(app, "keep")
    assert kept.entries(binned=True)
    press(app, "empty bin")
    press(app, "confirm delete")
    assert not kept.entries(binned=True)
    assert app.title[0].value == "Nothing is saved yet."


def test_what_the_reader_confirmed_is_deleted_and_nothing_that_came_later(kept):
    first, later = (kept.add("scenario", name, content()).revision.entry_id for name in "ab")
    kept.bin(first)
    app = press(page(), "to bin")
    press(app, "empty bin")
    kept.bin(later)
    app.run()
    press(app, "confirm delete")
    assert [each.id for each in kept.entries(binned=True)] == [later]


def test_a_binned_entry_comes_back_when_it_is_saved(kept):
    entry_id = kept.add("scenario", "Mine", content()).revision.entry_id
    app = press(page(), f"open {entry_id}")
    kept.bin(entry_id)
    press(app.run(), "save revision")
    assert "out of it again" in app.success[0].value
    assert kept.entry(entry_id).binned_at is None


def test_a_token_is_made_shown_once_and_ended(kept, monkeypatch):
    assert not [each for each in page().button if each.key == "make token"], "nobody signs in"
    signed_in(monkeypatch, "ann")
    app = fill(page(), "What it is for", "A *sheet*")
    press(app, "make token")
    (token,) = [each.value for each in app.main.code]
    anns = shelf.shelf()
    assert [each.name for each in anns.tokens()] == ["A *sheet*"]
    assert books.library().holder(token) == anns.user
    press(app, "token copied")
    assert not app.main.code
    assert token not in " ".join(texts_of(app))
    press(app, f"end token {anns.tokens()[0].id}")
    assert not anns.tokens()
    assert "A \\*sheet\\*" in app.success[0].value
    assert books.library().holder(token) is None
