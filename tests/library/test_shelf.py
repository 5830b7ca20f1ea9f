"""What users do with entries: each law on both kinds of database."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

import scenarios
from library import Library, Shelf
from library.rules import TAG_LENGTH, TAG_LIMIT
from model import MODEL_VERSION, ScenarioError
from scenarios.documents import SIZE_LIMIT
from tests.library.documents import pitch, scenario


def refusal(error: pytest.ExceptionInfo[ScenarioError]) -> str:
    return str(error.value)


def test_what_is_saved_comes_back_to_the_letter(shelf: Shelf) -> None:
    content = scenario() + "# 备注 – kept as it is\r\n"
    saved = shelf.add("scenario", "  名称 1 ", content, ["重要"], "first\r\nnote")
    entry = shelf.entry(saved.revision.entry_id)
    assert shelf.content(entry.id) == content
    assert (entry.kind, entry.name, entry.tags) == ("scenario", "名称 1", ("重要",))
    assert (entry.owner, entry.shared, entry.binned_at) == ("", "", None)
    assert entry.latest == saved.revision
    assert (entry.latest.number, entry.latest.note) == (1, "first\nnote")
    assert entry.latest.model_version == MODEL_VERSION
    assert abs(datetime.now(UTC) - entry.latest.saved_at) < timedelta(minutes=5)
    assert not saved.meanwhile


def test_a_save_based_on_an_older_revision_keeps_both_and_tells(library: Library) -> None:
    ann, bob = library.of("ann"), library.of("bob")
    entry_id = ann.add("scenario", "x", scenario(0.1)).revision.entry_id
    ann.share(entry_id, "write")
    first = bob.save(entry_id, scenario(0.2), based_on=1)
    second = ann.save(entry_id, scenario(0.3), based_on=1)
    third = ann.save(entry_id, scenario(0.4), based_on=3)
    assert not first.meanwhile
    assert second.meanwhile == (first.revision,)
    assert second.meanwhile[0].author == "bob"
    assert not third.meanwhile
    fees = [0.1, 0.2, 0.3, 0.4]
    assert [ann.content(entry_id, n) for n in (1, 2, 3, 4)] == list(map(scenario, fees))
    assert [each.based_on for each in ann.revisions(entry_id)] == [3, 1, 1, None]


def test_restoring_adds_a_revision_and_takes_none_away(shelf: Shelf) -> None:
    entry_id = shelf.add("scenario", "x", scenario(0.1)).revision.entry_id
    shelf.save(entry_id, scenario(0.2), based_on=1)
    saved = shelf.restore(entry_id, 1, based_on=2, note="back")
    assert (saved.revision.number, saved.revision.restores) == (3, 1)
    assert [shelf.content(entry_id, n) for n in (1, 2, 3)] == [
        scenario(0.1), scenario(0.2), scenario(0.1)
    ]


def test_a_duplicate_goes_its_own_way(shelf: Shelf) -> None:
    entry_id = shelf.add("scenario", "x", scenario(0.1), ["a", "b"]).revision.entry_id
    shelf.save(entry_id, scenario(0.2), based_on=1)
    newest = shelf.duplicate(entry_id, "y").revision.entry_id
    older = shelf.duplicate(entry_id, "z", number=1).revision.entry_id
    shelf.save(newest, scenario(0.3), based_on=1)
    assert shelf.content(newest, 1) == shelf.content(entry_id) == scenario(0.2)
    assert shelf.content(older) == scenario(0.1)
    assert shelf.entry(older).tags == ("a", "b")
    assert shelf.entry(entry_id).latest.number == 2


def test_the_bin_gives_back_and_forgets_only_what_is_named(shelf: Shelf) -> None:
    ids = [shelf.add("pitch", name, pitch(name)).revision.entry_id for name in "abc"]
    for each in ids[:2]:
        shelf.bin(each)
    assert [entry.name for entry in shelf.entries()] == ["c"]
    assert {entry.name for entry in shelf.entries(binned=True)} == {"a", "b"}
    shelf.unbin(ids[1])
    assert shelf.empty_bin([*ids, "unknown"]) == 1
    assert {entry.name for entry in shelf.entries()} == {"b", "c"}
    with pytest.raises(ScenarioError, match="no such entry"):
        shelf.content(ids[0])
    assert shelf.content(ids[1]) == pitch("b")


def test_a_save_takes_an_entry_out_of_the_bin(shelf: Shelf) -> None:
    entry_id = shelf.add("pitch", "x", pitch()).revision.entry_id
    shelf.bin(entry_id)
    assert shelf.save(entry_id, pitch("again"), based_on=1).from_bin
    assert shelf.entry(entry_id).binned_at is None
    assert not shelf.save(entry_id, pitch("again"), based_on=2).from_bin


def test_tags_are_one_whatever_their_case_and_width(shelf: Shelf) -> None:
    entry_id = shelf.add("pitch", "x", pitch(), ["Zürich", "ZÜRICH", "上海"]).revision.entry_id
    assert shelf.tag(entry_id, "ｚürich", "Neu").tags == ("Neu", "Zürich", "上海")
    assert shelf.untag(entry_id, "NEU", "absent").tags == ("Zürich", "上海")
    shelf.add("pitch", "y", pitch(), ["上海"])
    assert shelf.tags() == ["上海", "Zürich"]
    assert shelf.retag(entry_id, ["ZÜRICH", "other"]).tags == ("other", "Zürich")


def test_all_tags_are_exchanged_at_once_or_none(shelf: Shelf) -> None:
    full, others = ([f"{each} {number}" for number in range(TAG_LIMIT)] for each in "ab")
    entry_id = shelf.add("pitch", "x", pitch(), full).revision.entry_id
    assert sorted(shelf.retag(entry_id, others).tags) == sorted(others)
    for refused in ([*others, "one more"], ["fine", "x" * (TAG_LENGTH + 1)]):
        with pytest.raises(ScenarioError):
            shelf.retag(entry_id, refused)
    assert sorted(shelf.entry(entry_id).tags) == sorted(others)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "abcd"), ("ÉTUDE", "a"), ("étude", "a"), ("轮换", "b"), ("ＲＯＴＡ", "b"),
        ("100%", "c"), ("%", "c"), ("_", "d"), ("\\", "d"), ("客户 rot", "b"), ("客户 étude", ""),
        ("note ROUND", "d"), ("straße", "c"), ("STRASSE", "c"), ("absent", ""),
    ],
)  # fmt: skip
def test_search_finds_words_in_names_tags_and_notes(shelf: Shelf, text: str, found: str) -> None:
    names = {"a": "Étude", "b": "轮换方案 rotation", "c": "100% Straße", "d": "x_y\\z"}
    shelf.add("pitch", names["a"], pitch())
    shelf.add("scenario", names["b"], scenario(), ["客户"])
    shelf.add("pitch", names["c"], pitch())
    entry_id = shelf.add("pitch", names["d"], pitch(), note="a note of round one").revision.entry_id
    shelf.save(entry_id, pitch(), based_on=1, note="newer")
    assert {entry.name for entry in shelf.entries(text)} == {names[each] for each in found}


def test_entries_by_kind_and_tags_newest_save_first(shelf: Shelf) -> None:
    first = shelf.add("pitch", "a", pitch(), ["t", "u"]).revision.entry_id
    shelf.add("scenario", "b", scenario(), ["T"])
    shelf.add("pitch", "c", pitch(), ["u"])
    shelf.save(first, pitch("2"), based_on=1)
    for wanted, found in (
        ({}, "acb"), ({"kind": "pitch"}, "ac"), ({"tags": ["T"]}, "ab"),
        ({"tags": ["t", "U"]}, "a"), ({"kind": "scenario", "text": "a"}, ""),
    ):
        assert [entry.name for entry in shelf.entries(**wanted)] == list(found)


@pytest.mark.parametrize("left_out", ["base", "default"])
def test_a_scenario_is_kept_with_every_value_stated(shelf: Shelf, left_out: str) -> None:
    """Else it would change its meaning when a preset or a default does."""
    content = 'base = "as_pitched"\ntitle = "t"\n[wallet]\nspend_rate = 0.5\n'
    if left_out == "default":
        lines = scenario().splitlines()
        content = "\n".join(line for line in lines if not line.startswith("days = "))
    kept = shelf.content(shelf.add("scenario", "x", content).revision.entry_id)
    values = scenarios.read(content.encode(), "x").scenario.values
    stated = scenarios.documents.parsed(kept.encode(), "x")
    assert kept != content
    assert {key: stated[key] for key in values} == values


REFUSED = [
    ({"name": ""}, "name = : permitted are 1–120 characters"),
    ({"name": " \u3000 "}, "name = : permitted are 1–120"),
    ({"name": "x" * 121}, f"name = {'x' * 60}…: permitted are 1–120"),
    ({"name": "a\nb"}, "name = a\ufffdb: permitted are 1–120 characters without control"),
    ({"name": "a\x00"}, "name = a\ufffd"),
    ({"name": "a\u202eb"}, "name = a\ufffdb"),
    ({"name": "a\ud800"}, "name = a\ufffd"),
    ({"tags": [""]}, "tag = : permitted are 1–40"),
    ({"tags": ["x" * 41]}, "permitted are 1–40"),
    ({"tags": [str(n) for n in range(21)]}, "tag: 21 tags; permitted is n ≤ 20"),
    ({"note": "x" * 2001}, "permitted are 0–2000"),
    ({"note": "\x07"}, "note = \ufffd"),
    ({"kind": "song"}, "kind = song: permitted is scenario | pitch"),
    ({"content": "[horizon"}, "x: not a TOML document"),
    ({"content": "a = '\x00'"}, "x: not a TOML document"),
    ({"content": "a = '\ud800'"}, "x: not a TOML document"),
    ({"content": "#" * (SIZE_LIMIT + 1)}, "permitted is n ≤ 1000000"),
    ({"content": "a = " + "[" * 17 + "]" * 17}, "too deep"),
    ({"content": "surprise = 1"}, "surprise: there is no such field"),
    ({"content": "a = [1", "kind": "pitch"}, "x: not a TOML document"),
]


@pytest.mark.parametrize(("wrong", "told"), REFUSED)
def test_refusals_name_what_is_permitted_and_save_nothing(
    shelf: Shelf, wrong: dict[str, object], told: str
) -> None:
    usual = {"kind": "scenario", "name": "x", "content": scenario()}
    with pytest.raises(ScenarioError) as error:
        shelf.add(**(usual | wrong))
    assert told in refusal(error)
    assert shelf.entries() == []


@pytest.mark.parametrize(
    "accepted",
    [
        {"name": "x" * 120}, {"tags": [str(n) for n in range(20)]}, {"tags": ["x" * 40]},
        {"note": "x" * 2000}, {"note": "two\n\tlines"}, {"name": "👩‍👩‍👧 می‌خواهم"},
    ],
)  # fmt: skip
def test_limits_themselves_are_permitted(shelf: Shelf, accepted: dict[str, object]) -> None:
    usual = {"kind": "pitch", "name": "x", "content": pitch()}
    shelf.add(**(usual | accepted))
    assert len(shelf.entries()) == 1


@pytest.mark.parametrize("number", [0, 2, -1])
def test_revisions_that_are_not_there(shelf: Shelf, number: int) -> None:
    entry_id = shelf.add("pitch", "x", pitch()).revision.entry_id
    for attempt in (
        lambda: shelf.content(entry_id, number),
        lambda: shelf.restore(entry_id, number, based_on=1),
        lambda: shelf.save(entry_id, pitch(), based_on=number),
        lambda: shelf.duplicate(entry_id, "y", number),
    ):
        with pytest.raises(ScenarioError, match=f"revision = {number}: .* permitted is 1 ≤ n ≤ 1"):
            attempt()
    assert len(shelf.revisions(entry_id)) == 1


def test_the_log_tells_who_saved_what_and_no_contents(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        secret = {"name": "SECRET", "tags": ["SECRET"], "note": "SECRET"}
        revision = shelf.add("pitch", content=pitch("SECRET"), **secret).revision
        shelf.save(revision.entry_id, pitch("SECRET"), 1, "SECRET")
        shelf.rename(revision.entry_id, "SECRET 2")
        with pytest.raises(ScenarioError):
            shelf.add("scenario", "SECRET", "SECRET = 1")
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("backstop")]
    assert [message for message in ours if revision.entry_id in message and "revision 2" in message]
    assert "SECRET" not in caplog.text
