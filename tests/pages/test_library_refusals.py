"""The page Library with what is wrong, hostile or damaged; what changed, in words."""

import logging

import pytest

import scenarios
from answers import library as answer
from model import ScenarioError
from scenarios import Document, Shared, link
from scenarios.uploads import UPLOAD_LIMIT
from tests.pages.library_screen import PAGE, PITCHED, content, fill, page, press, unharmed
from tests.pages.screen import opened, texts_of
from ui.session import opening, shelf, spread
from ui.session.upload import File
from wording import Words

EN, ZH = Words("en"), Words("zh")


@pytest.mark.parametrize(("words", "field"), [(EN, "Name"), (ZH, "名称")])
def test_a_refused_name_is_told_in_the_readers_language_and_what_was_typed_stays(
    words, field, kept
):
    app = page(lang=words.language)
    fill(app, words("Note"), "typed")
    press(app, "save new")
    assert field in app.warning[0].value
    assert "1–120" in app.warning[0].value
    assert next(f for f in app.main.text_input if f.label == words("Note")).value == "typed"
    assert not kept.entries()


@pytest.mark.parametrize("words", [EN, ZH])
@pytest.mark.parametrize("file", [
    File("bad.toml", 9, b"not toml"), File("binary.toml", 4, b"\xff\xfe\x00\x01"),
    File("big.toml", UPLOAD_LIMIT + 1, None), File("gone.toml", 10, None),
    File("wrong.toml", 50, b'base = "as_pitched"\n[platform]\nfixed_cost = -1\n'),
])
def test_bad_files_are_told_in_the_readers_language(file, words):
    with pytest.raises(ScenarioError) as error:
        opening.read(file)
    notice = shelf.Notice(shelf.REFUSED, problems=tuple(error.value.problems))
    app = page(lang=words.language, choices={shelf.NOTICE: notice})
    told = app.warning[0].value.replace("\\", "")
    assert told.startswith(words(shelf.REFUSED))
    assert file.name.removesuffix(".toml") in told or "fixed_cost" in told


def test_a_good_file_is_read_and_titled_by_itself():
    text = b'base = "rotation"\ntitle = "My terms"\n'
    document = opening.read(File("mine.toml", len(text), text))
    assert document.title("en") == "My terms"
    app = unharmed(opened(PAGE, s=link.encode(Shared.opening(document))))
    field = next(each for each in app.main.text_input if each.label == "Name")
    assert field.value == "My terms"


def test_a_damaged_database_is_told_and_the_rest_goes_on(folder, caplog):
    (folder / "library.sqlite3").write_bytes(b"this is no database" * 100)
    app = opened(PAGE)
    assert not app.exception
    assert app.title[0].value == "The library is not available right now."
    assert "is damaged" in app.error[0].value
    assert "library.sqlite3" in app.error[0].value.replace("\\", "")
    app.switch_page("pages/explore/overview.py").run()
    unharmed(app)
    (folder / "library.sqlite3").unlink()
    app.switch_page("pages/share/library.py").run()
    assert unharmed(app).title[0].value == "Nothing is saved yet."
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]


def test_names_that_look_like_markup_are_shown_as_they_are(kept):
    name = "**b** [x](http://e.example) :red[r] $m$ <i>"
    entry_id = kept.add("scenario", name, content(), ["]*t*"], "`n` _u_").revision.entry_id
    for app in (page(), page(choices={opening.CHOSEN: entry_id})):
        shown = " ".join(texts_of(app))
        for markup in ("**b**", "[x](", ":red[", "$m$", "<i>", "]*t*", "`n`"):
            assert markup not in shown


def test_words_for_what_changed(kept):
    spread_ = spread.draws.stated(PITCHED, PITCHED.scenario)
    one = scenarios.write(Document("", {"en": "A"}, {"zh": "旧"}, PITCHED.scenario, spread_))
    rotation = scenarios.load("rotation")
    other = scenarios.write(Document("", {"en": "B"}, {}, rotation.scenario))
    entry_id = kept.add("scenario", "x", one).revision.entry_id
    kept.save(entry_id, other, 1)
    for words in (EN, ZH):
        rows = [[*row.values()] for row in answer.changed(kept.changes(entry_id, 1, 2), words)]
        assert [words("Campaigns") + " · " + words("second campaign"), "–", words("added")] in rows
        assert [f"{words('Title')} (English)", "A", "B"] in rows
        assert [f"{words('Note')} (简体中文)", "旧", "–"] in rows
        assert any(words("Most likely") in row[0] and row[2] == "–" for row in rows)
        assert [words("How draws are spread"), words("Latin hypercube"), "–"] in rows


def test_an_unreadable_origin_in_a_link_is_left_out():
    for origin in ("../x.1", "a" * 32, f"{'a' * 32}.0", f"{'a' * 32}.1\n"):
        document = Document("", {"en": "x"}, {}, PITCHED.scenario, origin=origin)
        assert link.decode(link.encode(Shared.opening(document)))[0].document.origin == ""
