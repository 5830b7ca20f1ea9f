"""What changed between revisions: values by dotted name, rows, texts; lines where need be."""

from dataclasses import replace

import pytest

import scenarios
from library import Changes, Shelf
from model import Scenario
from scenarios import Document, pitches
from tests.library.documents import pitch, scenario

PITCHED = scenarios.load("as_pitched")


def written(values: dict[str, object], **titles: str) -> str:
    texts = {"en": "t", **titles}
    return scenarios.write(Document("x", texts, PITCHED.notes, Scenario.from_values(values)))


def changed(shelf: Shelf, older: str, newer: str, kind: str = "scenario") -> Changes:
    entry_id = shelf.add(kind, "x", older).revision.entry_id
    shelf.save(entry_id, newer, based_on=1)
    return shelf.changes(entry_id, 1, 2)


def values() -> dict[str, dict[str, object]]:
    return PITCHED.scenario.values  # a copy each time


def test_a_value_by_its_dotted_name(shelf: Shelf) -> None:
    found = changed(shelf, scenario(0.1), scenario(0.3))
    assert found == Changes(values={"campaigns.main.sell_fee": (0.1, 0.3)})


def test_the_same_again_is_no_change(shelf: Shelf) -> None:
    assert not changed(shelf, scenario(), f"# said otherwise\n{scenario()}")


def test_an_optional_value_comes_and_goes(shelf: Shelf) -> None:
    other = values()
    other["campaigns"]["main"]["issue_days"] = 10
    found = changed(shelf, written(values()), written(other))
    assert found == Changes(values={"campaigns.main.issue_days": (None, 10)})


def test_rows_come_go_and_change_places(shelf: Shelf) -> None:
    other = values()
    segments = other["segments"]
    first = next(iter(segments))
    rest = {name: row for name, row in segments.items() if name != first}
    other["segments"] = {**rest, first: segments[first]}
    other["campaigns"]["second"] = dict(other["campaigns"]["main"], start_day=100)
    found = changed(shelf, written(values()), written(other))
    assert found == Changes(added=("campaigns.second",), reordered=("segments",))
    assert changed(shelf, written(other), written(values())).removed == ("campaigns.second",)


def test_titles_in_each_language(shelf: Shelf) -> None:
    found = changed(shelf, written(values(), en="old"), written(values(), en="new", zh="新"))
    assert found == Changes(texts={"title": ("old", "new"), "title_zh": ("", "新")})


def test_what_is_uncertain(shelf: Shelf) -> None:
    table = (
        '\n[uncertainty]\nseed = 7\n[uncertainty.distributions."wallet.withdraw_share"]\n'
        'kind = "uniform"\nlow = 0.4\nhigh = {high}\n'
    )
    high = "uncertainty.distributions.wallet.withdraw_share.high"
    older, newer = (scenario() + table.format(high=high) for high in (0.8, 0.9))
    assert changed(shelf, older, newer) == Changes(values={high: (0.8, 0.9)})
    seed = changed(shelf, scenario(), newer).values["uncertainty.seed"]
    assert seed == (None, 7)


def test_titles_of_a_pitch(shelf: Shelf) -> None:
    found = changed(shelf, pitch("old"), pitch("new"), "pitch")
    assert found == Changes(texts={"title": ("old", "new")})


def test_steps_of_a_pitch(shelf: Shelf) -> None:
    """Of steps that stay only those count as moved that did not make room for others."""
    example = pitches.load_pitch("pitched_terms")
    one, two, three, four, five = example.steps[:5]
    fee = "campaigns.main.sell_fee"
    stage = replace(two.stage, scenario=two.stage.scenario.replace({fee: 0.35}))
    older = replace(example, steps=(one, two, three, four))
    newer = replace(example, steps=(five, four, replace(two, stage=stage), three))
    texts = [pitches.write_pitch(each) for each in (older, newer)]
    found = changed(shelf, *texts, "pitch")
    assert (found.added, found.removed) == ((f"steps.{five.id}",), (f"steps.{one.id}",))
    assert found.values == {
        f"steps.{two.id}.stage.scenario.{fee}": (0.2, 0.35), f"steps.{four.id}.place": (4, 2),
    }
    assert found.steps[one.id] == one.sentences
    assert not changed(shelf, texts[0], texts[0], "pitch")


def test_lines_where_a_newer_model_refuses_what_was_saved(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_id = shelf.add("scenario", "x", scenario(0.1)).revision.entry_id
    shelf.save(entry_id, scenario(0.3), based_on=1)
    monkeypatch.setattr("scenarios.documents.FORMAT", 2)
    found = shelf.changes(entry_id, 1, 2)
    assert found == Changes(lines=("-sell_fee = 0.1", "+sell_fee = 0.3"))
    assert shelf.restore(entry_id, 1, based_on=2).revision.number == 3
