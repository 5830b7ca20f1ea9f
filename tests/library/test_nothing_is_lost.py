"""Whatever users do in whatever order, everything saved stays until its bin is emptied."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import URL

from library import SHARED, Library
from model import ScenarioError
from tests.library.documents import pitch

# Thousands of steps.
pytestmark = pytest.mark.slow

USERS = st.sampled_from(["", "ann", "bob"])
TEXTS = st.text("ab 库é%_'", max_size=5).map(pitch)
NAMES = st.text("ab库É%_'", min_size=1, max_size=5)
NUMBERS = st.integers(1, 5)


class Users(RuleBasedStateMachine):
    """Three users, and a plain account of what they saved: contents by entry, in order."""

    entries = Bundle("entries")

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.saved: dict[str, list[str]] = {}
        self.owners: dict[str, str] = {}

    @rule(target=entries, user=USERS, name=NAMES, text=TEXTS, tags=st.lists(NAMES, max_size=2))
    def add(self, user: str, name: str, text: str, tags: list[str]) -> str:
        new = self.library.of(user).add("pitch", name, text, tags).revision
        self.saved[new.entry_id], self.owners[new.entry_id] = [text], user
        return new.entry_id

    @rule(entry=entries, user=USERS, text=TEXTS, based_on=NUMBERS)
    def save(self, entry: str, user: str, text: str, based_on: int) -> None:
        self._append(entry, lambda: self.library.of(user).save(entry, text, based_on), text)

    @rule(entry=entries, user=USERS, number=NUMBERS)
    def restore(self, entry: str, user: str, number: int) -> None:
        contents = self.saved.get(entry, [])
        text = contents[number - 1] if number <= len(contents) else ""
        self._append(entry, lambda: self.library.of(user).restore(entry, number, 1), text)

    @rule(target=entries, entry=entries, user=USERS, name=NAMES)
    def duplicate(self, entry: str, user: str, name: str) -> str:
        try:
            new = self.library.of(user).duplicate(entry, name).revision
        except ScenarioError:
            return entry
        self.saved[new.entry_id], self.owners[new.entry_id] = [self.saved[entry][-1]], user
        return new.entry_id

    @rule(
        entry=entries, user=USERS, name=NAMES, shared=st.sampled_from(SHARED),
        what=st.sampled_from(["rename", "tag", "untag", "share", "bin", "unbin"]),
    )
    def change(self, entry: str, user: str, name: str, shared: str, what: str) -> None:
        words = {"rename": [name], "tag": [name], "untag": [name], "share": [shared]}
        try:
            getattr(self.library.of(user), what)(entry, *words.get(what, []))
        except ScenarioError:
            pass
        else:
            assert self.owners[entry] == user

    @rule(entry=entries, user=USERS)
    def empty_bin(self, entry: str, user: str) -> None:
        theirs = {each.id for each in self.library.of(user).entries(binned=True)}
        emptied = self.library.of(user).empty_bin([entry])
        assert emptied == (entry in theirs)
        if emptied:
            assert self.owners.pop(entry) == user
            del self.saved[entry]

    @invariant()
    def everything_saved_is_there(self) -> None:
        for entry, contents in self.saved.items():
            shelf = self.library.of(self.owners[entry])
            numbers = [each.number for each in shelf.revisions(entry)]
            assert numbers[::-1] == list(range(1, len(contents) + 1))
            assert [shelf.content(entry, number) for number in numbers[::-1]] == contents
        assert {each.id for each in self.library.everything()} == set(self.saved)

    def _append(self, entry: str, act: Callable[[], object], text: str) -> None:
        """Whoever is let in has added one; whoever is refused has changed nothing."""
        try:
            act()
        except ScenarioError:
            return
        self.saved[entry].append(text)


def test_nothing_is_lost(fresh: Callable[[], URL]) -> None:
    opened: list[Library] = []

    def machine() -> Users:
        opened.append(Library.open(fresh()))
        return Users(opened[-1])

    calm = settings(
        max_examples=6, stateful_step_count=25, deadline=None, derandomize=True,
        database=None, suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=calm)
    for library in opened:
        library.close()
