"""A token is told once, lets its maker's programs in until it is ended, and stands nowhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from library import Library
from library.backup import back_up, restore
from library.tokens import MOST, PREFIX
from model import ScenarioError


def test_a_token_names_its_maker_until_it_is_ended(library: Library) -> None:
    ann, bob = library.of("ann"), library.of("bob")
    token, other = ann.make_token(" a spreadsheet "), bob.make_token("R")
    assert token.startswith(PREFIX)
    assert len({token, other, ann.make_token("a spreadsheet")}) == 3
    assert (library.holder(token), library.holder(other)) == ("ann", "bob")
    first = ann.tokens()[-1]
    assert first.name == "a spreadsheet"
    bob.end_token(first.id)
    assert library.holder(token) == "ann", "nobody ends another's"
    ann.end_token(first.id)
    assert library.holder(token) is None
    assert len(ann.tokens()) == 1


@pytest.mark.parametrize("told", ["", PREFIX, PREFIX + "x" * 43, "x" * 100_000, "half \ud800"])
def test_what_is_no_token_is_nobodys(library: Library, told: str) -> None:
    library.of("ann").make_token("R")
    assert library.holder(told) is None


def test_no_table_holds_a_token(library: Library) -> None:
    token = library.of("ann").make_token("R")
    with library.database.reading() as connection:
        rows = connection.execute(text("SELECT * FROM library_tokens")).all()
    assert len(rows) == 1
    assert token not in str(rows)
    assert token.removeprefix(PREFIX) not in str(rows)


def test_a_user_has_so_many_and_each_has_a_name(library: Library) -> None:
    ann = library.of("ann")
    for name in ("", "  ", "x" * 10_000):
        with pytest.raises(ScenarioError) as refused:
            ann.make_token(name)
        assert refused.value.problems[0].field == "name"
    for number in range(MOST):
        ann.make_token(str(number))
    with pytest.raises(ScenarioError) as refused:
        ann.make_token("one more")
    assert refused.value.problems[0].field == "tokens"
    library.of("bob").make_token("his own")


def test_a_backup_brings_no_token_back(fresh: Callable[[], URL], tmp_path: Path) -> None:
    old, new = Library.open(fresh()), Library.open(fresh())
    token = old.of("ann").make_token("R")
    back_up(old.database, tmp_path / "backup")
    restore(new.database, tmp_path / "backup")
    assert new.holder(token) is None
    assert old.holder(token) == "ann"
    old.close()
    new.close()
