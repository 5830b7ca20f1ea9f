"""Hand-over: to whom people mean, to nobody else, and back."""

import pytest
from sqlalchemy import URL

from commands.library import main
from library import Library
from model import ScenarioError
from tests.library.documents import pitch


@pytest.fixture
def team(library: Library) -> Library:
    """One entry from before anybody signed in; Ann, and two who are both called Bob."""
    library.of("").add("pitch", "before", pitch())
    library.of("id-ann").introduce("Ann Lee", "Ann@Example.com")
    library.of("id-bob").introduce("Bob", "bob@example.com")
    library.of("id-bob-2").introduce("Bob", "bob@elsewhere.example")
    return library


@pytest.mark.parametrize("said", [
    "id-ann", "ann@example.com", "ANN@EXAMPLE.COM", "Ann Lee", " ann lee ", "ａｎｎ@example.com",
])
def test_she_is_found_by_what_people_know_of_her_and_sees_it(team: Library, said: str) -> None:
    handed = team.hand_over("", said)
    assert (handed.count, handed.taker.id) == (1, "id-ann")
    assert [entry.name for entry in team.of("id-ann").entries()] == ["before"]


@pytest.mark.parametrize("said", ["carl@example.com", "", "ann", "Bob", "%", "id-"])
def test_who_has_never_signed_in_or_is_not_clear_gets_nothing(team: Library, said: str) -> None:
    with pytest.raises(ScenarioError):
        team.hand_over("", said)
    assert len(team.of("").entries()) == 1


def test_of_two_of_one_name_the_ids_are_told(team: Library) -> None:
    with pytest.raises(ScenarioError, match="id-bob, id-bob-2"):
        team.hand_over("", "bob")
    assert team.hand_over("", "bob@elsewhere.example").taker.id == "id-bob-2"


def test_it_is_taken_back_and_what_was_given_on_since_stays(team: Library) -> None:
    team.of("id-ann").add("pitch", "her own", pitch())
    team.of("").add("pitch", "second", pitch())
    first = team.hand_over("", "Ann Lee")
    second = team.hand_over("Ann@Example.com", "bob@example.com")
    assert (first.count, second.count) == (2, 3)
    assert team.take_back(first.number) == 0
    assert team.take_back(second.number) == 3
    assert team.of("id-bob").entries() == []
    for number in (first.number, second.number, 99):
        with pytest.raises(ScenarioError, match="no such hand-over"):
            team.take_back(number)


def test_what_went_to_an_owner_whom_nobody_is_can_be_given_on(team: Library) -> None:
    """As earlier versions did it with an e-mail."""
    team.of("ann@example.com").add("pitch", "lost", pitch())
    assert team.hand_over("ann@example.com", "ann lee").count == 1
    assert [entry.name for entry in team.of("id-ann").entries()] == ["lost"]


def test_the_command_says_whom_it_meant_and_how_to_undo_it(
    url: URL, team: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", url.render_as_string(hide_password=False))
    assert main(["people"]) == 0
    assert "id-ann\tAnn Lee\tAnn@Example.com\n" in capsys.readouterr().out
    assert main(["hand-over", "", "nobody@example.com"]) == 2
    assert "python -m library people" in capsys.readouterr().err
    assert main(["hand-over", "", "ann@example.com"]) == 0
    told = capsys.readouterr().out
    assert "1 entry handed over to Ann Lee (Ann@Example.com)" in told
    command = told.splitlines()[-1].partition("python -m library ")[2].split()
    assert main(command) == 0
    assert [entry.name for entry in team.of("").entries()] == ["before"]
