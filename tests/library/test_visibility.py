"""Who sees what, and who may change it: every method against every way of sharing."""

from collections.abc import Callable

import pytest

from library import Entry, Library, Shelf
from model import ScenarioError
from tests.library.documents import pitch

READS: dict[str, Callable[[Shelf, str], object]] = {
    "entry": lambda shelf, entry: shelf.entry(entry),
    "revisions": lambda shelf, entry: shelf.revisions(entry),
    "content": lambda shelf, entry: shelf.content(entry),
    "changes": lambda shelf, entry: shelf.changes(entry, 1, 1),
    "duplicate": lambda shelf, entry: shelf.duplicate(entry, "copy"),
}
SAVES: dict[str, Callable[[Shelf, str], object]] = {
    "save": lambda shelf, entry: shelf.save(entry, pitch("new"), 1),
    "restore": lambda shelf, entry: shelf.restore(entry, 1, 1),
}
CHANGES: dict[str, Callable[[Shelf, str], object]] = {
    "rename": lambda shelf, entry: shelf.rename(entry, "other"),
    "tag": lambda shelf, entry: shelf.tag(entry, "other"),
    "retag": lambda shelf, entry: shelf.retag(entry, ["other"]),
    "untag": lambda shelf, entry: shelf.untag(entry, "t"),
    "share": lambda shelf, entry: shelf.share(entry, "write"),
    "bin": lambda shelf, entry: shelf.bin(entry),
    "unbin": lambda shelf, entry: shelf.unbin(entry),
}
EVERYTHING = READS | SAVES | CHANGES

# How an entry of Ann's is shared, and what that lets Bob do.
PERMITTED = {"": {}, "read": READS, "write": READS | SAVES}


@pytest.fixture
def ann(library: Library) -> Shelf:
    return library.of("ann")


@pytest.fixture
def bob(library: Library) -> Shelf:
    return library.of("bob")


def shared_entry(ann: Shelf, shared: str) -> Entry:
    revision = ann.add("pitch", "of Ann", pitch(), ["t"]).revision
    return ann.share(revision.entry_id, shared)


def state(library: Library) -> list[Entry]:
    return sorted(library.everything(), key=lambda entry: entry.id)


@pytest.mark.parametrize("shared", PERMITTED)
@pytest.mark.parametrize("method", EVERYTHING)
def test_others_may_do_what_is_shared_and_no_more(
    library: Library, ann: Shelf, bob: Shelf, shared: str, method: str
) -> None:
    entry = shared_entry(ann, shared)
    before = state(library)
    if method in PERMITTED[shared]:
        EVERYTHING[method](bob, entry.id)
        return
    with pytest.raises(ScenarioError, match=r"^entry: (the library has no|this entry belongs)"):
        EVERYTHING[method](bob, entry.id)
    assert state(library) == before


@pytest.mark.parametrize("method", EVERYTHING)
def test_an_owner_may_do_everything_also_in_the_bin(ann: Shelf, method: str) -> None:
    entry = shared_entry(ann, "")
    EVERYTHING[method](ann, entry.id)
    ann.bin(entry.id)
    EVERYTHING[method](ann, entry.id)


@pytest.mark.parametrize("method", EVERYTHING)
def test_what_lies_in_its_owners_bin_is_gone_for_others(
    library: Library, ann: Shelf, bob: Shelf, method: str
) -> None:
    entry = shared_entry(ann, "write")
    ann.bin(entry.id)
    before = state(library)
    with pytest.raises(ScenarioError, match="no such entry"):
        EVERYTHING[method](bob, entry.id)
    assert bob.entries() == bob.entries(binned=True) == []
    assert state(library) == before


@pytest.mark.parametrize("shared", PERMITTED)
def test_lists_searches_and_tags_show_own_and_shared_only(
    ann: Shelf, bob: Shelf, shared: str
) -> None:
    shared_entry(ann, shared)
    bob.add("pitch", "of Bob", pitch(), ["u"])
    seen = {"of Bob"} | ({"of Ann"} if shared else set())
    assert {entry.name for entry in bob.entries()} == seen
    assert {entry.name for entry in bob.entries("ann")} == seen - {"of Bob"}
    assert {entry.name for entry in bob.entries(tags=["t"])} == seen - {"of Bob"}
    assert bob.tags() == (["t", "u"] if shared else ["u"])


def test_nobody_empties_the_bin_of_another(ann: Shelf, bob: Shelf) -> None:
    entry = shared_entry(ann, "write")
    ann.bin(entry.id)
    assert bob.empty_bin([entry.id]) == 0
    assert ann.content(entry.id) == pitch()


def test_a_duplicate_belongs_to_who_made_it_and_is_not_shared(ann: Shelf, bob: Shelf) -> None:
    entry = shared_entry(ann, "read")
    copy = bob.entry(bob.duplicate(entry.id, "of Bob").revision.entry_id)
    assert (copy.owner, copy.shared, copy.latest.author) == ("bob", "", "bob")
    with pytest.raises(ScenarioError, match="no such entry"):
        ann.entry(copy.id)


def test_entries_tell_beforehand_what_a_user_may_do(ann: Shelf) -> None:
    for shared, permitted in PERMITTED.items():
        entry = shared_entry(ann, shared)
        assert entry.may_change("ann")
        assert entry.may_save("ann")
        assert not entry.may_change("bob")
        assert entry.may_save("bob") == ("save" in permitted)
    assert not ann.bin(entry.id).may_save("bob")


def test_entries_from_before_anybody_signed_in_can_be_handed_over(library: Library) -> None:
    """Signed in, nobody sees what everybody could write before; the server's keeper decides."""
    entry_id = library.of("").add("pitch", "x", pitch()).revision.entry_id
    ann = library.of("ann")
    assert ann.entries() == []
    ann.introduce("Ann")
    assert library.hand_over("", "ann").count == 1
    assert ann.content(entry_id) == pitch()
    assert library.of("").entries() == []
